"""What is filled in for setting up a Party organization, under which label, and in which shape does it travel?

Everything is JSON: counts are numbers, units and the superior are keys, a member is a public id. Nobody's name or
telephone stands here.
"""

from __future__ import annotations

from collections.abc import Mapping

FIELDS: Mapping[str, str] = {
    "name": "党组织名称",
    "short_name": "简称",
    "kind": "党组织类型",
    "mode": "组建方式",
    "basis": "设置依据",
    "area_kind": "区域类型",
    "centre": "依托的党建活动中心",
    "region": "兜底区域",
    "combination": "“社会组织＋”形式",
    "units": "参加单位",
    "parent": "上级党组织",
    "full_members": "正式党员",
    "probationary": "预备党员",
    "full_time": "专职工作人员中的正式党员",
    "managers": "管理人员中的正式党员",
    "managers_transferred": "管理人员中组织关系已在或将转入的",
    "relations_in": "组织关系已在或将转入的正式党员",
    "secretary": "书记人选",
    "secretary_source": "书记人选来源",
    "skipped_grounds": "未按次序选任的理由",
    "measure_document": "招聘管理办法文号",
    "management_stated": "已核对人选任中层以上管理职务",
    "trained_on": "兼职人员培训日期",
    "committee_seats": "委员会委员名额",
    "field": "业务领域",
    "proximity": "地域相邻、就近就便的情况",
    "management_sound": "行业管理体系健全",
    "task": "临时任务",
    "task_ends_on": "任务结束日期",
    "checklist": "达标情况",
    "exception_grounds": "超出一般规定的理由",
    "grounds": "组建理由",
}
# Whole numbers from nought. ``units`` lists the further units, ``checklist`` says of each item whether it is done,
# ``parent`` and ``centre`` are keys; the others are text.
COUNTS: tuple[str, ...] = (
    "full_members", "probationary", "full_time", "managers", "managers_transferred", "relations_in",
    "committee_seats",
)  # fmt: skip
LONGEST: Mapping[str, int] = {"name": 120, "short_name": 60, "measure_document": 60}
LONGEST_TEXT = 500

"""What goes along when a secretary changes, and what became of it?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class HandoverItem(Word):
    """场地、人员、资源 go with the secretary (B12); papers are the platform's own. Of the account nothing is handed
    over: it ends there with the day of the change."""

    VENUE = "venue", "活动场所"
    STAFF = "staff", "工作人员"
    RESOURCES = "resources", "经费物资等资源"
    MATERIALS = "materials", "印章和档案材料"


class Handed(Word):
    HANDED = "handed", "已移交"
    NONE = "none", "没有这一项"

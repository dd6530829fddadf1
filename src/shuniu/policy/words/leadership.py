"""What goes along when a secretary changes, and what became of it?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class HandoverItem(Word):
    """场地、人员、资源 go with the secretary (B12); papers and the account are the platform's own."""

    VENUE = "venue", "活动场所"
    STAFF = "staff", "工作人员"
    RESOURCES = "resources", "经费物资等资源"
    MATERIALS = "materials", "印章和档案材料"
    ACCOUNT = "account", "平台账号"


class Handed(Word):
    HANDED = "handed", "已移交"
    NONE = "none", "没有这一项"

"""What is a committee's meeting, and a document it sends out, called?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class MeetingState(Word):
    PLANNED = "planned", "待召开"
    HELD = "held", "已召开"
    CLOSED = "closed", "已办结"
    CANCELLED = "cancelled", "已取消"


class Observer(Word):
    """As what somebody sits in on a committee's meeting, without a vote; nobody by name."""

    DEPARTMENT = "department", "党委工作部门"
    LOWER = "lower", "下级党组织"
    INSTRUCTOR = "instructor", "党建工作指导员"
    APPLICANT = "applicant", "申请单位"
    SUPERVISING_UNIT = "supervising_unit", "业务主管单位"
    REGISTRY = "registry", "登记管理机关"
    OTHER = "other", "其他单位"


class DocumentKind(Word):
    """The kinds of official documents that are numbered here."""

    REQUEST = "request_for_instructions", "请示"
    REPLY = "official_reply", "批复"
    NOTICE = "notice", "通知"
    CIRCULAR = "circular", "通报"
    MINUTES = "minutes", "纪要"
    LETTER = "letter", "函"
    REPORT = "report", "报告"

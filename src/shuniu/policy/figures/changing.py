"""Why does an organization count on one of two days and not on the other? One cause for each step: they add up."""

from __future__ import annotations

from shuniu.policy.words.word import Word


class Cause(Word):
    """In the order in which they are asked: who came or went first, then what became of who stayed.

    ``corrected`` is between what was known of the first day and what is known of it now; the others all go by what is
    known now. An organization may therefore stand under it and under one other.
    """

    CORRECTED = "corrected", "更正（含补录、撤销导入）"
    REGISTERED = "registered", "新登记"
    ENTERED = "entered", "入账或补登（成立在前）"
    RESTORED = "restored", "恢复计入"
    MOVED_IN = "moved_in", "划入"
    STRUCK_OFF = "struck_off", "注销"
    REVOKED = "revoked", "撤销登记"
    MOVED_OUT = "moved_out", "划出"
    LEFT = "left", "不再计入"
    FORMED = "formed", "新建党组织"
    FOUNDED_BEFORE = "founded_before", "党组织入账或补登（组建在前）"
    COVERED = "covered", "由已有党组织覆盖"
    DISSOLVED = "dissolved", "党组织撤销"
    UNCOVERED = "uncovered", "不再由党组织覆盖"
    WORK_BEGUN = "work_begun", "开始工作覆盖"
    WORK_ENDED = "work_ended", "结束工作覆盖"
    ATTACHED = "attached", "落实归口"
    RELEASED = "released", "解除归口"
    MEMBERS = "members", "党员人数变化"
    ATTRIBUTES = "attributes", "登记事项变更"
    LAW = "law", "统计口径变化"

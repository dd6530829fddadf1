"""How is the renewal of a social organization's own board spoken of?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class ProceduralOpinion(Word):
    """What the Party organization says of the procedure; of candidates it says nothing."""

    COMPLIED = "complied", "程序符合规定"
    WITH_REMARKS = "with_remarks", "程序基本符合规定，有事项需要补正"
    NOT_COMPLIED = "not_complied", "程序不符合规定"


class ProceduralMatter(Word):
    """The matters of procedure that may be named: a closed list, so that nothing is said of persons."""

    REPORTED = "reported", "事先报告"
    NOTICE = "notice", "会议通知"
    QUORUM = "quorum", "到会人数"
    BALLOT = "ballot", "表决方式"
    MINUTES = "minutes", "会议记录"
    FILING = "filing", "报批备案"


class RenewalState(Word):
    """How the organization's own renewal and the term of its Party organization stand to each other."""

    TOGETHER = "together", "同步"
    APART = "apart", "不同步"
    UNDECIDED = "undecided", "日期不同，是否算同步未定"
    UNIT_UNKNOWN = "unit_unknown", "本单位换届日期未登记"
    TERM_UNKNOWN = "term_unknown", "党组织届满日期未登记"

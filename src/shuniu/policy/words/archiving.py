"""Which papers come of a case that is over?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class ElectionPaper(Word):
    """What comes of an election, in the order of its steps."""

    REQUEST = "request", "请示"
    APPROVAL = "approval", "同意选举的批复"
    CANDIDATES = "candidates", "候选人预备人选"
    REVIEW = "review", "候选人审查意见"
    MINUTES = "minutes", "选举会议记录"
    FIRST_MEETING = "first_meeting", "委员会会议选举记录"
    BALLOTS = "ballots", "选票"
    REPORT = "report", "选举结果报告"
    REPLY = "reply", "选举结果批复"
    FILED = "filed", "报上级备案的报告"


class FormationPaper(Word):
    """What comes of setting up or adjusting a Party organization, in the order of its steps."""

    REQUEST = "request", "请示（申请）"
    CONSENTS = "consents", "参加单位的意见"
    CHECK = "check", "材料审查意见"
    PASSED = "passed", "审查后的请示"
    REVIEW = "review", "初审意见"
    MINUTES = "minutes", "党委会会议纪要"
    OUTSIDE = "outside", "街道党委的批复或者意见"
    ANSWER = "answer", "不同意或者暂缓的答复"
    REPLY = "reply", "批复"
    FILED = "filed", "报上级备案的报告"

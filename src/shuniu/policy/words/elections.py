"""Which words do elections use: how one elects, in which meeting, how one came out of it, how late a term is?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class ElectionForm(Word):
    GENERAL_MEETING = "general_meeting", "党员大会"
    DELEGATES = "delegates", "党员代表大会"


class Stage(Word):
    """Members elect the committee; the committee elects its secretary in its first meeting."""

    GENERAL = "general", "大会选举"
    COMMITTEE = "committee", "第一次委员会会议"


class Chair(Word):
    """Who leads the meeting that votes; nobody by name."""

    COMMITTEE = "committee", "上届委员会"
    SECRETARY = "secretary", "上届书记"
    PRESIDIUM = "presidium", "主席团"
    MEMBER = "member", "新选出的一名委员"
    OTHER = "other", "其他（原文未明示的情形）"


class Outcome(Word):
    ELECTED = "elected", "当选"
    NOT_ELECTED = "not_elected", "未当选"
    TIED = "tied", "得票相同，再次投票"
    # Votes were counted on somebody who is not put forward any more.
    NOT_NAMED = "not_named", "未再提名"


class TermState(Word):
    """Where a term stands on a day; the two classes of what is overdue are those of ``election.overdue_classes``."""

    RUNNING = "running", "任期内"
    NEAR = "near", "临近届满"
    # No text of that day says how long a delay may last.
    OVER = "over", "届满未换届"
    WITHIN = "within", "届满未换届，未超过1年"
    BEYOND = "beyond", "届满超过1年未换届"

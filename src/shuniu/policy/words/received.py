"""How does a document that came in stand with the body it went to?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class Owed(Word):
    """What whoever receives a document has to do once it is received."""

    NOTHING = "nothing", "不需要回复"
    REPLY = "reply", "请回复"
    NOTE = "note", "请阅示或者备案"


class NoteOutcome(Word):
    """What the body has done with it, where no document of its own goes out."""

    SEEN = "seen", "已阅"
    FILED = "filed", "已备案"
    REPLIED = "replied", "已回复"


class ReceivedState(Word):
    """Each is told by what was put down; none of them is stored."""

    UNREAD = "unread", "未签收"
    OPEN = "open", "待回复"
    TO_NOTE = "to_note", "待阅办"
    RECEIVED = "received", "已签收"
    SEEN = "seen", "已阅"
    FILED = "filed", "已备案"
    REPLIED = "replied", "已回复"
    VOID = "void", "已作废"

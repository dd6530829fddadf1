"""Which documents does the platform write from templates?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class TemplateKind(Word):
    REQUEST = "request", "请示"
    REPORT = "report", "报告"
    REPLY = "reply", "批复"
    REPLY_LETTER = "reply_letter", "批复（信函格式）"
    NOTICE = "notice", "通知"
    CIRCULAR = "circular", "通报"
    LETTER = "letter", "函"
    MINUTES = "minutes", "会议纪要"
    BALLOT = "ballot", "选票"
    REMINDER = "reminder", "换届提醒函"
    ELECTION_MINUTES = "election_minutes", "选举会议记录"
    ARCHIVE = "archive", "归档目录"

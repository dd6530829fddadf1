"""How far is what an organization files about itself, and with whom does it lie?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class SubmissionState(Word):
    """``resubmitted``: sent again after it was returned; only what was remarked upon may differ."""

    DRAFT = "draft", "填报中"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    RESUBMITTED = "resubmitted", "修改后待审核"
    ACCEPTED = "accepted", "已通过"
    LAPSED = "lapsed", "自动终止"


class EntryState(Word):
    """录入进度: where an organization stands on a day, by its latest submission until then."""

    NO_ACCOUNT = "no_account", "未开通账号"
    NOT_BEGUN = "not_begun", "未填报"
    DRAFT = "draft", "填报中"
    WAITING = "waiting", "待审核"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已通过"

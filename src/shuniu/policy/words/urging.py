"""What is urged, and how does a temporary branch stand to its end?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class UrgingList(Word):
    """The lists of what is to be urged."""

    REGISTERED = "registered", "新登记应督促同步组建"
    POOLING = "pooling", "可另建党支部"
    TEMPORARY = "temporary", "临时党支部到期"


class TemporaryState(Word):
    RUNNING = "running", "期限内"
    NEAR = "near", "将到期"
    OVER = "over", "已到期"
    BODY_ENDED = "body_ended", "所依托的单位已撤销"
    UNKNOWN = "unknown", "没有登记期限"

"""How far is an organization without a Party organization on its way to one, and how is it to be covered?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class PipelineState(Word):
    """Where an organization stands that no Party organization covers; told anew for each day, never stored."""

    IN_PROGRESS = "in_progress", "组建办理中"
    DEFERRED = "deferred", "暂缓"
    ELIGIBLE = "eligible", "应建、尚未申请"
    FEW = "few", "未达标准"
    NO_MEMBER = "no_member", "没有党员"
    UNKNOWN = "unknown", "党员情况不详"


class PlanWay(Word):
    """How a plan wants an organization covered."""

    SEPARATE = "separate", "单独组建"
    JOINT = "joint", "联合组建"
    AFFILIATED = "affiliated", "挂靠组建"
    INSTRUCTOR = "instructor", "选派党建工作指导员"

    @property
    def forms(self) -> bool:
        """Does it end in a Party organization?"""
        return self is not PlanWay.INSTRUCTOR


class PlanState(Word):
    """Is there a plan, and has its day passed?"""

    NONE = "none", "没有方案"
    AHEAD = "ahead", "有方案"
    OVER = "over", "已过计划日"


class Age(Word):
    """For how long an organization has been without a Party organization."""

    FRESH = "fresh", "不满3个月"
    MONTHS = "months", "3个月至1年"
    YEAR = "year", "1年以上"


class RunState(Word):
    """How far a planning run is."""

    WAITING = "waiting", "正在计算"
    DONE = "done", "已算出"
    FAILED = "failed", "没有算出"


class Outcome(Word):
    """What became of a proposal."""

    OPEN = "open", "待定"
    ACCEPTED = "accepted", "已采纳"
    REFUSED = "refused", "不采纳"

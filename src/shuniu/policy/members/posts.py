"""May this member hold this Party post in this Party organization from that day on?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.kernel.period import Period
from shuniu.policy.words import MembershipState, PartyPost

COMMITTEE = Clause("national#支部条例20")
RIGHTS = Clause("national#党章7")
HELD = Clause("national#党章8")
DATED = Clause("platform#党内职务", "党内职务按任免日期登记，前后相接")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """``ends_on`` is the first day that no longer belongs to it. ``on_roll``: held, or taking part, on the day it
    begins. ``secretaries``: when others are secretary there. ``later``: when a post there of this member begins later.
    ``gap``: a day of it on which the Party organization does not exist."""

    body: str
    post: PartyPost
    begins_on: date
    ends_on: date | None = None
    on_roll: bool
    state: str = ""
    secretaries: Sequence[Period] = ()
    later: date | None = None
    gap: date | None = None


def may_hold_post(facts: PostFacts, row: int | None = None) -> Decision:
    """Everything that stands against it at once."""
    return Decision(tuple(_objections(facts, row)))


def may_say_of_a_member(post: str, held: str, row: int | None = None) -> Decision:
    """Where the roll is written by hand, ``post`` in the place of ``held``: who leads is put down with the leadership,
    by the level above and out of a document (J01–J03). What a ledger says is its own matter."""
    leads = any(one and PartyPost(one).leads for one in (post, held))
    if not leads or post == held:
        return Decision()
    said = (
        "书记、副书记、委员不在党员名册中登记或者结束。",
        "由选举、任命或者指定产生，经上级批准",
        "请办理换届、补选或者班子任命；已经在纸面批准的，由上级在“班子”中补登",
    )
    return Decision((_objection(DATED, "leads", said, "post", row),))


def _objections(facts: PostFacts, row: int | None) -> Iterator[Objection]:
    if facts.ends_on is not None and facts.ends_on <= facts.begins_on:
        said = (
            "免职日期应晚于任职日期。",
            f"{facts.begins_on.isoformat()}至{facts.ends_on.isoformat()}",
            "请核对两个日期",
        )
        yield _objection(DATED, "post_reversed", said, "ends_on", row)
        return
    yield from _dated(facts, row)
    yield from _qualified(facts, row)
    second = next((one for one in facts.secretaries if _meet(one, facts)), None)
    if facts.post is PartyPost.SECRETARY and second is not None:
        until = f"至{second.end.isoformat()}" if second.end is not None else "起"
        said = (
            f"“{facts.body}”同一日只有一名书记。",
            f"已登记的书记任职自{second.start.isoformat()}{until}",
            "请先登记原书记免职，或改正任职日期",
        )
        yield _objection(COMMITTEE, "second_secretary", said, "post", row)


def _dated(facts: PostFacts, row: int | None) -> Iterator[Objection]:
    if facts.gap is not None:
        said = (
            f"“{facts.body}”在{facts.gap.isoformat()}并不存在。",
            "党组织尚未成立或已经撤销",
            "请改正任职日期，或选择其间一直存在的党组织",
        )
        yield _objection(DATED, "party_organization_absent", said, "party_organization", row)
    if facts.later is not None and (facts.ends_on is None or facts.ends_on > facts.later):
        said = (
            "与其后已登记的任职重叠。",
            f"该党员自{facts.later.isoformat()}起另有职务",
            f"免职日期不晚于{facts.later.isoformat()}，或先更正其后的任职",
        )
        yield _objection(DATED, "post_overlaps", said, "ends_on", row)


def _qualified(facts: PostFacts, row: int | None) -> Iterator[Objection]:
    if not facts.on_roll:
        said = (
            "该党员当日不在党员名册中。",
            f"{facts.begins_on.isoformat()}名册没有其组织关系，也不参加组织生活",
            "请改正任职日期，或先登记组织关系",
        )
        yield _objection(HELD, "not_held", said, "person", row)
    if facts.post.leads and facts.state == MembershipState.PROBATIONARY:
        said = ("预备党员不能担任党组织班子成员。", "人员类别为预备党员", "转正后再任职，或改选正式党员")
        yield _objection(RIGHTS, "probationary", said, "person", row)


def _meet(one: Period, facts: PostFacts) -> bool:
    begins_before_end = facts.ends_on is None or one.start < facts.ends_on
    return begins_before_end and (one.end is None or one.end > facts.begins_on)


def _objection(clause: Clause, code: str, said: tuple[str, str, str], field: str, row: int | None) -> Objection:
    """``said``: what is missing, the fact, what helps."""
    missing, fact, remedy = said
    return Objection(
        clause=clause, code=code, missing=missing, fact=fact, remedy=remedy, who="登记人", field=field, row=row
    )

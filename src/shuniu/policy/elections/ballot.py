"""In which order do the names stand on a ballot, what does it say of that, and may the body set another by hand?

By the text candidates stand by strokes, secretary and deputies as they were approved. Where strokes do not tell, or the
members have agreed otherwise, the body sets the order itself and says why; the ballot says it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.kernel.strokes import stroke_key, without_strokes
from shuniu.policy.elections.votes import LEADERS

ORDERED = Clause("national#选举条例24")
BY_STROKES, AS_APPROVED = "以姓氏笔画为序", "按上级党组织批准的顺序排列"
LONGEST_REASON = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesInOrder:
    """``places``: the place of each name as it was given, in the order of the ballot. ``said`` stands on the ballot;
    empty where ``unknown`` characters have no place by strokes and somebody has to look."""

    places: tuple[int, ...]
    said: str
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """``places``: of each candidate for the post, as it was written down. ``settled``: all were voted on."""

    places: tuple[int, ...]
    settled: bool
    reason: str


def usual_order(post: str) -> str:
    """What the text says of the names for this post."""
    return AS_APPROVED if post in LEADERS else BY_STROKES


def names_in_order(
    post: str, names: Sequence[str], by_hand: Sequence[int | None] = (), reason: str = ""
) -> NamesInOrder:
    """``names`` in the order in which they were put forward and approved; ``by_hand`` their places where the body has
    set them, for that ``reason``: whoever has none comes after, as usual."""
    given = tuple(range(len(names)))
    unknown = "".join(dict.fromkeys("".join(without_strokes(one) for one in names)))
    usual = given if post in LEADERS else tuple(sorted(given, key=lambda place: stroke_key(names[place])))
    if reason:
        last = len(names) + 1
        set_so = {place: by_hand[place] if place < len(by_hand) else None for place in given}
        places = tuple(sorted(usual, key=lambda place: set_so[place] or last))
        return NamesInOrder(places=places, said=reason)
    if post in LEADERS:
        return NamesInOrder(places=usual, said=AS_APPROVED)
    return NamesInOrder(places=usual, said="" if unknown else BY_STROKES, unknown=unknown)


def may_order(facts: OrderFacts) -> Decision:
    return Decision(tuple(_objections(facts)))


def _objections(facts: OrderFacts) -> Iterator[Objection]:
    number = len(facts.places)
    if number < 2:
        yield _objection("nobody_to_order", "没有需要排列的候选人。", (f"{number} 名候选人", "不必排列"))
    if facts.settled:
        yield _objection("settled", "已经选举的，不再排列。", ("这一职务已经选举", "保留选票上原来的顺序"))
    if number > 1 and sorted(facts.places) != list(range(1, number + 1)):
        written = "、".join(str(one) for one in facts.places)
        said = (f"填写为 {written}", f"从 1 到 {number}，每个序号用一次")
        yield _objection("places_wrong", "每名候选人要有一个序号。", said, "places")
    length = len(facts.reason.strip())
    if not 0 < length <= LONGEST_REASON:
        said = (f"写了 {length} 字", f"写明按什么排列，不超过 {LONGEST_REASON} 字，如“按大会通过的名单顺序排列”")
        yield _objection("reason_length", "不按通常顺序排列的，请写明依据。", said, "reason")


def _objection(code: str, missing: str, said: tuple[str, str], field: str = "") -> Objection:
    return Objection(
        clause=ORDERED, code=code, missing=missing, fact=said[0], remedy=said[1], who="换届的党组织", field=field
    )

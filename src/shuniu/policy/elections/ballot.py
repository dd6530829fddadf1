"""In which order do the names stand on a ballot, and what does it say of that?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.kernel.strokes import stroke_key, without_strokes
from shuniu.policy.elections.votes import LEADERS

ORDERED = Clause("national#选举条例24", "候选人以姓氏笔画为序；书记、副书记按上级党组织批准的顺序")
BY_STROKES, AS_APPROVED = "以姓氏笔画为序", "按上级党组织批准的顺序排列"


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotOrder:
    """``places``: the place of each name as it was given, in the order of the ballot. ``said`` stands on the ballot;
    empty where ``unknown`` characters have no place by strokes and somebody has to look."""

    places: tuple[int, ...]
    said: str
    unknown: str = ""


def ballot_order(post: str, names: Sequence[str]) -> BallotOrder:
    """``names`` in the order in which they were put forward and approved."""
    given = tuple(range(len(names)))
    if post in LEADERS:
        return BallotOrder(places=given, said=AS_APPROVED)
    unknown = "".join(dict.fromkeys("".join(without_strokes(one) for one in names)))
    places = tuple(sorted(given, key=lambda place: stroke_key(names[place])))
    return BallotOrder(places=places, said="" if unknown else BY_STROKES, unknown=unknown)

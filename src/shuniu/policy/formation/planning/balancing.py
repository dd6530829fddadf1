"""Which organizations would move for joint committees to carry about what they are meant for, the fewest possible?

The target is the text's (about 50), how far one may be off is the office's to say. A joint committee gives what it has
too much of to those with too little, then to those with room; what fits the receiver's line of business goes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shuniu.policy.formation.planning.problem import Place, distance
from shuniu.policy.packs import Figures
from shuniu.policy.party.load import TARGET, TOLERANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An organization of a joint committee."""

    key: int
    field: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class JointCommittee:
    """``about``: the line of business or field it is built on, empty where it names none."""

    key: int
    about: str
    organizations: tuple[Carried, ...]

    @property
    def load(self) -> int:
        return len(self.organizations)


class Moving(NamedTuple):
    """``fits``: the receiver is built on the organization's field."""

    organization: int
    giver: int
    receiver: int
    fits: bool


class Bounds(NamedTuple):
    least: int
    most: int


def bounds_of(figures: Figures) -> Bounds | None:
    """None where no text names a size. Without a decided tolerance the target itself is meant."""
    target, tolerance = figures.stated(TARGET), figures.stated(TOLERANCE)
    if target is None:
        return None
    margin = int(tolerance.value) if tolerance else 0
    return Bounds(int(target.value) - margin, int(target.value) + margin)


def balance(committees: Sequence[JointCommittee], bounds: Bounds) -> list[Moving]:
    """As many moves as there must be: what is too much somewhere, or too little elsewhere, whichever is more and can
    be met. Nobody falls below the bounds by giving, nor rises above them by taking."""
    loads = {one.key: one.load for one in committees}
    named = {one.key: one for one in committees}
    staying = {one.key: list(one.organizations) for one in committees}
    moves = []
    for giver, receiver in _pairs(loads, bounds):
        carried, fits = _fitting(staying[giver], named[receiver], staying[receiver])
        staying[giver].remove(carried)
        moves.append(Moving(carried.key, giver, receiver, fits))
    return moves


def _pairs(loads: dict[int, int], bounds: Bounds) -> Iterator[tuple[int, int]]:
    """Who gives to whom, one organization at a time; ``loads`` are kept as they become.

    Whoever has most gives to whoever has least: so each move takes away from what is too much and from what is
    lacking, as long as there is both.
    """
    while loads:
        most, least = max(loads, key=lambda key: (loads[key], -key)), min(loads, key=lambda key: (loads[key], key))
        over, under = loads[most] > bounds.most, loads[least] < bounds.least
        # To be moved it must help one side, and may hurt neither.
        helps = (over and loads[least] < bounds.most) or (under and loads[most] > bounds.least)
        if not helps:
            return
        loads[most] -= 1
        loads[least] += 1
        yield most, least


def _fitting(staying: Sequence[Carried], receiver: JointCommittee, there: Sequence[Carried]) -> tuple[Carried, bool]:
    """Whoever fits the receiver's field best; of those the nearest to what it carries already."""
    fields, places = _counted(there), {one.place for one in there}

    def rank(one: Carried) -> tuple[bool, int, int, int]:
        way = min((distance(one.place, other) for other in places), default=0)
        return (not _about(one, receiver), -fields.get(one.field, 0), way, one.key)

    chosen = min(staying, key=rank)
    return chosen, _about(chosen, receiver)


def _about(one: Carried, receiver: JointCommittee) -> bool:
    return bool(one.field) and one.field == receiver.about


def _counted(rows: Sequence[Carried]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for one in rows:
        found[one.field] = found.get(one.field, 0) + 1
    return found

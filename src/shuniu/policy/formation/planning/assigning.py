"""Which instructor could be sent to which organizations, evenly and near where each is sent already?

No text says how many organizations one instructor is sent to: the work is spread evenly, and where an office has
decided a number it is kept. Instructors are told by their number in the pool; nothing is said of how well they work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shuniu.policy.formation.planning.problem import FAR, Place, distance
from shuniu.policy.packs import Figures

LIMIT = "instructor.organizations_max"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An organization that waits for an instructor."""

    key: int
    place: Place
    priority: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Available:
    """``sent``: where the instructor is sent already."""

    key: int
    sent: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """``organizations`` proposed for one instructor, who then has ``together`` with those of before."""

    instructor: int
    organizations: tuple[int, ...]
    together: int


def limit_of(figures: Figures) -> int | None:
    """None where neither a text nor the office names a number."""
    figure = figures.stated(LIMIT)
    return int(figure.value) if figure else None


def assign(waiting: Sequence[Waiting], available: Sequence[Available], limit: int | None) -> list[Assigned]:
    """Those the text puts first, first; each to whoever has fewest, of these to whoever is sent nearest. The same rows
    give the same answer. Whoever finds nobody with room is left out."""
    given: dict[int, list[Waiting]] = {one.key: [] for one in available}
    ordered = sorted(waiting, key=lambda one: (not one.priority, one.place.region, one.place.street, one.key))
    for one in ordered:
        open_ = [each for each in available if limit is None or _load(each, given) < limit]
        if not open_:
            break
        least = min(_load(each, given) for each in open_)
        even = [each for each in open_ if _load(each, given) == least]
        chosen = min(even, key=lambda each: (_way(one, each, given), each.key))
        given[chosen.key].append(one)
    return [
        Assigned(
            instructor=one.key,
            organizations=tuple(each.key for each in given[one.key]),
            together=_load(one, given),
        )
        for one in sorted(available, key=lambda one: one.key)
        if given[one.key]
    ]


def _load(one: Available, given: dict[int, list[Waiting]]) -> int:
    return len(one.sent) + len(given[one.key])


def _way(one: Waiting, each: Available, given: dict[int, list[Waiting]]) -> int:
    places = [*each.sent, *(other.place for other in given[each.key])]
    return min((distance(one.place, place) for place in places), default=FAR)

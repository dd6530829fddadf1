"""Do the counted 交叉任职 say what posts, positions and coverage say, on every day on which any of them changes?

Day by day and Party organization by Party organization: who leads it, who manages what it covers, who is both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from shuniu.models import (
    Coverage,
    CrossingStanding,
    Employment,
    Membership,
    PartyOrganization,
    Placement,
    Post,
    Standing,
)
from shuniu.policy.leadership.crossing import Crossing, Management, crossing_of, management
from shuniu.policy.members.secretary import MANAGERS
from shuniu.policy.words import PartyPost
from shuniu.queries.arrays import among
from shuniu.statistics.check.held import Facts, Held, bounds, held
from shuniu.statistics.check.laws import Laws

# Party organizations in memory at a time.
PORTION = 20_000
# leaders, managers, both
Numbers = tuple[int, int | None, int | None]


def crossing_differences() -> Iterator[str]:
    """The first day on which one differs."""
    keys = set(Coverage.objects.filter(retracted__isnull=True).values_list("party_organization", flat=True).distinct())
    keys |= set(CrossingStanding.objects.values_list("party_organization", flat=True).distinct())
    wanted, places = sorted(keys), held(Placement, "party_organization", ("parent",))
    for start in range(0, len(wanted), PORTION):
        yield from _differences(wanted[start : start + PORTION], places)


def _differences(nodes: Sequence[int], places: Facts) -> Iterator[str]:
    sweep, kept = _Sweep(nodes, places), _kept(nodes)
    for node in nodes:
        days = sweep.days(node) | bounds(kept.get(node, ()))
        for day in sorted(days):
            wanted, found = sweep.counted(node, day), [row.values for row in kept.get(node, ()) if row.on(day)]
            if found != ([wanted] if wanted is not None else []):
                yield _told(node, day, wanted, found)
                break


def _kept(nodes: Sequence[int]) -> Facts:
    found: Facts = {}
    rows = CrossingStanding.objects.filter(party_organization__in=among(nodes)).order_by("valid_from")
    for node, start, end, *numbers in rows.values_list(
        "party_organization", "valid_from", "valid_to", "leaders", "managers", "in_both"
    ):
        found.setdefault(node, []).append(Held(start, end, tuple(numbers)))
    return found


class _Sweep:
    """Every fact in force that decides what is counted of some Party organizations."""

    def __init__(self, nodes: Sequence[int], places: Facts) -> None:
        self.covers = held(Coverage, "party_organization", ("unit",), nodes)
        units = {row.values[0] for rows in self.covers.values() for row in rows}
        self.registered: Facts = {}
        rows = Standing.objects.filter(unit__in=among(units)).order_by("unit", "valid_from")
        for unit, start, end in rows.values_list("unit", "valid_from", "valid_to").iterator():
            self.registered.setdefault(unit, []).append(Held(start, end, ()))
        self.posts = held(Post, "party_organization", ("person", "post"), nodes)
        self.works = held(Employment, "unit", ("person", "position"), units)
        people = {row.values[0] for rows in self.works.values() for row in rows if row.values[1]}
        self.members = held(Membership, "person", (), people)
        self.laws = Laws(set(self.covers), places, (MANAGERS,))
        self._said: dict[int, Management] = {}

    def counted(self, node: int, day: date) -> Numbers | None:
        """None on a day on which it covers nothing of the register."""
        units = {row.values[0] for row in self.covers.get(node, ()) if row.on(day)}
        units = {unit for unit in units if any(row.on(day) for row in self.registered.get(unit, ()))}
        if not units:
            return None
        leaders = {row.values[0] for row in self.posts.get(node, ()) if row.on(day) and PartyPost(row.values[1]).leads}
        found: Crossing = crossing_of(leaders, self._managers(units, self._management(node, day), day))
        return found.leaders, found.managers, found.both

    def _managers(self, units: set[int], posts: Management, day: date) -> set[int] | None:
        if posts.posts is None:
            return None
        there = {row.values for unit in units for row in self.works.get(unit, ()) if row.on(day)}
        return {
            person
            for person, position in there
            if posts.includes(position) and any(row.on(day) for row in self.members.get(person, ()))
        }

    def _management(self, node: int, day: date) -> Management:
        law = self.laws.at(node, day)
        if id(law) not in self._said:
            self._said[id(law)] = management(law)
        return self._said[id(law)]

    def days(self, node: int) -> set[date]:
        rows = [*self.covers.get(node, ()), *self.posts.get(node, ())]
        units = {row.values[0] for row in self.covers.get(node, ())}
        for unit in units:
            rows += [*self.registered.get(unit, ()), *self.works.get(unit, ())]
            for work in self.works.get(unit, ()):
                rows += self.members.get(work.values[0], ())
        return bounds(rows) | (self.laws.changes(node) if units else set())


def _told(node: int, day: date, wanted: Numbers | None, found: Sequence[tuple[object, ...]]) -> str:
    code = PartyOrganization.objects.values_list("code", flat=True).get(pk=node)
    said = "、".join(str(one) for one in found) or "没有"
    due = wanted if wanted is not None else "没有"
    return f"党组织“{code}”在{day.isoformat()}的班子成员、党员管理人员、两边都任职应为{due}，派生表为{said}。"

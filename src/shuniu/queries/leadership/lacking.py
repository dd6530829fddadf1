"""What the law is told of the leaderships of Party organizations on a day, for one page or a whole tree.

Nothing here asks who is asking.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from shuniu.models import Coverage, InstructorPool, Membership, PartyAffairsWorker, Post, Registration, Seat
from shuniu.policy.leadership.findings import LeadershipFacts, PostLine
from shuniu.policy.words import MembershipState, PartyOrganizationKind, PartyPost, SeatRole
from shuniu.queries.arrays import among
from shuniu.queries.days import during


def leaderships(kinds: Mapping[int, PartyOrganizationKind], on: date) -> dict[int, LeadershipFacts]:
    """By node, for as many questions of one as of thousands."""
    posts, rolls, staff = _posts(kinds, on), _rolls(kinds, on), largest_staff(kinds, on)
    units = secretary_units(kinds, on)
    supplied = _supplied(kinds, units, on)
    return {
        node: LeadershipFacts(
            kind=kind,
            on=on,
            posts=posts.get(node, []),
            members=rolls[node].total(),
            full_members=rolls[node][MembershipState.FULL.value],
            staff=staff.get(node),
            secretary_unit=bool(units.get(node)),
            supplied=supplied[node],
        )
        for node, kind in kinds.items()
    }


def _posts(nodes: Iterable[int], on: date) -> dict[int, list[PostLine]]:
    held = Post.objects.filter(during(on), party_organization__in=among(nodes)).order_by("pk")
    rows = list(held.values_list("party_organization", "person", "post", "full_time"))
    rolls = Membership.objects.filter(during(on), person__in=among(person for _, person, _, _ in rows))
    since: dict[int, date | None] = dict(rolls.values_list("person", "full_member_on"))
    found: dict[int, list[PostLine]] = defaultdict(list)
    for node, person, post, full_time in rows:
        line = PostLine(post=PartyPost(post), full_time=full_time, full_member_on=since.get(person))
        found[node].append(line)
    return found


def _rolls(nodes: Iterable[int], on: date) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Membership.objects.filter(during(on), party_organization__in=among(nodes))
    for node, state in rows.values_list("party_organization", "state"):
        found[node][state] += 1
    return found


def largest_staff(nodes: Iterable[int], on: date) -> dict[int, int]:
    """Of the organizations each covers, the most who work in one, full- or part-time, as the register says it."""
    rows = Coverage.objects.filter(during(on), party_organization__in=among(nodes))
    covered = list(rows.values_list("party_organization", "unit"))
    said = Registration.objects.filter(during(on), unit__in=among(unit for _, unit in covered))
    known = {
        unit: sum(one or 0 for one in pair)
        for unit, *pair in said.values_list("unit", "full_time_staff", "part_time_staff")
        if pair != [None, None]
    }
    found: dict[int, int] = {}
    for node, unit in covered:
        if unit in known:
            found[node] = max(found.get(node, 0), known[unit])
    return found


def secretary_units(nodes: Iterable[int], on: date) -> dict[int, list[int]]:
    seats = Seat.objects.filter(during(on), party_organization__in=among(nodes), role=SeatRole.SECRETARY_UNIT.value)
    found: dict[int, list[int]] = defaultdict(list)
    for node, unit in seats.order_by("unit").values_list("party_organization", "unit"):
        found[node].append(unit)
    return found


def _supplied(nodes: Iterable[int], units: Mapping[int, list[int]], on: date) -> dict[int, dict[str, int]]:
    """What the secretary's unit gives: its full-time workers, and how many instructors stand in the pool."""
    workers = PartyAffairsWorker.objects.filter(during(on), party_organization__in=among(nodes), full_time=True)
    pool = InstructorPool.objects.filter(during(on), party_organization__in=among(nodes))
    found: dict[int, dict[str, int]] = {node: {"party_affairs_worker": 0, "instructor": 0} for node in nodes}
    for node, unit in workers.values_list("party_organization", "unit"):
        found[node]["party_affairs_worker"] += unit in units.get(node, ())
    for node in pool.values_list("party_organization", flat=True):
        found[node]["instructor"] += 1
    return found

"""What does the planner have to know of a node and everything below it on a day? A constant number of questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from shuniu.models import (
    Coverage,
    InstructorPool,
    Lineage,
    Naming,
    Placement,
    Posting,
    Registration,
    RollStanding,
    Standing,
)
from shuniu.policy.formation.eligibility import THRESHOLD
from shuniu.policy.formation.planning.assigning import Available, Waiting, assign, limit_of
from shuniu.policy.formation.planning.balancing import Carried, JointCommittee
from shuniu.policy.formation.planning.problem import Branch, Organization, Place, Problem
from shuniu.policy.organizations.priority import PriorityFacts, judge_priority
from shuniu.policy.packs import Figures, merged
from shuniu.policy.words import OrganizationType, PartyOrganizationKind
from shuniu.queries.days import during, standing_on
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.proposals import applied_for

_STANDING = ("unit_id", "node_id", "eligible", "work_covered", "full_members", "roll_full_members")
_REGISTERED = ("unit_id", "region", "street", "field", "type", "licensed_sector", "full_time_staff", "part_time_staff")
BRANCHES = [one.value for one in PartyOrganizationKind if one.is_branch]
JOINT = frozenset({PartyOrganizationKind.JOINT_BRANCH.value})


def below(node: int, on: date) -> QuerySet[Lineage, Any]:
    """Keys of the node and of everything under it on the day."""
    return Lineage.objects.filter(standing_on(on), ancestor=node).values("descendant")


def problem_of(node: int, on: date, figures: Figures) -> Problem:
    """Organizations under the node that no Party organization covers and for which none is applied for, and the
    branches that stand there."""
    standing: list[Any] = list(
        Standing.objects.filter(standing_on(on), node__in=below(node, on), org_covered=False)
        .exclude(unit__in=applied_for())
        .order_by("unit_id")
        .values(*_STANDING)
    )
    registered = registered_at([row["unit_id"] for row in standing], on)
    threshold = figures.integer(THRESHOLD)
    organizations = [
        _organization(row, registered[row["unit_id"]], figures, threshold)
        for row in standing
        if row["unit_id"] in registered
    ]
    return Problem(organizations, _branches(node, on))


def registered_at(units: Iterable[int], on: date) -> dict[int, Mapping[str, Any]]:
    rows: Any = Registration.objects.filter(during(on), unit__in=list(units)).values(*_REGISTERED)
    return {row["unit_id"]: row for row in rows}


def place_in(row: Mapping[str, Any]) -> Place:
    return Place(region=row["region"], street=row["street"].strip())


def _organization(
    row: Mapping[str, Any], registered: Mapping[str, Any], figures: Figures, threshold: int
) -> Organization:
    """Members as reported last, or more where rolls name more. Whoever is below the standard has fewer than that:
    the text may count only some of those reported."""
    known = [count for count in (row["full_members"], row["roll_full_members"] or None) if count is not None]
    members = max(known) if known else None
    if row["eligible"] is False and members is not None:
        members = min(members, threshold - 1)
    return Organization(
        key=row["unit_id"],
        node=row["node_id"],
        field=registered["field"],
        place=place_in(registered),
        members=members,
        eligible=row["eligible"],
        work_covered=row["work_covered"],
        priority=put_first(registered, figures),
    )


def put_first(registered: Mapping[str, Any], figures: Figures) -> bool:
    """Of a class the text puts first (D25); where the number of staff is not decided nobody is."""
    staff = [registered[name] for name in ("full_time_staff", "part_time_staff") if registered[name] is not None]
    facts = PriorityFacts(
        type=OrganizationType(registered["type"]),
        licensed_sector=registered["licensed_sector"],
        staff=sum(staff) if staff else None,
    )
    return any(one.applies for one in judge_priority(facts, figures))


def _branches(node: int, on: date) -> list[Branch]:
    """Where a branch is, tells the organization that hosts it, else the first it covers."""
    kinds = dict(
        Naming.objects.filter(during(on), party_organization__in=below(node, on), kind__in=BRANCHES).values_list(
            "party_organization", "kind"
        )
    )
    covered: dict[int, list[tuple[bool, int]]] = {}
    rows = Coverage.objects.filter(during(on), party_organization__in=kinds)
    for key, unit, role in rows.values_list("party_organization", "unit", "role"):
        covered.setdefault(key, []).append((role != "host", unit))
    hosts = {key: min(units)[1] for key, units in covered.items()}
    registered = registered_at(hosts.values(), on)
    parents = dict(
        Placement.objects.filter(during(on), party_organization__in=kinds).values_list("party_organization", "parent")
    )
    rolls = dict(
        RollStanding.objects.filter(standing_on(on), party_organization__in=kinds).values_list(
            "party_organization", "full_members"
        )
    )
    return [
        Branch(
            key=key,
            node=parents[key] or 0,
            field=registered[host]["field"],
            place=place_in(registered[host]),
            members=rolls.get(key, 0),
            units=len(covered[key]),
            joint=kinds[key] in JOINT,
        )
        for key, host in sorted(hosts.items())
        if host in registered and key in parents
    ]


def joint_committees(node: int, on: date, kinds: Iterable[str]) -> list[JointCommittee]:
    """Those below the node with what each answers for itself."""
    rows = Naming.objects.filter(during(on), party_organization__in=below(node, on), kind__in=list(kinds))
    named = dict(rows.order_by("sort_key").values_list("party_organization", "axis_value"))
    carried: dict[int, list[Carried]] = {key: [] for key in named}
    held = dict(
        Standing.objects.filter(standing_on(on), node__in=named).order_by("unit_id").values_list("unit_id", "node_id")
    )
    for unit, row in registered_at(held, on).items():
        carried[held[unit]].append(Carried(key=unit, field=row["field"], place=place_in(row)))
    return [
        JointCommittee(key=key, about=about, organizations=tuple(sorted(carried[key], key=lambda one: one.key)))
        for key, about in named.items()
    ]


def instructors_of(node: int, on: date) -> list[Available]:
    """Those in the pools below the node who can be sent, with where they are sent already."""
    pools = InstructorPool.objects.filter(during(on), available=True, party_organization__in=below(node, on))
    keys = sorted(pools.values_list("instructor", flat=True))
    sent = list(Posting.objects.filter(during(on), instructor__in=keys).values_list("instructor", "unit"))
    registered = registered_at({unit for _, unit in sent}, on)
    places: dict[int, list[Place]] = {key: [] for key in keys}
    for key, unit in sent:
        places[key].append(place_in(registered[unit]) if unit in registered else Place())
    return [Available(key=key, sent=tuple(places[key])) for key in keys]


def waiting_among(units: Iterable[int], on: date, figures: Figures) -> list[Waiting]:
    return [
        Waiting(key=unit, place=place_in(row), priority=put_first(row, figures))
        for unit, row in registered_at(units, on).items()
    ]


def assigned_among(node: int, units: Iterable[int], on: date) -> dict[int, int]:
    """Which instructor of the pools below the node could be sent to each of the units; who finds nobody is left out."""
    wanted = list(units)
    if not wanted:
        return {}
    figures = figures_at([node], on)[node] or merged(("national",), on)
    found = assign(waiting_among(wanted, on, figures), instructors_of(node, on), limit_of(figures))
    return {unit: one.instructor for one in found for unit in one.organizations}

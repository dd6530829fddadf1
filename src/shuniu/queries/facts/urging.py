"""What must the law know of what is urged: who is gathered in a branch, how a temporary one stands to its end?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import LiteralString
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.models import (
    Case,
    Coverage,
    Employment,
    Formation,
    Membership,
    Naming,
    PartyOrganization,
    Registration,
    Seat,
    Step,
    Term,
)
from shuniu.policy.cases.following import PART, UNTIL
from shuniu.policy.formation.members import TEMPORARY
from shuniu.policy.formation.pooling import POOLING_KIND, POOLING_MODE, Gathered, Sum
from shuniu.policy.formation.temporary import TemporaryFacts
from shuniu.policy.organizations.keeping import ENDED
from shuniu.policy.words import MembershipState, SeatRole
from shuniu.policy.words.cases import CaseKind, CaseState, FollowUpTopic
from shuniu.queries.arrays import among, answers, array
from shuniu.queries.days import during


def pooling_branches(on: date) -> QuerySet[PartyOrganization]:
    """Those that stand that day and gather the members of other units: by how they were set up, or by their kind."""
    named = Naming.objects.filter(during(on), party_organization=OuterRef("pk"))
    formed = Formation.objects.filter(during(on), party_organization=OuterRef("pk"), mode=POOLING_MODE.value)
    mobile = Exists(named.filter(kind=POOLING_KIND.value))
    return PartyOrganization.objects.filter(mobile | (Exists(formed) & Exists(named)), managed=True)


def temporary_branches(on: date) -> QuerySet[PartyOrganization]:
    named = Naming.objects.filter(during(on), kind__in=[one.value for one in TEMPORARY])
    return PartyOrganization.objects.filter(pk__in=named.values("party_organization"), managed=True)


def gathered_at(nodes: Collection[int], on: date) -> dict[int, list[Gathered]]:
    """By branch, those of its roll who work at a unit that no other Party organization covers."""
    if not nodes:
        return {}
    roll = Membership.objects.filter(during(on), party_organization__in=nodes)
    people = {row[0]: row[1:] for row in roll.values_list("person", "party_organization", "person__uuid", "state")}
    working = Employment.objects.filter(during(on), person__in=people, unit__isnull=False)
    places = dict(working.values_list("person", "unit"))
    registered = {
        unit: {"area": street or district, "field": field}
        for unit, street, district, field, status in Registration.objects.filter(
            during(on), unit__in=set(places.values())
        ).values_list("unit", "street", "district", "field", "status")
        if status not in ENDED
    }
    elsewhere = _covered_elsewhere(registered, on)
    found: dict[int, list[Gathered]] = defaultdict(list)
    for person, unit in sorted(places.items()):
        node, public, state = people[person]
        if unit not in registered or elsewhere.get(unit, {node}) != {node}:
            continue
        full = state == MembershipState.FULL
        found[node].append(Gathered(member=str(public), full=full, unit=unit, values=registered[unit]))
    return found


_SUMS: LiteralString = """
    SELECT g.node, told.basis, told.value, count(*) FILTER (WHERE g.is_full), count(*), count(DISTINCT g.unit)
    FROM (
        SELECT m.party_organization_id AS node, e.unit_id AS unit, m.state = %(full)s AS is_full,
            coalesce(nullif(r.street, ''), r.district) AS area, r.field
        FROM shuniu_membership m
        JOIN shuniu_employment e ON e.person_id = m.person_id AND e.retracted_id IS NULL
            AND e.period @> %(day)s::date
        JOIN shuniu_registration r ON r.unit_id = e.unit_id AND r.retracted_id IS NULL
            AND r.period @> %(day)s::date AND r.status <> ALL(%(ended)s::text[])
        WHERE m.party_organization_id = ANY(%(nodes)s::bigint[]) AND m.retracted_id IS NULL
            AND m.period @> %(day)s::date AND NOT EXISTS (
                SELECT FROM shuniu_coverage c WHERE c.unit_id = e.unit_id AND c.retracted_id IS NULL
                AND c.period @> %(day)s::date AND c.party_organization_id <> m.party_organization_id)
    ) g CROSS JOIN LATERAL (VALUES ('area', g.area), ('field', g.field)) AS told(basis, value)
    WHERE told.value <> '' GROUP BY 1, 2, 3 HAVING count(*) FILTER (WHERE g.is_full) >= %(least)s
"""


def sums_at(nodes: Collection[int], on: date, least: int) -> dict[int, list[Sum]]:
    """The sums of ``gathered_at`` with at least so many full members, without anybody coming along: for lists."""
    given = {"nodes": array(nodes), "day": on, "least": least, "full": MembershipState.FULL.value}
    found: dict[int, list[Sum]] = defaultdict(list)
    if nodes:
        for node, basis, value, full, members, units in answers(_SUMS, ended=[*ENDED], **given):
            found[node].append(Sum(basis=basis, value=value, full=full, members=members, units=units))
    return found


def _covered_elsewhere(units: Iterable[int], on: date) -> dict[int, set[int]]:
    """By unit that is covered, by which Party organizations."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Coverage.objects.filter(during(on), unit__in=set(units))
    for node, unit in rows.values_list("party_organization", "unit"):
        found[unit].add(node)
    return found


def temporary_at(nodes: Collection[int], on: date) -> dict[int, TemporaryFacts]:
    terms: dict[int, tuple[date, date | None]] = {}
    rows = Term.objects.filter(retracted__isnull=True, party_organization__in=among(nodes), period__startswith__lte=on)
    for node, period in rows.order_by("period").values_list("party_organization", "period"):
        terms[node] = (period.lower, period.upper)
    ended = _ended_bodies(nodes, on)
    return {
        node: TemporaryFacts(
            begins_on=terms.get(node, (None, None))[0],
            ends_on=terms.get(node, (None, None))[1],
            ended_bodies=tuple(ended.get(node, ())),
        )
        for node in nodes
    }


def _ended_bodies(nodes: Collection[int], on: date) -> dict[int, list[str]]:
    """By branch, the social organizations at which it sits that were registered and are so no more."""
    roles = [SeatRole.OWN.value, SeatRole.HOST.value]
    seats = Seat.objects.filter(during(on), party_organization__in=among(nodes), role__in=roles).values_list(
        "party_organization", "unit"
    )
    rows = Registration.objects.filter(
        retracted__isnull=True, unit__in=among(unit for _, unit in seats), period__startswith__lte=on
    )
    latest = {
        unit: (name, status in ENDED or (period.upper is not None and period.upper <= on))
        for unit, name, status, period in rows.order_by("period").values_list("unit", "name", "status", "period")
    }
    found: dict[int, list[str]] = defaultdict(list)
    for node, unit in sorted(seats):
        name, over = latest.get(unit, ("", False))
        if over:
            found[node].append(f"“{name}”")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """What was put aside: since when, why, and until which day (None: until somebody takes it up)."""

    case: UUID
    on: date
    reason: str
    until: date | None


def waived_at(topic: FollowUpTopic, nodes: Collection[int], on: date) -> dict[tuple[int, str], Waived]:
    """By Party organization and part; only what still holds on the day."""
    rows = Case.objects.filter(
        kind=CaseKind.FOLLOW_UP.value, topic=topic.value, state=CaseState.WAIVED.value, unit__isnull=True,
        party_organization__in=among(nodes),
    ).order_by("pk")  # fmt: skip
    cases = {row.pk: row for row in rows}
    steps = Step.objects.filter(case__in=cases, state=CaseState.WAIVED.value, recorded__on__lte=on)
    found: dict[tuple[int, str], Waived] = {}
    for case, reason, since in steps.order_by("pk").values_list("case", "reason", "recorded__on"):
        row = cases[case]
        until = date.fromisoformat(row.filed[UNTIL]) if row.filed.get(UNTIL) else None
        if until is None or until > on:
            key = (row.party_organization_id or 0, str(row.filed.get(PART) or ""))
            found[key] = Waived(case=row.uuid, on=since, reason=reason, until=until)
    return found


def units_urged(on: date) -> Q:
    """Units that have been urged, or for which it was put aside and still is: condition on ``unit`` of a case."""
    aside = Q(state=CaseState.WAIVED.value) & (Q(filed__until="") | Q(filed__until__gt=on.isoformat()))
    mine = Q(kind=CaseKind.FOLLOW_UP.value, topic=FollowUpTopic.URGE.value)
    return mine & (aside | Q(state__in=[CaseState.TO_DO.value, CaseState.DONE.value]))


def put_aside_or_urged(unit: int, on: date) -> bool:
    return Case.objects.filter(units_urged(on), unit=unit).exists()

"""What does the law need to know of the organizations in an application to set up a Party organization?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from shuniu.models import Case, Coverage, HeadCount, Jurisdiction, Membership, Naming, Post, UnitName
from shuniu.policy.formation.applying import CandidateFacts, UnitFacts
from shuniu.policy.formation.approving import COMPREHENSIVE
from shuniu.policy.formation.eligibility import MemberCount
from shuniu.policy.organizations.keeping import ENDED
from shuniu.policy.words import (
    MemberBase,
    MembershipState,
    PartyOrganizationKind,
    PartyPost,
    RegistrationStatus,
    UnitKind,
)
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.days import during
from shuniu.queries.facts.keeping import homes
from shuniu.queries.facts.organizations import registered, units
from shuniu.queries.facts.packs import upward
from shuniu.queries.facts.party import nodes


def units_of(keys: Sequence[int], on: date, case: int | None = None) -> tuple[UnitFacts, ...]:
    """In the order given. ``case`` is the application itself, which is not another one."""
    known, cells = units(keys, on), registered(keys, on)
    covering, counts = _covering(keys, on), _counts(keys, on)
    elsewhere = _applied_for(keys, case)
    found = []
    for key in keys:
        row, status = cells.get(key, {}), known[key].status
        found.append(
            UnitFacts(
                key=key,
                name=known[key].label,
                known=known[key].known and known[key].registered,
                ended=RegistrationStatus(status).label if status in ENDED else "",
                subtype=row.get("subtype", ""),
                type=row.get("type", ""),
                field=row.get("field", ""),
                street=row.get("street", ""),
                industry_distinct=row.get("industry_distinct"),
                staff=row.get("full_time_staff"),
                covered_by=covering.get(key, ()),
                open_elsewhere=key in elsewhere,
                counted=counts.get(key),
            )
        )
    return tuple(found)


def covering_of(keys: Iterable[int], on: date) -> set[tuple[int, int]]:
    """Which Party organizations that exist that day cover which of the units."""
    rows = set(Coverage.objects.filter(during(on), unit__in=set(keys)).values_list("party_organization", "unit"))
    standing = nodes({node for node, _ in rows})
    return {(node, unit) for node, unit in rows if standing[node].exists(on)}


def _covering(keys: Iterable[int], on: date) -> dict[int, tuple[tuple[str, bool], ...]]:
    """By unit, the names of those that cover it, each with whether it covers others as well."""
    mine = covering_of(keys, on)
    shared: dict[int, set[int]] = defaultdict(set)
    rows = Coverage.objects.filter(during(on), party_organization__in={node for node, _ in mine})
    for node, unit in rows.values_list("party_organization", "unit"):
        shared[node].add(unit)
    named = nodes(shared)
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for node, unit in sorted(mine):
        found[unit].append((named[node].label, len(shared[node]) > 1))
    return {unit: tuple(names) for unit, names in found.items()}


def _counts(keys: Iterable[int], on: date) -> dict[int, MemberCount]:
    """The latest head-count of each until the day."""
    rows = HeadCount.objects.filter(unit__in=set(keys), retracted__isnull=True, as_of__lte=on).order_by("as_of")
    return {
        row.unit_id: MemberCount(
            base=MemberBase.HEAD_COUNT,
            as_of=row.as_of,
            full=row.full_members,
            members=row.members,
            probationary=row.probationary or 0,
            source=row.source,
        )
        for row in rows
    }


def _applied_for(keys: Iterable[int], case: int | None) -> set[int]:
    """Units that another open application is about, or names."""
    wanted = set(keys)
    others = Case.objects.filter(kind=CaseKind.FORMATION.value).exclude(Q(holder="") | Q(pk=case))
    about = others.filter(unit__in=wanted).values_list("unit", flat=True)
    named = others.filter(units__unit__in=wanted).values_list("units__unit", flat=True)
    return {unit for unit in (*about, *named) if unit in wanted}


def centre_named(key: int | None, on: date) -> str:
    """The name of a body that is no social organization; empty for anything else, and for what is no more."""
    outside = UnitName.objects.filter(during(on), unit=key or 0, abolished=False)
    bodies = outside.exclude(unit__kind=UnitKind.SOCIAL_ORGANIZATION.value)
    return bodies.values_list("name", flat=True).first() or ""


def responsible_for(unit: int, on: date) -> int:
    """Who answers for the unit that day, else who keeps its register."""
    responsible = Jurisdiction.objects.filter(during(on), unit=unit, party_organization__managed=True)
    found = responsible.values_list("party_organization", flat=True).first()
    return found if found is not None else homes([unit], on)[unit]


def superior_for(unit: int, on: date) -> int:
    """Under whom its Party organization would stand: whoever answers for it, or what stands above that branch."""
    responsible = responsible_for(unit, on)
    line = upward([responsible], on)[responsible]
    kinds = _kinds(line, on)
    return next((one for one in line if one in kinds and not PartyOrganizationKind(kinds[one]).is_branch), responsible)


def _kinds(keys: Iterable[int], on: date) -> dict[int, str]:
    rows = Naming.objects.filter(during(on), party_organization__in=set(keys), party_organization__managed=True)
    return dict(rows.values_list("party_organization", "kind"))


def committee_above(line: Sequence[int], on: date, approver: str) -> int:
    """Who decides on what would stand under the first of ``line``, a node with what is above it: the comprehensive
    committee where the text names it, else the nearest committee. A joint committee reviews and does not decide;
    without any other it is the top of the tree."""
    kinds = _kinds(line, on)
    wanted = PartyOrganizationKind.COMPREHENSIVE_COMMITTEE
    if approver == COMPREHENSIVE and wanted in kinds.values():
        return next(one for one in line if kinds.get(one) == wanted)
    return next((one for one in line if _decides(kinds.get(one))), max(kinds, key=line.index, default=line[0]))


def _decides(kind: str | None) -> bool:
    if kind is None or kind == PartyOrganizationKind.JOINT_COMMITTEE:
        return False
    return PartyOrganizationKind(kind).is_committee


def superior_named(node: int, on: date) -> str:
    """The name of a managed Party organization that exists that day and is no branch, else empty."""
    found = nodes([node]).get(node)
    named = found.named(on) if found is not None and found.managed else None
    return named.name if named and not PartyOrganizationKind(named.kind).is_branch else ""


def candidate_of(person: UUID, on: date) -> CandidateFacts:
    """What the roll says about the member that the law asks for; nothing of it is kept with the application."""
    held = Membership.objects.filter(during(on), person__uuid=person).first()
    if held is None:
        return CandidateFacts(full_member=False)
    posts = Post.objects.filter(during(on), person__uuid=person, post=PartyPost.SECRETARY.value)
    where = nodes(posts.values_list("party_organization", flat=True))
    names = tuple(sorted(one.label for one in where.values() if one.exists(on)))
    return CandidateFacts(
        full_member=held.state == MembershipState.FULL.value, full_since=held.full_member_on, secretary_at=names
    )

"""How far is what was left to do after a formation: the start-up grant, and the relations that are to come over?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, granted, visible
from shuniu.models import Case, Coverage, Employment, Membership, Person
from shuniu.policy.cases.following import FOLLOW_UP, GRANT_AMOUNT
from shuniu.policy.cases.settling import Transfers
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figure
from shuniu.policy.words import MembershipState
from shuniu.policy.words.cases import CaseKind, CaseState, FollowUpTopic
from shuniu.queries.days import during
from shuniu.queries.facts.settling import transfers_to
from shuniu.queries.naming import member_names
from shuniu.queries.packs import figures_of_each
from shuniu.queries.paging import OFFERED


def start_grant_at(payer: int | None, on: date) -> Figure | None:
    """The amount that a text or an office names where the payer stands; None where nobody does."""
    figures = figures_of_each([payer], on)[payer] if payer is not None else None
    return figures.stated(GRANT_AMOUNT) if figures is not None else None


def transfers_so_far(node: int, filed: Mapping[str, Any], on: date) -> Transfers | None:
    """Of a follow-up that was read already: how many were to come, and how many the roll holds."""
    return transfers_to(node, filed, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Full members whom rolls name as working where the Party organization covers, and whose relation lies elsewhere:
    how many, and by name those in a roll that the actor reads."""

    count: int
    named: tuple[tuple[UUID, str], ...]

    @property
    def unnamed(self) -> int:
        return self.count - len(self.named)


def members_elsewhere(actor: Actor, node: int, on: date) -> Elsewhere:
    covered = Coverage.objects.filter(during(on), party_organization=node).values("unit")
    working = Employment.objects.filter(during(on), unit__in=covered).values("person")
    held = Membership.objects.filter(during(on), state=MembershipState.FULL.value, person__in=working)
    away = held.exclude(party_organization=node)
    if not granted(actor, Action.READ_MEMBER):
        return Elsewhere(count=away.count(), named=())
    mine = visible(Person.objects.filter(pk__in=away.values("person")), actor, Action.READ_MEMBER, named=True)
    found = dict(mine.order_by("pk").values_list("pk", "uuid")[:OFFERED])
    names = member_names(found, on)
    named = sorted(((found[key], names.get(key, "")) for key in found), key=lambda pair: pair[1])
    return Elsewhere(count=away.count(), named=tuple(named))


def transfers_under_way(actor: Actor, node: int, on: date) -> tuple[UUID, Transfers] | None:
    """The open follow-up by which relations come over to a Party organization, as far as this actor reads it."""
    rows = Case.objects.filter(
        kind=FOLLOW_UP.kind.value, topic=FollowUpTopic.TRANSFER.value, party_organization=node
    ).exclude(holder="")
    row = visible(rows, actor, Action.READ_CASE, named=True).first() if granted(actor, Action.READ_CASE) else None
    found = transfers_to(node, row.filed, on) if row is not None else None
    return (row.uuid, found) if row is not None and found is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    uuid: UUID
    number: str
    state: CaseState


def application_naming(actor: Actor, unit: int) -> Application | None:
    """The latest application that was sent and names the organization, as far as this actor reads it."""
    rows = Case.objects.filter(Q(unit=unit) | Q(units__unit=unit), kind=CaseKind.FORMATION.value).exclude(number="")
    row = visible(rows, actor, Action.READ_CASE, named=True).order_by("-pk").first()
    return None if row is None else Application(uuid=row.uuid, number=row.number, state=CaseState(row.state))

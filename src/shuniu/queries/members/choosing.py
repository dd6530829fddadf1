"""Into which rolls may this actor enter somebody, and who is meant by a number?"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from shuniu.access import Actor, below, left_below, reach, visible
from shuniu.models import Naming, Particulars, PartyOrganization, Person
from shuniu.models.secrecy import blind_index
from shuniu.policy.grants import Action
from shuniu.policy.members.holding import holds_members
from shuniu.policy.words import PartyOrganizationKind
from shuniu.queries.days import during
from shuniu.queries.party.choosing import Choice, choices_of

HOLDING = [one.value for one in PartyOrganizationKind if holds_members(one.value)]
_FIELDS = ("party_organization_id", "party_organization__code", "name")


def _kept(actor: Actor, on: date) -> QuerySet[Naming]:
    """Rolls below the actor, and those of outside Party organizations that were entered from there."""
    here = Q(recorded__node__in=below(actor)) | Q(recorded__node__in=left_below(actor))
    mine = reach(actor, Action.WRITE_MEMBER, PartyOrganization) | (Q(managed=False) & here)
    nodes = PartyOrganization.objects.filter(mine)
    return Naming.objects.filter(during(on), party_organization__in=nodes, kind__in=HOLDING)


def rolls_to_keep(actor: Actor, on: date, limit: int) -> list[Choice]:
    """At most ``limit`` of the rolls the actor may write, by name; one more says that there are more."""
    rows = _kept(actor, on).order_by("sort_key", "party_organization_id")
    return [Choice(*row) for row in rows.values_list(*_FIELDS)[: limit + 1]]


def roll_to_name(actor: Actor, text: str, on: date) -> Choice | None:
    """The one roll that ``text`` names: by the code of its Party organization, or its full name where unambiguous."""
    rows = _kept(actor, on)
    found = list(rows.filter(party_organization__code=text).values_list(*_FIELDS)[:2])
    found = found or list(rows.filter(name=text).values_list(*_FIELDS)[:2])
    return Choice(*found[0]) if len(found) == 1 else None


def member_numbered(actor: Actor, number: str) -> UUID | None:
    """The member of a number, where the actor may open the card; nothing is told of anybody else."""
    held = Particulars.objects.filter(retracted__isnull=True, number_index=blind_index(number)).values("person")
    found = visible(Person.objects.filter(pk__in=held), actor, Action.READ_MEMBER)
    return found.values_list("uuid", flat=True).first()


def node_to_show(actor: Actor, code: str, on: date) -> Choice | None:
    """A Party organization whose roll is asked for by its code: one the actor reads, also one that has ended."""
    rows = visible(PartyOrganization.objects.filter(code=code), actor, Action.READ_PARTY_ORGANIZATION)
    key = rows.values_list("pk", flat=True).first()
    return choices_of([key], on)[key] if key is not None else None


def own_node(actor: Actor, on: date) -> Choice | None:
    """The Party organization in which the actor works."""
    return choices_of([actor.node], on).get(actor.node) if actor.node is not None else None

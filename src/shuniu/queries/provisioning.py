"""Which accounts may somebody open, where, and which bodies are to have one and have none (P02)?"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from shuniu.access import Actor, granted, visible
from shuniu.models import Assignment, PartyOrganization, Registration, Unit, UnitName
from shuniu.policy.grants import HANDS_OUT, Action
from shuniu.policy.words import RegistrationMode, UnitKind
from shuniu.policy.words.accounts import Role
from shuniu.queries.naming import node_names

AT_ONCE = 100
UNSUPERVISED = (RegistrationMode.DIRECT_REGISTRATION.value, RegistrationMode.DECOUPLED.value)


@dataclass(frozen=True, slots=True)
class Body:
    """A body without an account, with the name its account would bear."""

    key: int
    name: str
    username: str


def roles_to_hand_out(actor: Actor) -> list[Role]:
    """Which roles the actor may give, in the order of the table of words."""
    given = HANDS_OUT.get(actor.role, frozenset()) if granted(actor, Action.WRITE_ACCOUNT) else frozenset()
    return [role for role in Role if role in given]


def nodes_for_accounts(actor: Actor) -> list[tuple[int, str]]:
    """The Party organizations at which the actor may open accounts, with today's names."""
    rows = visible(PartyOrganization.objects.filter(managed=True), actor, Action.WRITE_ACCOUNT)
    names = node_names(rows.values_list("pk", flat=True), actor.today)
    return sorted(names.items(), key=lambda pair: pair[1])


def _without(actor: Actor, role: Role) -> QuerySet[Unit]:
    held = Assignment.objects.filter(
        unit=OuterRef("pk"), role=role.value, retracted__isnull=True, period__contains=actor.today
    )
    return visible(Unit.objects.filter(~Exists(held)), actor, Action.WRITE_ACCOUNT)


def supervisors_without_account(actor: Actor) -> list[Body]:
    """The first hundred by name; the name of the body is the name of its account."""
    units = _without(actor, Role.SUPERVISING_UNIT_CLERK).filter(kind=UnitKind.SUPERVISING_UNIT.value)
    rows = UnitName.objects.filter(
        unit__in=units, retracted__isnull=True, period__contains=actor.today, abolished=False
    ).order_by("sort_key", "id")
    return [Body(key, name, name) for key, name in rows.values_list("unit_id", "name")[:AT_ONCE]]


def unsupervised_without_account(actor: Actor) -> list[Body]:
    """Directly registered and decoupled organizations, the first hundred by name; their account is their code."""
    units = _without(actor, Role.ORGANIZATION_CLERK).filter(kind=UnitKind.SOCIAL_ORGANIZATION.value)
    rows = Registration.objects.filter(
        unit__in=units, retracted__isnull=True, period__contains=actor.today, mode__in=UNSUPERVISED,
        unit__code__isnull=False,
    ).order_by("sort_key", "id")  # fmt: skip
    found = rows.values_list("unit_id", "name", "unit__code")[:AT_ONCE]
    return [Body(key, name, code or "") for key, name, code in found]

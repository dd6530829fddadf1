"""Which Party organizations can a clerk name: as responsible, as superior, as covering?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from shuniu.access import Actor, visible, whole_tree
from shuniu.models import Jurisdiction, Naming, PartyOrganization, Placement, Registration, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words import PartyOrganizationKind
from shuniu.queries.arrays import among
from shuniu.queries.organizations.choosing import InUse, in_use, in_use_asked, in_use_told
from shuniu.queries.shapes import Question, Rows, ask, ask_together

# So many Party organizations at most are offered in a list to choose from.
MOST_TO_FILTER = 500
GATHERING = [one.value for one in PartyOrganizationKind if not one.is_branch]


@dataclass(frozen=True, slots=True)
class Choice:
    """One Party organization that may be named on a day."""

    key: int
    code: str
    name: str


def _nameable(actor: Actor, on: date) -> QuerySet[Naming]:
    """Those the actor may read, and the outside ones that were entered anywhere in the actor's tree."""
    mine = visible(PartyOrganization.objects.all(), actor, Action.READ_PARTY_ORGANIZATION)
    outside = PartyOrganization.objects.filter(managed=False, recorded__node__in=whole_tree(actor))
    # Each by its own index: with “or” between them every Party organization there is was looked at.
    rows = mine.values("pk").union(outside.values("pk"), all=True)
    return Naming.objects.filter(retracted__isnull=True, period__contains=on, party_organization__in=rows)


def _choices(rows: QuerySet[Naming]) -> list[Choice]:
    return [Choice(*row) for row in _in_order(rows)]


def _in_order(rows: QuerySet[Naming]) -> QuerySet[Naming, tuple[int, str, str]]:
    fields = ("party_organization_id", "party_organization__code", "name")
    return rows.order_by("kind", "sort_key", "party_organization_id").values_list(*fields)


def _committees(rows: QuerySet[Naming]) -> QuerySet[Naming, tuple[int, str, str]]:
    return _in_order(rows.filter(kind__in=GATHERING))


def committees_to_name(actor: Actor, on: date, chosen: str | None = None) -> list[Choice]:
    """Everything above branches, for a list to choose from. See ``_to_choose`` for ``chosen``."""
    return _to_choose(Rows(_nameable, actor, on), chosen)


def committees_to_read(actor: Actor, on: date, chosen: str | None = None) -> list[Choice]:
    """The same, only those within reach."""
    return _to_choose(Rows(_readable, actor, on), chosen)


def committees_and_in_use(actor: Actor, on: date, chosen: str) -> tuple[list[Choice], InUse]:
    """The same, and what occurs among the organizations (``in_use``): all that a list of them is narrowed by."""
    if actor.wide:
        return committees_to_read(actor, on, chosen), in_use(actor, on)
    named, used = ask_together(Question(Rows(_readable, actor, on), _committees), in_use_asked(actor, on))
    return [Choice(*row) for row in named], in_use_told(used)


def _readable(actor: Actor, on: date) -> QuerySet[Naming]:
    return _readable_of(PartyOrganization.objects.all(), actor, on)


def _readable_of(some: QuerySet[PartyOrganization], actor: Actor, on: date, *, named: bool = False) -> QuerySet[Naming]:
    rows = visible(some, actor, Action.READ_PARTY_ORGANIZATION, named=named)
    return Naming.objects.filter(retracted__isnull=True, period__contains=on, party_organization__in=rows)


def _to_choose(rows: Rows, chosen: str | None) -> list[Choice]:
    """``chosen`` is given where a list is narrowed: whoever has most of a register below is then offered the levels
    that there is room for, and what is chosen already, by its code."""
    if chosen is None or not rows.actor.wide:
        return [Choice(*row) for row in ask(rows, _committees)]
    # Those near stand below the actor, so each is looked up by its key and none that stands outside is missed.
    nearest = PartyOrganization.objects.filter(pk__in=among(_nearest(rows.actor, rows.on)))
    near = _choices(_readable_of(nearest, rows.actor, rows.on, named=True).filter(kind__in=GATHERING))
    if not chosen or any(one.code == chosen for one in near):
        return near
    return [*near, *_choices(rows.query().filter(kind__in=GATHERING, party_organization__code=chosen))]


def _nearest(actor: Actor, on: date) -> set[int]:
    """The node of the actor and as many levels below it as there is room for."""
    level = {actor.node} if actor.node else set()
    found: set[int] = set()
    while level and len(found) + len(level) <= MOST_TO_FILTER:
        found |= level
        below = Placement.objects.filter(retracted__isnull=True, period__contains=on, parent__in=level)
        level = set(below.values_list("party_organization", flat=True)[: MOST_TO_FILTER + 1])
    return found


def party_organization_to_name(actor: Actor, text: str, on: date) -> Choice | None:
    """The one Party organization that ``text`` names: its code, or its full name where that is unambiguous."""
    rows = _nameable(actor, on)
    found = _choices(rows.filter(party_organization__code=text)) or _choices(rows.filter(name=text))
    return found[0] if len(found) == 1 else None


def codes_to_read(actor: Actor, keys: Iterable[int | None]) -> dict[int, str]:
    """Codes of those of ``keys`` whose card the actor may open."""
    wanted = {key for key in keys if key is not None}
    rows = visible(PartyOrganization.objects.filter(pk__in=wanted), actor, Action.READ_PARTY_ORGANIZATION, named=True)
    return dict(rows.values_list("pk", "code"))


def choices_of(keys: Iterable[int], on: date) -> dict[int, Choice]:
    """Codes and names of Party organizations: the name of the day, else the nearest one known."""
    wanted = set(keys)
    names: dict[int, str] = {}
    rows = Naming.objects.filter(party_organization__in=wanted, retracted__isnull=True).order_by("period")
    for key, name, start in rows.values_list("party_organization_id", "name", "period__startswith"):
        if key not in names or start <= on:
            names[key] = name
    codes = PartyOrganization.objects.filter(pk__in=wanted).values_list("pk", "code")
    return {key: Choice(key, code, names.get(key, code)) for key, code in codes}


def units_answered_for(actor: Actor, node: int, on: date, limit: int) -> list[tuple[int, str]]:
    """The organizations a Party organization itself answers for on a day, by name, at most ``limit`` of them."""
    mine = visible(Unit.objects.all(), actor, Action.READ_UNIT)
    today = Q(retracted__isnull=True, period__contains=on)
    held = Jurisdiction.objects.filter(today, party_organization=node, unit__in=mine).values("unit")
    rows = Registration.objects.filter(today, unit__in=held).order_by("sort_key", "unit_id")
    return list(rows.values_list("unit_id", "name")[:limit])

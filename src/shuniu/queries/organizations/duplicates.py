"""Which registrations may be one and the same organization, and which was found to be another one?

Alike: the same name but for white space, brackets and dots, or the same code but for its check sign. Nobody merges by
that alone; it is what a clerk is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Max, Min, QuerySet
from django.db.models.functions import Left, Length

from shuniu.access import Actor, visible
from shuniu.models import Identity, Registration, Unit
from shuniu.models.organizations.units import plain_name
from shuniu.policy.grants import Action
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.listing import Filters, organizations, responsible_of

# So many groups of each sort are shown; whoever has more begins with these.
MOST = 100
# So many that are alike at all are asked about at a time.
PORTION = 500
_CODE = 18
By = Literal["name", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """One of those that are alike, as the register tells it on the day."""

    uuid: UUID
    code: str
    name: str
    status: str
    responsible: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    by: By
    members: Sequence[Registered]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """``more``: by that sort there are more groups than are shown."""

    groups: Sequence[Group]
    more: frozenset[By]


# Two codes that differ in their check sign alone stand side by side in the index of codes.
_CODES = """
    SELECT DISTINCT left(each.code, 17) AS same FROM (
        SELECT code, lag(code) OVER (ORDER BY code) AS before FROM shuniu_unit
        WHERE code > %(after)s AND length(code) = 18
    ) each WHERE left(each.code, 17) = left(each.before, 17) ORDER BY same LIMIT %(most)s
"""


def alike(actor: Actor, on: date, node: str = "") -> Alike:
    """Of the organizations the actor may change, at a node and below it; four queries however many there are, and two
    more for each portion of a register that is the actor's as a whole."""
    mine = visible(Unit.objects.all(), actor, Action.WRITE_UNIT)
    rows = organizations(actor, on, Filters(node=node)).filter(unit__in=mine)
    coded = rows.annotate(length=Length("unit__code")).filter(length=_CODE)
    sorts: dict[By, Any] = {
        "name": rows.annotate(same=plain_name("name")).exclude(same=""),
        "code": coded.annotate(same=Left(F("unit__code"), _CODE - 1)),
    }
    groups: list[Group] = []
    more: set[By] = set()
    for by, sorted_rows in sorts.items():
        keys = _first(by, sorted_rows) if actor.wide else _keys(sorted_rows)
        if len(keys) > MOST:
            more.add(by)
        groups += _groups(by, sorted_rows.filter(same__in=keys[:MOST]), on) if keys else []
    return Alike(groups=groups, more=frozenset(more))


def _keys(rows: QuerySet[Any]) -> list[str]:
    """By what several of the rows are alike; one more than are shown."""
    found = rows.order_by().values("same").annotate(held=Count("unit", distinct=True)).filter(held__gt=1)
    return list(found.order_by("same").values_list("same", flat=True)[: MOST + 1])


def _first(by: By, rows: QuerySet[Any]) -> list[str]:
    """The same of so many that it is asked first who is alike at all, a portion at a time."""
    keys: list[str] = []
    after: str | None = ""
    while after is not None and len(keys) <= MOST:
        portion = _portion(by, after)
        keys += _keys(rows.filter(same__in=portion)) if portion else []
        after = portion[-1] if len(portion) == PORTION else None
    return keys[: MOST + 1]


def _portion(by: By, after: str) -> list[str]:
    """Out of the whole register, on any day, in the order of an index."""
    if by == "name":
        rows = Registration.objects.filter(retracted__isnull=True).annotate(same=plain_name("name"))
        pairs = rows.filter(same__gt=after).values("same").annotate(one=Min("unit"), other=Max("unit"))
        return list(pairs.filter(other__gt=F("one")).order_by("same").values_list("same", flat=True)[:PORTION])
    with connection.cursor() as cursor:
        # No check sign stands behind the last letter.
        cursor.execute(_CODES, {"after": after and f"{after}Z", "most": PORTION})
        return [row[0] for row in cursor.fetchall()]


def _groups(by: By, rows: QuerySet[Any], on: date) -> list[Group]:
    """Within a group whoever has a code stands first, then whoever was entered first."""
    ordered = rows.order_by("same", F("unit__code").asc(nulls_last=True), "unit")
    held = list(ordered.values_list("same", "unit", "unit__uuid", "unit__code", "name", "status"))
    answering = responsible_of([row[1] for row in held], on)
    names = node_names(answering.values(), on)
    groups: dict[str, list[Registered]] = {}
    for same, unit, uuid, code, name, status in held:
        responsible = names.get(answering.get(unit, 0), "")
        told = Registered(uuid=uuid, code=code or "", name=name, status=status, responsible=responsible)
        groups.setdefault(same, []).append(told)
    return [Group(by=by, members=members) for members in groups.values()]


def kept_instead(actor: Actor, uuid: UUID) -> UUID | None:
    """The organization to which this one was resolved, where the actor may read that one."""
    held = Identity.objects.filter(retracted__isnull=True, duplicate__uuid=uuid)
    kept = visible(Unit.objects.filter(pk__in=held.values("kept")), actor, Action.READ_UNIT)
    return kept.values_list("uuid", flat=True).first()

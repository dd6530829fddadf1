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

from django.db.models import CharField, Count, F, Func, QuerySet, Value
from django.db.models.functions import Left, Length, Upper

from shuniu.access import Actor, visible
from shuniu.models import Identity, Unit
from shuniu.policy.grants import Action
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.listing import Filters, organizations, responsible_of

# So many groups of each sort are shown; whoever has more begins with these.
MOST = 100
_CODE = 18
_WIDE = "".join(chr(point) for point in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
_UNSAID = " \t\u3000\xa0\u200b\ufeff()（）﹙﹚[]【】〔〕“”\"'‘’「」《》·•・.．,，、-－—–_"
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


def _plain_name() -> Func:
    """The name without what is written one way here and another there; by plain signs, whatever the collation."""
    narrow = "".join(chr(ord(sign) - 0xFEE0) for sign in _WIDE)
    return Func(F("name"), Value(_WIDE + _UNSAID), Value(narrow), function="translate", output_field=CharField())


def alike(actor: Actor, on: date, node: str = "") -> Alike:
    """Of the organizations the actor may change, at a node and below it; four queries however many there are."""
    mine = visible(Unit.objects.all(), actor, Action.WRITE_UNIT)
    rows = organizations(actor, on, Filters(node=node)).filter(unit__in=mine)
    coded = rows.annotate(length=Length("unit__code")).filter(length=_CODE)
    sorts: dict[By, Any] = {
        "name": rows.annotate(same=Upper(_plain_name())),
        "code": coded.annotate(same=Left(F("unit__code"), _CODE - 1)),
    }
    groups: list[Group] = []
    more: set[By] = set()
    for by, sorted_rows in sorts.items():
        found = sorted_rows.order_by().values("same").annotate(held=Count("unit", distinct=True)).filter(held__gt=1)
        keys = list(found.order_by("same").values_list("same", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            more.add(by)
        groups += _groups(by, sorted_rows.filter(same__in=keys[:MOST]), on) if keys else []
    return Alike(groups=groups, more=frozenset(more))


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

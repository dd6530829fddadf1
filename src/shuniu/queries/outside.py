"""Which bodies that are no social organizations are there, what were they called before, and what became of them?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from shuniu.access import Actor, may, visible
from shuniu.models import Registration, Succession, Unit, UnitName
from shuniu.policy.grants import Action
from shuniu.policy.words import SuccessionKind, UnitKind
from shuniu.queries.naming import unit_names
from shuniu.queries.paging import OFFERED, Page, Window, page_of
from shuniu.queries.timeline import TimelineFact, Told, timeline
from shuniu.queries.wording import label


class NoBody(LookupError):
    """There is no such body, or it is not this actor's to see: the same answer for both."""


def _readable(actor: Actor) -> QuerySet[Unit]:
    rows = visible(Unit.objects.all(), actor, Action.READ_UNIT)
    return rows.exclude(kind=UnitKind.SOCIAL_ORGANIZATION.value)


def _name(row: Mapping[str, Any]) -> str:
    return f"{row['name']}（已撤销）" if row["abolished"] else str(row["name"])


NAMES = Told(model=UnitName, heading="名称", tell=_name)


def body_page(actor: Actor, on: date, window: Window, *, words: str = "", kind: str = "", state: str = "") -> Page:
    """Bodies under the name of the day, with the names they bore before; a search finds them under any of these."""
    rows = UnitName.objects.filter(retracted__isnull=True, period__contains=on, unit__in=_readable(actor))
    if words:
        called = UnitName.objects.filter(retracted__isnull=True, name__contains=words)
        rows = rows.filter(Q(unit__in=called.values("unit")) | Q(unit__code=words.upper()))
    if kind:
        rows = rows.filter(unit__kind=kind)
    if state:
        rows = rows.filter(abolished=state == "abolished")
    fields = ["name", "abolished", "period", "unit__uuid", "unit__kind", "unit__code"]
    found = page_of(rows, ["sort_key", "unit_id"], window, fields)
    former = _former({row["unit_id"]: row["name"] for row in found.rows}, on)
    told = [{**row, "former": former.get(row["unit_id"], [])} for row in found.rows]
    return Page(told, found.count, found.capped, found.after, found.before)


def _former(names: Mapping[int, str], on: date) -> dict[int, list[str]]:
    """Other names than today's that the bodies bore up to the day, the latest first."""
    rows = UnitName.objects.filter(unit__in=names, retracted__isnull=True, period__startswith__lte=on)
    found: dict[int, list[str]] = defaultdict(list)
    for unit, name in rows.order_by("-period").values_list("unit_id", "name"):
        if name != names[unit] and name not in found[unit]:
            found[unit].append(name)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyCard:
    """``name`` is empty before the body bore one; ``supervised``: organizations that name it as supervising unit."""

    key: int
    uuid: UUID
    code: str
    kind: str
    name: str
    abolished: bool
    facts: list[TimelineFact]
    supervised: int
    writable: bool


def body_card(actor: Actor, uuid: UUID, on: date) -> BodyCard:
    """Raises NoBody."""
    unit = _readable(actor).filter(uuid=uuid).first()
    if unit is None:
        raise NoBody
    today = Q(retracted__isnull=True, period__contains=on)
    held = UnitName.objects.filter(today, unit=unit).values("name", "abolished").first()
    successions = Succession.objects.filter(Q(predecessor=unit) | Q(successor=unit))
    ends = {key for pair in successions.values_list("predecessor", "successor") for key in pair}
    facts = timeline([NAMES], Q(unit=unit)) + timeline(
        [_continued(unit.pk, unit_names(ends, on))], Q(predecessor=unit) | Q(successor=unit)
    )
    mine = visible(Unit.objects.all(), actor, Action.READ_UNIT)
    return BodyCard(
        key=unit.pk,
        uuid=unit.uuid,
        code=unit.code or "",
        kind=unit.kind,
        name=held["name"] if held else "",
        abolished=bool(held and held["abolished"]),
        facts=sorted(facts, key=lambda line: (line.period.start, line.recorded_at), reverse=True),
        supervised=Registration.objects.filter(today, supervising_unit=unit, unit__in=mine).count(),
        writable=may(actor, Action.WRITE_UNIT, unit),
    )


def _continued(unit: int, names: Mapping[int, str]) -> Told:
    def tell(row: Mapping[str, Any]) -> str:
        kind = label(SuccessionKind, row["kind"])
        if row["predecessor_id"] == unit:
            return f"由{names.get(row['successor_id'], '另一单位')}承继（{kind}）"
        return f"承继{names.get(row['predecessor_id'], '另一单位')}（{kind}）"

    return Told(model=Succession, heading="承继", tell=tell)


def successors_of(
    actor: Actor, kind: str, without: int, on: date, words: str = ""
) -> tuple[list[tuple[int, str]], bool]:
    """Bodies of a kind that stand on the day and can continue another, by name; and whether there are more."""
    rows = UnitName.objects.filter(retracted__isnull=True, period__contains=on, abolished=False)
    rows = rows.filter(unit__in=_readable(actor).filter(kind=kind).exclude(pk=without))
    if words:
        rows = rows.filter(name__contains=words)
    found = list(rows.order_by("sort_key", "unit_id").values_list("unit_id", "name")[: OFFERED + 1])
    return found[:OFFERED], len(found) > OFFERED

"""Which new organizations are to be urged to set up a Party organization, and which have been (D09)?

Computed of the register, the rolls and head-counts, and the cases: whoever registered it, by page or by ledger, and
whenever its day of registration was put right, it stands here until it has applied, was urged, or was put aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from shuniu.access import Actor, below, granted, may, visible
from shuniu.models import Case, CaseUnit, LocalFigure, PackBinding, Registration, Standing, Unit
from shuniu.policy.cases.due import Due
from shuniu.policy.formation.urging import RULE, new_since, urged_by
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures
from shuniu.policy.words import Precision, UnitKind
from shuniu.policy.words.cases import CaseKind, CaseState
from shuniu.queries.cases.documents import marks_of
from shuniu.queries.days import during, standing_on
from shuniu.queries.facts.urging import units_urged
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.packs import figures_of_each

Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRegistration:
    """``full``: full members as last reported. ``urged_on`` and ``note``: what was done about it already."""

    unit: int
    uuid: UUID
    name: str
    node_name: str
    registered_on: date
    full: int | None
    clause: str
    due: Due | None
    state: str = ""
    since: date | None = None
    note: str = ""

    @property
    def urged(self) -> bool:
        """To be urged still."""
        return not self.state


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    unit: int
    node: int
    registered_on: date
    full: int | None
    urged: bool

    @property
    def key(self) -> Key:
        return f"{int(self.urged)}{self.registered_on}", self.unit


def new_registrations(
    actor: Actor, on: date, after: Key | None = None, limit: int = 50
) -> tuple[int, list[NewRegistration], Key | None]:
    """How many are to be urged, and so many rows: those first, then those that were urged or put aside, the earliest
    registered first. The key of the next page, None on the last."""
    rows, figures = _rows(actor, on)
    open_ = [one for one in rows if not one.urged]
    behind = sorted((one for one in rows if after is None or one.key > after), key=lambda one: one.key)
    shown = behind[:limit]
    keys = [one.unit for one in shown]
    names, nodes = names_of(keys, on), node_names({one.node for one in shown}, on)
    public = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "uuid"))
    told = _told([one.unit for one in shown if one.urged], on)
    return (
        len(open_),
        [
            NewRegistration(
                unit=one.unit,
                uuid=public[one.unit],
                name=names.get(one.unit, ""),
                node_name=nodes.get(one.node, ""),
                registered_on=one.registered_on,
                full=one.full,
                clause=_clause(figures[one.node]),
                due=urged_by(one.registered_on, figures[one.node]),
                **told.get(one.unit, {}),
            )
            for one in shown
        ],
        shown[-1].key if len(behind) > limit else None,
    )


def count_to_urge(actor: Actor, on: date) -> tuple[int, date | None]:
    """How many are to be urged, and the nearest day, where an office has decided on one.

    For a first page: whoever has most of a register below is told by the list alone, each by the offices below.
    """
    if actor.wide or not granted(actor, Action.URGE_FORMATION):
        return 0, None
    rows, figures = _rows(actor, on)
    open_ = [one for one in rows if not one.urged]
    days = [due.day for one in open_ if (due := urged_by(one.registered_on, figures[one.node])) is not None]
    return len(open_), min(days, default=None)


def to_be_urged(actor: Actor, unit: int, on: date) -> UUID | None:
    """The public id of a unit that stands on the list now: what was registered or reported just now leads there."""
    if not granted(actor, Action.URGE_FORMATION):
        return None
    rows, _ = _rows(actor, on, unit)
    if not any(not one.urged for one in rows):
        return None
    return Unit.objects.values_list("uuid", flat=True).get(pk=unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToUrge:
    """``marks``: under which this office can send a letter; ``waives``: it may put it aside. Day, number and clause as
    far as it stands on the list."""

    unit: int
    name: str
    marks: tuple[str, ...]
    waives: bool
    registered_on: date | None = None
    full: int | None = None
    clause: str = ""


def unit_to_urge(actor: Actor, uuid: UUID, on: date) -> ToUrge:
    """Raises NotFound for what this office does not urge."""
    found = visible(Unit.objects.filter(uuid=uuid), actor, Action.URGE_FORMATION, named=True).first()
    if found is None or found.kind != UnitKind.SOCIAL_ORGANIZATION:
        raise NotFound
    issues = actor.node is not None and granted(actor, Action.ISSUE_DOCUMENT)
    rows, figures = _rows(actor, on, found.pk)
    listed = next(iter(rows), None)
    return ToUrge(
        unit=found.pk,
        name=names_of([found.pk], on).get(found.pk, found.code or ""),
        marks=marks_of(actor.node or 0, on) if issues else (),
        waives=may(actor, Action.FILE_CASE, found),
        registered_on=listed.registered_on if listed else None,
        full=listed.full if listed else None,
        clause=_clause(figures[listed.node]) if listed else "",
    )


def _rows(actor: Actor, on: date, unit: int | None = None) -> tuple[list[_Row], Mapping[int, Figures | None]]:
    """New under the text that holds where each is answered for, the earliest registered first."""
    found = _standing(actor, on, unit).annotate(
        registered_on=_registered_on(on), urged=Exists(Case.objects.filter(units_urged(on), unit=OuterRef("unit")))
    )
    fields = ("unit", "node", "registered_on", "full_members", "urged")
    if unit is None and actor.wide and on == actor.today:
        earliest = _earliest(actor, on)
        found = found.filter(registered_on__gte=earliest) if earliest is not None else found.none()
    rows = list(found.filter(registered_on__isnull=False).order_by("registered_on", "unit").values_list(*fields))
    figures = figures_of_each({row[1] for row in rows}, on)
    since = {node: new_since(one) for node, one in figures.items()}
    return [
        _Row(unit=key, node=node, registered_on=day, full=full, urged=urged)
        for key, node, day, full, urged in rows
        if (first := since[node]) is not None and first <= day <= on
    ], figures


def _earliest(actor: Actor, on: date) -> date | None:
    """From which day of registration on anybody below the actor may be new: what holds at each node there holds at the
    nearest office above it that has laid something down. So not everybody is read to find who is."""
    offices = {actor.node} if actor.node else set()
    for model in (PackBinding, LocalFigure):
        rows = model.objects.filter(during(on), party_organization__in=below(actor))
        offices.update(rows.values_list("party_organization", flat=True))
    said = [new_since(figures) for figures in figures_of_each(offices, on).values()]
    return min((day for day in said if day is not None), default=None)


def _standing(actor: Actor, on: date, unit: int | None) -> QuerySet[Standing]:
    """Whoever reaches the standard and is not covered, without an application under way or refused."""
    rows = Standing.objects.filter(standing_on(on), eligible=True, org_covered=False)
    if unit is not None:
        mine = visible(Unit.objects.filter(pk=unit), actor, Action.URGE_FORMATION, named=True)
        rows = rows.filter(unit__in=mine.values("pk"))
    elif actor.wide:
        rows = rows.filter(node__in=below(actor))
    else:
        rows = rows.filter(unit__in=visible(Unit.objects.all(), actor, Action.URGE_FORMATION).values("pk"))
    under_way = Q(kind=CaseKind.FORMATION.value) & (~Q(holder="") | Q(state=CaseState.REFUSED.value))
    applied = Case.objects.filter(under_way)
    named = CaseUnit.objects.filter(case__in=applied.values("pk"), unit=OuterRef("unit"))
    return rows.filter(~Exists(applied.filter(unit=OuterRef("unit"))), ~Exists(named))


def _registered_on(on: date) -> Subquery:
    """The day of registration, else the first day of the register where that is known to the day."""
    lower = Func(F("period"), function="lower", output_field=DateField())
    known = Choose(When(precision=Precision.DAY.value, then=lower), output_field=DateField())
    every = Registration.objects.filter(retracted__isnull=True, unit=OuterRef("unit")).order_by("period")
    first = Subquery(every.annotate(known=known).values("known")[:1])
    today = Registration.objects.filter(during(on), unit=OuterRef("unit"))
    return Subquery(today.annotate(day=Coalesce("established_on", first)).values("day")[:1])


def _told(units: list[int], on: date) -> dict[int, dict[str, Any]]:
    """What was done: urged on which day, or put aside with which reason."""
    rows = Case.objects.filter(units_urged(on), unit__in=units).order_by("pk")
    latest = {row.unit_id: row for row in rows.prefetch_related("steps__recorded")}
    found: dict[int, dict[str, Any]] = {}
    for unit, row in latest.items():
        steps = sorted(row.steps.all(), key=lambda one: one.pk)
        aside = row.state == CaseState.WAIVED
        step = steps[-1] if aside else steps[0]
        found[unit or 0] = {"state": row.state, "since": step.recorded.on, "note": step.reason if aside else ""}
    return found


def _clause(figures: Figures | None) -> str:
    stated = figures.stated(RULE) if figures else None
    return str(stated.clause) if stated else ""

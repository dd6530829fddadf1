"""From what is an application filled in: the register of the unit, what is open there, what the texts open?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor, cases_on_the_list, visible
from shuniu.models import Case, HeadCount, Jurisdiction, Registration, Unit
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import CaseState
from shuniu.queries.cases.card import applies_here
from shuniu.queries.cases.drafts import opens
from shuniu.queries.cases.steps import latest_remarks, sent, steps_of
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.packs import figures_of_each

COUNTS = ("full_members", "probationary", "relations_in")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenApplication:
    """The one under way for a unit. ``fillable``: it lies with the applicant, and that is this actor.
    ``opens``: its page is to be read; a draft of somebody else is not."""

    uuid: UUID
    state: CaseState
    version: int
    filed: Mapping[str, Any]
    remarks: Mapping[str, str]
    unlocked: frozenset[str] | None
    fillable: bool
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """One that ended with the registration, or with whom it would have stood under: what was filled in of it."""

    uuid: UUID
    on: date
    filed: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToApply:
    """``seen`` are the registrations behind the page; ``parent`` is who answers for the unit, the superior unless
    another is named; ``figures`` the texts there, None where no text applies. ``units`` names those filled in,
    ``centre`` the body that would host it. ``lapsed`` is the latest application where it lapsed: it is begun anew with
    what it said."""

    unit: int
    uuid: UUID
    code: str
    name: str
    held: Mapping[str, Any]
    counts: Mapping[str, int | None]
    seen: tuple[int, ...]
    parent: tuple[int, str] | None
    figures: Figures | None
    own: bool
    open: OpenApplication | None = None
    lapsed: Lapsed | None = None
    units: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    centre: str = ""


def application_of(actor: Actor, uuid: UUID, on: date) -> ToApply:
    """Raises NotFound for a unit for which this actor may not apply."""
    mine = visible(Unit.objects.filter(uuid=uuid), actor, Action.FILE_CASE, named=True).first()
    if mine is None:
        raise NotFound
    row = Case.objects.filter(kind=FORMATION.kind.value, unit=mine).exclude(holder="").first()
    lapsed = _lapsed(actor, mine) if row is None else None
    filed = row.filed if row is not None else lapsed.filed if lapsed is not None else {}
    further, centre = list(filed.get("units") or ()), filed.get("centre")
    # Asked first: what is changed between this and the reading is noticed when it is sent.
    seen = registrations_behind([mine.pk])
    held = Registration.objects.filter(unit=mine, retracted__isnull=True, period__contains=on)
    parent = _responsible(mine, on)
    named = row.filed.get("parent") if row is not None else None
    node = named or parent
    return ToApply(
        unit=mine.pk,
        uuid=mine.uuid,
        code=mine.code or "",
        name=names_of([mine.pk], on).get(mine.pk, mine.code or ""),
        held=held.values("field", "street", "full_time_staff").first() or {},
        counts=_counts(mine.pk, on),
        seen=seen,
        parent=(parent, node_names([parent], on).get(parent, "")) if parent is not None else None,
        figures=figures_of_each([node], on)[node] if node is not None else None,
        own=actor.unit == mine.pk,
        open=None if row is None else _open(actor, row),
        lapsed=lapsed,
        units=_units(further, on),
        centre=names_of([centre], on).get(centre, "") if centre is not None else "",
    )


def own_unit(actor: Actor) -> UUID | None:
    """The unit that the actor itself works at and may apply for."""
    mine = visible(Unit.objects.filter(pk=actor.unit or 0), actor, Action.FILE_CASE, named=True)
    return mine.values_list("uuid", flat=True).first()


def registrations_behind(units: Iterable[int]) -> tuple[int, ...]:
    """The registrations in force of these units, which whoever fills in or decides has looked at."""
    rows = Registration.objects.filter(retracted__isnull=True, unit__in=set(units)).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def _responsible(unit: Unit, on: date) -> int | None:
    held = Jurisdiction.objects.filter(unit=unit, retracted__isnull=True, period__contains=on)
    found = held.filter(party_organization__managed=True).values_list("party_organization", flat=True).first()
    return found if found is not None else unit.registered_at_id


def _counts(unit: int, on: date) -> Mapping[str, int | None]:
    """The latest head-count up to the day, in the words of an application."""
    rows = HeadCount.objects.filter(unit=unit, retracted__isnull=True, as_of__lte=on).order_by("-as_of")
    return rows.values(*COUNTS).first() or {}


def _lapsed(actor: Actor, unit: Unit) -> Lapsed | None:
    """Its superior may be the very one that ended: under whom it would stand is asked anew. Of what the other side had
    begun only what was sent: its draft stays its own."""
    row = Case.objects.filter(kind=FORMATION.kind.value, unit=unit).order_by("-pk").first()
    if row is None or row.state != CaseState.LAPSED:
        return None
    steps = steps_of(row.pk, CaseState)
    filed = row.filed if applies_here(actor, row, here=False) else next((one.filed for one in sent(steps)[::-1]), None)
    if filed is None:
        return None
    kept = {name: value for name, value in filed.items() if name != "parent"}
    return Lapsed(uuid=row.uuid, on=steps[-1].on, filed=kept)


def _open(actor: Actor, row: Case) -> OpenApplication:
    state, here = CaseState(row.state), cases_on_the_list(actor, named=True).filter(pk=row.pk).exists()
    remarks = latest_remarks(steps_of(row.pk, CaseState))
    return OpenApplication(
        uuid=row.uuid,
        state=state,
        version=row.version,
        filed=row.filed,
        remarks=remarks if state in FORMATION.mending else {},
        unlocked=frozenset(remarks) if state in FORMATION.mending else None,
        fillable=state in FORMATION.filled_in and applies_here(actor, row, here=here),
        opens=opens(actor, row.pk),
    )


def _units(keys: list[int], on: date) -> Mapping[int, tuple[str, str]]:
    """Code and name of each."""
    names = names_of(keys, on)
    rows = Unit.objects.filter(pk__in=keys).values_list("pk", "code")
    return {key: (code or "", names.get(key, code or "")) for key, code in rows}

"""Whom may an organization name in its application, what have those named said, and who is asked for an answer?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.access import Actor, granted, visible, whole_tree
from shuniu.models import Assignment, Case, CaseUnit, Registration, Unit
from shuniu.policy.formation.consenting import ANSWERABLE
from shuniu.policy.grants import Action
from shuniu.policy.organizations.keeping import ENDED
from shuniu.policy.words import UnitKind
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseKind, CaseState, Consent
from shuniu.queries.days import during
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound


def organization_to_join(actor: Actor, text: str, on: date) -> int | None:
    """The one social organization of the own register that ``text`` names: its whole code, or its full name of the day
    where that is unambiguous. Nobody looks through the others: a part of a name finds nothing."""
    home = Unit.objects.filter(pk=actor.unit or 0).values_list("registered_at", flat=True).first()
    if home is None:
        return None
    registered = Registration.objects.filter(during(on)).exclude(status__in=ENDED)
    rows = Unit.objects.filter(
        kind=UnitKind.SOCIAL_ORGANIZATION.value, registered_at__in=whole_tree(actor, home)
    ).filter(pk__in=registered.values("unit"))
    found = list(rows.filter(code=text.upper()).values_list("pk", flat=True)[:2])
    found = found or list(
        rows.filter(pk__in=registered.filter(name=text).values("unit")).values_list("pk", flat=True)[:2]
    )
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joiner:
    """An organization named beside the host, and what it said. ``asked``: this actor may answer for it now."""

    unit: int
    uuid: UUID
    name: str
    answer: Consent | None
    on_behalf: bool
    at: datetime | None
    asked: bool


def joiners_of(actor: Actor, case: int, on: date) -> list[Joiner]:
    """Of an application that the organization itself makes; empty where an office began it and nobody is asked."""
    rows = CaseUnit.objects.filter(case=case, case__origin__isnull=True).order_by("unit")
    found = list(rows.select_related("unit", "answered", "case"))
    if not found:
        return []
    names = names_of([row.unit_id for row in found], on)
    mine = set(_asked_of(actor).filter(case=case).values_list("unit", flat=True))
    return [
        Joiner(
            unit=row.unit_id,
            uuid=row.unit.uuid,
            name=names.get(row.unit_id, row.unit.code or ""),
            answer=Consent(row.answer) if row.answer else None,
            on_behalf=row.on_behalf,
            at=row.answered.at if row.answered else None,
            asked=row.unit_id in mine,
        )
        for row in found
    ]


def _asked_of(actor: Actor) -> QuerySet[CaseUnit]:
    """What this actor may answer: for the own organization; an office for those it answers for that sign in nowhere."""
    states = [one.value for one in ANSWERABLE]
    rows = CaseUnit.objects.filter(
        case__kind=CaseKind.FORMATION.value, case__origin__isnull=True, case__state__in=states
    )
    if actor.unit is not None:
        return rows.filter(unit=actor.unit) if granted(actor, Action.FILE_CASE) else rows.none()
    if not granted(actor, Action.REVIEW_CASE):
        return rows.none()
    clerk = Assignment.objects.filter(
        Q(during(actor.today)), unit=OuterRef("unit"), role=Role.ORGANIZATION_CLERK.value, account__is_active=True
    )
    silent = rows.filter(~Exists(clerk))
    units = visible(Unit.objects.filter(pk__in=silent.values("unit")), actor, Action.REVIEW_CASE, named=True)
    return silent.filter(unit__in=units.values("pk"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One application that waits for an answer, with as much of it as whoever answers has to know."""

    case: UUID
    unit: UUID
    unit_key: int
    name: str
    host: str
    branch: str
    mode: str
    others: tuple[str, ...]
    state: CaseState
    answer: Consent | None
    behalf: bool


def waiting_for_consent(actor: Actor, on: date) -> list[Asked]:
    """Those that have not been answered, the earliest first."""
    return _told(actor, _asked_of(actor).filter(answer="").order_by("pk"), on)


def count_consents(actor: Actor) -> int:
    return _asked_of(actor).filter(answer="").count()


def to_consent(actor: Actor, case: UUID, unit: UUID, on: date) -> Asked:
    """Raises NotFound for what this actor does not answer."""
    found = _told(actor, _asked_of(actor).filter(case__uuid=case, unit__uuid=unit), on)
    if not found:
        raise NotFound
    return found[0]


def _told(actor: Actor, rows: QuerySet[CaseUnit], on: date) -> list[Asked]:
    found = list(rows.select_related("case", "unit"))
    named: dict[int, list[int]] = {}
    for case, unit in CaseUnit.objects.filter(case__in=[row.case_id for row in found]).values_list("case", "unit"):
        named.setdefault(case, []).append(unit)
    names = names_of(_keys(row.case for row in found) | {one for more in named.values() for one in more}, on)
    return [
        Asked(
            case=row.case.uuid,
            unit=row.unit.uuid,
            unit_key=row.unit_id,
            name=names.get(row.unit_id, ""),
            host=names.get(row.case.unit_id or 0, ""),
            branch=str(row.case.filed.get("name") or ""),
            mode=str(row.case.filed.get("mode") or ""),
            others=tuple(names.get(one, "") for one in sorted(named.get(row.case_id, ()))),
            state=CaseState(row.case.state),
            answer=Consent(row.answer) if row.answer else None,
            behalf=actor.unit != row.unit_id,
        )
        for row in found
    ]


def _keys(cases: Iterable[Case]) -> set[int | None]:
    return {one.unit_id for one in cases}

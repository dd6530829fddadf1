"""What does the work log of instructors say, of which organization, and who may write or correct it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet
from django.db.models.functions import Cast

from shuniu.access import Actor, may, visible
from shuniu.kernel.period import Period
from shuniu.models import Instructor, InstructorPool, Lineage, Posting, Standing, Unit, WorkLog
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.policy.instructors.work import duties
from shuniu.queries.instructors.pool import contact_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.packs import figures_of_each
from shuniu.queries.paging import Page, Window, page_of
from shuniu.queries.timeline import TimelineFact, Told, timeline

FIELDS = (
    "uuid", "unit_id", "unit__uuid", "unit__code", "instructor_id", "instructor__code", "duty", "done", "period",
    "recorded__at", "recorded__actor__title",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilter:
    """What narrows the log. ``node``: below which Party organization (code). Never a person: only organizations."""

    unit: UUID | None = None
    node: str = ""
    duty: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLogCard:
    """One entry. ``correctable``: by this actor, today."""

    uuid: UUID
    unit: UUID
    unit_name: str
    instructor: int
    who: str
    done_on: date
    duty: str
    done: str
    recorded_by: str
    facts: list[TimelineFact]
    correctable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedUnit:
    """An organization whose work log the actor reads; ``writable``: and writes."""

    key: int
    uuid: UUID
    name: str
    writable: bool


def work_logs(actor: Actor, on: date, wanted: WorkFilter) -> QuerySet[WorkLog]:
    """Entries in force of what was done by ``on``, of the organizations whose log the actor reads."""
    rows = visible(WorkLog.objects.filter(retracted__isnull=True), actor, Action.READ_WORK_LOG)
    rows = rows.filter(period__startswith__lte=min(on, wanted.until or on))
    if wanted.since:
        rows = rows.filter(period__startswith__gte=wanted.since)
    if wanted.unit:
        rows = rows.filter(unit__uuid=wanted.unit)
    if wanted.duty:
        rows = rows.filter(duty=wanted.duty)
    if wanted.node:
        rows = rows.filter(unit__in=units_below(wanted.node, on))
    return rows


def units_below(code: str, on: date) -> QuerySet[Standing, Any]:
    """Keys of the units that stand on a day at a Party organization or below it."""
    today = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    nodes = Lineage.objects.filter(today, ancestor__code=code).values("descendant")
    return Standing.objects.filter(today, node__in=nodes).values("unit")


def work_log_page(actor: Actor, on: date, window: Window, wanted: WorkFilter) -> Page:
    """One page, the latest work first; ``down`` turns that round."""
    rows = work_logs(actor, on, wanted).annotate(day=Cast(F("period__startswith"), CharField()))
    found = page_of(rows, ["day", "id"], replace(window, down=not window.down), FIELDS)
    units, who = names_of([row["unit_id"] for row in found.rows], on), _told_apart(found.rows, on)
    lines = [
        {
            **row,
            "unit": units.get(row["unit_id"]) or row["unit__code"] or "该单位",
            "who": who[row["instructor_id"]],
            "done_on": row["period"].lower,
        }
        for row in found.rows
    ]
    return Page(lines, found.count, found.capped, found.after, found.before)


def _told_apart(rows: Iterable[Mapping[str, Any]], on: date) -> dict[int, str]:
    """Whoever reads the log of an organization reads its contacts too: instructors are named."""
    codes = {row["instructor_id"]: row["instructor__code"] for row in rows}
    names = contact_names(codes, on)
    return {key: names[key][0] if key in names and names[key][0] else code for key, code in codes.items()}


def reads_log(actor: Actor, uuid: UUID) -> bool:
    """Is the work log of this unit within reach?"""
    return visible(Unit.objects.filter(uuid=uuid), actor, Action.READ_WORK_LOG).exists()


def unit_to_log(actor: Actor, uuid: UUID, on: date) -> LoggedUnit:
    """Raises NotFound for what the actor may not even read, and for an organization whose log is not theirs."""
    found = visible(Unit.objects.filter(uuid=uuid), actor, Action.READ_WORK_LOG).first()
    if found is None:
        raise NotFound
    name = names_of([found.pk], on).get(found.pk) or found.code or "该单位"
    return LoggedUnit(key=found.pk, uuid=found.uuid, name=name, writable=may(actor, Action.WRITE_WORK_LOG, found))


def instructors_posted_at(unit: int, on: date) -> list[tuple[int, str]]:
    """Everybody who was ever posted there, for a log that is written late: name, number and the days."""
    rows = list(
        Posting.objects.filter(retracted__isnull=True, unit=unit)
        .order_by("instructor__code", "period")
        .values("instructor_id", "instructor__code", "period")
    )
    names, days = _told_apart(rows, on), dict[int, list[str]]()
    for row in rows:
        days.setdefault(row["instructor_id"], []).append(_stretch(Period(row["period"].lower, row["period"].upper)))
    return [(key, f"{names[key]}（派驻 {'、'.join(stretches)}）") for key, stretches in days.items()]


def _stretch(period: Period) -> str:
    last = period.latest_day
    return f"{period.start.isoformat()} 起" if last is None else f"{period.start.isoformat()} 至 {last.isoformat()}"


def duty_words(instructors: Iterable[int], on: date) -> dict[str, str]:
    """The duties that the texts open where these instructors stand in a pool, else the platform's three."""
    rows = InstructorPool.objects.filter(retracted__isnull=True, instructor__in=set(instructors)).order_by("period")
    nodes = set(dict(rows.values_list("instructor", "party_organization")).values())
    found: dict[str, str] = {}
    for figures in figures_of_each(nodes, on).values():
        found |= {key: label for key, label in duties(figures).items() if key not in found}
    return found or dict(words.InstructorDuty.choices())


def work_log_card(actor: Actor, uuid: UUID, on: date) -> WorkLogCard:
    """The entry as it stands, and every wording it had before. Raises NotFound, also for what was withdrawn."""
    rows = visible(WorkLog.objects.filter(retracted__isnull=True, uuid=uuid), actor, Action.READ_WORK_LOG)
    row = rows.values("pk", *FIELDS).first()
    if row is None:
        raise NotFound
    who = _told_apart([row], on)
    return WorkLogCard(
        uuid=uuid,
        unit=row["unit__uuid"],
        unit_name=names_of([row["unit_id"]], on).get(row["unit_id"]) or row["unit__code"] or "该单位",
        instructor=row["instructor_id"],
        who=who[row["instructor_id"]],
        done_on=row["period"].lower,
        duty=row["duty"],
        done=row["done"],
        recorded_by=row["recorded__actor__title"],
        facts=timeline([_told()], Q(uuid=uuid)),
        correctable=visible(WorkLog.objects.filter(pk=row["pk"]), actor, Action.CORRECT_WORK_LOG).exists(),
    )


def _told() -> Told:
    labels = dict(words.InstructorDuty.choices())
    codes = dict[int, str]()

    def told(row: Mapping[str, Any]) -> str:
        key = row["instructor_id"]
        if key not in codes:
            codes.update(Instructor.objects.filter(pk=key).values_list("pk", "code"))
        return " · ".join((labels.get(row["duty"], row["duty"]), row["done"], f"指导员{codes[key]}"))

    return Told(model=WorkLog, heading="工作日志", tell=told)

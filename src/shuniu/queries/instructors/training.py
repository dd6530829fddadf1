"""Which trainings have been held for instructors, by whom, and who took part?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from shuniu.access import Actor, instructors_within, may, visible
from shuniu.models import Instructor, InstructorPool, InstructorTraining, PartyOrganization, TrainedInstructor
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.instructors.pool import contact_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import OFFERED, Page, Window, page_of
from shuniu.queries.party.choosing import choices_of
from shuniu.queries.timeline import TimelineFact, Told, timeline

DAY = timedelta(days=1)
FIELDS = ("course_id", "course__uuid", "party_organization_id", "name", "organizer", "hours", "period")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingCard:
    """``known``: who took part, as far as the reader may know (key, name, public id); ``hidden``: keys of the others.

    ``writable``: the actor keeps the pools of the node.
    """

    uuid: UUID
    row: Mapping[str, Any]
    known: list[tuple[int, str, UUID]]
    hidden: list[int]
    facts: list[TimelineFact]
    writable: bool


def trainings(actor: Actor, on: date, *, node: str = "", text: str = "") -> QuerySet[InstructorTraining]:
    """Those begun by ``on`` of the Party organizations that the actor reads."""
    nodes = visible(PartyOrganization.objects.all(), actor, Action.READ_PARTY_ORGANIZATION)
    rows = InstructorTraining.objects.filter(
        retracted__isnull=True, party_organization__in=nodes, period__startswith__lte=on
    )
    if node:
        rows = rows.filter(party_organization__code=node)
    return rows.filter(name__contains=text) if text else rows


def training_page(actor: Actor, on: date, window: Window, **narrowing: str) -> Page:
    """One page, the latest first, with how many took part."""
    rows = trainings(actor, on, **narrowing).annotate(day=Cast(F("period__startswith"), CharField()))
    found = page_of(rows, ["day", "id"], replace(window, down=not window.down), FIELDS)
    return Page(_told_all(found.rows, on), found.count, found.capped, found.after, found.before)


def _told_all(rows: Iterable[Mapping[str, Any]], on: date) -> list[dict[str, Any]]:
    rows = list(rows)
    nodes = choices_of([row["party_organization_id"] for row in rows], on)
    took_part = TrainedInstructor.objects.filter(
        retracted__isnull=True, course__in=[row["course_id"] for row in rows]
    ).order_by()
    counts = dict(took_part.values("course_id").annotate(many=Count("pk")).values_list("course_id", "many"))
    return [
        {
            **row,
            "node": nodes[row["party_organization_id"]].name,
            "begins_on": row["period"].lower,
            "ends_on": row["period"].upper - DAY,
            "took_part": counts.get(row["course_id"], 0),
        }
        for row in rows
    ]


def trainings_of(actor: Actor, instructor: int, on: date) -> list[dict[str, Any]]:
    """The trainings in which an instructor took part by ``on``, the latest first."""
    took_part = TrainedInstructor.objects.filter(
        retracted__isnull=True, instructor=instructor, course=OuterRef("course")
    )
    rows = trainings(actor, on).filter(Exists(took_part)).order_by("-period", "-id")
    return _told_all(rows.values(*FIELDS), on)


def training_card(actor: Actor, uuid: UUID, on: date) -> TrainingCard:
    """Whoever reads the Party organization reads its trainings. Raises NotFound, also for what was taken back."""
    row = trainings(actor, actor.today).filter(course__uuid=uuid).values("pk", *FIELDS).first()
    if row is None:
        raise NotFound
    took_part = TrainedInstructor.objects.filter(retracted__isnull=True, course=row["course_id"])
    keys = set(took_part.values_list("instructor", flat=True))
    known = _named(instructors_within(actor, Action.READ_CONTACT).filter(pk__in=keys), on)
    node = PartyOrganization.objects.get(pk=row["party_organization_id"])
    return TrainingCard(
        uuid=uuid,
        row=_told_all([row], on)[0],
        known=known,
        hidden=sorted(keys - {key for key, _, _ in known}),
        facts=timeline([Told(model=InstructorTraining, heading="指导员培训", tell=_tell)], Q(course=row["course_id"])),
        writable=may(actor, Action.WRITE_UNIT, node),
    )


def _tell(row: Mapping[str, Any]) -> str:
    hours = f"{row['hours']} 学时" if row["hours"] is not None else ""
    return " · ".join(part for part in (row["name"], row["organizer"], hours) if part)


def _named(rows: QuerySet[Instructor], on: date) -> list[tuple[int, str, UUID]]:
    found = list(rows.order_by("code").values_list("pk", "code", "uuid"))
    names = contact_names([key for key, _, _ in found], on)
    return [(key, names.get(key, ("", None))[0] or code, uuid) for key, code, uuid in found]


def instructors_to_train(actor: Actor, on: date) -> list[tuple[int, str]]:
    """Who stands today in a pool that the actor keeps, by number, at most OFFERED: key and name with number."""
    mine = visible(PartyOrganization.objects.all(), actor, Action.WRITE_UNIT)
    pools = InstructorPool.objects.filter(during(on), party_organization__in=mine)
    rows = list(pools.order_by("instructor__code").values_list("instructor_id", "instructor__code")[:OFFERED])
    names = contact_names([key for key, _ in rows], on)
    return [(key, f"{names[key][0]}（{code}）" if key in names and names[key][0] else code) for key, code in rows]


def instructors_numbered(actor: Actor, codes: Iterable[str]) -> dict[str, int]:
    """Keys by number, of those whose pool of today, or of last, the actor keeps."""
    rows = instructors_within(actor, Action.WRITE_UNIT).filter(code__in=set(codes))
    return dict(rows.values_list("code", "pk"))

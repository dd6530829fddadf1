"""Everything about one social organization on a day: what it is, who answers for it, and its past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, instructors_within, may, visible
from shuniu.models import (
    Grade,
    Guidance,
    HeadCount,
    Hub,
    HubElement,
    OfficeContact,
    PlannedCell,
    Posting,
    Registration,
    Unit,
    WorkCoverage,
)
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.naming import node_names, unit_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.instructors import OF_UNIT, named_instructors
from shuniu.queries.organizations.listing import with_standing
from shuniu.queries.organizations.telling import told_of_unit
from shuniu.queries.timeline import TimelineFact, timeline


class NotFound(Exception):
    """There is no such thing, or it is not this actor's to see: the same answer for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationCard:
    """``registration`` is None when it was not registered on the day; ``writable``: the actor may change it.

    ``contacts`` are its own; with ``posted`` of an instructor posted there, as far as the actor keeps the pool; with
    ``named`` of the instructor whom its report only names. ``body`` is the kind and name of what is no social
    organization: supervising units, outside hubs.
    """

    unit: int
    uuid: UUID
    code: str
    registration: Mapping[str, Any] | None
    grade: str
    head_count: Mapping[str, Any] | None
    instruments: list[str]
    hub: Mapping[str, Any] | None
    contacts: list[Mapping[str, Any]]
    facts: list[TimelineFact]
    writable: bool
    may_see_contact: bool
    body: Mapping[str, Any] | None
    guided_by: list[tuple[str, str]]
    planned: list[tuple[str, str]]


def unit_to_read(actor: Actor, uuid: UUID) -> Unit:
    """The unit, when the actor may read it; NotFound otherwise."""
    found = visible(Unit.objects.filter(uuid=uuid), actor, Action.READ_UNIT).first()
    if found is None:
        raise NotFound
    return found


def organization_card(actor: Actor, uuid: UUID, on: date) -> OrganizationCard:
    """The card as of ``on``; its timeline reaches over all days. Raises NotFound."""
    unit = unit_to_read(actor, uuid)
    today = Q(retracted__isnull=True, period__contains=on, unit=unit)
    fields = [f.attname for f in Registration._meta.concrete_fields]
    held = list(Registration.objects.filter(today).values(*fields, "unit__uuid", "unit__code")[:1])
    with_standing(held, on)
    # Supervising units, authorities and whoever only guides see organizations, never who works there.
    seen = may(actor, Action.READ_CONTACT, unit)
    return OrganizationCard(
        unit=unit.pk,
        uuid=unit.uuid,
        code=unit.code or "",
        registration=held[0] if held else None,
        grade=Grade.objects.filter(today).values_list("grade", flat=True).first() or "",
        head_count=_head_count(unit, on),
        instruments=_instruments(today),
        hub=_hub(today),
        contacts=_contacts(actor, unit, on) if seen else [],
        facts=timeline(told_of_unit(unit.pk, on, persons=seen), Q(unit=unit)),
        writable=may(actor, Action.WRITE_UNIT, unit),
        may_see_contact=seen,
        body=_body(unit, on),
        guided_by=_guides(unit, on),
        planned=list(PlannedCell.objects.filter(today).values_list("subtype", "cell")),
    )


def contacts_in(today: Q) -> list[Mapping[str, Any]]:
    """Whom an office is reached through, and whether there is a telephone; never the telephone itself."""
    rows = OfficeContact.objects.filter(today).annotate(has_phone=Q(phone__isnull=False))
    return list(rows.order_by("role", "id").values("role", "name", "row", "has_phone", "instructor_id"))


def _contacts(actor: Actor, unit: Unit, on: date) -> list[Mapping[str, Any]]:
    """Of an instructor where one is posted, else whom the report names, beside the contacts of its own."""
    posted = Posting.objects.filter(
        during(on), unit=unit, instructor__in=instructors_within(actor, Action.READ_CONTACT)
    ).values("instructor")
    instructors = Q(instructor__in=posted) | Q(pk__in=named_instructors(on).filter(unit=unit).values("pk"))
    rows = contacts_in(during(on) & (Q(~OF_UNIT, unit=unit) | instructors))
    return [{**one, "posted": one["instructor_id"] is not None, "named": _only_named(one)} for one in rows]


def _only_named(row: Mapping[str, Any]) -> bool:
    return row["role"] == words.ContactRole.INSTRUCTOR and row["instructor_id"] is None


def _body(unit: Unit, on: date) -> Mapping[str, Any] | None:
    """Kind and name of a body that is no social organization; it stands in no register."""
    if unit.kind == words.UnitKind.SOCIAL_ORGANIZATION:
        return None
    return {"kind": unit.kind, "name": unit_names([unit.pk], on).get(unit.pk, unit.code or "")}


def _guides(unit: Unit, on: date) -> list[tuple[str, str]]:
    """Who guides or contacts it on the day: kind of the relation and name."""
    rows = list(
        Guidance.objects.filter(unit=unit, retracted__isnull=True, period__contains=on)
        .order_by("kind", "id")
        .values_list("kind", "party_organization_id", "hub_id")
    )
    nodes, hubs = node_names([row[1] for row in rows], on), names_of([row[2] for row in rows], on)
    return [(kind, nodes.get(node, "") if node else hubs.get(hub, "")) for kind, node, hub in rows]


def _head_count(unit: Unit, on: date) -> Mapping[str, Any] | None:
    found = HeadCount.objects.filter(unit=unit, retracted__isnull=True, as_of__lte=on).order_by("-as_of")
    return found.values(
        "as_of", "full_time", "members", "full_members", "probationary", "relations_in", "relations_out", "source"
    ).first()


def _instruments(today: Q) -> list[str]:
    held = list(WorkCoverage.objects.filter(today).values_list("instrument", flat=True))
    if Posting.objects.filter(today).exists():
        held.append(words.WorkCoverageInstrument.INSTRUCTOR.value)
    return sorted(set(held))


def _hub(today: Q) -> Mapping[str, Any] | None:
    found = Hub.objects.filter(today).values("level", "verb", "designated_by", "field").first()
    if found is None:
        return None
    return {**found, "elements": list(HubElement.objects.filter(today).values_list("element", flat=True))}

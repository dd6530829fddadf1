"""Everything about one social organization on a day: what it is, who answers for it, and its past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, may, visible
from shuniu.models import (
    Coverage,
    Grade,
    Guidance,
    HeadCount,
    Hub,
    HubElement,
    Jurisdiction,
    OfficeContact,
    Posting,
    Registration,
    Unit,
    WorkCoverage,
)
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.queries.naming import node_names, unit_names
from shuniu.queries.organizations.listing import with_standing
from shuniu.queries.timeline import TimelineFact, Told, timeline
from shuniu.queries.wording import label


class NotFound(Exception):
    """There is no such thing, or it is not this actor's to see: the same answer for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationCard:
    """``registration`` is None when it was not registered on the day; ``writable``: the actor may change it."""

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
    return OrganizationCard(
        unit=unit.pk,
        uuid=unit.uuid,
        code=unit.code or "",
        registration=with_standing(held, on)[0] if held else None,
        grade=Grade.objects.filter(today).values_list("grade", flat=True).first() or "",
        head_count=_head_count(unit, on),
        instruments=_instruments(today),
        hub=_hub(today),
        contacts=list(OfficeContact.objects.filter(today).values("role", "name", "row")),
        facts=timeline(_told(unit, on), Q(unit=unit)),
        writable=may(actor, Action.WRITE_UNIT, unit),
        may_see_contact=_may_see_contact(actor, unit),
    )


def _may_see_contact(actor: Actor, unit: Unit) -> bool:
    return may(actor, Action.READ_CONTACT, unit)


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


def _told(unit: Unit, on: date) -> list[Told]:
    """How each table tells about a unit. Names are those of the day the card is about."""
    nodes = node_names(
        [
            *Jurisdiction.objects.filter(unit=unit).values_list("party_organization_id", flat=True),
            *Coverage.objects.filter(unit=unit).values_list("party_organization_id", flat=True),
            *Guidance.objects.filter(unit=unit).values_list("party_organization_id", flat=True),
        ],
        on,
    )
    bodies = unit_names(Registration.objects.filter(unit=unit).values_list("supervising_unit_id", flat=True), on)

    def named(row: Mapping[str, Any]) -> str:
        return nodes.get(row["party_organization_id"], "该日不存在的党组织")

    def registered(row: Mapping[str, Any]) -> str:
        parts = [
            row["name"],
            label(words.OrganizationType, row["type"]),
            label(words.RegistrationStatus, row["status"]),
            label(words.RegistrationMode, row["mode"]) if row["mode"] else "",
            bodies.get(row["supervising_unit_id"], ""),
        ]
        return " · ".join(part for part in parts if part)

    return [
        Told(model=Registration, heading="登记事项", tell=registered),
        Told(model=Jurisdiction, heading="归口党组织", tell=named),
        Told(
            model=Coverage,
            heading="组织覆盖",
            tell=lambda row: f"{named(row)}（{label(words.CoverageRole, row['role'])}）",
        ),
        Told(
            model=WorkCoverage,
            heading="工作覆盖",
            tell=lambda row: label(words.WorkCoverageInstrument, row["instrument"]),
        ),
        Told(model=Posting, heading="派驻党建工作指导员", tell=lambda row: row["document_number"] or "派驻"),
        Told(
            model=Guidance,
            heading="指导、联系",
            tell=lambda row: (
                f"{nodes.get(row['party_organization_id'], '枢纽型社会组织')}"
                f"（{label(words.GuidanceKind, row['kind'])}）"
            ),
        ),
        Told(model=Grade, heading="评估等级", tell=lambda row: row["grade"].upper()),
        Told(
            model=Hub,
            heading="枢纽型社会组织",
            tell=lambda row: f"{label(words.HubLevel, row['level'])} · {row['designated_by']}",
        ),
        Told(model=HubElement, heading="“3+1”", tell=lambda row: label(words.HubElement, row["element"])),
    ]

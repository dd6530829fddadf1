"""Which facts stand behind what a page shows of one body, so that nobody writes over what was not seen?

Numbers of every fact in force, on any day. Asked before the page reads what it shows: what is changed between the two
is then noticed too.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shuniu.models import (
    Formation,
    Grade,
    Hub,
    HubElement,
    InstructorPool,
    Jurisdiction,
    LocalFigure,
    Naming,
    Placement,
    Registration,
    UnitName,
)
from shuniu.models.facts import Fact


def _seen(model: type[Fact], **subject: Any) -> tuple[int, ...]:
    rows = model._default_manager.filter(retracted__isnull=True, **subject).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def registrations_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(Registration, unit__uuid=unit)


def grades_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(Grade, unit__uuid=unit)


def hubs_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(Hub, unit__uuid=unit)


def hub_elements_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(HubElement, unit__uuid=unit)


def names_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(UnitName, unit__uuid=unit)


def jurisdictions_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(Jurisdiction, unit__uuid=unit)


def namings_seen(code: str) -> tuple[int, ...]:
    return _seen(Naming, party_organization__code=code)


def formations_seen(code: str) -> tuple[int, ...]:
    return _seen(Formation, party_organization__code=code)


def placements_seen(code: str) -> tuple[int, ...]:
    return _seen(Placement, party_organization__code=code)


def pools_seen(instructor: UUID) -> tuple[int, ...]:
    return _seen(InstructorPool, instructor__uuid=instructor)


def decisions_seen(node: int, key: str) -> tuple[int, ...]:
    return _seen(LocalFigure, party_organization=node, key=key)

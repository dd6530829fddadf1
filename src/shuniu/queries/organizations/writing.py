"""What stands in the register of one organization today, for somebody who wants to change it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor, may
from shuniu.models import Grade, Registration
from shuniu.policy.grants import Action
from shuniu.queries.organizations.card import unit_to_read

FRAME = frozenset({"id", "unit_id", "period", "precision", "recorded_id", "retracted_id", "sort_key"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Editable:
    """``values`` are the columns of the registration in force on the day, empty when none is."""

    unit: int
    uuid: UUID
    code: str
    name: str
    writable: bool
    values: Mapping[str, Any]
    grade: str


def organization_to_write(actor: Actor, uuid: UUID, on: date) -> Editable:
    """Raises NotFound for what the actor may not even read; ``writable`` says whether it may be changed."""
    unit = unit_to_read(actor, uuid)
    columns = [field.attname for field in Registration._meta.concrete_fields if field.attname not in FRAME]
    rows = Registration.objects.filter(unit=unit, retracted__isnull=True, period__contains=on)
    values = rows.values(*columns).first() or {}
    grades = Grade.objects.filter(unit=unit, retracted__isnull=True, period__contains=on)
    return Editable(
        unit=unit.pk,
        uuid=unit.uuid,
        code=unit.code or "",
        name=str(values.get("name") or unit.code or ""),
        writable=may(actor, Action.WRITE_UNIT, unit),
        values=values,
        grade=grades.values_list("grade", flat=True).first() or "",
    )

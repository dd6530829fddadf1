"""What have the organizations named in an application said to it, and does anybody sign in for them?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from shuniu.models import Assignment, CaseUnit
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Consent
from shuniu.queries.days import during


def consents_of(case: int, units: Collection[int]) -> dict[int, Consent | None]:
    """By unit; None where nothing was said, or the unit is not named in what is kept yet."""
    rows = CaseUnit.objects.filter(case=case, unit__in=units).values_list("unit", "answer")
    return {unit: Consent(answer) if answer else None for unit, answer in rows}


def signs_in(units: Collection[int], on: date) -> dict[int, bool]:
    """Whether the unit has a clerk of its own who can sign in."""
    rows = Assignment.objects.filter(
        during(on), unit__in=units, role=Role.ORGANIZATION_CLERK.value, account__is_active=True
    )
    held = set(rows.values_list("unit", flat=True))
    return {unit: unit in held for unit in units}

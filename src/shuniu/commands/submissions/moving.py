"""The facts that stand behind a submission, and the office in whose journal it is told."""

from __future__ import annotations

from datetime import date

from shuniu.models import HeadCount, Jurisdiction, Registration
from shuniu.queries.days import during
from shuniu.queries.facts.keeping import homes


def facts_behind(unit: int) -> tuple[int, ...]:
    """The registrations in force, on any day: whoever fills in or decides has looked at these."""
    rows = Registration.objects.filter(retracted__isnull=True, unit=unit).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def counts_behind(unit: int) -> tuple[int, ...]:
    rows = HeadCount.objects.filter(retracted__isnull=True, unit=unit).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def office_of(unit: int, on: date) -> int:
    """In whose journal an act of the organization stands: of who is responsible, else of who keeps its register."""
    responsible = Jurisdiction.objects.filter(during(on), unit=unit, party_organization__managed=True)
    found = responsible.values_list("party_organization", flat=True).first()
    return found if found is not None else homes([unit], on)[unit]

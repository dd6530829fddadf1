"""What does routing read of many organizations on a day?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuniu.models import Jurisdiction, Registration, UnitName
from shuniu.policy.organizations.keeping import ENDED
from shuniu.policy.organizations.levels import level_from_uscc
from shuniu.policy.organizations.routing import RoutingFacts
from shuniu.policy.words import (
    AdministrativeLevel,
    Influence,
    JointAxis,
    LegalStatus,
    OrganizationType,
    RegistrationMode,
)
from shuniu.queries.arrays import among
from shuniu.queries.days import during
from shuniu.queries.facts.keeping import keeper_on, keepers

COLUMNS = (
    "unit",
    "name",
    "unit__code",
    "level",
    # From here on: what the law can tell organizations apart by, beside the level.
    "unit__registered_at",
    "type",
    "subtype",
    "legal_status",
    "mode",
    "supervising_unit",
    "industry_distinct",
    "influence",
    "region",
    "street",
    "field",
)
HOME, SUPERVISOR = COLUMNS.index("unit__registered_at"), COLUMNS.index("supervising_unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """One organization with its facts; ``mark`` is equal for organizations that the law cannot tell apart."""

    unit: int
    name: str
    home: int
    supervising_unit: int | None
    facts: RoutingFacts
    mark: tuple[Any, ...]
    responsible: int | None


def routed(units: Iterable[int], on: date) -> list[Routed]:
    """The organizations of ``units`` that are in the register on ``on``; for ended ones nobody need answer."""
    wanted = among(units)
    held = Registration.objects.filter(during(on), unit__in=wanted).exclude(status__in=ENDED)
    rows = list(held.order_by("unit").values_list(*COLUMNS))
    supervisors = names_of({row[SUPERVISOR] for row in rows} - {None}, on)
    responsible = dict(
        Jurisdiction.objects.filter(during(on), unit__in=wanted).values_list("unit", "party_organization")
    )
    kept = keepers({row[HOME] for row in rows})
    known: dict[tuple[Any, ...], RoutingFacts] = {}
    found: list[Routed] = []
    for row in rows:
        unit, name, code, level, *_ = row
        level = level or level_from_uscc(code or "") or ""
        mark = (level, *row[HOME:])
        facts = known.get(mark)
        if facts is None:
            facts = known[mark] = _facts(dict(zip(COLUMNS, row, strict=True)), level, supervisors.get(row[SUPERVISOR]))
        found.append(
            Routed(
                unit=unit,
                name=name,
                home=keeper_on(kept[row[HOME]], on),
                supervising_unit=row[SUPERVISOR],
                facts=facts,
                mark=mark,
                responsible=responsible.get(unit),
            )
        )
    return found


def names_of(units: Iterable[int], on: date) -> dict[int, str]:
    """The names that outside bodies bear on the day; where none counts that day, the latest they bore."""
    rows = UnitName.objects.filter(retracted__isnull=True, unit__in=set(units)).order_by("period")
    found: dict[int, str] = {}
    settled: set[int] = set()
    for unit, name, days in rows.values_list("unit", "name", "period"):
        if unit not in settled:
            found[unit] = name
        if on in days:
            settled.add(unit)
    return found


def _facts(row: dict[str, Any], level: str, supervisor: str | None) -> RoutingFacts:
    category = row["subtype"] or row["type"]
    return RoutingFacts(
        type=OrganizationType(row["type"]) if row["type"] else None,
        legal_status=LegalStatus(row["legal_status"]) if row["legal_status"] else None,
        mode=RegistrationMode(row["mode"]) if row["mode"] else None,
        supervising_unit=supervisor,
        supervisor_is_civil_affairs=None if supervisor is None else "民政" in supervisor,
        industry_distinct=row["industry_distinct"],
        influence=Influence(row["influence"]) if row["influence"] else None,
        level=AdministrativeLevel(level) if level else None,
        region=row["region"],
        street=row["street"],
        # The register holds one field of activity; committees of an industry and of a field are both found by it.
        axes={JointAxis.INDUSTRY: row["field"], JointAxis.FIELD: row["field"], JointAxis.CATEGORY: category},
    )

"""What is known of units on a day: who they are and whether they are in the register?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuniu.models import Registration, Unit, UnitName
from shuniu.policy.words import UnitKind
from shuniu.queries.arrays import among
from shuniu.queries.days import during


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """A unit on one day. ``known``: a registration or a name counts that day."""

    key: int
    uuid: str
    kind: str
    code: str
    name: str = ""
    known: bool = False
    status: str = ""
    type: str = ""
    mode: str = ""

    @property
    def label(self) -> str:
        return self.name or self.code or "该单位"

    @property
    def registered(self) -> bool:
        return self.kind == UnitKind.SOCIAL_ORGANIZATION


def units(keys: Iterable[int], on: date) -> dict[int, UnitFacts]:
    """The units named, as they are on the day; three queries."""
    wanted = among(keys)
    registrations = {
        unit: cells
        for unit, *cells in Registration.objects.filter(during(on), unit__in=wanted).values_list(
            "unit", "name", "status", "type", "mode"
        )
    }
    names = dict(UnitName.objects.filter(during(on), unit__in=wanted, abolished=False).values_list("unit", "name"))
    found: dict[int, UnitFacts] = {}
    for key, uuid, kind, code in Unit.objects.filter(pk__in=wanted).values_list("pk", "uuid", "kind", "code"):
        name, status, type_, mode = registrations.get(key) or (names.get(key, ""), "", "", "")
        found[key] = UnitFacts(
            key=key,
            uuid=str(uuid),
            kind=kind,
            code=code or "",
            name=name,
            known=bool(name),
            status=status,
            type=type_,
            mode=mode,
        )
    return found


def registered(keys: Iterable[int], on: date) -> dict[int, dict[str, Any]]:
    """Everything the register says about the units on the day, by column; units it does not hold are absent."""
    rows: Any = Registration.objects.filter(during(on), unit__in=among(keys)).values()
    return {row["unit_id"]: row for row in rows}


def body_names(keys: Iterable[int], on: date) -> dict[int, tuple[str, bool, bool]]:
    """Outside bodies that bear a name on the day: (name, True, abolished)."""
    rows = UnitName.objects.filter(during(on), unit__in=among(keys)).values_list("unit", "name", "abolished")
    return {unit: (name, True, abolished) for unit, name, abolished in rows}


def bodies_called(names: Iterable[str], node: int, on: date) -> dict[str, int]:
    """Outside bodies in the register of ``node`` that bear one of the names on the day."""
    rows = UnitName.objects.filter(during(on), name__in=set(names), abolished=False, unit__registered_at=node)
    return dict(rows.values_list("name", "unit"))

"""What is known of units on a day: who they are and whether they are in the register?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shuniu.models import Registration, Unit, UnitName
from shuniu.policy.words import UnitKind
from shuniu.queries.facts.party import during


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
    wanted = set(keys)
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

"""Which bodies and places does a ledger name, and does the register know them?"""

from __future__ import annotations

from collections.abc import Iterable

from shuniu.access import Actor, whole_tree
from shuniu.models import Identity, Region, Unit, UnitName
from shuniu.queries.arrays import among_texts


def units_by_code(codes: Iterable[str]) -> dict[str, int]:
    """Units by their codes; one that turned out to be another body's duplicate stands for the kept one."""
    rows = Unit.objects.filter(code__in=among_texts(codes)).values_list("code", "id")
    found = {code: key for code, key in rows if code is not None}
    held = Identity.objects.filter(duplicate__code__in=among_texts(found), retracted__isnull=True)
    kept = dict(held.values_list("duplicate", "kept"))
    return {code: kept.get(key, key) for code, key in found.items()}


def outside_units(actor: Actor, names: Iterable[str], node: int) -> dict[str, int]:
    """Supervising units, authorities and other outside bodies by any name they ever bore, in this register.

    Where a name was borne by two bodies, the one that bears it latest is meant.
    """
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    rows = (
        UnitName.objects.filter(
            name__in=among_texts(wanted), retracted__isnull=True, unit__registered_at__in=whole_tree(actor, node)
        )
        .order_by("period")
        .values_list("name", "unit")
    )
    return dict(rows)


class Places:
    """District names to division codes; a name borne by several is told apart by the code of the registry."""

    def __init__(self, districts: Iterable[str]) -> None:
        names = {name for name in districts if name}
        self._codes: dict[str, list[str]] = {}
        rows = Region.objects.filter(name__in=names, level__in=["county", "prefecture"]).order_by("code")
        for name, code in rows.values_list("name", "code"):
            self._codes.setdefault(name, []).append(code)
        self._known: dict[tuple[str, str], str] = {}

    def code(self, district: str, uscc: str | None) -> str:
        """The division's code, or an empty text when it cannot be told."""
        registry = (uscc or "")[2:8]
        found = self._known.get((district, registry))
        if found is None:
            found = self._known[district, registry] = self._search(district, registry)
        return found

    def _search(self, district: str, registry: str) -> str:
        codes = self._codes.get(district, [])
        for length in (6, 4, 2):
            near = sorted({code for code in codes if registry and code[:length] == registry[:length]})
            if len(near) == 1:
                return near[0]
        return codes[0] if len(set(codes)) == 1 else ""

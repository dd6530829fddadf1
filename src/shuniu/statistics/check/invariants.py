"""What must hold of facts although no index can hold it: no two at a time, and nothing stands where nothing is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.apps import apps

from shuniu.models import Naming, OfficeContact, PartyOrganization, Placement, Registration, Standing, Unit
from shuniu.models.facts import Fact
from shuniu.queries.entries.telling import TABLES
from shuniu.statistics.check.held import Facts, Held, held
from shuniu.statistics.check.rolls import broken_rolls


def broken_invariants() -> Iterator[str]:
    """One sentence for each fact that contradicts another."""
    codes = dict(Unit.objects.values_list("pk", "code"))
    for unit, day in _overlaps(held(Registration, "unit", ())):
        yield f"{_unit(codes, unit)}在{day.isoformat()}有两条有效的登记事项。"
    for key in ("unit", "party_organization", "instructor"):
        yield from _contacts(key)
    for unit, day in _overlapping_stretches():
        yield f"{_unit(codes, unit)}在{day.isoformat()}有两段统计口径。"
    yield from _places()
    yield from _outlived()
    yield from broken_rolls()


def _unit(codes: dict[int, str | None], unit: int) -> str:
    return f"社会组织“{codes.get(unit) or f'编号{unit}'}”"


def _overlaps(facts: Facts) -> Iterator[tuple[int, date]]:
    """Facts come in the order of their days: only neighbours can meet."""
    for owner, rows in facts.items():
        for one, other in zip(rows, rows[1:], strict=False):
            if one.end is None or other.start < one.end:
                yield owner, other.start


def _contacts(key: str) -> Iterator[str]:
    found = held(OfficeContact, key, ("role",))
    for owner, rows in found.items():
        if owner is None:
            continue
        for role in {row.values[0] for row in rows}:
            same = {owner: [row for row in rows if row.values[0] == role]}
            for _, day in _overlaps(same):
                yield f"同一对象在{day.isoformat()}有两条同一角色的联系方式（{role}，编号{owner}）。"


def _overlapping_stretches() -> Iterator[tuple[int, date]]:
    rows = Standing.objects.order_by("unit", "valid_from").values_list("unit", "valid_from", "valid_to")
    previous: tuple[int, date, date | None] | None = None
    for row in rows.iterator():
        if previous is not None and previous[0] == row[0] and (previous[2] is None or row[1] < previous[2]):
            yield row[0], row[1]
        previous = row


def _places() -> Iterator[str]:
    """Whoever exists in the tree stands somewhere, and under somebody who exists."""
    codes = dict(PartyOrganization.objects.values_list("pk", "code"))
    named, placed = held(Naming, "party_organization", ()), held(Placement, "party_organization", ("parent",))
    for node, rows in placed.items():
        for row in rows:
            parent = row.values[0]
            if not _covered(named.get(node, []), row.start, row.end):
                yield f"党组织“{codes[node]}”自{row.start.isoformat()}起有隶属关系，其间却有不存在的日子。"
            if parent is not None and not _covered(named.get(parent, []), row.start, row.end):
                yield f"党组织“{codes[node]}”自{row.start}起隶属于“{codes[parent]}”，后者其间有不存在的日子。"


def _covered(rows: list[Held], start: date, end: date | None) -> bool:
    """Do the facts, laid end to end, fill all days from ``start`` on until ``end``?"""
    reached: date | None = start
    for row in rows:
        if reached is not None and row.on(reached):
            reached = row.end
    return reached is None or (end is not None and reached >= end)


def _outlived() -> Iterator[str]:
    """Nothing that names a Party organization is in force when it no longer exists."""
    codes = dict(PartyOrganization.objects.values_list("pk", "code"))
    ends = {node: rows[-1].end for node, rows in held(Naming, "party_organization", ()).items()}
    for model, field in _pointers():
        for node, first in _later_than(model, field, ends):
            yield f"党组织“{codes[node]}”在{first.isoformat()}已不存在，却还有它的登记：{TABLES[model][0]}。"


def _pointers() -> Iterator[tuple[type[Fact], str]]:
    """Every fact that names a Party organization, by whichever of its columns."""
    for model in apps.get_app_config("shuniu").get_models():
        if issubclass(model, Fact):
            for field in model._meta.concrete_fields:
                if field.related_model is PartyOrganization:
                    yield model, field.name


def _later_than(model: type[Fact], field: str, ends: Mapping[int, date | None]) -> Iterator[tuple[int, date]]:
    ended = {node: end for node, end in ends.items() if end is not None}
    for node, rows in held(model, field, (), ended).items():
        late = [max(row.start, ended[node]) for row in rows if row.end is None or row.end > ended[node]]
        if late:
            yield node, min(late)

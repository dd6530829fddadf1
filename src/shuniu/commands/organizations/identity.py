"""Resolve two rows that turned out to be one body: the duplicate resolves to the kept one, with all it had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, ChangedMeanwhile, lock_units, open_act
from shuniu.commands.journal.dated import carried
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach
from shuniu.kernel.decision import Objection
from shuniu.kernel.period import Period
from shuniu.models import (
    Coverage,
    Grade,
    Guidance,
    HeadCount,
    Hub,
    HubElement,
    Identity,
    Jurisdiction,
    OfficeContact,
    PlannedCell,
    Posting,
    Registration,
    Seat,
    Unit,
    UnitName,
    WorkCoverage,
    WorkLog,
    record,
)
from shuniu.models.facts import Fact
from shuniu.policy.organizations.outside import SameBody, may_resolve
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.party import period_of


class Held(NamedTuple):
    """Facts that point to a unit by ``field``; ``once`` names what else makes two of them the same on a day."""

    model: type[Fact]
    field: str
    once: tuple[str, ...] = ()
    # Several facts of the kind may stand side by side: what the duplicate had is kept beside.
    beside: bool = False


HELD = (
    Held(Registration, "unit"),
    Held(Registration, "supervising_unit", beside=True),
    Held(Registration, "authority", beside=True),
    Held(UnitName, "unit"),
    Held(Grade, "unit"),
    Held(Jurisdiction, "unit"),
    Held(Hub, "unit"),
    Held(HubElement, "unit", ("element",)),
    Held(Coverage, "unit", ("party_organization",)),
    Held(Guidance, "unit", ("party_organization", "hub", "kind")),
    Held(Guidance, "hub", ("unit", "kind")),
    Held(WorkCoverage, "unit", ("instrument",)),
    Held(Posting, "unit", ("instructor",)),
    Held(WorkLog, "unit", beside=True),
    Held(Seat, "unit", ("party_organization", "role")),
    Held(OfficeContact, "unit", ("role",)),
    Held(PlannedCell, "unit", beside=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """``duplicate`` is the same body as ``kept``."""

    duplicate: int
    kept: int


def resolve_duplicates(act: Act, rows: Sequence[Same]) -> list[int]:
    """What the duplicate had goes to the kept one for the days on which that has nothing of the kind.

    It was never a body of its own, so this is a 更正 of every day. Returns the kept units.
    """
    with open_act(act, "unit.resolve", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [key for row in rows for key in (row.duplicate, row.kept)]
        lock_units(keys)
        reach = units_in_reach(act.actor, keys)
        refuse(named_twice([row.duplicate for row in rows], "重复的单位"))
        refuse(
            out_of_reach("该单位", index, field)
            for index, row in enumerate(rows)
            for field, key in (("duplicate", row.duplicate), ("kept", row.kept))
            if key not in reach
        )
        refuse(_lawful(act, rows))
        kept = {row.duplicate: row.kept for row in rows}
        touched = set(keys)
        for held in HELD:
            touched |= _hand_over(opened.act, held, kept)
        _head_counts(opened.act, kept)
        lines = [(row.duplicate, row.kept, record.since(act.on)) for row in rows]
        record.record(opened.act.line, Identity, ["duplicate", "kept", "period"], lines)
        recount(opened.act, units=sorted(touched))
        opened.answer["units"] = sorted(set(kept.values()))
        return sorted(set(kept.values()))


def _lawful(act: Act, rows: Sequence[Same]) -> Iterator[Objection]:
    keys = {key for row in rows for key in (row.duplicate, row.kept)}
    known = units(keys, act.on)
    kinds = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "kind"))
    resolved = set(
        Identity.objects.filter(retracted__isnull=True, duplicate__in=keys).values_list("duplicate", flat=True)
    )
    duplicates = {row.duplicate for row in rows}
    for index, row in enumerate(rows):
        facts = SameBody(
            duplicate=known[row.duplicate].label,
            kept=known[row.kept].label,
            itself=row.duplicate == row.kept,
            kinds_differ=kinds[row.duplicate] != kinds[row.kept],
            already=row.duplicate in resolved,
            kept_resolves=row.kept in resolved or (row.kept in duplicates and row.kept != row.duplicate),
        )
        yield from may_resolve(facts, index).objections


def _hand_over(act: Act, held: Held, kept: dict[int, int]) -> set[int]:
    """Returns the units whose figures this may change."""
    column = {one.name: one.attname for one in held.model._meta.concrete_fields}
    pointing, same = column[held.field], [column[name] for name in held.once]
    rows = _rows(held, list(kept))
    taken: dict[tuple[Any, ...], list[Period]] = defaultdict(list)
    for row in () if held.beside else _rows(held, list(set(kept.values()))):
        taken[(row[pointing], *(row[name] for name in same))].append(period_of(row["period"]))
    fields = carried(held.model)
    lines = []
    for row in rows:
        to = kept[row[pointing]]
        key = (to, *(row[name] for name in same))
        for free in period_of(row["period"]).without(taken[key]):
            if not held.beside:
                taken[key].append(free)
            moved = {**row, pointing: to}
            lines.append((*(moved[column[name]] for name in fields), record.days(free), row["precision"]))
    back = [row["id"] for row in rows]
    if len(record.retract(act.line, held.model, back)) != len(back):
        raise ChangedMeanwhile
    record.record(act.line, held.model, [*fields, "period", "precision"], lines)
    return {row["unit_id"] for row in rows if held.model is Registration}


def _rows(held: Held, keys: list[int]) -> list[dict[str, Any]]:
    rows: Any = held.model._default_manager.filter(retracted__isnull=True, **{f"{held.field}__in": keys})
    return list(rows.order_by("period").values())


def _head_counts(act: Act, kept: dict[int, int]) -> None:
    """Counts of a day on which the kept one has none of its own."""
    names = [one.name for one in HeadCount._meta.concrete_fields if one.name not in ("id", "recorded", "retracted")]
    held: Any = HeadCount.objects.filter(retracted__isnull=True, unit__in=[*kept, *kept.values()])
    rows = list(held.values())
    own = {(row["unit_id"], row["as_of"]) for row in rows if row["unit_id"] not in kept}
    mine = [row for row in rows if row["unit_id"] in kept]
    record.retract(act.line, HeadCount, [row["id"] for row in mine])
    lines = []
    for row in mine:
        to = (kept[row["unit_id"]], row["as_of"])
        if to not in own:
            own.add(to)
            lines.append([to[0] if name == "unit" else row[name] for name in names])
    record.record(act.line, HeadCount, names, lines)

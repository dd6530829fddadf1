"""Resolve two rows that turned out to be one body: the duplicate resolves to the kept one, with all it had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from shuniu.commands.cases.resolving import fates_of_duplicates, follow_identity
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, ChangedMeanwhile, Seen, lock_units, open_act
from shuniu.commands.journal.dated import carried, in_force, unchanged
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach
from shuniu.kernel.decision import Objection
from shuniu.kernel.period import Period
from shuniu.models import (
    Assignment,
    Coverage,
    DifferenceAside,
    Employment,
    FormationPlan,
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
    Renewal,
    RenewalOpinion,
    ReportedState,
    Seat,
    Succession,
    Unit,
    UnitName,
    WorkCoverage,
    WorkLog,
    record,
)
from shuniu.models.facts import Fact
from shuniu.policy.organizations.outside import SameBody, may_resolve
from shuniu.policy.words.cases import Fate
from shuniu.queries.days import during
from shuniu.queries.entries.telling import TABLES
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
    Held(FormationPlan, "unit"),
    Held(ReportedState, "unit"),
    Held(DifferenceAside, "unit", ("kind",)),
    Held(Renewal, "unit"),
    Held(RenewalOpinion, "unit", ("party_organization", "renewal_on")),
    Held(Employment, "unit", beside=True),
    Held(Succession, "predecessor", ("successor",)),
    Held(Succession, "successor", ("predecessor",)),
)
_COUNT = [one.name for one in HeadCount._meta.concrete_fields if one.name not in ("id", "recorded", "retracted")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """``duplicate`` is the same body as ``kept``."""

    duplicate: int
    kept: int
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Of the facts of one kind that the duplicate has, how many go to the kept one, and how many that has itself."""

    heading: str
    moved: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What stands against resolving, and where nothing does, what would move. ``offices``: rights of accounts at the
    duplicate, which stay where they are."""

    objections: tuple[Objection, ...] = ()
    moving: tuple[Moving, ...] = ()
    offices: int = 0


def foresee(act: Act, row: Same) -> Foreseen:
    """What ``resolve_duplicates`` would answer and do; nothing is written."""
    against = tuple(_out_of_reach(act, [row])) or tuple(_lawful(act, [row]))
    if against:
        return Foreseen(objections=against)
    kept = {row.duplicate: row.kept}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for held in HELD:
        for _, free in _shares(held, kept):
            counts[TABLES[held.model][0]][0 if free else 1] += 1
    mine, lines = _counts_to_move(kept)
    counts[TABLES[HeadCount][0]] = [len(lines), len(mine) - len(lines)]
    cases = [fate for _, fate in fates_of_duplicates(kept)]
    counts["未办结的事项"] = [cases.count(Fate.PASSES_ON), cases.count(Fate.LAPSES)]
    moving = [Moving(heading=name, moved=moved, left=left) for name, (moved, left) in counts.items() if moved or left]
    offices = Assignment.objects.filter(during(act.on), unit=row.duplicate).count()
    return Foreseen(moving=tuple(moving), offices=offices)


def resolve_duplicates(act: Act, rows: Sequence[Same]) -> list[int]:
    """What the duplicate had goes to the kept one for the days on which that has nothing of the kind.

    It was never a body of its own, so this is a 更正 of every day. Returns the kept units.
    """
    with open_act(act, "unit.resolve", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [key for row in rows for key in (row.duplicate, row.kept)]
        lock_units(keys)
        refuse(named_twice([row.duplicate for row in rows], "重复的单位"))
        refuse(_out_of_reach(act, rows))
        refuse(_lawful(act, rows))
        looked_at: dict[tuple[Any, ...], Seen] = {(key,): row.seen for row in rows for key in (row.duplicate, row.kept)}
        unchanged(Registration, ["unit"], looked_at, in_force(Registration, ["unit"], list(looked_at)))
        kept = {row.duplicate: row.kept for row in rows}
        touched = set(keys)
        follow_identity(opened.act, kept)
        for held in HELD:
            touched |= _hand_over(opened.act, held, kept)
        _head_counts(opened.act, kept)
        lines = [(row.duplicate, row.kept, record.since(act.on)) for row in rows]
        record.record(opened.act.line, Identity, ["duplicate", "kept", "period"], lines)
        recount(opened.act, units=sorted(touched))
        opened.answer["units"] = sorted(set(kept.values()))
        return sorted(set(kept.values()))


def _out_of_reach(act: Act, rows: Sequence[Same]) -> Iterator[Objection]:
    reach = units_in_reach(act.actor, [key for row in rows for key in (row.duplicate, row.kept)])
    for index, row in enumerate(rows):
        for field, key in (("duplicate", row.duplicate), ("kept", row.kept)):
            if key not in reach:
                yield out_of_reach("该单位", index, field)


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


def _columns(held: Held) -> dict[str, str]:
    return {one.name: one.attname for one in held.model._meta.concrete_fields}


def _shares(held: Held, kept: dict[int, int]) -> list[tuple[dict[str, Any], list[Period]]]:
    """Each fact of the duplicates with the days on which the kept one has none of the kind."""
    column = _columns(held)
    pointing, same = column[held.field], [column[name] for name in held.once]
    taken: dict[tuple[Any, ...], list[Period]] = defaultdict(list)
    for row in () if held.beside else _rows(held, list(set(kept.values()))):
        taken[(row[pointing], *(row[name] for name in same))].append(period_of(row["period"]))
    found = []
    for row in _rows(held, list(kept)):
        key = (kept[row[pointing]], *(row[name] for name in same))
        free = list(period_of(row["period"]).without(taken[key]))
        if not held.beside:
            taken[key] += free
        found.append((row, free))
    return found


def _hand_over(act: Act, held: Held, kept: dict[int, int]) -> set[int]:
    """Returns the units whose figures this may change."""
    column, fields = _columns(held), carried(held.model)
    pointing, shares = column[held.field], _shares(held, kept)
    lines = []
    for row, days in shares:
        moved = {**row, pointing: kept[row[pointing]]}
        lines += [(*(moved[column[name]] for name in fields), record.days(free), row["precision"]) for free in days]
    back = [row["id"] for row, _ in shares]
    if len(record.retract(act.line, held.model, back)) != len(back):
        raise ChangedMeanwhile
    record.record(act.line, held.model, [*fields, "period", "precision"], lines)
    return {row["unit_id"] for row, _ in shares if held.model is Registration}


def _rows(held: Held, keys: list[int]) -> list[dict[str, Any]]:
    rows: Any = held.model._default_manager.filter(retracted__isnull=True, **{f"{held.field}__in": keys})
    return list(rows.order_by("period").values())


def _head_counts(act: Act, kept: dict[int, int]) -> None:
    mine, lines = _counts_to_move(kept)
    record.retract(act.line, HeadCount, [row["id"] for row in mine])
    record.record(act.line, HeadCount, _COUNT, lines)


def _counts_to_move(kept: dict[int, int]) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    """Counts of the duplicates, and those of a day on which the kept one has none of its own, as they are written."""
    held: Any = HeadCount.objects.filter(retracted__isnull=True, unit__in=[*kept, *kept.values()])
    rows = list(held.values())
    own = {(row["unit_id"], row["as_of"]) for row in rows if row["unit_id"] not in kept}
    mine = [row for row in rows if row["unit_id"] in kept]
    lines = []
    for row in mine:
        to = (kept[row["unit_id"]], row["as_of"])
        if to not in own:
            own.add(to)
            lines.append([to[0] if name == "unit" else row[name] for name in _COUNT])
    return mine, lines

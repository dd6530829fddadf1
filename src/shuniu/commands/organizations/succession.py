"""Put down that one unit continues another: merged into it, split from it, or renamed (承继)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.commands.journal import Act, lock_units, open_act
from shuniu.commands.journal.reaching import asked, out_of_reach, refuse, units_in_reach, units_to_name
from shuniu.kernel.decision import Objection
from shuniu.models import Succession, record
from shuniu.policy.organizations.outside import Continuing, may_continue
from shuniu.policy.words import Precision, SuccessionKind
from shuniu.queries.facts.organizations import units


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionOf:
    """``successor`` continues ``predecessor`` from the day of the act on."""

    predecessor: int
    successor: int
    kind: SuccessionKind


def record_successions(act: Act, rows: Sequence[SuccessionOf], *, precision: str = Precision.DAY) -> int:
    """Returns how many were recorded; one that stands already is left alone. No status is changed by this."""
    with open_act(act, "unit.succeed", request=asked(act, rows)) as opened:
        if opened.repeated:
            return int(opened.answer["rows"])
        lock_units([key for row in rows for key in (row.predecessor, row.successor)])
        refuse(_guarded(act, rows))
        held = _held(rows)
        refuse(_lawful(act, rows, held))
        lines = [
            (row.predecessor, row.successor, row.kind.value, record.since(act.on), precision)
            for row in rows
            if (row.predecessor, row.successor) not in held
        ]
        names = ["predecessor", "successor", "kind", "period", "precision"]
        record.record(opened.act.line, Succession, names, lines)
        opened.answer["rows"] = len(lines)
        return len(lines)


def _held(rows: Sequence[SuccessionOf]) -> set[tuple[int, int]]:
    """What continues what already, along whatever chain: walked from the successors of the act."""
    found: set[tuple[int, int]] = set()
    frontier = {key for row in rows for key in (row.predecessor, row.successor)}
    seen: set[int] = set()
    while frontier:
        seen |= frontier
        pairs = Succession.objects.filter(retracted__isnull=True, predecessor__in=frontier)
        found |= set(pairs.values_list("predecessor", "successor"))
        frontier = {after for _, after in found} - seen
    return found


def _reaches(pairs: set[tuple[int, int]], start: int, goal: int) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        current = waiting.pop()
        if current == goal:
            return True
        after = {successor for predecessor, successor in pairs if predecessor == current} - seen
        seen |= after
        waiting.extend(after)
    return False


def _guarded(act: Act, rows: Sequence[SuccessionOf]) -> Iterator[Objection]:
    reach = units_in_reach(act.actor, {row.predecessor for row in rows})
    named = units_to_name(act.actor, {row.successor for row in rows})
    for index, row in enumerate(rows):
        if row.predecessor not in reach:
            yield out_of_reach("该单位", index, "predecessor")
        if row.successor not in named:
            yield out_of_reach("承继的单位", index, "successor")


def _lawful(act: Act, rows: Sequence[SuccessionOf], held: set[tuple[int, int]]) -> Iterator[Objection]:
    known = units({key for row in rows for key in (row.predecessor, row.successor)}, act.on)
    pairs = set(held)
    for index, row in enumerate(rows):
        itself = row.predecessor == row.successor
        facts = Continuing(
            predecessor=known[row.predecessor].label,
            successor=known[row.successor].label,
            kind=row.kind,
            itself=itself,
            circle=not itself and _reaches(pairs, row.successor, row.predecessor),
        )
        yield from may_continue(facts, index).objections
        pairs.add((row.predecessor, row.successor))

"""In which stretches of days is nothing about a unit different that is counted?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from shuniu.commands.figures.gathering import Dated, Facts
from shuniu.commands.figures.law import NO_BASE, Heads, Law, Laws
from shuniu.policy.words import HubElement, PartyOrganizationKind, WorkCoverageInstrument
from shuniu.queries.facts.keeping import keeper_on

COLUMNS = (
    "unit", "node", "attached", "status", "type", "region", "field", "mode", "supervisor",
    "org_covered", "work_covered", "separate", "eligible", "base", "full_members", "roll_full_members", "members",
    "known", "staff", "guided_by", "valid_from", "valid_to",
)  # fmt: skip
STAFF = COLUMNS.index("staff")
ELEMENTS = frozenset(element.value for element in HubElement)


class Content(NamedTuple):
    """What is counted about a unit, in the order of COLUMNS without the unit and the days."""

    node: int
    attached: bool
    status: str
    type: str
    region: str
    field: str
    mode: str
    supervisor: int | None
    org_covered: bool
    work_covered: bool
    separate: bool
    eligible: bool | None
    base: str
    full_members: int | None
    roll_full_members: int
    members: int | None
    known: bool
    staff: int | None
    # As PostgreSQL writes an array: 50,000 empty lists are not spelled out one by one.
    guided_by: str


def _holds(row: Sequence[Any], day: date) -> bool:
    return row[0] <= day and (row[1] is None or day < row[1])


def _one(rows: Iterable[Sequence[Any]], day: date) -> Any | None:
    """What the one fact in force says on a day."""
    return next((row[2] for row in rows if _holds(row, day)), None)


def _bounds(rows: Iterable[Sequence[Any]]) -> Iterator[date]:
    for row in rows:
        yield row[0]
        if row[1] is not None:
            yield row[1]


class Units:
    """Computes the stretches of units from facts read before."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        starts = [row[0] for rows in facts.registered.values() for row in rows]
        self.laws = Laws(facts.nodes, min(starts)) if starts else None

    def lines(self) -> Iterator[list[Any]]:
        """Rows of COLUMNS, unit by unit. Units of which nothing but the register is known share their stretches."""
        known: dict[tuple[Any, ...], list[list[Any]]] = {}
        for unit, registered in self.facts.registered.items():
            if len(registered) > 1 or self._has_more(unit):
                yield from self._stretches(unit)
                continue
            *row, staff = registered[0]
            key = (*row, self.facts.registered_at[unit], *self.facts.answered.get(unit, ()))
            if key not in known:
                known[key] = list(self._stretches(unit))
            for line in known[key]:
                yield [unit, *line[1:STAFF], staff, *line[STAFF + 1 :]]

    def _has_more(self, unit: int) -> bool:
        facts = self.facts
        return any(unit in told for told in (facts.covered, facts.worked, facts.counted, facts.employed, facts.guided))

    def _stretches(self, unit: int) -> Iterator[list[Any]]:
        held: tuple[Content, date] | None = None
        for start, end in self._pieces(unit):
            content = self._content(unit, start)
            if held is not None and (content is None or content != held[0]):
                yield [unit, *held[0], held[1], start]
                held = None
            if content is not None and held is None:
                held = (content, start)
            if end is None and held is not None:
                yield [unit, *held[0], held[1], None]
                held = None

    def _pieces(self, unit: int) -> Iterator[tuple[date, date | None]]:
        """Stretches between any two days on which something may change, in order."""
        days = sorted(set(self._cuts(unit)))
        for index, day in enumerate(days):
            yield day, days[index + 1] if index + 1 < len(days) else None

    def _cuts(self, unit: int) -> Iterator[date]:
        facts = self.facts
        registered = facts.registered[unit]
        first = registered[0][0]
        yield from _bounds(registered)
        related: list[Sequence[Any]] = [
            *facts.answered.get(unit, ()),
            *facts.worked.get(unit, ()),
            *facts.guided.get(unit, ()),
        ]
        for row in facts.answered.get(unit, ()):
            related += facts.named.get(row[2], ())
        for row in facts.covered.get(unit, ()):
            related += [row, *self._around(row[2])]
        for _, _, _, hub in facts.guided.get(unit, ()):
            related += facts.hubs.get(hub, ()) if hub is not None else ()
        yield from (day for day in _bounds(related) if day > first)
        yield from (row[0] for row in facts.counted.get(unit, ()) if row[0] > first)
        yield from (row[0] for row in facts.employed.get(unit, ()) if row[0] > first)
        kept = facts.keepers[facts.registered_at[unit]]
        yield from (day for day, _ in kept if day > first)
        if self.laws is not None:
            for node in {row[2] for row in facts.answered.get(unit, ())} | {node for _, node in kept}:
                yield from (day for day in self.laws.changes(node) if day > first)

    def _around(self, branch: int) -> list[Dated]:
        facts = self.facts
        return [*facts.named.get(branch, ()), *facts.formed.get(branch, ()), *facts.shared.get(branch, ())]

    def _content(self, unit: int, day: date) -> Content | None:
        """What is counted about the unit on a day; None while it is not registered or its status does not count."""
        facts = self.facts
        registered = next((row for row in facts.registered[unit] if _holds(row, day)), None)
        if registered is None or self.laws is None:
            return None
        responsible = _one(facts.answered.get(unit, ()), day)
        node = responsible
        if node is None:
            node = keeper_on(facts.keepers[facts.registered_at[unit]], day)
        law = self.laws.at(node, day)
        _, _, status, kind, region, field, mode, supervisor, staff = registered
        if law.statuses and status not in law.statuses:
            return None
        heads, named = self._heads(unit, day), self._named(unit, day)
        eligible, base = law.eligible(heads, named)
        branches = self._branches(unit, day, law)
        return Content(
            node=node,
            attached=responsible is not None,
            status=status,
            type=kind,
            region=region,
            field=field,
            mode=mode,
            supervisor=supervisor,
            org_covered=bool(branches),
            work_covered=self._worked(unit, day, law, responsible),
            separate=any(self._separate(branch, day, law) for branch in branches),
            eligible=eligible,
            base=base,
            full_members=heads[1] if heads else None,
            roll_full_members=named,
            members=heads[2] if heads else None,
            known=base != NO_BASE,
            staff=staff,
            guided_by=self._guides(unit, day),
        )

    def _heads(self, unit: int, day: date) -> Heads | None:
        """The latest head-count up to the day: it holds until the next one."""
        found = None
        for row in self.facts.counted.get(unit, ()):
            if row[0] > day:
                break
            found = row
        return found

    def _named(self, unit: int, day: date) -> int:
        """Full members whom rolls name as working there."""
        return next((number for first, number in reversed(self.facts.employed.get(unit, ())) if first <= day), 0)

    def _branches(self, unit: int, day: date, law: Law) -> list[int]:
        """Party organizations of a kind that counts that exist on the day and cover the unit."""
        return [
            row[2]
            for row in self.facts.covered.get(unit, ())
            if _holds(row, day) and _one(self.facts.named.get(row[2], ()), day) in law.kinds
        ]

    def _separate(self, branch: int, day: date, law: Law) -> bool:
        """Formed in a mode that counts as separate, or, where no mode is known, covering this one unit only."""
        mode = _one(self.facts.formed.get(branch, ()), day)
        if mode:
            return mode in law.modes
        return sum(1 for row in self.facts.shared.get(branch, ()) if _holds(row, day)) == 1

    def _worked(self, unit: int, day: date, law: Law, responsible: int | None) -> bool:
        """At least one instrument that the texts of that node and day list."""
        if any(law.counts_as_work(row[2]) for row in self.facts.worked.get(unit, ()) if _holds(row, day)):
            return True
        kind = _one(self.facts.named.get(responsible, ()), day) if responsible is not None else None
        if law.attachment_counts and kind == PartyOrganizationKind.JOINT_COMMITTEE:
            return True
        mechanism = WorkCoverageInstrument.HUB_MECHANISM.value
        return law.counts_as_work(mechanism) and any(
            self._complete(row[3], day)
            for row in self.facts.guided.get(unit, ())
            if row[3] is not None and _holds(row, day)
        )

    def _complete(self, hub: int, day: date) -> bool:
        """A hub works with “3+1” when all three bodies and the meeting system exist."""
        return {row[2] for row in self.facts.hubs.get(hub, ()) if _holds(row, day)} >= ELEMENTS

    def _guides(self, unit: int, day: date) -> str:
        rows = self.facts.guided.get(unit, ())
        guides = sorted({row[2] for row in rows if row[2] is not None and _holds(row, day)})
        return "{" + ",".join(map(str, guides)) + "}"

"""Which law counts at a node on a day? Read once for all nodes and cut at every day on which it changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from shuniu.policy.formation.eligibility import BASE, THRESHOLD, EligibilityFacts, MemberCount, judge
from shuniu.policy.packs import Figures, NotStated, load_packs, merged
from shuniu.policy.words import MemberBase, WorkCoverageInstrument
from shuniu.queries.facts.packs import FiguresThrough

STATUSES, KINDS, MODES = "coverage.counted_statuses", "coverage.counted_kinds", "coverage.separate_modes"
INSTRUMENTS = "work_coverage.instruments"
_ELIGIBILITY = (THRESHOLD, BASE, "formation.transfer_required")
KEYS = frozenset({STATUSES, KINDS, MODES, INSTRUMENTS, *_ELIGIBILITY})

# day, full members, members of the latest head-count
Heads = tuple[date, int | None, int | None]
# Is the standard reached – None while it is not known, or no text says what the standard is – and on which count?
Judged = tuple[bool | None, str]
NO_BASE = "none"


@dataclass(slots=True, eq=False)
class Law:
    """The figures that decide how a unit is counted; eligibility is asked once for each distinct count."""

    figures: Figures
    statuses: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    asked: dict[tuple[bool, int | None, int | None, int], Judged] = field(default_factory=dict)

    def eligible(self, heads: Heads | None, named: int) -> Judged:
        """By the latest head-count and by how many full members rolls name as working there."""
        if heads is None and not named:
            return None, NO_BASE
        as_of, full, members = heads or (date.min, None, None)
        key = (heads is not None, full, members, named)
        if key not in self.asked:
            count = MemberCount(base=MemberBase.HEAD_COUNT, as_of=as_of, full=full, members=members)
            facts = EligibilityFacts(
                has_party_organization=False,
                roll=MemberCount(base=MemberBase.ROLL, as_of=as_of, full=named) if named else None,
                head_count=count if heads is not None else None,
            )
            self.asked[key] = self._judged(facts)
        return self.asked[key]

    def _judged(self, facts: EligibilityFacts) -> Judged:
        try:
            found = judge(facts, self.figures)
        except NotStated:
            return None, MemberBase.HEAD_COUNT.value if facts.head_count else NO_BASE
        return found.eligible, found.count.base.value if found.count else NO_BASE

    @property
    def content(self) -> tuple[object, ...]:
        """What tells two laws apart."""
        stated = [self.figures.stated(key) for key in _ELIGIBILITY]
        values = tuple(repr(one.value) if one else None for one in stated)
        return (self.statuses, self.kinds, self.modes, self.instruments, values)

    def counts_as_work(self, instrument: str) -> bool:
        return instrument in self.instruments

    @property
    def attachment_counts(self) -> bool:
        return WorkCoverageInstrument.JOINT_COMMITTEE_ATTACHMENT.value in self.instruments


# What counts is a convention of the platform where a node and all above it name no text.
CONVENTIONS = ("national",)


def _law(figures: Figures) -> Law:
    listed = figures.stated(INSTRUMENTS)
    return Law(
        figures=figures,
        statuses=frozenset(figures.words(STATUSES)),
        kinds=frozenset(figures.words(KINDS)),
        modes=frozenset(figures.words(MODES)),
        instruments=frozenset(str(row["key"]) for row in listed.value) if listed else frozenset(),
    )


@cache
def days_of_texts(keys: frozenset[str] = KEYS) -> frozenset[date]:
    """Days on which a text begins or ceases to say one of these."""
    days: set[date] = set()
    for pack in load_packs().values():
        days.add(pack.valid_from)
        for statement in pack.statements:
            if statement.key in keys:
                days.add(statement.period.start)
                if statement.period.end is not None:
                    days.add(statement.period.end)
    return frozenset(days)


class Laws:
    """The law of each node through time, from ``since`` on."""

    def __init__(self, nodes: Iterable[int], since: date) -> None:
        wanted = set(nodes)
        self.texts = texts = FiguresThrough(wanted, since)
        self.days = sorted({since} | {day for day in (*days_of_texts(), *texts.days()) if day > since})
        self._through: dict[int, list[Law]] = {node: [] for node in wanted}
        same: dict[tuple[object, ...], Law] = {}
        for day in self.days:
            made: dict[int, Law] = {}
            for node, figures in texts.at(day).items():
                if id(figures) not in made:
                    law = _law(figures if figures is not None else merged(CONVENTIONS, day))
                    made[id(figures)] = same.setdefault(law.content, law)
                self._through[node].append(made[id(figures)])

    def at(self, node: int, day: date) -> Law:
        """The law at a node on a day not before the first."""
        return self._through[node][max(bisect_right(self.days, day) - 1, 0)]

    def changes(self, node: int) -> list[date]:
        """The days on which another law begins at a node."""
        laws = self._through[node]
        return [day for index, day in enumerate(self.days) if index and laws[index] is not laws[index - 1]]

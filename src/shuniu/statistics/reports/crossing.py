"""双向进入、交叉任职 (Q01): in how many Party organizations do leaders manage what they cover, and how many are they?

The same rows as those of its measures. Every line opens into the same table one level lower, down to the Party
organization itself: that is what stands behind a number. Persons are counted where they lead, never named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from psycopg import sql

from shuniu.access import Actor
from shuniu.kernel.decision import Clause
from shuniu.policy.leadership.crossing import WANTED, Crossing, Management, management, together
from shuniu.policy.measures import Subject
from shuniu.statistics.counting import answer, scope
from shuniu.statistics.law import law_at
from shuniu.statistics.places import places
from shuniu.statistics.reports.asked import asked

_ROWS = sql.SQL("SELECT s.child, s.subject, s.leaders, s.managers, s.in_both FROM {}").format(scope(Subject.CROSSING))


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingLine:
    """``itself``: nothing but the Party organization of the line stands behind its numbers."""

    code: str
    name: str
    itself: bool
    numbers: Crossing


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossAppointments:
    """``wanted``: the clause by which the texts want it, None where none does."""

    lines: list[CrossingLine]
    total: Crossing
    posts: Management
    wanted: Clause | None


def cross_appointments(actor: Actor, node: int, on: date) -> CrossAppointments:
    """By the children of the node. Raises NotYours, NothingKnown."""
    asked(actor, node, on)
    figures = law_at([node], on)[node]
    wanted = figures.stated(WANTED)
    found: dict[int, list[tuple[int, Crossing]]] = {}
    for child, body, leaders, managers, both in answer(_ROWS, {"nodes": [node], "days": [on]}):
        numbers = Crossing(bodies=1, crossed=int(bool(both)), leaders=leaders, managers=managers, both=both)
        found.setdefault(child, []).append((body, numbers))
    named = places(found, on)
    lines = [
        CrossingLine(
            code=named[child].code,
            name=named[child].name,
            itself=[body for body, _ in bodies] == [child],
            numbers=together([numbers for _, numbers in bodies]),
        )
        for child, bodies in found.items()
    ]
    return CrossAppointments(
        lines=sorted(lines, key=lambda one: (one.name, one.code)),
        total=together([numbers for bodies in found.values() for _, numbers in bodies]),
        posts=management(figures),
        wanted=wanted.clause if wanted is not None and wanted.value else None,
    )

"""双向进入、交叉任职 (Q01): who counts as in the management, and what is counted of a Party organization?

Organizations are counted, nobody is named or compared. Whoever leads the Party organization and manages what it covers
is one and the same in both directions: counted once in each, and said to be so.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.policy.members.secretary import MANAGERS
from shuniu.policy.packs import Figures, NotStated

WANTED = "leadership.cross_appointment"
# A position as a roll writes it may name several posts.
_BETWEEN = re.compile(r"[、，,;；/\s]+|兼")


@dataclass(frozen=True, slots=True, kw_only=True)
class Management:
    """``posts`` that make the management, by name, with their clause; None where no text lists them, and why."""

    posts: frozenset[str] | None
    clause: Clause | None
    silent: str = ""

    def includes(self, position: str) -> bool:
        return self.posts is not None and not self.posts.isdisjoint(_BETWEEN.split(position))


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Numbers of one Party organization, or of several together: ``bodies`` cover organizations, in ``crossed`` of them
    somebody leads and manages. ``managers`` and ``both`` are None where it is not known of one of them who manages."""

    bodies: int = 0
    crossed: int = 0
    leaders: int = 0
    managers: int | None = None
    both: int | None = None


def management(figures: Figures) -> Management:
    try:
        stated = figures.value(MANAGERS)
    except NotStated as silence:
        return Management(posts=None, clause=silence.clause, silent=str(silence))
    return Management(posts=frozenset(row["label"] for row in stated.value), clause=stated.clause)


def crossing_of(leaders: Collection[int], managers: Collection[int] | None) -> Crossing:
    """Of one that covers organizations: its leaders, and the members who manage what it covers."""
    if managers is None:
        return Crossing(bodies=1, leaders=len(set(leaders)))
    both = len(set(leaders) & set(managers))
    return Crossing(bodies=1, crossed=bool(both), leaders=len(set(leaders)), managers=len(set(managers)), both=both)


def together(found: Collection[Crossing]) -> Crossing:
    """Whoever leads two of them counts in each."""
    known = all(one.managers is not None for one in found)
    return Crossing(
        bodies=sum(one.bodies for one in found),
        crossed=sum(one.crossed for one in found),
        leaders=sum(one.leaders for one in found),
        managers=sum(one.managers or 0 for one in found) if known else None,
        both=sum(one.both or 0 for one in found) if known else None,
    )

"""How far is a figure from what the node has set out to reach?"""

from __future__ import annotations

from datetime import date

from shuniu.queries.accounts import Actor
from shuniu.statistics import NoFigures, Table
from shuniu.statistics.reports import NothingKnown, target_lines
from shuniu.web.parts import Target


def targets_at(actor: Actor, node: int, on: date) -> dict[str, Target]:
    """The nearest target of each measure that has one at the node itself."""
    try:
        lines = target_lines(actor, node, on)
    except NothingKnown:
        return {}
    found: dict[str, Target] = {}
    for line in lines:
        if line.progress is None or line.progress.distance is None:
            continue
        goal, distance = float(line.target.goal) / 100, float(line.progress.distance) / 100
        found.setdefault(line.measure.key, Target(value=goal, distance=distance, due_on=line.target.deadline))
    return found


def ceiling_of(told: Table | NoFigures) -> Target | None:
    """Measures that should be none at all: every one left is one too many."""
    if isinstance(told, NoFigures) or not told.measure.ceiling_key or told.value is None:
        return None
    return Target(value=0, distance=told.value, at_most=True)

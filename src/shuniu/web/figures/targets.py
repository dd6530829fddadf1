"""How far is a figure from what the node has set out to reach?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shuniu.queries.accounts import Actor
from shuniu.statistics import NoFigures, Table
from shuniu.statistics.reports import NothingKnown, target_lines
from shuniu.web.parts import Target

# The organizations of a node: those it answers for, or that stand in its register.
ANSWERED_FOR, BRANCHES = "social_organizations", "party_branches"


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


def answers_for_some(told: Sequence[Table | NoFigures]) -> bool:
    """Whether the node has organizations of its own, as far as the figures asked for say so."""
    return _some(told, ANSWERED_FOR)


def counts_branches(told: Sequence[Table | NoFigures]) -> bool:
    """Whether it is a branch, or has one: a committee that has just begun has neither."""
    return _some(told, BRANCHES)


def _some(told: Sequence[Table | NoFigures], measure: str) -> bool:
    return any(isinstance(one, Table) and one.measure.key == measure and one.value for one in told)


def ceilings_of(told: Sequence[Table | NoFigures]) -> dict[str, Target]:
    """Measures that should be none at all: every one left is one too many.

    None where the node has no organization of its own to bring there: a branch covers some and answers for none.
    """
    if not answers_for_some(told):
        return {}
    known = [one for one in told if isinstance(one, Table) and one.value is not None]
    return {
        one.measure.key: Target(value=0, distance=one.value, at_most=True)
        for one in known
        if one.measure.ceiling_key and one.value is not None
    }

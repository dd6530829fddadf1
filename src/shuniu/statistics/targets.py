"""How far is a node from what it has set out to reach, in percentage points, and by when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shuniu.models import Target as TargetFact
from shuniu.policy.figures.targets import Progress, Target, judge_percent, judge_target
from shuniu.policy.measures import MEASURES, Measure
from shuniu.statistics.answers import NoFigures, Table
from shuniu.statistics.figures import figure


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """One target with the figure it is judged by; ``progress`` is None where there is no information."""

    measure: Measure
    target: Target
    source: str
    figure: Table | NoFigures
    progress: Progress | None


def targets(node: int, on: date) -> list[TargetLine]:
    """The targets that hold at the node itself on the day, by deadline."""
    rows = TargetFact.objects.filter(party_organization=node, retracted__isnull=True, period__contains=on)
    return [_line(row, node, on) for row in rows.order_by("due_on", "measure", "id") if row.measure in MEASURES]


def _line(row: TargetFact, node: int, on: date) -> TargetLine:
    target = Target(measure=row.measure, baseline=row.baseline, delta=row.points, deadline=row.due_on)
    found = figure(row.measure, node, on, with_digest=False)
    return TargetLine(
        measure=MEASURES[row.measure],
        target=target,
        source=row.source,
        figure=found,
        progress=progress_of(target, found, on),
    )


def progress_of(target: Target, found: Table | NoFigures, on: date) -> Progress | None:
    """How far the figure is from the target; None where there is no information."""
    if isinstance(found, NoFigures):
        return None
    if found.share is not None:
        return judge_percent(target, Decimal(str(found.share)) * 100, on)
    if found.numerator is None or found.denominator is None:
        return None
    return judge_target(target, int(found.numerator), int(found.denominator), on)

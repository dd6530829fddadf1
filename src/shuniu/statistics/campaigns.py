"""How far has a campaign come: each goal with its baseline, what is reached now, and how its parts stand?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from shuniu.access import Actor
from shuniu.models import CampaignTarget
from shuniu.policy.figures.campaigns import target_of
from shuniu.policy.figures.targets import Progress, Target
from shuniu.policy.measures import MEASURES, Dimension, Measure
from shuniu.queries.naming import node_names
from shuniu.statistics.answers import Cell, NoFigures, Table
from shuniu.statistics.figures import figure
from shuniu.statistics.places import guarded, places
from shuniu.statistics.targets import progress_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """One goal. ``progress`` is None without information; ``risen`` in percentage points since the baseline.

    ``parts``: the same share by the committees below, for whoever has some.
    """

    measure: Measure
    node: int
    code: str
    node_name: str
    baseline: Decimal | None
    target: Target
    clause: str
    figure: Table | NoFigures
    progress: Progress | None
    parts: tuple[Cell, ...]

    @property
    def risen(self) -> Fraction | None:
        percent = self.progress.percent if self.progress else None
        return None if percent is None or self.baseline is None else percent - Fraction(self.baseline)


def goals_for(actor: Actor, campaign: int, on: date) -> list[GoalLine]:
    """The goals that hold on the day at nodes within reach, by deadline."""
    rows = CampaignTarget.objects.filter(campaign=campaign, retracted__isnull=True, period__contains=on)
    held = [row for row in rows.order_by("due_on", "measure", "id") if row.measure in MEASURES]
    nodes = guarded(actor, {row.party_organization_id for row in held})
    names = node_names(nodes, on)
    codes = {key: place.code for key, place in places(nodes, on).items()}
    return [_line(row, on, names, codes) for row in held if row.party_organization_id in nodes]


def _line(row: CampaignTarget, on: date, names: dict[int, str], codes: dict[int, str]) -> GoalLine:
    measure, node = MEASURES[row.measure], row.party_organization_id
    able = Dimension.CHILD in measure.dimensions
    found = figure(row.measure, node, on, [Dimension.CHILD.value] if able else [], with_digest=False)
    target = target_of(row.measure, row.baseline, row.goal, row.due_on)
    return GoalLine(
        measure=measure,
        node=node,
        code=codes[node],
        node_name=names.get(node, codes[node]),
        baseline=row.baseline,
        target=target,
        clause=row.clause,
        figure=found,
        progress=progress_of(target, found, on),
        parts=_parts(found, codes[node]),
    )


def _parts(found: Table | NoFigures, code: str) -> tuple[Cell, ...]:
    cells: Sequence[Cell] = found.by if isinstance(found, Table) else ()
    below = [one for one in cells if one.cell[Dimension.CHILD.value] != code]
    return tuple(cells) if below else ()

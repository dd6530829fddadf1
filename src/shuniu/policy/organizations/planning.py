"""Which cells of the planning grid still lack their organization (A14)?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures
from shuniu.policy.words import OrganizationSubtype, PlanningCell

GRID = "organizations.planning_grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One cell whose number of organizations differs from the wish: ``missing`` below, ``surplus`` above."""

    kind: PlanningCell
    cell: str
    subtype: OrganizationSubtype
    wanted: int
    existing: int
    clause: Clause

    @property
    def missing(self) -> int:
        return max(0, self.wanted - self.existing)

    @property
    def surplus(self) -> int:
        return max(0, self.existing - self.wanted)


def gaps(
    cells: Mapping[PlanningCell, Sequence[str]],
    existing: Iterable[tuple[OrganizationSubtype, str]],
    figures: Figures,
) -> list[Gap]:
    """``cells`` are the industries, provinces and townships the office wishes for; ``existing`` what stands there."""
    counts = Counter(existing)
    figure = figures.value(GRID)
    found: list[Gap] = []
    for row in figure.value:
        kind, subtype = PlanningCell(row["key"]), OrganizationSubtype(row["subtype"])
        for cell in cells.get(kind, ()):
            gap = Gap(
                kind=kind,
                cell=cell,
                subtype=subtype,
                wanted=row["per_cell"],
                existing=counts[subtype, cell],
                clause=figure.clause,
            )
            if gap.missing or gap.surplus:
                found.append(gap)
    return found

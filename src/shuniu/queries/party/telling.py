"""How does each table of facts tell about a Party organization? Names are those of the day the card is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from shuniu.models import Coverage, Formation, Locality, Naming, Placement, PlannedCell, Seat, Term
from shuniu.policy import words
from shuniu.queries import telling
from shuniu.queries.decided import DECISIONS, TARGETS, TEXTS
from shuniu.queries.naming import node_names_ever, region_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.timeline import Told

OF_UNITS = (Coverage, Seat, PlannedCell)
SENTENCES: Sequence[telling.Sentence] = (
    (Naming, "名称和类别", telling.naming),
    (Placement, "上级党组织", telling.placement),
    (Formation, "组建", telling.formation),
    (Term, "任期", telling.term),
    (Locality, "兜底区域", telling.locality),
    (Coverage, "覆盖单位", telling.of_unit(words.CoverageRole)),
    (Seat, "所在单位", telling.of_unit(words.SeatRole)),
    (PlannedCell, "布局", telling.planned_cell),
)


def told_of_node(node: int, on: date) -> list[Told]:
    names = telling.Names(
        nodes=node_names_ever(_keys(Placement, node, "parent_id"), on),
        regions=region_names(_keys(Locality, node, "region")),
        units=names_of([key for model in OF_UNITS for key in _keys(model, node, "unit_id")], on),
    )
    return [*telling.told(SENTENCES, names), TEXTS, DECISIONS, TARGETS]


def _keys(model: Any, node: int, column: str) -> list[Any]:
    return list(model._default_manager.filter(party_organization=node).values_list(column, flat=True))

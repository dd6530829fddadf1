"""How does each table of facts tell about a unit? Names are those of the day the card is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from shuniu.models import (
    Coverage,
    DifferenceAside,
    FormationPlan,
    Grade,
    Guidance,
    Hub,
    HubElement,
    Instructor,
    Jurisdiction,
    OfficeContact,
    PlannedCell,
    Posting,
    Registration,
    Renewal,
    RenewalOpinion,
    ReportedState,
    Seat,
    UnitName,
    WorkCoverage,
)
from shuniu.policy import words
from shuniu.queries import telling
from shuniu.queries.naming import node_names_ever, unit_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.timeline import Told
from shuniu.queries.wording import label

OF_NODES = (Jurisdiction, Coverage, Guidance, Seat, PlannedCell, RenewalOpinion, FormationPlan)
REGISTER: Sequence[telling.Sentence] = (
    (Registration, "登记事项", telling.registration),
    (UnitName, "名称", telling.unit_name),
    (Grade, "评估等级", telling.grade),
    (Renewal, "换届日期", telling.renewal),
    (ReportedState, "填报的党建情况", telling.reported_state),
    (DifferenceAside, "搁置的填报与登记差异", telling.difference_aside),
)
WORK: Sequence[telling.Sentence] = (
    (Jurisdiction, "归口党组织", telling.by_node()),
    (Coverage, "组织覆盖", telling.by_node(words.CoverageRole)),
    (WorkCoverage, "工作覆盖", telling.instrument),
    (FormationPlan, "组建方案", telling.formation_plan),
    (Guidance, "指导、联系", telling.guidance),
    (Seat, "党组织设在本单位", telling.by_node(words.SeatRole)),
    (RenewalOpinion, "换届程序意见", telling.renewal_opinion),
    (Hub, "“枢纽型”社会组织", telling.hub),
    (HubElement, "“3+1”", telling.hub_element),
)


def told_of_unit(unit: int, on: date, *, persons: bool) -> list[Told]:
    """``persons``: instructors are named, not only numbered, to whoever may read the contacts of the unit."""
    nodes = node_names_ever([key for model in OF_NODES for key in _keys(model, unit, "party_organization_id")], on)
    hubs = names_of(_keys(Guidance, unit, "hub_id"), on)
    bodies = telling.Names(units=unit_names(_keys(Registration, unit, "supervising_unit_id"), on))
    names = telling.Names(nodes=nodes, units=hubs)
    return [
        *telling.told(REGISTER, bodies),
        *telling.told([*WORK, (PlannedCell, "布局", _planned)], names),
        _of_postings(unit, on, persons),
    ]


def _keys(model: Any, unit: int, column: str) -> list[int]:
    return list(model._default_manager.filter(unit=unit).values_list(column, flat=True))


def _planned(row: Mapping[str, Any], names: telling.Names) -> str:
    """Whose grid has a cell for it; the organization itself need not be named on its own card."""
    cell = f"{label(words.OrganizationSubtype, row['subtype'])}：{row['cell']}"
    return telling.joined(names.node(row["party_organization_id"]), cell)


def _of_postings(unit: int, on: date, persons: bool) -> Told:
    keys = _keys(Posting, unit, "instructor_id")
    who = {key: f"指导员{code}" for key, code in Instructor.objects.filter(pk__in=keys).values_list("pk", "code")}
    if persons:
        held = OfficeContact.objects.filter(retracted__isnull=True, instructor__in=keys, period__startswith__lte=on)
        who |= {key: name for key, name in held.order_by("period").values_list("instructor_id", "name") if name}
    return Told(
        model=Posting,
        heading="派驻党建工作指导员",
        tell=lambda row: telling.joined(who[row["instructor_id"]], row["document_number"]),
    )

"""How does each table of facts tell about a unit? Names are those of the day the card is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shuniu.models import (
    Coverage,
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
    Seat,
    UnitName,
    WorkCoverage,
)
from shuniu.policy import words
from shuniu.queries.naming import node_names, unit_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.timeline import Told
from shuniu.queries.wording import label

OF_NODES = (Jurisdiction, Coverage, Guidance, Seat, PlannedCell)


def told_of_unit(unit: int, on: date, *, persons: bool) -> list[Told]:
    """``persons``: instructors are named, not only numbered, to whoever may read the contacts of the unit."""
    keys = [key for model in OF_NODES for key in _keys(model, unit, "party_organization_id")]
    nodes = node_names(keys, on)
    return [
        *_of_register(unit, on),
        *_of_party_work(unit, on, nodes),
        *_of_hubs(nodes),
        _of_postings(unit, on, persons),
    ]


def _keys(model: Any, unit: int, column: str) -> list[int]:
    return list(model._default_manager.filter(unit=unit).values_list(column, flat=True))


def _named(row: Mapping[str, Any], nodes: Mapping[int, str]) -> str:
    return nodes.get(row["party_organization_id"], "该日不存在的党组织")


def _of_register(unit: int, on: date) -> list[Told]:
    bodies = unit_names(_keys(Registration, unit, "supervising_unit_id"), on)

    def registered(row: Mapping[str, Any]) -> str:
        parts = [
            row["name"],
            label(words.OrganizationType, row["type"]),
            label(words.RegistrationStatus, row["status"]),
            label(words.RegistrationMode, row["mode"]) if row["mode"] else "",
            bodies.get(row["supervising_unit_id"], ""),
            f"规模和影响力{label(words.Influence, row['influence'])}" if row["influence"] else "",
            {True: "章程已写入党建内容", False: "章程未写入党建内容"}.get(row["charter_clause"], ""),
        ]
        return " · ".join(part for part in parts if part)

    return [
        Told(model=Registration, heading="登记事项", tell=registered),
        Told(
            model=UnitName, heading="名称", tell=lambda row: f"{row['name']}{'（已撤销）' if row['abolished'] else ''}"
        ),
        Told(model=Grade, heading="评估等级", tell=lambda row: row["grade"].upper()),
    ]


def _of_party_work(unit: int, on: date, nodes: Mapping[int, str]) -> list[Told]:
    hubs = names_of(_keys(Guidance, unit, "hub_id"), on)

    def guided(row: Mapping[str, Any]) -> str:
        guide = _named(row, nodes) if row["hub_id"] is None else hubs.get(row["hub_id"], "“枢纽型”社会组织")
        return f"{guide}（{label(words.GuidanceKind, row['kind'])}）"

    return [
        Told(model=Jurisdiction, heading="归口党组织", tell=lambda row: _named(row, nodes)),
        Told(
            model=Coverage,
            heading="组织覆盖",
            tell=lambda row: f"{_named(row, nodes)}（{label(words.CoverageRole, row['role'])}）",
        ),
        Told(
            model=WorkCoverage,
            heading="工作覆盖",
            tell=lambda row: label(words.WorkCoverageInstrument, row["instrument"]),
        ),
        Told(model=Guidance, heading="指导、联系", tell=guided),
        Told(
            model=Seat,
            heading="党组织设在本单位",
            tell=lambda row: f"{_named(row, nodes)}（{label(words.SeatRole, row['role'])}）",
        ),
    ]


def _of_hubs(nodes: Mapping[int, str]) -> list[Told]:
    def designated(row: Mapping[str, Any]) -> str:
        parts = [
            label(words.HubLevel, row["level"]),
            f"{row['designated_by']}{label(words.DesignationVerb, row['verb'])}",
            row["field"],
        ]
        return " · ".join(part for part in parts if part)

    return [
        Told(model=Hub, heading="“枢纽型”社会组织", tell=designated),
        Told(model=HubElement, heading="“3+1”", tell=lambda row: label(words.HubElement, row["element"])),
        Told(
            model=PlannedCell,
            heading="布局",
            tell=lambda row: (
                f"{_named(row, nodes)} · {label(words.OrganizationSubtype, row['subtype'])}：{row['cell']}"
            ),
        ),
    ]


def _of_postings(unit: int, on: date, persons: bool) -> Told:
    keys = _keys(Posting, unit, "instructor_id")
    who = {key: f"指导员{code}" for key, code in Instructor.objects.filter(pk__in=keys).values_list("pk", "code")}
    if persons:
        held = OfficeContact.objects.filter(retracted__isnull=True, instructor__in=keys, period__startswith__lte=on)
        who |= {key: name for key, name in held.order_by("period").values_list("instructor_id", "name") if name}
    return Told(
        model=Posting,
        heading="派驻党建工作指导员",
        tell=lambda row: " · ".join(part for part in (who[row["instructor_id"]], row["document_number"]) if part),
    )

"""How does each table of facts tell about a Party organization? Names are those of the day the card is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shuniu.models import (
    Coverage,
    Formation,
    Locality,
    Naming,
    Placement,
    PlannedCell,
    Seat,
    Term,
)
from shuniu.policy import words
from shuniu.queries.decided import DECISIONS, TARGETS, TEXTS
from shuniu.queries.naming import node_names, region_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.timeline import Told
from shuniu.queries.wording import label

Row = Mapping[str, Any]


def told_of_node(node: int, on: date) -> list[Told]:
    return [*_of_tree(node, on), *_of_units(node, on), TEXTS, DECISIONS, TARGETS]


def _keys(model: Any, node: int, column: str) -> list[Any]:
    return list(model._default_manager.filter(party_organization=node).values_list(column, flat=True))


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _named(row: Row) -> str:
    gathers = f"{label(words.JointAxis, row['axis'])}：{row['axis_value']}" if row["axis"] else ""
    load = f"目标负荷 {row['target_load']} 家" if row["target_load"] is not None else ""
    return _joined(f"{row['name']}（{label(words.PartyOrganizationKind, row['kind'])}）", gathers, load)


def _formed(row: Row) -> str:
    return _joined(
        label(words.FormationMode, row["mode"]),
        label(words.FormationBasis, row["basis"]) and f"按{label(words.FormationBasis, row['basis'])}组建",
        label(words.IndustrySponsor, row["sponsor"]) and f"{label(words.IndustrySponsor, row['sponsor'])}发起",
        row["approver"],
        row["document_number"],
    )


def _of_tree(node: int, on: date) -> list[Told]:
    parents = node_names(_keys(Placement, node, "parent_id"), on)
    regions = region_names(_keys(Locality, node, "region"))

    def placed(row: Row) -> str:
        return parents.get(row["parent_id"], "无（顶层）" if row["parent_id"] is None else "—")

    return [
        Told(model=Naming, heading="名称和类别", tell=_named),
        Told(model=Placement, heading="上级党组织", tell=placed),
        Told(model=Formation, heading="组建", tell=_formed),
        Told(model=Term, heading="任期", tell=lambda row: "领导班子任期"),
        Told(model=Locality, heading="兜底区域", tell=lambda row: regions.get(row["region"], row["region"])),
    ]


def _of_units(node: int, on: date) -> list[Told]:
    keys = [key for model in (Coverage, Seat, PlannedCell) for key in _keys(model, node, "unit_id")]
    units = names_of(keys, on)

    def told(row: Row, role: type[words.Word]) -> str:
        return f"{units.get(row['unit_id'], '—')}（{label(role, row['role'])}）"

    return [
        Told(model=Coverage, heading="覆盖单位", tell=lambda row: told(row, words.CoverageRole)),
        Told(model=Seat, heading="所在单位", tell=lambda row: told(row, words.SeatRole)),
        Told(
            model=PlannedCell,
            heading="布局",
            tell=lambda row: _joined(
                f"{label(words.OrganizationSubtype, row['subtype'])}：{row['cell']}", units.get(row["unit_id"], "尚缺")
            ),
        ),
    ]

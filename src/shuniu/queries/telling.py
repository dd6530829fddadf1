"""How is a fact told in one sentence, wherever it stands: on a card, on the other end's card, in the journal?

A relation is told from either end: ``by_node`` names the Party organization, ``of_unit`` the unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shuniu.models.facts import Fact
from shuniu.policy import words
from shuniu.policy.figures.differences import DifferenceKind
from shuniu.policy.words.pipeline import PlanWay
from shuniu.policy.words.sync import ProceduralMatter, ProceduralOpinion
from shuniu.queries.timeline import Told
from shuniu.queries.wording import label

Row = Mapping[str, Any]
ABSENT, UNKNOWN = "该日不存在的党组织", "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the keys in the rows are called, as far as they are asked for."""

    units: Mapping[int, str] = field(default_factory=dict)
    nodes: Mapping[int, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    instructors: Mapping[int, str] = field(default_factory=dict)
    accounts: Mapping[int, str] = field(default_factory=dict)
    members: Mapping[int, str] = field(default_factory=dict)

    def unit(self, key: int | None) -> str:
        """Empty where none is named."""
        return "" if key is None else self.units.get(key, UNKNOWN)

    def node(self, key: int | None) -> str:
        return "" if key is None else self.nodes.get(key, ABSENT)


Tell = Callable[[Row, Names], str]
# A table of facts, its heading where it stands, and its sentence.
Sentence = tuple[type[Fact], str, Tell]


def told(sentences: Iterable[Sentence], names: Names) -> list[Told]:
    """The sentences as a timeline tells them."""
    return [Told(model=model, heading=heading, tell=_with(tell, names)) for model, heading, tell in sentences]


def _with(tell: Tell, names: Names) -> Callable[[Row], str]:
    return lambda row: tell(row, names)


def joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def in_role(name: str, kind: type[words.Word], code: str) -> str:
    return f"{name}（{label(kind, code)}）" if code else name


def by_node(kind: type[words.Word] | None = None, column: str = "role") -> Tell:
    """The Party organization of a relation to a unit, with what it is there."""

    def tell(row: Row, names: Names) -> str:
        name = names.node(row["party_organization_id"])
        return name if kind is None else in_role(name, kind, row[column])

    return tell


def of_unit(kind: type[words.Word]) -> Tell:
    """The unit of a relation to a Party organization, with what it is there."""
    return lambda row, names: in_role(names.unit(row["unit_id"]), kind, row["role"])


def registration(row: Row, names: Names) -> str:
    return joined(
        row["name"],
        label(words.OrganizationType, row["type"]),
        label(words.RegistrationStatus, row["status"]),
        label(words.RegistrationMode, row["mode"]) if row["mode"] else "",
        names.unit(row["supervising_unit_id"]),
        f"规模和影响力{label(words.Influence, row['influence'])}" if row["influence"] else "",
        {True: "章程已写入党建内容", False: "章程未写入党建内容"}.get(row["charter_clause"], ""),
    )


def unit_name(row: Row, _: Names) -> str:
    return f"{row['name']}{'（已撤销）' if row['abolished'] else ''}"


def reported_state(row: Row, _: Names) -> str:
    """Told as a report, with its source, so that nobody takes it for what is registered."""
    formed = {True: "报已建党组织", False: "报未建党组织"}.get(row["has_party_organization"], "")
    mode = label(words.FormationMode, row["formation_mode"]) if row["formation_mode"] else ""
    return joined(row["source"], formed, mode, row["party_organization"])


def difference_aside(row: Row, _: Names) -> str:
    """Neither side: what a roll holds is not for everybody who reads the card."""
    kind = label(DifferenceKind, row["kind"])
    return joined(kind, row["reason"], f"到 {row['until'].isoformat()}")


def renewal(row: Row, _: Names) -> str:
    days = (("上次", row["held_on"]), ("下次", row["due_on"]))
    return joined(*(f"{what}{one.isoformat()}" if one else "" for what, one in days), row["source"])


def renewal_opinion(row: Row, names: Names) -> str:
    matters = "、".join(label(ProceduralMatter, one) for one in row["matters"])
    return joined(
        names.node(row["party_organization_id"]),
        f"{row['renewal_on'].isoformat()}换届",
        label(ProceduralOpinion, row["opinion"]),
        matters,
    )


def grade(row: Row, _: Names) -> str:
    return str(row["grade"].upper())


def instrument(row: Row, _: Names) -> str:
    return label(words.WorkCoverageInstrument, row["instrument"])


def guidance(row: Row, names: Names) -> str:
    guide = names.node(row["party_organization_id"]) if row["hub_id"] is None else names.unit(row["hub_id"])
    return in_role(guide, words.GuidanceKind, row["kind"])


def hub(row: Row, _: Names) -> str:
    designated = f"{row['designated_by']}{label(words.DesignationVerb, row['verb'])}"
    return joined(label(words.HubLevel, row["level"]), designated, row["field"])


def hub_element(row: Row, _: Names) -> str:
    return label(words.HubElement, row["element"])


def naming(row: Row, _: Names) -> str:
    gathers = f"{label(words.JointAxis, row['axis'])}：{row['axis_value']}" if row["axis"] else ""
    load = f"目标负荷 {row['target_load']} 家" if row["target_load"] is not None else ""
    return joined(in_role(row["name"], words.PartyOrganizationKind, row["kind"]), gathers, load)


def placement(row: Row, names: Names) -> str:
    return names.node(row["parent_id"]) or "无（顶层）"


def formation(row: Row, _: Names) -> str:
    basis, sponsor = label(words.FormationBasis, row["basis"]), label(words.IndustrySponsor, row["sponsor"])
    return joined(
        label(words.FormationMode, row["mode"]),
        basis and f"按{basis}组建",
        sponsor and f"{sponsor}发起",
        row["approver"],
        row["document_number"],
    )


def term(row: Row, _: Names) -> str:
    return joined("领导班子任期", f"延期前 {row['regular_until'].isoformat()} 届满" if row["regular_until"] else "")


def locality(row: Row, names: Names) -> str:
    return names.regions.get(row["region"], str(row["region"]))


def planned_cell(row: Row, names: Names) -> str:
    """Which organization is wished for, and which one is there."""
    cell = f"{label(words.OrganizationSubtype, row['subtype'])}：{row['cell']}"
    return joined(cell, names.unit(row["unit_id"]) or "尚缺")


def formation_plan(row: Row, names: Names) -> str:
    way, until = label(PlanWay, row["way"]), f"计划 {row['planned_on'].isoformat()}"
    return joined(way, until, names.node(row["party_organization_id"]), row["reason"])


def posting(row: Row, names: Names) -> str:
    return joined(instructor(row, names), row["document_number"])


def instructor(row: Row, names: Names) -> str:
    return f"指导员{names.instructors.get(row['instructor_id'], '')}"

"""May a Party organization be set up as described?

Kinds and forms are open lists of the packs (D03, D04, D28): a form that no text of the chain knows is refused
with the forms that are open. Whether there are members enough is the question of the formation procedure, not
of the register, which also takes in what was set up long ago.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import not_open
from shuniu.policy.words import PartyOrganizationKind

REGISTER = Clause("platform#党组织登记", "党组织登记事项：名称、种类、上级、代码")
AXES = "structure.joint_committee_axes"
CLERK = "登记人"


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishingFacts:
    """``parent_exists`` is None for the top of a tree; ``figures`` hold at the parent on that day."""

    name: str
    kind: str
    code: str = ""
    code_taken: bool = False
    name_taken: bool = False
    parent_exists: bool | None = None
    parent_ends_on: str = ""
    mode: str = ""
    basis: str = ""
    sponsor: str = ""
    axis: str = ""
    axis_value: str = ""
    figures: Figures | None = None


def may_establish(facts: EstablishingFacts, row: int | None = None) -> Decision:
    return Decision.of([*_identity(facts, row), *_parent(facts, row), *_forms(facts, row)])


def _identity(facts: EstablishingFacts, row: int | None) -> Iterator[Objection]:
    if not facts.name:
        yield _plain("name_missing", "请补填党组织全称。", "名称为空", "按批复文件填写全称", "name", row)
    if facts.kind not in set(PartyOrganizationKind):
        yield _plain(
            "kind_unknown", "请选择党组织种类。", f"“{facts.kind}”不是登记的种类", "从种类中选择一种", "kind", row
        )
    if facts.code_taken:
        yield _plain(
            "code_taken",
            f"党组织代码“{facts.code}”已被使用。",
            "一个代码只属于一个党组织",
            "请改用其他代码，或留空由系统编号",
            "code",
            row,
        )
    if facts.name_taken:
        yield _plain(
            "name_taken",
            f"同一上级之下已有“{facts.name}”。",
            "同级党组织名称相同",
            "若是同一个党组织请办理变更；若不是，请用序号或字号区分名称",
            "name",
            row,
        )


def _parent(facts: EstablishingFacts, row: int | None) -> Iterator[Objection]:
    if facts.parent_exists is False:
        yield _plain(
            "parent_absent",
            "上级党组织在这一天并不存在。",
            "上级党组织尚未成立或已经撤销",
            "请改正成立日期，或选择当日存在的上级党组织",
            "parent",
            row,
        )
    elif facts.parent_ends_on:
        yield _plain(
            "parent_ends",
            "上级党组织其后已撤销。",
            f"上级党组织自{facts.parent_ends_on}起不再存在",
            "请选择其后仍存在的上级党组织，或先登记当时的上级、再登记划转",
            "parent",
            row,
        )


def _forms(facts: EstablishingFacts, row: int | None) -> Iterator[Objection]:
    if facts.figures is None:
        return
    for key, value, field in (
        ("formation.modes", facts.mode, "mode"),
        ("formation.bases", facts.basis, "basis"),
        ("leading_body.industry_sponsors", _sponsor_of(facts), "sponsor"),
        (AXES, facts.axis, "axis"),
    ):
        objection = not_open(key, value, facts.figures, field=field, row=row)
        if objection is not None:
            yield objection
    if facts.axis and not facts.axis_value:
        yield _plain(
            "axis_value_missing",
            "请写明所属的行业、类别或领域。",
            "组建依据没有取值",
            "填写具体名称",
            "axis_value",
            row,
        )


def _sponsor_of(facts: EstablishingFacts) -> str:
    """Who may set up an industry Party organization is a closed list of the text (B15)."""
    return facts.sponsor if facts.kind == PartyOrganizationKind.INDUSTRY_COMMITTEE else ""


def _plain(code: str, missing: str, fact: str, remedy: str, field: str, row: int | None) -> Objection:
    return Objection(
        clause=REGISTER, code=code, missing=missing, fact=fact, remedy=remedy, who=CLERK, field=field, row=row
    )

"""May an organization be decoupled from its supervising unit, or be left without a responsible Party organization?

脱钩不脱管: a decoupled organization always has a Party organization that leads it (A06, A07).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.packs import Figures
from shuniu.policy.words import RegistrationMode

NEVER_ALONE = "organizations.decoupled_unattached_max"
EVENT = Clause("bj2016#17")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecouplingFacts:
    """``mode`` on the day before; ``figures`` hold at the node of the register."""

    name: str
    known: bool
    mode: str
    has_target: bool
    figures: Figures | None = None


def may_decouple(facts: DecouplingFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_decoupling(facts, row)))


def may_release(name: str, mode: str, figures: Figures | None, row: int | None = None) -> Decision:
    """A unit may be left without a responsible Party organization, unless it is decoupled."""
    if mode != RegistrationMode.DECOUPLED:
        return Decision()
    figure = figures.stated(NEVER_ALONE) if figures is not None else None
    if figure is None or figure.value > 0:
        return Decision()
    return Decision((_unattached(name, figure.clause, row),))


def _decoupling(facts: DecouplingFacts, row: int | None) -> Iterator[Objection]:
    figure = facts.figures.stated(NEVER_ALONE) if facts.figures is not None else None
    clause = figure.clause if figure is not None else EVENT
    if not facts.known:
        yield _objection("unit_ended", facts.name, "当日不在登记之中", "请改正脱钩日期", clause, row)
    elif facts.mode == RegistrationMode.DECOUPLED:
        yield _objection("already_decoupled", facts.name, "登记管理方式已是脱钩", "不必再次办理", clause, row)
    elif facts.mode == RegistrationMode.DIRECT_REGISTRATION:
        yield _objection(
            "not_supervised", facts.name, "直接登记，没有业务主管单位", "登记管理方式有误的，先办理更正", clause, row
        )
    if not facts.has_target:
        yield _unattached(facts.name, clause, row)


def _unattached(name: str, clause: Clause, row: int | None) -> Objection:
    return Objection(
        clause=clause,
        code="decoupled_unattached",
        missing=f"“{name}”脱钩后应当有党组织具体负责。",
        fact="没有写明脱钩后由哪个党组织负责",
        remedy="请同时写明接手的党组织（综合党委或其联合党委）",
        who="综合党委",
        field="party_organization",
        row=row,
    )


def _objection(code: str, name: str, fact: str, remedy: str, clause: Clause, row: int | None) -> Objection:
    return Objection(
        clause=clause,
        code=code,
        missing=f"“{name}”不能办理脱钩。",
        fact=fact,
        remedy=remedy,
        who="登记人",
        field="unit",
        row=row,
    )

"""May a report of Party building be kept as it is, and may a formation it tells become a fact of the register?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words import FormationMode

# What an answer takes away of an earlier report: (column, answer) → columns that say nothing any more.
_ENDED_BY: Mapping[tuple[str, bool], tuple[str, ...]] = {
    ("has_party_organization", False): ("formation_mode", "party_organization", "formed_on", "formed_precision"),
    ("has_party_organization", True): ("reason_not_formed",),
    ("instructor", False): ("instructor_unit",),
}
REPORT = Clause("platform#填报的党建情况", "填报的党建情况与登记簿分开存放，互不混算")
LEDGER = Clause("ah2017#L10")


def following(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a report changes of the one before: what it says, and the end of what its answers contradict.

    What it neither says nor contradicts stays as it was reported before.
    """
    ended = {
        column: None if column == "formed_on" else ""
        for (asked, answer), columns in _ENDED_BY.items()
        if said.get(asked) is answer
        for column in columns
    }
    return {**ended, **said}


def may_report(state: Mapping[str, Any], row: int | None = None) -> Decision:
    """``state``: all that would be reported of the unit from then on, earlier reports included.

    A source is named; nothing is said to be formed and not formed at once.
    """
    return Decision(tuple(_reporting(state, row)))


def _reporting(state: Mapping[str, Any], row: int | None) -> Iterator[Objection]:
    if "source" in state and not state["source"]:
        said = ("请写明来源。", "来源为空", "填写统计表或调查表的名称")
        yield _objection(REPORT, "source_missing", said, "source", row)
    named = state.get("party_organization") or state.get("formation_mode")
    if state.get("has_party_organization") is False and named:
        said = ("未建党组织的单位不填党组织名称和组建方式。", f"填了“{named}”", "请核对是否已建党组织")
        yield _objection(LEDGER, "built_conflict", said, "party_organization", row)
    if state.get("formation_mode") and state["formation_mode"] not in set(FormationMode):
        said = ("请改选组建方式。", f"“{state['formation_mode']}”不在其中", "选择单独组建或联合组建等")
        yield _objection(LEDGER, "mode_unknown", said, "formation_mode", row)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptingFacts:
    """``bearers``: how many Party organizations of the tree bear the reported name; ``covered``: one covers the unit
    already; ``stale``: another report holds than the one looked at."""

    unit: str
    reported: bool
    formed: bool
    name: str
    bearers: int
    covered: bool
    stale: bool


def may_accept(facts: AcceptingFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_accepting(facts, row)))


def _accepting(facts: AcceptingFacts, row: int | None) -> Iterator[Objection]:
    if facts.stale:
        said = (f"“{facts.unit}”的填报情况在您查看之后变了。", "填报已更新", "请核对最新的填报再办理")
        yield _objection(LEDGER, "changed_meanwhile", said, "unit", row)
    elif not facts.reported:
        said = (f"“{facts.unit}”当日没有填报的党建情况。", "没有填报", "请改正日期，或先导入统计表")
        yield _objection(LEDGER, "not_reported", said, "unit", row)
    elif not facts.formed:
        said = (f"“{facts.unit}”填报的是未建党组织。", "填报：未建", "请核对填报，或直接登记党组织")
        yield _objection(LEDGER, "not_formed", said, "unit", row)
    elif not facts.name:
        said = (f"“{facts.unit}”的填报没有写党组织名称。", "名称为空", "请补全填报，或直接登记党组织")
        yield _objection(LEDGER, "name_missing", said, "unit", row)
    elif facts.bearers > 1:
        said = (f"有{facts.bearers}个党组织叫“{facts.name}”。", "无法确定是哪一个", "请在登记簿中改正名称后再采纳")
        yield _objection(LEDGER, "name_ambiguous", said, "unit", row)
    elif facts.covered:
        said = (f"“{facts.name}”已经覆盖“{facts.unit}”。", "登记簿已有", "无须再办")
        yield _objection(LEDGER, "covered_already", said, "unit", row)


def _objection(clause: Clause, code: str, said: tuple[str, str, str], field: str, row: int | None) -> Objection:
    """``said``: what is missing, the fact, what helps."""
    missing, fact, remedy = said
    return Objection(
        clause=clause, code=code, missing=missing, fact=fact, remedy=remedy, who="登记人", field=field, row=row
    )

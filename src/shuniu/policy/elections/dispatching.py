"""May the level above be asked to send a secretary (J03)? Whoever is sent takes office by election or designation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.elections.terms import LONGEST_GROUNDS
from shuniu.policy.elections.vacancies import VACANT
from shuniu.policy.members.secretary import clause_of_dispatch
from shuniu.policy.packs import Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchFacts:
    """``above``: a Party organization of the platform stands over the body."""

    above: bool
    grounds: str


def clause_of(figures: Figures) -> Clause:
    """Where no text names the sources, the level above may still designate somebody where that is needed."""
    return clause_of_dispatch(figures) or VACANT


def may_ask_to_dispatch(facts: DispatchFacts, figures: Figures) -> Decision:
    return Decision(tuple(_objections(facts, clause_of(figures))))


def _objections(facts: DispatchFacts, clause: Clause) -> Iterator[Objection]:
    written = len(facts.grounds.strip())
    if not 0 < written <= LONGEST_GROUNDS:
        said = (f"写了 {written} 字", f"写明哪些来源没有合适人选，不超过 {LONGEST_GROUNDS} 字，不写个人姓名")
        yield _objection(clause, "grounds_missing", "请写明为什么没有合适人选。", said, "grounds")
    if not facts.above:
        said = ("平台上没有它的上级党组织", "请它的上级党组织选派后，登记党内职务")
        yield _objection(clause, "nobody_above", "没有可以提请的上级党组织。", said)


def _objection(clause: Clause, code: str, missing: str, said: tuple[str, str], field: str = "") -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="提请的党组织", field=field
    )

"""Does each organization named in an application of another one agree to it, and may it say so now (D07, D08, D14)?

An organization applies for itself and names whom it wants to join; nobody is joined without having agreed. What an
office begins names whom it answers for, and asks nobody here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.formation.applying import REVIEWER, UnitFacts
from shuniu.policy.formation.steps import RULES
from shuniu.policy.words.cases import CaseState, Consent

CONSENT = Clause("platform#组建", "联合组建由各参加单位自己同意；没有平台账号的，由负责的党组织代为确认并注明")
LONGEST_BASIS = 300
# Until the preliminary review is through what they say is asked again at each step.
ANSWERABLE = frozenset(
    {CaseState.DRAFT, CaseState.RETURNED, CaseState.DEFERRED, CaseState.CHECKING, CaseState.REVIEWING}
)
# What each of them was shown as the proposal; who drops out changes nothing for the others.
_PROPOSED = ("name", "mode")
_FACTS: Mapping[Consent | None, str] = {
    None: "还没有表示",
    Consent.DECLINED: "已表示不同意",
    Consent.TAKEN_BACK: "已撤回同意",
}


def check_consents(units: tuple[UnitFacts, ...], consents: Mapping[int, Consent | None] | None) -> Iterator[Objection]:
    """One objection for each that has not agreed; ``consents`` is None where nobody is asked. The first applies."""
    if consents is None:
        return
    for one in units[1:]:
        answer = consents.get(one.key)
        if answer is not Consent.AGREED:
            yield Objection(
                clause=RULES,
                code="not_agreed",
                missing=f"“{one.name}”还没有同意参加联合组建。",
                fact=_FACTS[answer],
                remedy="先暂存，由该单位在平台确认；该单位没有平台账号的，由负责的党组织代为确认",
                who=one.name,
                alternatives=("从参加单位中移出",),
                field="units",
            )


def is_another_proposal(before: Mapping[str, Any], filed: Mapping[str, Any]) -> bool:
    """Whether what was agreed to is no longer what is filled in: another name or mode, or somebody who joins."""
    added = set(filed.get("units") or ()) - set(before.get("units") or ())
    return bool(added) or any(before.get(name) != filed.get(name) for name in _PROPOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFacts:
    """``current``: what was said last. ``behalf``: an office says it for the organization, on that ``basis``;
    ``signs_in``: somebody of the organization does, and says it himself. ``own_case``: the unit itself began it."""

    state: CaseState
    answer: Consent
    current: Consent | None
    behalf: bool = False
    signs_in: bool = False
    basis: str = ""
    own_case: bool = True


def may_consent(facts: ConsentFacts) -> Decision:
    return Decision(tuple(_objections(facts)))


def _objections(facts: ConsentFacts) -> Iterator[Objection]:
    if facts.state not in ANSWERABLE or not facts.own_case:
        told = (f"申请{facts.state.label}", "需要改变的，向审批党组织说明")
        yield _objection("too_late", "现在不能再表示意见。", told)
    if facts.answer is facts.current:
        yield _objection("answered_already", "这家单位已经这样表示。", (facts.answer.label, "不必再次办理"))
    elif facts.answer is Consent.TAKEN_BACK and facts.current is not Consent.AGREED:
        yield _objection("nothing_to_take_back", "没有可以撤回的同意。", (_FACTS[facts.current], "不必撤回"))
    if facts.behalf:
        yield from _on_behalf(facts)


def _on_behalf(facts: ConsentFacts) -> Iterator[Objection]:
    if facts.signs_in:
        told = ("该单位有平台账号", "由该单位自己确认")
        yield _objection("answers_itself", "有平台账号的单位自己表示意见。", told)
    written = len(facts.basis.strip())
    if not 0 < written <= LONGEST_BASIS:
        told = (f"写了 {written} 字", f"写明依据，如该单位来函的名称和日期，不超过 {LONGEST_BASIS} 字")
        yield _objection("basis_missing", "代为确认的，请写明依据。", told, "basis")


def _objection(code: str, missing: str, told: tuple[str, str], field: str = "answer") -> Objection:
    return Objection(
        clause=CONSENT, code=code, missing=missing, fact=told[0], remedy=told[1], who=REVIEWER, field=field
    )

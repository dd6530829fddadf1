"""May an organization be urged to set up a Party organization together with its registration (D09)?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shuniu.kernel.calendar import after_working_days
from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.due import Due
from shuniu.policy.formation.applying import REVIEWER, UnitFacts
from shuniu.policy.formation.eligibility import THRESHOLD, EligibilityFacts, judge
from shuniu.policy.packs import Figures
from shuniu.policy.packs.readings import clause_words

RULE, URGED, WITHIN = "formation.new_registration", "urge", "formation.urge_working_days"
PLATFORM = Clause("platform#组建", "督促同步建立党组织")
LONGEST_NUMBER = 80


def new_since(figures: Figures | None) -> date | None:
    """From which day of registration on the text that holds calls an organization new and asks for the urging; None
    where no text asks for it."""
    stated = figures.stated(RULE) if figures else None
    if stated is None or stated.value != URGED:
        return None
    return stated.period.start or date.min


def urged_by(registered_on: date, figures: Figures | None) -> Due | None:
    """Until when; the text says 同步 and no number of days, so only where an office has decided."""
    within = figures.stated(WITHIN) if figures else None
    if within is None:
        return None
    day, known = after_working_days(registered_on, int(within.value))
    return Due(day=day, provisional=not known, clause=within.clause)


def may_urge(unit: UnitFacts, figures: Figures | None, *, eligible: bool | None = None, number: str = "") -> Decision:
    """Only where a text asks for it, the standard is reached, and there is neither organization nor application.

    ``eligible``: what rolls and head-counts together say on the day. ``number``: of a letter sent on paper.
    """
    return Decision(tuple(_objections(unit, figures, eligible=eligible is True, number=number)))


def letter_said(figures: Figures | None) -> str:
    """What the letter says by which an organization is urged, a paragraph to a line; nobody is named."""
    stated = figures.stated(RULE) if figures else None
    by = f"按照{clause_words(stated.clause.key)}的规定，" if stated is not None else ""
    return "\n".join(
        (
            f"{by}新成立的社会组织具备组建条件的，应当同步建立党组织。经核对登记，你单位已具备组建条件，尚未建立党组织。",
            "请尽快研究组建事宜，向负责的党组织提出组建申请；暂时不能组建的，书面说明原因和打算。",
            "办理中有困难的，请与负责的党组织联系。",
            "特此函告。",
        )
    )


def _objections(unit: UnitFacts, figures: Figures | None, *, eligible: bool, number: str) -> Iterator[Objection]:
    if len(number.strip()) > LONGEST_NUMBER:
        said = (f"写了 {len(number.strip())} 字", f"不超过 {LONGEST_NUMBER} 字")
        yield _objection(PLATFORM, "number_length", "督促函的文号太长。", *said)
    stated = figures.stated(RULE) if figures else None
    if figures is None or stated is None or stated.value != URGED:
        said = ("适用的文本没有写这项督促", "按适用文本办理组建")
        yield _objection(PLATFORM, "not_to_be_urged", "这里不适用登记时的督促。", *said)
        return
    if not unit.known or unit.ended:
        yield _objection(stated.clause, "unit_not_registered", "该社会组织不在登记之中。", "登记已经结束", "核对登记")
    if unit.covered_by:
        names = "、".join(name for name, _ in unit.covered_by)
        yield _objection(stated.clause, "covered_already", "已有党组织覆盖。", f"现由{names}覆盖", "不需要督促")
    if unit.open_elsewhere:
        yield _objection(stated.clause, "applied_already", "已经提出组建申请。", "申请还没有办结", "办理该申请")
    if not eligible:
        yield from _eligible(unit, figures)


def _eligible(unit: UnitFacts, figures: Figures) -> Iterator[Objection]:
    if figures.stated(THRESHOLD) is None:
        return
    found = judge(EligibilityFacts(has_party_organization=False, head_count=unit.counted), figures)
    if found.eligible is not True:
        fact = found.sentence
        yield _objection(found.clause, "not_eligible", "还不具备组建条件，或情况不明。", fact, "先核实党员人数")


def _objection(clause: Clause, code: str, missing: str, fact: str, remedy: str) -> Objection:
    return Objection(clause=clause, code=code, missing=missing, fact=fact, remedy=remedy, who=REVIEWER, field="unit")

"""May a member be entered into the roll of a Party organization with what is known about him?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuniu.kernel.dates import PartialDate
from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.kernel.identifier import citizen_number_problem
from shuniu.policy.packs import Figure
from shuniu.policy.words import MembershipState, PartyOrganizationKind

HELD = Clause("national#党章8")
CONFIRMED = Clause("national#发展细则33")
NUMBER = Clause("national#GB11643")
ROLL = Clause("platform#党员名册", "党员名册登记姓名和所在党组织")

_HOLDING = frozenset({PartyOrganizationKind.GENERAL_BRANCH, PartyOrganizationKind.PRIMARY_COMMITTEE})


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingFacts:
    """``kind`` is what the Party organization is on the day, empty when it does not exist; ``number`` in clear.

    ``age``: the least age of admission, in full years (national#发展细则5); None where no text states it.
    """

    name: str
    kind: str
    on: date
    number: str = ""
    state: str = ""
    born: PartialDate | None = None
    admitted: PartialDate | None = None
    confirmed: PartialDate | None = None
    age: Figure | None = None

    @classmethod
    def of(
        cls, values: Mapping[str, Any], kind: str, on: date, *, number: str = "", age: Figure | None = None
    ) -> HoldingFacts:
        """``values``: columns of the roll, particulars and membership together, as far as they are known."""
        return cls(
            name=values.get("name", ""),
            kind=kind,
            on=on,
            number=number,
            state=values.get("state", ""),
            born=_partial(values, "born_on", "born_precision"),
            admitted=_partial(values, "admitted_on", "admitted_precision"),
            confirmed=_partial(values, "full_member_on", "full_member_precision"),
            age=age,
        )


def _partial(values: Mapping[str, Any], day: str, precision: str) -> PartialDate | None:
    """A day of the roll as exact as it is known; None where it is not."""
    return PartialDate.of(values[day], values.get(precision) or "day") if values.get(day) else None


def holds_members(kind: str) -> bool:
    """Branches of every form, and the bodies that may have members of their own beside their branches."""
    return bool(kind) and (PartyOrganizationKind(kind).is_branch or PartyOrganizationKind(kind) in _HOLDING)


def may_stop_holding(name: str, kind: str, members: int, row: int | None = None) -> Decision:
    """Whoever is held at ``name`` may not find himself in a body of another kind that has no members of its own."""
    if not members or holds_members(kind):
        return Decision()
    objection = Objection(
        clause=HELD,
        code="still_members",
        missing=f"“{name}”还有党员，{PartyOrganizationKind(kind).label}不直接编入党员。",
        fact=f"党员的组织关系{members}项",
        remedy="请先转接组织关系，把党员转到党支部",
        who="党支部",
        field="kind",
        row=row,
    )
    return Decision((objection,))


def may_hold(facts: HoldingFacts, row: int | None = None) -> Decision:
    """Everything that stands against the entry at once; nothing is said about what the ledger leaves open."""
    return Decision(tuple(_objections(facts, row)))


def _objections(facts: HoldingFacts, row: int | None) -> Iterator[Objection]:
    if not facts.name:
        yield _objection(
            ROLL, "name_missing", ("请补填党员姓名。", "姓名为空", "按组织关系介绍信填写姓名"), "name", row
        )
    if not facts.kind:
        yield _objection(
            HELD,
            "party_organization_absent",
            ("所在党组织当日并不存在。", f"{facts.on.isoformat()}尚未成立或已经撤销", "请改正账日，或另选党组织"),
            "party_organization",
            row,
        )
    elif not holds_members(facts.kind):
        label = PartyOrganizationKind(facts.kind).label
        yield _objection(
            HELD,
            "holds_no_members",
            (f"{label}不直接编入党员。", f"所选党组织是{label}", "请选择其下的党支部"),
            "party_organization",
            row,
        )
    if facts.number and citizen_number_problem(facts.number):
        yield _objection(
            NUMBER,
            "number_wrong",
            ("公民身份号码有误。", "位数、出生日期或校验位不符", "请按证件逐位核对"),
            "citizen_number",
            row,
        )
    yield from _days(facts, row)


def _days(facts: HoldingFacts, row: int | None) -> Iterator[Objection]:
    admitted, confirmed, born = facts.admitted, facts.confirmed, facts.born
    if admitted is not None and admitted.earliest > facts.on:
        yield _objection(
            HELD,
            "admitted_later",
            ("入党日期晚于账日。", f"入党日期{admitted.iso}，账日{facts.on.isoformat()}", "请改正入党日期或账日"),
            "admitted_on",
            row,
        )
    if _too_young(facts):
        assert facts.age is not None and admitted is not None and born is not None
        yield _objection(
            facts.age.clause,
            "join_under_18",
            (
                f"入党时未满{facts.age.value}周岁。",
                f"出生日期{born.iso}，入党日期{admitted.iso}",
                "请核对出生日期和入党日期",
            ),
            "admitted_on",
            row,
        )
    if admitted is not None and confirmed is not None and confirmed.latest < admitted.earliest:
        yield _objection(
            CONFIRMED,
            "formal_before_join",
            ("转正日期早于入党日期。", f"入党日期{admitted.iso}，转正日期{confirmed.iso}", "请核对两个日期"),
            "full_member_on",
            row,
        )
    if facts.state == MembershipState.PROBATIONARY and confirmed is not None and confirmed.latest <= facts.on:
        yield _objection(
            CONFIRMED,
            "category_conflict",
            (
                "已转正的党员不是预备党员。",
                f"转正日期{confirmed.iso}，人员类别为预备党员",
                "请改正人员类别，或删去转正日期",
            ),
            "state",
            row,
        )


def _too_young(facts: HoldingFacts) -> bool:
    """Only where no reading of partial dates makes the person old enough."""
    if facts.age is None or facts.admitted is None or facts.born is None:
        return False
    return facts.admitted.latest < _birthday(facts.born.earliest, int(facts.age.value))


def _birthday(born: date, years: int) -> date:
    """Who was born on 29 February comes of age on 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _objection(clause: Clause, code: str, said: tuple[str, str, str], field: str, row: int | None) -> Objection:
    """``said``: what is missing, the fact, what helps."""
    missing, fact, remedy = said
    return Objection(
        clause=clause, code=code, missing=missing, fact=fact, remedy=remedy, who="党支部", field=field, row=row
    )

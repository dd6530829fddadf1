"""Is done what was left to do: was the start-up grant paid (K07), did the relations come over (D17), and did they apply
who were urged to (D09)?

A start-up grant ends with an amount and the day on which it was paid. Transfers end when the roll shows them, or with
the reason why somebody did not come. What was urged ends with an application, or with the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.packs import Figure

PAYER = "上级党组织"
URGED = "被督促的社会组织，没有账号的由负责它的党组织"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantFacts:
    """``laid_down``: the amount in yuan that a text or the office names, None where nobody does. ``founded_on``: from
    when the Party organization stands; ``clause`` asks for the grant."""

    amount: Decimal | None
    paid_on: date | None
    laid_down: Figure | None
    founded_on: date | None
    today: date
    clause: Clause


def may_settle_grant(facts: GrantFacts) -> Decision:
    return Decision(tuple([*_paid(facts), *_paid_on(facts)]))


def _paid(facts: GrantFacts) -> Iterator[Objection]:
    if facts.amount is None or facts.amount <= 0:
        told = "没有填写" if facts.amount is None else f"填写为 {facts.amount} 元"
        said = (told, "填写实际拨付的数额；还没有拨付的，拨付以后再办结")
        yield _objection(facts.clause, "paid_missing", "请填写拨付的金额。", said, "paid")
    elif facts.laid_down is not None and facts.amount < facts.laid_down.value:
        said = (
            f"拨付 {facts.amount} 元，少于已定的 {facts.laid_down.value} 元",
            "补足以后办结；数额改变的，先在“适用文本”中登记新的决定",
        )
        yield _objection(facts.laid_down.clause, "paid_less", "拨付的金额少于已定的数额。", said, "paid")


def _paid_on(facts: GrantFacts) -> Iterator[Objection]:
    if facts.paid_on is None:
        said = ("没有填写", "填写款项拨付的日期")
        yield _objection(facts.clause, "paid_on_missing", "请填写拨付日期。", said, "paid_on")
    elif facts.paid_on > facts.today:
        said = (f"{facts.paid_on.isoformat()} 还没有到", "拨付以后再办结")
        yield _objection(facts.clause, "paid_on_ahead", "拨付日期不能晚于今天。", said, "paid_on")
    elif facts.founded_on is not None and facts.paid_on < facts.founded_on:
        said = (f"党组织自 {facts.founded_on.isoformat()} 起成立", "核对拨付日期")
        yield _objection(facts.clause, "paid_before_founded", "拨付日期早于党组织成立。", said, "paid_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfers:
    """``expected``: full members whose relations are to lie there, as was applied for; ``arrived``: full members whom
    the roll of the Party organization holds today."""

    expected: int
    arrived: int

    @property
    def missing(self) -> int:
        return max(0, self.expected - self.arrived)


def may_settle_transfers(transfers: Transfers | None, short: str, clause: Clause) -> Decision:
    """``short``: why not everybody's relation came over. None: nobody knows how many were to come."""
    if len(short) > LONGEST_REASON:
        said = (f"写了 {len(short)} 字", f"不超过 {LONGEST_REASON} 字")
        return Decision((_objection(clause, "short_length", "原因太长。", said, "short"),))
    if transfers is None or not transfers.missing or short.strip():
        return Decision()
    said = (
        f"名册上有正式党员 {transfers.arrived} 名，应转入 {transfers.expected} 名",
        "继续办理转接；确实不再转入的，写明没有全部转入的原因",
    )
    missing = f"还有 {transfers.missing} 名的组织关系没有转入。"
    return Decision((_objection(clause, "relations_not_in", missing, said, "short"),))


def may_settle_urging(why_not: str, clause: Clause, *, applied: bool) -> Decision:
    """``applied``: an application that names the organization was sent, or it is covered. ``why_not``: why it does not
    apply for now."""
    if len(why_not) > LONGEST_REASON:
        told = (f"写了 {len(why_not)} 字", f"不超过 {LONGEST_REASON} 字")
        return Decision((_objection(clause, "why_not_length", "原因太长。", told, "why_not", URGED),))
    if applied or why_not.strip():
        return Decision()
    said = (
        "没有提交组建申请，也没有写明暂不办理的原因",
        "点“申请组建党组织”提交申请；暂不申请的，写明暂不办理的原因",
    )
    return Decision((_objection(clause, "not_applied", "还没有申请组建党组织，不能办结。", said, "why_not", URGED),))


def _objection(
    clause: Clause, code: str, missing: str, said: tuple[str, str], field: str, who: str = PAYER
) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who=who, field=field)

"""May these figures be published as they are said, and by which digest are they known again?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.kernel.public_ids import PublicIds
from shuniu.policy.measures import MEASURES

PUBLISHED = Clause("platform#已发布数字", "已发布的数字连同口径、账日和当时所知一并固定，不修改、不删除，可以撤回")
Cell = Mapping[str, Any]
_NOBODY = PublicIds().digest


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """One figure as it is published; numbers are exact. ``silence`` says why there is none.

    ``cells``: what it is broken down by, each with ``cell`` (keys), ``names``, ``numerator`` and ``denominator``.
    ``counted``: the public ids behind the numerator, where they were asked for: a million of them are read for nothing
    else than to name what differs. ``rows_digest`` says whether two are the same.
    """

    measure: str
    name: str
    unit: str
    source: str
    definition: str
    clause: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    share: Decimal | None = None
    missing: int = 0
    said: str = ""
    silence: str = ""
    cells: tuple[Cell, ...] = ()
    rows_digest: str = ""
    counted: PublicIds = PublicIds()

    @property
    def counts_somebody(self) -> bool:
        return self.rows_digest not in ("", _NOBODY)

    @property
    def numbers(self) -> tuple[Any, ...]:
        """What a later count is compared with: the numbers, cell by cell, and whom they count."""
        return (
            self.measure,
            *(_plain(part) for part in (self.numerator, self.denominator, self.share)),
            self.missing,
            [[dict(one["cell"]), _plain(one["numerator"]), _plain(one["denominator"])] for one in self.cells],
            self.rows_digest,
        )


def _plain(number: Any) -> str | None:
    """One way to write a number, however it is stored: 5, 0.31."""
    if number is None:
        return None
    text = f"{Decimal(str(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def digest_of_figures(figures: Sequence[StatedFigure]) -> str:
    """SHA-256 over the numbers, in their order."""
    text = json.dumps([one.numbers for one in figures], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishingFacts:
    title: str
    on: date
    today: date
    measures: Sequence[str]


def may_publish(facts: PublishingFacts) -> Decision:
    return Decision(tuple(_against(facts)))


def _against(facts: PublishingFacts) -> Iterator[Objection]:
    if not facts.title.strip():
        yield _objection("title_missing", ("请填写标题。", "标题为空", "填写简报、通报或报表的名称"), "title")
    if not facts.measures:
        yield _objection("nothing_chosen", ("请选择要发布的数字。", "没有选择指标", "至少选择一项"), "measures")
    unknown = [key for key in facts.measures if key not in MEASURES]
    if unknown or len(set(facts.measures)) != len(facts.measures):
        fact = f"没有这些指标：{'、'.join(unknown)}" if unknown else "同一指标选了两次"
        yield _objection("measures_wrong", ("所选指标有误。", fact, "请重新选择"), "measures")
    if facts.on > facts.today:
        yield _objection(
            "day_to_come", ("账日还没有到。", f"账日为{facts.on.isoformat()}", "请选择今天或以前的账日"), "on"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawingFacts:
    reason: str
    withdrawn: bool


def may_withdraw(facts: WithdrawingFacts) -> Decision:
    return Decision(tuple(_against_withdrawing(facts)))


def _against_withdrawing(facts: WithdrawingFacts) -> Iterator[Objection]:
    if facts.withdrawn:
        yield _objection("withdrawn_already", ("这份数字已经撤回。", "已有撤回记录", "无须再次撤回"), "")
    if not facts.reason.strip():
        yield _objection("reason_missing", ("请写明撤回的原因。", "原因为空", "填写原因"), "reason")


def _objection(code: str, said: tuple[str, str, str], field: str) -> Objection:
    """``said``: what is missing, the fact, the remedy."""
    missing, fact, remedy = said
    return Objection(
        clause=PUBLISHED, code=code, missing=missing, fact=fact, remedy=remedy, who="发布的党组织", field=field
    )

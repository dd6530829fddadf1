"""What does the counter answer: a table, its cells, its rows, or the sentence that there is no information?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from typing import Any, ClassVar
from uuid import UUID

from shuniu.kernel.decision import Clause
from shuniu.policy.measures import Measure
from shuniu.policy.words import FigureSource

NOT_FILLED = "未填写"
PLACES = Decimal("0.000001")
Number = int | float
EMPTY_DIGEST = sha256(b"").hexdigest()


class NotYours(LookupError):
    """The node does not exist, or its figures are not this actor's to read: the same answer to both."""

    def __init__(self) -> None:
        super().__init__("没有这个党组织，或者它不在您的管辖范围内。")


class NotCountedSo(LookupError):
    """A measure is not broken down, filtered or listed in this way."""


def share_of(numerator: Number, denominator: Number) -> float | None:
    """Between 0 and 1, rounded to six places; None where the denominator is 0."""
    if denominator == 0:
        return None
    exact = Decimal(str(numerator)) / Decimal(str(denominator))
    return float(exact.quantize(PLACES, rounding=ROUND_HALF_UP))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A numerator with its denominator; a count has none."""

    numerator: Number
    denominator: Number | None = None

    @property
    def value(self) -> Number | None:
        return self.numerator if self.denominator is None else share_of(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Pair):
    """One cell of a breakdown. ``cell`` maps dimensions to keys as they are shown and printed: codes for nodes and
    regions, Chinese values otherwise. ``names`` gives nodes and regions their names of the day."""

    cell: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoFigures:
    """无数据: before the day from which something is known, or where nobody has reported. Never a zero."""

    known: ClassVar[bool] = False
    measure: Measure
    at: str
    on: date
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A figure of a node on a day. ``missing``: of those counted, how many state nothing that could be added up.

    ``share`` replaces the quotient where a share was reported; ``said`` is the source of what was reported.
    ``known_at``: it says what was known at that moment; None is what is known now.
    """

    known: ClassVar[bool] = True
    measure: Measure
    node: int
    at: str
    on: date
    numerator: Number | None
    denominator: Number | None
    source: FigureSource
    clause: Clause
    definition: str
    rows_digest: str = EMPTY_DIGEST
    by: tuple[Cell, ...] = ()
    missing: int = 0
    share: float | None = None
    said: str = ""
    known_at: datetime | None = None

    @property
    def value(self) -> Number | None:
        if self.share is not None or self.numerator is None:
            return self.share
        return Pair(numerator=self.numerator, denominator=self.denominator).value


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows: of the ``numerator`` or the ``denominator``, after which one, how many (None: all)."""

    part: str = "numerator"
    after: tuple[str, int] | None = None
    limit: int | None = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRow:
    """One row behind a number: who, and what was counted about it on the day."""

    uuid: UUID
    code: str
    name: str
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """Rows in the order of their names; ``after`` asks for the next page, None on the last."""

    known: ClassVar[bool] = True
    measure: Measure
    at: str
    on: date
    rows: Sequence[CountedRow]
    after: tuple[str, int] | None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One month-end of a trend; ``pair`` is None where there is no information."""

    on: date
    pair: Pair | None

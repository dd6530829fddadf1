"""What does a pack hold: a text, its head, its clauses and its dated statements?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from shuniu.kernel.decision import Clause
from shuniu.kernel.period import Period
from shuniu.policy.words import Confidence, Force

Value = Any  # int, str, bool, Decimal, tuple of str, tuple of mappings – as ``Shape`` of its key says


class Shape(StrEnum):
    """What kind of value a key takes."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    FLAG = "flag"
    WORDS = "words"  # an ordered list of strings
    ITEMS = "items"  # an ordered open list of rows, each with key and label
    RULES = "rules"  # ordered routing rules


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One key of the closed vocabulary in ``keys.toml``."""

    key: str
    label: str
    shape: Shape
    unit: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one text says about one key during one period; ``silent``: it speaks of it but gives no value."""

    key: str
    value: Value
    clause: Clause
    pack: str
    period: Period
    force: Force
    confidence: Confidence
    silent: bool = False
    quote: str = ""
    note: str = ""

    @property
    def unverified(self) -> bool:
        return self.confidence is Confidence.MEMORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One text as data. ``parents`` is the chain behind it, nearest first."""

    key: str
    title: str
    number: str
    place: str
    issued: str
    valid_from: date
    standing: Force
    parents: tuple[str, ...]
    clauses: Mapping[str, str]
    statements: tuple[Statement, ...]
    note: str = ""

    @property
    def chain(self) -> tuple[str, ...]:
        return (self.key, *self.parents)

    def clause(self, key: str) -> Clause:
        return Clause(key, self.clauses[key.partition("#")[2]])

    def in_force(self, on: date) -> dict[str, Statement]:
        return {one.key: one for one in self.statements if one.period.contains(on)}

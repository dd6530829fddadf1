"""What is said about one row of a ledger when it is held against the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row a carrier has read and found good: where it stands, and its record by field names of the ledgers."""

    sheet: str
    row: int
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the register has against a row, or wants to point out: ``field`` is the record's field."""

    field: str
    code: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that would change, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A body of the register that this row may be, though nothing identifies it."""

    uuid: UUID
    name: str
    code: str


@dataclass(slots=True)
class Judgement:
    """What would happen to one row.

    ``change`` is new, changed, same, or None when the row cannot be entered. ``target`` is the row's subject in
    the register; ``seen`` the fact it was judged against, so that a change in between shows. ``missing`` names
    the references the register does not hold, for which ``--create-missing`` says enough. ``said`` is what a new row
    says in the columns of the register, where its judge keeps that for whoever writes it.
    """

    change: str | None
    target: int | None = None
    seen: int | None = None
    differences: tuple[Difference, ...] = ()
    problems: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    alike: tuple[Alike, ...] = ()
    said: Any = field(default=None, repr=False, compare=False)

    def refuse(self, finding: Finding) -> None:
        self.change = None
        self.problems += (finding,)

    def warn(self, finding: Finding) -> None:
        self.warnings += (finding,)


def refuse_repeated(judgements: Sequence[Judgement], where: Callable[[int], str]) -> None:
    """Two rows about the same body: the first counts. ``where`` names a row by its index."""
    first: dict[int, int] = {}
    for index, judged in enumerate(judgements):
        if judged.target is None or judged.change is None:
            continue
        if judged.target in first:
            judged.refuse(
                Finding(
                    "name",
                    "duplicate_in_file",
                    f"本行与{where(first[judged.target])}是登记簿中的同一家。",
                    "请保留一行，删去其余。",
                )
            )
        first.setdefault(judged.target, index)

"""From which day until which day is something true?

One convention for the whole house: half-open, ``[start, end)``. An open end is ``None``, never infinity.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


class PeriodReversed(ValueError):
    """A period would end before or on the day it starts."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``start`` (included) to ``end`` (excluded); ``end`` is None while it is still open."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise PeriodReversed(f"{self.start} – {self.end}")

    def contains(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on < self.end)

    def overlaps(self, other: Period) -> bool:
        return self.intersection(other) is not None

    def intersection(self, other: Period) -> Period | None:
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        return None if end is not None and end <= start else Period(start, end)

    def until(self, end: date) -> Period | None:
        """The part before ``end``; None when nothing of it lies before."""
        if end <= self.start:
            return None
        return Period(self.start, end if self.end is None else min(end, self.end))

    def from_day(self, start: date) -> Period | None:
        """The part from ``start`` on; None when nothing of it lies there."""
        if self.end is not None and self.end <= start:
            return None
        return Period(max(start, self.start), self.end)

    def without(self, taken: Iterable[Period]) -> list[Period]:
        """The parts that none of ``taken`` covers, in order."""
        free = [self]
        for one in taken:
            pieces = [
                piece
                for part in free
                for piece in (
                    (part.until(one.start), part.from_day(one.end) if one.end is not None else None)
                    if part.overlaps(one)
                    else (part,)
                )
            ]
            free = [piece for piece in pieces if piece is not None]
        return free

    @property
    def latest_day(self) -> date | None:
        """The last day that belongs to it; None while open."""
        return None if self.end is None else self.end - timedelta(days=1)


def stretches(periods: list[Period]) -> list[Period]:
    """Cut the time covered by ``periods`` at every start and end; the pieces in order, without overlap."""
    cuts = sorted({p.start for p in periods} | {p.end for p in periods if p.end is not None})
    pieces: list[Period] = []
    for index, start in enumerate(cuts):
        end = cuts[index + 1] if index + 1 < len(cuts) else None
        piece = Period(start, end)
        if any(p.contains(start) for p in periods):
            pieces.append(piece)
    return pieces

"""Would placing Party organizations so put one of them under itself, on any day?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from shuniu.kernel.period import Period


class Placed(NamedTuple):
    """Under which parent during which days; no parent: the top of a tree."""

    period: Period
    parent: int | None


Places = Mapping[int, Sequence[Placed]]


def first_circle(node: int, places: Places) -> date | None:
    """The earliest day on which ``node`` would stand under itself; None when it never does.

    ``places`` holds the places of ``node`` and of everything above it, as they would be.
    """
    days: list[date] = []
    waiting = [(place.parent, place.period) for place in places.get(node, ()) if place.parent is not None]
    seen: set[tuple[int, Period]] = set()
    while waiting:
        current, period = waiting.pop()
        if current == node:
            days.append(period.start)
            continue
        if (current, period) in seen:
            continue
        seen.add((current, period))
        for place in places.get(current, ()):
            shared = place.period.intersection(period)
            if shared is not None and place.parent is not None:
                waiting.append((place.parent, shared))
    return min(days, default=None)


def placed_anew(rows: Sequence[Placed], on: date, parent: int | None) -> list[Placed]:
    """The places of one Party organization when it moves under ``parent`` on ``on``, until its next known move."""
    before = [Placed(kept, row.parent) for row in rows if (kept := row.period.until(on)) is not None]
    covering = next((row for row in rows if row.period.contains(on)), None)
    later = [row for row in rows if row.period.start > on]
    end = covering.period.end if covering is not None else min((row.period.start for row in later), default=None)
    return [*before, Placed(Period(on, end), parent), *later]

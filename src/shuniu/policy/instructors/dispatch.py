"""Should an organization get an instructor because it is large (G01)?

The text says 较大规模 and no number: until the office has decided one the answer is open, and it says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures, NotStated

SIZE = "instructor.size_threshold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What counts as large here: ``staff`` and more. None, and ``open`` says why, while nobody has decided it."""

    staff: int | None
    clause: Clause | None
    open: str = ""


def size_for_instructor(figures: Figures) -> Size | None:
    """None where no text of the place speaks of instructors for larger organizations."""
    try:
        figure = figures.value(SIZE)
    except NotStated as silence:
        return Size(staff=None, clause=silence.clause, open=str(silence)) if silence.clause else None
    return Size(staff=int(figure.value), clause=figure.silences[0].clause if figure.silences else figure.clause)

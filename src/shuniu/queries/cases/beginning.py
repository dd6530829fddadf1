"""Would anything that is begun here be refused, because the Party organization is to end on a day put down ahead?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from shuniu.kernel.decision import Objection
from shuniu.queries.facts.ending import against_beginning
from shuniu.queries.facts.formation import superior_for


def against_beginning_at(keys: Iterable[int | None], on: date) -> list[Objection]:
    """For the page on which it would be filled in: what the act itself would be refused with."""
    return against_beginning(keys, on)


def against_applying_for(unit: int, on: date) -> list[Objection]:
    """The same of an application for the unit, under whoever would be its superior unless another is named."""
    return against_beginning([superior_for(unit, on)], on)

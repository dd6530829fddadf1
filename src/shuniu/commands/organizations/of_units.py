"""What every act on facts of units shares once the units are held: write, count anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Change, Opened, change_from
from shuniu.models.facts import Fact


def write_of_units(
    opened: Opened, model: type[Fact], key_fields: Sequence[str], changes: Sequence[Change], precision: str
) -> list[int]:
    """Change facts whose key begins with the unit. Returns the units that changed, counted anew."""
    return counted_units(opened, change_from(opened.act, model, key_fields, changes, precision=precision))


def counted_units(opened: Opened, touched: set[tuple[Any, ...]]) -> list[int]:
    """The units with which the keys begin, counted anew: the answer of the act."""
    changed = sorted({key[0] for key in touched})
    recount(opened.act, units=changed)
    opened.answer["units"] = changed
    return changed

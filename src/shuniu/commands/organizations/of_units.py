"""What every act on facts of units shares: hold the units, refuse those out of reach, write, count anew."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Opened, change_from, lock_units
from shuniu.commands.journal.reaching import named_twice, out_of_reach, refuse, units_in_reach
from shuniu.models.facts import Fact


def hold_units(act: Act, keys: Sequence[int], subjects: Sequence[Hashable]) -> None:
    """Lock the units of the rows; raise Refused for those out of reach and for a subject that comes twice."""
    lock_units(list(keys))
    reach = units_in_reach(act.actor, keys)
    refuse(named_twice(subjects, "该单位"))
    refuse(out_of_reach("该单位", index, "unit") for index, key in enumerate(keys) if key not in reach)


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

"""Put down the cells of the planning grid: which organizations a place wishes for, and which stands in each (A14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shuniu.commands.journal import Act, Change, change_from, keep_tree, open_act
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse, units_to_name
from shuniu.models import PlannedCell
from shuniu.policy.grants import Action
from shuniu.policy.organizations.reporting import may_plan
from shuniu.policy.words import Precision

KEY = ["party_organization", "subtype", "cell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """``unit`` is the organization that stands in the cell; ``wished`` False: the cell is no longer planned."""

    party_organization: int
    subtype: str
    cell: str
    unit: int | None = None
    wished: bool = True


def plan_cells(act: Act, rows: Sequence[Cell], *, precision: str = Precision.DAY) -> int:
    """From ``act.on``. Returns how many cells changed."""
    with open_act(act, "planning.set", request=asked(act, rows)) as opened:
        if opened.repeated:
            return int(opened.answer["cells"])
        keep_tree()
        nodes = nodes_in_reach(act.actor, {row.party_organization for row in rows}, Action.WRITE_UNIT)
        units = units_to_name(act.actor, {row.unit for row in rows if row.unit is not None})
        keys = [(row.party_organization, row.subtype, row.cell) for row in rows]
        refuse(
            [
                *named_twice(keys, "该布局格"),
                *(
                    out_of_reach("该党组织", index, "party_organization")
                    for index, row in enumerate(rows)
                    if row.party_organization not in nodes
                ),
                *(
                    out_of_reach("该社会组织", index, "unit")
                    for index, row in enumerate(rows)
                    if row.unit is not None and row.unit not in units
                ),
            ]
        )
        refuse(one for index, row in enumerate(rows) for one in may_plan(row.subtype, row.cell, index).objections)
        changes = [Change(key, {"unit": row.unit} if row.wished else None) for key, row in zip(keys, rows, strict=True)]
        changed = len(change_from(opened.act, PlannedCell, KEY, changes, precision=precision))
        opened.answer["cells"] = changed
        return changed

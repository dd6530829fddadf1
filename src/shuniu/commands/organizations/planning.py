"""Put down the cells of the planning grid: which organizations a place wishes for, and which stands in each (A14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shuniu.commands.journal import Act, Change, Seen, change_from, keep_tree, open_act
from shuniu.commands.journal.ending import Ending, Relation, end_relations
from shuniu.commands.journal.lasting import ends_of
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse, units_to_name
from shuniu.models import PlannedCell
from shuniu.policy.grants import Action
from shuniu.policy.organizations.reporting import may_plan
from shuniu.policy.words import Precision

CELL = Relation(model=PlannedCell, key=("party_organization", "subtype", "cell"), what="该布局格")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """``unit`` is the organization that stands in the cell; ``wished`` False: the cell is no longer planned.

    ``seen`` as of ``Change``; ``later_too`` is asked when it ends and is planned anew later.
    """

    party_organization: int
    subtype: str
    cell: str
    unit: int | None = None
    wished: bool = True
    seen: Seen = None
    later_too: bool = False

    @property
    def key(self) -> tuple[int, str, str]:
        return self.party_organization, self.subtype, self.cell


def plan_cells(act: Act, rows: Sequence[Cell], *, precision: str = Precision.DAY) -> int:
    """From ``act.on``. Returns how many cells changed.

    A cell no longer planned is not planned later either, whoever was to stand in it; ``later_too`` agrees to that.
    """
    with open_act(act, "planning.set", request=asked(act, rows)) as opened:
        if opened.repeated:
            return int(opened.answer["cells"])
        keep_tree()
        nodes = nodes_in_reach(act.actor, {row.party_organization for row in rows}, Action.WRITE_UNIT)
        units = units_to_name(act.actor, {row.unit for row in rows if row.unit is not None})
        refuse(
            [
                *named_twice([row.key for row in rows], "该布局格"),
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
        ends = ends_of(act, [row.party_organization for row in rows])
        changes = [
            Change(row.key, {"unit": row.unit}, row.seen, ends.get(row.party_organization))
            for row in rows
            if row.wished
        ]
        endings = [Ending(key=row.key, seen=row.seen, later_too=row.later_too) for row in rows if not row.wished]
        touched = end_relations(opened.act, CELL, endings)
        changed = len(touched | change_from(opened.act, PlannedCell, CELL.key, changes, precision=precision))
        opened.answer["cells"] = changed
        return changed

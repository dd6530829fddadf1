"""Plan how organizations without a Party organization are to be covered, change the plan, end it (组建方案)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.commands.journal import Act, Change, Seen, change_from, lock_units, open_act
from shuniu.commands.journal.ending import Ending, Relation, end_relations
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach
from shuniu.commands.party.standing import nodes_named
from shuniu.kernel.decision import Objection
from shuniu.models import FormationPlan
from shuniu.policy.formation.plans import PlanFacts, may_plan_formation
from shuniu.policy.packs import merged
from shuniu.queries.facts.keeping import homes
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.pipeline import stands

PLANNED = Relation(model=FormationPlan, key=("unit",), what="该单位的组建方案")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``party_organization`` sees to it that ``unit`` is covered in this ``way`` by ``planned_on``.

    ``reason``: why there is none so far; ``instructor``: who could be sent. ``seen`` as of ``Change``.
    """

    unit: int
    party_organization: int
    way: str
    planned_on: date
    reason: str
    note: str = ""
    instructor: int | None = None
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEnd:
    """``later_too`` is asked when it ends and begins anew later."""

    unit: int
    seen: Seen = None
    later_too: bool = False


def set_plans(act: Act, rows: Sequence[Plan]) -> list[int]:
    """制定组建方案, or another one, from ``act.on``. Returns the units whose plan changed."""
    with open_act(act, "formation_plan.set", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _hold(act, [row.unit for row in rows])
        owners = nodes_named(act, [row.party_organization for row in rows])
        refuse(_lawful(act, rows, {key: node.exists(act.on) for key, node in owners.items()}))
        changes = [Change((row.unit,), _values(row), row.seen) for row in rows]
        touched = change_from(opened.act, FormationPlan, PLANNED.key, changes)
        opened.answer["units"] = sorted(key[0] for key in touched)
        return list(opened.answer["units"])


def end_plans(act: Act, rows: Sequence[PlanEnd]) -> list[int]:
    """结束组建方案 on ``act.on``. Returns the units that had one."""
    with open_act(act, "formation_plan.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _hold(act, [row.unit for row in rows])
        endings = [Ending(key=(row.unit,), seen=row.seen, later_too=row.later_too) for row in rows]
        touched = end_relations(opened.act, PLANNED, endings)
        opened.answer["units"] = sorted(key[0] for key in touched)
        return list(opened.answer["units"])


def _hold(act: Act, keys: Sequence[int]) -> None:
    lock_units(list(keys))
    reach = units_in_reach(act.actor, keys)
    refuse(named_twice(keys, "该单位"))
    refuse(out_of_reach("该单位", index, "unit") for index, key in enumerate(keys) if key not in reach)


def _values(row: Plan) -> dict[str, object]:
    return {
        "party_organization": row.party_organization,
        "way": row.way,
        "planned_on": row.planned_on,
        "reason": row.reason.strip(),
        "note": row.note.strip(),
        "instructor": row.instructor,
    }


def _lawful(act: Act, rows: Sequence[Plan], owners: dict[int, bool]) -> Iterator[Objection]:
    keys = [row.unit for row in rows]
    known, standing, registers = units(keys, act.on), stands(keys, act.on), homes(keys, act.on)
    nodes = {key: standing[key].node if key in standing else registers[key] for key in keys}
    figures = figures_at(nodes.values(), act.on)
    plain = merged(("national",), act.on)
    for index, row in enumerate(rows):
        found = standing.get(row.unit)
        facts = PlanFacts(
            name=known[row.unit].label,
            way=row.way,
            planned_on=row.planned_on,
            on=act.on,
            reason=row.reason,
            known=known[row.unit].known,
            covered=found is not None and found.covered,
            eligible=found.eligible if found else None,
            owner_exists=owners[row.party_organization],
            figures=figures[nodes[row.unit]] or plain,
        )
        yield from may_plan_formation(facts, index).objections

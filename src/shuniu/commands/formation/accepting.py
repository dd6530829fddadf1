"""Accept what the planner proposes beside setting up: 归口 moved between joint committees, instructors to be sent.

Each stands in the journal as an acceptance, so that the office that accepted finds it again and may take it back while
nothing has happened since.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import models

from shuniu.commands.figures.recount import recount
from shuniu.commands.formation.plans import Plan, set_plans
from shuniu.commands.journal import Act, ChangedMeanwhile, lock_units, open_act
from shuniu.commands.journal.putting_back import put_back
from shuniu.commands.journal.reaching import asked, out_of_reach, refuse, units_in_reach
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.relating import unreachable
from shuniu.models import FormationPlan, Jurisdiction
from shuniu.policy.formation.planning.accepted import (
    MOVED,
    MOVES_TAKEN_BACK,
    SENDING,
    SENDING_TAKEN_BACK,
    may_move_back,
    may_take_sending_back,
)
from shuniu.queries.facts.accepted import Accepted, moves_accepted, sending_accepted


def accept_moves(act: Act, rows: Sequence[Answering]) -> list[int]:
    """采纳归口调整, from ``act.on``. Returns the units that moved. Raises Refused, ChangedMeanwhile."""
    return _accepted(act, MOVED, rows, lambda opened: take_jurisdiction(opened, rows))


def accept_sending(act: Act, rows: Sequence[Plan]) -> list[int]:
    """采纳派驻建议: a plan for each. Returns the units. Raises Refused, ChangedMeanwhile."""
    return _accepted(act, SENDING, rows, lambda opened: set_plans(opened, rows))


def take_moves_back(act: Act, units: Sequence[int]) -> list[int]:
    """撤回采纳: who answered before answers again, as if it had not been moved. Raises Refused with what has happened
    since, ChangedMeanwhile where it was not accepted here or is taken back already."""

    def back(opened: Act) -> list[Accepted]:
        found = {one.accepted.unit: one for one in moves_accepted(act.actor.node or 0, act.on, units)}
        rows = [found[unit] for unit in units if unit in found]
        refuse(one for place, row in enumerate(rows) for one in may_move_back(row.facts, place).objections)
        again = [Answering(unit=row.accepted.unit, party_organization=row.giver) for row in rows]
        refuse(unreachable(act, again))
        return [row.accepted for row in rows]

    return _taken_back(act, MOVES_TAKEN_BACK, units, Jurisdiction, back)


def take_sending_back(act: Act, units: Sequence[int]) -> list[int]:
    """撤回采纳: plans are as they were before. Raises as ``take_moves_back``."""

    def back(opened: Act) -> list[Accepted]:
        found = {one.accepted.unit: one for one in sending_accepted(act.actor.node or 0, act.on, units)}
        rows = [found[unit] for unit in units if unit in found]
        refuse(one for place, row in enumerate(rows) for one in may_take_sending_back(row.facts, place).objections)
        return [row.accepted for row in rows]

    return _taken_back(act, SENDING_TAKEN_BACK, units, FormationPlan, back)


def _accepted(
    act: Act, name: str, rows: Sequence[Answering] | Sequence[Plan], doing: Callable[[Act], list[int]]
) -> list[int]:
    with open_act(act, name, request=asked(act, rows)) as opened:
        if not opened.repeated:
            opened.answer["units"] = doing(opened.act)
        return list(opened.answer["units"])


def _taken_back(
    act: Act,
    name: str,
    units: Sequence[int],
    model: type[models.Model],
    back: Callable[[Act], list[Accepted]],
) -> list[int]:
    with open_act(act, name, request=list(units)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        lock_units(list(units))
        reach = units_in_reach(act.actor, units)
        refuse(out_of_reach("该单位", index, "unit") for index, unit in enumerate(units) if unit not in reach)
        found = back(opened.act)
        if {one.unit for one in found} != set(units):
            raise ChangedMeanwhile
        for entry in sorted({one.entry for one in found}):
            put_back(opened.act, model, entry, [one.unit for one in found if one.entry == entry])
        recount(opened.act, units=sorted(units))
        opened.answer["units"] = sorted(units)
        return list(opened.answer["units"])

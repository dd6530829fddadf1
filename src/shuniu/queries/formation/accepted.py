"""What has this office accepted of moved 归口 and instructors to be sent, and may it still take it back?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shuniu.access import Actor, visible
from shuniu.kernel.decision import Decision
from shuniu.models import Instructor, Unit
from shuniu.policy.formation.planning.accepted import may_move_back, may_take_sending_back
from shuniu.policy.grants import Action
from shuniu.queries.facts.accepted import Accepted, moves_accepted, sending_accepted
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.bodies import names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedLine:
    """``before``: who answered for the organization; ``now``: who does since ``on``, or the number in the pool of the
    instructor who is to be sent by that day. ``back``: what stands against taking it back."""

    unit: int
    uuid: UUID
    name: str
    before: str
    now: str
    on: date
    back: Decision


def accepted_moves(actor: Actor, on: date) -> list[AcceptedLine]:
    """The latest first; those that were changed since are told where they were changed."""
    rows = moves_accepted(actor.node or 0, on)
    names = node_names({key for row in rows for key in (row.accepted.node, row.giver) if key}, on)
    seen, called = _named(actor, [row.accepted for row in rows], on)
    return [
        AcceptedLine(
            unit=row.accepted.unit,
            uuid=seen[row.accepted.unit],
            name=called.get(row.accepted.unit, row.facts.name),
            before=row.facts.giver,
            now=names.get(row.accepted.node, ""),
            on=row.accepted.on,
            back=may_move_back(row.facts),
        )
        for row in rows
        if row.accepted.unit in seen
    ]


def accepted_sending(actor: Actor, on: date) -> list[AcceptedLine]:
    rows = sending_accepted(actor.node or 0, on)
    pool = Instructor.objects.in_bulk([row.instructor for row in rows if row.instructor])
    seen, called = _named(actor, [row.accepted for row in rows], on)
    return [
        AcceptedLine(
            unit=row.accepted.unit,
            uuid=seen[row.accepted.unit],
            name=called.get(row.accepted.unit, row.facts.name),
            before="",
            now=f"指导员{pool[row.instructor].code}" if row.instructor in pool else "",
            on=row.planned_on,
            back=may_take_sending_back(row.facts),
        )
        for row in rows
        if row.accepted.unit in seen
    ]


def _named(actor: Actor, rows: Sequence[Accepted], on: date) -> tuple[Mapping[int, UUID], Mapping[int, str]]:
    """Of the organizations, those the actor may write, with what they are called."""
    keys = [row.unit for row in rows]
    mine = visible(Unit.objects.filter(pk__in=keys), actor, Action.WRITE_UNIT, named=True)
    return dict(mine.values_list("pk", "uuid")), names_of(keys, on)

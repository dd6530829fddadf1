"""Enter the rolls of the branches that keep them by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.jobs.demonstration.entering.known import Known, by_day
from shuniu.jobs.demonstration.plan import Enrolled, World
from shuniu.policy.words import Sex


def steps(known: Known, world: World) -> Iterator[tuple[date, Callable[[], None]]]:
    for on, rows in by_day([(one.since, one) for one in world.enrolled]).items():
        yield on, partial(_enrol, known, on, rows)


def _enrol(known: Known, on: date, rows: Sequence[Enrolled]) -> None:
    """As a ledger brings them: what it says is true on its day, since when is not known."""
    enter_members(known.act(on), [_row(known, one) for one in rows], precision="opening")


def _row(known: Known, one: Enrolled) -> NewMember:
    odd = int(one.number[16]) % 2
    return NewMember(
        party_organization=known.nodes[one.branch],
        name=one.name,
        particulars={
            "sex": (Sex.MALE if odd else Sex.FEMALE).value,
            "ethnic_group": one.ethnic_group,
            "born_on": one.born,
            "born_precision": "day",
            "education": one.education,
        },
        membership={} if one.takes_part else _membership(one),
        number=one.number,
        mobile=one.mobile,
        unit=known.units[one.organization],
        position=one.position,
        post=one.post,
        takes_part=one.takes_part,
    )


def _membership(one: Enrolled) -> dict[str, object]:
    return {
        "state": one.state,
        "admitted_on": one.admitted_on,
        "admitted_precision": "day",
        "full_member_on": one.full_member_on,
        "full_member_precision": "month" if one.full_member_on else "",
        "status": "normal",
        "lost_contact": one.lost_contact or None,
        "mobile_member": bool(one.away_to) or None,
        "moved_to": one.away_to,
    }

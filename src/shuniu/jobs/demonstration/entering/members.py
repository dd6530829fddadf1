"""Enter the rolls of the branches that keep them by name, and what was put aside of what they urge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from shuniu.commands.formation.urging import Waiving, waive_urging
from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.jobs.demonstration.entering.known import Known, by_day
from shuniu.jobs.demonstration.plan import Change, Enrolled, World
from shuniu.policy.formation.pooling import part_of
from shuniu.policy.words import Sex
from shuniu.policy.words.cases import FollowUpTopic


def steps(known: Known, world: World) -> Iterator[tuple[date, Callable[[], None]]]:
    for on, rows in by_day([(one.since, one) for one in world.enrolled]).items():
        yield on, partial(_enrol, known, on, rows)


def aside(known: Known, world: World) -> Iterator[tuple[date, Callable[[], None]]]:
    """What the clerk was urged to and put aside."""
    for change in world.changes:
        if change.what == "put_aside":
            yield change.on, partial(_put_aside, known, change)


def _put_aside(known: Known, change: Change) -> None:
    branch, basis, value, reason, until = change.values
    row = Waiving(
        party_organization=known.nodes[branch],
        topic=FollowUpTopic.SPLIT_OFF,
        part=part_of(basis, value),
        reason=reason,
        until=until,
    )
    waive_urging(known.act(change.on), row)


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

"""A few organizations file what they know of themselves: one submission in each state, the same ones every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from shuniu.commands.accounts import NewAssignment
from shuniu.commands.accounts.assigning import assign
from shuniu.commands.journal import act_of
from shuniu.commands.submissions.filling import FilledIn, keep_submission, submit_submission
from shuniu.commands.submissions.reviewing import Reviewed, accept_submission, return_submission
from shuniu.jobs.demonstration.entering.known import Known
from shuniu.jobs.demonstration.plan import Organization, World
from shuniu.policy.words.accounts import Role
from shuniu.queries.accounts import Actor, account_named, account_uuid, actor_for

CLERK, REVIEWER = "shetuan", "lianhe"
REMARKS = {"address": "请写到楼层和房间号。", "members": "与上月报来的不一致，请核对。"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One organization with its clerk, and the clerk of the committee that decides."""

    unit: int
    plan: Organization
    counts: dict[str, int | None]
    clerk: Actor
    reviewer: Actor

    def filled(self, version: int = 0, floor: str = "") -> FilledIn:
        values: dict[str, Any] = {"address": f"{self.plan.values.get('address') or '本市'}{floor}"}
        if not version:
            values["part_time_staff"] = 2
        counts = {"members": self.counts["members"]} if version else self.counts
        return FilledIn(unit=self.unit, values=values, counts=counts, version=version)

    def keep(self, on: date) -> UUID:
        return keep_submission(act_of(self.clerk, on), self.filled(floor="主楼"))

    def submit(self, on: date, version: int = 0) -> UUID:
        return submit_submission(act_of(self.clerk, on), self.filled(version, "2层" if version else ""))

    def accept(self, on: date, submission: UUID) -> None:
        accept_submission(act_of(self.reviewer, on), Reviewed(submission=submission, version=2))

    def send_back(self, on: date, submission: UUID) -> None:
        return_submission(act_of(self.reviewer, on), Reviewed(submission=submission, version=2), REMARKS)


def _returned(desk: Desk, today: date) -> None:
    desk.send_back(today - timedelta(days=2), desk.submit(today - timedelta(days=9)))


def _kept(desk: Desk, today: date) -> None:
    desk.keep(today - timedelta(days=1))


def _submitted(desk: Desk, today: date) -> None:
    desk.submit(today - timedelta(days=3))


def _mended(desk: Desk, today: date) -> None:
    desk.send_back(today - timedelta(days=6), desk.submit(today - timedelta(days=12)))
    desk.submit(today - timedelta(days=1), version=3)


def _accepted(desk: Desk, today: date) -> None:
    desk.accept(today - timedelta(days=5), desk.submit(today - timedelta(days=8)))


# The first is the office in which the clerk signs in; the last one has an account and has not begun.
FILED: Sequence[Callable[[Desk, date], None] | None] = (
    _returned, _kept, _submitted, _submitted, _mended, _accepted, _accepted, None,
)  # fmt: skip


def file_submissions(known: Known, world: World, first: int) -> None:
    """One clerk works for several small organizations of one committee. ``first`` is the own one, by its number."""
    clerk, today = known.clerk, known.clerk.today
    reviewer = actor_for(account_named(REVIEWER), None, clerk.now)
    key, public = account_named(CLERK), account_uuid(clerk, CLERK)
    for place, plan in enumerate(_chosen(world, first, today)):
        unit = known.units[plan.key]
        if place:
            held = assign(act_of(clerk, today), public, NewAssignment(role=Role.ORGANIZATION_CLERK, unit=unit))
            own = actor_for(key, UUID(held.answer["assignment"]), clerk.now)
        else:
            own = actor_for(key, None, clerk.now)
        done = FILED[place]
        if done is not None:
            desk = Desk(unit=unit, plan=plan, counts=_counts(world, plan.key), clerk=own, reviewer=reviewer)
            done(desk, today)


def _chosen(world: World, first: int, today: date) -> list[Organization]:
    """The own one, and the next of the same committee in the order of the plan."""
    own = world.organizations[first]
    beside = [
        one
        for one in world.organizations
        if one.key != own.key and one.standing(today) and one.committee(today) == own.committee(today)
    ]
    return [own, *beside][: len(FILED)]


def _counts(world: World, organization: int) -> dict[str, int | None]:
    """As the latest survey has them, so that no figure moves; nobody where none asked."""
    rows = [row for survey in world.surveys for row in survey.rows if row.organization == organization]
    if not rows:
        return {"members": 0, "full_members": 0, "probationary": 0, "relations_in": 0, "relations_out": 0}
    row = rows[-1]
    return {
        "members": row.members,
        "full_members": row.full_members,
        "probationary": row.probationary,
        "relations_in": min(row.relations_in, row.full_members),
        "relations_out": row.full_members - min(row.relations_in, row.full_members),
    }

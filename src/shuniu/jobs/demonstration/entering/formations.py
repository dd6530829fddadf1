"""Some organizations that should have a Party organization apply for one: each application stands somewhere else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from shuniu.commands.accounts import NewAssignment
from shuniu.commands.accounts.assigning import assign
from shuniu.commands.cases.meetings import CaseNamed
from shuniu.commands.formation.asking import Applied
from shuniu.commands.formation.filling import keep_formation, submit_formation
from shuniu.commands.formation.reviewing import Looked, check_formation_case, return_formation, review_formation
from shuniu.commands.formation.urging_new import Urging, urge_formation
from shuniu.commands.journal import act_of
from shuniu.jobs.demonstration.beijing.committees import PAPERS
from shuniu.jobs.demonstration.entering.known import Known
from shuniu.jobs.demonstration.entering.submissions import CLERK, REVIEWER
from shuniu.jobs.demonstration.plan import HeadCountRow, Organization, World
from shuniu.policy.words.accounts import Role
from shuniu.queries.accounts import Actor, account_named, account_uuid, actor_for

ENOUGH = 3  # full members
REMARKS = {"name": "请写全称，与登记的单位名称一致。", "grounds": "请写明党员从哪些单位转入。"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One organization, who works there, the clerk of the committee that looks through it and of the one above."""

    unit: int
    plan: Organization
    row: HeadCountRow
    clerk: Actor
    reviewer: Actor
    committee: Actor
    today: date

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def applied(self, version: int = 0) -> Applied:
        name = str(self.plan.values["name"])
        filed = {
            "name": f"中共{name}支部委员会",
            "kind": "party_branch",
            "mode": "separate",
            "basis": "unit",
            "full_members": self.row.full_members,
            "probationary": self.row.probationary,
            "full_time": self.row.full_members,
            "managers": 0,
            "managers_transferred": 0,
            "relations_in": self.row.full_members,
            "committee_seats": 3 if self.row.full_members >= 7 else None,
            "secretary_source": "party_member_head",
            "field": self.plan.values.get("field") or "",
            "grounds": f"本单位有正式党员 {self.row.full_members} 名，申请单独建立党支部。",
        }
        return Applied(unit=self.unit, filed=filed, version=version)

    def submit(self, days: int, version: int = 0) -> UUID:
        return submit_formation(act_of(self.clerk, self.ago(days)), self.applied(version))

    def accept(self, days: int, case: UUID) -> UUID:
        check_formation_case(act_of(self.reviewer, self.ago(days)), Looked(case=case, version=2))
        return case


def _drafted(desk: Desk) -> None:
    """By the office, for an organization that has not applied itself."""
    keep_formation(act_of(desk.reviewer, desk.ago(1)), desk.applied())


def _late(desk: Desk) -> None:
    desk.submit(45)


def _waiting(desk: Desk) -> None:
    desk.submit(4)


def _returned(desk: Desk) -> None:
    case = desk.submit(12)
    return_formation(act_of(desk.reviewer, desk.ago(6)), Looked(case=case, version=2), REMARKS)


def _reviewing(desk: Desk) -> None:
    desk.accept(9, desk.submit(15))


def _met(desk: Desk, days: tuple[int, int, int]) -> CaseNamed:
    """Sent, checked and reviewed so many days ago: it waits for a meeting."""
    sent, checked, reviewed = days
    case = desk.accept(checked, desk.submit(sent))
    review_formation(act_of(desk.committee, desk.ago(reviewed)), Looked(case=case, version=3))
    return CaseNamed(case=case, version=4)


# The first of the committee in which the cast works; the others of committees without a clerk of their own.
OWN: Sequence[Callable[[Desk], None]] = (_late, _returned)
OTHERS: Sequence[Callable[[Desk], None]] = (_waiting, _drafted, _reviewing, _waiting)
# What the meetings decide on: by when it came to them, and how many.
FIRST, SECOND, NEXT = (68, 60, 52), (38, 30, 22), (20, 16, 10)
TO_MEET: Sequence[tuple[tuple[int, int, int], int]] = ((FIRST, 4), (SECOND, 3), (NEXT, 2))


def apply_for_formations(
    known: Known, world: World, first: int, covered: Collection[int]
) -> dict[tuple[int, int, int], list[CaseNamed]]:
    """One clerk works for all of them, as for the submissions. ``first``: an organization of the cast's committee.

    Of those that do not apply one is urged. Returns what waits for a meeting, by when it came to it.
    """
    own = world.organizations[first].committee(known.clerk.today)
    counted = {row.organization: row for row in world.surveys[-1].rows if row.full_members >= ENOUGH}
    chosen = [
        one
        for one in world.organizations
        if one.key in counted and one.key not in covered and one.standing(known.clerk.today)
    ]
    mine = [one for one in chosen if one.committee(known.clerk.today) == own]
    others = [one for one in chosen if one.committee(known.clerk.today) not in ("", own)]
    reviewer = actor_for(account_named(REVIEWER), None, known.clerk.now)
    for plan, done in zip(mine, OWN, strict=False):
        done(_desk(known, plan, counted, reviewer))
    for plan, done in zip(others, OTHERS, strict=False):
        done(_desk(known, plan, counted, known.clerk))
    left = [(plan, reviewer) for plan in mine[len(OWN) :]] + [(plan, known.clerk) for plan in others[len(OTHERS) :]]
    found: dict[tuple[int, int, int], list[CaseNamed]] = {}
    for days, count in TO_MEET:
        desks = [_desk(known, plan, counted, office) for plan, office in left[:count]]
        found[days], left = [_met(desk, days) for desk in desks], left[count:]
    for plan, _ in left[:1]:
        urged = Urging(unit=known.units[plan.key], letter=True, mark=PAPERS)
        urge_formation(known.act(known.clerk.today - timedelta(days=5)), urged)
    return found


def _desk(known: Known, plan: Organization, counted: Mapping[int, HeadCountRow], reviewer: Actor) -> Desk:
    return Desk(
        unit=known.units[plan.key],
        plan=plan,
        row=counted[plan.key],
        clerk=_clerk(known, plan),
        reviewer=reviewer,
        committee=known.clerk,
        today=known.clerk.today,
    )


def _clerk(known: Known, plan: Organization) -> Actor:
    clerk = known.clerk
    new = NewAssignment(role=Role.ORGANIZATION_CLERK, unit=known.units[plan.key])
    held = assign(act_of(clerk, clerk.today), account_uuid(clerk, CLERK), new)
    return actor_for(account_named(CLERK), UUID(held.answer["assignment"]), clerk.now)

"""Some organizations that should have a Party organization apply for one: each application stands somewhere else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from shuniu.commands.accounts import NewAssignment
from shuniu.commands.accounts.assigning import assign
from shuniu.commands.formation.asking import Applied
from shuniu.commands.formation.filling import keep_formation, submit_formation
from shuniu.commands.formation.reviewing import Looked, check_formation_case, return_formation, review_formation
from shuniu.commands.journal import act_of
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


def _to_meet(desk: Desk) -> None:
    case = desk.accept(16, desk.submit(20))
    review_formation(act_of(desk.committee, desk.ago(10)), Looked(case=case, version=3))


# The first of the committee in which the cast works; the others of committees without a clerk of their own.
OWN: Sequence[Callable[[Desk], None]] = (_late, _returned)
OTHERS: Sequence[Callable[[Desk], None]] = (_waiting, _drafted, _reviewing, _to_meet, _to_meet, _waiting)


def apply_for_formations(known: Known, world: World, first: int, covered: Collection[int]) -> None:
    """One clerk works for all of them, as for the submissions. ``first``: an organization of the cast's committee."""
    today, now = known.clerk.today, known.clerk.now
    own = world.organizations[first].committee(today)
    chosen = [one for one in world.organizations if one.standing(today) and one.key not in covered]
    counted = {row.organization: row for row in world.surveys[-1].rows if row.full_members >= ENOUGH}
    mine = [one for one in chosen if one.key in counted and one.committee(today) == own]
    others = [one for one in chosen if one.key in counted and one.committee(today) not in ("", own)]
    reviewer = actor_for(account_named(REVIEWER), None, now)
    pairs = [(plan, done, reviewer) for plan, done in zip(mine, OWN, strict=False)]
    pairs += [(plan, done, known.clerk) for plan, done in zip(others, OTHERS, strict=False)]
    for plan, done, office in pairs:
        done(
            Desk(
                unit=known.units[plan.key],
                plan=plan,
                row=counted[plan.key],
                clerk=_clerk(known, plan),
                reviewer=office,
                committee=known.clerk,
                today=today,
            )
        )


def _clerk(known: Known, plan: Organization) -> Actor:
    clerk = known.clerk
    new = NewAssignment(role=Role.ORGANIZATION_CLERK, unit=known.units[plan.key])
    held = assign(act_of(clerk, clerk.today), account_uuid(clerk, CLERK), new)
    return actor_for(account_named(CLERK), UUID(held.answer["assignment"]), clerk.now)

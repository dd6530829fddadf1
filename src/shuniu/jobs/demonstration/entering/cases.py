"""What is under way around the cast: each procedure in several of its states, through the ordinary commands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from shuniu.commands.accounts import NewAssignment
from shuniu.commands.accounts.assigning import assign
from shuniu.commands.formation.adjusting import submit_adjustment
from shuniu.commands.formation.adjusting_law import Adjusting
from shuniu.commands.journal import act_of
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.jobs.demonstration.beijing.branches import MONTHS_OF_A_TERM
from shuniu.jobs.demonstration.entering import formations, leadership, plans
from shuniu.jobs.demonstration.entering.elections import Bench, hold_elections
from shuniu.jobs.demonstration.entering.known import HELPER, SECRETARY, Known
from shuniu.jobs.demonstration.entering.meetings import hold_meetings, papers
from shuniu.jobs.demonstration.entering.submissions import REVIEWER
from shuniu.jobs.demonstration.plan import Branch, World
from shuniu.kernel.calendar import after_months
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.queries.accounts import Actor, account_named, account_uuid, actor_for
from shuniu.queries.elections.people import members_to_name

ELECTED = 2  # the branch whose election is over, among those that elect
LEADERS = 4
MARK, JOINT_MARK, JOINT_DECISION = "documents.mark", "教培一联", "发文代字（演示）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """``shown``: the branch of the cast; ``covered``: the organizations that a branch covers today."""

    known: Known
    world: World
    shown: Branch
    covered: Collection[int]

    @property
    def office(self) -> Actor:
        """The clerk of the joint committee."""
        return actor_for(account_named(REVIEWER), None, self.known.clerk.now)

    def act_in(self) -> None:
        """Applications, an appointment, meetings, elections, a hand-over, an adjustment."""
        top = self.known.nodes[self.world.code]
        papers(self.known, top)
        found = formations.apply_for_formations(self.known, self.world, self.shown.organizations[0], self.covered)
        benches = list(self._benches())
        proposed = self._proposed([bench for _, bench in benches])
        hold_meetings(self.known, top, found, proposed)
        leadership.appoint(self.known, proposed)
        self._mark(self.known.nodes[self.shown.parent])
        hold_elections([bench for _, bench in benches])
        for branch, bench in benches[ELECTED : ELECTED + 1]:
            leadership.hand_over_what_there_is(bench.clerk, branch.key, 20)
        for branch, bench in benches[-1:]:
            self._rename(branch, bench)

    def plan_ahead(self) -> None:
        """Once it has been counted: plans ask which organizations count, and as what."""
        plans.plan_formations(self.known, self.world, self.office, self.shown.parent, self.covered)

    def _benches(self) -> Iterator[tuple[Branch, Bench]]:
        """Those whose terms end on days of their own, in their order; that of the cast is the first."""
        elected = [one for one in self.world.branches if one.renewed_on is not None]
        for place, branch in enumerate(elected):
            assert branch.renewed_on is not None, "only those were taken"
            bench = Bench(
                body=self.known.nodes[branch.key],
                ends_on=after_months(branch.renewed_on, MONTHS_OF_A_TERM),
                clerk=self._clerk(place, branch),
                above=self.office,
                today=self.known.clerk.today,
            )
            yield branch, bench

    def _mark(self, node: int) -> None:
        """Under which the joint committee sends out its replies and reminders."""
        mark = DecidedFigure(party_organization=node, key=MARK, value=[JOINT_MARK], decision=JOINT_DECISION)
        decide_figures(self.known.act(self.known.clerk.today - timedelta(days=300)), [mark])

    def _clerk(self, place: int, branch: Branch) -> Actor:
        """One who works for Party affairs does so for all the branches beside that of the cast."""
        clerk = self.known.clerk
        if place < 2:
            return actor_for(account_named((SECRETARY, HELPER)[place]), None, clerk.now)
        new = NewAssignment(role=Role.BRANCH_SECRETARY, node=self.known.nodes[branch.key])
        held = assign(act_of(clerk, clerk.today), account_uuid(clerk, HELPER), new)
        return actor_for(account_named(HELPER), UUID(held.answer["assignment"]), clerk.now)

    def _proposed(self, benches: Sequence[Bench]) -> leadership.CaseNamed:
        """Leaders from the rolls of its branches, and the unit of the first of them."""
        people = [members_to_name(self.office, bench.body, bench.today)[0].person for bench in benches[-LEADERS:]]
        unit = self.known.units[self.shown.organizations[0]]
        return leadership.propose(self.known, self.office, self.known.nodes[self.shown.parent], unit, people)

    def _rename(self, branch: Branch, bench: Bench) -> None:
        organization = self.world.organizations[branch.organizations[0]].values["name"]
        filed = {
            "name": f"中共{organization}机关支部委员会",
            "grounds": "本单位另设分支机构，更名以便区分。",
        }
        row = Adjusting(party_organization=bench.body, topic=AdjustmentTopic.RENAME, filed=filed)
        submit_adjustment(act_of(bench.clerk, bench.today - timedelta(days=5)), row)

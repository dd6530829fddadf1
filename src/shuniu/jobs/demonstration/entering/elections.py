"""Some branches elect: each election stands somewhere else, one is over, one term was postponed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from shuniu.commands.elections.letters import Reminding, send_reminder
from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.elections.nominating import Nomination, submit_candidates
from shuniu.commands.elections.postponing import (
    PostponementMoved,
    PostponementRequest,
    move_postponement,
    submit_postponement,
)
from shuniu.commands.elections.reporting import ResultReply, ResultReport, reply_to_result, report_result
from shuniu.commands.elections.requesting import ElectionRequest, submit_election
from shuniu.commands.elections.voting import Vote, VoteCount, record_vote
from shuniu.commands.journal import Act, act_of
from shuniu.policy.elections.candidates import SOURCE
from shuniu.policy.words import PartyPost
from shuniu.policy.words.cases import Verb
from shuniu.queries.accounts import Actor
from shuniu.queries.elections.doors import sources_open
from shuniu.queries.elections.people import members_to_name

COMMITTEE_FROM, SEATS, NAMED = 7, 3, 4
DIVISIONS = ("organization_commissary", "publicity_commissary", "discipline_commissary")
LATER = timedelta(days=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A branch that elects, who works there and above it. ``ends_on``: of its term."""

    body: int
    ends_on: date
    clerk: Actor
    above: Actor
    today: date

    def by(self, days: int) -> Act:
        """Of the branch, so many days ago."""
        return act_of(self.clerk, self.today - timedelta(days=days))

    def over(self, days: int) -> Act:
        """Of the level above."""
        return act_of(self.above, self.today - timedelta(days=days))

    def members(self) -> list[UUID]:
        """Full members of the roll; who led the branch comes last, so that another is elected."""
        return [one.person for one in members_to_name(self.clerk, self.body, self.today)]

    @property
    def seats(self) -> int:
        return SEATS if len(self.members()) >= COMMITTEE_FROM else 0

    def request(self, days: int, planned: int) -> UUID:
        asked = ElectionRequest(
            body=self.body,
            form="general_meeting",
            seats=self.seats,
            deputies=0,
            planned_on=self.today + timedelta(days=planned),
            grounds="按上级党组织的统一安排，结合本支部实际确定召开时间。",
        )
        return submit_election(self.by(days), asked)

    def move(self, act: Act, case: UUID, version: int, verb: Verb) -> None:
        move_election(act, Moved(case=case, version=version, verb=verb))

    def nominate(self, days: int, case: UUID) -> None:
        members = self.members()
        named = [(members[-1], PartyPost.SECRETARY)]
        if self.seats:
            named += [(one, PartyPost.COMMITTEE_MEMBER) for one in members[-NAMED:]]
        # First in the order of the text, so that nothing earlier is skipped.
        first = {SOURCE: next(iter(sources_open(self.body, self.today)), ""), "management_stated": True}
        submit_candidates(self.by(days), Nomination(case=case, version=3, candidates=named, secretary=first))

    def vote(self, days: int, case: UUID, version: int, voters: int, yes: Sequence[tuple[UUID, int]]) -> None:
        """All of them are there, every ballot is valid; who did not say yes said no."""
        minutes = Vote(
            case=case,
            version=version,
            held_on=self.today - timedelta(days=days),
            voters=voters,
            present=voters,
            issued=voters,
            returned=voters,
            valid=voters,
            counts=[VoteCount(person=person, yes=count, no=voters - count) for person, count in yes],
        )
        record_vote(self.by(days), minutes)


def _nominating(bench: Bench) -> None:
    case = bench.request(12, 45)
    bench.move(bench.over(7), case, 2, Verb.APPROVE)


def _requested(bench: Bench) -> None:
    bench.request(3, 20)


def _nominated(bench: Bench) -> None:
    case = bench.request(34, 10)
    bench.move(bench.over(30), case, 2, Verb.APPROVE)
    bench.nominate(6, case)


def _over(bench: Bench) -> None:
    """From the request to the archive; the new secretary is another one, so the hand-over has opened."""
    case, members = bench.request(78, -36), bench.members()
    bench.move(bench.over(74), case, 2, Verb.APPROVE)
    bench.nominate(60, case)
    bench.move(bench.over(52), case, 4, Verb.ACCEPT)
    voters, version = len(members), 5
    elected: list[UUID] = []
    if bench.seats:
        elected = members[-SEATS:]
        counts = [(one, voters) for one in elected] + [(members[-NAMED], 1)]
        bench.vote(36, case, version, voters, counts)
        version, voters = version + 1, SEATS
    bench.vote(36, case, version, voters, [(members[-1], voters)])
    divisions = dict(zip(elected[:-1], DIVISIONS, strict=False))
    report_result(bench.by(33), ResultReport(case=case, version=version + 1, divisions=divisions))
    effective = bench.today - timedelta(days=28)
    reply_to_result(bench.over(28), ResultReply(case=case, version=version + 2, effective_on=effective))
    bench.move(bench.by(24), case, version + 3, Verb.ARCHIVE)


def _postponed(bench: Bench) -> None:
    """Asked for while the term was still running."""
    asked = PostponementRequest(
        body=bench.body, until=bench.ends_on + LATER, grounds="本单位理事会换届在即，负责人调整后再行选举。"
    )
    days = (bench.today - bench.ends_on).days
    case = submit_postponement(bench.by(days + 40), asked)
    move_postponement(bench.over(days + 31), PostponementMoved(case=case, version=2, verb=Verb.APPROVE))


def _reminded(bench: Bench) -> None:
    send_reminder(bench.over(1), Reminding(body=bench.body))


# In the order of ``beijing.branches.TERMS_END_IN``.
SHOWN: Sequence[Callable[[Bench], None]] = (_nominating, _requested, _over, _postponed, _nominated, _reminded)


def hold_elections(benches: Sequence[Bench]) -> None:
    for bench, done in zip(benches, SHOWN, strict=False):
        done(bench)

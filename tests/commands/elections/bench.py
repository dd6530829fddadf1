"""A branch that elects, its secretary and the joint committee's clerk, with what they do in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from tests.commands.cast import TODAY, World
from tests.commands.members.roll import ADMITTED, branch, entered, row

from shuniu.access import Actor
from shuniu.commands.elections.letters import Numbering
from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.elections.nominating import Nomination, submit_candidates
from shuniu.commands.elections.reporting import ResultReply, ResultReport, reply_to_result, report_result
from shuniu.commands.elections.requesting import ElectionRequest, submit_election
from shuniu.commands.elections.voting import Vote, VoteCount, record_vote
from shuniu.commands.journal import Act
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.models import Candidate, Case, LocalFigure, Person, Post, Term
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.elections.counting import Result
from shuniu.policy.words import PartyPost
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb

BEGUN, END = date(2023, 10, 1), date(2026, 10, 1)
DAY = timedelta(days=1)
NEXT = Numbering()
MEMBER, SECRETARY, DEPUTY = PartyPost.COMMITTEE_MEMBER, PartyPost.SECRETARY, PartyPost.DEPUTY_SECRETARY


@dataclass
class Bench:
    """``people`` are the keys of the members of ``body``; the branch secretary files, the joint clerk decides. ``day``
    is that of the acts."""

    world: World
    body: int
    people: list[int]
    secretary: Actor
    joint: Actor
    day: date = TODAY

    @property
    def cases(self) -> QuerySet[Case]:
        """Without the hand-over that another secretary opens."""
        return Case.objects.filter(party_organization=self.body).exclude(kind="handover")

    @property
    def row(self) -> Case:
        return self.cases.latest("pk")

    @property
    def version(self) -> int:
        return self.cases.exclude(holder="").values_list("version", flat=True)[0]

    def act(self, by: Actor | None = None) -> Act:
        return self.world.act(self.day, by=by or self.secretary)

    def public(self, person: int) -> UUID:
        return Person.objects.get(pk=person).uuid

    def request(self, by: Actor | None = None, **more: Any) -> UUID:
        held = Case.objects.filter(party_organization=self.body).exclude(holder="").first()
        usual: dict[str, Any] = {
            "body": self.body, "form": "general_meeting", "seats": 3, "deputies": 0,
            "planned_on": TODAY + 20 * DAY, "version": held.version if held else 0,
        }  # fmt: skip
        return submit_election(self.act(by), ElectionRequest(**{**usual, **more}))

    def move(self, verb: Verb, by: Actor | None = None, **remarks: str) -> None:
        row = self.row
        move_election(self.act(by), Moved(case=row.uuid, version=row.version, verb=verb, remarks=remarks))

    def end(self, reason: str = "党组织将调整，选举不再进行", by: Actor | None = None) -> None:
        """终止 of what was approved."""
        row = self.row
        said = Moved(case=row.uuid, version=row.version, verb=Verb.DROP, reason=reason)
        move_election(self.act(by or self.joint), said)

    def renominate(self, reason: str = "没有人得到足够的赞成票") -> None:
        row = self.row
        move_election(self.act(), Moved(case=row.uuid, version=row.version, verb=Verb.RENOMINATE, reason=reason))

    def nominate(
        self,
        members: Sequence[int],
        secretary: int,
        deputies: Sequence[int] = (),
        source: str = "party_member_head",
    ) -> None:
        named = [(self.public(self.people[key]), MEMBER) for key in members]
        named += [(self.public(self.people[secretary]), SECRETARY)]
        named += [(self.public(self.people[key]), DEPUTY) for key in deputies]
        row = self.row
        said = {"secretary_source": source}
        submit_candidates(self.act(), Nomination(case=row.uuid, version=row.version, candidates=named, secretary=said))

    def vote(self, yes: dict[int, int], present: int | None = None, voters: int | None = None, **more: Any) -> Result:
        return record_vote(self.act(), self.counted(yes, present, voters, **more))

    def counted(self, yes: dict[int, int], present: int | None = None, voters: int | None = None, **more: Any) -> Vote:
        """``yes`` by place in ``people``; everybody present votes validly, and says no where not yes."""
        row = self.row
        there = len(self.people) if present is None else present
        counts = [
            VoteCount(
                person=self.public(self.people[key]), yes=one, no=0 if key in more.get("written", ()) else there - one
            )
            for key, one in yes.items()
        ]
        more.pop("written", None)
        usual: dict[str, Any] = {
            "case": row.uuid, "version": row.version, "held_on": TODAY, "present": there, "issued": there,
            "voters": len(self.people) if voters is None else voters, "returned": there, "valid": there,
            "counts": counts,
        }  # fmt: skip
        return Vote(**{**usual, **more})

    def report(self, **divisions: str) -> None:
        row = self.row
        told = {self.public(self.people[int(key[1:])]): value for key, value in divisions.items()}
        report_result(self.act(), ResultReport(case=row.uuid, version=row.version, divisions=told))

    def reply(self, on: date = TODAY, by: Actor | None = None, numbering: Numbering = NEXT) -> None:
        row = self.row
        said = ResultReply(case=row.uuid, version=row.version, effective_on=on, numbering=numbering)
        reply_to_result(self.act(by or self.joint), said)

    def to_voting(self, seats: int = 3, deputies: int = 0) -> None:
        self.request(seats=seats, deputies=deputies)
        self.move(Verb.APPROVE, self.joint)
        if seats:
            self.nominate(range(-(-seats * 6 // 5)), 0, range(1, 1 + deputies))
        else:
            self.nominate([], 0, range(1, 1 + deputies))
        self.move(Verb.ACCEPT, self.joint)

    def outcomes(self, post: PartyPost = MEMBER) -> dict[int, str]:
        rows = Candidate.objects.filter(case=self.row, post=post.value)
        return {self.people.index(one.person_id): one.outcome for one in rows}

    def posts(self, on: date) -> dict[int, tuple[str, str]]:
        rows = Post.objects.filter(party_organization=self.body, retracted__isnull=True, period__contains=on)
        return {self.people.index(one.person_id): (one.post, one.how) for one in rows}

    def terms(self) -> list[tuple[date, date | None]]:
        rows = Term.objects.filter(party_organization=self.body, retracted__isnull=True).order_by("period")
        return [(days.lower, days.upper) for days in rows.values_list("period", flat=True)]


def mark(world: World, node: int, *marks: str) -> None:
    """Under which the office sends out its letters; decided once."""
    if not LocalFigure.objects.filter(party_organization=node, key=MARK).exists():
        said = DecidedFigure(party_organization=node, key=MARK, value=list(marks), decision="公文管理办法")
        decide_figures(world.act(BEGUN), [said])


def bench(
    world: World,
    members: int = 10,
    *,
    name: str = "甲协会党支部",
    begun: date = BEGUN,
    end: date | None = END,
    mark_of_north: str = "北联",
) -> Bench:
    body = branch(world, name)
    if mark_of_north:
        mark(world, world.north, mark_of_north)
    people = entered(world, *(row(body, f"党员{key}", membership=ADMITTED) for key in range(members)))
    if begun:
        record_terms(world.act(begun), [TermOfCommittee(party_organization=body, begins_on=begun, ends_on=end)])
    return Bench(
        world, body, people, world.actor(Role.BRANCH_SECRETARY, body),
        world.actor(Role.JOINT_COMMITTEE_CLERK, world.north),
    )  # fmt: skip

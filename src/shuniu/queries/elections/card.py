"""One election: the case with what was approved, who stands, every vote that counts, and what is voted on next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor
from shuniu.models import Candidate, Case, ElectionCase, ElectionRound, Votes
from shuniu.policy.elections.ballot import BallotOrder, ballot_order
from shuniu.policy.elections.candidates import SURPLUS, least_candidates
from shuniu.policy.elections.counting import EXCLUDED
from shuniu.policy.elections.steps import ELECTION
from shuniu.policy.elections.votes import OpenVote, open_vote
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.elections import Outcome
from shuniu.queries.cases.card import CaseCard, case_card
from shuniu.queries.elections.people import members_to_name, names_to_read
from shuniu.queries.facts.elections import full_members, reduced_posts, seats_of, standing
from shuniu.queries.facts.packs import figures_at


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLine:
    key: int
    person: UUID
    name: str
    post: str
    outcome: str
    written_in: bool
    division: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteLine:
    """The votes of one candidate: name, yes, no, abstained."""

    name: str
    yes: int
    no: int
    abstain: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One vote. ``late``: it was entered on a later day than it was held."""

    number: int
    post: str
    held_on: date
    entered_on: date
    seats: int
    due: int
    excluded: Mapping[str, int]
    present: int
    issued: int
    returned: int
    valid: int
    consent: int | None
    note: str
    votes: Sequence[VoteLine]

    @property
    def late(self) -> bool:
        return self.entered_on > self.held_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionCard:
    """``seats`` and ``deputies`` as approved, None before.
    ``least``: candidates for the committee. ``vote``: what is voted on next, where it is voted."""

    case: CaseCard
    body: int
    code: str
    seats: int | None
    deputies: int | None
    least: int | None
    candidates: Sequence[CandidateLine]
    rounds: Sequence[RoundLine]
    vote: OpenVote | None


def election_card(actor: Actor, public: UUID, on: date) -> ElectionCard:
    """Raises NotFound out of reach."""
    case = case_card(actor, ELECTION, public, on)
    row = Case.objects.select_related("party_organization").get(pk=case.key)
    assert row.party_organization is not None, "an election is that of a Party organization"
    approved = ElectionCase.objects.filter(case=row).first()
    voting = case.state in (CaseState.VOTING, CaseState.FIRST_MEETING)
    return ElectionCard(
        case=case,
        body=row.party_organization.pk,
        code=row.party_organization.code,
        seats=approved.seats if approved else None,
        deputies=approved.deputies if approved else None,
        least=_least(row, approved),
        candidates=_candidates(actor, row.pk, on),
        rounds=_rounds(actor, row.pk, on),
        vote=open_vote(CaseState(case.state), seats_of(row.pk), standing(row.pk), reduced_posts(row.pk))
        if voting
        else None,
    )


def _least(row: Case, approved: ElectionCase | None) -> int | None:
    if approved is None or not approved.seats:
        return None
    texts = figures_at([approved.party_organization_id], row.law_day)[approved.party_organization_id]
    surplus = texts.stated(SURPLUS) if texts is not None else None
    return None if surplus is None else least_candidates(approved.seats, int(surplus.value))


def _candidates(actor: Actor, case: int, on: date) -> list[CandidateLine]:
    rows = list(Candidate.objects.filter(case=case).select_related("person").order_by("pk"))
    names = names_to_read(actor, [row.person_id for row in rows], on)
    found = [
        CandidateLine(
            key=row.pk,
            person=row.person.uuid,
            name=names.get(row.person_id, ""),
            post=row.post,
            outcome=row.outcome,
            written_in=row.written_in,
            division=row.division,
        )
        for row in rows
    ]
    return [one for post in dict.fromkeys(one.post for one in found) for one in _ordered(found, post)]


def _ordered(rows: Sequence[CandidateLine], post: str) -> list[CandidateLine]:
    """Those of one post as they stand on its ballot."""
    mine = [one for one in rows if one.post == post]
    return [mine[place] for place in ballot_order(post, [one.name for one in mine]).places]


def _rounds(actor: Actor, case: int, on: date) -> list[RoundLine]:
    rows = list(ElectionRound.objects.filter(case=case, withdrawn=False).select_related("recorded").order_by("number"))
    votes: dict[int, list[Votes]] = {}
    for vote in Votes.objects.filter(round__in=rows).select_related("candidate").order_by("pk"):
        votes.setdefault(vote.round_id, []).append(vote)
    names = names_to_read(actor, {one.candidate.person_id for held in votes.values() for one in held}, on)
    return [
        RoundLine(
            number=row.number,
            post=row.post,
            held_on=row.held_on,
            entered_on=row.recorded.on,
            seats=row.seats,
            due=row.voters - sum(row.excluded.values()),
            excluded=row.excluded,
            present=row.present,
            issued=row.issued,
            returned=row.returned,
            valid=row.valid,
            consent=row.consent,
            note=row.note,
            votes=[
                VoteLine(name=names.get(one.candidate.person_id, ""), yes=one.yes, no=one.no, abstain=one.abstain)
                for one in votes.get(row.pk, ())
            ],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """``ballot``: public id and name of those to be counted, in their ``order``; ``others`` may be written in.
    ``classes``: who may be left out of those due. ``voters``: as the register counts them, None where it names
    nobody."""

    ballot: list[tuple[UUID, str]]
    order: BallotOrder
    others: list[tuple[UUID, str]]
    classes: Sequence[Mapping[str, Any]]
    voters: int | None


def voting_of(actor: Actor, found: ElectionCard, on: date) -> Voting:
    """Where nobody nominated may be elected any more, the committee votes on all of its members."""
    assert found.vote is not None, "asked only while something is voted on"
    electorate = found.vote.electorate
    people = members_to_name(actor, found.body, on)
    on_ballot = [(one.person, one.name) for one in found.candidates if one.key in found.vote.candidates]
    there = {public for public, _ in on_ballot}
    others = [
        (one.person, one.name)
        for one in people
        if one.person not in there and (electorate is None or one.key in electorate)
    ]
    texts = figures_at([found.body], on)[found.body]
    classes = texts.stated(EXCLUDED) if texts is not None else None
    elected = {one.person for one in found.candidates if one.outcome == Outcome.ELECTED}
    return Voting(
        ballot=on_ballot or others,
        order=ballot_order(found.vote.post, [name for _, name in on_ballot]),
        others=others if on_ballot else [],
        classes=() if classes is None else classes.value,
        voters=full_members(found.body, on) if electorate is None else len(elected),
    )

"""Enter one vote from its minutes: who was due and present, the ballots, the votes; who is elected follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.commands.cases.moving import Move, case_to_move, record_step, state_of
from shuniu.commands.elections.moving import body_of, lawful, step, texts_of
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.commands.members.reaching import persons_in_reach
from shuniu.kernel.decision import Decision
from shuniu.models import Candidate, Case, ElectionCase, ElectionRound, Votes
from shuniu.policy.elections.candidates import may_be_written_in
from shuniu.policy.elections.conducting import Conduct, ConductFacts, may_conduct
from shuniu.policy.elections.counting import Count, Minutes, Result, may_close, result_of
from shuniu.policy.elections.reporting import may_hold_on
from shuniu.policy.elections.steps import ELECTION
from shuniu.policy.elections.votes import OpenVote, open_vote
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.policy.words.elections import ElectionForm, Outcome
from shuniu.queries.facts.elections import (
    candidate_facts,
    full_members,
    moved_on,
    persons_named,
    reduced_posts,
    seats_of,
    standing,
)

VOTING = frozenset({CaseState.VOTING, CaseState.FIRST_MEETING})


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCount:
    """``person``: the public id of the member."""

    person: UUID
    yes: int
    no: int = 0
    abstain: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """The minutes of one vote. ``counts`` of those on the ballot and of whoever was written in."""

    case: UUID
    version: int
    held_on: date
    voters: int
    present: int
    issued: int
    returned: int
    valid: int
    counts: Sequence[VoteCount]
    note: str = ""
    excluded: Mapping[str, int] = field(default_factory=dict)
    agreed: bool = False
    consent: int | None = None
    conduct: Conduct = Conduct()


def record_vote(act: Act, row: Vote) -> Result:
    """登记选举. Where nothing is left to vote on in this meeting the case goes on. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "election.record_vote", about=("election", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return Result(**{**opened.answer, "elected": (), "tied": ()})
        held, vote = _to_vote(opened.act, row)
        texts = texts_of(body_of(held), held.law_day)
        known = _candidates(opened.act, held, row, vote)
        minutes = _minutes(held, row, vote, known)
        conducted = may_conduct(_conduct(opened.act, vote, row, minutes, known))
        lawful(lambda: Decision.of([*may_close(minutes, texts).objections, *conducted.objections]))
        result = result_of(minutes, texts)
        _write(opened.act, held, row, minutes, known)
        _settle(held, vote, result)
        _go_on(opened.act, held)
        opened.answer.update(left=result.left, closed=result.closed)
        return result


def _to_vote(act: Act, row: Vote) -> tuple[Case, OpenVote]:
    held = case_to_move(act, ELECTION, row.case, Action.FILE_CASE, row.version)
    state = CaseState(state_of(ELECTION, held))
    if state not in VOTING:
        refuse(ELECTION.may_move(state, Verb.RECORD).objections)
    opened = moved_on(held.pk, Verb.ACCEPT) or held.law_day
    refuse(may_hold_on(row.held_on, act.on, opened).objections)
    vote = open_vote(state, seats_of(held.pk, act.on), standing(held.pk), reduced_posts(held.pk))
    assert vote is not None, "a case in which all is settled has gone on"
    return held, vote


def _candidates(act: Act, held: Case, row: Vote, vote: OpenVote) -> dict[int, Candidate]:
    """Those counted by person: of the ballot all must be, others are written in and must have the right to stand."""
    keys = persons_named([str(one.person) for one in row.counts])
    persons = [keys.get(str(one.person), 0) for one in row.counts]
    mine = persons_in_reach(act.actor, keys.values())
    refuse(out_of_reach("该党员", index, "votes") for index, person in enumerate(persons) if person not in mine)
    ballot = {one.person_id: one for one in Candidate.objects.filter(pk__in=vote.candidates).order_by("pk")}
    others = [person for person in persons if person not in ballot]
    facts = candidate_facts(body_of(held), [(person, vote.post) for person in others], row.held_on)
    refuse(may_be_written_in(facts, vote.electorate).objections)
    for person in others:
        # Where nobody nominated was elected into the committee, it names one of its own on the spot.
        written = Candidate.objects.get_or_create(
            case=held, person_id=person, post=vote.post.value, defaults={"written_in": bool(ballot)}
        )
        ballot[person] = written[0]
    return ballot


def _minutes(held: Case, row: Vote, vote: OpenVote, known: Mapping[int, Candidate]) -> Minutes:
    keys = persons_named([str(one.person) for one in row.counts])
    told = {keys[str(one.person)]: one for one in row.counts}
    names = {
        one.person: one.name
        for one in candidate_facts(body_of(held), [(person, vote.post) for person in known], row.held_on)
    }
    none = VoteCount(person=held.uuid, yes=0)
    return Minutes(
        voters=row.voters,
        on_roll=_on_roll(held, row, vote),
        note=row.note,
        excluded={name: number for name, number in row.excluded.items() if number},
        agreed=row.agreed,
        present=row.present,
        issued=row.issued,
        returned=row.returned,
        valid=row.valid,
        counts=[
            Count(
                candidate=one.pk,
                name=names[person],
                yes=told.get(person, none).yes,
                no=told.get(person, none).no,
                abstain=told.get(person, none).abstain,
                written_in=bool(vote.candidates) and one.pk not in vote.candidates,
            )
            for person, one in known.items()
        ],
        seats=vote.seats,
        consent=row.consent,
        reducible=vote.reducible,
    )


def _conduct(act: Act, vote: OpenVote, row: Vote, minutes: Minutes, known: Mapping[int, Candidate]) -> ConductFacts:
    keys = persons_named([str(one) for one in row.conduct.named])
    mine = persons_in_reach(act.actor, keys.values())
    form = ElectionCase.objects.filter(case__uuid=row.case).values_list("form", flat=True)[0]
    ballot = Candidate.objects.filter(pk__in=[one.pk for one in known.values()])
    return ConductFacts(
        said=row.conduct,
        standing=frozenset(ballot.values_list("person__uuid", flat=True)),
        known=frozenset(UUID(public) for public, key in keys.items() if key in mine),
        absent=max(minutes.due - minutes.present, 0),
        form=ElectionForm(form),
        in_committee=vote.electorate is not None,
    )


def _on_roll(held: Case, row: Vote, vote: OpenVote) -> int | None:
    """Whom the register knows to have a vote: the members, or the committee; delegates it does not."""
    if vote.electorate is not None:
        return vote.voters
    if ElectionCase.objects.filter(case=held, form=ElectionForm.DELEGATES.value).exists():
        return None
    return full_members(body_of(held), row.held_on)


def _write(act: Act, held: Case, row: Vote, minutes: Minutes, known: Mapping[int, Candidate]) -> None:
    number = ElectionRound.objects.filter(case=held).count() + 1
    made = ElectionRound.objects.create(
        case=held,
        number=number,
        post=next(iter(known.values())).post,
        held_on=row.held_on,
        seats=minutes.seats,
        voters=minutes.voters,
        on_roll=minutes.on_roll,
        note=minutes.note.strip(),
        excluded=dict(minutes.excluded),
        agreed=minutes.agreed,
        **_conducted(row.conduct),
        present=minutes.present,
        issued=minutes.issued,
        returned=minutes.returned,
        valid=minutes.valid,
        consent=minutes.consent,
        recorded=act.line,
    )
    Votes.objects.bulk_create(
        [
            Votes(round=made, candidate_id=one.candidate, yes=one.yes, no=one.no, abstain=one.abstain)
            for one in minutes.counts
        ]
    )


def _conducted(said: Conduct) -> dict[str, Any]:
    return {
        "chaired_by": said.chaired_by,
        "on_leave": said.on_leave,
        "sat_in": said.sat_in,
        "scrutineers": [str(one) for one in said.scrutineers],
        "tellers": [str(one) for one in said.tellers],
    }


def _settle(held: Case, vote: OpenVote, result: Result) -> None:
    mine = Candidate.objects.filter(case=held, post=vote.post.value)
    mine.filter(pk__in=result.elected).update(outcome=Outcome.ELECTED.value)
    rest = mine.exclude(outcome__in=(Outcome.ELECTED.value, Outcome.NOT_NAMED.value))
    if result.closed:
        rest.update(outcome=Outcome.NOT_ELECTED.value)
    else:
        rest.exclude(pk__in=result.tied).update(outcome="")
        rest.filter(pk__in=result.tied).update(outcome=Outcome.TIED.value)


def _go_on(act: Act, held: Case) -> None:
    state = CaseState(state_of(ELECTION, held))
    seats = seats_of(held.pk, act.on)
    if open_vote(state, seats, standing(held.pk), reduced_posts(held.pk)) is not None:
        Case.objects.filter(pk=held.pk).update(version=held.version + 1)
        record_step(act, held, Move(verb=Verb.RECORD))
        return
    leaders = seats.committee and (seats.secretary or seats.deputies)
    onward = Verb.ELECT if leaders and state is CaseState.VOTING else Verb.RECORD
    step(act, ELECTION, held, Move(verb=onward))

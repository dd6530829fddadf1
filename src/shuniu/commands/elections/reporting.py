"""Report the result of an election to the level above; approve it: posts and the new term are facts from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.commands.cases.first_elections import end_first_elections
from shuniu.commands.cases.moving import Move, case_to_move, sent_by, state_of
from shuniu.commands.elections.letters import Numbering, against_reply, send_reply
from shuniu.commands.elections.moving import against, body_of, step, texts_of
from shuniu.commands.journal import Act, lock_tree, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.commands.leadership.renewing import add_to_leadership, renew_leadership
from shuniu.commands.members.posts import PostHeld
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.models import Candidate, Case, ElectionRound
from shuniu.policy.cases.deciding import may_decide
from shuniu.policy.elections.letters import Letter
from shuniu.policy.elections.reporting import (
    ApprovalFacts,
    may_approve_result,
    may_divide,
    not_stated,
)
from shuniu.policy.elections.steps import ELECTION
from shuniu.policy.elections.terms import ends_after, term_years
from shuniu.policy.elections.vacancies import BY_ELECTION
from shuniu.policy.elections.votes import posts_of
from shuniu.policy.grants import Action
from shuniu.policy.packs import NotStated
from shuniu.policy.words import AppointmentMode, PartyPost
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.elections import Outcome
from shuniu.queries.facts.elections import body_facts, rounds_standing, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReport:
    """``divisions``: the work of elected members within the committee, by their public ids."""

    case: UUID
    version: int
    divisions: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReply:
    """``effective_on``: from when the new committee holds its posts; ``numbering`` of the 批复."""

    case: UUID
    version: int
    effective_on: date
    numbering: Numbering = Numbering()


def report_result(act: Act, row: ResultReport) -> None:
    """报告. Raises Refused, ChangedMeanwhile."""
    request = [str(row.case), row.version, sorted((str(key), value) for key, value in row.divisions.items())]
    with open_act(act, "election.report", about=("election", row.case), request=request) as opened:
        if opened.repeated:
            return
        held = case_to_move(opened.act, ELECTION, row.case, Action.FILE_CASE, row.version)
        refuse(ELECTION.may_move(state_of(ELECTION, held), Verb.REPORT).objections)
        _divide(held, row)
        step(opened.act, ELECTION, held, Move(verb=Verb.REPORT, filed={**held.filed, "minutes": told(held)}))


def _divide(held: Case, row: ResultReport) -> None:
    elected = Candidate.objects.filter(
        case=held, post=PartyPost.COMMITTEE_MEMBER.value, outcome=Outcome.ELECTED.value
    ).select_related("person")
    known = {one.person.uuid: one for one in elected}
    divisions = {str(key): value for key, value in row.divisions.items()}
    refuse(may_divide([str(public) for public in known], divisions).objections)
    for public, one in known.items():
        Candidate.objects.filter(pk=one.pk).update(division=divisions.get(str(public), ""))


def told(held: Case) -> list[dict[str, Any]]:
    """The numbers of every vote that counts, as they are reported; members by their public ids."""
    rounds = ElectionRound.objects.filter(case=held, withdrawn=False).order_by("number")
    return [
        {
            "post": one.post,
            "held_on": one.held_on.isoformat(),
            "seats": one.seats,
            "due": one.voters - sum(one.excluded.values()),
            "present": one.present,
            "valid": one.valid,
            "votes": [
                [str(vote.candidate.person.uuid), vote.yes, vote.no, vote.abstain]
                for vote in one.votes.select_related("candidate__person").order_by("pk")
            ],
        }
        for one in rounds
    ]


def reply_to_result(act: Act, row: ResultReply) -> None:
    """批复: the old committee ends, the new one begins with its term, in one transaction; of a by-election they join
    the one that stays. Raises Refused."""
    with open_act(act, "election.reply", about=("election", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        lock_tree()
        held = case_to_move(opened.act, ELECTION, row.case, Action.REVIEW_CASE, row.version)
        refuse(ELECTION.may_move(state_of(ELECTION, held), Verb.REPLY).objections)
        own = may_decide(ELECTION, sent_by(held), act.actor.account).objections
        extra = held.topic == BY_ELECTION
        facts = ApprovalFacts(
            effective_on=row.effective_on,
            elected_on=elected_on(held),
            today=act.on,
            sits_until=body_facts(body_of(held), act.on).ends_on if extra else None,
        )
        letter = Letter.BY_ELECTION_RESULT if extra else Letter.RESULT
        unnumbered = against_reply(opened.act, held, letter, row.numbering)
        refuse([*own, *against(lambda: may_approve_result(facts)), *unnumbered])
        number = send_reply(opened.act, held, letter, row.numbering)
        _seat(opened.act, held, row, number)
        if not extra:
            _begin_term(opened.act, held, row.effective_on)
            said = f"已选举产生，批复{number}"
            end_first_elections(opened.act, {body_of(held): row.effective_on}, said)
        step(opened.act, ELECTION, held, Move(verb=Verb.REPLY))


def elected_on(held: Case) -> date:
    """The day of the first vote on those who stand: the members' meeting."""
    return rounds_standing(held.pk).values_list("held_on", flat=True)[0]


def _seat(act: Act, held: Case, row: ResultReply, number: str) -> None:
    body = body_of(held)
    divisions = dict(Candidate.objects.filter(case=held).exclude(division="").values_list("pk", "division"))
    posts = [
        PostHeld(
            person=person,
            party_organization=body,
            post=post,
            begins_on=row.effective_on,
            how=AppointmentMode.ELECTED,
            document_number=number,
        )
        for person, post in posts_of(standing(held.pk), divisions).items()
    ]
    if held.topic == BY_ELECTION:
        # Whoever sits on the committee stays, and the term goes on.
        add_to_leadership(act, posts, row.effective_on)
    else:
        renew_leadership(act, [body], posts, row.effective_on)


def _begin_term(act: Act, held: Case, begins_on: date) -> None:
    body = body_of(held)
    texts = texts_of(body, held.law_day)
    try:
        years = term_years(body_facts(body, act.on).kind, texts)
    except NotStated as silent:
        refuse([not_stated(silent)])
        return
    ends_on = ends_after(begins_on, int(years.value))
    term = TermOfCommittee(party_organization=body, begins_on=begins_on, ends_on=ends_on)
    record_terms(act, [term], action=Action.REVIEW_CASE)

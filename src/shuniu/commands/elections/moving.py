"""Move an election or a postponement by one verb; ask the law so that what no text says is an objection too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.commands.cases.moving import Move, action_of, case_to_move, move, sent_by
from shuniu.commands.elections.letters import Numbering, against_reply, send_reply
from shuniu.commands.journal import Act, keep_tree, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.kernel.decision import Decision, Objection
from shuniu.models import Candidate, Case, ElectionCase, ElectionRound
from shuniu.policy.cases.deciding import may_decide, may_return
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.elections.letters import Letter
from shuniu.policy.elections.reporting import no_texts, not_stated
from shuniu.policy.elections.steps import (
    ELECTION,
    FIRST,
    IN_COMMITTEE,
    may_end,
    may_renominate,
    needs_reason,
    returned_upon,
)
from shuniu.policy.elections.vacancies import BY_ELECTION
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures, NotStated
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.policy.words.elections import Outcome
from shuniu.queries.facts.elections import body_facts, leadership_of, rounds_standing
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.naming import member_names

# What follows the decisions of the level above, and what the body does without filling anything in. Who ends it,
# depends on how far it is.
PLAIN: Mapping[Verb, Action] = {
    Verb.WITHDRAW: Action.FILE_CASE,
    Verb.RESUME: Action.FILE_CASE,
    Verb.RENOMINATE: Action.FILE_CASE,
    Verb.ARCHIVE: Action.FILE_CASE,
    Verb.RETURN: Action.REVIEW_CASE,
    Verb.APPROVE: Action.REVIEW_CASE,
    Verb.ACCEPT: Action.REVIEW_CASE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A case as the page showed it, and what is done with it. ``numbering``: of the 批复 where it is approved."""

    case: UUID
    version: int
    verb: Verb
    remarks: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    numbering: Numbering = Numbering()


def move_election(act: Act, row: Moved) -> None:
    """Withdraw, drop, return, approve the request, accept the candidates, enter the minutes anew, put others forward
    where nobody was elected, archive.

    What is approved is dropped, and who was reviewed replaced, with a reason. The result is approved by
    ``reply_to_result``. Raises Refused, ChangedMeanwhile.
    """
    name = f"election.{row.verb.value}"
    with open_act(act, name, about=("election", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        # The tree before the case: a 批复 is numbered where the office stands.
        keep_tree()
        right = PLAIN.get(row.verb) or action_of(ELECTION, row.case, row.verb)
        held = case_to_move(opened.act, ELECTION, row.case, right, row.version)
        state = CaseState(held.state)
        refuse(ELECTION.may_move(state, row.verb).objections)
        if needs_reason(state, row.verb):
            refuse(_against_end(act, held, row).objections)
        if row.verb is Verb.RETURN:
            refuse(may_return(returned_upon(state), row.remarks).objections)
        if row.verb is Verb.APPROVE:
            letter = _approval_of(held)
            own = may_decide(ELECTION, sent_by(held), act.actor.account).objections
            refuse([*own, *against_reply(opened.act, held, letter, row.numbering)])
            send_reply(opened.act, held, letter, row.numbering)
        if row.verb in _WRITTEN:
            _WRITTEN[row.verb](held)
        when = IN_COMMITTEE if row.verb in (Verb.ACCEPT, Verb.RESUME) and _in_committee(held) else ""
        step(opened.act, ELECTION, held, Move(verb=row.verb, remarks=row.remarks, when=when, reason=row.reason))


def _against_end(act: Act, held: Case, row: Moved) -> Decision:
    if row.verb is not Verb.RENOMINATE:
        return may_end(row.reason)
    elected = Candidate.objects.filter(case=held, outcome=Outcome.ELECTED.value).order_by("pk")
    names = member_names(elected.values_list("person", flat=True), act.on)
    return may_renominate(row.reason, [names[one.person_id] for one in elected])


def _approval_of(row: Case) -> Letter:
    if row.topic == BY_ELECTION:
        return Letter.BY_ELECTION
    return Letter.FIRST if row.filed.get(FIRST) else Letter.APPROVAL


def _approve_request(row: Case) -> None:
    """What was asked for is what is approved."""
    ElectionCase.objects.create(
        case=row,
        party_organization_id=body_of(row),
        form=row.filed["form"],
        seats=row.filed["seats"],
        deputies=row.filed["deputies"],
        **_of_by_election(row),
    )


def _of_by_election(row: Case) -> dict[str, Any]:
    if row.topic != BY_ELECTION:
        return {}
    held = leadership_of(body_of(row), row.law_day)
    return {"secretary": int(row.filed["secretary"]), "in_committee": held.committee}


def _in_committee(row: Case) -> bool:
    """Nobody is elected into the committee: it elects leaders from those who sit on it."""
    return ElectionCase.objects.filter(case=row, seats=0, in_committee=True).exists()


def _begin_minutes_anew(row: Case) -> None:
    """The votes on those who stood before others were put forward stay as they are: they belong to another meeting."""
    again = list(rounds_standing(row.pk).values_list("pk", flat=True))
    ElectionRound.objects.filter(pk__in=again).update(withdrawn=True)
    mine = Candidate.objects.filter(case=row).exclude(outcome=Outcome.NOT_NAMED.value)
    mine.update(outcome="", division="")


_WRITTEN: Mapping[Verb, Callable[[Case], None]] = {Verb.APPROVE: _approve_request, Verb.RESUME: _begin_minutes_anew}


def step(act: Act, procedure: Procedure, row: Case, said: Move) -> None:
    """To the level above the body as it is today, else where the table says."""
    above = body_facts(body_of(row), act.on).above
    if row.committee_id != above:
        row.committee_id = above
        Case.objects.filter(pk=row.pk).update(committee=above)
    move(act, procedure, row, replace(said, at=above))


def body_of(row: Case) -> int:
    assert row.party_organization_id is not None, "an election is that of a Party organization"
    return row.party_organization_id


def texts_of(body: int, on: date) -> Figures:
    """The figures that hold for the body on the day. Raises Refused where no texts were bound."""
    found = figures_at([body], on)[body]
    if found is None:
        refuse([no_texts()])
    assert found is not None
    return found


def lawful(law: Callable[[], Decision]) -> None:
    """Raise Refused with all that stands against it; what no text says stands against it too."""
    refuse(against(law))


def against(law: Callable[[], Decision]) -> tuple[Objection, ...]:
    try:
        return law().objections
    except NotStated as silent:
        return (not_stated(silent),)

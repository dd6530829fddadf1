"""Ask that a term last longer, and decide on it: the term then ends on the later day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from shuniu.commands.cases.filling import Beginning, begin, numbered, to_file, unchanged
from shuniu.commands.cases.moving import Move, against_reasons, case_to_move, sent_by, state_of
from shuniu.commands.elections.letters import Numbering, against_reply, send_reply
from shuniu.commands.elections.moving import against, body_of, lawful, step, texts_of
from shuniu.commands.elections.requesting import body_to_file
from shuniu.commands.journal import Act, lock_tree, open_act
from shuniu.commands.journal.reaching import nodes_in_reach, refuse
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.kernel.decision import Objection
from shuniu.models import Case
from shuniu.policy.cases.deciding import may_decide
from shuniu.policy.cases.reasoning import Reasons
from shuniu.policy.elections.letters import Letter
from shuniu.policy.elections.steps import POSTPONEMENT
from shuniu.policy.elections.terms import PostponementFacts, may_postpone
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import Verb
from shuniu.queries.facts.elections import BodyFacts, body_facts, open_case

SERIES = "延期"
PLAIN: Mapping[Verb, Action] = {
    Verb.WITHDRAW: Action.FILE_CASE,
    Verb.DROP: Action.FILE_CASE,
    Verb.RETURN: Action.REVIEW_CASE,
    Verb.APPROVE: Action.REVIEW_CASE,
    Verb.REFUSE: Action.REVIEW_CASE,
}

ANSWERED_BY: Mapping[Verb, Letter] = {Verb.APPROVE: Letter.DELAY, Verb.REFUSE: Letter.NO_DELAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponementRequest:
    """The term is to end on ``until``, the first day that no longer belongs to it."""

    body: int
    until: date | None
    grounds: str
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponementMoved:
    case: UUID
    version: int
    verb: Verb
    remarks: Mapping[str, str] = field(default_factory=dict)
    said: Reasons = Reasons()
    numbering: Numbering = Numbering()


def submit_postponement(act: Act, row: PostponementRequest) -> UUID:
    """提交延期请示. Raises Refused with all that the law says, ChangedMeanwhile."""
    rows = Case.objects.filter(kind=POSTPONEMENT.kind.value, party_organization=row.body, unit__isnull=True)
    public = rows.exclude(holder="").values_list("uuid", flat=True).first() or uuid4()
    node = row.body if nodes_in_reach(act.actor, [row.body], Action.FILE_CASE) else None
    about = ("postponement", public)
    with open_act(act, "postponement.submit", node=node, about=about, request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["postponement"])
        facts, texts = body_to_file(opened.act, row.body)
        held = open_case(POSTPONEMENT.kind.value, row.body)
        unchanged(held, row.version)
        wanted = {"until": row.until.isoformat() if row.until else None, "grounds": row.grounds.strip()}
        if held is None:
            place = Beginning(public=public, party_organization=row.body, committee=facts.above, origin=row.body)
            held = begin(opened.act, POSTPONEMENT, place, wanted, silent=True)
        numbered(held, SERIES, act.on.year)
        filed = to_file(POSTPONEMENT, held, wanted)
        until = date.fromisoformat(filed["until"]) if filed["until"] else None
        lawful(lambda: may_postpone(_asked(facts, until, filed["grounds"]), texts))
        step(opened.act, POSTPONEMENT, held, Move(verb=Verb.SUBMIT, filed=filed))
        opened.answer["postponement"] = str(held.uuid)
        return held.uuid


def move_postponement(act: Act, row: PostponementMoved) -> None:
    """Withdraw, drop, return, approve (the term then ends later), refuse; both answers go out under a number. What was
    refused opens no work of its own: the election is due when it was. Raises Refused, ChangedMeanwhile."""
    name = f"postponement.{row.verb.value}"
    with open_act(act, name, about=("postponement", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        lock_tree()
        held = case_to_move(opened.act, POSTPONEMENT, row.case, PLAIN[row.verb], row.version)
        said = replace(Move.of(row.verb, row.said), remarks=row.remarks)
        refuse(POSTPONEMENT.may_move(state_of(POSTPONEMENT, held), row.verb).objections)
        if row.verb in ANSWERED_BY:
            letter = ANSWERED_BY[row.verb]
            own = may_decide(POSTPONEMENT, sent_by(held), act.actor.account).objections
            against_it = _against_answering(opened.act, held, said)
            refuse([*own, *against_it, *against_reply(opened.act, held, letter, row.numbering)])
            send_reply(opened.act, held, letter, row.numbering)
        step(opened.act, POSTPONEMENT, held, said)
        if row.verb is Verb.APPROVE:
            _postpone(opened.act, held)


def _asked(facts: BodyFacts, until: date | None, grounds: str) -> PostponementFacts:
    return PostponementFacts(ends_on=facts.ends_on, until=until, grounds=grounds, regular=facts.regular)


def _against_answering(act: Act, held: Case, said: Move) -> tuple[Objection, ...]:
    if said.verb is Verb.APPROVE:
        return _against_postponing(act, held)
    return against_reasons(act, POSTPONEMENT, held, said)


def _against_postponing(act: Act, held: Case) -> tuple[Objection, ...]:
    """Asked again of what the register says now: the term may have changed since it was asked for."""
    facts, until = body_facts(body_of(held), act.on), date.fromisoformat(held.filed["until"])
    asked = _asked(facts, until, held.filed["grounds"])
    texts = texts_of(facts.key, held.law_day)
    return against(lambda: may_postpone(asked, texts))


def _postpone(act: Act, held: Case) -> None:
    facts, until = body_facts(body_of(held), act.on), date.fromisoformat(held.filed["until"])
    assert facts.begins_on is not None, "what has an end has begun"
    term = TermOfCommittee(
        party_organization=facts.key,
        begins_on=facts.begins_on,
        ends_on=until,
        regular_until=facts.regular or facts.ends_on,
    )
    record_terms(act, [term], action=Action.REVIEW_CASE)

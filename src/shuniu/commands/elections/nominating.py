"""Put candidates forward: keep who is named, send them to the level above for its review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from shuniu.commands.cases.moving import Move, case_to_move, state_of, unlocked_fields
from shuniu.commands.elections.moving import body_of, lawful, step, texts_of
from shuniu.commands.elections.ordering import forget_orders
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.commands.members.reaching import persons_in_reach
from shuniu.models import Candidate, Case
from shuniu.policy.elections.candidates import SOURCE, may_put_forward
from shuniu.policy.elections.steps import ELECTION
from shuniu.policy.grants import Action
from shuniu.policy.members.secretary import SAID, nomination_of
from shuniu.policy.words import PartyPost
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.policy.words.elections import Outcome
from shuniu.queries.facts.elections import candidate_facts, persons_named, seats_of

NAMING = frozenset({CaseState.NOMINATING, CaseState.NOMINATION_RETURNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """Public ids of members with the post for which each is named. ``secretary``: from where the candidate for that
    post comes and what the source asks for, as JSON by the fields of the procedure."""

    case: UUID
    version: int
    candidates: Sequence[tuple[UUID, PartyPost]]
    secretary: Mapping[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.secretary[name] for name in (SOURCE, *SAID) if name in self.secretary}


def keep_candidates(act: Act, row: Nomination) -> None:
    """暂存. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "election.nominate", about=("election", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        held, _ = _named(opened.act, row)
        Case.objects.filter(pk=held.pk).update(version=held.version + 1, filed={**held.filed, **row.said})


def submit_candidates(act: Act, row: Nomination) -> None:
    """提交. Raises Refused with all that the law says, ChangedMeanwhile."""
    with open_act(act, "election.put_forward", about=("election", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        held, named = _named(opened.act, row)
        facts = candidate_facts(body_of(held), named, act.on)
        texts = texts_of(body_of(held), held.law_day)
        seats, filed = seats_of(held.pk, act.on), {**held.filed, **row.said}
        source = nomination_of(filed, SOURCE, act.on) if seats.secretary else None
        lawful(lambda: may_put_forward(facts, seats, source, texts))
        told = sorted([str(public), post.value] for public, post in row.candidates)
        step(opened.act, ELECTION, held, Move(verb=Verb.SUBMIT, filed={**filed, "candidates": told}))


def _named(act: Act, row: Nomination) -> tuple[Case, list[tuple[int, PartyPost]]]:
    """The case with those named written down, in place of whoever was named before."""
    held = case_to_move(act, ELECTION, row.case, Action.FILE_CASE, row.version)
    state = state_of(ELECTION, held)
    if state not in NAMING:
        refuse(ELECTION.may_move(state, Verb.SUBMIT).objections or ELECTION.may_fill_in(CaseState.DONE).objections)
    refuse(ELECTION.may_change(["candidates"], unlocked_fields(ELECTION, held)).objections)
    known = persons_named([str(public) for public, _ in row.candidates])
    mine = persons_in_reach(act.actor, known.values())
    named = list(dict.fromkeys((known.get(str(public), 0), post) for public, post in row.candidates))
    refuse(out_of_reach("该党员", index, "candidates") for index, (person, _) in enumerate(named) if person not in mine)
    _put_down(held, [(person, post.value) for person, post in named])
    return held, named


def _put_down(held: Case, named: Sequence[tuple[int, str]]) -> None:
    """Whom votes were counted on stays with them, and stands again only where named again."""
    mine = Candidate.objects.filter(case=held)
    before = {(one.person_id, one.post): one for one in mine}
    stood = {(one.person_id, one.post): one for one in mine.filter(votes__isnull=False).distinct()}
    on_ballot = {key for key, one in before.items() if one.outcome != Outcome.NOT_NAMED}
    mine.filter(votes__isnull=True).delete()
    mine.update(outcome=Outcome.NOT_NAMED.value)
    again = [stood[key].pk for key in named if key in stood]
    mine.filter(pk__in=again).update(outcome="", written_in=False)
    places = {key: one.place for key, one in before.items()}
    Candidate.objects.bulk_create(
        Candidate(case=held, person_id=person, post=post, place=places.get((person, post)))
        for person, post in named
        if (person, post) not in stood
    )
    # Set for others than those who stand now: it holds no more.
    forget_orders(held, {post for _, post in on_ballot ^ set(named)})

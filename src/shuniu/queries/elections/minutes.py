"""选举会议记录: the votes of one meeting with what came of each, by the texts under which the election stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from shuniu.kernel.decision import Clause
from shuniu.policy.elections.counting import BALLOTS, CONSENT, EXCLUDED, MAJORITY, QUORUM, Count, Minutes, result_of
from shuniu.policy.packs import Figures
from shuniu.queries.elections.card import ElectionCard, RoundLine


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteResult:
    """One vote with its result: ``elected`` and ``tied`` by the keys of candidates; ``left``: places still empty;
    ``closed``: nothing remained to be voted upon. ``excluded``: who is not counted as due, in the words of the text."""

    line: RoundLine
    elected: Sequence[int]
    tied: Sequence[int]
    left: int
    closed: bool
    excluded: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMinutes:
    """``number``: of its first vote. ``quorum`` and ``majority`` as the text says them; ``clauses``: what the meeting
    rests on."""

    number: int
    held_on: date
    committee: bool
    votes: Sequence[VoteResult]
    quorum: str
    majority: str
    clauses: Sequence[Clause]


def texts_behind(found: ElectionCard) -> Figures | None:
    """Those under which it stands; None where they do not say who is elected: nothing is made up then."""
    texts = found.texts
    silent = texts is None or texts.stated(QUORUM) is None or texts.stated(MAJORITY) is None
    return None if silent else texts


def meetings_of(found: ElectionCard) -> list[list[RoundLine]]:
    """The votes by meetings: what the same electorate voted on one after the other on one day."""
    grouped = groupby(found.rounds, key=lambda one: (one.held_on, found.in_committee(one.post)))
    return [list(votes) for _, votes in grouped]


def minutes_of(found: ElectionCard, number: int) -> MeetingMinutes | None:
    """Of the meeting that began with the vote; None where there is none, and where no text says who is elected."""
    votes = next((one for one in meetings_of(found) if one[0].number == number), None)
    texts = texts_behind(found)
    if votes is None or texts is None:
        return None
    asked = [QUORUM, MAJORITY]
    asked += [EXCLUDED] if any(sum(one.excluded.values()) for one in votes) else []
    asked += [CONSENT] if any(one.consent is not None for one in votes) else []
    clauses = [texts.value(key).clause for key in asked]
    return MeetingMinutes(
        number=number,
        held_on=votes[0].held_on,
        committee=found.in_committee(votes[0].post),
        votes=[_result(one, texts) for one in votes],
        quorum=str(texts.value(QUORUM).value),
        majority=texts.text(MAJORITY),
        clauses=list(dict.fromkeys([clauses[0], BALLOTS, *clauses[1:]])),
    )


def _result(one: RoundLine, texts: Figures) -> VoteResult:
    result = result_of(_counted(one), texts)
    known = texts.stated(EXCLUDED)
    words = {str(row["key"]): str(row["label"]) for row in known.value} if known is not None else {}
    return VoteResult(
        line=one,
        elected=result.elected,
        tied=result.tied,
        left=result.left,
        closed=result.closed,
        excluded=[(words.get(key, key), number) for key, number in one.excluded.items() if number],
    )


def _counted(one: RoundLine) -> Minutes:
    """As the law was asked when it was entered."""
    return Minutes(
        voters=one.voters,
        on_roll=None,
        note=one.note,
        excluded=one.excluded,
        agreed=one.agreed,
        present=one.present,
        issued=one.issued,
        returned=one.returned,
        valid=one.valid,
        counts=[
            Count(
                candidate=vote.candidate,
                name=vote.name,
                yes=vote.yes,
                no=vote.no,
                abstain=vote.abstain,
                written_in=vote.written_in,
            )
            for vote in one.votes
        ],
        seats=one.seats,
        consent=one.consent,
    )

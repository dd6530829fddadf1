"""Which post is voted on next in an election, who stands for it, how many places are left?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from shuniu.policy.elections.candidates import Seats
from shuniu.policy.words import PartyPost
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.elections import Outcome

LEADERS = (PartyPost.SECRETARY, PartyPost.DEPUTY_SECRETARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One who stands for one post, and what became of it so far."""

    candidate: int
    person: int
    post: str
    outcome: str = ""
    written_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVote:
    """``candidates`` are on the ballot; ``electorate``: None where all members may be written in, else whom alone.

    ``reducible``: places may be left empty with consent. ``voters``: how many the committee has that votes.
    """

    post: PartyPost
    seats: int
    candidates: tuple[int, ...]
    electorate: frozenset[int] | None
    reducible: bool
    voters: int | None = None


def open_vote(state: CaseState, seats: Seats, rows: Sequence[Standing], reduced: Collection[str]) -> OpenVote | None:
    """None where everything in this meeting is settled. ``reduced``: posts of which places were left empty."""
    for post, places in _places(state, seats):
        mine = [row for row in rows if row.post == post]
        left = places - sum(1 for row in mine if row.outcome == Outcome.ELECTED)
        if left > 0 and post not in reduced:
            committee = _committee(rows, seats) if state is CaseState.FIRST_MEETING else None
            members = None if committee is None else committee - _leading(rows)
            return OpenVote(
                post=post,
                seats=left,
                candidates=tuple(row.candidate for row in _on_ballot(mine, members)),
                electorate=members,
                reducible=post is PartyPost.COMMITTEE_MEMBER,
                voters=None if committee is None else len(committee),
            )
    return None


def _places(state: CaseState, seats: Seats) -> list[tuple[PartyPost, int]]:
    """A committee is elected by the members and elects its leaders; without one the members elect these."""
    if seats.committee and state is CaseState.VOTING:
        return [(PartyPost.COMMITTEE_MEMBER, seats.committee)]
    return list(zip(LEADERS, (seats.secretary, seats.deputies), strict=True))


def _committee(rows: Sequence[Standing], seats: Seats) -> frozenset[int]:
    """Those elected into it, and at a by-election those who stay."""
    elected = {row.person for row in rows if row.post == PartyPost.COMMITTEE_MEMBER and row.outcome == Outcome.ELECTED}
    return (seats.remain or frozenset()) | elected


def _leading(rows: Sequence[Standing]) -> frozenset[int]:
    """Those whom this election gave a leading post already."""
    return frozenset(row.person for row in rows if row.post in LEADERS and row.outcome == Outcome.ELECTED)


def _on_ballot(rows: Sequence[Standing], members: frozenset[int] | None) -> list[Standing]:
    """In a run-off only those who got the same; else those nominated who were not elected yet."""
    tied = [row for row in rows if row.outcome == Outcome.TIED]
    rest = [row for row in rows if row.outcome not in (Outcome.ELECTED, Outcome.NOT_NAMED) and not row.written_in]
    return tied or [row for row in rest if members is None or row.person in members]


def posts_of(rows: Sequence[Standing], divisions: dict[int, str]) -> dict[int, PartyPost]:
    """The one post each elected member holds from now on: the leading one, else the work within the committee."""
    found: dict[int, PartyPost] = {}
    for row in rows:
        if row.outcome != Outcome.ELECTED:
            continue
        post = PartyPost(row.post)
        if post in LEADERS:
            found[row.person] = post
        else:
            found.setdefault(row.person, PartyPost(divisions.get(row.candidate) or post))
    return found

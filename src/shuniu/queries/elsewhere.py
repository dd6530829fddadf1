"""What waits at the other offices for which this account may act? Only how much: it is done at the office itself."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shuniu.access import Actor, granted
from shuniu.policy.grants import Action
from shuniu.queries.accounts import actors_elsewhere
from shuniu.queries.cases.listing import waiting
from shuniu.queries.cases.receiving import came_in

# An account has two or three; each is asked by itself.
MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """``office``: the public id of the assignment. ``cases`` on its list, documents that are ``unread`` there."""

    office: UUID
    cases: int
    unread: int


def waiting_elsewhere(actor: Actor) -> list[Elsewhere]:
    """Those at which something waits, in the order in which they were given."""
    found = [_waiting(one) for one in actors_elsewhere(actor)[:MOST]]
    return [one for one in found if one.cases or one.unread]


def _waiting(actor: Actor) -> Elsewhere:
    assert actor.assignment_uuid is not None, "it acts under an assignment"
    cases = waiting(actor)[0] if granted(actor, Action.READ_CASE) else 0
    unread = came_in(actor)[0] if granted(actor, Action.RECEIVE_DOCUMENT) else 0
    return Elsewhere(office=actor.assignment_uuid, cases=cases, unread=unread)

"""What is needed to enter a vote: who is on the ballot, who may be written in, who may be left out of those due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor
from shuniu.policy.elections.ballot import NamesInOrder
from shuniu.policy.elections.counting import EXCLUDED
from shuniu.queries.elections.card import ElectionCard
from shuniu.queries.elections.people import members_to_name
from shuniu.queries.facts.elections import full_members
from shuniu.queries.facts.packs import figures_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """``ballot``: public id and name of those to be counted, in their ``order``; ``others`` may be written in.
    ``classes``: who may be left out of those due. ``voters``: as the register counts them, None where it names
    nobody."""

    ballot: list[tuple[UUID, str]]
    order: NamesInOrder
    others: list[tuple[UUID, str]]
    classes: Sequence[Mapping[str, Any]]
    voters: int | None


def voting_of(actor: Actor, found: ElectionCard, on: date) -> Voting:
    """Where nobody nominated may be elected any more, the committee votes on all of its members."""
    assert found.vote is not None, "asked only while something is voted on"
    electorate = found.vote.electorate
    people = members_to_name(actor, found.body, on)
    rows = [one for one in found.candidates if one.key in found.vote.candidates]
    on_ballot = [(one.person, one.name) for one in rows]
    there = {public for public, _ in on_ballot}
    others = [
        (one.person, one.name)
        for one in people
        if one.person not in there and (electorate is None or one.key in electorate)
    ]
    texts = figures_at([found.body], on)[found.body]
    classes = texts.stated(EXCLUDED) if texts is not None else None
    return Voting(
        ballot=on_ballot or others,
        order=found.in_order(found.vote.post, rows),
        others=others if on_ballot else [],
        classes=() if classes is None else classes.value,
        voters=full_members(found.body, on) if electorate is None else found.vote.voters,
    )

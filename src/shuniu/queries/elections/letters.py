"""What do a reminder and a ballot say: to whom, from whom, until when; who stands?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.access import Actor, may
from shuniu.policy.elections.terms import DELAY
from shuniu.policy.grants import Action
from shuniu.queries.elections.card import ElectionCard
from shuniu.queries.facts.elections import body_facts
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.tree import node_to_read


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """``issuer`` is the level above, ``ends_on`` the first day after the term, ``clause`` the text it stands on."""

    name: str
    issuer: str
    ends_on: date
    clause: str


def body_to_remind(actor: Actor, code: str, on: date) -> Reminded:
    """Raises NotFound for what may not be read or decided on, and where no term has an end."""
    node = node_to_read(actor, code)
    facts = body_facts(node.pk, on)
    if not facts.kind or facts.ends_on is None or not may(actor, Action.REVIEW_CASE, node):
        raise NotFound
    texts = figures_at([node.pk], on)[node.pk]
    figure = texts.stated(DELAY) if texts is not None else None
    return Reminded(
        name=facts.label,
        issuer=node_names([facts.above], on).get(facts.above, ""),
        ends_on=facts.ends_on,
        clause=figure.clause.title if figure is not None else "",
    )


def ballot_of(found: ElectionCard) -> tuple[str, ...]:
    """Those on the ballot, in the order in which they were put forward."""
    assert found.vote is not None, "asked only while something is voted on"
    return tuple(one.name for one in found.candidates if one.key in found.vote.candidates)

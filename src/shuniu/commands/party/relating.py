"""What being responsible and covering have in common: a Party organization, a unit, both within reach and standing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import nodes_to_name, out_of_reach, units_in_reach
from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.party.answering import RelationFacts
from shuniu.policy.party.existing import ending
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.party import nodes


class Relation(Protocol):
    @property
    def unit(self) -> int: ...
    @property
    def party_organization(self) -> int: ...


def unreachable(act: Act, rows: Sequence[Relation]) -> Iterator[Objection]:
    """The unit must be one to write, the Party organization one that may be named."""
    reach = units_in_reach(act.actor, {row.unit for row in rows})
    named = nodes_to_name(act.actor, {row.party_organization for row in rows})
    for index, row in enumerate(rows):
        if row.unit not in reach:
            yield out_of_reach("该单位", index, "unit")
        if row.party_organization not in named:
            yield out_of_reach("该党组织", index, "party_organization")


def unlawful(
    act: Act, rows: Sequence[Relation], law: Callable[[RelationFacts, int | None], Decision]
) -> Iterator[Objection]:
    """Everything ``law`` has against the relations on the day of the act."""
    known = units({row.unit for row in rows}, act.on)
    above = nodes({row.party_organization for row in rows})
    for index, row in enumerate(rows):
        unit, node = known[row.unit], above[row.party_organization]
        facts = RelationFacts(
            node=node.label,
            unit=unit.label,
            on=act.on,
            node_exists=node.exists(act.on),
            unit_known=unit.known,
            status=unit.status,
        )
        yield from law(facts, index).objections
        if facts.node_exists and (ends_on := node.ends_on(act.on)) is not None:
            yield ending(node.label, ends_on, index)

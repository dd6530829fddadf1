"""A member held elsewhere takes part in the life of a Party organization, or no longer does (参加多重组织生活)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.commands.journal import Act, Change, Seen, change_from, keep_tree, open_act
from shuniu.commands.journal.ending import Ending, Relation, end_relations
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse
from shuniu.commands.members.reaching import lock_persons, persons_in_reach
from shuniu.kernel.decision import Objection
from shuniu.models import Participation
from shuniu.policy.grants import Action
from shuniu.policy.members.holding import HoldingFacts, may_hold
from shuniu.policy.members.participating import may_take_part
from shuniu.queries.facts.members import members
from shuniu.queries.facts.party import nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """``person`` takes part at ``party_organization``. ``later_too``: what begins later ends as well, when it ends."""

    person: int
    party_organization: int
    seen: Seen = None
    later_too: bool = False


SHARING = Relation(model=Participation, key=("person", "party_organization"), what="参加组织生活")


def begin_participation(act: Act, rows: Sequence[Part], *, precision: str = "day") -> int:
    """From ``act.on``. Returns how many began. The voting right and the dues stay where the member is held."""
    with open_act(act, "participation.begin", request=asked(act, rows)) as opened:
        if opened.repeated:
            return int(opened.answer["parts"])
        keep_tree()
        lock_persons([row.person for row in rows])
        refuse([*_twice(rows), *_out_of_reach(act, rows), *_law(act, rows)])
        changes = [Change((row.person, row.party_organization), {}, row.seen) for row in rows]
        begun = change_from(opened.act, Participation, ["person", "party_organization"], changes, precision=precision)
        opened.answer["parts"] = len(begun)
        return len(begun)


def end_participation(act: Act, rows: Sequence[Part]) -> int:
    """From ``act.on``. Returns how many ended. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "participation.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return int(opened.answer["parts"])
        keep_tree()
        lock_persons([row.person for row in rows])
        refuse([*_twice(rows), *_out_of_reach(act, rows)])
        endings = [
            Ending(key=(row.person, row.party_organization), seen=row.seen, later_too=row.later_too) for row in rows
        ]
        ended = len(end_relations(opened.act, SHARING, endings))
        opened.answer["parts"] = ended
        return ended


def _twice(rows: Sequence[Part]) -> Iterator[Objection]:
    return named_twice([(row.person, row.party_organization) for row in rows], "同一名党员")


def _out_of_reach(act: Act, rows: Sequence[Part]) -> Iterator[Objection]:
    mine = persons_in_reach(act.actor, [row.person for row in rows], Action.READ_MEMBER)
    places = nodes_in_reach(act.actor, [row.party_organization for row in rows], Action.WRITE_MEMBER)
    for index, row in enumerate(rows):
        if row.person not in mine:
            yield out_of_reach("该党员", index, "person")
        elif row.party_organization not in places:
            yield out_of_reach("该党组织的党员名册", index, "party_organization")


def _law(act: Act, rows: Sequence[Part]) -> Iterator[Objection]:
    held = members([row.person for row in rows], act.on)
    places = nodes([row.party_organization for row in rows])
    for index, row in enumerate(rows):
        one, node = held.get(row.person), places.get(row.party_organization)
        named = node.named(act.on) if node is not None else None
        facts = HoldingFacts(name="该党员", kind=named.kind if named else "", on=act.on)
        yield from may_hold(facts, index).objections
        same = one is not None and one.held_at == row.party_organization
        yield from may_take_part(held_here=same, row=index).objections

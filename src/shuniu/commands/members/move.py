"""The relation goes on at another Party organization, or ends here: 组织关系转接、转出、去世等."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shuniu.commands.figures.working import recount_members_of
from shuniu.commands.journal import Act, Change, Seen, change_from, keep_tree, open_act
from shuniu.commands.journal.dated import carried
from shuniu.commands.journal.ending import end_facts
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse
from shuniu.commands.members.reaching import lock_persons, lock_workplaces, persons_in_reach
from shuniu.kernel.decision import Objection
from shuniu.models import Employment, Membership, Participation, PartyAffairsWorker, Post, record
from shuniu.policy.grants import Action
from shuniu.policy.members.holding import HoldingFacts, may_hold
from shuniu.policy.members.leaving import may_leave
from shuniu.policy.words import Leaving
from shuniu.queries.facts.members import MemberFacts, ended_memberships, members
from shuniu.queries.facts.party import nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocation:
    """A member is held at ``party_organization`` from the day of the act; ``values``: columns of a membership that
    begins, for somebody the roll held nowhere until then."""

    person: int
    party_organization: int
    values: Mapping[str, Any] = field(default_factory=dict)
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A membership ends on the day of the act and goes on nowhere on this platform."""

    person: int
    why: Leaving
    seen: Seen = None


def move_members(act: Act, rows: Sequence[Relocation]) -> list[int]:
    """组织关系转接 within the actor's reach. Returns the persons that moved. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "member.move", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["persons"])
        keep_tree()
        lock_persons([row.person for row in rows])
        lock_workplaces([row.person for row in rows])
        refuse([*_moved_twice(rows), *_out_of_reach(act, rows), *may_go(act, rows)])
        moved = relocate(opened.act, rows)
        opened.answer["persons"] = moved
        return moved


def hold_members(act: Act, rows: Sequence[Relocation], *, precision: str = "day") -> list[int]:
    """As ``move_members``, also for who took part only and is held here from now on. Within an open act."""
    lock_persons([row.person for row in rows])
    lock_workplaces([row.person for row in rows])
    refuse([*_moved_twice(rows), *_out_of_reach(act, rows)])
    return relocate(act, rows, precision=precision)


def relocate(act: Act, rows: Sequence[Relocation], *, precision: str = "day") -> list[int]:
    """Write the relocation inside an open act whose law was asked. What bound the member to the old place ends.

    Who comes back is what he was when he left.
    """
    held = members([row.person for row in rows], act.on)
    before = _carried_on(act, held)
    changes = [
        Change(
            (row.person,),
            {**before.get(row.person, {}), "party_organization": row.party_organization, **row.values},
            row.seen,
        )
        for row in rows
    ]
    touched = {key[0] for key in change_from(act, Membership, ["person"], changes, precision=precision)}
    for node in {one.held_at for one in held.values() if one.person in touched and one.held_at is not None}:
        # A post above the branch, in the joint committee say, is not bound to where the member is held.
        left = [one.person for one in held.values() if one.person in touched and one.held_at == node]
        end_facts(act, Post, "person", left, party_organization=node)
    for node in {row.party_organization for row in rows}:
        arrived = [row.person for row in rows if row.party_organization == node and row.person in touched]
        end_facts(act, Participation, "person", arrived, party_organization=node)
    recount_members_of(act)
    return sorted(touched)


def _carried_on(act: Act, held: Mapping[int, MemberFacts]) -> dict[int, dict[str, Any]]:
    """What the roll said of those whom it holds nowhere on the day, when it held them last."""
    gone = ended_memberships([key for key, one in held.items() if one.held_at is None], act.on)
    fields = [one for one in Membership._meta.concrete_fields if one.name in carried(Membership)]
    own = {"person", "party_organization", "leaving"}
    return {key: {one.name: row[one.attname] for one in fields if one.name not in own} for key, row in gone.items()}


def let_go(act: Act, rows: Sequence[Departure]) -> list[int]:
    """The memberships end on ``act.on``. Returns the persons. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "member.let_go", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["persons"])
        keep_tree()
        lock_persons([row.person for row in rows])
        lock_workplaces([row.person for row in rows])
        held = members([row.person for row in rows], act.on)
        refuse([*_moved_twice(rows), *_out_of_reach(act, rows), *_may_leave(rows, held)])
        whys = {row.person: row.why.value for row in rows}
        change_from(opened.act, Membership, ["person"], [Change((row.person,), None, row.seen) for row in rows])
        _note(opened.act, whys)
        for model in (Post, PartyAffairsWorker, Participation, Employment):
            end_facts(opened.act, model, "person", list(whys))
        recount_members_of(opened.act)
        opened.answer["persons"] = sorted(whys)
        return sorted(whys)


def _note(act: Act, whys: Mapping[int, str]) -> None:
    """Why it ended stands on the fact that ended: taken back and written again with the reason."""
    ended: Any = Membership.objects.filter(recorded=act.line, retracted__isnull=True, person__in=list(whys))
    rows = list(ended.values())
    columns = [f for f in Membership._meta.concrete_fields if f.name not in ("id", "recorded", "retracted")]
    record.retract(act.line, Membership, [row["id"] for row in rows])
    lines = [[{**row, "leaving": whys[row["person_id"]]}[f.attname] for f in columns] for row in rows]
    record.record(act.line, Membership, [f.name for f in columns], lines)


def _moved_twice(rows: Sequence[Relocation | Departure]) -> Iterator[Objection]:
    return named_twice([row.person for row in rows], "同一名党员")


def _out_of_reach(act: Act, rows: Sequence[Relocation | Departure]) -> Iterator[Objection]:
    mine = persons_in_reach(act.actor, [row.person for row in rows])
    goals = [row.party_organization for row in rows if isinstance(row, Relocation)]
    places = nodes_in_reach(act.actor, goals, Action.WRITE_MEMBER)
    for index, row in enumerate(rows):
        if row.person not in mine:
            yield out_of_reach("该党员", index, "person")
        elif isinstance(row, Relocation) and row.party_organization not in places:
            yield out_of_reach("转入的党组织", index, "party_organization")


def may_go(act: Act, rows: Sequence[Relocation]) -> Iterator[Objection]:
    """What stands against each relocation, whoever asks for it."""
    held = members([row.person for row in rows], act.on)
    ended = ended_memberships([key for key, one in held.items() if one.held_at is None], act.on)
    places = nodes([row.party_organization for row in rows])
    for index, row in enumerate(rows):
        left = ended.get(row.person, {}).get("leaving", "")
        if (row.person not in held or held[row.person].held_at is None) and left != Leaving.MOVED_OUT:
            yield from may_leave(Leaving.MOVED_OUT, held=False, state="", row=index).objections
        named = places[row.party_organization].named(act.on) if row.party_organization in places else None
        name = held[row.person].name if row.person in held else ""
        facts = HoldingFacts(name=name or "该党员", kind=named.kind if named else "", on=act.on)
        yield from may_hold(facts, index).objections


def _may_leave(rows: Sequence[Departure], held: Mapping[int, MemberFacts]) -> Iterator[Objection]:
    for index, row in enumerate(rows):
        one = held.get(row.person)
        state = one.membership.get("state", "") if one else ""
        yield from may_leave(
            row.why, held=one is not None and one.held_at is not None, state=state, row=index
        ).objections

"""Move Party organizations under another one from a day on; the past stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shuniu.commands.cases.lapsing import follow_moves
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Seen, change_from, lock_tree, open_act
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse
from shuniu.commands.party.tiers import bodies, stands
from shuniu.kernel.decision import Objection
from shuniu.models import Placement
from shuniu.policy.party.moving import MovingFacts, may_move
from shuniu.policy.party.tiers import binds
from shuniu.policy.party.tree import first_circle, placed_anew
from shuniu.queries.arrays import among
from shuniu.queries.days import during
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import nodes, places_upward


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """``party_organization`` stands under ``parent`` from the day of the act until its next known move."""

    party_organization: int
    parent: int
    seen: Seen = None


def move_party_organizations(
    act: Act, rows: Sequence[Move], *, told: bool = False, leaving: int | None = None
) -> list[int]:
    """划转. Back-dated moves are allowed; ``told``: a ledger says so, in however many tiers. Returns who moved.

    What the superior of today had in hand of them goes to the new one, but for ``leaving``, the case by which they go.

    Raises Refused, and nothing has moved, when on any day something would stand under itself.
    """
    with open_act(act, "party_organization.move", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        refuse([*_guarded(act, rows)])
        refuse([*_lawful(act, rows), *(() if told else _in_tiers(act, rows))])
        before = _superiors(act, rows)
        changes = [Change((row.party_organization,), {"parent": row.parent}, row.seen) for row in rows]
        moved = change_from(opened.act, Placement, ["party_organization"], changes)
        keys = sorted(key[0] for key in moved)
        recount(opened.act, nodes=keys, only_places=True)
        follow_moves(opened.act, _moved_today(before, _superiors(act, rows)), leaving)
        opened.answer["party_organizations"] = keys
        return keys


def moves_refused(act: Act, rows: Sequence[Move]) -> list[Objection]:
    """What the law has against them; nothing is written."""
    return [*_lawful(act, rows), *_in_tiers(act, rows)]


def _superiors(act: Act, rows: Sequence[Move]) -> dict[int, int]:
    """Under whom they stand today: a move of a later day takes the work along on that day (``moved_work``)."""
    mine = [row.party_organization for row in rows]
    found = Placement.objects.filter(during(act.actor.today), party_organization__in=among(mine), parent__isnull=False)
    return {node: parent for node, parent in found.values_list("party_organization", "parent") if parent is not None}


def _moved_today(before: Mapping[int, int], now: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    return {node: (before[node], now[node]) for node in before if node in now and before[node] != now[node]}


def _guarded(act: Act, rows: Sequence[Move]) -> Iterator[Objection]:
    reach = nodes_in_reach(act.actor, {key for row in rows for key in (row.party_organization, row.parent)})
    yield from named_twice([row.party_organization for row in rows], "该党组织")
    for index, row in enumerate(rows):
        if row.party_organization not in reach or row.party_organization == act.actor.node:
            yield out_of_reach("该党组织", index, "party_organization")
        if row.parent not in reach:
            yield out_of_reach("新的上级党组织", index, "parent")


def _lawful(act: Act, rows: Sequence[Move]) -> Iterator[Objection]:
    involved = {key for row in rows for key in (row.party_organization, row.parent)}
    known = nodes(involved)
    places = places_upward(involved, act.on)
    moved = {row.party_organization: placed_anew(places[row.party_organization], act.on, row.parent) for row in rows}
    places.update(moved)
    for index, row in enumerate(rows):
        node, parent = known[row.party_organization], known[row.parent]
        place = next(one for one in moved[row.party_organization] if one.period.start == act.on)
        facts = MovingFacts(
            name=node.label,
            exists=node.exists(act.on),
            parent=parent.label,
            parent_gap=parent.gap(place.period),
            circle_on=first_circle(row.party_organization, places),
        )
        yield from may_move(facts, index).objections


def _in_tiers(act: Act, rows: Sequence[Move]) -> Iterator[Objection]:
    involved = {key for row in rows for key in (row.party_organization, row.parent)}
    figures = figures_at(involved, act.on)
    if not any(binds(one) for one in figures.values()):
        return
    standing = bodies(nodes(involved), act.on, figures.values())
    for index, row in enumerate(rows):
        # An outside superior names no texts: then those at the one that moves hold.
        law = figures[row.parent] or figures[row.party_organization]
        yield from stands(standing.get(row.party_organization), standing.get(row.parent), law, index)

"""Merge Party organizations into one of them or into another: everything they had goes there, the past stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shuniu.commands.cases.lapsing import settle_nodes
from shuniu.commands.figures.recount import recount
from shuniu.commands.figures.rolls import recount_rolls_of
from shuniu.commands.journal import Act, Seen, lock_tree, lock_units, open_act
from shuniu.commands.journal.ending import end_facts
from shuniu.commands.journal.reaching import named_twice, nodes_in_reach, out_of_reach, refuse
from shuniu.commands.party.dissolve import OWN, own_node
from shuniu.commands.party.handing import Link, hand_over
from shuniu.commands.party.standing import names_unchanged
from shuniu.commands.party.tiers import bodies, stands, subordinate_bodies
from shuniu.kernel.decision import Objection
from shuniu.kernel.period import Period
from shuniu.models import (
    Coverage,
    FormationPlan,
    Guidance,
    InstructorPool,
    Jurisdiction,
    Locality,
    Membership,
    Placement,
    PlannedCell,
    WorkCoverage,
)
from shuniu.policy.members.holding import may_stop_holding
from shuniu.policy.party.ending import MergingFacts, may_merge
from shuniu.policy.party.tree import Placed, first_circle
from shuniu.queries.days import since
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import NodeFacts, counted, nodes, places_upward

LINKS = (
    Link(Placement, "parent", ("party_organization",)),
    Link(Jurisdiction, "party_organization", ("unit",)),
    Link(Coverage, "party_organization", ("unit",)),
    Link(Guidance, "party_organization", ("unit", "kind")),
    Link(Locality, "party_organization", ("region",)),
    Link(InstructorPool, "party_organization", ("instructor",)),
    Link(WorkCoverage, "party_organization", ("unit", "instrument")),
    Link(Membership, "party_organization", ("person",)),
    Link(PlannedCell, "party_organization", ("subtype", "cell")),
    Link(FormationPlan, "party_organization", ("unit",)),
)


def merge_party_organizations(
    act: Act, keys: Sequence[int], *, into: int, seen: Seen = None, leaving: int | None = None
) -> list[int]:
    """合并. From ``act.on`` the Party organizations ``keys`` are no more; what they had is with ``into``.

    Their seats, terms, posts, contacts, own decisions and what they reported end, and nobody takes part there any
    more. Those entered there for whom nobody answers are unattached as before, at the level above from that day on.
    Open cases about them lapse, the others they had in hand go to ``into``, but for ``leaving``, the case by which they
    are merged. ``seen``: the names of ``keys`` the office looked at. Returns the units for which something changed.
    """
    with open_act(act, "party_organization.merge", request=[list(keys), into]) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        lock_tree()
        refuse([*named_twice(keys, "该党组织"), *own_node(act, keys), *_guarded(act, keys, into)])
        names_unchanged(keys, seen)
        refuse(_lawful(act, keys, into))
        concerned = _units(act, keys)
        lock_units(concerned)
        settle_nodes(opened.act, keys, into=into, leaving=leaving)
        moved = list(keys)
        for link in LINKS:
            rows = hand_over(opened.act, link, keys, into)
            if link.model is Placement:
                moved += [row["party_organization_id"] for row in rows]
        for model in OWN:
            end_facts(opened.act, model, "party_organization", keys)
        recount(opened.act, nodes=sorted({*moved, into}), units=concerned)
        recount_rolls_of(opened.act)
        opened.answer["units"] = concerned
        return concerned


def merger_refused(act: Act, keys: Sequence[int], into: int) -> list[Objection]:
    """What the law has against it; nothing is written."""
    return list(_lawful(act, keys, into))


def _units(act: Act, keys: Sequence[int]) -> list[int]:
    found: set[int] = set()
    for link in LINKS:
        if "unit" in {one.name for one in link.model._meta.fields}:
            rows: Any = link.model._default_manager.filter(since(act.on), **{f"{link.field}__in": keys})
            found |= set(rows.values_list("unit", flat=True))
    return sorted(found - {None})


def _guarded(act: Act, keys: Sequence[int], into: int) -> Iterator[Objection]:
    reach = nodes_in_reach(act.actor, {*keys, into})
    if into not in reach:
        yield out_of_reach("并入的党组织", None, "into")
    for row, key in enumerate(keys):
        if key not in reach:
            yield out_of_reach("该党组织", row, "party_organization")


def _lawful(act: Act, keys: Sequence[int], into: int) -> Iterator[Objection]:
    known = nodes({*keys, into})
    places = places_upward({into}, act.on)
    for row, key in enumerate(keys):
        # Were the merged one placed under the receiving one, it would stand under itself: then it is above it.
        probe = {**places, key: [*places.get(key, ()), Placed(Period(act.on), into)]}
        facts = MergingFacts(
            name=known[key].label,
            into=known[into].label,
            exists=known[key].exists(act.on),
            itself=key == into,
            into_gap=known[into].gap(Period(act.on)),
            into_below_on=first_circle(key, probe) if key != into else None,
        )
        yield from may_merge(facts, row).objections
    yield from _members_held(act, keys, known, into)
    yield from _in_tiers(act, keys, into)


def _members_held(act: Act, keys: Sequence[int], known: Mapping[int, NodeFacts], into: int) -> Iterator[Objection]:
    """Members go along, so the receiving one must be a body that has members of its own."""
    held = counted(Membership, "party_organization", keys, act.on)
    receiving = known[into].named(act.on)
    for row, key in enumerate(keys):
        if receiving is not None and held.get(key):
            yield from may_stop_holding(known[key].label, receiving.kind, held[key], row).objections


def _in_tiers(act: Act, keys: Sequence[int], into: int) -> Iterator[Objection]:
    """What stood under a merged one stands under the receiving one."""
    figures = figures_at([into], act.on)
    receiving = bodies(nodes([into]), act.on, figures.values()).get(into)
    below = subordinate_bodies(keys, act.on, figures.values())
    for row, key in enumerate(keys):
        for child in below.get(key, ()):
            yield from stands(child, receiving, figures[into], row)

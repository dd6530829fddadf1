"""Gather for the law of tiers and lines: of which kind, and at which unit, is each of two Party organizations?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Objection
from shuniu.models import Placement
from shuniu.policy.packs import Figures
from shuniu.policy.party.tiers import PlaceFacts, keeps_tiers, may_stand
from shuniu.queries.days import during
from shuniu.queries.facts.party import NodeFacts, nodes
from shuniu.queries.facts.seats import seats_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A Party organization as it stands that day; ``units`` are those it is seated at."""

    name: str
    kind: str
    managed: bool = True
    units: frozenset[int] = frozenset()


def bodies(known: Mapping[int, NodeFacts], on: date, figures: Iterable[Figures | None]) -> dict[int, Body]:
    """Those named that exist that day. Seats are asked for only where tiers are kept."""
    seats = seats_of(known, on) if any(keeps_tiers(one) for one in figures) else {}
    found: dict[int, Body] = {}
    for key, node in known.items():
        named = node.named(on)
        if named is not None:
            units = frozenset(seats.get(key, ()))
            found[key] = Body(name=named.name, kind=named.kind, managed=node.managed, units=units)
    return found


def stands(child: Body | None, parent: Body | None, figures: Figures | None, row: int | None) -> Iterator[Objection]:
    """What speaks against the one standing under the other; nothing where one of them is not there."""
    if child is None or parent is None:
        return
    facts = PlaceFacts(
        name=child.name,
        kind=child.kind,
        parent=parent.name,
        parent_kind=parent.kind,
        same_unit=not child.units.isdisjoint(parent.units),
        outside=not (child.managed and parent.managed),
        figures=figures,
    )
    yield from may_stand(facts, row).objections


def subordinate_bodies(keys: Collection[int], on: date, figures: Collection[Figures | None]) -> dict[int, list[Body]]:
    """Who stands directly under each of the named ones and is not named itself; not asked for without tiers."""
    if not any(keeps_tiers(one) for one in figures):
        return {}
    rows = Placement.objects.filter(during(on), parent__in=keys).exclude(party_organization__in=keys)
    above = dict(rows.order_by("party_organization").values_list("party_organization", "parent"))
    known = bodies(nodes(above), on, figures)
    found: dict[int, list[Body]] = {}
    for child, parent in above.items():
        if child in known:
            found.setdefault(parent, []).append(known[child])
    return found

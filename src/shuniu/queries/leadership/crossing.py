"""How many of those who lead a Party organization manage what it covers, and the reverse? Numbers only, on any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from shuniu.access import Actor, visible
from shuniu.models import Coverage, Employment, Membership, PartyOrganization, Post, Standing
from shuniu.policy.grants import Action
from shuniu.policy.leadership.crossing import Crossing, Management, crossing_of, management, together
from shuniu.policy.words import PartyPost
from shuniu.queries.arrays import among
from shuniu.queries.days import during, standing_on
from shuniu.queries.facts.packs import figures_at

_LEADING = [one.value for one in PartyPost if one.leads]


def crossings(nodes: Iterable[int], on: date, posts: Management, only: int | None = None) -> dict[int, Crossing]:
    """Of those that cover an organization of the register that day. Members only, wherever they are held. ``only``: the
    management of this one organization."""
    covers = _covered(nodes, on, only)
    leaders: dict[int, set[int]] = defaultdict(set)
    held = Post.objects.filter(during(on), post__in=_LEADING, party_organization__in=among(covers))
    for node, person in held.values_list("party_organization", "person"):
        leaders[node].add(person)
    if posts.posts is None:
        return {node: crossing_of(leaders[node], None) for node in covers}
    managing = _managing({unit for units in covers.values() for unit in units}, on, posts)
    return {
        node: crossing_of(leaders[node], {person for unit in units for person in managing[unit]})
        for node, units in covers.items()
    }


def crossing_at(actor: Actor, covering: Collection[int], on: date, unit: int) -> tuple[Crossing, Management] | None:
    """Of the Party organizations that cover ``unit``, and its own management alone; None for whoever reads no roll of
    theirs."""
    rows = PartyOrganization.objects.filter(pk__in=covering)
    mine = list(visible(rows, actor, Action.READ_MEMBER).values_list("pk", flat=True))
    figures = figures_at(mine, on)
    law = next((figures[node] for node in mine if figures[node] is not None), None)
    if law is None:
        return None
    posts = management(law)
    return together(list(crossings(mine, on, posts, only=unit).values())), posts


def _covered(nodes: Iterable[int], on: date, only: int | None) -> dict[int, set[int]]:
    rows = Coverage.objects.filter(during(on), party_organization__in=among(nodes))
    if only is not None:
        rows = rows.filter(unit=only)
    pairs = list(rows.values_list("party_organization", "unit"))
    standing = Standing.objects.filter(standing_on(on), unit__in=among(unit for _, unit in pairs))
    known = set(standing.values_list("unit", flat=True))
    found: dict[int, set[int]] = defaultdict(set)
    for node, unit in pairs:
        if unit in known:
            found[node].add(unit)
    return found


def _managing(units: Collection[int], on: date, posts: Management) -> dict[int, set[int]]:
    """Members of any roll that day who hold a managing post at each."""
    rows = Employment.objects.filter(during(on), unit__in=among(units)).exclude(position="")
    works = [one for one in rows.values_list("unit", "person", "position") if posts.includes(one[2])]
    held = Membership.objects.filter(during(on), person__in=among(person for _, person, _ in works))
    members = set(held.values_list("person", flat=True))
    found: dict[int, set[int]] = defaultdict(set)
    for unit, person, _ in works:
        if person in members and unit is not None:
            found[unit].add(person)
    return found

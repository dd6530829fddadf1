"""How many of those who lead a Party organization manage what it covers, and the reverse? Numbers only, of one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q

from shuniu.access import Actor, visible
from shuniu.models import Coverage, Employment, Membership, PartyOrganization, Post, Standing
from shuniu.policy.grants import Action
from shuniu.policy.leadership.crossing import Crossing, Management, crossing_of, management, together
from shuniu.policy.words import PartyPost
from shuniu.queries.arrays import among
from shuniu.queries.days import during, standing_on
from shuniu.queries.facts.packs import figures_at

_LEADING = [one.value for one in PartyPost if one.leads]
# By Party organization, the units it covers.
Covered = Mapping[int, Collection[int]]


def covered_by(nodes: Iterable[int], facts: Q) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Coverage.objects.filter(facts, party_organization__in=among(nodes))
    for node, unit in rows.values_list("party_organization", "unit"):
        found[node].add(unit)
    return dict(found)


def crossings_of(covers: Covered, posts: Mapping[int, Management], facts: Q) -> dict[int, Crossing]:
    """Of Party organizations with what they cover of the register, out of the ``facts`` of a day. Members only,
    wherever they are held; ``posts``: who manages, as the texts say it that hold at each."""
    leaders: dict[int, set[int]] = defaultdict(set)
    held = Post.objects.filter(facts, post__in=_LEADING, party_organization__in=among(covers))
    for node, person in held.values_list("party_organization", "person"):
        leaders[node].add(person)
    working = _working({unit for units in covers.values() for unit in units}, facts)

    def managers(node: int) -> set[int] | None:
        if posts[node].posts is None:
            return None
        return {who for unit in covers[node] for who, position in working[unit] if posts[node].includes(position)}

    return {node: crossing_of(leaders[node], managers(node)) for node in covers}


def _working(units: Collection[int], facts: Q) -> dict[int, list[tuple[int, str]]]:
    """By unit, the members of any roll who hold a position there."""
    rows = Employment.objects.filter(facts, unit__in=among(units)).exclude(position="")
    works = list(rows.values_list("unit", "person", "position"))
    held = Membership.objects.filter(facts, person__in=among(person for _, person, _ in works))
    members = set(held.values_list("person", flat=True))
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for unit, person, position in works:
        if person in members and unit is not None:
            found[unit].append((person, position))
    return found


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
    counts = Standing.objects.filter(standing_on(on), unit=unit).exists()
    here = dict.fromkeys((node for node, units in covered_by(mine, during(on)).items() if unit in units), {unit})
    found = crossings_of(here if counts else {}, dict.fromkeys(mine, posts), during(on))
    return together(list(found.values())), posts

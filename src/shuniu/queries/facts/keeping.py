"""Who keeps the register of a node through time: itself, and after its end somebody above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Exists, OuterRef

from shuniu.models import Jurisdiction, Lineage, Registration, Unit
from shuniu.policy.organizations.keeping import ENDED
from shuniu.queries.arrays import among
from shuniu.queries.days import since

# From which day on who keeps it; the first one from the beginning.
Keepers = list[tuple[date, int]]


def keepers(nodes: Iterable[int]) -> dict[int, Keepers]:
    """For each node: itself, then the nearest of those above it on its last day that still stands. Two queries.

    ``registered_at`` names where a unit was entered and never changes; what was entered outlives that node.
    """
    wanted = set(nodes)
    above: dict[int, list[tuple[date | None, int]]] = {node: [] for node in wanted}
    rows = Lineage.objects.filter(descendant__in=among(wanted)).order_by("depth")
    for node, ancestor, end in rows.values_list("descendant", "ancestor", "valid_to"):
        above[node].append((end, ancestor))
    last = {node: max((end for end, _ in rows if end), default=None) for node, rows in above.items()}
    ended = {node: last[node] for node, rows in above.items() if all(end is not None for end, _ in rows)}
    heirs = {ancestor for node in ended for end, ancestor in above[node] if end == ended[node]}
    stand_until = _last_days(heirs) if heirs else {}
    return {node: _kept(node, ended.get(node), above[node], stand_until) for node in wanted}


def _last_days(nodes: set[int]) -> dict[int, date | None]:
    """The first day on which each of the nodes stands no more; None while it stays."""
    found: dict[int, date | None] = {}
    rows = Lineage.objects.filter(descendant__in=among(nodes), depth=0).order_by("valid_from")
    for node, end in rows.values_list("descendant", "valid_to"):
        found[node] = end
    return found


def _kept(
    node: int, ended: date | None, above: list[tuple[date | None, int]], stand_until: Mapping[int, date | None]
) -> Keepers:
    found = [(date.min, node)]
    reached = ended
    for end, ancestor in above:
        until = stand_until.get(ancestor)
        if reached is None or end != ended or (until is not None and until <= reached):
            continue
        found.append((reached, ancestor))
        reached = until
    return found


def keeper_on(kept: Keepers, on: date) -> int:
    """Who keeps it on a day."""
    return [node for start, node in kept if start <= on][-1]


def homes(keys: Iterable[int], on: date) -> dict[int, int]:
    """The nodes that keep the register of the units on the day: their law counts where nobody else is responsible."""
    entered = dict(Unit.objects.filter(pk__in=among(keys)).values_list("pk", "registered_at"))
    kept = keepers(entered.values())
    return {unit: keeper_on(kept[node], on) for unit, node in entered.items()}


def unanswered(nodes: Iterable[int], on: date) -> dict[int, int]:
    """How many organizations entered at each of the nodes have nobody responsible from the day on."""
    listed = Registration.objects.filter(since(on), unit=OuterRef("pk")).exclude(status__in=ENDED)
    held = Jurisdiction.objects.filter(since(on), unit=OuterRef("pk"))
    rows = Unit.objects.filter(Exists(listed), ~Exists(held), registered_at__in=among(nodes))
    return dict(rows.values("registered_at").annotate(count=Count("pk")).values_list("registered_at", "count"))

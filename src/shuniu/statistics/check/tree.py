"""Is the dated closure the tree that the places make, on every day on which anything changes?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shuniu.models import Lineage, PartyOrganization, Placement
from shuniu.statistics.check.held import Facts, bounds, held

# (ancestor, child, depth) of one node
Above = set[tuple[int, int, int]]


def tree_differences() -> Iterator[str]:
    """The first day on which a node's line upward differs, for each node."""
    codes = dict(PartyOrganization.objects.values_list("pk", "code"))
    places = held(Placement, "party_organization", ("parent",))
    derived: dict[int, list[tuple[date, date | None, tuple[int, int, int]]]] = {}
    rows = Lineage.objects.values_list("descendant", "valid_from", "valid_to", "ancestor", "child", "depth")
    for node, start, end, *above in rows.iterator():
        derived.setdefault(node, []).append((start, end, (above[0], above[1], above[2])))
    for node in sorted(places.keys() | derived.keys()):
        for day in sorted(_days(node, places, derived)):
            by_facts = _climb(node, day, places)
            if by_facts is None:
                yield f"党组织“{codes[node]}”在{day.isoformat()}的隶属关系成了循环。"
                break
            lines = [line for start, end, line in derived.get(node, ()) if start <= day and (end is None or day < end)]
            if by_facts != set(lines) or len(lines) != len(by_facts):
                wanted = "、".join(codes[one[0]] for one in sorted(by_facts, key=lambda one: one[2]))
                found = "、".join(codes[one[0]] for one in sorted(lines, key=lambda one: one[2]))
                yield (
                    f"党组织“{codes[node]}”在{day.isoformat()}的上级链应为{wanted or '无'}，派生表为{found or '无'}。"
                )
                break


def _days(
    node: int, places: Facts, derived: dict[int, list[tuple[date, date | None, tuple[int, int, int]]]]
) -> set[date]:
    """Days on which it, or anything that ever stood above it, changes place; and the days of the closure itself."""
    days, seen, frontier = set(), set(), {node}
    while frontier:
        one = frontier.pop()
        seen.add(one)
        rows = places.get(one, [])
        days |= bounds(rows)
        frontier |= {row.values[0] for row in rows if row.values[0] is not None} - seen
    for start, end, _ in derived.get(node, ()):
        days |= {start} | ({end} if end is not None else set())
    return days


def _climb(node: int, day: date, places: Facts) -> Above | None:
    """Everything above a node on a day, step by step; None when the steps lead back."""
    found: Above = set()
    below, current, depth = node, node, 0
    while True:
        place = next((row for row in places.get(current, ()) if row.on(day)), None)
        if place is None:
            return found
        if depth and current == node:
            return None
        found.add((current, below if depth else node, depth))
        if place.values[0] is None or depth > len(places):
            return found if place.values[0] is None else None
        below, current, depth = current, place.values[0], depth + 1

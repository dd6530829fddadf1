"""Hand facts over from Party organizations to another one from a day on; what was before stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from shuniu.commands.journal import Act
from shuniu.commands.journal.ending import attributes, end_facts, reaching, record_parts
from shuniu.kernel.period import Period
from shuniu.models.facts import Fact
from shuniu.queries.facts.party import period_of


class Link(NamedTuple):
    """How facts of ``model`` point to a Party organization; ``once`` names what else makes two of them the same."""

    model: type[Fact]
    field: str
    once: tuple[str, ...]


def hand_over(act: Act, link: Link, nodes: Collection[int], to: int) -> list[dict[str, Any]]:
    """What named one of ``nodes`` names ``to`` from ``act.on`` on. Where ``to`` already has it, it has it once.

    Returns the rows as they were, with ``attname`` keys.
    """
    names = attributes(link.model)
    same = [names[name] for name in link.once]
    rows = end_facts(act, link.model, link.field, nodes)
    held: dict[tuple[Any, ...], list[Period]] = defaultdict(list)
    for one in reaching(act, link.model, **{link.field: to}):
        held[tuple(one[name] for name in same)].append(period_of(one["period"]))
    lines: list[tuple[Mapping[str, Any], Period, Mapping[str, Any]]] = []
    for row in rows:
        part = period_of(row["period"]).from_day(act.on)
        key = tuple(row[name] for name in same)
        for free in part.without(held[key]) if part is not None else ():
            held[key].append(free)
            lines.append((row, free, {names[link.field]: to}))
    record_parts(act, link.model, lines)
    return rows

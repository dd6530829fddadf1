"""Hand facts over from Party organizations to another one from a day on, or end them; what was before stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from shuniu.commands.journal import Act, ChangedMeanwhile
from shuniu.commands.journal.dated import carried
from shuniu.kernel.period import Period
from shuniu.models import record
from shuniu.models.facts import Fact
from shuniu.queries.facts.party import period_of, since


class Link(NamedTuple):
    """How facts of ``model`` point to a Party organization; ``once`` names what else makes two of them the same."""

    model: type[Fact]
    field: str
    once: tuple[str, ...]


def end_facts(act: Act, model: type[Fact], field: str, nodes: Collection[int]) -> list[dict[str, Any]]:
    """Every fact whose ``field`` names one of ``nodes`` ends on ``act.on``; later ones are taken back.

    Returns the rows as they were, with ``attname`` keys.
    """
    rows = _reaching(act, model, **{f"{field}__in": nodes})
    back = [row["id"] for row in rows]
    if len(record.retract(act.line, model, back)) != len(back):
        raise ChangedMeanwhile
    kept = [(row, part) for row in rows if (part := period_of(row["period"]).until(act.on)) is not None]
    _record(act, model, [(row, part, {}) for row, part in kept])
    return rows


def hand_over(act: Act, link: Link, nodes: Collection[int], to: int) -> list[dict[str, Any]]:
    """What named one of ``nodes`` names ``to`` from ``act.on`` on. Where ``to`` already has it, it has it once.

    Returns the rows as they were, with ``attname`` keys.
    """
    names = _attributes(link.model)
    same = [names[name] for name in link.once]
    rows = end_facts(act, link.model, link.field, nodes)
    held: dict[tuple[Any, ...], list[Period]] = defaultdict(list)
    for one in _reaching(act, link.model, **{link.field: to}):
        held[tuple(one[name] for name in same)].append(period_of(one["period"]))
    lines: list[tuple[Mapping[str, Any], Period, Mapping[str, Any]]] = []
    for row in rows:
        part = period_of(row["period"]).from_day(act.on)
        key = tuple(row[name] for name in same)
        for free in part.without(held[key]) if part is not None else ():
            held[key].append(free)
            lines.append((row, free, {names[link.field]: to}))
    _record(act, link.model, lines)
    return rows


def _reaching(act: Act, model: type[Fact], **conditions: Any) -> list[dict[str, Any]]:
    """Facts in force that count on the day of the act or later, in the order of their days."""
    rows: Any = model._default_manager.filter(since(act.on), **conditions).order_by("period").values()
    return list(rows)


def _attributes(model: type[Fact]) -> dict[str, str]:
    return {one.name: one.attname for one in model._meta.concrete_fields}


def _record(act: Act, model: type[Fact], lines: Sequence[tuple[Mapping[str, Any], Period, Mapping[str, Any]]]) -> None:
    names = _attributes(model)
    fields = carried(model)
    rows = [
        (*(({**row, **values})[names[name]] for name in fields), record.days(period), row["precision"])
        for row, period, values in lines
    ]
    record.record(act.line, model, [*fields, "period", "precision"], rows)

"""End what a body had from a day on: what counts that day ends there, what was to come later is taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from shuniu.commands.journal.acts import Act
from shuniu.commands.journal.dated import ChangedMeanwhile, carried
from shuniu.kernel.period import Period
from shuniu.models import record
from shuniu.models.facts import Fact
from shuniu.queries.days import since
from shuniu.queries.facts.party import period_of


def end_facts(act: Act, model: type[Fact], field: str, keys: Collection[int], **narrowing: Any) -> list[dict[str, Any]]:
    """Every fact whose ``field`` names one of ``keys`` ends on ``act.on``; later ones are taken back.

    Returns the rows as they were, with ``attname`` keys.
    """
    rows = reaching(act, model, **{f"{field}__in": keys}, **narrowing)
    back = [row["id"] for row in rows]
    if len(record.retract(act.line, model, back)) != len(back):
        raise ChangedMeanwhile
    kept = [(row, part) for row in rows if (part := period_of(row["period"]).until(act.on)) is not None]
    record_parts(act, model, [(row, part, {}) for row, part in kept])
    return rows


def reaching(act: Act, model: type[Fact], **conditions: Any) -> list[dict[str, Any]]:
    """Facts in force that count on the day of the act or later, in the order of their days."""
    rows: Any = model._default_manager.filter(since(act.on), **conditions).order_by("period").values()
    return list(rows)


def attributes(model: type[Fact]) -> dict[str, str]:
    return {one.name: one.attname for one in model._meta.concrete_fields}


def record_parts(
    act: Act, model: type[Fact], lines: Sequence[tuple[Mapping[str, Any], Period, Mapping[str, Any]]]
) -> None:
    """Copies of rows for other days, with what changes in them (``attname`` keys)."""
    names = attributes(model)
    fields = carried(model)
    rows = [
        (*(({**row, **values})[names[name]] for name in fields), record.days(period), row["precision"])
        for row, period, values in lines
    ]
    record.record(act.line, model, [*fields, "period", "precision"], rows)

"""End what a body had from a day on: what counts that day ends there, what was to come later is taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuniu.commands.journal.acts import Act
from shuniu.commands.journal.dated import ChangedMeanwhile, Seen, carried, in_force, unchanged
from shuniu.commands.journal.reaching import refuse
from shuniu.kernel.decision import Objection
from shuniu.kernel.period import Period
from shuniu.models import record
from shuniu.models.facts import Fact
from shuniu.policy.journal.ending import EndingFacts, Later, may_end_from
from shuniu.queries.days import since
from shuniu.queries.facts.party import period_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The relation ``key`` ends from the day of the act on. ``later_too``: also what of it begins only later."""

    key: tuple[Any, ...]
    seen: Seen = None
    later_too: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A kind of fact that begins and ends: by which fields one is known, and what it is called in a sentence.

    Facts of one key that differ in ``same`` are different relations; ``named`` tells what each of them is.
    """

    model: type[Fact]
    key: tuple[str, ...]
    what: str
    same: tuple[str, ...] = ()
    named: Callable[[Sequence[Row]], Mapping[int, str]] | None = None


def end_relations(act: Act, relation: Relation, endings: Sequence[Ending]) -> set[tuple[Any, ...]]:
    """Each ends on ``act.on``, and is not in force on any later day. Returns the keys of what changed.

    Raises ChangedMeanwhile, and Refused as the law says of what is put down for later days.
    """
    held = in_force(relation.model, relation.key, [one.key for one in endings])
    unchanged(relation.model, relation.key, {one.key: one.seen for one in endings}, held)
    reached = {key: [row for row in rows if _lasts(act, row)] for key, rows in held.items()}
    refuse(_against(act, relation, endings, reached))
    _end(act, relation.model, [row for rows in reached.values() for row in rows])
    return {key for key, rows in reached.items() if rows}


def _lasts(act: Act, row: Row) -> bool:
    """Does it count on the day of the act or on a later one?"""
    return period_of(row["period"]).from_day(act.on) is not None


def _against(
    act: Act, relation: Relation, endings: Sequence[Ending], reached: Mapping[tuple[Any, ...], Sequence[Row]]
) -> Iterator[Objection]:
    columns = [attributes(relation.model)[name] for name in relation.same]
    for index, one in enumerate(endings):
        rows = reached.get(one.key, ())
        later = [row for row in rows if row["period"].lower > act.on]
        standing = rows[0] if rows and rows[0] not in later else None
        ground = standing or (later[0] if later else None)
        others = [row for row in later if ground and any(row[name] != ground[name] for name in columns)]
        names = relation.named(others) if others and relation.named else {}
        facts = EndingFacts(
            what=relation.what,
            on=act.on,
            standing=standing is not None,
            later=[Later(begins_on=row["period"].lower, other=names.get(row["id"], "")) for row in later],
            agreed=one.later_too,
        )
        yield from may_end_from(facts, index).objections


def end_facts(act: Act, model: type[Fact], field: str, keys: Collection[int], **narrowing: Any) -> list[dict[str, Any]]:
    """Every fact whose ``field`` names one of ``keys`` ends on ``act.on``; later ones are taken back.

    Returns the rows as they were, with ``attname`` keys.
    """
    rows = reaching(act, model, **{f"{field}__in": keys}, **narrowing)
    _end(act, model, rows)
    return rows


def _end(act: Act, model: type[Fact], rows: Sequence[Row]) -> None:
    back = [row["id"] for row in rows]
    if len(record.retract(act.line, model, back)) != len(back):
        raise ChangedMeanwhile
    kept = [(row, part) for row in rows if (part := period_of(row["period"]).until(act.on)) is not None]
    record_parts(act, model, [(row, part, {}) for row, part in kept])


def reaching(act: Act, model: type[Fact], **conditions: Any) -> list[dict[str, Any]]:
    """Facts in force that count on the day of the act or later, in the order of their days."""
    rows: Any = model._default_manager.filter(since(act.on), **conditions).order_by("period").values()
    return list(rows)


def attributes(model: type[Fact]) -> dict[str, str]:
    return {one.name: one.attname for one in model._meta.concrete_fields}


def record_parts(act: Act, model: type[Fact], lines: Sequence[tuple[Row, Period, Row]]) -> None:
    """Copies of rows for other days, with what changes in them (``attname`` keys)."""
    names = attributes(model)
    fields = carried(model)
    rows = [
        (*(({**row, **values})[names[name]] for name in fields), record.days(period), row["precision"])
        for row, period, values in lines
    ]
    record.record(act.line, model, [*fields, "period", "precision"], rows)

"""How is a question put that is asked again and again, each time with other values?

Django puts a query together anew for each request, and for the lists that takes longer than the answer. ``Rows`` names
what is asked: the function that makes the query, who asks, about which day, and what else decides how it reads. Of one
shape the statement is made once, with a stand-in for each value; afterwards only the values are put in.

That is right as long as the function does not look into the values: it may hand on the actor and the day, not decide
by them. A value that does not reach the statement as it is (a day later, a part of a text) is noticed and the query
made anew each time. A decision by a value cannot be noticed here: the tests set ``COMPARED``, and then every
statement is made both ways and must be the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from shuniu.access import Actor
from shuniu.queries.prepared import rows_of, statement

# Set by the tests.
COMPARED = False
# So many statements are kept; more shapes than that is nothing that is asked again and again.
MOST = 500

_FIRST_NUMBER, _FIRST_DAY, _SIGN = 2_147_400_000, date(1, 2, 1), "\ue0f0"
_TRACES = re.compile(rf"21474\d{{5}}|\bdate(time)?\(1, |{_SIGN}|\\ue0f0")

Finish = Callable[..., QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Rows:
    """What is asked for. ``build`` stands in a module and takes the actor, the day, ``more``, which decides how the
    statement reads, and ``given``, which are values like the actor and the day."""

    build: Callable[..., QuerySet[Any]]
    actor: Actor
    on: date
    more: tuple[Hashable, ...] = ()
    given: tuple[Any, ...] = ()

    def query(self) -> QuerySet[Any]:
        return self.build(self.actor, self.on, *self.more, *self.given)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is told beside each row by the same statement, written by hand: ``{}`` in the text is the statement itself,
    whose columns come first; ``names`` are those after them, ``values`` stand for ``%s`` behind the statement."""

    text: str
    names: tuple[str, ...]
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """One statement; ``places`` tells for each parameter which value stands there, or the constant that does."""

    text: str
    places: Sequence[tuple[int | None, Any]]
    names: Sequence[str]
    converters: Mapping[int, Any]

    def parameters(self, values: Sequence[Any]) -> list[Any]:
        return [constant if at is None else values[at] for at, constant in self.places]


# None: a shape that is made anew each time.
_made: dict[Hashable, _Made | None] = {}
_UNKNOWN = _Made("", (), (), {})


def ask(
    rows: Rows,
    finish: Finish,
    fixed: tuple[Hashable, ...] = (),
    given: tuple[Any, ...] = (),
    beside: Beside | None = None,
) -> list[Any]:
    """The rows of ``finish(query, *fixed, *given)``, which ends in ``values`` or ``values_list``, as tuples.

    ``fixed`` decides how the statement reads, ``given`` are values like the actor and the day.
    """
    try:
        return _answers(*_with(beside, *_statement(rows, finish, fixed, given)), rows.actor)
    except EmptyResultSet:
        return []


@dataclass(frozen=True, slots=True)
class Question:
    """What ``ask`` is given, for several that are asked at once."""

    rows: Rows
    finish: Finish
    fixed: tuple[Hashable, ...] = ()
    beside: Beside | None = None


def ask_together(*questions: Question) -> list[list[Any]]:
    """The answers to several questions of one actor. To take each to the database costs more than most answers."""
    told = [_told(one) for one in questions]
    if not _is_small(questions[0].rows.actor) or any(one is None or one[0].converters for one in told):
        return [ask(one.rows, one.finish, one.fixed, beside=one.beside) for one in questions]
    parts = [one for one in told if one is not None]
    text = _united(tuple((made.text, len(made.names)) for made, _ in parts))
    answers: list[list[Any]] = [[] for _ in parts]
    ends = list(accumulate(len(made.names) for made, _ in parts))
    for which, *row in rows_of(statement(text), [value for _, values in parts for value in values]):
        answers[which].append(tuple(row[ends[which] - len(parts[which][0].names) : ends[which]]))
    return answers


def _told(one: Question) -> tuple[_Made, Sequence[Any]] | None:
    try:
        return _with(one.beside, *_statement(one.rows, one.finish, one.fixed, ()))
    except EmptyResultSet:
        return None


@lru_cache(maxsize=100)
def _united(parts: tuple[tuple[str, int], ...]) -> str:
    """One after the other, each with its own columns."""
    columns = [f"NULL{', NULL' * (width - 1)}" for _, width in parts]
    each = [
        f"SELECT {at}, {', '.join([*columns[:at], f'p{at}.*', *columns[at + 1 :]])} FROM ({text}) p{at}"  # noqa: S608
        for at, (text, _) in enumerate(parts)
    ]
    return " UNION ALL ".join(each)


def mappings(
    rows: Rows,
    finish: Finish,
    fixed: tuple[Hashable, ...] = (),
    given: tuple[Any, ...] = (),
    beside: Beside | None = None,
) -> Iterator[Any]:
    """The same as mappings."""
    try:
        made, parameters = _with(beside, *_statement(rows, finish, fixed, given))
    except EmptyResultSet:
        return iter(())
    return (dict(zip(made.names, row, strict=True)) for row in _answers(made, parameters, rows.actor))


def _with(beside: Beside | None, made: _Made, parameters: Sequence[Any]) -> tuple[_Made, Sequence[Any]]:
    if beside is None:
        return made, parameters
    told = replace(made, text=_laid(beside.text, made.text), names=[*made.names, *beside.names])
    return told, [*parameters, *beside.values]


@lru_cache(maxsize=MOST)
def _laid(around: str, text: str) -> str:
    """Always the same text for the same two, so that it is not read anew to be found again."""
    return around.format(text)


def count(rows: Rows, most: int) -> int:
    """How many there are; nobody counts further than ``most``."""
    try:
        made, parameters = _statement(rows, _keys, (most,), ())
    except EmptyResultSet:
        return 0
    counting = replace(made, text=f"SELECT count(*) FROM ({made.text}) counted", converters={})  # noqa: S608 – no value
    return int(_answers(counting, parameters, rows.actor)[0][0])


def _keys(rows: QuerySet[Any], most: int) -> QuerySet[Any]:
    return rows.order_by().values_list("pk")[:most]


def _statement(
    rows: Rows, finish: Finish, fixed: tuple[Hashable, ...], given: tuple[Any, ...]
) -> tuple[_Made, Sequence[Any]]:
    shape = (rows.build, rows.more, _shape(rows.actor), finish, fixed, _types(rows.given), _types(given))
    values = _values(rows.actor, rows.on, (*rows.given, *given))
    made = _made.get(shape, _UNKNOWN)
    if made is _UNKNOWN:
        made = _with_stand_ins(rows, finish, fixed, given)
        if len(_made) >= MOST:
            _made.clear()
        _made[shape] = made
    if made is not None and not COMPARED:
        return made, made.parameters(values)
    anew = _written(finish(rows.query(), *fixed, *given), {})
    if made is None:
        return anew, anew.parameters(())
    if (made.text, made.parameters(values)) != (anew.text, anew.parameters(())):
        raise AssertionError(f"decides by a value: {rows.build.__qualname__}, {finish.__qualname__}")
    return made, made.parameters(values)


def _types(values: Iterable[Any]) -> Hashable:
    return tuple(map(type, values))


def _is_small(actor: Actor) -> bool:
    """So little is below that it is looked up key by key, whatever the values are. For whoever has much below, the
    planner has to know how much that is."""
    return actor.node is not None and not actor.wide


def _shape(actor: Actor) -> Hashable:
    return actor.role, actor.wide, actor.most, actor.node is None, actor.unit is None


def _values(actor: Actor, on: date, given: Iterable[Any]) -> list[Any]:
    """In the order in which the stand-ins are handed out."""
    return [actor.account, actor.assignment, actor.node, actor.unit, actor.today, actor.now, on, *given]


def _with_stand_ins(rows: Rows, finish: Finish, fixed: tuple[Any, ...], given: tuple[Any, ...]) -> _Made | None:
    """None where a value does not stand in the statement as it is, and where nothing would be asked."""
    actor = rows.actor
    numbers = [_FIRST_NUMBER + place for place in range(4)]
    now = datetime.combine(_FIRST_DAY, datetime.min.time(), UTC)
    asking = replace(
        actor,
        account=numbers[0],
        assignment=numbers[1],
        node=None if actor.node is None else numbers[2],
        unit=None if actor.unit is None else numbers[3],
        now=now,
    )
    on = _FIRST_DAY + timedelta(days=5)
    others = [_stand_in(value, place) for place, value in enumerate((*rows.given, *given), 10)]
    values = _values(asking, on, others)
    stand_ins = {(type(value), value): place for place, value in enumerate(values) if value is not None}
    if None in others:
        return None
    try:
        handed, finishing = tuple(others[: len(rows.given)]), others[len(rows.given) :]
        query = replace(rows, actor=asking, on=on, given=handed).query()
        made = _written(finish(query, *fixed, *finishing), stand_ins)
    except EmptyResultSet:
        return None
    hidden = (constant for at, constant in made.places if at is None)
    return None if _TRACES.search(made.text) or any(_TRACES.search(repr(one)) for one in hidden) else made


def _stand_in(value: Any, place: int) -> Any:
    if type(value) is int:
        return _FIRST_NUMBER + place
    if type(value) is str:
        return f"{_SIGN}{place}"
    if type(value) is date:
        return _FIRST_DAY + timedelta(days=place)
    return None


def _written(rows: QuerySet[Any], stand_ins: Mapping[tuple[type, Any], int]) -> _Made:
    query = rows.query
    compiler = query.get_compiler(connection=connection)
    text, parameters = compiler.as_sql()
    places = [(stand_ins.get((type(one), one)) if _is_plain(one) else None, one) for one in parameters]
    names = query.selected or [*query.extra_select, *query.values_select, *query.annotation_select]
    columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
    return _Made(text, places, list(names), compiler.get_converters(columns))


def _is_plain(value: Any) -> bool:
    return type(value) in (int, str, date, datetime)


def _answers(made: _Made, parameters: Sequence[Any], actor: Actor) -> list[Any]:
    rows = rows_of(statement(made.text), parameters, once=not _is_small(actor))
    if not made.converters:
        return rows
    found = []
    for row in map(list, rows):
        for place, (converters, expression) in made.converters.items():
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        found.append(tuple(row))
    return found

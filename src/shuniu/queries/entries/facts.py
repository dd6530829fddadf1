"""What did one line of the journal write and take back, by table, about whom, and what has become of the line?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import BinaryField, Count, Model, Q, QuerySet, Value

from shuniu.access import Actor, visible
from shuniu.kernel.period import Period
from shuniu.models import Account, Entry, HeadCount, OfficeContact, PartyOrganization, Person, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words import UnitKind
from shuniu.queries.entries.telling import TABLES, Names, Row, names_in

# An import may have written 50,000 rows: a page shows the first of each table and counts all of them.
SHOWN = 50
# new: begins to count. closed: what was in force, now with its last day. wrong: taken back as never so.
What = Literal["new", "closed", "wrong"]
_SUBJECTS: Mapping[str, tuple[type[Model], Action]] = {
    "unit_id": (Unit, Action.READ_UNIT),
    "predecessor_id": (Unit, Action.READ_UNIT),
    "duplicate_id": (Unit, Action.READ_UNIT),
    "party_organization_id": (PartyOrganization, Action.READ_PARTY_ORGANIZATION),
    "account_id": (Account, Action.READ_ACCOUNT),
    "person_id": (Person, Action.READ_MEMBER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a row is about: an organization, body, Party organization, account or member. ``key`` opens its page."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFact:
    """``later``: the line that took the row back afterwards, as far as there is one; ``period`` None: a count."""

    what: What
    said: str
    subject: Subject
    period: Period | None
    precision: str
    later: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTable:
    """``written`` and ``taken`` count every row; ``hidden`` of them are about somebody the reader may not see."""

    heading: str
    written: int
    taken: int
    hidden: int
    facts: Sequence[WrittenFact]


@dataclass(frozen=True, slots=True)
class _Found:
    model: type[Model]
    written: int
    taken: int
    hidden: int
    rows: Sequence[tuple[What, Row]]


def facts_of(actor: Actor, entry: int, on: date) -> list[WrittenTable]:
    """Every table the line wrote to; rows whose subject is out of reach are counted and not shown."""
    found = [_found(actor, entry, model, *counts) for model, counts in _touched(entry).items()]
    names = names_in(((one.model, row) for one in found for _, row in one.rows), on)
    subjects = _subjects(found, names)
    return [
        WrittenTable(
            heading=TABLES[one.model][0],
            written=one.written,
            taken=one.taken,
            hidden=one.hidden,
            facts=[
                _fact(one.model, what, row, names, subjects[_subject_key(one.model, row)]) for what, row in one.rows
            ],
        )
        for one in found
    ]


def _written(model: type[Model], entry: int) -> QuerySet[Model]:
    return model._default_manager.filter(recorded=entry).exclude(retracted=entry)


def _taken(model: type[Model], entry: int) -> QuerySet[Model]:
    return model._default_manager.filter(retracted=entry).exclude(recorded=entry)


def _touched(entry: int) -> dict[type[Model], tuple[int, int]]:
    """How many rows of each table the line wrote and took back, asked of all tables at once."""
    asked = [
        rows(model, entry)
        .order_by()
        .annotate(table=Value(f"{model.__name__} {rows.__name__}"))
        .values("table")
        .annotate(rows=Count("pk"))
        for model in TABLES
        for rows in (_written, _taken)
    ]
    counts = {row["table"]: row["rows"] for row in asked[0].union(*asked[1:], all=True)}
    pairs = {
        model: (counts.get(f"{model.__name__} _written", 0), counts.get(f"{model.__name__} _taken", 0))
        for model in TABLES
    }
    return {model: pair for model, pair in pairs.items() if any(pair)}


def _found(actor: Actor, entry: int, model: type[Model], written: int, taken: int) -> _Found:
    mine = _readable(model, actor)
    new, old = _written(model, entry).filter(mine), _taken(model, entry).filter(mine)
    hidden = written + taken - new.count() - old.count()
    begun, ended = _rows(new, model), _rows(old, model)
    column = TABLES[model][1]
    # A pair of rows may lie on both sides of what is shown: the other side is asked about the same subjects.
    closed = _marks(model, old.filter(**{f"{column}__in": {row[column] for row in begun}}))
    copied = _marks(model, new.filter(**{f"{column}__in": {row[column] for row in ended}}))
    rows: list[tuple[What, Row]] = [("closed" if _mark(model, row) in closed else "new", row) for row in begun]
    rows += [("wrong", row) for row in ended if _mark(model, row) not in copied]
    return _Found(model, written, taken, hidden, rows)


def _readable(model: type[Model], actor: Actor) -> Q:
    column = TABLES[model][1]
    target, action = _SUBJECTS[column]
    mine = Q(**{f"{column}__in": visible(target._default_manager.all(), actor, action).values("pk")})
    if model is OfficeContact:
        nodes = visible(PartyOrganization.objects.all(), actor, Action.READ_PARTY_ORGANIZATION)
        mine |= Q(party_organization__in=nodes)
    return mine


def _rows(rows: QuerySet[Model], model: type[Model]) -> list[dict[str, Any]]:
    columns = [field.attname for field in model._meta.concrete_fields]
    return list(rows.order_by("pk").values(*columns, "retracted__uuid")[:SHOWN])


def _carried(model: type[Model]) -> list[str]:
    frame = {"id", "period", "precision", "recorded_id", "retracted_id", "row", "uuid"}
    said = (field for field in model._meta.concrete_fields if not isinstance(field, BinaryField))
    return [field.attname for field in said if field.attname not in frame]


def _mark(model: type[Model], row: Row) -> tuple[str, ...]:
    """What makes a copy with a last day the same fact: its first day and everything it says."""
    start = row["period"].lower if "period" in row else row["as_of"]
    return (str(start), *(repr(row[column]) for column in _carried(model)))


def _marks(model: type[Model], rows: QuerySet[Model]) -> set[tuple[str, ...]]:
    first = [] if model is HeadCount else ["period"]
    return {_mark(model, row) for row in rows.values(*first, *_carried(model))}


def _subject_key(model: type[Model], row: Row) -> tuple[str, int]:
    column = TABLES[model][1]
    if row[column] is None:
        column = "party_organization_id"
    return _SUBJECTS[column][0].__name__, row[column]


def _subjects(found: Sequence[_Found], names: Names) -> dict[tuple[str, int], Subject]:
    """Names and the keys of the pages of everybody the rows are about."""
    wanted: dict[str, set[int]] = {"Unit": set(), "PartyOrganization": set(), "Account": set(), "Person": set()}
    for one in found:
        for _, row in one.rows:
            kind, key = _subject_key(one.model, row)
            wanted[kind].add(key)
    subjects: dict[tuple[str, int], Subject] = {}
    for pk, uuid, code, kind in Unit.objects.filter(pk__in=wanted["Unit"]).values_list("pk", "uuid", "code", "kind"):
        page = "organization" if kind == UnitKind.SOCIAL_ORGANIZATION.value else "body"
        subjects["Unit", pk] = Subject(kind=page, key=str(uuid), name=names.unit(pk) or code or "该单位")
    nodes = PartyOrganization.objects.filter(pk__in=wanted["PartyOrganization"])
    for pk, code in nodes.values_list("pk", "code"):
        subjects["PartyOrganization", pk] = Subject(kind="party_organization", key=code, name=names.node(pk) or code)
    accounts = Account.objects.filter(pk__in=wanted["Account"])
    for pk, uuid, username in accounts.values_list("pk", "uuid", "username"):
        subjects["Account", pk] = Subject(kind="account", key=str(uuid), name=username)
    for pk, uuid in Person.objects.filter(pk__in=wanted["Person"]).values_list("pk", "uuid"):
        subjects["Person", pk] = Subject(kind="member", key=str(uuid), name=names.members.get(pk) or "该党员")
    return subjects


def _fact(model: type[Model], what: What, row: Row, names: Names, subject: Subject) -> WrittenFact:
    days = row.get("period")
    return WrittenFact(
        what=what,
        said=TABLES[model][2](row, names),
        subject=subject,
        period=Period(days.lower, days.upper) if days is not None else None,
        precision=row.get("precision", "day"),
        later=None if what == "wrong" else row["retracted__uuid"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """Another line that undid this one, or that this one undid."""

    uuid: UUID
    act: str
    at: datetime
    actor: str


def undone_by(actor: Actor, entry: int) -> Undoing | None:
    """The line that undid this one, when the actor may read it."""
    rows = visible(Entry.objects.filter(undoes=entry), actor, Action.READ_ENTRY)
    row = rows.values_list("uuid", "act", "at", "actor__title").first()
    return Undoing(uuid=row[0], act=row[1], at=row[2], actor=row[3]) if row else None

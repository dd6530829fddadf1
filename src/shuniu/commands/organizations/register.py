"""Enter organizations into the register of a node, and change many of them at once.

The ordinary command of a form with one row and of a ledger with 50,000: a constant number of statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from uuid import uuid4

from django.db import connection

from shuniu.access import may
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, change_from, correct, keep_tree, lock_units, open_act
from shuniu.commands.journal.reaching import asked, out_of_reach, units_in_reach
from shuniu.commands.organizations.leaving import let_go
from shuniu.kernel.decision import Decision, Objection, Refused
from shuniu.models import Grade, OfficeContact, PartyOrganization, Registration, Unit, record
from shuniu.models.secrecy import encrypt_many
from shuniu.policy.grants import Action
from shuniu.policy.organizations.entering import EnteringFacts, may_enter
from shuniu.policy.words import ContactRole, UnitKind
from shuniu.queries.arrays import among_texts

# Two imports that name the same organizations wait for each other, so neither makes a second one.
REGISTER_LOCK = 7_304


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganization:
    """An organization to enter. ``values`` are columns of the registration (name, type and status at least),
    ``unit`` is set when the code was entered before and every fact about it has been taken back."""

    code: str | None
    values: Mapping[str, Any]
    grade: str | None = None
    phone: str | None = None
    unit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedOrganization:
    """What changes for an organization in the register; an absent field keeps its value."""

    unit: int
    values: Mapping[str, Any]
    grade: str | None = None
    phone: str | None = None


def lock_register() -> None:
    """Nobody else enters organizations until this transaction ends, and the node they are entered at stays."""
    keep_tree()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REGISTER_LOCK])


def register_organizations(
    act: Act, rows: Sequence[NewOrganization], into: int, *, precision: str = "day"
) -> list[int]:
    """Enter ``rows`` into the register of node ``into`` from ``act.on``. Returns the units' keys, in order.

    ``precision`` is ``opening`` for what a ledger says: true on its day, start unknown. Raises Refused with the
    objections of every row; then nothing was written.
    """
    with open_act(act, "organization.register", node=into, request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        lock_register()
        _refuse_new(act, rows, into)
        units = _units(opened.act, rows, into)
        _registrations(opened.act, rows, units, precision)
        _grades(opened.act, rows, units, precision)
        _contacts(opened.act, rows, units, precision)
        recount(opened.act, units=units)
        if act.key:
            opened.answer["units"] = units
        return units


def _refuse_new(act: Act, rows: Sequence[NewOrganization], into: int) -> None:
    if not may(act.actor, Action.WRITE_UNIT, PartyOrganization(pk=into)):
        raise Refused(Decision((out_of_reach("该党组织的登记簿"),)))
    codes = [row.code for row in rows if row.code and row.unit is None]
    taken = set(Unit.objects.filter(code__in=among_texts(codes)).values_list("code", flat=True))
    seen: set[str] = set()
    objections: list[Objection] = []
    for index, row in enumerate(rows):
        again = row.code is not None and row.unit is None and (row.code in taken or row.code in seen)
        facts = EnteringFacts(code=row.code, values=row.values, code_taken=again)
        objections.extend(may_enter(facts, index).objections)
        if row.code:
            seen.add(row.code)
    if objections:
        raise Refused(Decision(tuple(objections)))


def _units(act: Act, rows: Sequence[NewOrganization], into: int) -> list[int]:
    fresh = iter(record.numbers(Unit, sum(row.unit is None for row in rows)))
    keys = [next(fresh) if row.unit is None else row.unit for row in rows]
    kind = UnitKind.SOCIAL_ORGANIZATION.value
    record.record(
        act.line,
        Unit,
        ["id", "uuid", "kind", "code", "registered_at"],
        [(key, uuid4(), kind, row.code, into) for key, row in zip(keys, rows, strict=True) if row.unit is None],
    )
    return keys


def _registrations(act: Act, rows: Sequence[NewOrganization], units: Sequence[int], precision: str) -> None:
    fields = [f for f in Registration._meta.concrete_fields if f.name not in ("id", "recorded", "retracted")]
    blanks = {f.attname: f.get_default() for f in fields}
    columns = [f.attname for f in fields]
    shared = {**blanks, "period": record.since(act.on), "precision": precision}
    pick = itemgetter(*columns)
    lines = (pick({**shared, **row.values, "unit_id": unit}) for unit, row in zip(units, rows, strict=True))
    record.record(act.line, Registration, [f.name for f in fields], lines)


def _grades(act: Act, rows: Sequence[NewOrganization], units: Sequence[int], precision: str) -> None:
    period = record.since(act.on)
    lines = [(unit, row.grade, period, precision) for unit, row in zip(units, rows, strict=True) if row.grade]
    record.record(act.line, Grade, ["unit", "grade", "period", "precision"], lines)


def _contacts(act: Act, rows: Sequence[NewOrganization], units: Sequence[int], precision: str) -> None:
    period, role = record.since(act.on), ContactRole.OFFICE.value
    phones = [(unit, uuid4(), row.phone) for unit, row in zip(units, rows, strict=True) if row.phone]
    sealed = encrypt_many([(phone, row) for _, row, phone in phones], table=OfficeContact._meta.db_table, field="phone")
    lines = [
        (unit, row, role, "", cipher, period, precision) for (unit, row, _), cipher in zip(phones, sealed, strict=True)
    ]
    record.record(act.line, OfficeContact, ["unit", "row", "role", "name", "phone", "period", "precision"], lines)


def update_organizations(
    act: Act, rows: Sequence[ChangedOrganization], *, correction: bool = False, precision: str = "day"
) -> list[int]:
    """变更 of many organizations from ``act.on``, or 更正 with ``correction``. Returns the units that changed.

    Raises Refused when one is out of reach; ChangedMeanwhile when somebody else was quicker.
    """
    request = asked(act, rows, correction, precision)
    with open_act(act, "organization.correct" if correction else "organization.change", request=request) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        lock_units([row.unit for row in rows])
        _refuse_changes(act, rows)
        write = correct if correction else change_from
        touched = write(
            opened.act,
            Registration,
            ["unit"],
            [Change((row.unit,), _by_field(row.values)) for row in rows if row.values],
        )
        change_from(
            opened.act,
            Grade,
            ["unit"],
            [Change((row.unit,), {"grade": row.grade}) for row in rows if row.grade],
            precision=precision,
        )
        _change_contacts(opened.act, [row for row in rows if row.phone], precision)
        units = sorted({key[0] for key in touched} | {row.unit for row in rows if row.grade or row.phone})
        recount(opened.act, units=sorted(key[0] for key in touched))
        let_go(opened.act, [key[0] for key in touched], [row.values for row in rows])
        if act.key:
            opened.answer["units"] = units
        return units


def _refuse_changes(act: Act, rows: Sequence[ChangedOrganization]) -> None:
    mine = units_in_reach(act.actor, (row.unit for row in rows))
    objections = [out_of_reach("该社会组织", index) for index, row in enumerate(rows) if row.unit not in mine]
    if objections:
        raise Refused(Decision(tuple(objections)))


def _by_field(values: Mapping[str, Any]) -> dict[str, Any]:
    """Columns to fields: ``supervising_unit_id`` is the field ``supervising_unit``."""
    names = {field.attname: field.name for field in Registration._meta.concrete_fields}
    return {names[column]: value for column, value in values.items()}


def _change_contacts(act: Act, rows: Sequence[ChangedOrganization], precision: str) -> None:
    keyed = [(row.unit, uuid4(), row.phone or "") for row in rows]
    sealed = encrypt_many([(phone, key) for _, key, phone in keyed], table=OfficeContact._meta.db_table, field="phone")
    role = ContactRole.OFFICE.value
    changes = [
        Change((unit, role), {"row": key, "phone": cipher})
        for (unit, key, _), cipher in zip(keyed, sealed, strict=True)
    ]
    change_from(act, OfficeContact, ["unit", "role"], changes, precision=precision)

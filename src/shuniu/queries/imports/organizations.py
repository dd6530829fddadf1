"""New, changed or the same? Rows of an organization ledger against the register, for a clerk and a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from shuniu.access import Actor, visible, whole_tree
from shuniu.models import Grade, Registration, Unit, UnitName
from shuniu.models.organizations.attributes import OfficeContact
from shuniu.models.secrecy import decrypt
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.queries.arrays import among, among_texts
from shuniu.queries.imports.bodies import Places, outside_units, units_by_code
from shuniu.queries.imports.judgement import Alike, Difference, Finding, Judgement, LedgerRow
from shuniu.queries.imports.values import LABELS, grade_of, registration_values, supervisor_of

CODE = "统一社会信用代码"
# So many rows are held against the register at a time: memory stays bounded however long the ledger is.
PORTION = 10_000
_COMPARED = tuple(LABELS)
_WORDS = {
    "type": words.OrganizationType,
    "status": words.RegistrationStatus,
    "mode": words.RegistrationMode,
}


class Register:
    """What the register holds about the organizations a ledger names; read in a constant number of queries."""

    def __init__(self, actor: Actor, node: int, on: date, rows: Sequence[LedgerRow]) -> None:
        self.on = on
        records = [row.record for row in rows]
        self.places = Places(record.get("district") or "" for record in records)
        names = {supervisor_of(record) for record in records}
        names |= {record.get("registration_authority") for record in records}
        self.bodies = outside_units(actor, [name for name in names if name], node)
        self._identify(actor, node, records)
        self._facts()

    def _identify(self, actor: Actor, node: int, records: Sequence[Mapping[str, Any]]) -> None:
        codes = {record["uscc"] for record in records if record.get("uscc")}
        self.by_code = units_by_code(codes)
        known = set(self.by_code.values())
        unknown = {
            record["name"] for record in records if record.get("name") and record.get("uscc") not in self.by_code
        }
        named = Registration.objects.filter(
            name__in=among_texts(unknown),
            retracted__isnull=True,
            period__contains=self.on,
            unit__registered_at__in=whole_tree(actor, node),
        )
        self.by_name: dict[str, list[Alike]] = {}
        self.ids: dict[str, int] = {}
        self.codes: dict[int, str] = {}
        for name, unit, code, key in named.values_list("name", "unit__uuid", "unit__code", "unit_id"):
            self.by_name.setdefault(name, []).append(Alike(unit, name, code or ""))
            self.ids[str(unit)] = key
            self.codes[key] = code or ""
        known |= set(self.ids.values())
        mine = visible(Unit.objects.filter(pk__in=among(known)), actor, Action.WRITE_UNIT, named=True)
        self.mine = set(mine.values_list("pk", flat=True))

    def _facts(self) -> None:
        today = Q(retracted__isnull=True, period__contains=self.on, unit__in=among(self.mine))
        held = Registration.objects.filter(today).values("id", "unit_id", *_COMPARED)
        self.registrations = {row["unit_id"]: row for row in held}
        self.grades = dict(Grade.objects.filter(today).values_list("unit_id", "grade"))
        contacts = OfficeContact.objects.filter(today, role=words.ContactRole.OFFICE.value, phone__isnull=False)
        self.phones = {
            unit: decrypt(bytes(phone), table="shuniu_officecontact", row=row, field="phone")
            for unit, row, phone in contacts.values_list("unit_id", "row", "phone")
            if phone is not None
        }

        bodies = {
            row[f"{body}_id"] for row in self.registrations.values() for body in ("authority", "supervising_unit")
        }
        names = UnitName.objects.filter(retracted__isnull=True, period__contains=self.on, unit__in=bodies - {None})
        self.body_names = dict(names.values_list("unit_id", "name"))


def judge(
    actor: Actor, node: int, on: date, rows: Sequence[LedgerRow], choices: Mapping[int, str] | None = None
) -> list[Judgement]:
    """One judgement per row, in order. ``choices``: row index → uuid of the organization the clerk says it is."""
    chosen = choices or {}
    found: list[Judgement] = []
    for start in range(0, len(rows), PORTION):
        portion = rows[start : start + PORTION]
        register = Register(actor, node, on, portion)
        found += [_one(register, row, chosen.get(index)) for index, row in enumerate(portion, start)]
    return found


def _one(register: Register, row: LedgerRow, choice: str | None) -> Judgement:
    record = row.record
    code = record.get("uscc")
    unit = register.by_code.get(code) if code else None
    alike: tuple[Alike, ...] = ()
    recoded: tuple[Difference, ...] = ()
    if unit is None:
        unit, alike = _by_name(register, record, choice)
        if unit is not None and code:
            recoded = (Difference(CODE, register.codes[unit], code),)
    if unit is None:
        return _new(record, alike)
    if unit not in register.mine:
        judgement = Judgement(None)
        judgement.refuse(
            Finding(
                "uscc" if code else "name",
                "not_in_reach",
                "该社会组织不在您的管辖范围内，本行不能写入。",
                "请与综合党委联系，由其办理归口调整后再导入。",
            )
        )
        return judgement
    return _compared(register, unit, record, recoded)


def _by_name(register: Register, record: Mapping[str, Any], choice: str | None) -> tuple[int | None, tuple[Alike, ...]]:
    """A row without a known code: one body without a code of the same name is it; others are a question."""
    alike = tuple(register.by_name.get(record.get("name") or "", ()))
    if choice:
        return register.ids.get(choice), ()
    if not record.get("uscc") and len(alike) == 1:
        return register.ids[str(alike[0].uuid)], ()
    return None, alike


def _new(record: Mapping[str, Any], alike: tuple[Alike, ...]) -> Judgement:
    judgement = Judgement("new", alike=alike)
    if alike:
        judgement.warn(
            Finding(
                "name",
                "name_registered",
                f"登记簿中已有同名的社会组织（{alike[0].code or '无代码'}），本行将作为另一家登记。",
                "如果是同一家，请选择“就是这一家”：原代码保留，新代码也指向它。",
            )
        )
    if not record.get("type"):
        judgement.refuse(
            Finding(
                "type", "type_missing", "登记簿中没有这一家，本行又没有写明类型，不能登记。", "请补填社会组织类型。"
            )
        )
    return judgement


def _compared(register: Register, unit: int, record: Mapping[str, Any], recoded: tuple[Difference, ...]) -> Judgement:
    held = register.registrations.get(unit)
    if held is None:  # every fact about it was taken back, or it is not registered on this day
        judgement = Judgement("new", target=unit)
        return judgement if record.get("type") else _new(record, ())
    values = registration_values(record, register.bodies, register.places)
    differences = list(recoded)
    differences += [
        Difference(LABELS[field], _word(register, field, held[field]), _after(register, record, field, values[field]))
        for field in _COMPARED
        if field in values and values[field] != held[field]
    ]
    grade = grade_of(record)
    if grade is not None and register.grades.get(unit) != grade:
        before = register.grades.get(unit)
        differences.append(Difference("评估等级", (before or "").upper(), grade.upper()))
    phone = record.get("phone")
    if phone and register.phones.get(unit) != phone:
        differences.append(Difference("联系电话", register.phones.get(unit, ""), phone))
    return Judgement("changed" if differences else "same", target=unit, seen=held["id"], differences=tuple(differences))


def _after(register: Register, record: Mapping[str, Any], field: str, value: Any) -> str:
    if field == "authority_id":
        return str(record.get("registration_authority") or "")
    if field == "supervising_unit_id":
        return supervisor_of(record) or ""
    return _word(register, field, value)


def _word(register: Register, field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field in _WORDS:
        return _WORDS[field](value).label
    if field in ("authority_id", "supervising_unit_id"):
        return register.body_names.get(value, "")
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)

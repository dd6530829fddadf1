"""New, changed or the same? Rows of a table of Party building against what was reported of the organizations before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, visible, whole_tree
from shuniu.kernel.dates import PartialDate
from shuniu.models import HeadCount, Posting, Registration, ReportedState, Unit
from shuniu.models.secrecy import decrypt
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.policy.party.accepting import following, may_report
from shuniu.queries.arrays import among, among_texts
from shuniu.queries.days import during
from shuniu.queries.imports.bodies import units_by_code
from shuniu.queries.imports.judgement import Difference, Finding, Judgement, LedgerRow
from shuniu.queries.imports.party import unknown
from shuniu.queries.organizations.instructors import named_instructors, pooled_instructors

PORTION = 10_000
SOURCE = "社会组织党建情况统计表"
POSTED = "该单位已有在派的党建工作指导员，姓名、电话以指导员名册为准；本行所填的不另存。"
# Column of the reported state → (field of the record, label).
PLAIN = {
    "staff": ("staff", "从业人员"),
    "supervising_unit": ("supervising_unit", "业务主管单位"),
    "has_party_organization": ("has_party_organization", "是否建立党组织"),
    "party_organization": ("party_organization", "党组织名称"),
    "reason_not_formed": ("reason_not_formed", "未建立原因"),
    "instructor_unit": ("instructor_unit", "指导员工作单位"),
    "trade_union": ("has_trade_union", "工会"),
    "youth_league": ("has_youth_league", "共青团"),
    "womens_federation": ("has_womens_federation", "妇联"),
}
LABELS = {column: label for column, (_, label) in PLAIN.items()} | {
    "formation_mode": "组建方式",
    "formed_on": "党组织成立时间",
    "instructor": "党建工作指导员",
}
COUNTS = {
    "full_time": ("full_time_staff", "专职人员"),
    "members": ("members", "党员"),
    "full_members": ("full_members", "正式党员"),
    "probationary": ("probationary_members", "预备党员"),
    "relations_in": ("relations_transferred", "组织关系已转入"),
    "relations_out": ("relations_not_transferred", "组织关系未转入"),
}
_LONGEST = {"supervising_unit": 200, "party_organization": 200, "reason_not_formed": 200, "instructor_unit": 200}


def state_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the reported state the row speaks of. A name or a mode without a mark says that there is one."""
    state: dict[str, Any] = {}
    for column, (field, _) in PLAIN.items():
        value = record.get(field)
        if value is not None:
            state[column] = value[: _LONGEST[column]] if column in _LONGEST else value
    if record.get("formation_mode"):
        state["formation_mode"] = words.FormationMode.from_label(record["formation_mode"]).value
    if "party_organization" in state or "formation_mode" in state:
        state.setdefault("has_party_organization", True)
    if record.get("party_organization_established_on"):
        day = PartialDate.from_iso(record["party_organization_established_on"])
        state |= {"formed_on": day.earliest, "formed_precision": day.precision}
    if "instructor" in record:
        state["instructor"] = bool(record["instructor"])
    return state


def counts_of(record: Mapping[str, Any]) -> dict[str, int]:
    """The counts the row gives; empty when it gives none."""
    return {column: record[field] for column, (field, _) in COUNTS.items() if record.get(field) is not None}


class Reports:
    """What the register holds about the organizations a table names; a constant number of queries."""

    def __init__(self, actor: Actor, node: int, on: date, records: Sequence[Mapping[str, Any]]) -> None:
        self.on = on
        self.by_code = units_by_code({record["uscc"] for record in records if record.get("uscc")})
        bare = {record["name"] for record in records if record.get("name") and not record.get("uscc")}
        named = Registration.objects.filter(
            during(on), name__in=among_texts(bare), unit__registered_at__in=whole_tree(actor, node)
        )
        self.by_name: dict[str, set[int]] = {}
        for name, unit in named.values_list("name", "unit_id"):
            self.by_name.setdefault(name, set()).add(unit)
        known = set(self.by_code.values()) | {unit for found in self.by_name.values() for unit in found}
        mine = visible(Unit.objects.filter(pk__in=among(known)), actor, Action.WRITE_UNIT, named=True)
        self.mine = set(mine.values_list("pk", flat=True))
        self._facts()

    def _facts(self) -> None:
        within = Q(unit__in=among(self.mine))
        states: Any = ReportedState.objects.filter(during(self.on), within).values()
        self.states = {row["unit_id"]: row for row in states}
        counts: Any = HeadCount.objects.filter(within, retracted__isnull=True, as_of=self.on).values()
        self.counts = {row["unit_id"]: row for row in counts}
        named = named_instructors(self.on).filter(within).values_list("unit_id", "name", "phone", "row")
        self.named = {unit: (name, _clear(phone, row)) for unit, name, phone, row in named}
        self.posted = self._posted()

    def _posted(self) -> dict[int, dict[str, str]]:
        """Names and telephones of the instructors that are posted there on the day."""
        sent: dict[int, set[int]] = {}
        for unit, one in Posting.objects.filter(during(self.on), unit__in=among(self.mine)).values_list(
            "unit_id", "instructor_id"
        ):
            sent.setdefault(unit, set()).add(one)
        keys = {one for found in sent.values() for one in found}
        rows = pooled_instructors(self.on).filter(instructor__in=among(keys))
        reached = {
            one: (name, _clear(phone, row))
            for one, name, phone, row in rows.values_list("instructor_id", "name", "phone", "row")
        }
        return {unit: dict(reached[one] for one in found if one in reached) for unit, found in sent.items()}

    def units(self, record: Mapping[str, Any]) -> set[int]:
        if record.get("uscc"):
            unit = self.by_code.get(record["uscc"])
            return {unit} if unit is not None else set()
        return self.by_name.get(record.get("name") or "", set())


def judge(actor: Actor, node: int, on: date, rows: Sequence[LedgerRow]) -> list[Judgement]:
    """One judgement per row, in order. An organization the register lacks is a warning here; applying decides."""
    found: list[Judgement] = []
    for start in range(0, len(rows), PORTION):
        portion = [row.record for row in rows[start : start + PORTION]]
        reports = Reports(actor, node, on, portion)
        found += [_one(reports, record) for record in portion]
    return found


def _one(reports: Reports, record: Mapping[str, Any]) -> Judgement:
    units = reports.units(record)
    if not units:
        judgement = Judgement("new")
        judgement.warn(unknown("uscc" if record.get("uscc") else "name", f"“{record.get('name')}”在系统中尚未登记。"))
        return judgement
    judgement = Judgement(None)
    if len(units) > 1:
        told = f"登记簿中有{len(units)}家同名“{record['name']}”，无法确定是哪一家。"
        judgement.refuse(Finding("name", "name_ambiguous", told, "请补填统一社会信用代码。"))
        return judgement
    (unit,) = units
    if unit not in reports.mine:
        told = "该社会组织不在您的管辖范围内，本行不能写入。"
        judgement.refuse(Finding("uscc", "not_in_reach", told, "请与综合党委联系，由其办理归口调整后再导入。"))
        return judgement
    return _compared(reports, unit, record)


def _compared(reports: Reports, unit: int, record: Mapping[str, Any]) -> Judgement:
    held, state = reports.states.get(unit), following(state_of(record))
    differences = [*_of_state(held or {}, state), *_of_counts(reports.counts.get(unit, {}), record)]
    if unit not in reports.posted:
        differences += _of_instructor(reports.named.get(unit, ("", "")), record)
    change = "same" if not differences else "changed" if held else "new"
    judgement = Judgement(change, target=unit, seen=held["id"] if held else None, differences=tuple(differences))
    for one in may_report({**(held or {}), **state, "source": SOURCE}).objections:
        judgement.refuse(Finding(one.field, one.code, one.missing, f"{one.remedy}。"))
    if record.get("instructor") and not _posted_alike(reports.posted.get(unit), record):
        judgement.warn(Finding("instructor", "instructor_posted", POSTED, "请核对派驻；已换人的，先登记派驻。"))
    return judgement


def _of_instructor(held: tuple[str, str], record: Mapping[str, Any]) -> Iterator[Difference]:
    """Whom the row names against whom the report before named. The telephone of somebody else does not stay."""
    if "instructor" not in record:
        return
    name, phone = held
    said = (record["instructor"] or "")[:60]
    called = said and (record.get("instructor_phone") or "")
    if said != name:
        yield Difference("指导员姓名", name, said)
    if called != phone and (called or said != name):
        yield Difference("指导员电话", "已登记" if phone else "", "改为台账所写" if called else "")


def _posted_alike(posted: Mapping[str, str] | None, record: Mapping[str, Any]) -> bool:
    """Nobody is posted, or whom the row names is, with the telephone it gives."""
    if posted is None:
        return True
    said, called = record["instructor"][:60], record.get("instructor_phone")
    return said in posted and (not called or called == posted[said])


def _clear(phone: Any, row: UUID) -> str:
    return decrypt(phone, table="shuniu_officecontact", row=row, field="phone") if phone else ""


def _of_state(held: Mapping[str, Any], state: Mapping[str, Any]) -> list[Difference]:
    return [
        Difference(label, _said(column, held.get(column)), _said(column, state[column]))
        for column, label in LABELS.items()
        if column in state and state[column] != held.get(column)
    ]


def _of_counts(held: Mapping[str, Any], record: Mapping[str, Any]) -> list[Difference]:
    counts = counts_of(record)
    return [
        Difference(label, _said("", held.get(column)), str(counts[column]))
        for column, (_, label) in COUNTS.items()
        if column in counts and counts[column] != held.get(column)
    ]


def _said(column: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if column == "formation_mode":
        return words.FormationMode(value).label
    return value.isoformat() if isinstance(value, date) else str(value)

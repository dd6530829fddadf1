"""Change what the register says about organizations from a day on, or correct what was never so.

The act of a form with any field of the registration; classification, status and the charter clause are acts of
their own on the same fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Seen, change_from, correct, lock_units, open_act
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach, units_to_name
from shuniu.commands.organizations.leaving import let_go
from shuniu.kernel.decision import Decision, Objection
from shuniu.kernel.pinyin import sort_key
from shuniu.models import Registration
from shuniu.policy.organizations.keeping import (
    KeepingFacts,
    may_classify,
    may_end,
    may_keep,
    may_restore,
    unknown,
)
from shuniu.policy.words import LegalStatus, RegistrationStatus
from shuniu.queries.facts.organizations import UnitFacts, registered, units

BODIES = ("supervising_unit", "authority")


class OfUnit(Protocol):
    """Every row of these acts names one unit, and the facts of it that were looked at."""

    @property
    def unit(self) -> int: ...

    @property
    def seen(self) -> Seen: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedOrganization:
    """``values``: fields of the registration to new values (bodies as keys); what is absent keeps its value."""

    unit: int
    values: Mapping[str, Any]
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """A recorded judgement (A09): by whom, on which day, why."""

    unit: int
    by: str
    decided_on: date | None
    reason: str
    industry_distinct: bool | None = None
    influence: str = ""
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterClause:
    """Whether the charter gives the Party organization its place, since which day, in which words (A15)."""

    unit: int
    present: bool
    adopted_on: date | None = None
    text: str = ""
    seen: Seen = None


Judge = Callable[[UnitFacts, Any, int], Decision]
Values = Callable[[Any], Mapping[str, Any]]


def edit_organizations(act: Act, rows: Sequence[EditedOrganization], *, correction: bool = False) -> list[int]:
    """变更 from ``act.on``, or 更正 with ``correction``: same days, other values. Returns the units that changed."""

    def values(row: EditedOrganization) -> Mapping[str, Any]:
        return {**row.values, **({"sort_key": sort_key(row.values["name"])} if row.values.get("name") else {})}

    named = units_to_name(act.actor, [row.values[field] for row in rows for field in BODIES if row.values.get(field)])
    refuse(
        out_of_reach("所填的单位", index, field)
        for index, row in enumerate(rows)
        for field in BODIES
        if row.values.get(field) is not None and row.values[field] not in named
    )
    verb = "organization.correct" if correction else "organization.change"
    return change_registrations(act, verb, rows, values=values, correction=correction)


def classify_organizations(act: Act, rows: Sequence[Classification]) -> list[int]:
    """Put down how distinct the industry and how large the influence is. Returns the units that changed."""

    def judge(unit: UnitFacts, row: Classification, index: int) -> Decision:
        return may_classify(unit.label, (row.by, row.decided_on, row.reason), act.on, index)

    def values(row: Classification) -> Mapping[str, Any]:
        return {
            "industry_distinct": row.industry_distinct,
            "influence": row.influence,
            "classified_by": row.by,
            "classified_on": row.decided_on,
            "classified_reason": row.reason,
        }

    return change_registrations(act, "organization.classify", rows, values=values, judge=judge)


def record_charter_clauses(act: Act, rows: Sequence[CharterClause]) -> list[int]:
    """From ``act.on`` the charters say so. Returns the units that changed."""

    def values(row: CharterClause) -> Mapping[str, Any]:
        return {
            "charter_clause": row.present,
            "charter_clause_on": row.adopted_on,
            "charter_clause_text": row.text,
        }

    return change_registrations(act, "organization.record_charter_clause", rows, values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One unit of an act that needs no more than its name."""

    unit: int
    seen: Seen = None


def strike_off(act: Act, keys: Sequence[int], *, seen: Seen = None) -> list[int]:
    """注销 from ``act.on``. Coverage ends to count with it; nothing else is changed. Returns the units."""
    return _end(
        act, "organization.strike_off", [Named(unit=key, seen=seen) for key in keys], RegistrationStatus.DEREGISTERED
    )


def revoke(act: Act, keys: Sequence[int], *, seen: Seen = None) -> list[int]:
    """撤销 from ``act.on``. Returns the units."""
    return _end(act, "organization.revoke", [Named(unit=key, seen=seen) for key in keys], RegistrationStatus.REVOKED)


def mark_abnormal(act: Act, keys: Sequence[int], *, seen: Seen = None) -> list[int]:
    """列入活动异常 from ``act.on``; it stays in the register and is counted. Returns the units."""
    return _end(
        act, "organization.mark_abnormal", [Named(unit=key, seen=seen) for key in keys], RegistrationStatus.ABNORMAL
    )


def _end(act: Act, verb: str, rows: Sequence[Named], status: RegistrationStatus) -> list[int]:
    def judge(unit: UnitFacts, row: Named, index: int) -> Decision:
        return may_end(unit.label, unit.status, status, index)

    return change_registrations(act, verb, rows, values=lambda _: {"status": status.value}, judge=judge)


def restore(act: Act, keys: Sequence[int], *, seen: Seen = None) -> list[int]:
    """恢复 from ``act.on``: normal again, or on file for what is only on file. Returns the units."""
    legal = {key: row["legal_status"] for key, row in registered(keys, act.on).items()}

    def judge(unit: UnitFacts, row: Named, index: int) -> Decision:
        return may_restore(unit.label, unit.status, index)

    def values(row: Named) -> Mapping[str, Any]:
        filed = legal.get(row.unit) == LegalStatus.FILING
        return {"status": (RegistrationStatus.FILED if filed else RegistrationStatus.NORMAL).value}

    rows = [Named(unit=key, seen=seen) for key in keys]
    return change_registrations(act, "organization.restore", rows, values=values, judge=judge)


def change_registrations(
    act: Act,
    verb: str,
    rows: Sequence[Any],
    *,
    values: Values,
    judge: Judge | None = None,
    correction: bool = False,
) -> list[int]:
    """One act on the registrations of many organizations; ``judge`` is asked beside the law of the register."""
    with open_act(act, verb, request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [row.unit for row in rows]
        lock_units(keys)
        reach = units_in_reach(act.actor, keys)
        refuse(named_twice(keys, "该社会组织"))
        refuse(out_of_reach("该社会组织", index, "unit") for index, key in enumerate(keys) if key not in reach)
        changes = [values(row) for row in rows]
        refuse(_lawful(act, rows, changes, judge))
        write = correct if correction else change_from
        wanted = [Change((row.unit,), change, row.seen) for row, change in zip(rows, changes, strict=True)]
        changed = sorted(key[0] for key in write(opened.act, Registration, ["unit"], wanted))
        recount(opened.act, units=changed)
        let_go(opened.act, changed, changes)
        opened.answer["units"] = changed
        return changed


def _lawful(
    act: Act, rows: Sequence[OfUnit], changes: Sequence[Mapping[str, Any]], judge: Judge | None
) -> Iterator[Objection]:
    keys = [row.unit for row in rows]
    held, known = registered(keys, act.on), units(keys, act.on)
    for index, (row, change) in enumerate(zip(rows, changes, strict=True)):
        unit = known[row.unit]
        if row.unit not in held:
            yield unknown(unit.label, act.on, index)
            continue
        facts = KeepingFacts(name=unit.label, code=unit.code or None, held=held[row.unit], changes=change, on=act.on)
        yield from may_keep(facts, index).objections
        if judge is not None:
            yield from judge(unit, row, index).objections

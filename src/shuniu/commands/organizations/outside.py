"""Enter, rename and abolish bodies that are no social organizations: supervising units, authorities, enterprises.

A name is dated: renamed and abolished bodies stay findable under every name they bore.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Seen, change_from, correct, in_force, lock_units, open_act
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse, units_in_reach
from shuniu.commands.organizations.register import lock_register
from shuniu.commands.organizations.succession import SuccessionOf, record_successions
from shuniu.kernel.decision import Objection
from shuniu.kernel.pinyin import sort_key
from shuniu.models import Unit, UnitName, record
from shuniu.policy.grants import Action
from shuniu.policy.organizations.outside import EnteringBody, may_enter_body, may_rename_body
from shuniu.policy.words import Precision, SuccessionKind, UnitKind
from shuniu.queries.facts.organizations import bodies_called, body_names


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideUnit:
    """A body with the name it bears from the day of the act on; a code where it has one."""

    name: str
    kind: UnitKind
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRenaming:
    unit: int
    name: str
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Abolition:
    """``successor`` continues it from the day on, where there is one."""

    unit: int
    successor: int | None = None
    kind: SuccessionKind = SuccessionKind.MERGED
    seen: Seen = None


def register_outside_units(
    act: Act, rows: Sequence[OutsideUnit], into: int, *, precision: str = Precision.DAY
) -> list[int]:
    """Enter bodies into the register of node ``into``. Returns their keys in order."""
    with open_act(act, "unit.register", node=into, request=asked(act, rows, into)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        lock_register()
        if into not in nodes_in_reach(act.actor, [into], Action.WRITE_UNIT):
            refuse([out_of_reach("该党组织的登记簿", None, "into")])
        refuse(_entering(act, rows, into))
        keys = record.numbers(Unit, len(rows))
        pairs = list(zip(keys, rows, strict=True))
        record.record(
            opened.act.line,
            Unit,
            ["id", "uuid", "kind", "code", "registered_at"],
            [(key, uuid4(), row.kind.value, row.code or None, into) for key, row in pairs],
        )
        record.record(
            opened.act.line,
            UnitName,
            ["unit", "name", "sort_key", "abolished", "period", "precision"],
            [(key, row.name, sort_key(row.name), False, record.since(act.on), precision) for key, row in pairs],
        )
        opened.answer["units"] = keys
        return keys


def _entering(act: Act, rows: Sequence[OutsideUnit], into: int) -> Iterator[Objection]:
    taken = set(bodies_called([row.name for row in rows], into, act.on))
    codes = set(Unit.objects.filter(code__in=[row.code for row in rows if row.code]).values_list("code", flat=True))
    for index, row in enumerate(rows):
        facts = EnteringBody(
            name=row.name, kind=row.kind, name_taken=row.name in taken, code_taken=bool(row.code) and row.code in codes
        )
        yield from may_enter_body(facts, index).objections
        taken.add(row.name)
        codes.add(row.code or "")


def rename_units(act: Act, rows: Sequence[UnitRenaming], *, correction: bool = False) -> list[int]:
    """更名 from ``act.on``, or 更正 of the name it bore. The old name stays findable. Returns the units."""
    with open_act(act, "unit.rename", request=asked(act, rows, correction)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [row.unit for row in rows]
        _prepare(act, keys)
        changes = [Change((row.unit,), {"name": row.name, "sort_key": sort_key(row.name)}, row.seen) for row in rows]
        write = correct if correction else change_from
        changed = sorted(key[0] for key in write(opened.act, UnitName, ["unit"], changes))
        opened.answer["units"] = changed
        return changed


def abolish_units(act: Act, rows: Sequence[Abolition]) -> list[int]:
    """撤销 from ``act.on``: the name stays, marked as abolished, and so do names known for later days.

    The successor is recorded. Returns the units.
    """
    with open_act(act, "unit.abolish", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [row.unit for row in rows]
        _prepare(act, keys)
        changed = _abolish(opened.act, rows)
        record_successions(
            opened.act,
            [
                SuccessionOf(predecessor=row.unit, successor=row.successor, kind=row.kind)
                for row in rows
                if row.successor is not None
            ],
        )
        recount(opened.act, units=changed)
        opened.answer["units"] = changed
        return changed


def _abolish(act: Act, rows: Sequence[Abolition]) -> list[int]:
    first = [Change((row.unit,), {"abolished": True}, row.seen) for row in rows]
    changed = {key[0] for key in change_from(act, UnitName, ["unit"], first)}
    # What was seen is no longer what stands: the names of later days follow without being asked again.
    marks = [replace(mark, seen=None) for mark in first]
    held = in_force(UnitName, ["unit"], [mark.key for mark in marks])
    later: set[date] = {row["period"].lower for rows in held.values() for row in rows if row["period"].lower > act.on}
    for start in sorted(later):
        changed |= {key[0] for key in correct(replace(act, on=start), UnitName, ["unit"], marks)}
    return sorted(changed)


def _prepare(act: Act, keys: Sequence[int]) -> None:
    lock_units(list(keys))
    reach = units_in_reach(act.actor, keys)
    refuse(named_twice(keys, "该单位"))
    refuse(out_of_reach("该单位", index, "unit") for index, key in enumerate(keys) if key not in reach)
    names = body_names(keys, act.on)
    refuse(
        objection
        for index, key in enumerate(keys)
        for objection in may_rename_body(*names.get(key, ("该单位", False, False)), act.on, index).objections
    )

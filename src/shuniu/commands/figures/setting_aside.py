"""Set aside what is reported otherwise than registered, with a reason and until a day; take it up again.

What is set aside are these two sides and no others: the list compares them with what both say on its day, so that a
difference that has become another stands on it again by itself. Nothing of it is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.commands.journal import Act, Change, Seen, change_from, open_act
from shuniu.commands.journal.reaching import asked, hold_units, refuse
from shuniu.models import DifferenceAside
from shuniu.policy.figures.differences import DifferenceKind
from shuniu.policy.figures.setting_aside import AsideFacts, can_set_aside, can_take_up
from shuniu.queries.days import during

KEY = ("unit", "kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """``reported`` and ``held``: both sides as the list compares them. ``until``: the last day."""

    unit: int
    kind: DifferenceKind
    reported: str
    held: str
    reason: str
    until: date
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    unit: int
    kind: DifferenceKind
    seen: Seen = None


def set_differences_aside(act: Act, rows: Sequence[Aside]) -> list[int]:
    """搁置 from ``act.on``. Returns the units of which something was set aside, or otherwise than before."""
    with open_act(act, "difference.set_aside", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        hold_units(act, [row.unit for row in rows], [(row.unit, row.kind) for row in rows])
        refuse(
            objection
            for index, row in enumerate(rows)
            for objection in can_set_aside(AsideFacts(reason=row.reason, until=row.until, on=act.on), index).objections
        )
        touched = change_from(opened.act, DifferenceAside, KEY, [_change(row) for row in rows])
        opened.answer["units"] = sorted({unit for unit, _ in touched})
        return list(opened.answer["units"])


def _change(row: Aside) -> Change:
    values = {"reported": row.reported, "held": row.held, "reason": row.reason.strip(), "until": row.until}
    return Change((row.unit, row.kind.value), values, row.seen)


def take_up_differences(act: Act, rows: Sequence[TakenUp]) -> list[int]:
    """恢复办理 from ``act.on``. Returns the units of which something is taken up again."""
    with open_act(act, "difference.take_up", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [row.unit for row in rows]
        hold_units(act, keys, [(row.unit, row.kind) for row in rows])
        standing = DifferenceAside.objects.filter(during(act.on), unit__in=keys, until__gte=act.on)
        aside = set(standing.values_list("unit_id", "kind"))
        refuse(
            objection
            for index, row in enumerate(rows)
            for objection in can_take_up(row.kind, (row.unit, row.kind.value) in aside, index).objections
        )
        changes = [Change((row.unit, row.kind.value), None, row.seen) for row in rows]
        touched = change_from(opened.act, DifferenceAside, KEY, changes)
        opened.answer["units"] = sorted({unit for unit, _ in touched})
        return list(opened.answer["units"])

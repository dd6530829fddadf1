"""Designate hub-type social organizations, and put down which of the 3+1 stands at each (C01, C04)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Seen, change_from, open_act
from shuniu.commands.journal.ending import Ending, Relation, Row, end_facts, end_relations
from shuniu.commands.journal.reaching import asked, hold_units, refuse
from shuniu.commands.organizations.of_units import counted_units, write_of_units
from shuniu.models import Guidance, Hub, HubElement
from shuniu.policy.organizations.reporting import may_designate, may_put_element
from shuniu.policy.words import DesignationVerb, HubLevel, Precision
from shuniu.policy.words import HubElement as Element
from shuniu.queries.days import during


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """``designated_by`` accredits a municipal hub; lower ones are set up. ``field`` is the one it gathers."""

    unit: int
    level: HubLevel
    designated_by: str
    field: str = ""
    seen: Seen = None

    @property
    def verb(self) -> DesignationVerb:
        return DesignationVerb.ACCREDITED if self.level == HubLevel.MUNICIPAL else DesignationVerb.SET_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementOfHub:
    """One of the three bodies or the meeting system stands at the hub from the day on, or no longer does."""

    unit: int
    element: Element
    stands: bool = True
    seen: Seen = None


def designate_hubs(act: Act, rows: Sequence[Designation], *, precision: str = Precision.DAY) -> list[int]:
    """认定（建立） from ``act.on``. Returns the units that changed."""
    with open_act(act, "hub.designate", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [row.unit for row in rows]
        hold_units(act, keys, keys)
        refuse(
            objection
            for index, row in enumerate(rows)
            for objection in may_designate(row.level, row.designated_by, index).objections
        )
        changes = [
            Change(
                (row.unit,),
                {
                    "level": str(row.level),
                    "verb": row.verb.value,
                    "designated_by": row.designated_by,
                    "field": row.field,
                },
                row.seen,
            )
            for row in rows
        ]
        return write_of_units(opened, Hub, ["unit"], changes, precision)


def _levels(rows: Sequence[Row]) -> Mapping[int, str]:
    return {row["id"]: HubLevel(row["level"]).label for row in rows}


BEING_HUB = Relation(model=Hub, key=("unit",), what="该“枢纽型”社会组织的登记", same=("level",), named=_levels)


def end_hubs(act: Act, keys: Sequence[int], *, seen: Seen = None, later_too: bool = False) -> list[int]:
    """They are no hubs from ``act.on`` on; their elements end with it. Returns the units that changed.

    Being one of another level from a later day on was decided by itself and stands against it. A later stretch of the
    same level ends too, with ``later_too``; so does any element that was to stand later: it cannot without the hub.
    """
    with open_act(act, "hub.end", request=[list(keys), later_too]) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        hold_units(act, keys, keys)
        endings = [Ending(key=(key,), seen=seen, later_too=later_too) for key in keys]
        touched = end_relations(opened.act, BEING_HUB, endings)
        end_facts(opened.act, HubElement, "unit", [key for (key,) in touched])
        changed = counted_units(opened, touched)
        _contacted(opened.act, changed)
        return changed


def set_hub_elements(act: Act, rows: Sequence[ElementOfHub], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on``. Returns the hubs that changed; what they contact is counted anew (C05).

    What stood that day and no longer does is not to stand later either; what is only to stand later is left alone.
    """
    with open_act(act, "hub.set_elements", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [row.unit for row in rows]
        hold_units(act, keys, [(row.unit, row.element) for row in rows])
        hubs = set(Hub.objects.filter(during(act.on), unit__in=keys).values_list("unit", flat=True))
        refuse(
            objection
            for index, row in enumerate(rows)
            for objection in may_put_element(row.element, row.unit in hubs, act.on, index).objections
        )
        changes = [Change((row.unit, str(row.element)), {} if row.stands else None, row.seen) for row in rows]
        touched = change_from(opened.act, HubElement, ["unit", "element"], changes, precision=precision)
        _end_later(opened.act, touched & {change.key for change in changes if change.values is None})
        changed = counted_units(opened, touched)
        _contacted(opened.act, changed)
        return changed


def _end_later(act: Act, ended: set[tuple[Any, ...]]) -> None:
    for element in sorted({element for _, element in ended}):
        end_facts(act, HubElement, "unit", [unit for unit, one in ended if one == element], element=element)


def _contacted(act: Act, hubs: Sequence[int]) -> None:
    """The mechanism of a hub is an instrument of work coverage for the organizations it contacts."""
    units = Guidance.objects.filter(retracted__isnull=True, hub__in=hubs).values_list("unit", flat=True)
    recount(act, units=sorted(set(units)))

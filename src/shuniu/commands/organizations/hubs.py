"""Designate hub-type social organizations, and put down which of the 3+1 stands at each (C01, C04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Seen, open_act
from shuniu.commands.journal.reaching import asked, refuse
from shuniu.commands.organizations.of_units import hold_units, write_of_units
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


def end_hubs(act: Act, keys: Sequence[int], *, seen: Seen = None) -> list[int]:
    """They are no hubs from ``act.on`` on; their elements end with it. Returns the units that changed."""
    with open_act(act, "hub.end", request=list(keys)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        hold_units(act, keys, keys)
        elements = HubElement.objects.filter(during(act.on), unit__in=keys).values_list("unit", "element")
        ended = [Change(pair, None) for pair in elements]
        write_of_units(opened, HubElement, ["unit", "element"], ended, Precision.DAY)
        hubs = [Change((key,), None, seen) for key in keys]
        changed = write_of_units(opened, Hub, ["unit"], hubs, Precision.DAY)
        _contacted(opened.act, changed)
        return changed


def set_hub_elements(act: Act, rows: Sequence[ElementOfHub], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on``. Returns the hubs that changed; what they contact is counted anew (C05)."""
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
        changed = write_of_units(opened, HubElement, ["unit", "element"], changes, precision)
        _contacted(opened.act, changed)
        return changed


def _contacted(act: Act, hubs: Sequence[int]) -> None:
    """The mechanism of a hub is an instrument of work coverage for the organizations it contacts."""
    units = Guidance.objects.filter(retracted__isnull=True, hub__in=hubs).values_list("unit", flat=True)
    recount(act, units=sorted(set(units)))

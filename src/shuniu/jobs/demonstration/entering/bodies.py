"""Enter bodies that are no social organizations: with the names they bore, what became of them, what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from shuniu.commands.organizations.hubs import Designation, ElementOfHub, designate_hubs, set_hub_elements
from shuniu.commands.organizations.outside import (
    Abolition,
    OutsideUnit,
    UnitRenaming,
    abolish_units,
    register_outside_units,
    rename_units,
)
from shuniu.jobs.demonstration.entering.known import Known, by_day
from shuniu.jobs.demonstration.plan import Body, World
from shuniu.policy.words import HubElement, HubLevel, UnitKind

DESIGNATORS = {"municipal": "市社会建设工作领导小组", "district": "区社会建设工作领导小组", "street": "街道工作委员会"}


def steps(known: Known, world: World) -> Iterator[tuple[date, Callable[[], None]]]:
    for on, rows in by_day([(body.names[0][0], body) for body in world.bodies]).items():
        yield on, partial(_register, known, world, on, rows)
    renamed = [(since, (body.key, name)) for body in world.bodies for since, name in body.names[1:]]
    for on, names in by_day(renamed).items():
        yield on, partial(_rename, known, on, names)
    abolished = [(body.abolished_on, body) for body in world.bodies if body.abolished_on is not None]
    for on, rows in by_day(abolished).items():
        yield on, partial(_abolish, known, on, rows)
    hubs = [(body.hub_since, body) for body in world.bodies if body.hub_since is not None]
    for on, rows in by_day(hubs).items():
        yield on, partial(_designate, known, on, rows)


def _register(known: Known, world: World, on: date, rows: Sequence[Body]) -> None:
    new = [OutsideUnit(name=body.names[0][1], kind=UnitKind(body.kind)) for body in rows]
    keys = register_outside_units(known.act(on), new, known.nodes[world.code])
    known.bodies.update({body.key: key for body, key in zip(rows, keys, strict=True)})


def _rename(known: Known, on: date, rows: Sequence[tuple[str, str]]) -> None:
    rename_units(known.act(on), [UnitRenaming(unit=known.bodies[key], name=name) for key, name in rows])


def _abolish(known: Known, on: date, rows: Sequence[Body]) -> None:
    abolish_units(
        known.act(on),
        [Abolition(unit=known.bodies[body.key], successor=known.bodies.get(body.successor)) for body in rows],
    )


def _designate(known: Known, on: date, rows: Sequence[Body]) -> None:
    """Municipal hubs are accredited, lower ones set up (C01); then what there is of the 3+1 (C04)."""
    designate_hubs(
        known.act(on),
        [
            Designation(
                unit=known.bodies[body.key],
                level=HubLevel(body.hub_level),
                designated_by=DESIGNATORS[body.hub_level],
                field=body.hub_field,
            )
            for body in rows
        ],
    )
    elements = [
        ElementOfHub(unit=known.bodies[body.key], element=HubElement(element))
        for body in rows
        for element in body.elements
    ]
    set_hub_elements(known.act(on), elements)

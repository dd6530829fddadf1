"""Enter social organizations: into the register, under whom, and what changes later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from shuniu.commands.organizations.edit import (
    EditedOrganization,
    edit_organizations,
    mark_abnormal,
    restore,
    revoke,
    strike_off,
)
from shuniu.commands.organizations.register import NewOrganization, register_organizations
from shuniu.commands.organizations.succession import SuccessionOf, record_successions
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.decouple import Decoupling, decouple_organizations
from shuniu.commands.party.guide import Guiding, guide_units
from shuniu.jobs.demonstration.entering.known import Known, by_day
from shuniu.jobs.demonstration.plan import Organization, World
from shuniu.policy.words import GuidanceKind, SuccessionKind

OUTSIDE = "outside"
# What the routing of each mode of registration cites at the city and beside it.
CLAUSES = {
    "decoupled": "bj2020#A06",
    "civil_affairs_supervised": "bj2020#A04",
    "direct_registration": "bj2020#A04",
    "dual_administration": "bj2016#4",
}


def register(known: Known, world: World, on: date, rows: Sequence[Organization], *, opening: bool) -> None:
    new = [
        NewOrganization(code=row.code, values=_values(known, row), grade=row.grade or None, phone=row.phone or None)
        for row in rows
    ]
    precision = "opening" if opening else "day"
    keys = register_organizations(known.act(on), new, known.nodes[world.code], precision=precision)
    known.units.update({row.key: key for row, key in zip(rows, keys, strict=True)})


def _values(known: Known, row: Organization) -> dict[str, Any]:
    bodies = {"authority_id": known.bodies["authority"]}
    if row.supervisor:
        bodies["supervising_unit_id"] = known.bodies[row.supervisor]
    return {**row.values, **bodies}


def clause_of(world: World, row: Organization) -> str:
    if world.chain[0] == "ah2017":
        return "ah2017#B18"
    mode = "decoupled" if row.supervised_until else str(row.values["mode"])
    return CLAUSES[mode] if world.chain[0] == "bj2020" else ""


def stays(world: World) -> dict[date, list[tuple[Organization, str]]]:
    """Who takes over whom on which day, without what a split, a merger or a decoupling brings about itself."""
    by_itself = {(change.on, change.values[1]) for change in world.changes if change.what.endswith("_committee")}
    return by_day(
        [
            (since, (row, key))
            for row in world.organizations
            for since, key in row.stays
            if not key.startswith(OUTSIDE) and (since, key) not in by_itself and since != row.supervised_until
        ]
    )


def take(known: Known, world: World, on: date, rows: Sequence[tuple[Organization, str]]) -> None:
    answers = [
        Answering(unit=known.units[row.key], party_organization=known.nodes[key], clause=clause_of(world, row))
        for row, key in rows
    ]
    take_jurisdiction(known.act(on), answers)


def decouple(known: Known, on: date, rows: Sequence[Organization]) -> None:
    decouplings = [
        Decoupling(
            unit=known.units[row.key],
            party_organization=known.nodes[row.committee(on)],
            clause=CLAUSES["decoupled"],
        )
        for row in rows
    ]
    decouple_organizations(known.act(on), decouplings)


def enter_supervised(known: Known, world: World) -> None:
    """Last of all, because from then on the supervising unit's Party organization answers for them.

    Those that were decoupled later are with the committee by now; for them this is their past.
    """
    staying = [row for row in world.organizations if row.stays and row.stays[-1][1].startswith(OUTSIDE)]
    for on, rows in by_day([(max(row.entered_on, world.since), row) for row in staying]).items():
        guided = [
            Guiding(
                unit=known.units[row.key],
                kind=GuidanceKind.CONTACT,
                party_organization=known.nodes[world.code],
                clause="bj2016#7",
            )
            for row in rows
        ]
        guide_units(known.act(on), guided)
    supervised = [row for row in world.organizations if row.stays and row.stays[0][1].startswith(OUTSIDE)]
    for on, rows in sorted(by_day([(row.stays[0][0], row) for row in supervised]).items()):
        take(known, world, on, [(row, row.stays[0][1]) for row in rows])


def edit(known: Known, on: date, rows: Sequence[tuple[Any, ...]], *, never_so: bool = False) -> None:
    """``rows``: the organization and the fields that change, or that were entered wrong."""
    edited = [EditedOrganization(unit=known.units[key], values=dict(values)) for key, values in rows]
    edit_organizations(known.act(on), edited, correction=never_so)


def rename(known: Known, on: date, rows: Sequence[tuple[Any, ...]]) -> None:
    edit(known, on, [(key, (("name", name),)) for key, name in rows])


def correct(known: Known, on: date, rows: Sequence[tuple[Any, ...]]) -> None:
    edit(known, on, rows, never_so=True)


def set_abnormal(known: Known, on: date, rows: Sequence[tuple[Any, ...]]) -> None:
    mark_abnormal(known.act(on), [known.units[row[0]] for row in rows])


def set_normal(known: Known, on: date, rows: Sequence[tuple[Any, ...]]) -> None:
    restore(known.act(on), [known.units[row[0]] for row in rows])


def succeed(known: Known, on: date, rows: Sequence[tuple[Any, ...]]) -> None:
    merged = [
        SuccessionOf(predecessor=known.units[gone], successor=known.units[into], kind=SuccessionKind.MERGED)
        for gone, into in rows
    ]
    record_successions(known.act(on), merged)


CHANGES = {
    "change_organization": edit,
    "rename_organization": rename,
    "correct_organization": correct,
    "mark_abnormal": set_abnormal,
    "restore": set_normal,
    "succeed": succeed,
}


def end(known: Known, on: date, rows: Sequence[Organization]) -> None:
    for ended_as, act in (("deregistered", strike_off), ("revoked", revoke)):
        keys = [known.units[row.key] for row in rows if row.ended_as == ended_as]
        if keys:
            act(known.act(on), keys)

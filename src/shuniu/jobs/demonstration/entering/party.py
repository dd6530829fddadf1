"""Enter Party organizations: committees, branches, their terms, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.commands.party.rename import Renaming, rename_party_organizations
from shuniu.commands.party.split import Part, split_party_organization
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.jobs.demonstration.entering.known import Known
from shuniu.jobs.demonstration.plan import Branch, Committee, World
from shuniu.policy.words import CoverageRole, SeatRole

YEARS_OF_A_TERM = 3
# Every so many branches one has not elected anew, so that overdue terms are to be seen.
OVERDUE_EVERY = 13
# Of those due in the last year some have not elected yet: overdue within what a delay may take.
LATE_EVERY, LATELY = 17, timedelta(days=330)


def establish_committees(known: Known, on: date, rows: Sequence[Committee]) -> None:
    new = [new_committee(known, row) for row in rows]
    for row, key in zip(rows, establish_party_organizations(known.act(on), new), strict=True):
        known.nodes[row.key] = key


def new_committee(known: Known, row: Committee) -> NewPartyOrganization:
    return NewPartyOrganization(
        name=row.name,
        kind=row.kind,
        code=row.key,
        parent=known.nodes[row.parent] if row.parent else None,
        managed=row.managed,
        axis=row.axis,
        axis_value=row.axis_value,
        ordinal=row.ordinal,
        target_load=None,
        terms=_approved(row.document, row.since) if row.document else None,
        seats=((known.bodies[row.own_body], SeatRole.OWN),) if row.own_body else (),
        fallback_for=row.fallback_for,
    )


def _approved(document: str, on: date, mode: str = "") -> Terms:
    return Terms(
        mode=mode,
        approver="综合党委",
        document_number=document,
        document_on=on,
        established_on=on,
        established_precision="day",
    )


def establish_branches(known: Known, on: date, rows: Sequence[Branch]) -> None:
    """A branch that began directly under the committee is moved on the day the plan names."""
    parents = [row.first_parent or row.parent for row in rows]
    # A general branch and those under it come in one act: they point to one another by their place in it.
    places = {row.key: place for place, row in enumerate(rows)}
    new = [
        NewPartyOrganization(
            name=row.name,
            kind=row.kind,
            code=row.key,
            parent=None if parent in places else known.nodes[parent],
            parent_row=places.get(parent),
            terms=_approved(row.document, row.since, row.mode),
            seats=tuple((known.units[one], _seat(place)) for place, one in enumerate(row.organizations)),
        )
        for row, parent in zip(rows, parents, strict=True)
    ]
    keys = establish_party_organizations(known.act(on), new)
    for row, parent, key in zip(rows, parents, keys, strict=True):
        known.nodes[row.key], known.parents[row.key], known.members[row.key] = key, parent, row.organizations
    cover_units(known.act(on), [one for row in rows if row.covers for one in _covers(known, row)])


def _seat(place: int) -> SeatRole:
    return SeatRole.OWN if place == 0 else SeatRole.HOST


def _covers(known: Known, row: Branch) -> list[Covering]:
    roles = (CoverageRole.HOST, *[CoverageRole.MEMBER] * (len(row.organizations) - 1))
    return [
        Covering(party_organization=known.nodes[row.key], unit=known.units[one], role=role)
        for one, role in zip(row.organizations, roles, strict=True)
    ]


def begin_terms(known: Known, on: date, rows: Sequence[Branch]) -> None:
    ends_on = date(on.year + YEARS_OF_A_TERM, on.month, on.day)
    record_terms(
        known.act(on),
        [TermOfCommittee(party_organization=known.nodes[row.key], begins_on=on, ends_on=ends_on) for row in rows],
    )


def elections(branches: Sequence[Branch], today: date) -> list[tuple[date, Branch]]:
    """The first day of every term, three years apart while the branch stands."""
    found = []
    for number, row in enumerate(branches):
        last = today if row.ended_on is None else row.ended_on
        for day in _rhythm(row, last):
            overdue = number % OVERDUE_EVERY == 0 or (number % LATE_EVERY == 0 and day > today - LATELY)
            if day == row.since or day == row.renewed_on or (row.renewed_on is None and not overdue):
                found.append((day, row))
    return found


def _rhythm(row: Branch, last: date) -> list[date]:
    """Until the day that is told; nobody elects again within a year before it."""
    days = [
        date(year, row.since.month, row.since.day) for year in range(row.since.year, last.year + 1, YEARS_OF_A_TERM)
    ]
    told = row.renewed_on
    if told is None:
        return [day for day in days if day < last]
    return [day for day in days if day < told - timedelta(days=365)] + [told]


def move_branches(known: Known, on: date, rows: Sequence[Branch]) -> None:
    moves = [Move(party_organization=known.nodes[row.key], parent=known.nodes[row.parent]) for row in rows]
    move_party_organizations(known.act(on), moves)
    for row in rows:
        known.parents[row.key] = row.parent


def dissolve_branches(known: Known, on: date, rows: Sequence[Branch]) -> None:
    uncover_units(known.act(on), [one for row in rows for one in _covers(known, row)])
    dissolve_party_organizations(known.act(on), [known.nodes[row.key] for row in rows])
    for row in rows:
        known.parents.pop(row.key)


def rename_committee(known: Known, on: date, key: str, name: str) -> None:
    rename_party_organizations(known.act(on), [Renaming(party_organization=known.nodes[key], name=name)])


def merge_committee(known: Known, on: date, gone: str, into: str) -> None:
    merge_party_organizations(known.act(on), [known.nodes[gone]], into=known.nodes[into])
    for branch, parent in known.parents.items():
        if parent == gone:
            known.parents[branch] = into


def split_committee(world: World, known: Known, on: date, source: str, new: str) -> None:
    """Organizations that are with the new one from this day go there, and the branches in the first of them."""
    row = next(one for one in world.split_off if one.key == new)
    going = [one.key for one in world.organizations if (on, new) in one.stays]
    moving = [
        branch
        for branch, parent in known.parents.items()
        if parent == source and known.members[branch][0] in set(going)
    ]
    part = Part(
        new=new_committee(known, row),
        subordinates=tuple(known.nodes[branch] for branch in moving),
        responsible_for=tuple(known.units[one] for one in going),
    )
    (known.nodes[new],) = split_party_organization(known.act(on), known.nodes[source], [part])
    known.parents.update(dict.fromkeys(moving, new))

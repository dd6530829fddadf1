"""Enter the plan of a world through the ordinary commands, day after day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from shuniu.jobs.demonstration.entering import bodies, decisions, members, organizations, party, work
from shuniu.jobs.demonstration.entering.known import Known, by_day
from shuniu.jobs.demonstration.plan import Change, World

Step = tuple[date, int, Callable[[], None]]


def enter(known: Known, world: World, today: date) -> None:
    """Everything until ``today``, in the order of the days; what happens on one day in the order of ``_steps``."""
    for _, _, step in sorted(_steps(known, world, today), key=lambda one: one[:2]):
        step()
    organizations.enter_supervised(known, world)


def _steps(known: Known, world: World, today: date) -> Iterator[Step]:
    kinds: Sequence[Iterator[tuple[date, Callable[[], None]]]] = (
        bodies.steps(known, world),
        _decisions(known, world),
        _committees(known, world),
        _registrations(known, world),
        _upheavals(known, world),
        _decoupled(known, world),
        _stays(known, world),
        _changes(known, world),
        _branches(known, world),
        _terms(known, world, today),
        _moved(known, world),
        work.steps(known, world),
        members.steps(known, world),
        members.aside(known, world),
        _dissolved(known, world, today),
        _ended(known, world, today),
    )
    for place, kind in enumerate(kinds):
        yield from ((on, place, step) for on, step in kind)


Steps = Iterator[tuple[date, Callable[[], None]]]


def _decisions(known: Known, world: World) -> Steps:
    chosen = [(change.on, change) for change in world.changes if change.what in decisions.KINDS]
    for on, changes in by_day(chosen).items():
        yield on, partial(_decide, known, world, on, changes)


def _decide(known: Known, world: World, on: date, changes: Sequence[Change]) -> None:
    for what in decisions.KINDS:
        rows = [change.values for change in changes if change.what == what]
        if rows:
            decisions.enter_decisions(known, known.nodes[world.code], on, what, rows)


def _committees(known: Known, world: World) -> Steps:
    for on, rows in by_day([(row.since, row) for row in world.committees]).items():
        yield on, partial(party.establish_committees, known, on, rows)


def _upheavals(known: Known, world: World) -> Steps:
    acts: dict[str, Callable[..., None]] = {
        "rename_committee": party.rename_committee,
        "merge_committee": party.merge_committee,
        "split_committee": partial(party.split_committee, world),
    }
    for change in world.changes:
        if change.what in acts:
            yield change.on, partial(acts[change.what], known, change.on, *change.values)


def _registrations(known: Known, world: World) -> Steps:
    days = by_day([(row.entered_on, row) for row in world.organizations])
    for on, rows in days.items():
        yield on, partial(organizations.register, known, world, on, rows, opening=on == min(days))


def _decoupled(known: Known, world: World) -> Steps:
    rows = [(row.supervised_until, row) for row in world.organizations if row.supervised_until is not None]
    for on, found in by_day(rows).items():
        yield on, partial(organizations.decouple, known, on, found)


def _stays(known: Known, world: World) -> Steps:
    for on, rows in organizations.stays(world).items():
        yield on, partial(organizations.take, known, world, on, rows)


def _changes(known: Known, world: World) -> Steps:
    for what, act in organizations.CHANGES.items():
        rows = [(change.on, change.values) for change in world.changes if change.what == what]
        for on, found in by_day(rows).items():
            yield on, partial(act, known, on, found)


def _ended(known: Known, world: World, today: date) -> Steps:
    rows = [(row.ended_on, row) for row in world.organizations if row.ended_on is not None and row.ended_on <= today]
    for on, found in by_day(rows).items():
        yield on, partial(organizations.end, known, on, found)


def _branches(known: Known, world: World) -> Steps:
    for on, rows in by_day([(row.since, row) for row in world.branches]).items():
        yield on, partial(party.establish_branches, known, on, rows)


def _terms(known: Known, world: World, today: date) -> Steps:
    for on, rows in by_day(party.elections(world.branches, today)).items():
        yield on, partial(party.begin_terms, known, on, rows)


def _moved(known: Known, world: World) -> Steps:
    rows = [(row.moved_on, row) for row in world.branches if row.moved_on is not None]
    for on, found in by_day(rows).items():
        yield on, partial(party.move_branches, known, on, found)


def _dissolved(known: Known, world: World, today: date) -> Steps:
    rows = [(row.ended_on, row) for row in world.branches if row.ended_on is not None and row.ended_on <= today]
    for on, found in by_day(rows).items():
        yield on, partial(party.dissolve_branches, known, on, found)

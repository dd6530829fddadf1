"""Enter what the organizations report of themselves, what Party work reaches them, whom the committee has sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import cycle

from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.instructors.posting import Sending, post_instructors
from shuniu.commands.instructors.training import Training, record_trainings
from shuniu.commands.instructors.work import WorkDone, write_work_logs
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.planning import Cell, plan_cells
from shuniu.commands.party.guide import Guiding, guide_units
from shuniu.commands.party.reported import Report, report_states
from shuniu.commands.party.work_coverage import Instrument, begin_work_coverage
from shuniu.jobs.demonstration.entering.known import Known, by_day
from shuniu.jobs.demonstration.plan import Course, Guide, StateReport, Survey, World
from shuniu.policy.words import GuidanceKind

# The mechanism of a hub reaches those the hub contacts; every other instrument is put down by itself.
BY_HUB = "hub_mechanism"
COMPLETE = 4


def steps(known: Known, world: World) -> Iterator[tuple[date, Callable[[], None]]]:
    for survey in world.surveys:
        yield survey.as_of, partial(_report, known, survey)
    for report in world.reported:
        yield report.on, partial(_report_states, known, report)
    for on, instrument, keys in world.reached:
        if instrument == BY_HUB:
            yield on, partial(_contact, known, world, on, keys)
        else:
            yield on, partial(_reach, known, on, instrument, keys)
    yield from _instructors(known, world)
    if world.grid:
        yield world.since, partial(_plan, known, world)


def _instructors(known: Known, world: World) -> Iterator[tuple[date, Callable[[], None]]]:
    for on, guides in by_day([(guide.since, guide) for guide in world.guides]).items():
        yield on, partial(_take_into_pool, known, world, on, guides)
    postings = [(on, (guide.key, unit, document)) for guide in world.guides for on, unit, document in guide.postings]
    for on, rows in by_day(postings).items():
        yield on, partial(_send, known, on, rows)
    for course in world.courses:
        yield course.ends_on, partial(_teach, known, world, course)
    if world.works:
        yield max(one.on for one in world.works), partial(_log, known, world)


def _report(known: Known, survey: Survey) -> None:
    counts = [
        CountOfMembers(
            unit=known.units[row.organization],
            as_of=survey.as_of,
            source=survey.source,
            full_time=row.full_time,
            members=row.members,
            full_members=row.full_members,
            probationary=row.probationary,
            relations_in=row.relations_in,
            relations_out=row.full_members - min(row.relations_in, row.full_members),
        )
        for row in survey.rows
    ]
    report_head_counts(known.act(survey.as_of), counts)


def _report_states(known: Known, report: StateReport) -> None:
    rows = [Report(unit=known.units[one.organization], state=one.state) for one in report.rows]
    report_states(known.act(report.on), rows)


def _contact(known: Known, world: World, on: date, keys: Sequence[int]) -> None:
    """Municipal hubs whose 3+1 is complete contact them in turn."""
    hubs = [body for body in world.bodies if body.hub_level == "municipal" and len(body.elements) == COMPLETE]
    guide_units(
        known.act(on),
        [
            Guiding(unit=known.units[key], hub=known.bodies[hub.key], kind=GuidanceKind.CONTACT, clause="bj2016#7")
            for key, hub in zip(keys, cycle(hubs), strict=False)
        ],
    )


def _reach(known: Known, on: date, instrument: str, keys: Sequence[int]) -> None:
    begin_work_coverage(known.act(on), [Instrument(unit=known.units[key], instrument=instrument) for key in keys])


def _take_into_pool(known: Known, world: World, on: date, guides: Sequence[Guide]) -> None:
    new = [
        NewInstructor(
            party_organization=known.nodes[world.code],
            name=guide.name,
            source=guide.source,
            full_time=guide.full_time,
            home_unit=guide.home,
            recommended_by=guide.recommended_by,
            selection_number=guide.selection[0] if guide.selection else "",
            selected_on=guide.selection[1] if guide.selection else None,
            phone=guide.phone,
            code=guide.key,
        )
        for guide in guides
    ]
    keys = enter_pool(known.act(on), new)
    known.guides.update({guide.key: key for guide, key in zip(guides, keys, strict=True)})


def _send(known: Known, on: date, rows: Sequence[tuple[str, int, str]]) -> None:
    sent = [
        Sending(instructor=known.guides[guide], unit=known.units[unit], document_number=document)
        for guide, unit, document in rows
    ]
    post_instructors(known.act(on), sent)


def _teach(known: Known, world: World, course: Course) -> None:
    row = Training(
        party_organization=known.nodes[world.code],
        name=course.name,
        begins_on=course.begins_on,
        ends_on=course.ends_on,
        organizer=course.organizer,
        hours=course.hours,
        instructors=tuple(known.guides[key] for key in course.guides),
    )
    record_trainings(known.act(course.ends_on), [row])


def _log(known: Known, world: World) -> None:
    """A log on paper that the clerk has entered at once."""
    rows = [
        WorkDone(
            instructor=known.guides[one.guide], unit=known.units[one.unit], done_on=one.on, duty=one.duty, done=one.done
        )
        for one in world.works
    ]
    write_work_logs(known.act(max(one.done_on for one in rows)), rows)


def _plan(known: Known, world: World) -> None:
    node = known.nodes[world.code]
    cells = [
        Cell(party_organization=node, subtype=subtype, cell=cell, unit=None if unit is None else known.units[unit])
        for subtype, cell, unit in world.grid
    ]
    plan_cells(known.act(world.since), cells)

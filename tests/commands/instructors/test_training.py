"""Trainings of instructors: held by a node, with who took part; and how somebody was selected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.commands.cast import START, TODAY, World, queries_of, refused

from shuniu.commands.instructors.pool import NewInstructor, PoolChange, change_pools, enter_pool
from shuniu.commands.instructors.training import Training, TrainingCorrection, correct_trainings, record_trainings
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.models import InstructorPool, InstructorTraining, TrainedInstructor
from shuniu.queries.entries.facts import facts_of

DAY = timedelta(days=1)
BEGINS, ENDS = date(2019, 6, 3), date(2019, 6, 5)


@pytest.fixture
def pooled(world: World) -> list[int]:
    rows = [NewInstructor(party_organization=world.committee, name=name, source="retired") for name in "甲乙丙"]
    return enter_pool(world.act(START), rows)


def training(world: World, *instructors: int, **more: object) -> Training:
    given = {"party_organization": world.committee, "name": "指导员培训班", "begins_on": BEGINS, "ends_on": ENDS}
    return Training(**{**given, "organizer": "市委党校", "hours": 20, "instructors": instructors, **more})  # type: ignore[arg-type]


@pytest.mark.req("G02")
def test_a_training_is_dated_and_tells_who_took_part(world: World, pooled: list[int]) -> None:
    (key,) = record_trainings(world.act(), [training(world, *pooled[:2])])
    held = InstructorTraining.objects.get(course__uuid=key)
    assert (held.name, held.organizer, held.hours, held.period.lower, held.period.upper) == (
        "指导员培训班",
        "市委党校",
        20,
        BEGINS,
        ENDS + DAY,
    )
    rows = TrainedInstructor.objects.filter(course__uuid=key).order_by("instructor")
    assert [(row.instructor_id, row.period.lower) for row in rows] == [(one, BEGINS) for one in pooled[:2]]
    told = facts_of(world.clerk, held.recorded_id, TODAY)
    assert [(one.heading, one.written) for one in told] == [("指导员培训", 1), ("参加培训", 2)]


@pytest.mark.req("G02")
def test_a_correction_mends_days_and_participants_and_keeps_what_stays(world: World, pooled: list[int]) -> None:
    (key,) = record_trainings(world.act(), [training(world, *pooled[:2])])
    first = InstructorTraining.objects.get()
    said = training(world, pooled[0], pooled[2], ends_on=ENDS + DAY)
    row = TrainingCorrection(course=key, said=said, seen=(first.pk,))
    assert correct_trainings(world.act(), [row]) == [key]
    rows = TrainedInstructor.objects.filter(retracted__isnull=True)
    assert sorted(rows.values_list("instructor", flat=True)) == [pooled[0], pooled[2]]
    assert InstructorTraining.objects.get(retracted__isnull=True).period.upper == ENDS + 2 * DAY
    first.refresh_from_db()
    assert first.retracted.act == "instructor.correct_training"
    with pytest.raises(ChangedMeanwhile):
        correct_trainings(world.act(), [replace(row, said=training(world, *pooled))])
    assert correct_trainings(world.act(), [replace(row, seen=None)]) == []


def test_a_training_that_never_was_is_taken_back(world: World, pooled: list[int]) -> None:
    (key,) = record_trainings(world.act(), [training(world, *pooled)])
    assert correct_trainings(world.act(), [TrainingCorrection(course=key, said=None)]) == [key]
    for model in (InstructorTraining, TrainedInstructor):
        assert not model.objects.filter(retracted__isnull=True).exists()


def test_who_was_in_no_pool_then_did_not_take_part(world: World, pooled: list[int]) -> None:
    row = training(world, pooled[0], begins_on=START - 9 * DAY, ends_on=START - DAY)
    assert [one.code for one in refused(lambda: record_trainings(world.act(), [row]))] == ["not_pooled"]
    assert record_trainings(world.act(), [replace(row, ends_on=START)])


@pytest.mark.req("G02")
def test_foreign_nodes_instructors_and_trainings_are_refused_alike(world: World, pooled: list[int]) -> None:
    by = world.act(by=world.neighbour)
    told = refused(lambda: record_trainings(by, [training(world, *pooled[:1])]))
    assert {one.code for one in told} == {"not_in_reach"}
    mine = training(world, pooled[0], party_organization=world.neighbour_committee)
    assert [one.field for one in refused(lambda: record_trainings(by, [mine]))] == ["instructors"]
    (key,) = record_trainings(world.act(), [training(world, pooled[0])])
    for course in (key, uuid4()):
        row = TrainingCorrection(course=course, said=None)
        assert [one.code for one in refused(lambda row=row: correct_trainings(by, [row]))] == ["not_in_reach"]


def test_who_took_part_stays_on_the_list_after_leaving_for_another_pool(world: World, pooled: list[int]) -> None:
    (key,) = record_trainings(world.act(), [training(world, pooled[0])])
    change_pools(world.act(), [PoolChange(instructor=pooled[0], party_organization=world.north)])
    said = training(world, pooled[0], name="指导员轮训班")
    assert correct_trainings(world.act(), [TrainingCorrection(course=key, said=said)]) == [key]


def test_many_take_as_many_statements_as_one(world: World, pooled: list[int]) -> None:
    assert queries_of(lambda: record_trainings(world.act(), [training(world, pooled[0])])) == RECORDING
    rows = [training(world, *pooled, name=f"第{number}期") for number in range(20)]
    assert queries_of(lambda: record_trainings(world.act(), rows)) == RECORDING


RECORDING = 14


@pytest.mark.req("G02")
def test_the_pool_tells_who_recommended_and_by_which_decision(world: World) -> None:
    row = NewInstructor(
        party_organization=world.committee, name="甲", source="retired", recommended_by="市某局",
        selection_number="社党[2016]3号", selected_on=START - DAY,
    )  # fmt: skip
    (key,) = enter_pool(world.act(START), [row])
    pool = InstructorPool.objects.get(instructor=key)
    assert (pool.recommended_by, pool.selection_number, pool.selected_on) == (
        "市某局",
        "社党〔2016〕3号",
        START - DAY,
    )
    change_pools(world.act(), [PoolChange(instructor=key, available=False)])
    assert InstructorPool.objects.get(instructor=key, period__contains=TODAY, retracted=None).recommended_by == "市某局"
    late = replace(row, selected_on=START + DAY)
    assert [one.code for one in refused(lambda: enter_pool(world.act(START), [late]))] == ["selected_later"]
    change = PoolChange(instructor=key, selected_on=TODAY + DAY)
    assert [one.code for one in refused(lambda: change_pools(world.act(), [change]))] == ["selected_later"]

"""Instructors stand in a pool and are sent to several organizations; names and telephones stand apart, sealed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.commands.cast import START, TODAY, World, refused

from shuniu.commands.instructors.pool import NewInstructor, PoolChange, change_pools, enter_pool, leave_pool
from shuniu.commands.instructors.posting import Sending, end_postings, post_instructors
from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import InstructorPool, OfficeContact, Posting, Standing, record
from shuniu.models.secrecy import decrypt

DAY = timedelta(days=1)
LATER = date(2017, 6, 1)
PHONE = "100" + "0000" + "0001"


def entered(world: World, *names: str) -> list[int]:
    rows = [
        NewInstructor(party_organization=world.committee, name=name, source="retired", full_time=True, phone=PHONE)
        for name in names
    ]
    return enter_pool(world.act(START), rows)


@pytest.mark.req("G03")
def test_the_source_is_one_of_the_listed_categories(world: World) -> None:
    rows = [
        NewInstructor(party_organization=world.committee, name="甲", source=source)
        for source in ("retired", "not_in_post", "young_reserve")
    ]
    assert len(enter_pool(world.act(START), rows)) == 3
    wrong = NewInstructor(party_organization=world.committee, name="", source="lottery")
    codes = {one.code for one in refused(lambda: enter_pool(world.act(), [wrong]))}
    assert "name_missing" in codes and codes & {"source_unknown", "source_not_open"}


@pytest.mark.req("G03")
def test_a_source_the_office_opened_itself_is_one(world: World) -> None:
    row = NewInstructor(party_organization=world.committee, name="甲", source="返聘专家")
    opened = [{"key": "retired", "label": "退休"}, {"key": "返聘专家", "label": "返聘专家"}]
    decision = DecidedFigure(
        party_organization=world.committee, key="instructor.sources", value=opened, decision="第二次会议"
    )
    decide_figures(world.act(LATER), [decision])
    assert {one.field for one in refused(lambda: enter_pool(world.act(LATER - DAY), [row]))} == {"source"}
    assert len(enter_pool(world.act(LATER), [row])) == 1
    unlisted = NewInstructor(party_organization=world.committee, name="乙", source="lottery")
    (told,) = refused(lambda: enter_pool(world.act(LATER), [unlisted]))
    assert told.field == "source" and "返聘专家" in told.sentence


def test_the_telephone_is_never_stored_in_clear(world: World) -> None:
    (key,) = entered(world, "甲某")
    contact = OfficeContact.objects.get(instructor=key)
    assert contact.phone is not None and PHONE.encode() not in bytes(contact.phone)
    table = OfficeContact._meta.db_table
    assert decrypt(contact.phone, table=table, row=contact.row, field="phone") == PHONE


@pytest.mark.req("G06")
def test_the_pool_is_dated_with_its_availability(world: World) -> None:
    (key,) = entered(world, "甲某")
    assert change_pools(world.act(LATER), [PoolChange(instructor=key, available=False)]) == [key]
    pools = InstructorPool.objects.filter(retracted__isnull=True, instructor=key)
    assert pools.get(period__contains=LATER - DAY).available
    assert not pools.get(period__contains=LATER).available
    assert pools.get(period__contains=LATER).source == "retired"
    unit = world.organization("甲协会")
    sending = [Sending(instructor=key, unit=unit)]
    assert [one.code for one in refused(lambda: post_instructors(world.act(), sending))] == ["not_available"]
    assert post_instructors(world.act(LATER - DAY), sending) == [unit]


@pytest.mark.req("G07")
def test_one_instructor_is_sent_to_several_and_covers_them_by_work(world: World) -> None:
    one, other = entered(world, "甲某", "乙某")
    units = [world.organization(f"{number}协会") for number in range(3)]
    rows = [Sending(instructor=one, unit=unit, document_number="皖社党〔2017〕2号") for unit in units]
    rows.append(Sending(instructor=other, unit=units[0]))
    assert post_instructors(world.act(LATER), rows) == units
    assert Posting.objects.filter(instructor=one).count() == 3
    standing = Standing.objects.filter(unit__in=units, valid_from=LATER)
    assert list(standing.values_list("work_covered", flat=True)) == [True] * 3
    assert end_postings(world.act(TODAY), rows[:1]) == [units[0]]
    held = Posting.objects.filter(retracted__isnull=True, instructor=one, unit=units[0])
    assert held.filter(period__contains=TODAY - DAY).exists() and not held.filter(period__contains=TODAY).exists()


def test_nobody_leaves_the_pool_while_sent_somewhere(world: World) -> None:
    (key,) = entered(world, "甲某")
    unit = world.organization("甲协会")
    post_instructors(world.act(LATER), [Sending(instructor=key, unit=unit)])
    assert [one.code for one in refused(lambda: leave_pool(world.act(), [key]))] == ["still_posted"]
    end_postings(world.act(TODAY - DAY), [Sending(instructor=key, unit=unit)])
    assert leave_pool(world.act(TODAY), [key]) == [key]
    assert not OfficeContact.objects.filter(retracted__isnull=True, instructor=key, period__contains=TODAY).exists()
    sending = [Sending(instructor=key, unit=unit)]
    assert [one.code for one in refused(lambda: post_instructors(world.act(), sending))] == ["not_pooled"]


def test_a_change_is_judged_as_entering_is_by_the_texts_of_the_receiving_node(world: World) -> None:
    (key,) = entered(world, "甲某")
    bind_packs(world.act(START), [Binding(party_organization=world.north, chain=("ah2017", "national"))])
    wrong = PoolChange(instructor=key, source="lottery")
    (told,) = refused(lambda: change_pools(world.act(LATER), [wrong]))
    assert (told.code, told.field) == ("source_not_open", "source")
    there = PoolChange(instructor=key, source="lottery", party_organization=world.north)
    assert [one.code for one in refused(lambda: change_pools(world.act(LATER), [there]))] == ["source_unknown"]
    moved = PoolChange(instructor=key, party_organization=world.north)
    assert change_pools(world.act(LATER), [moved]) == [key]


def test_what_stands_already_is_not_judged_again(world: World) -> None:
    """An old source that no text lists any more does not keep anybody from being marked as unavailable."""
    (key,) = entered(world, "甲某")
    record.retract(world.entry, InstructorPool, [InstructorPool.objects.get(instructor=key).pk])
    names = ["instructor", "party_organization", "source", "full_time", "available", "home_unit", "period"]
    line = (key, world.committee, "lottery", True, True, "", record.since(START))
    record.record(world.entry, InstructorPool, names, [line])
    assert change_pools(world.act(LATER), [PoolChange(instructor=key, available=False)]) == [key]
    moved = PoolChange(instructor=key, party_organization=world.north)
    assert [one.code for one in refused(lambda: change_pools(world.act(TODAY), [moved]))] == ["source_not_open"]


def test_nobody_changes_in_a_pool_on_a_day_outside_of_it(world: World) -> None:
    (key,) = entered(world, "甲某")
    row = PoolChange(instructor=key, available=False)
    assert [one.code for one in refused(lambda: change_pools(world.act(START - DAY), [row]))] == ["not_pooled"]


def test_whoever_leaves_stands_in_no_pool_on_any_later_day(world: World) -> None:
    """A change known for a later day does not bring them back."""
    (key,) = entered(world, "甲某")
    change_pools(world.act(TODAY + DAY), [PoolChange(instructor=key, full_time=False)])
    held = OfficeContact.objects.get(retracted__isnull=True, instructor=key)
    later = record.since(TODAY + DAY)
    record.retract(world.entry, OfficeContact, [held.pk])
    names = ["instructor", "row", "role", "name", "phone", "period"]
    lines = [(key, held.row, held.role, held.name, held.phone, days) for days in (f"[{START},{TODAY + DAY})", later)]
    record.record(world.entry, OfficeContact, names, lines)
    assert leave_pool(world.act(LATER), [key]) == [key]
    for model in (InstructorPool, OfficeContact):
        held_facts = model._default_manager.filter(retracted__isnull=True, instructor=key)
        assert [one.period.upper for one in held_facts] == [LATER]
    assert leave_pool(world.act(LATER), [key]) == []


def test_leaving_on_a_day_before_the_pool_takes_nothing_away(world: World) -> None:
    (key,) = entered(world, "甲某")
    assert leave_pool(world.act(START - DAY), [key]) == []
    assert InstructorPool.objects.get(retracted__isnull=True, instructor=key).period.lower == START


def test_foreign_instructors_and_units_are_refused_alike(world: World) -> None:
    (key,) = entered(world, "甲某")
    foreign = world.organization("丁协会", at=world.neighbour_committee)
    rows = [Sending(instructor=999_999, unit=foreign), Sending(instructor=key, unit=999_998)]
    objections = refused(lambda: post_instructors(world.act(), rows))
    assert [(one.row, one.field) for one in objections] == [(0, "unit"), (0, "instructor"), (1, "unit")]
    by = world.act(by=world.neighbour)
    assert refused(lambda: leave_pool(by, [key]))[0].code == "not_in_reach"
    pool = NewInstructor(party_organization=world.committee, name="丙", source="retired")
    assert refused(lambda: enter_pool(by, [pool]))[0].code == "not_in_reach"

"""What the register says changes from a day, or is corrected; judgements, status and counts carry their basis."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.commands.cast import START, TODAY, World, queries_of, refused

from shuniu.commands.journal import KeyReused
from shuniu.commands.organizations.attributes import CountOfMembers, Graded, report_head_counts, set_grades
from shuniu.commands.organizations.edit import (
    CharterClause,
    Classification,
    EditedOrganization,
    classify_organizations,
    edit_organizations,
    mark_abnormal,
    record_charter_clauses,
    restore,
    revoke,
    strike_off,
)
from shuniu.kernel.decision import Refused
from shuniu.models import Grade, HeadCount, Registration, Standing
from shuniu.policy.words.accounts import Role

DAY = timedelta(days=1)
LATER = date(2020, 7, 1)


def said(unit: int, on: date) -> Registration:
    return Registration.objects.get(retracted__isnull=True, unit=unit, period__contains=on)


def test_a_change_counts_from_its_day_and_a_correction_always(world: World) -> None:
    unit = world.organization("甲协会", legal_status="filing")
    edit_organizations(world.act(LATER), [EditedOrganization(unit=unit, values={"name": "甲学会"})])
    assert (said(unit, LATER - DAY).name, said(unit, LATER).name) == ("甲协会", "甲学会")
    assert said(unit, LATER).sort_key == "jiaxuehui"
    row = EditedOrganization(unit=unit, values={"street": "东街"})
    assert edit_organizations(world.act(LATER), [row], correction=True) == [unit]
    assert (said(unit, LATER - DAY).street, said(unit, TODAY).street) == ("", "东街")
    assert edit_organizations(world.act(TODAY), [row]) == []


def test_every_fault_of_a_change_is_told(world: World) -> None:
    unit = world.organization("甲协会", legal_status="filing")
    values = {
        "name": "",
        "type": "club",
        "full_time_staff": -1,
        "certificate_from": TODAY,
        "certificate_to": TODAY - DAY,
        "established_on": TODAY + DAY,
    }
    objections = refused(lambda: edit_organizations(world.act(), [EditedOrganization(unit=unit, values=values)]))
    assert {one.code for one in objections} == {
        "name_missing",
        "type_unknown",
        "full_time_staff_negative",
        "certificate_reversed",
        "established_later",
    }


def test_a_supervising_unit_of_another_register_is_not_put_down(world: World) -> None:
    unit, mine = world.organization("甲协会"), world.body("某市文化局", "supervising_unit")
    theirs = world.body("他市文化局", "supervising_unit", at=world.neighbour_committee)
    wrong = EditedOrganization(unit=unit, values={"supervising_unit": theirs})
    assert [one.field for one in refused(lambda: edit_organizations(world.act(), [wrong]))] == ["supervising_unit"]
    edit_organizations(world.act(), [EditedOrganization(unit=unit, values={"supervising_unit": mine})])
    assert said(unit, TODAY).supervising_unit_id == mine


@pytest.mark.req("A04", "A05")
def test_the_registration_mode_is_kept_with_its_days(world: World) -> None:
    supervisor = world.body("某市民政局", "supervising_unit")
    unit = world.organization("甲协会", mode="civil_affairs_supervised", supervising_unit=supervisor)
    edit_organizations(
        world.act(LATER),
        [EditedOrganization(unit=unit, values={"mode": "direct_registration", "supervising_unit": None})],
    )
    assert (said(unit, LATER - DAY).mode, said(unit, LATER).mode) == ("civil_affairs_supervised", "direct_registration")
    wrong = EditedOrganization(unit=unit, values={"mode": "whatever"})
    (objection,) = refused(lambda: edit_organizations(world.act(), [wrong]))
    assert "双重管理" in objection.remedy and "脱钩" in objection.remedy


@pytest.mark.req("A18")
def test_the_scope_of_activity_is_an_attribute_of_the_organization(world: World) -> None:
    unit = world.organization("甲协会", legal_status="filing")
    edit_organizations(world.act(LATER), [EditedOrganization(unit=unit, values={"activity_scope": "transnational"})])
    assert said(unit, LATER).activity_scope == "transnational"
    wrong = EditedOrganization(unit=unit, values={"activity_scope": "moon"})
    assert [one.code for one in refused(lambda: edit_organizations(world.act(), [wrong]))] == ["activity_scope_unknown"]


@pytest.mark.req("A09")
def test_a_judgement_names_who_when_and_why(world: World) -> None:
    unit = world.organization("甲协会")
    bare = Classification(unit=unit, by="", decided_on=None, reason="", industry_distinct=True, influence="large")
    objections = refused(lambda: classify_organizations(world.act(), [bare]))
    assert [one.field for one in objections] == ["classified_by", "classified_on", "classified_reason"]
    assert {one.clause.key for one in objections} == {"bj2016#4"}
    row = Classification(
        unit=unit,
        by="社会组织党建工作处",
        decided_on=LATER,
        reason="行业龙头",
        industry_distinct=True,
        influence="large",
    )
    assert classify_organizations(world.act(LATER), [row]) == [unit]
    after = said(unit, LATER)
    assert (after.industry_distinct, after.influence, after.classified_by) == (True, "large", "社会组织党建工作处")
    assert said(unit, LATER - DAY).industry_distinct is None
    too_early = Classification(unit=unit, by="处", decided_on=LATER + DAY, reason="因", influence="small")
    assert [one.code for one in refused(lambda: classify_organizations(world.act(LATER), [too_early]))] == [
        "classified_later"
    ]


@pytest.mark.req("A15")
def test_the_charter_clause_is_kept_with_day_and_words(world: World) -> None:
    unit = world.organization("甲协会")
    row = CharterClause(unit=unit, present=True, adopted_on=LATER, text="本会坚持中国共产党的全面领导")
    assert record_charter_clauses(world.act(LATER), [row]) == [unit]
    assert said(unit, LATER - DAY).charter_clause is None
    after = said(unit, LATER)
    assert (after.charter_clause, after.charter_clause_on, after.charter_clause_text) == (
        True,
        LATER,
        "本会坚持中国共产党的全面领导",
    )


def test_striking_off_ends_what_is_counted_and_restoring_begins_it_again(world: World) -> None:
    unit = world.organization("甲协会")
    assert mark_abnormal(world.act(date(2019, 1, 1)), [unit]) == [unit]
    assert strike_off(world.act(LATER), [unit]) == [unit]
    assert said(unit, LATER - DAY).status == "abnormal"
    assert said(unit, LATER).status == "deregistered"
    assert Standing.objects.get(unit=unit, valid_to=LATER).status == "abnormal"
    assert not Standing.objects.filter(unit=unit, valid_to__isnull=True).exists()
    objections = refused(lambda: revoke(world.act(), [unit]))
    assert [one.code for one in objections] == ["already_ended"]
    assert restore(world.act(TODAY), [unit]) == [unit]
    assert said(unit, TODAY).status == "normal" and said(unit, TODAY - DAY).status == "deregistered"
    assert [one.code for one in refused(lambda: restore(world.act(), [unit]))] == ["not_ended"]


@pytest.mark.req("A03")
def test_what_is_only_on_file_is_restored_to_the_file(world: World) -> None:
    unit = world.organization(
        "某社区合唱队", type="community_social_org", legal_status="filing", mode="filing", status="filed"
    )
    strike_off(world.act(LATER), [unit])
    restore(world.act(TODAY), [unit])
    assert said(unit, TODAY).status == "filed"


def test_what_the_register_does_not_hold_that_day_is_not_changed(world: World) -> None:
    unit = world.organization("甲协会", on=LATER)
    assert [one.code for one in refused(lambda: strike_off(world.act(LATER - DAY), [unit]))] == ["unit_unknown"]
    assert strike_off(world.act(LATER), [unit]) == [unit]


@pytest.mark.parametrize(
    "command",
    [
        lambda act, unit: edit_organizations(act, [EditedOrganization(unit=unit, values={"street": "x"})]),
        lambda act, unit: strike_off(act, [unit]),
        lambda act, unit: set_grades(act, [Graded(unit=unit, grade="5a")]),
        lambda act, unit: report_head_counts(act, [CountOfMembers(unit=unit, as_of=TODAY, source="台账")]),
    ],
)
def test_foreign_and_missing_units_are_refused_alike(world: World, command: Any) -> None:
    foreign = world.organization("丁协会", at=world.neighbour_committee)
    told = []
    for unit in (foreign, 999_999):
        with pytest.raises(Refused) as caught:
            command(world.act(), unit)
        told.append([(one.code, one.missing, one.fact, one.remedy) for one in caught.value.decision.objections])
    assert told[0] == told[1] and told[0][0][0] == "not_in_reach"


def test_a_reader_writes_nothing(world: World) -> None:
    unit = world.organization("甲协会")
    clerk_of_unit = world.actor(Role.ORGANIZATION_CLERK, unit=unit)
    assert refused(lambda: strike_off(world.act(by=clerk_of_unit), [unit]))[0].code == "not_in_reach"


def test_grades_are_dated(world: World) -> None:
    unit = world.organization("甲协会")
    set_grades(world.act(START), [Graded(unit=unit, grade="3a")])
    set_grades(world.act(LATER), [Graded(unit=unit, grade="5a")])
    set_grades(world.act(TODAY), [Graded(unit=unit, grade=None)])
    held = Grade.objects.filter(retracted__isnull=True, unit=unit)
    assert held.get(period__contains=LATER - DAY).grade == "3a"
    assert held.get(period__contains=LATER).grade == "5a"
    assert not held.filter(period__contains=TODAY).exists()
    wrong = Graded(unit=unit, grade="6a")
    assert [one.code for one in refused(lambda: set_grades(world.act(), [wrong]))] == ["grade_unknown"]


def test_head_counts_agree_with_themselves_and_replace_one_of_the_same_day(world: World) -> None:
    unit = world.organization("甲协会")
    first = CountOfMembers(unit=unit, as_of=LATER, source="年报表", members=5, full_members=4, probationary=1)
    assert report_head_counts(world.act(), [first]) == [unit]
    assert report_head_counts(world.act(), [first]) == []
    second = CountOfMembers(unit=unit, as_of=LATER, source="调查表", members=6, full_members=6)
    assert report_head_counts(world.act(), [second]) == [unit]
    held = HeadCount.objects.get(unit=unit, retracted__isnull=True)
    assert (held.members, held.source) == (6, "调查表")
    wrong = [
        CountOfMembers(unit=unit, as_of=TODAY + DAY, source="", members=-1),
        CountOfMembers(unit=unit, as_of=TODAY, source="表", members=3, full_members=3, probationary=1),
        CountOfMembers(unit=unit, as_of=START, source="表", members=5, full_members=3, probationary=1),
    ]
    assert [(one.row, one.code) for one in refused(lambda: report_head_counts(world.act(), wrong))] == [
        (0, "source_missing"),
        (0, "as_of_later"),
        (0, "negative"),
        (1, "parts_exceed"),
        (2, "parts_lack"),
    ]


def test_the_same_key_changes_once(world: World) -> None:
    unit = world.organization("甲协会", legal_status="filing")
    row = EditedOrganization(unit=unit, values={"street": "东街"})
    assert edit_organizations(world.act(key="k"), [row]) == edit_organizations(world.act(key="k"), [row]) == [unit]
    other = EditedOrganization(unit=unit, values={"street": "西街"})
    with pytest.raises(KeyReused):
        edit_organizations(world.act(key="k"), [other])
    assert said(unit, TODAY).street == "东街"


def test_any_number_of_rows_takes_the_same_number_of_queries(world: World) -> None:
    counts = set()
    for count in (1, 3, 12):
        units = [world.organization(f"{count}-{number}协会") for number in range(count)]
        counts.add(queries_of(lambda units=units: strike_off(world.act(), units)))
    assert len(counts) == 1

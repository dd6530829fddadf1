"""An application begun from the plan of the instructor who is sent there: with what is known, on the right list."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.commands.cast import refused
from tests.web.offices import attach, cover, enter, public, sent, sit_down

from shuniu.access import Actor, cases_on_the_list
from shuniu.commands.formation.plans import Plan, set_plans
from shuniu.commands.instructors.forming import FromPlan, begin_as_instructor, begin_from_instructor
from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.instructors.posting import Sending, end_postings, post_instructors
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.models import Case, Instructor, Step
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseState

pytestmark = pytest.mark.django_db
TODAY = date(2020, 7, 1)
OWN = "/party/instructors/formation/"


@pytest.fixture
def unit(cast: Cast) -> int:
    """Of the joint committee, with three full members as reported, and an instructor of the committee sent there."""
    (found,) = enter(cast, "澄川市甲学会", field="科技")
    attach(cast, [found], cast.joint)
    told = CountOfMembers(unit=found, as_of=TODAY, source="调查表", members=4, full_members=3, probationary=1)
    report_head_counts(cast.act(), [told])
    new = NewInstructor(party_organization=cast.joint, name="白榆", source="retired", code="Z01")
    (instructor,) = enter_pool(cast.act(date(2020, 5, 1)), [new])
    post_instructors(cast.act(date(2020, 5, 1)), [Sending(instructor=instructor, unit=found)])
    return found


def instructor() -> Instructor:
    return Instructor.objects.get(code="Z01")


def row(unit: int) -> FromPlan:
    return FromPlan(instructor=instructor().pk, unit=unit)


@pytest.mark.req("D14", "G11")
def test_what_is_known_stands_in_it_and_where_it_came_from(cast: Cast, unit: int) -> None:
    plan = Plan(
        unit=unit, party_organization=cast.joint, way="separate", planned_on=date(2020, 12, 1), reason="已达标准"
    )
    set_plans(cast.act(), [plan])
    begin_from_instructor(cast.act(actor=cast.secretary), row(unit))
    case = Case.objects.get()
    known = {"mode": "separate", "kind": "party_branch", "full_members": 3, "probationary": 1}
    assert "grounds" not in case.filed and known.items() <= case.filed.items() and case.filed["field"] == "科技"
    assert (case.state, case.begun_from, case.origin_id) == ("draft", "instructor", cast.joint)
    assert Step.objects.get(case=case).reason == "指导员Z01，自 2020-05-01 派驻"
    assert list(cases_on_the_list(cast.secretary)) == [case] and not cases_on_the_list(cast.clerk).exists()


def test_without_a_plan_the_members_tell_the_form(cast: Cast, unit: int) -> None:
    begin_from_instructor(cast.act(actor=cast.secretary), row(unit))
    assert Case.objects.get().filed["mode"] == "separate"


def test_only_from_whoever_is_sent_there_and_where_nobody_covers_it(cast: Cast, unit: int) -> None:
    by = cast.act(actor=cast.secretary)
    assert [one.code for one in refused(lambda: begin_from_instructor(cast.act(actor=cast.outsider), row(unit)))] == [
        "not_in_reach"
    ]
    end_postings(cast.act(), [Sending(instructor=instructor().pk, unit=unit)])
    (told,) = refused(lambda: begin_from_instructor(by, row(unit)))
    assert (told.code, told.fact) == ("not_sent_there", "2020-07-01没有派驻")
    assert not Case.objects.exists()


def test_who_is_covered_already_applies_for_nothing(cast: Cast, unit: int) -> None:
    cover(cast, [unit], cast.branch)
    (told,) = refused(lambda: begin_from_instructor(cast.act(actor=cast.secretary), row(unit)))
    assert told.code == "covered_already"


@pytest.mark.req("D14")
def test_from_the_instructors_page_to_the_application(cast: Cast, unit: int) -> None:
    client, card = sit_down(cast.secretary), f"/party/instructors/{instructor().uuid}/"
    begin = f"{card}formation/{public(unit)}/"
    assert begin in client.get(card).content.decode()
    shown = client.get(begin).content.decode()
    assert "由指导员白榆的计划发起" in shown and "应建标准" in shown
    done = sent(client, begin)
    assert done.status_code == 302 and public(unit) in done["Location"]
    form = client.get(done["Location"]).content.decode()
    assert 'value="3"' in form
    page = client.get(f"/cases/formations/{Case.objects.get().uuid}/").content.decode()
    assert "由指导员计划发起" in page and "指导员Z01，自 2020-05-01 派驻" in page
    assert "组建申请：填写中" in client.get(card).content.decode()
    assert sit_down(cast.outsider).get(begin).status_code == 404


def sent_there(cast: Cast, unit: int) -> Actor:
    return cast.actor_at(None, Role.INSTRUCTOR, unit)


@pytest.mark.req("D14", "G13")
def test_an_instructors_account_begins_for_the_office_that_answers(cast: Cast, unit: int) -> None:
    own = sent_there(cast, unit)
    begin_as_instructor(cast.act(actor=own), unit)
    case = Case.objects.get()
    assert (case.state, case.begun_from, case.origin_id, case.at_id) == ("draft", "instructor", cast.joint, cast.joint)
    assert Step.objects.get(case=case).reason == "指导员Z01，自 2020-05-01 派驻"
    assert Step.objects.get(case=case).recorded.node_id == cast.joint
    assert list(cases_on_the_list(cast.secretary)) == [case] and not cases_on_the_list(own).exists()
    with pytest.raises(ChangedMeanwhile):
        begin_as_instructor(cast.act(actor=own), unit)


@pytest.mark.req("G13")
def test_an_instructors_account_begins_only_where_one_is_sent_and_for_its_own(cast: Cast, unit: int) -> None:
    (other,) = enter(cast, "澄川市乙学会", start=7)
    attach(cast, [other], cast.joint)
    own = sent_there(cast, unit)
    (told,) = refused(lambda: begin_as_instructor(cast.act(actor=own), other))
    assert told.code == "not_in_reach"
    there = sent_there(cast, other)
    (told,) = refused(lambda: begin_as_instructor(cast.act(actor=there), other))
    assert (told.code, told.missing) == ("not_sent_there", "指导员没有派驻“澄川市乙学会”。")
    (told,) = refused(lambda: begin_from_instructor(cast.act(actor=own), row(unit)))
    assert told.code == "not_in_reach", "by the page of the office nothing is begun"
    cover(cast, [unit], cast.branch)
    (told,) = refused(lambda: begin_as_instructor(cast.act(actor=own), unit))
    assert told.code == "covered_already"
    assert not Case.objects.exists()


@pytest.mark.req("G13")
def test_from_the_page_of_the_organization_the_instructor_begins(cast: Cast, unit: int) -> None:
    client, card, begin = sit_down(sent_there(cast, unit)), f"/organizations/{public(unit)}/", OWN
    assert begin in client.get(card).content.decode()
    shown = client.get(begin).content.decode()
    assert "科技领域社会团体联合委员会”补充后提交" in shown and "应建标准" in shown and ">发起组建</button>" in shown
    assert sent(client, begin).status_code == 302
    again = client.get(begin).content.decode()
    assert f"已有组建申请（{CaseState.DRAFT.label}）" in again and ">发起组建</button>" not in again
    assert sit_down(cast.secretary).get(begin).status_code == 403

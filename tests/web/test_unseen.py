"""Two clerks open the same form: who sends it second writes nothing over what the first one changed."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import PAPER, SINCE, attach, enter, filled, public, sent, sit_down
from tests.web.unseen import Case, Fields, not_written_over

from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.organizations.hubs import Designation, designate_hubs
from shuniu.commands.organizations.outside import OutsideUnit, register_outside_units
from shuniu.models import Entry, Instructor, LocalFigure, Registration
from shuniu.policy.words import HubLevel, UnitKind
from shuniu.policy.words.accounts import Role


def organization(cast: Cast) -> str:
    units = enter(cast, "澄川市阿岚学会", field="科技")
    attach(cast, units, cast.joint)
    return f"/organizations/{public(units[0])}/"


def hub(cast: Cast) -> str:
    (unit,) = enter(cast, "澄川市阿岚学会", field="科技")
    designate_hubs(cast.act(SINCE), [Designation(unit=unit, level=HubLevel.DISTRICT, designated_by="澄东区")])
    return f"/organizations/{public(unit)}/"


def body(cast: Cast) -> str:
    row = OutsideUnit(name="澄川市文化局", kind=UnitKind.SUPERVISING_UNIT)
    return f"/settings/bodies/{public(register_outside_units(cast.act(SINCE), [row], cast.top)[0])}/"


def instructor(cast: Cast) -> str:
    row = NewInstructor(party_organization=cast.top, name="甲某", source="retired", full_time=True)
    key = enter_pool(cast.act(SINCE), [row])[0]
    return f"/party/instructors/{Instructor.objects.get(pk=key).uuid}/"


def branch(cast: Cast) -> str:
    return "/party/of/branch/"


def joint(cast: Cast) -> str:
    return "/party/of/joint/"


def text(cast: Cast) -> str:
    return "/settings/texts/organizations.priority_staff_threshold/"


def charter(words: str) -> Fields:
    return {"present": "1", "text": words}


def judged(by: str) -> Fields:
    return {"by": by, "reason": "行业特征明显", "industry_distinct": "1"}


def decided(value: str) -> Fields:
    return {"value": value, "decision": f"第{value}次会议"}


NAME = "澄川市阿岚研究会"
GENERAL = {"kind": "general_branch", **PAPER}
CASES = [
    Case(organization, "change", {"name": NAME}, {"street": "澄东街道"}, 'value="澄东街道"', NAME),
    Case(organization, "correct", {"name": NAME}, {"street": "澄东街道"}, 'value="澄东街道"', NAME),
    Case(organization, "charter", charter("第三条"), charter("第九条"), "第九条</textarea>", "第三条"),
    Case(organization, "classify", judged("甲单位"), judged("乙单位"), 'value="乙单位"', "甲单位"),
    Case(organization, "grade", {"grade": "3a"}, {"grade": "5a"}, 'value="5a" selected', "3A"),
    Case(
        organization, "attach", {"way": "choose", "party_organization": "other"},
        {"way": "choose", "party_organization": "top", "clause": "澄社办〔2020〕3号"}, 'value="澄社办〔2020〕3号"', "",
    ),
    Case(hub, "hub", {"designated_by": "甲街道"}, {"designated_by": "乙街道"}, 'value="乙街道"', "甲街道"),
    Case(
        hub, "hub-elements", {"elements": ["work_committee"]}, {"elements": ["regular_meeting"]},
        'value="regular_meeting"', "党建工作委员会",
    ),
    Case(branch, "rename", {"name": "中共甲支部委员会", **PAPER}, {"name": "中共乙支部委员会", **PAPER},
         'value="中共乙支部委员会"', "中共甲支部委员会"),
    Case(branch, "kind", {**GENERAL, "name": "中共甲总支部委员会"}, {**GENERAL, "name": "中共乙总支部委员会"},
         'value="中共乙总支部委员会"', ""),
    Case(branch, "formation", {"mode": "joint", "approver": "甲"}, {"mode": "joint", "approver": "乙单位"},
         'value="乙单位"', "甲"),
    Case(branch, "move", {"parent": "other", **PAPER}, {"parent": "other", **PAPER}, " selected", ""),
    Case(joint, "load", {"target_load": "60"}, {"target_load": "70"}, 'value="70"', "60"),
    Case(instructor, "change", {"home_unit": "甲单位"}, {"home_unit": "乙单位"}, 'value="乙单位"', "甲单位"),
    Case(body, "rename", {"name": "澄川市文旅局"}, {"name": "澄川市文体局"}, 'value="澄川市文体局"', "澄川市文旅局"),
    Case(text, "decide", decided("50"), decided("60"), 'value="第60次会议"', "50"),
]  # fmt: skip


@pytest.fixture
def first(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.fixture
def second(cast: Cast) -> Client:
    return sit_down(cast.actor_at(cast.top, Role.COMMITTEE_CLERK))


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_another_clerk_changed_meanwhile_is_not_written_over(
    case: Case, cast: Cast, first: Client, second: Client
) -> None:
    not_written_over(case, cast, first, second)


@pytest.mark.django_db
def test_opened_anew_the_form_is_about_what_is_there_now(cast: Cast, first: Client, second: Client) -> None:
    address = organization(cast) + "change/"
    stale = filled(first, address, street="澄东街道")
    sent(second, address, name=NAME)
    assert first.post(address, stale).status_code == 409
    assert sent(first, address, street="澄东街道").status_code == 302
    row = Registration.objects.get(retracted__isnull=True, period__endswith=None)
    assert (row.name, row.street) == (NAME, "澄东街道")


@pytest.mark.django_db
def test_one_who_sends_the_same_form_twice_is_no_other_clerk(cast: Cast, first: Client) -> None:
    address = text(cast) + "decide/"
    opened = filled(first, address, **decided("50"))
    assert [first.post(address, opened).status_code for _ in range(2)] == [302, 302]
    assert LocalFigure.objects.count() == 1


@pytest.mark.django_db
def test_numbers_nobody_wrote_into_the_page_are_refused(cast: Cast, first: Client) -> None:
    address = organization(cast) + "grade/"
    lines = Entry.objects.count()
    for seen in ("x", "1-", "-1", "²", "1,2", "9" * 40, "1\x00"):
        answer = first.post(address, filled(first, address, grade="5a", seen=seen))
        assert answer.status_code == 422 and "本页已经失效，请重新打开再办。" in answer.content.decode(), seen
    assert Entry.objects.count() == lines

"""From a case to its meeting and back: the agenda it is put on, the meeting that decides, the days in its history."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.meetings.room import DAY, applications
from tests.web.offices import pressed_twice, sent, sit_down

from shuniu.models import AgendaItem, Case, Meeting, Step
from shuniu.policy.words.accounts import Role

pytestmark = pytest.mark.django_db
NEW = "/cases/meetings/new/"


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def page_of(case: Case) -> str:
    return f"/cases/formations/{case.uuid}/"


def html(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def door(page: str, label: str) -> str:
    found = re.search(rf'href="([^"]+)">{label}<', page)
    assert found, label
    return found[1]


@pytest.mark.req("D10")
def test_a_meeting_is_arranged_for_a_case_and_both_lead_to_each_other(cast: Cast, clerk: Client) -> None:
    (case,) = applications(cast, 1)
    asks = door(html(clerk, page_of(case)), "列入党委会议程")
    assert asks == f"{NEW}?case={case.uuid}"
    sheet = html(clerk, asks)
    assert "澄川市第1学会" in sheet and "安排会议并列入议程" in sheet and "列入哪次会议" not in sheet
    answer = pressed_twice(clerk, asks, held_on=DAY.isoformat(), title="第9次党委会")
    meeting = Meeting.objects.get()
    assert answer["Location"] == f"/cases/meetings/{meeting.uuid}/"
    assert AgendaItem.objects.get().case_id == case.pk
    # As with an agenda that is set later, the step counts from the day of a meeting that was held.
    step = Step.objects.get(case=case, verb="schedule")
    assert step.recorded.on == DAY and step.state == "on_agenda"
    page = html(clerk, page_of(case))
    assert door(page, "登记会议决定") == answer["Location"]
    assert page.count(f"第9次党委会（{DAY.isoformat()}）") == 2  # once above, once in what was done
    # Who applied reads the day, and has no door to the meeting nor its name.
    below = html(sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, case.unit_id)), page_of(case))
    assert f"党委会（{DAY.isoformat()}）" in below and "第9次" not in below and str(meeting.uuid) not in below


@pytest.mark.req("D10")
def test_a_meeting_that_is_planned_is_offered_first(cast: Cast, clerk: Client) -> None:
    first, second = applications(cast, 2)
    assert sent(clerk, NEW, held_on=DAY.isoformat(), title="第3次党委会").status_code == 302
    planned = Meeting.objects.get()
    asks = f"{NEW}?case={first.uuid}"
    assert f"第3次党委会（{DAY.isoformat()}，待召开）" in html(clerk, asks)
    assert pressed_twice(clerk, asks, meeting=str(planned.uuid))["Location"] == f"/cases/meetings/{planned.uuid}/"
    # It waits no more, so there is nothing to be put anywhere.
    assert clerk.get(asks).status_code == 404
    other = f"{NEW}?case={second.uuid}"
    refused = sent(clerk, other, meeting="another")
    assert refused.status_code == 422 and "另行安排会议的，请填写会议日期。" in refused.content.decode()
    assert sent(clerk, other, meeting="another", held_on="2020-06-20").status_code == 302
    assert Meeting.objects.count() == 2


@pytest.mark.req("D10")
def test_a_case_moved_back_names_the_meeting_in_its_history_alone(cast: Cast, clerk: Client) -> None:
    (case,) = applications(cast, 1)
    where = sent(clerk, f"{NEW}?case={case.uuid}", held_on=DAY.isoformat(), title="第9次党委会")["Location"]
    case.refresh_from_db()
    assert sent(clerk, f"{where}remove/", cases=[f"{case.uuid}.{case.version}"]).status_code == 302
    page = html(clerk, page_of(case))
    assert page.count("第9次党委会") == 2 and "<dt>会议</dt>" not in page  # listed, and moved back
    assert door(page, "列入党委会议程") == f"{NEW}?case={case.uuid}"


@pytest.mark.req("D10")
def test_a_day_before_it_was_sent_is_refused_and_arranges_nothing(cast: Cast, clerk: Client) -> None:
    (case,) = applications(cast, 1)
    answer = sent(clerk, f"{NEW}?case={case.uuid}", held_on="2020-05-01")
    assert answer.status_code == 422 and "在会议之后才提交" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_what_is_foreign_or_no_case_is_not_found(cast: Cast, clerk: Client) -> None:
    (case,) = applications(cast, 1)
    assert {clerk.get(f"{NEW}?case={one}").status_code for one in ("x", str(uuid4()))} == {404}
    assert sit_down(cast.outsider).get(f"{NEW}?case={case.uuid}").status_code == 404

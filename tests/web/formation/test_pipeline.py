"""组建进度 on its pages: numbers open rows, rows are chosen for a plan, the plan tells its days, workbooks agree."""

from __future__ import annotations

import io
import re
from html import unescape

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast
from tests.commands.formation.adjusting_desk import AdjustingDesk
from tests.web.offices import enter, four_in_the_register, public, sent, sit_down

from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.models import FormationPlan
from shuniu.policy.words.adjusting import AdjustmentTopic

BOARD, ROWS, SEVERAL = ("/organizations/pipeline/" + part for part in ("", "rows/", "plans/"))


@pytest.fixture
def units(cast: Cast) -> list[int]:
    """Four, the first covered, the last the top's own; the second reaches the standard, the third does not."""
    found = four_in_the_register(cast)
    told = [(found[1], 3), (found[2], 1)]
    rows = [
        CountOfMembers(unit=unit, as_of=cast.act().on, source="调查表", members=n, full_members=n) for unit, n in told
    ]
    report_head_counts(cast.act(), rows)
    return found


def answer(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


@pytest.mark.req("D03")
def test_each_number_of_the_board_opens_just_its_rows(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.clerk)
    cells = re.findall(r'data-label="[^"]+"><a href="([^"]+)">(\d+)</a>', answer(client, BOARD))
    assert len(cells) > 12
    for address, number in cells:
        assert len(re.findall(r'<td class="row-name">', answer(client, unescape(address)))) == int(number), address


@pytest.mark.req("E10")
def test_a_plan_is_made_for_those_that_were_chosen(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.secretary)
    chosen = [public(units[2])]
    shown = client.post(SEVERAL, {"row": chosen})
    assert shown.status_code == 200 and "保存方案" in shown.content.decode()
    key = re.search(r'name="key" value="([^"]+)"', shown.content.decode())
    assert key
    given = {"key": key[1], "row": chosen, "way": "joint", "planned_on": "2020-12-31", "reason": "党员少",
             "since": "2020-07-01", "seen": "0"}  # fmt: skip
    assert client.post(SEVERAL, given)["Location"] == ROWS
    plan = FormationPlan.objects.get()
    assert (plan.unit_id, plan.party_organization_id, plan.way) == (units[2], cast.joint, "joint")
    page = answer(client, f"/organizations/pipeline/of/{chosen[0]}/")
    # One month for the reply (条例第6条) before the day of the plan.
    assert "2020-11-30" in page and "原文未明示" in page and "加强党的工作" in page


def test_the_law_stands_beside_the_row_it_is_about(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.secretary)
    rows = [public(units[1]), public(units[2])]
    first = client.post(SEVERAL, {"row": rows}).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', first)
    assert key
    given = {"key": key[1], "row": rows, "way": "instructor", "planned_on": "2020-12-31", "reason": "党员少",
             "since": "2020-07-01"}  # fmt: skip
    refused = client.post(SEVERAL, given)
    assert refused.status_code == 422 and "应当组建党组织，不能只做工作覆盖" in refused.content.decode()
    assert not FormationPlan.objects.exists()


def test_the_plan_of_one_is_changed_and_ended(cast: Cast, units: list[int]) -> None:
    client, address = sit_down(cast.clerk), f"/organizations/pipeline/of/{public(units[1])}/"
    more = {"planned_on": "2020-06-30", "reason": "新成立", "since": "2020-03-01"}
    assert sent(client, address + "plan/", **more).status_code == 302
    assert FormationPlan.objects.get().way == "separate", "the way that fits the members stands there at first"
    assert "已过计划日的组建方案：1 家" in answer(client, "/")
    assert sent(client, address + "plan/", planned_on="2035-12-30").status_code == 302
    assert FormationPlan.objects.filter(retracted__isnull=True).count() == 2
    assert sent(client, address + "end/").status_code == 302
    assert "当日没有方案" in answer(client, address)
    assert "已过计划日" not in answer(client, "/")


def test_what_is_to_have_one_has_the_door_to_an_application(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.clerk)
    for unit, offered in ((units[1], True), (units[2], False)):
        where = public(unit)
        shown = answer(client, reverse("formation_plan", args=[where]))
        assert (reverse("formation_fill", args=[where]) in shown) is offered


def test_on_a_past_day_it_is_read_only(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.clerk)
    page = answer(client, ROWS + "?on=2020-06-30")
    assert "没有党组织覆盖的社会组织" in page and "制定方案" not in page and "党员情况不详" in page


def test_board_and_rows_leave_as_workbooks(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.clerk)
    board = book(client, BOARD + "export/")
    assert board[0][:3] == ["党组织", "没有党组织覆盖", "组建办理中"] and len(board[0]) == 15
    assert [row[1] for row in board[1:4]] == [3, 1, 2]
    rows = book(client, ROWS + "export/?state=eligible")
    assert [row[0] for row in rows[1:2]] == ["澄川市第2学会"] and rows[1][5] == 3


def book(client: Client, address: str) -> list[list[object]]:
    content = b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    return rows[1:]  # the first line is the title


def test_no_more_questions_for_many_than_for_few(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.clerk)
    client.get(ROWS)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    few = asked(ROWS), asked(BOARD)
    enter(cast, *(f"澄川市又{number}学会" for number in range(9)), start=60)
    assert (asked(ROWS), asked(BOARD)) == few == (8, 12)


@pytest.mark.req("D03")
def test_the_page_of_what_is_to_be_taken_in_opens_the_adjustment(cast: Cast, units: list[int]) -> None:
    """For whoever may open it; before it was sent it is a draft of the branch, and nobody looks over its shoulder."""
    joint = NewPartyOrganization(name="中共科技联合支部委员会", kind="joint_branch", parent=cast.joint)
    (branch,) = establish_party_organizations(cast.act(), [joint])
    desk = AdjustingDesk(cast, AdjustmentTopic.TAKE_IN, node=branch)
    address = f"/organizations/pipeline/of/{public(units[1])}/"
    client = sit_down(cast.clerk)
    assert "应建、尚未申请" in answer(client, address) and "办理的事项" not in answer(client, address)
    desk.keep(by=cast.secretary, units=[units[1]])
    assert "组建办理中" in answer(client, address) and "办理的事项" not in answer(client, address)
    desk.submit(by=cast.secretary, units=[units[1]])
    shown = answer(client, address)
    assert (
        re.search(rf'<a href="/cases/adjustments/{desk.row.uuid}/[^"]*">增加覆盖单位</a>', shown)
        and "组建办理中" in shown
    )

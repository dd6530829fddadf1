"""A meeting from its pages: arranged, its agenda set, decided, closed; the list tells what came of it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.meetings.room import DAY, also, applications
from tests.web.offices import sent, sit_down

from shuniu.models import Case, Meeting, Resolution

pytestmark = pytest.mark.django_db
LIST = "/cases/meetings/"


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def text(client: Client, address: str = LIST) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def arranged(clerk: Client, **more: Any) -> str:
    answer = sent(clerk, f"{LIST}new/", held_on=DAY.isoformat(), **more)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def chosen(*cases: Case) -> list[str]:
    found = []
    for case in cases:
        case.refresh_from_db()
        found.append(f"{case.uuid}.{case.version}")
    return found


def held(clerk: Client, cases: list[Case]) -> str:
    where = arranged(clerk, title="第3次党委会")
    assert sent(clerk, f"{where}add/", cases=chosen(*cases)).status_code == 302
    assert sent(clerk, f"{where}attendance/", due="7", present="6").status_code == 302
    return where


@pytest.mark.req("D10", "D11", "D12")
def test_a_meeting_is_arranged_held_and_closed_and_the_list_tells_what_came_of_it(cast: Cast, clerk: Client) -> None:
    first, second, third = applications(cast)
    (guest,) = applications(cast, 1, start=7)
    also(first, guest.unit_id or 0)
    where = arranged(clerk, title="第3次党委会", place="三楼会议室")
    page = text(clerk, where)
    assert "待召开" in page and "待上会" in page and "澄川市第1学会" in page
    assert sent(clerk, f"{where}add/", cases=chosen(first, second, third)).status_code == 302
    # What is on the agenda of a meeting to come was not considered.
    assert "研究组建申请 0 件" in text(clerk, LIST)
    assert sent(clerk, f"{where}attendance/", due="7", present="6").status_code == 302
    agreed = sent(clerk, f"{where}decide/", cases=chosen(first, second), outcome="approve", yes="6")
    assert agreed.status_code == 302
    told = {"outcome": "refuse", "yes": "0", "no": "6", "reason": "正式党员不足3名", "next_steps": "联系单位发展党员"}
    half = sent(clerk, f"{where}decide/?case={third.uuid}", cases=chosen(third), **told)
    assert half.status_code == 422 and "请选定所依据的条款。" in half.content.decode()
    told["other_clause"] = "《中国共产党章程》第三十条 成立党的基层组织"
    assert sent(clerk, f"{where}decide/?case={third.uuid}", cases=chosen(third), **told).status_code == 302
    assert sent(clerk, f"{where}close/").status_code == 302
    assert [one.state for one in Case.objects.exclude(pk=guest.pk).order_by("pk")] == [
        "to_reply", "to_reply", "to_answer",
    ]  # fmt: skip
    page = text(clerk, where)
    assert "会后补登" in page and "赞成 6，反对 0，弃权 0" in page and "原因：正式党员不足3名" in page
    assert "依据：《中国共产党章程》第三十条 成立党的基层组织" in page
    assert "登记决定" not in page
    summary = text(clerk, f"{LIST}?year={DAY.year}")
    assert (
        "研究组建申请 3 件，涉及社会组织 4 家" in summary
        and "同意组建 2 个" in summary
        and "覆盖社会组织 3 家" in summary
    )
    minutes = text(clerk, f"{where}minutes/")
    said = "成立中共澄川市第{0}学会支部委员会（党支部），组建方式为单独组建，覆盖澄川市第{0}学会"
    assert f"会议决定：同意{said.format(2)}" in minutes and f"会议决定：不同意{said.format(3)}" in minutes
    assert "覆盖澄川市第1学会、" in minutes and "应到 7 名，实到 6 名" in minutes


def test_what_stands_against_several_alike_is_said_once(cast: Cast, clerk: Client) -> None:
    cases = applications(cast)
    where = held(clerk, cases)
    answer = sent(clerk, f"{where}decide/", cases=chosen(*cases), outcome="approve", yes="3")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("赞成人数不足，不能作出同意的决定。") == 2  # once above, once at the field
    assert "超过应到会人数的半数" in page
    assert not Resolution.objects.exists()


def test_who_is_too_late_is_told_and_writes_nothing(cast: Cast, clerk: Client) -> None:
    cases = applications(cast, 1)
    where = held(clerk, cases)
    stale = f"{cases[0].uuid}.{cases[0].version - 1}"
    answer = sent(clerk, f"{where}decide/", cases=[stale], outcome="approve", yes="6")
    assert answer.status_code == 422 and "所选事项刚刚有变动，请重新选择。" in answer.content.decode()
    row = Meeting.objects.get(uuid=UUID(where.split("/")[3]))
    answer = sent(clerk, f"{where}close/", version=str(row.version - 1))
    assert answer.status_code == 409
    assert not Resolution.objects.exists()


def test_the_order_is_set_and_a_case_is_moved_back(cast: Cast, clerk: Client) -> None:
    first, second, third = cases = applications(cast)
    where = held(clerk, cases)
    places = {f"at_{third.uuid.hex}": "1", f"at_{first.uuid.hex}": "2", f"at_{second.uuid.hex}": "2"}
    assert sent(clerk, f"{where}order/", **places).status_code == 302
    page = text(clerk, where)
    at = [page.index(f"澄川市第{number}学会") for number in (3, 1, 2)]
    assert at == sorted(at)
    assert sent(clerk, f"{where}remove/", cases=chosen(second)).status_code == 302
    second.refresh_from_db()
    assert second.state == "to_meet"


def test_a_planned_meeting_is_changed_and_cancelled(clerk: Client) -> None:
    where = arranged(clerk)
    assert sent(clerk, f"{where}change/", held_on="2020-06-20", place="一楼").status_code == 302
    assert "2020-06-20" in text(clerk, where)
    assert sent(clerk, f"{where}cancel/").status_code == 302
    assert "已取消" in text(clerk, where)
    assert "安排会议后" not in text(clerk)


@pytest.mark.parametrize("who", ["secretary", "branch_secretary"])
def test_below_there_are_no_meetings_to_see(cast: Cast, clerk: Client, who: str) -> None:
    where = arranged(clerk)
    below = sit_down(getattr(cast, who))
    assert {below.get(one).status_code for one in (LIST, where, f"{where}decide/", f"{LIST}new/")} == {403}
    assert sit_down(cast.outsider).get(where).status_code == 404


@pytest.mark.parametrize(("rows", "queries"), [(1, 9), (6, 9)])
def test_the_card_costs_the_same_for_one_and_for_many(
    cast: Cast, clerk: Client, rows: int, queries: int, django_assert_num_queries: Any
) -> None:
    where = held(clerk, applications(cast, rows))
    clerk.get(where)
    with django_assert_num_queries(queries):
        clerk.get(where)


@pytest.mark.parametrize(("rows", "queries"), [(1, 8), (4, 8)])
def test_the_list_costs_the_same_for_one_and_for_many(
    cast: Cast, clerk: Client, rows: int, queries: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        held(clerk, applications(cast, 2, start=number * 4))
    clerk.get(LIST)
    with django_assert_num_queries(queries):
        clerk.get(LIST)


@pytest.mark.req("D11")
def test_the_export_is_the_list(cast: Cast, clerk: Client) -> None:
    held(clerk, applications(cast, 1))
    answer = clerk.get(f"{LIST}export/")
    assert answer.status_code == 200 and len(answer.getvalue()) > 4_000

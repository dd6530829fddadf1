"""待办: what an office finds on its list, what it finds elsewhere, and until when."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.web.offices import attach, enter, sit_down

from shuniu.models import Case, Step
from shuniu.policy.words.accounts import Role

LIST = "/cases/"


@pytest.fixture
def unit(cast: Cast) -> int:
    (found,) = enter(cast, "澄川市阿岚学会")
    attach(cast, [found], cast.joint)
    return found


def case_of(cast: Cast, unit: int, **more: Any) -> Case:
    values: dict[str, Any] = {
        "kind": "formation", "state": "checking", "holder": "reviewer", "unit_id": unit, "committee_id": cast.top,
        "law_day": localdate(), "number": "组2026-0001", **more,
    }  # fmt: skip
    made = Case.objects.create(**values)
    Step.objects.create(case=made, state=made.state, verb="submit", filed={}, recorded=cast.opening)
    return made


def text(client: Client, address: str = LIST) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_a_case_stands_on_one_list_and_is_seen_from_above(cast: Cast, unit: int) -> None:
    case_of(cast, unit)
    below, above = sit_down(cast.secretary), sit_down(cast.clerk)
    assert "澄川市阿岚学会" in text(below) and "现在没有待办的事项。" in text(above)
    assert "材料审查" in text(above, f"{LIST}?which=open") and "没有在别处办理的事项。" in text(
        below, f"{LIST}?which=open"
    )
    assert "澄川市阿岚学会" not in text(sit_down(cast.outsider), f"{LIST}?which=open")
    assert "没有符合" not in text(below, f"{LIST}?kind=formation")
    assert "澄川市阿岚学会" not in text(below, f"{LIST}?kind=election")


@pytest.mark.parametrize(
    ("holder", "named"), [("reviewer", "科技领域社会团体联合委员会"), ("applicant", "澄川市阿岚学会")]
)
def test_whose_turn_it_is_is_told_by_name(cast: Cast, unit: int, holder: str, named: str) -> None:
    """Not “the Party organization in charge” or “the applicant”, whom nobody could ring up."""
    case = case_of(cast, unit, holder=holder)
    page = text(sit_down(cast.clerk), f"{LIST}?which=open")
    assert re.search(f'data-label="现在由谁办">[^<]*{named}<', page)
    page = text(sit_down(cast.clerk), f"/cases/formations/{case.uuid}/")
    assert re.search(f"<dt>现在由谁办</dt><dd>[^<]*{named}<", page)


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [
        (30, "还有 30 天", "plain"),
        (8, "还有 8 天", "plain"),
        (7, "还有 7 天", "soon"),
        (1, "还有 1 天", "soon"),
        (0, "今天到期", "soon"),
        (-1, "已超期 1 天", "urgent"),
    ],
)
def test_a_day_is_told_in_words(cast: Cast, unit: int, left: int, words: str, tone: str) -> None:
    due = localdate() + timedelta(days=left)
    case_of(cast, unit, due_on=due)
    assert f'<span class="status status-{tone}">{due}，{words}</span>' in text(sit_down(cast.secretary))


def test_a_day_counted_through_an_unknown_calendar_is_marked(cast: Cast, unit: int) -> None:
    case_of(cast, unit, due_on=date(2031, 3, 4), due_provisional=True)
    assert "2031-03-04（暂定）" in text(sit_down(cast.secretary))


def test_what_is_late_below_is_told_to_the_level_above(cast: Cast, unit: int) -> None:
    case_of(cast, unit, due_on=localdate() - timedelta(days=3))
    above, below = sit_down(cast.clerk), sit_down(cast.secretary)
    assert "别处超期未办的事项：1 件" in text(above, "/") and "待办事项" not in text(above, "/")
    assert "待办事项：1 件" in text(below, "/") and "别处超期未办" not in text(below, "/")
    assert "澄川市阿岚学会" in text(above, f"{LIST}?which=late") and "没有超期未办" in text(below, f"{LIST}?which=late")


def test_what_is_closed_has_no_day_left(cast: Cast, unit: int) -> None:
    case_of(cast, unit, state="refused", holder="", due_on=localdate())
    page = text(sit_down(cast.clerk), f"{LIST}?which=closed")
    assert "不同意" in page and "到期" not in page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_the_group_is_shown_to_whoever_may_open_it(cast: Cast, unit: int) -> None:
    assert f'href="{LIST}"' in text(sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)), "/")
    instructor = sit_down(cast.actor_at(None, Role.INSTRUCTOR, unit))
    assert f'href="{LIST}"' not in text(instructor, "/") and instructor.get(LIST).status_code == 403


def test_pages_go_by_the_day_and_the_undated_come_last(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    units = enter(cast, *(f"澄川市第{number:02d}学会" for number in range(53)))
    attach(cast, units, cast.joint)
    for index, one in enumerate(units):
        case_of(cast, one, due_on=None if index < 3 else date(2031, 1, 1) + timedelta(days=index))
    below = sit_down(cast.secretary)
    first = text(below)
    assert "澄川市第03学会" in first and "澄川市第00学会" not in first
    following = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = text(below, following)
    assert "澄川市第00学会" in second and "澄川市第03学会" not in second
    assert text(below, f'{LIST}?after=["x", 1]').count("澄川市第") == text(below).count("澄川市第")
    exported = below.get("/cases/export/")
    assert b"".join(exported.streaming_content)[:2] == b"PK" and "%E4%BA%8B%E9%A1%B9" in exported["Content-Disposition"]


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_asks_as_often_for_many_as_for_one(cast: Cast, many: int, django_assert_num_queries: Any) -> None:
    units = enter(cast, *(f"澄川市第{number}学会" for number in range(many)))
    attach(cast, units, cast.joint)
    for one in units:
        case_of(cast, one)
    client = sit_down(cast.secretary)
    text(client)
    with django_assert_num_queries(3):
        text(client)


def test_the_tab_it_stands_on_is_no_filter_that_could_be_taken_away(cast: Cast, unit: int) -> None:
    case_of(cast, unit)
    above = sit_down(cast.clerk)
    assert 'class="chip"' not in text(above, f"{LIST}?which=open")
    assert 'class="chip"' in text(above, f"{LIST}?which=open&kind=formation")


def test_what_lies_here_for_somebody_without_an_account_says_so(cast: Cast, unit: int) -> None:
    case = case_of(cast, unit)
    said = "由本级代办"
    own = sit_down(cast.secretary)
    assert said not in text(own) and said not in text(own, f"/cases/formations/{case.uuid}/")
    Case.objects.filter(pk=case.pk).update(holder="applicant")
    page = text(own)
    assert page.count(said) == 1 and f"澄川市阿岚学会（{said}）" in page
    assert "澄川市阿岚学会办理；那里没有可用账号" in text(own, f"/cases/formations/{case.uuid}/")

"""Which plans may be made, and by which day each of their steps is to be done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuniu.kernel.calendar import after_working_days, is_working_day
from shuniu.kernel.period import Period
from shuniu.policy.formation.countdown import SILENT, countdown
from shuniu.policy.formation.plans import PlanFacts, may_plan_formation
from shuniu.policy.packs import Figures, LocalValue, load_packs, merged
from shuniu.policy.words.pipeline import PlanWay

DAY = date(2018, 12, 1)
W = PlanWay


def objections(home: str = "bj2016", **more: Any) -> dict[str, str]:
    given = {
        "name": "澄川市阿岚学会", "way": "joint", "planned_on": date(2019, 6, 1), "on": DAY, "reason": "党员少",
        "known": True, "covered": False, "eligible": False, "owner_exists": True,
        "figures": merged(load_packs()[home].chain, DAY),
    } | more  # fmt: skip
    return {one.code: one.clause.key for one in may_plan_formation(PlanFacts(**given)).objections}


@pytest.mark.req("E10")
@pytest.mark.parametrize(
    ("home", "more", "codes"),
    [
        pytest.param("bj2016", {}, {}, id="joint"),
        pytest.param("bj2016", {"way": "instructor"}, {}, id="bj2016#7-instructor-for-who-does-not-reach"),
        pytest.param("bj2016", {"way": "instructor", "eligible": True}, {"to_be_formed": "bj2016#7"}, id="bj2016#7"),
        pytest.param("ah2017", {"way": "instructor", "eligible": True}, {"to_be_formed": "ah2017#E10"},
                     id="ah2017#E10"),
        pytest.param("bj2016", {"way": "instructor", "eligible": None}, {}, id="members-not-known"),
        pytest.param("bj2016", {"way": "separate"}, {"too_few": "bj2016#6"}, id="bj2016#6-too-few"),
        pytest.param("bj2016", {"way": "separate", "eligible": True}, {}, id="bj2016#6-separate"),
        pytest.param("bj2016", {"way": "separate", "eligible": None}, {}, id="separate-not-known-yet"),
        pytest.param("bj2016", {"way": "affiliated"}, {"way_not_open": "bj2016#6"}, id="bj2016#6-no-affiliation"),
        pytest.param("xy", {"way": "affiliated", "on": date(2019, 6, 1),
                            "figures": merged(load_packs()["xy"].chain, date(2019, 6, 1))}, {}, id="xy#D04"),
        pytest.param("bj2016", {"planned_on": DAY}, {}, id="on-the-day-itself"),
        pytest.param("bj2016", {"planned_on": date(2018, 11, 30)}, {"planned_in_the_past": "platform#组建方案"},
                     id="the-day-before"),
        pytest.param("bj2016", {"reason": " "}, {"reason_missing": "platform#组建方案"}, id="no-reason"),
        pytest.param("bj2016", {"reason": "多" * 200}, {}, id="reason-200"),
        pytest.param("bj2016", {"reason": "多" * 201}, {"reason_missing": "platform#组建方案"}, id="reason-201"),
        pytest.param("bj2016", {"way": "lottery"}, {"way_unknown": "platform#组建方案"}, id="way-unknown"),
    ],
)  # fmt: skip
def test_a_plan_follows_the_texts(home: str, more: dict[str, Any], codes: dict[str, str]) -> None:
    assert objections(home, **more) == codes


def test_every_objection_is_told_at_once() -> None:
    found = objections(known=False, covered=True, owner_exists=False, reason="", way="separate", planned_on=DAY)
    assert set(found) == {"unit_ended", "covered", "owner_absent", "reason_missing", "too_few"}


def told(way: PlanWay, planned_on: date, **decided: int) -> list[tuple[str, str | None]]:
    steps = countdown(way, planned_on, merged(("national",), DAY))
    return [(one.step, one.on.isoformat() if one.on else None) for one in steps]


@pytest.mark.req("D11")
def test_the_application_is_due_the_reply_time_before_the_day() -> None:
    assert told(W.JOINT, date(2019, 3, 31)) == [
        ("提交组建申请", "2019-02-28"),
        ("材料审查完毕", None),
        ("初审完毕，提请上会", None),
        ("党委会研究审批", None),
        ("批复，党组织成立", "2019-03-31"),
    ]


def test_where_the_texts_are_silent_the_table_says_so() -> None:
    steps = countdown(W.JOINT, date(2019, 3, 31), merged(("national",), DAY))
    assert SILENT in steps[1].basis and "原文未明示会期" in steps[3].basis
    assert "national#支部条例6" in steps[0].basis


def test_an_instructor_is_sent_on_the_day() -> None:
    assert told(W.INSTRUCTOR, date(2019, 3, 31)) == [("派驻指导员，开始党的工作", "2019-03-31")]


def decided(**days: int) -> Figures:
    """What the office lays down itself."""
    local = [
        LocalValue(key=f"formation.{name}_working_days", period=Period(DAY, None), decision="规定", value=number)
        for name, number in days.items()
    ]
    return merged(("national",), DAY, local)


@pytest.mark.req("D11")
@pytest.mark.parametrize(
    ("planned_on", "days", "sent", "checked"),
    [
        # Three working days for the review: whoever checks until Monday leaves Tuesday to Thursday.
        (date(2019, 4, 18), {"review": 3}, "2019-03-18", "2019-04-15"),
        # Over a weekend, and over 清明 (from 5 to 7 April 2019).
        (date(2019, 4, 16), {"review": 3}, "2019-03-16", "2019-04-11"),
        (date(2019, 4, 9), {"review": 2}, "2019-03-09", "2019-04-07"),
        # A plan for a Sunday is carried out by Friday.
        (date(2019, 4, 21), {"review": 2}, "2019-03-21", "2019-04-17"),
        # What takes longer than the month of the text counts, checks and reviews one after the other.
        (date(2019, 4, 18), {"check": 20, "review": 10}, "2019-03-06", "2019-04-03"),
        (date(2019, 4, 18), {"check": 2, "review": 3}, "2019-03-18", "2019-04-15"),
        (date(2019, 4, 18), {"check": 30}, "2019-03-06", None),
    ],
)
def test_what_an_office_laid_down_is_counted_back_in_working_days(
    planned_on: date, days: dict[str, int], sent: str, checked: str | None
) -> None:
    steps = countdown(W.JOINT, planned_on, decided(**days))
    assert [one.on.isoformat() if one.on else None for one in steps[:2]] == [sent, checked]
    assert not any(one.provisional for one in steps)


@given(st.dates(date(2019, 1, 1), date(2025, 12, 1)), st.integers(1, 20))
def test_who_keeps_to_the_table_is_done_by_the_day(planned_on: date, days: int) -> None:
    """Counted forwards from the day in the table the working days end on the planned day at the latest; a day later
    they do not."""
    checked = countdown(W.JOINT, planned_on, decided(review=days))[1].on
    assert checked is not None
    assert after_working_days(checked, days)[0] <= planned_on
    assert (
        after_working_days(checked + timedelta(days=1), days)[0] > planned_on
        or not is_working_day(checked + timedelta(days=1))[0]
    )


def test_a_day_counted_through_an_unknown_year_is_said_to_be_uncertain() -> None:
    steps = countdown(W.JOINT, date(2199, 6, 28), decided(review=5))
    assert [one.provisional for one in steps] == [False, True, False, False, False], "a month is certain"
    steps = countdown(W.JOINT, date(2199, 6, 28), decided(check=40, review=5))
    assert [one.provisional for one in steps] == [True, True, False, False, False]

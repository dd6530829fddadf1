"""May an entry of the work log of an instructor stand, and may a posting end before it?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.instructors.work import LONGEST, WorkFacts, duties, may_end_posting, may_log
from shuniu.policy.packs import LocalValue, load_packs, merged

TODAY = date(2020, 7, 1)
BEIJING = merged(load_packs()["bj2020"].chain, TODAY)
ANHUI = merged(load_packs()["ah2017"].chain, TODAY)
SENT = Period(date(2019, 4, 1), date(2020, 5, 1))
GOOD: dict[str, Any] = {
    "instructor": "Z000001",
    "unit": "阿岚学会",
    "done_on": date(2019, 4, 1),
    "today": TODAY,
    "duty": "contact_and_serve",
    "done": "与秘书处商定党建工作方案",
    "postings": [SENT],
    "figures": BEIJING,
}
LAST = date(2020, 4, 30)
OWN = LocalValue(
    key="instructor.duties", period=Period(date(2020, 1, 1)), decision="会议决定",
    value=[{"key": "on_duty", "label": "驻点值守"}],
)  # fmt: skip


@pytest.mark.req("G02")
@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        pytest.param({}, [], id="bj2016#15-first-day-of-the-posting"),
        pytest.param({"done_on": LAST}, [], id="bj2016#15-last-day-of-the-posting"),
        pytest.param({"done_on": date(2019, 3, 31)}, ["not_posted_then"], id="bj2016#15-day-before-the-posting"),
        pytest.param({"done_on": date(2020, 5, 1)}, ["not_posted_then"], id="bj2016#15-day-after-its-end"),
        pytest.param({"postings": []}, ["not_posted_then"], id="bj2016#15-never-posted"),
        pytest.param(
            {"postings": [SENT, Period(date(2020, 6, 1))], "done_on": TODAY}, [], id="bj2016#15-today-posted-again"
        ),
        pytest.param(
            {"postings": [Period(date(2019, 4, 1))], "done_on": date(2020, 7, 2)},
            ["work_in_future"],
            id="bj2016#15-tomorrow",
        ),
        pytest.param({"duty": "organize_and_publicize"}, [], id="bj2016#15-organize-and-publicize"),
        pytest.param({"duty": "coordinate_and_guide"}, [], id="bj2016#15-coordinate-and-guide"),
        pytest.param({"duty": "lottery"}, ["duty_not_open"], id="bj2016#15-duty-not-listed"),
        pytest.param({"duty": ""}, ["duty_unknown"], id="bj2016#15-no-duty"),
        pytest.param({"figures": ANHUI, "duty": "lottery"}, ["duty_unknown"], id="bj2016#15-silent-text"),
        pytest.param({"figures": None}, [], id="bj2016#15-no-text"),
        pytest.param({"done": ""}, ["nothing_done"], id="bj2016#15-nothing-done"),
        pytest.param({"done": "一" * LONGEST}, [], id="bj2016#15-as-long-as-may-be"),
        pytest.param({"done": "一" * (LONGEST + 1)}, ["work_too_long"], id="bj2016#15-too-long"),
        pytest.param({"done": "联系人电话13900000000"}, ["person_in_work_log"], id="platform#不写个人-mobile"),
        pytest.param({"done": "电话 139 0000 0000"}, ["person_in_work_log"], id="platform#不写个人-spaced"),
        pytest.param({"done": "电话１３９００００００００"}, ["person_in_work_log"], id="platform#不写个人-wide"),
        pytest.param({"done": "身份证11010119000101001X"}, ["person_in_work_log"], id="platform#不写个人-citizen"),
        pytest.param({"done": "2020-03-01至2020-03-05走访，经费12000元"}, [], id="platform#不写个人-days-and-sums"),
    ],
)
def test_work_is_logged_for_days_of_the_posting_under_a_listed_duty(changed: dict[str, Any], codes: list[str]) -> None:
    told = may_log(WorkFacts(**{**GOOD, **changed}), 3).objections
    assert [one.code for one in told] == codes
    assert all(one.row == 3 and one.who and one.clause.key in {"bj2016#15", "platform#不写个人"} for one in told)


def test_work_a_refused_day_tells_the_days_of_the_posting() -> None:
    (told,) = may_log(WorkFacts(**{**GOOD, "done_on": date(2020, 6, 1)})).objections
    assert "2019-04-01至2020-04-30" in told.fact and told.field == "done_on"


@pytest.mark.req("G02")
def test_work_the_three_duties_come_from_the_text() -> None:
    assert list(duties(BEIJING).values()) == ["组织宣传", "联系服务", "协调指导"]
    assert duties(ANHUI) == duties(None) == duties(BEIJING)


def test_work_an_office_may_open_a_duty_of_its_own() -> None:
    own = merged(load_packs()["bj2020"].chain, TODAY, [OWN])
    assert "驻点值守" in duties(own).values()
    assert may_log(WorkFacts(**{**GOOD, "duty": "on_duty", "figures": own})).allowed


@pytest.mark.req("G02")
@pytest.mark.parametrize(
    ("on", "latest", "allowed"),
    [
        pytest.param(date(2020, 5, 1), None, True, id="bj2016#15-nothing-logged"),
        pytest.param(date(2020, 5, 1), LAST, True, id="bj2016#15-day-after-the-last-entry"),
        pytest.param(LAST, LAST, False, id="bj2016#15-day-of-the-last-entry"),
        pytest.param(date(2020, 1, 1), LAST, False, id="bj2016#15-before-the-last-entry"),
    ],
)
def test_work_a_posting_does_not_end_before_what_was_done_under_it(
    on: date, latest: date | None, allowed: bool
) -> None:
    decision = may_end_posting("Z000001", "阿岚学会", on, latest)
    assert decision.allowed is allowed
    assert [one.code for one in decision.objections] == ([] if allowed else ["work_after_end"])

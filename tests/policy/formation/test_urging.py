"""What is urged of branches: to be split when enough members are gathered, to end with their task; put aside or not."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.formation.pooling import Gathered, Group, could_be_set_up, joined, sums_of
from shuniu.policy.formation.temporary import LONGEST, REMINDED, TemporaryFacts, stands
from shuniu.policy.formation.urging import letter_said
from shuniu.policy.formation.waiving import WaivingFacts, may_waive
from shuniu.policy.packs import Figures, LocalValue, load_packs, merged
from shuniu.policy.words.urging import TemporaryState as T

DAY = date(2020, 7, 1)
ENDS = date(2020, 8, 15)


def figures(home: str = "ah2017", *decided: LocalValue) -> Figures:
    return merged(load_packs()[home].chain, DAY, decided)


def decided(key: str, months: int) -> LocalValue:
    return LocalValue(key=key, period=Period(date(2020, 1, 1), None), decision="会议纪要", value=months)


def people(
    full: int, probationary: int = 0, *, units: int = 2, area: str = "砚溪街道", field: str = "教育"
) -> list[Gathered]:
    """Spread over so many units of one area and one field."""
    return [
        Gathered(member=f"m{number}", full=number < full, unit=number % units, values={"area": area, "field": field})
        for number in range(full + probationary)
    ]


def told(found: list[Group]) -> list[tuple[str, str, int, int, int]]:
    return [(one.basis, one.value, one.full, one.probationary, one.units) for one in found]


@pytest.mark.req("D21")
@pytest.mark.parametrize(
    ("gathered", "home", "groups"),
    [
        pytest.param(people(3, area=""), "ah2017", [("field", "教育", 3, 0, 2)], id="ah2017#D21-exactly-3"),
        pytest.param(people(2, 5), "ah2017", [], id="ah2017#D21-2-full-and-5-on-probation"),
        pytest.param(people(3, 1), "ah2017",
                     [("area", "砚溪街道", 3, 1, 2), ("field", "教育", 3, 1, 2)], id="ah2017#D21-both-factors"),
        pytest.param([*people(2, area="甲街道"), *people(1, area="乙街道")], "ah2017",
                     [("field", "教育", 3, 0, 2)], id="ah2017#D21-areas-apart-one-field"),
        pytest.param(people(9, area="", field=""), "ah2017", [], id="ah2017#D21-nothing-joins-them"),
        pytest.param(people(9), "bj2016", [], id="no-text-speaks-of-it"),
    ],
)  # fmt: skip
def test_a_group_reaches_the_standard_at_its_number(
    gathered: list[Gathered], home: str, groups: list[tuple[str, str, int, int, int]]
) -> None:
    assert told(could_be_set_up(sums_of(gathered), figures(home))) == groups


@pytest.mark.req("D21")
def test_it_says_numbers_and_clause_and_which_branch_it_would_be() -> None:
    gathered = people(3, 1, area="")
    joint = could_be_set_up(sums_of(gathered), figures())[0]
    assert joined(gathered, joint) == gathered
    assert joint.sentence == (
        "可另建联合党支部：行业同为“教育”的单位 2 家，正式党员 3 名，另有预备党员 1 名，达到 3 名"
    )
    assert (joint.clause.key, joint.counted_by.key, joint.part) == ("ah2017#D21", "ah2017#D15", "field:教育")
    alone = could_be_set_up(sums_of(people(3, units=1, area="")), figures())[0]
    assert alone.kind == "party_branch" and "可另建党支部" in alone.sentence
    assert could_be_set_up(sums_of(people(9)), None) == []


@pytest.mark.parametrize(
    ("ends_on", "bodies", "local", "state"),
    [
        pytest.param(ENDS, (), (), T.RUNNING, id="convention-1-month-not-reached"),
        pytest.param(date(2020, 8, 1), (), (), T.NEAR, id="convention-1-month-to-the-day"),
        pytest.param(date(2020, 8, 2), (), (), T.RUNNING, id="convention-the-day-before"),
        pytest.param(ENDS, (), (decided(REMINDED, 2),), T.NEAR, id="decided-2-months"),
        pytest.param(DAY, (), (), T.OVER, id="支部条例8-on-the-day"),
        pytest.param(date(2020, 7, 2), (), (), T.NEAR, id="支部条例8-the-day-before"),
        pytest.param(None, (), (), T.UNKNOWN, id="支部条例8-silent-about-length"),
        pytest.param(None, (), (decided(LONGEST, 6),), T.OVER, id="decided-6-months-to-the-day"),
        pytest.param(None, (), (decided(LONGEST, 12),), T.RUNNING, id="decided-12-months"),
        pytest.param(ENDS, ("“某会”",), (), T.BODY_ENDED, id="支部条例8-with-its-body"),
        pytest.param(None, ("“某会”",), (), T.BODY_ENDED, id="支部条例8-with-its-body-no-day"),
    ],
)
def test_a_temporary_branch_ends_with_its_task_or_its_body(
    ends_on: date | None, bodies: tuple[str, ...], local: tuple[LocalValue, ...], state: T
) -> None:
    facts = TemporaryFacts(begins_on=date(2020, 1, 1), ends_on=ends_on, ended_bodies=bodies)
    found = stands(facts, DAY, figures("bj2016", *local))
    assert found.state is state and found.urged is (state is not T.RUNNING)


def test_where_the_text_is_silent_about_the_length_it_is_said_and_no_day_invented() -> None:
    found = stands(TemporaryFacts(begins_on=date(2018, 12, 1), ends_on=None), DAY, figures("bj2016"))
    assert found.ends_on is None and "原文未明示" in found.sentence
    assert figures("bj2016").stated(LONGEST) is None and LONGEST in figures("bj2016").silent_keys()


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        pytest.param({}, [], id="with-a-reason"),
        pytest.param({"reason": " "}, ["reason_missing"], id="no-reason"),
        pytest.param({"reason": "因" * 501}, ["reason_missing"], id="501"),
        pytest.param({"reason": "因" * 500}, [], id="500"),
        pytest.param({"urged": False, "reason": ""}, ["not_urged", "reason_missing"], id="all-at-once"),
        pytest.param({"until": DAY}, ["until_passed"], id="until-today"),
        pytest.param({"until": date(2020, 7, 2)}, [], id="until-tomorrow"),
        pytest.param({"ends": True}, ["until_missing"], id="an-end-without-a-day"),
        pytest.param({"ends": True, "until": ENDS}, [], id="an-end-put-off"),
    ],
)
def test_what_is_urged_is_put_aside_only_with_a_reason(given: dict[str, object], codes: list[str]) -> None:
    facts: dict[str, object] = {"urged": True, "reason": "单位正在合并", "until": None, "on": DAY}
    assert [one.code for one in may_waive(WaivingFacts(**facts | given)).objections] == codes  # type: ignore[arg-type]


@pytest.mark.parametrize(("home", "opening"), [("bj2016", "按照扩大党的组织覆盖（京办发〔2016〕27号第6条）的规定，")])
def test_the_letter_names_its_clause_in_one_pair_of_brackets(home: str, opening: str) -> None:
    first, *_, last = letter_said(figures(home)).splitlines()
    assert first.startswith(f"{opening}新成立的社会组织具备组建条件的，") and last == "特此函告。"
    assert letter_said(None).startswith("新成立的社会组织")

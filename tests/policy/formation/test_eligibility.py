"""Who could and should form a Party organization, on which count, by which clause?"""

from datetime import date
from typing import Any

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.formation.eligibility import EligibilityFacts, MemberCount, judge
from shuniu.policy.packs import Figures, LocalValue, load_packs, merged
from shuniu.policy.words import EligibilityState, MemberBase

DAY = date(2018, 12, 1)


def texts(home: str, *local: LocalValue) -> Figures:
    return merged(load_packs()[home].chain, DAY, local)


def count(full: int, probationary: int = 0, **groups: Any) -> MemberCount:
    return MemberCount(
        base=MemberBase.HEAD_COUNT, as_of=date(2018, 3, 31), full=full, probationary=probationary, **groups
    )


BJ = texts("bj2016")
AH = texts("ah2017")
XY = merged(load_packs()["xy"].chain, date(2019, 6, 1))
WIDE = texts(
    "ah2017",
    LocalValue(
        key="formation.headcount_base",
        period=Period(date(2018, 1, 1)),
        decision="综合党委会议决定",
        value="full_time_staff_and_managers",
    ),
)
CONFIRMED = texts(
    "bj2016",
    LocalValue(key="formation.headcount_base", period=Period(date(2018, 1, 1)), decision="决定", value="as_reported"),
)
S = EligibilityState


@pytest.mark.parametrize(
    ("figures", "counted", "state", "clause"),
    [
        pytest.param(BJ, count(2, 5), S.NOT_ELIGIBLE, "bj2016#6", id="bj2016#6-D01-2-full-5-probationary"),
        pytest.param(BJ, count(3), S.ELIGIBLE_NOT_FORMED, "bj2016#6", id="bj2016#6-D01-3-full"),
        pytest.param(BJ, count(0), S.NOT_ELIGIBLE, "bj2016#6", id="bj2016#6-D01-none"),
        pytest.param(XY, count(2), S.NOT_ELIGIBLE, "xy#D02", id="xy#D02-2"),
        pytest.param(XY, count(3), S.ELIGIBLE_NOT_FORMED, "xy#D02", id="xy#D02-3"),
        pytest.param(AH, count(3, full_time=3), S.ELIGIBLE_NOT_FORMED, "ah2017#D15", id="ah2017#D15-3-full-time"),
        pytest.param(AH, count(3, full_time=2), S.NOT_ELIGIBLE, "ah2017#D15", id="ah2017#D15-part-time-vice-chair"),
        pytest.param(
            WIDE,
            count(3, full_time=2, managers=1, managers_transferred=0),
            S.NOT_ELIGIBLE,
            "ah2017#D15",
            id="ah2017#D17-manager-not-transferred",
        ),
        pytest.param(
            WIDE,
            count(3, full_time=2, managers=1, managers_transferred=1),
            S.ELIGIBLE_NOT_FORMED,
            "ah2017#D15",
            id="ah2017#D17-manager-transferred",
        ),
    ],
)
@pytest.mark.req("E10")
def test_eligibility_counts_full_members_and_includes_the_threshold(
    figures: Figures, counted: MemberCount, state: EligibilityState, clause: str
) -> None:
    judged = judge(EligibilityFacts(has_party_organization=False, head_count=counted), figures)
    assert (judged.state, judged.clause.key, judged.threshold) == (state, clause, 3)
    assert state.label in judged.sentence and clause in judged.sentence


@pytest.mark.req("D17")
def test_managers_who_are_not_transferred_are_named_while_they_are_wanting() -> None:
    def said(counted: MemberCount, figures: Figures) -> tuple[int, bool]:
        judged = judge(EligibilityFacts(has_party_organization=False, head_count=counted), figures)
        return judged.waiting, "；1 名管理人员组织关系未转入，转入后计入" in judged.sentence

    left, come = ({"full_time": 2, "managers": 1, "managers_transferred": one} for one in (0, 1))
    assert said(count(3, **left), WIDE) == (1, True)
    assert said(count(3, **come), WIDE) == (0, False)
    # Full-time staff alone count there: a manager waits for nothing.
    assert said(count(3, **left), AH) == (0, False)
    # Who has reached the standard is not told of more.
    assert said(count(4, **{**left, "full_time": 3}), WIDE) == (1, False)


def test_eligibility_of_a_unit_with_a_party_organization_is_formed() -> None:
    judged = judge(EligibilityFacts(has_party_organization=True, head_count=count(5)), BJ)
    assert judged.state is S.FORMED and judged.eligible


def test_eligibility_without_any_count_is_unknown_not_zero() -> None:
    judged = judge(EligibilityFacts(has_party_organization=False), BJ)
    assert (judged.state, judged.counted) == (S.UNKNOWN, None)
    assert judged.eligible is None and "没有人数填报" in judged.sentence


@pytest.mark.parametrize(
    ("members", "state", "eligible"), [(2, S.NOT_ELIGIBLE, False), (3, S.UNKNOWN, None), (None, S.UNKNOWN, None)]
)
def test_eligibility_with_members_but_no_full_members_reported_guesses_nothing(
    members: int | None, state: EligibilityState, eligible: bool | None
) -> None:
    counted = MemberCount(base=MemberBase.HEAD_COUNT, as_of=DAY, full=None, members=members)
    judged = judge(EligibilityFacts(has_party_organization=False, head_count=counted), BJ)
    assert (judged.state, judged.eligible, judged.counted) == (state, eligible, None)


def roll(full: int) -> MemberCount:
    return MemberCount(base=MemberBase.ROLL, as_of=date(2018, 11, 30), full=full)


@pytest.mark.parametrize(
    ("named", "reported", "state", "base"),
    [
        pytest.param(3, None, S.ELIGIBLE_NOT_FORMED, MemberBase.ROLL, id="the-roll-alone-reaches"),
        pytest.param(2, None, S.UNKNOWN, None, id="two-named-say-nothing-of-a-third"),
        pytest.param(3, 2, S.ELIGIBLE_NOT_FORMED, MemberBase.ROLL, id="whatever-was-reported"),
        pytest.param(3, 9, S.ELIGIBLE_NOT_FORMED, MemberBase.ROLL, id="named-before-reported"),
        pytest.param(2, 4, S.ELIGIBLE_NOT_FORMED, MemberBase.HEAD_COUNT, id="a-roll-in-part-takes-nothing-away"),
        pytest.param(2, 1, S.NOT_ELIGIBLE, MemberBase.HEAD_COUNT, id="contradicted-and-not-reached"),
        pytest.param(0, 3, S.ELIGIBLE_NOT_FORMED, MemberBase.HEAD_COUNT, id="nobody-named"),
        pytest.param(0, None, S.UNKNOWN, None, id="nothing-known"),
    ],
)
@pytest.mark.req("E10")
def test_eligibility_stands_on_the_roll_where_it_alone_reaches_and_else_on_the_head_count(
    named: int, reported: int | None, state: EligibilityState, base: MemberBase | None
) -> None:
    facts = EligibilityFacts(
        has_party_organization=False,
        roll=roll(named),
        head_count=None if reported is None else count(reported),
    )
    judged = judge(facts, BJ)
    assert (judged.state, judged.count.base if judged.count else None) == (state, base)
    assert judged.eligible == {S.ELIGIBLE_NOT_FORMED: True, S.NOT_ELIGIBLE: False, S.UNKNOWN: None}[state]
    assert base is None or (base.label in judged.sentence and judged.count.as_of.isoformat() in judged.sentence)


def test_eligibility_of_a_roll_in_part_says_what_is_named_and_what_is_lacking() -> None:
    judged = judge(EligibilityFacts(has_party_organization=False, roll=roll(2)), BJ)
    assert "正式党员2名，名册可能不全，没有人数填报" in judged.sentence


@pytest.mark.parametrize("figures", [AH, WIDE], ids=["full-time", "with-managers"])
@pytest.mark.req("D15")
def test_eligibility_counts_whom_a_roll_names_under_each_base_and_says_that_it_does_not_distinguish(
    figures: Figures,
) -> None:
    judged = judge(EligibilityFacts(has_party_organization=False, roll=roll(3)), figures)
    assert (judged.state, judged.counted, judged.exact) == (S.ELIGIBLE_NOT_FORMED, 3, False)
    assert "名册只载工作单位，未分专职和兼职" in judged.sentence and "填报数未分" not in judged.sentence


def test_eligibility_says_that_the_reading_awaits_confirmation_until_the_office_confirms_it() -> None:
    facts = EligibilityFacts(has_party_organization=False, head_count=count(3))
    proposed, confirmed = judge(facts, BJ), judge(facts, CONFIRMED)
    assert not proposed.confirmed and "计数范围原文未明示" in proposed.sentence
    assert confirmed.confirmed and "原文未明示" not in confirmed.sentence
    assert proposed.state is confirmed.state is S.ELIGIBLE_NOT_FORMED


def test_eligibility_says_when_the_count_does_not_tell_full_time_members_apart() -> None:
    judged = judge(EligibilityFacts(has_party_organization=False, head_count=count(3)), AH)
    assert not judged.exact and "未分专职和兼职" in judged.sentence

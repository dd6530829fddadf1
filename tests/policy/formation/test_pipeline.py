"""Where an organization without a Party organization stands, and what the texts ask for it."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.policy.formation.pipeline import (
    STATES,
    PipelineFacts,
    age_of,
    asked_of,
    foremost,
    key_of,
    lately_since,
    state_of,
)
from shuniu.policy.packs import load_packs, merged
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.pipeline import Age, PipelineState

S, C = PipelineState, CaseState
DAY = date(2018, 12, 1)


def facts(eligible: bool | None = None, anybody: bool | None = None, case: CaseState | None = None) -> PipelineFacts:
    return PipelineFacts(eligible=eligible, anybody=anybody, case=case)


@pytest.mark.req("D03")
@pytest.mark.parametrize(
    ("given", "state"),
    [
        pytest.param(facts(None, None), S.UNKNOWN, id="nothing-reported"),
        pytest.param(facts(False, False), S.NO_MEMBER, id="reported-0"),
        pytest.param(facts(False, True), S.FEW, id="1-or-2-full"),
        pytest.param(facts(None, True), S.UNKNOWN, id="members-without-full"),
        pytest.param(facts(None, False), S.NO_MEMBER, id="0-members-full-not-told"),
        pytest.param(facts(True, True), S.ELIGIBLE, id="3-full"),
        pytest.param(facts(True, True, C.DRAFT), S.IN_PROGRESS, id="application-being-written"),
        pytest.param(facts(False, True, C.ON_AGENDA), S.IN_PROGRESS, id="on-agenda-joint"),
        pytest.param(facts(True, True, C.RETURNED), S.IN_PROGRESS, id="returned"),
        pytest.param(facts(True, True, C.DEFERRED), S.DEFERRED, id="deferred"),
        pytest.param(facts(True, True, C.REFUSED), S.DEFERRED, id="refused-lately"),
        pytest.param(facts(True, True, C.DROPPED), S.ELIGIBLE, id="dropped"),
        pytest.param(facts(False, True, C.DONE), S.FEW, id="done-and-dissolved-since"),
    ],
)
def test_the_state_is_told_by_what_is_under_way_then_by_the_members(given: PipelineFacts, state: S) -> None:
    assert state_of(given) is state


def test_of_several_cases_what_is_under_way_counts_before_what_was_put_off_and_what_is_over() -> None:
    assert sorted((C.DROPPED, C.REFUSED, C.DRAFT, C.DONE, C.DEFERRED, C.TO_MEET), key=foremost) == [
        C.DRAFT, C.TO_MEET, C.REFUSED, C.DEFERRED, C.DROPPED, C.DONE,
    ]  # fmt: skip


def test_the_table_for_counting_says_the_same_as_the_law() -> None:
    assert len(STATES) == 9 * (len(CaseState) + 1)
    for case in (None, *CaseState):
        one = facts(True, None, case)
        assert STATES[key_of(one)] is state_of(one)
    assert STATES["f-"] is S.FEW and STATES["--"] is S.UNKNOWN and STATES["ttdeferred"] is S.DEFERRED


@pytest.mark.parametrize(
    ("since", "age"),
    [
        (date(2018, 12, 1), Age.FRESH),
        (date(2018, 9, 2), Age.FRESH),
        (date(2018, 9, 1), Age.MONTHS),
        (date(2017, 12, 2), Age.MONTHS),
        (date(2017, 12, 1), Age.YEAR),
        (date(2010, 1, 1), Age.YEAR),
    ],
)
def test_bands_begin_on_the_same_day_number(since: date, age: Age) -> None:
    assert age_of(since, DAY) is age


def test_a_refusal_counts_for_twelve_months() -> None:
    assert lately_since(DAY) == date(2017, 12, 1)


@pytest.mark.req("E10")
@pytest.mark.parametrize(
    ("home", "state", "what", "clause"),
    [
        pytest.param("ah2017", S.ELIGIBLE, "应建尽建", "ah2017#D15", id="ah2017#D15-build"),
        pytest.param("ah2017", S.FEW, "加强党的工作", "ah2017#E10", id="ah2017#E10-few"),
        pytest.param("ah2017", S.NO_MEMBER, "加强党的工作", "ah2017#E10", id="ah2017#E10-none"),
        pytest.param("bj2016", S.FEW, "加强党的工作", "bj2016#7", id="bj2016#7-few"),
    ],
)
def test_who_reaches_the_standard_forms_and_for_the_others_the_work_is_strengthened(
    home: str, state: S, what: str, clause: str
) -> None:
    asked = asked_of(state, merged(load_packs()[home].chain, DAY))
    assert asked is not None and (asked.what, asked.clause.key) == (what, clause)


def test_where_no_text_speaks_nothing_is_asked() -> None:
    national = merged(("national",), DAY)
    assert asked_of(S.FEW, national) is None
    assert asked_of(S.UNKNOWN, national) is None and asked_of(S.IN_PROGRESS, national) is None
    assert asked_of(S.ELIGIBLE, national) is not None

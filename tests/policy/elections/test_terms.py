"""When is a term over, which reminder is reached, how far may it be postponed? By clause, with every boundary."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.policy.elections.terms import (
    PostponementFacts,
    ends_after,
    family_of,
    may_postpone,
    rung_of,
    state_of_term,
    term_years,
)
from shuniu.policy.packs import NotStated, merged
from shuniu.policy.words import PartyOrganizationKind as Kind
from shuniu.policy.words.elections import TermState

FIGURES = merged(("national",), date(2021, 3, 1))
BEFORE = merged(("national",), date(2016, 1, 1))
END = date(2022, 5, 31)


@pytest.mark.parametrize(
    ("kind", "years", "clause"),
    [
        (Kind.PARTY_BRANCH, 3, "national#支部条例21"),
        (Kind.JOINT_BRANCH, 3, "national#支部条例21"),
        (Kind.FUNCTIONAL_BRANCH, 3, "national#支部条例21"),
        (Kind.GENERAL_BRANCH, 3, "national#任期意见"),
        (Kind.PRIMARY_COMMITTEE, 5, "national#任期意见"),
        (Kind.COMPREHENSIVE_COMMITTEE, 5, "national#任期意见"),
    ],
)
@pytest.mark.req("D01")
def test_terms_last_as_the_text_says(kind: Kind, years: int, clause: str) -> None:
    figure = term_years(kind, FIGURES)
    assert (figure.value, figure.clause.key) == (years, clause)


@pytest.mark.parametrize("kind", [Kind.TEMPORARY_BRANCH, Kind.JOINT_TEMPORARY_BRANCH, Kind.LEADING_PARTY_GROUP])
def test_branch_rules_8_what_is_temporary_has_no_term(kind: Kind) -> None:
    assert family_of(kind) == ""
    with pytest.raises(NotStated) as silent:
        term_years(kind, FIGURES)
    assert silent.value.clause is not None


def test_where_no_text_of_the_day_speaks_there_is_no_term() -> None:
    with pytest.raises(NotStated):
        term_years(Kind.GENERAL_BRANCH, BEFORE)


def test_a_term_ends_on_the_same_day_years_later() -> None:
    assert ends_after(date(2019, 6, 1), 3) == date(2022, 6, 1)
    assert ends_after(date(2020, 2, 29), 3) == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("on", "rung"),
    [
        (date(2021, 11, 29), None),
        (date(2021, 11, 30), 6),  # six months before, the last day of a shorter month
        (date(2022, 1, 30), 6),
        (date(2022, 1, 31), 4),
        (date(2022, 4, 29), 4),
        (date(2022, 4, 30), 1),
        (date(2022, 5, 30), 1),
        (date(2022, 5, 31), None),  # over: no longer reminded of, but overdue
    ],
)
def test_the_ladder_of_reminders(on: date, rung: int | None) -> None:
    assert rung_of(END, on, FIGURES) == rung


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2021, 11, 29), TermState.RUNNING),
        (date(2021, 11, 30), TermState.NEAR),
        (date(2022, 5, 30), TermState.NEAR),
        (date(2022, 5, 31), TermState.WITHIN),
        (date(2023, 5, 31), TermState.WITHIN),  # a year is the limit and still within it
        (date(2023, 6, 1), TermState.BEYOND),
    ],
)
@pytest.mark.req("D01")
def test_election_rules_3_what_is_overdue_falls_in_two_classes(on: date, state: TermState) -> None:
    assert state_of_term(END, on, FIGURES) is state


@pytest.mark.parametrize(
    ("ends_on", "on", "state"),
    [
        # postponed by half a year: the year runs from the regular end
        (date(2022, 11, 30), date(2022, 11, 29), TermState.NEAR),
        (date(2022, 11, 30), date(2022, 11, 30), TermState.WITHIN),
        (date(2022, 11, 30), date(2023, 5, 31), TermState.WITHIN),
        (date(2022, 11, 30), date(2023, 6, 1), TermState.BEYOND),
        # by the whole year: one day is left
        (date(2023, 5, 31), date(2023, 5, 31), TermState.WITHIN),
        (date(2023, 5, 31), date(2023, 6, 1), TermState.BEYOND),
    ],
)
@pytest.mark.req("D01")
def test_election_rules_3_the_year_is_counted_from_the_regular_end(ends_on: date, on: date, state: TermState) -> None:
    assert state_of_term(ends_on, on, FIGURES, END) is state


@pytest.mark.parametrize(
    ("ends_on", "until", "codes"),
    [
        (date(2022, 11, 30), date(2023, 5, 31), []),  # a second time, to the same year's end
        (date(2022, 11, 30), date(2023, 6, 1), ["too_long"]),
        (date(2022, 11, 30), date(2022, 11, 30), ["not_later"]),
        (date(2023, 5, 30), date(2023, 5, 31), []),
        (date(2023, 5, 31), date(2023, 6, 1), ["used_up"]),
        (date(2023, 5, 31), None, ["used_up"]),
        (date(2024, 5, 31), date(2024, 6, 1), ["used_up"]),  # as chained ones left it
    ],
)
@pytest.mark.req("D01")
def test_election_rules_3_postponements_do_not_add_up(ends_on: date, until: date | None, codes: list[str]) -> None:
    asked = PostponementFacts(ends_on=ends_on, until=until, grounds="等待组织关系转接", regular=END)
    assert [one.code for one in may_postpone(asked, FIGURES).objections] == codes


def test_a_term_without_an_end_runs() -> None:
    assert state_of_term(None, date(2030, 1, 1), FIGURES) is TermState.RUNNING


def test_before_the_text_there_are_no_classes_and_no_reminders() -> None:
    assert state_of_term(date(2015, 1, 1), date(2016, 6, 1), BEFORE) is TermState.OVER
    assert state_of_term(date(2016, 7, 1), date(2016, 6, 1), BEFORE) is TermState.RUNNING


@pytest.mark.parametrize(
    ("ends_on", "until", "grounds", "codes"),
    [
        (END, date(2023, 5, 31), "等待组织关系转接", []),  # exactly a year
        (END, date(2023, 6, 1), "等待组织关系转接", ["too_long"]),
        (END, date(2022, 6, 1), "等待组织关系转接", []),
        (END, END, "等待组织关系转接", ["not_later"]),
        (END, None, "", ["grounds_missing", "not_later"]),
        (None, date(2023, 1, 1), "等待", ["term_open"]),
        (END, date(2023, 5, 31), "长" * 501, ["grounds_missing"]),
        (END, date(2023, 5, 31), "长" * 500, []),
    ],
)
def test_election_rules_3_a_postponement_has_grounds_and_lasts_a_year(
    ends_on: date | None, until: date | None, grounds: str, codes: list[str]
) -> None:
    decision = may_postpone(PostponementFacts(ends_on=ends_on, until=until, grounds=grounds), FIGURES)
    assert [one.code for one in decision.objections] == codes
    assert all(one.clause.key == "national#选举条例3" for one in decision.objections)

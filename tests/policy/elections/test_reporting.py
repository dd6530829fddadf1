"""When may minutes be entered, from when does a result count, how may the work be divided: every boundary."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shuniu.policy.elections.dispatching import DispatchFacts, clause_of, may_ask_to_dispatch
from shuniu.policy.elections.reporting import (
    APPROVED,
    ApprovalFacts,
    may_approve_result,
    may_divide,
    may_hold_on,
    not_stated,
)
from shuniu.policy.elections.terms import LONGEST_GROUNDS
from shuniu.policy.elections.vacancies import VACANT
from shuniu.policy.packs import NotStated, load_packs, merged

DAY = timedelta(days=1)
OPENED, ELECTED, TODAY, OVER = date(2021, 3, 1), date(2021, 3, 15), date(2021, 4, 1), date(2021, 3, 25)
NATIONAL, BJ2016 = (merged(chain, TODAY) for chain in (("national",), load_packs()["bj2016"].chain))


@pytest.mark.req("D01")
@pytest.mark.parametrize(
    ("held_on", "codes"),
    [
        (OPENED - DAY, ["before"]),
        (OPENED, []),  # 选举条例18: on the very day on which the level above agreed
        (TODAY, []),
        (TODAY + DAY, ["not_held"]),
    ],
)
def test_a_vote_lies_between_the_approval_and_today(held_on: date, codes: list[str]) -> None:
    assert [one.code for one in may_hold_on(held_on, TODAY, OPENED).objections] == codes


@pytest.mark.req("D01")
@pytest.mark.parametrize(
    ("effective_on", "sits_until", "codes"),
    [
        (ELECTED - DAY, None, ["effective"]),
        (ELECTED, None, []),
        (TODAY, None, []),
        (TODAY + DAY, None, ["effective"]),
        # Of a by-election: the end of a term is the first day that no longer belongs to it.
        (OVER - DAY, OVER, []),
        (OVER, OVER, ["term_over"]),
        (OVER + DAY, OVER, ["term_over"]),
    ],
)
def test_a_result_counts_from_the_election_until_today(
    effective_on: date, sits_until: date | None, codes: list[str]
) -> None:
    facts = ApprovalFacts(effective_on=effective_on, elected_on=ELECTED, today=TODAY, sits_until=sits_until)
    assert [one.code for one in may_approve_result(facts).objections] == codes


@pytest.mark.parametrize(
    ("divisions", "allowed"),
    [
        ({}, True),
        ({"a": "organization_commissary"}, True),
        ({"a": "committee_member", "b": "organization_commissary"}, True),
        (
            dict(zip("abcde", ["committee_member", "organization_commissary", "publicity_commissary",
                               "discipline_commissary", "youth_commissary"], strict=True)),
            True,
        ),
        ({"z": "organization_commissary"}, False),
        ({"a": "secretary"}, False),
        ({"z": "secretary"}, False),
    ],
)  # fmt: skip
def test_the_work_is_divided_among_those_elected(divisions: dict[str, str], allowed: bool) -> None:
    assert may_divide("abcde", divisions).allowed is allowed


def test_what_no_text_says_is_said_with_the_clause_that_is_silent_or_that_of_the_procedure() -> None:
    with pytest.raises(NotStated) as silence:
        NATIONAL.value("election.by_election_surplus_percent_min")
    silent = silence.value
    assert silent.clause not in (None, APPROVED) and silent.note
    assert (not_stated(silent).clause, not_stated(silent).fact) == (silent.clause, silent.note)
    unheard = NotStated("election.surplus_percent_max")
    assert (not_stated(unheard).clause, not_stated(unheard).fact) == (APPROVED, "适用文件没有写明")


@pytest.mark.req("J03")
@pytest.mark.parametrize(
    ("grounds", "above", "codes"),
    [
        ("没有合适人选", True, []),
        ("人" * LONGEST_GROUNDS, True, []),
        ("人" * (LONGEST_GROUNDS + 1), True, ["grounds_missing"]),
        (" ", True, ["grounds_missing"]),
        ("", False, ["grounds_missing", "nobody_above"]),
        ("没有合适人选", False, ["nobody_above"]),
    ],
)
def test_a_secretary_is_asked_for_with_grounds_of_the_level_above(grounds: str, above: bool, codes: list[str]) -> None:
    found = may_ask_to_dispatch(DispatchFacts(above=above, grounds=grounds), NATIONAL).objections
    assert [one.code for one in found] == codes


def test_the_text_that_names_the_sources_goes_before_the_general_one() -> None:
    assert clause_of(NATIONAL) == VACANT
    assert clause_of(BJ2016).key.startswith("bj2016#")

"""Quorum and majority at every boundary; what cannot be counted is not judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shuniu.kernel.decision import Clause
from shuniu.kernel.period import Period
from shuniu.policy.cases.reasoning import Reasons
from shuniu.policy.cases.voting import MAJORITY, QUORUM, Attendance, Vote, may_hold, may_resolve
from shuniu.policy.packs import Figures, LocalValue, load_packs, merged
from shuniu.policy.words.cases import Verb

DAY = date(2017, 8, 25)
CHAIN = load_packs()["ah2017"].chain
AH2017 = merged(CHAIN, DAY)
OWN = Clause("platform#组建", "组建")
REASONS = Reasons(reason="正式党员不足3名", clauses=("national#党章30",), next_steps="先由指导员联系，具备条件后再报")
SAID = ("reason", "clauses", "next_steps", "due_on")


def decided(**values: str) -> Figures:
    """What the office decides itself."""
    local = [
        LocalValue(key=key, period=Period(DAY, None), decision="党委会议事规则", value=value)
        for key, value in values.items()
    ]
    return merged(CHAIN, DAY, local)


def attendance(due: int, present: int, **more: object) -> Attendance:
    return replace(Attendance(held_on=DAY, today=DAY, due=due, present=present), **more)


def vote(outcome: Verb = Verb.APPROVE, yes: int = 5, no: int = 0, abstain: int = 0, **more: object) -> Vote:
    given = Vote(outcome=outcome, yes=yes, no=no, abstain=abstain, due=9, present=7, clause=OWN, held_on=DAY)
    if outcome is Verb.APPROVE:
        return replace(given, **more)
    until = DAY if outcome is Verb.DEFER else None
    said = replace(REASONS, **({"due_on": until} | {name: more.pop(name) for name in SAID if name in more}))
    return replace(given, said=said, citable={"national#党章30"}, **more)


def codes(decision: object) -> list[str]:
    return [one.code for one in decision.objections]  # type: ignore[attr-defined]


@pytest.mark.req("D10")
@pytest.mark.parametrize(
    ("rule", "due", "present", "met"),
    [
        # national#党委会-到会 (not verified): more than half
        ("", 9, 5, True), ("", 9, 4, False), ("", 8, 4, False), ("", 8, 5, True), ("", 1, 1, True), ("", 1, 0, False),
        # 半数以上 is inclusive
        ("half", 8, 4, True), ("half", 8, 3, False), ("half", 9, 4, False), ("half", 9, 5, True),
        ("two_thirds", 9, 6, True), ("two_thirds", 9, 5, False), ("two_thirds", 10, 7, True),
        ("two_thirds", 10, 6, False),
    ],
)  # fmt: skip
def test_a_quorum_is_met_or_missed(rule: str, due: int, present: int, met: bool) -> None:
    figures = decided(**{QUORUM: rule}) if rule else AH2017
    found = may_hold(attendance(due, present), figures).objections
    assert [one.code for one in found] == ([] if met else ["quorum_missed"])
    if found and not rule:
        assert (found[0].clause.key, found[0].field) == ("national#党委会-到会", "present")


def test_the_two_rules_from_memory_say_so_and_an_office_may_decide_otherwise() -> None:
    for key in (QUORUM, MAJORITY):
        assert AH2017.value(key).unverified
    assert not decided(**{QUORUM: "half"}).value(QUORUM).unverified


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (attendance(0, 0), ["attendance_wrong"]),
        (attendance(9, 10), ["attendance_wrong"]),
        (attendance(9, -1), ["attendance_wrong"]),
        (attendance(9, 7, proposed=9), []),
        (attendance(9, 7, proposed=8), ["due_reason_missing"]),
        (attendance(9, 7, proposed=8, reason="一名委员任职尚未登记"), []),
        (attendance(9, 7, held_on=date(2017, 8, 26)), ["not_held_yet"]),
        (attendance(9, 3, proposed=8, held_on=date(2017, 8, 26)),
         ["not_held_yet", "due_reason_missing", "quorum_missed"]),
    ],
)  # fmt: skip
def test_attendance_is_objected_to_all_at_once(facts: Attendance, expected: list[str]) -> None:
    assert codes(may_hold(facts, AH2017)) == expected


@pytest.mark.req("D10")
@pytest.mark.parametrize(
    ("rule", "yes", "passed"),
    [
        ("", 5, True), ("", 4, False),  # more than half of nine due
        ("more_than_half_of_present", 4, True), ("more_than_half_of_present", 3, False),  # of seven present
    ],
)  # fmt: skip
def test_consent_follows_of_the_votes_and_nothing_else_does(rule: str, yes: int, passed: bool) -> None:
    figures = decided(**{MAJORITY: rule}) if rule else AH2017
    assert codes(may_resolve(vote(yes=yes), figures)) == ([] if passed else ["not_passed"])
    for outcome in (Verb.REFUSE, Verb.DEFER):
        assert codes(may_resolve(vote(outcome, yes), figures)) == (["outcome_against_votes"] if passed else [])


def test_half_of_an_even_number_due_is_not_more_than_half() -> None:
    assert codes(may_resolve(vote(yes=4, due=8), AH2017)) == ["not_passed"]
    assert codes(may_resolve(vote(yes=5, due=8), AH2017)) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (vote(yes=7), []),
        (vote(yes=5, no=1, abstain=1), []),
        (vote(yes=5, no=1, abstain=2), ["votes_exceed"]),
        (vote(yes=6, recused=1), []),
        (vote(yes=7, recused=1), ["votes_exceed"]),
        (vote(yes=0, recused=8), ["votes_exceed"]),
        (vote(Verb.REFUSE, yes=0, recused=7), []),  # all of them
        (vote(yes=5, no=-1), ["votes_negative"]),
        (vote(Verb.DEFER, yes=0), []),  # put off without a vote
        (vote(Verb.RETURN), ["outcome_unknown"]),
    ],
)
def test_there_are_no_more_votes_than_members_entitled(given: Vote, expected: list[str]) -> None:
    assert codes(may_resolve(given, AH2017)) == expected


@pytest.mark.req("D12")
@pytest.mark.parametrize("outcome", [Verb.REFUSE, Verb.DEFER])
def test_a_refusal_and_a_deferral_say_why_and_what_next(outcome: Verb) -> None:
    anhui = merged(CHAIN, date(2018, 1, 1))
    found = may_resolve(vote(outcome, 0, reason=" ", next_steps="", clauses=()), anhui, 3).objections
    assert [(one.code, one.field, one.row) for one in found] == [
        ("reason_missing", "reason", 3), ("next_steps_missing", "next_steps", 3), ("clauses_missing", "clauses", 3),
    ]  # fmt: skip
    assert {one.clause.key for one in found} == {"ah2017#D12"}
    elsewhere = merged(load_packs()["bj2020"].chain, DAY)
    assert may_resolve(vote(outcome, 0, reason=""), elsewhere).objections[0].clause == OWN


@pytest.mark.req("D12")
@pytest.mark.parametrize(
    ("outcome", "due_on", "expected"),
    [
        pytest.param(Verb.DEFER, DAY, [], id="platform#暂缓 on the day itself"),
        pytest.param(Verb.DEFER, DAY - timedelta(days=1), ["due_before"], id="platform#暂缓 a day before"),
        pytest.param(Verb.DEFER, None, ["due_missing"], id="platform#暂缓 no day"),
        pytest.param(Verb.REFUSE, None, [], id="what is refused waits for nothing"),
        pytest.param(Verb.REFUSE, DAY, [], id="next steps with a day"),
        pytest.param(Verb.REFUSE, DAY - timedelta(days=1), ["due_before"], id="next steps until a day before"),
    ],
)
def test_what_is_put_off_says_until_when(outcome: Verb, due_on: date | None, expected: list[str]) -> None:
    assert codes(may_resolve(vote(outcome, 0, due_on=due_on), AH2017)) == expected


def test_votes_and_reasons_are_objected_to_together() -> None:
    given = vote(Verb.REFUSE, yes=5, reason="", next_steps="")
    assert codes(may_resolve(given, AH2017)) == ["outcome_against_votes", "reason_missing", "next_steps_missing"]


def test_without_texts_nothing_is_presumed() -> None:
    assert codes(may_hold(attendance(9, 7), None)) == ["not_stated"]
    assert codes(may_resolve(vote(), None)) == ["not_stated"]

"""The table of an election: every state is reached, every open one has a way out, and nothing else is allowed."""

from __future__ import annotations

import pytest

from shuniu.policy.elections.steps import ELECTION, POSTPONEMENT, may_end, needs_reason
from shuniu.policy.grants import Action
from shuniu.policy.procedures import procedure_of
from shuniu.policy.words.cases import CaseHolder, Verb
from shuniu.policy.words.cases import CaseState as S

PROCEDURES = [ELECTION, POSTPONEMENT]


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.kind.value)
def test_every_state_is_reached_and_every_open_one_left(procedure) -> None:  # type: ignore[no-untyped-def]
    reached, frontier = {procedure.first}, [procedure.first]
    while frontier:
        state = frontier.pop()
        for one in procedure.transitions:
            if one.state is state and one.becomes not in reached:
                reached.add(one.becomes)
                frontier.append(one.becomes)
    named = {state for one in procedure.transitions for state in (one.state, one.becomes)}
    assert reached == named
    assert {one.state for one in procedure.transitions} == set(procedure.holders)
    assert procedure_of(procedure.kind) is procedure


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.kind.value)
def test_the_body_files_and_the_level_above_decides(procedure) -> None:  # type: ignore[no-untyped-def]
    for one in procedure.transitions:
        above = procedure.holders[one.state] is CaseHolder.REVIEWER and one.verb is not Verb.WITHDRAW
        # What was approved is ended by whoever approved it, with whomever it lies; others are put forward by the body.
        ends = needs_reason(one.state, one.verb) and one.verb is not Verb.RENOMINATE
        above = above or (procedure is ELECTION and ends)
        assert one.action is (Action.REVIEW_CASE if above else Action.FILE_CASE)


@pytest.mark.parametrize("state", [one for one in ELECTION.holders if one is not S.TO_ARCHIVE])
def test_every_election_has_an_end_until_its_result_is_approved(state: S) -> None:
    if state is S.REQUESTED:  # withdrawn or returned first
        assert not ELECTION.may_move(state, Verb.DROP).allowed
        return
    assert ELECTION.transition(state, Verb.DROP).becomes is S.DROPPED
    assert needs_reason(state, Verb.DROP) is (state not in (S.DRAFT, S.RETURNED))


@pytest.mark.parametrize(
    ("reason", "codes"),
    [
        ("", ["reason_missing"]),
        ("  ", ["reason_missing"]),
        ("改", []),
        ("长" * 500, []),
        ("长" * 501, ["reason_length"]),
    ],
)
def test_what_was_approved_is_ended_with_a_reason(reason: str, codes: list[str]) -> None:
    assert [one.code for one in may_end(reason).objections] == codes


def test_one_verb_leads_from_a_state_to_one_other() -> None:
    pairs = [(one.state, one.verb) for procedure in PROCEDURES for one in procedure.transitions]
    told = {(one.kind, said.state, said.verb, said.when) for one in PROCEDURES for said in one.transitions}
    assert len(told) == len(pairs)


def test_an_election_goes_its_way() -> None:
    state = ELECTION.first
    for verb, expected in (
        (Verb.SUBMIT, S.REQUESTED), (Verb.RETURN, S.RETURNED), (Verb.SUBMIT, S.REQUESTED),
        (Verb.APPROVE, S.NOMINATING), (Verb.SUBMIT, S.NOMINATED), (Verb.RETURN, S.NOMINATION_RETURNED),
        (Verb.SUBMIT, S.NOMINATED), (Verb.ACCEPT, S.VOTING), (Verb.ELECT, S.FIRST_MEETING),
        (Verb.RECORD, S.TO_REPORT), (Verb.REPORT, S.REPORTED), (Verb.RETURN, S.REPORT_RETURNED),
        (Verb.RESUME, S.VOTING), (Verb.RECORD, S.TO_REPORT), (Verb.REPORT, S.REPORTED),
        (Verb.REPLY, S.TO_ARCHIVE), (Verb.ARCHIVE, S.DONE),
    ):  # fmt: skip
        assert ELECTION.may_move(state, verb).allowed
        state = ELECTION.transition(state, verb).becomes
        assert state is expected
    assert not ELECTION.may_move(S.DONE, Verb.SUBMIT).allowed
    assert not ELECTION.may_move(S.VOTING, Verb.REPORT).allowed

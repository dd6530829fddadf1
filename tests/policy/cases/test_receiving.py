"""What came in is signed for, then replied to, noted or put on record; a copy owes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shuniu.policy.cases.receiving import (
    LONGEST_NOTE,
    RECEIVING,
    Noting,
    Received,
    may_note,
    may_reply,
    may_sign,
    outcomes,
    owed,
    state_of,
)
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.received import NoteOutcome, Owed, ReceivedState

K, S, N = DocumentKind, ReceivedState, NoteOutcome
NEW = Received(kind=K.LETTER)
SIGNED = replace(NEW, signed=True)


@pytest.mark.req("P11")
@pytest.mark.parametrize(
    ("kind", "asks", "copied", "expected"),
    [
        (K.REQUEST, False, False, Owed.REPLY),
        (K.REQUEST, False, True, Owed.NOTHING),
        (K.LETTER, True, False, Owed.REPLY),
        (K.LETTER, True, True, Owed.NOTHING),
        (K.LETTER, False, False, Owed.NOTHING),
        (K.REPORT, False, False, Owed.NOTE),
        (K.REPORT, False, True, Owed.NOTHING),
        *((kind, True, False, Owed.NOTHING) for kind in (K.REPLY, K.NOTICE, K.CIRCULAR, K.MINUTES)),
    ],
)
def test_what_is_owed_follows_the_kind(kind: K, asks: bool, copied: bool, expected: Owed) -> None:
    assert owed(kind, asks=asks, copied=copied) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (NEW, S.UNREAD),
        (replace(NEW, void=True), S.VOID),
        (SIGNED, S.RECEIVED),
        (replace(SIGNED, void=True), S.VOID),
        (replace(SIGNED, asks=True), S.OPEN),
        (replace(SIGNED, kind=K.REQUEST), S.OPEN),
        (replace(SIGNED, kind=K.REQUEST, copied=True), S.RECEIVED),
        (replace(SIGNED, kind=K.REPORT), S.TO_NOTE),
        (replace(SIGNED, kind=K.REPORT, outcome=N.FILED), S.FILED),
        (replace(SIGNED, outcome=N.SEEN), S.SEEN),
        (replace(SIGNED, outcome=N.REPLIED), S.REPLIED),
        (replace(SIGNED, asks=True, answered=True), S.REPLIED),
    ],
)
def test_how_it_lies_is_told_by_what_was_put_down(facts: Received, expected: S) -> None:
    assert state_of(facts) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (replace(SIGNED, kind=K.REPORT), [N.FILED, N.SEEN]),
        (SIGNED, [N.REPLIED, N.SEEN]),
        (replace(SIGNED, copied=True), [N.SEEN]),
        (replace(SIGNED, kind=K.NOTICE), [N.SEEN]),
        (replace(SIGNED, kind=K.REQUEST), []),
        (replace(SIGNED, kind=K.REQUEST, copied=True), [N.SEEN]),
    ],
)
def test_what_may_be_put_down_follows_the_kind(facts: Received, expected: list[N]) -> None:
    assert list(outcomes(facts)) == expected
    for one in N:
        found = [each.code for each in may_note(facts, Noting(outcome=one, text="已研究")).objections]
        assert found == ([] if one in expected else ["outcome_unfit"])


@pytest.mark.req("P11")
@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (NEW, []),
        (SIGNED, ["signed_already"]),
        (replace(NEW, void=True), ["void"]),
    ],
)
def test_it_is_signed_for_once(facts: Received, codes: list[str]) -> None:
    found = may_sign(facts).objections
    assert [one.code for one in found] == codes
    assert all(one.clause == RECEIVING and one.fact and one.remedy and one.who for one in found)


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (SIGNED, []),
        (NEW, ["not_signed"]),
        (replace(SIGNED, void=True), ["void"]),
        (replace(SIGNED, answered=True), ["replied_already"]),
        (replace(SIGNED, outcome=N.SEEN), ["noted_already"]),
    ],
)
def test_what_is_not_signed_or_done_already_is_not_answered(facts: Received, codes: list[str]) -> None:
    assert [one.code for one in may_reply(facts).objections] == codes
    assert [one.code for one in may_note(facts, Noting(outcome=N.SEEN, text="")).objections] == codes


@pytest.mark.parametrize(
    ("outcome", "text", "codes"),
    [
        (N.REPLIED, "", ["note_length"]),
        (N.REPLIED, " ", ["note_length"]),
        (N.REPLIED, "字" * LONGEST_NOTE, []),
        (N.SEEN, "字" * (LONGEST_NOTE + 1), ["note_length"]),
        (N.SEEN, "", []),
    ],
)
def test_a_reply_in_words_says_something(outcome: N, text: str, codes: list[str]) -> None:
    assert [one.code for one in may_note(SIGNED, Noting(outcome=outcome, text=text)).objections] == codes

"""A change approved on paper is put down with who approved it and under which number; a correction needs neither."""

from __future__ import annotations

import pytest

from shuniu.policy.party.approved import Approval, may_put_down

OFFICE, NUMBER = "中共澄川市委社会工作部", "澄社工〔2020〕3号"


@pytest.mark.parametrize(
    ("approver", "number", "against"),
    [
        (OFFICE, NUMBER, []),
        ("", NUMBER, ["approver_missing"]),
        (OFFICE, " ", ["number_missing"]),
        ("", "", ["approver_missing", "number_missing"]),
    ],
)
def test_both_are_asked_for_and_a_correction_is_not(approver: str, number: str, against: list[str]) -> None:
    approval = Approval(approver=approver, document_number=number)
    told = may_put_down(approval).objections
    assert [one.code for one in told] == against
    assert all("报批" in one.alternatives[0] for one in told), "what is not approved yet has its way"
    assert may_put_down(approval, correction=True).allowed


@pytest.mark.parametrize(
    ("approver", "number", "said"),
    [(OFFICE, NUMBER, f"批准机关：{OFFICE}；文号：{NUMBER}"), ("", NUMBER, f"文号：{NUMBER}"), (" ", "", "")],
)
def test_the_journal_says_what_was_given(approver: str, number: str, said: str) -> None:
    assert Approval(approver=approver, document_number=number).sentence == said

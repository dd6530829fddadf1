"""One paper replies to several cases of one meeting, and to no case that it cannot be about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shuniu.policy.cases.sharing import OneMore, PutDown, may_share
from shuniu.policy.words.cases import CaseKind as K
from shuniu.policy.words.meetings import DocumentKind

DAY = date(2017, 8, 25)
PAPER = PutDown(
    office="中共阳和社会组织综合委员会", kind=DocumentKind.REPLY, issued_on=DAY, on_paper=True, withdrawn=False,
    cases=frozenset({K.FORMATION}), met_on=DAY,
)  # fmt: skip
CASE = OneMore(case=K.FORMATION, said_on=DAY, decided_on=DAY, here=True, same_meeting=True)
DAY_AFTER = DAY + timedelta(days=1)


@pytest.mark.req("P11", "D10")
@pytest.mark.parametrize(
    ("paper", "case", "codes"),
    [
        pytest.param(PAPER, CASE, [], id="platform#一文多事 of the same meeting"),
        pytest.param(replace(PAPER, cases=frozenset(), met_on=None), CASE, [], id="put down alone"),
        pytest.param(PAPER, replace(CASE, case=K.ADJUSTMENT), [], id="set up, and adjusted because of it"),
        pytest.param(PAPER, replace(CASE, case=K.APPOINTMENT), ["subject_differs"], id="posts are another subject"),
        pytest.param(replace(PAPER, cases=frozenset({K.APPOINTMENT})), CASE, ["subject_differs"], id="and the reverse"),
        pytest.param(replace(PAPER, kind=DocumentKind.NOTICE), CASE, ["kind_differs"], id="a notice sets up nothing"),
        pytest.param(
            replace(PAPER, kind=DocumentKind.NOTICE, cases=frozenset()), replace(CASE, case=K.APPOINTMENT), [],
            id="a notice gives posts",
        ),
        pytest.param(replace(PAPER, withdrawn=True), CASE, ["paper_withdrawn"], id="void"),
        pytest.param(replace(PAPER, on_paper=False), CASE, ["number_taken"], id="platform#发文 numbered here"),
        pytest.param(PAPER, replace(CASE, here=False, said_on=DAY_AFTER), ["other_office"], id="of another office"),
        pytest.param(PAPER, replace(CASE, said_on=DAY_AFTER), ["day_differs"], id="another day"),
        pytest.param(PAPER, replace(CASE, same_meeting=False), ["meeting_differs"], id="another meeting"),
        pytest.param(PAPER, replace(CASE, decided_on=DAY_AFTER), ["before_meeting"], id="issued before the meeting"),
        pytest.param(PAPER, replace(CASE, decided_on=None), [], id="decided by no meeting"),
        pytest.param(
            replace(PAPER, kind=DocumentKind.NOTICE, withdrawn=True, cases=frozenset({K.ELECTION})),
            replace(CASE, said_on=DAY_AFTER, decided_on=DAY_AFTER, same_meeting=False),
            ["paper_withdrawn", "kind_differs", "subject_differs", "day_differs", "meeting_differs", "before_meeting"],
            id="all at once",
        ),
    ],
)  # fmt: skip
def test_what_one_paper_replies_to(paper: PutDown, case: OneMore, codes: list[str]) -> None:
    assert [one.code for one in may_share(paper, case).objections] == codes

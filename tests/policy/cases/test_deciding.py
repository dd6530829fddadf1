"""Nobody decides on what the same account has sent; what goes back says what is to be mended, field by field."""

from __future__ import annotations

import pytest

from shuniu.policy.cases.deciding import LONGEST, LONGEST_REASON, may_decide, may_return
from shuniu.policy.cases.following import may_finish
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.procedures import PROCEDURES


@pytest.mark.req("D10")
@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=[kind.value for kind in PROCEDURES])
def test_nobody_decides_on_what_the_same_account_has_sent(procedure: object) -> None:
    (found,) = may_decide(procedure, {7, 8}, 8).objections  # type: ignore[arg-type]
    assert (found.code, found.clause) == ("own_case", procedure.clause)  # type: ignore[attr-defined]
    assert all((found.missing, found.fact, found.remedy, found.who))
    assert may_decide(procedure, {7, 8}, 9).allowed and may_decide(procedure, (), 8).allowed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("remarks", "expected"),
    [
        ({}, [("remarks_missing", "")]),
        ({"name": "改"}, []),
        ({"name": "改" * LONGEST}, []),
        ({"name": "改" * (LONGEST + 1)}, [("remark_length", "name")]),
        ({"name": " "}, [("remark_length", "name")]),
        ({"secret": "改"}, [("field_unknown", "secret")]),
        (
            {"name": "", "secret": "改", "full_members": "核对"},
            [("remark_length", "name"), ("field_unknown", "secret")],
        ),
    ],
)
def test_what_goes_back_bears_a_remark_on_a_field(remarks: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert [(one.code, one.field) for one in may_return(FORMATION, remarks).objections] == expected


@pytest.mark.parametrize(
    ("result", "codes"),
    [
        ("已转入", []), ("结" * LONGEST_REASON, []), ("结" * (LONGEST_REASON + 1), ["result_length"]),
        (" ", ["result_missing"]), ("", ["result_missing"]),
    ],
)  # fmt: skip
def test_whoever_finishes_follow_up_work_says_what_came_of_it(result: str, codes: list[str]) -> None:
    assert [one.code for one in may_finish(result).objections] == codes

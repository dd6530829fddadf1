"""Each level opens accounts of the next; nobody gives anything to the own account or beyond the own reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shuniu.policy.accounts.handing_out import HandingOutFacts, may_hand_out
from shuniu.policy.words.accounts import Role

ON = date(2026, 9, 1)
GOOD = HandingOutFacts(
    by=Role.COMMITTEE_CLERK, role=Role.BRANCH_SECRETARY, on=ON, place_in_reach=True, at_unit=False, until=None
)

# Written apart from the table it judges: who gives what.
GIVEN = {
    Role.COMMITTEE_CLERK: {
        Role.COMMITTEE_CLERK,
        Role.JOINT_COMMITTEE_CLERK,
        Role.BRANCH_SECRETARY,
        Role.INSTRUCTOR,
        Role.SUPERVISING_UNIT_CLERK,
        Role.REGISTRY_CLERK,
        Role.ORGANIZATION_CLERK,
    },
    Role.JOINT_COMMITTEE_CLERK: {Role.BRANCH_SECRETARY, Role.ORGANIZATION_CLERK},
    Role.BRANCH_SECRETARY: {Role.ORGANIZATION_CLERK},
    Role.SECURITY_ADMINISTRATOR: set(Role) - {Role.SYSTEM},
}
AT_UNIT = {Role.INSTRUCTOR, Role.SUPERVISING_UNIT_CLERK, Role.REGISTRY_CLERK, Role.ORGANIZATION_CLERK}


@pytest.mark.parametrize("by", list(Role))
@pytest.mark.parametrize("role", list(Role))
def test_handing_out_follows_the_table(by: Role, role: Role) -> None:
    decision = may_hand_out(replace(GOOD, by=by, role=role, at_unit=role in AT_UNIT))
    assert decision.allowed is (role in GIVEN.get(by, set()))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"own_account": True}, "own_account"),
        ({"place_in_reach": False}, "not_in_reach"),
        ({"at_unit": True}, "wrong_place"),
        ({"until": ON}, "ends_before_it_starts"),
        ({"already_held": True}, "already_held"),
        ({"role": Role.SYSTEM}, "role_not_given"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_handing_out_is_refused_with_one_reason(change: dict[str, object], code: str) -> None:
    decision = may_hand_out(replace(GOOD, **change), row=3)  # type: ignore[arg-type]
    assert [one.code for one in decision.objections] == [code]
    assert decision.objections[0].row == 3


def test_handing_out_tells_every_reason_at_once() -> None:
    wrong = replace(
        GOOD, own_account=True, place_in_reach=False, until=date(2026, 1, 1), role=Role.SYSTEM_ADMINISTRATOR
    )
    assert len(may_hand_out(wrong).objections) == 4

"""Of which kind is a Party organization, by its full name?"""

from __future__ import annotations

import re

from shuniu.policy.words import PartyOrganizationKind as Kind

# The longer ending decides first: 总支部委员会 is a general branch, 支部委员会 a branch, 委员会 a committee.
_ENDINGS: tuple[tuple[str, Kind], ...] = (
    (r"临时联合(党)?支部(委员会)?$|联合临时(党)?支部(委员会)?$", Kind.JOINT_TEMPORARY_BRANCH),
    (r"联合(党)?支部(委员会)?$", Kind.JOINT_BRANCH),
    (r"临时(党)?支部(委员会)?$", Kind.TEMPORARY_BRANCH),
    (r"流动党员(党)?支部(委员会)?$", Kind.MOBILE_MEMBER_BRANCH),
    (r"功能(型)?(党)?支部(委员会)?$", Kind.FUNCTIONAL_BRANCH),
    (r"总支(部)?(委员会)?$", Kind.GENERAL_BRANCH),
    (r"支部(委员会)?$", Kind.PARTY_BRANCH),
    (r"党组$", Kind.LEADING_PARTY_GROUP),
    (r"机关(委员会|党委)$", Kind.OFFICE_COMMITTEE),
    (r"(工作委员会|工委)$", Kind.WORK_COMMITTEE),
    (r"综合(委员会|党委)$", Kind.COMPREHENSIVE_COMMITTEE),
    (r"联合(委员会|党委)$", Kind.JOINT_COMMITTEE),
    (r"行业(委员会|党委)$", Kind.INDUSTRY_COMMITTEE),
    (r"(委员会|党委)$", Kind.PRIMARY_COMMITTEE),
)


def kind_of(name: str) -> Kind | None:
    """The kind that the ending of the name says; None where it says nothing."""
    return next((kind for ending, kind in _ENDINGS if re.search(ending, name)), None)

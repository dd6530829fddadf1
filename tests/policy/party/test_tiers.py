"""Three tiers and two lines: refused where they are kept, and only there."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.packs import Figures, LocalValue, load_packs, merged
from shuniu.policy.party.tiers import RELATION, TIERS, PlaceFacts, may_attach, may_stand, tier_of
from shuniu.policy.words import PartyOrganizationKind as Kind

DAY = date(2020, 7, 1)
OWN = [kind for kind in Kind if tier_of(kind) == 3]


def texts(home: str, *adopted: str) -> Figures:
    local = [LocalValue(key=key, period=Period(DAY), decision="党委会决定", adopts=home) for key in adopted]
    return merged(load_packs()[home].chain, DAY, local)


def codes(kind: str, parent: str, figures: Figures | None, **more: bool) -> list[tuple[str, str]]:
    facts = PlaceFacts(name="下级", kind=kind, parent="上级", parent_kind=parent, figures=figures, **more)
    return [(one.code, one.clause.key) for one in may_stand(facts).objections]


KEPT = texts("bj2020", TIERS)
REFUSED = [("tiers", "bj2020#B02")]


@pytest.mark.req("B02")
@pytest.mark.parametrize("own", OWN)
def test_tiers_are_comprehensive_joint_and_own(own: Kind) -> None:
    assert codes(Kind.JOINT_COMMITTEE, Kind.COMPREHENSIVE_COMMITTEE, KEPT) == []
    assert codes(own, Kind.JOINT_COMMITTEE, KEPT) == []
    for head in (Kind.COMPREHENSIVE_COMMITTEE, Kind.JOINT_COMMITTEE):
        assert codes(head, own, KEPT) == REFUSED


@pytest.mark.req("B02")
@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (Kind.JOINT_COMMITTEE, Kind.JOINT_COMMITTEE),
        (Kind.COMPREHENSIVE_COMMITTEE, Kind.JOINT_COMMITTEE),
        (Kind.PARTY_BRANCH, Kind.GENERAL_BRANCH),
        (Kind.GENERAL_BRANCH, Kind.PRIMARY_COMMITTEE),
    ],
)
def test_tiers_a_fourth_one_is_refused(kind: Kind, parent: Kind) -> None:
    assert codes(kind, parent, KEPT) == REFUSED


@pytest.mark.req("B02")
def test_tiers_inside_one_organization_there_may_be_more() -> None:
    assert codes(Kind.PARTY_BRANCH, Kind.PRIMARY_COMMITTEE, KEPT, same_unit=True) == []
    assert codes(Kind.JOINT_COMMITTEE, Kind.JOINT_COMMITTEE, KEPT, same_unit=True) == REFUSED


def test_tiers_of_the_next_administrative_level_are_three_of_their_own() -> None:
    assert codes(Kind.COMPREHENSIVE_COMMITTEE, Kind.COMPREHENSIVE_COMMITTEE, KEPT) == []


def test_tiers_leave_other_trees_and_other_kinds_alone() -> None:
    assert codes(Kind.COMPREHENSIVE_COMMITTEE, Kind.PRIMARY_COMMITTEE, KEPT, outside=True) == []
    assert codes(Kind.PARTY_BRANCH, Kind.INDUSTRY_COMMITTEE, KEPT) == []
    assert codes(Kind.JOINT_COMMITTEE, Kind.WORK_COMMITTEE, KEPT) == []


@pytest.mark.req("B02")
@pytest.mark.parametrize("figures", [None, texts("bj2020"), texts("bj2016"), texts("ah2017"), texts("xy")])
def test_tiers_that_nobody_adopted_refuse_nothing(figures: Figures | None) -> None:
    assert codes(Kind.JOINT_COMMITTEE, Kind.PARTY_BRANCH, figures) == []
    assert not may_attach("某支部", Kind.PARTY_BRANCH, "某会", figures).objections


@pytest.mark.req("B02")
@pytest.mark.parametrize(("kind", "refused"), [(kind, tier_of(kind) == 3) for kind in Kind])
def test_tiers_a_social_organization_attaches_above_the_third(kind: Kind, refused: bool) -> None:
    found = [one.clause.key for one in may_attach("某党组织", kind, "某会", KEPT).objections]
    assert found == (["bj2020#B02"] if refused else [])


@pytest.mark.req("B21")
@pytest.mark.parametrize("line", [Kind.OFFICE_COMMITTEE, Kind.LEADING_PARTY_GROUP])
@pytest.mark.parametrize("outside", [True, False])
def test_lines_of_committee_and_supervisors_are_peers(line: Kind, outside: bool) -> None:
    kept, peers = texts("ah2017", RELATION), [("peers", "ah2017#B21")]
    assert codes(line, Kind.COMPREHENSIVE_COMMITTEE, kept, outside=outside) == peers
    assert codes(Kind.COMPREHENSIVE_COMMITTEE, line, kept, outside=outside) == peers
    assert codes(Kind.PARTY_BRANCH, line, kept, outside=outside) == []
    assert codes(Kind.COMPREHENSIVE_COMMITTEE, Kind.LOCAL_COMMITTEE, kept, outside=outside) == []
    assert codes(line, Kind.COMPREHENSIVE_COMMITTEE, texts("ah2017"), outside=outside) == []

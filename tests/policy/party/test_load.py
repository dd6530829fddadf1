"""Does a joint committee warn when it carries too many or too few organizations?"""

from datetime import date

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.packs import LocalValue, load_packs, merged
from shuniu.policy.party.load import LoadState, judge_load, mergeable

CHAIN = load_packs()["bj2020"].chain
DAY = date(2020, 7, 1)
BJ2020 = merged(CHAIN, DAY)
TOLERANT = merged(
    CHAIN,
    DAY,
    [
        LocalValue(
            key="structure.joint_committee_load_tolerance", period=Period(date(2020, 1, 1)), decision="决定", value=5
        )
    ],
)


@pytest.mark.parametrize(
    ("organizations", "state"),
    [
        pytest.param(58, LoadState.OVER, id="bj2020#B06-58-fixture-15"),
        pytest.param(51, LoadState.OVER, id="bj2020#B06-51"),
        pytest.param(50, LoadState.WITHIN, id="bj2020#B06-50"),
        pytest.param(49, LoadState.UNDER, id="bj2020#B06-49"),
    ],
)
@pytest.mark.req("B06")
def test_load_warns_beside_the_target(organizations: int, state: LoadState) -> None:
    load = judge_load(organizations, BJ2020)
    assert (load.state, load.warns, load.clause.key) == (state, state is not LoadState.WITHIN, "bj2020#B06")


def test_load_suggests_a_split_that_fits() -> None:
    assert "超出8家，可调出8家，或分设2个（每个约29家）" in judge_load(58, BJ2020).sentence
    assert "分设3个" in judge_load(101, BJ2020).sentence


def test_load_an_office_decides_how_far_a_committee_may_deviate() -> None:
    assert not judge_load(55, TOLERANT).warns and judge_load(56, TOLERANT).warns
    assert not judge_load(45, TOLERANT).warns and judge_load(44, TOLERANT).warns


def test_load_suggests_merging_only_what_stays_within_the_target() -> None:
    assert mergeable({"甲": 20, "乙": 30, "丙": 25}, BJ2020) == [("丙", "甲"), ("乙", "甲")]

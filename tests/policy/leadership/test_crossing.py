"""双向进入、交叉任职: who is in the management by the text, and what is counted of Party organizations."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.policy.leadership.crossing import WANTED, Crossing, crossing_of, management, together
from shuniu.policy.measures.crossing import CROSSING
from shuniu.policy.members.secretary import MANAGERS
from shuniu.policy.packs import load_packs, merged

ON = date(2026, 6, 1)
BEIJING, ANHUI = (merged(load_packs()[key].chain, ON) for key in ("bj2020", "ah2017"))


@pytest.mark.req("Q01", "D16")
@pytest.mark.parametrize(
    ("position", "counted"),
    [
        pytest.param("会长", True, id="ah2017#D16 president"),
        pytest.param("副秘书长", True, id="ah2017#D16 deputy secretary general"),
        pytest.param("理事、办公室主任", True, id="ah2017#D16 one of two"),
        pytest.param("党支部书记兼秘书长", True, id="ah2017#D16 beside a Party post"),
        pytest.param("秘书", False, id="ah2017#D16 part of a word"),
        pytest.param("名誉会长", False, id="ah2017#D16 honorary"),
        pytest.param("", False, id="ah2017#D16 none"),
    ],
)
def test_the_management_is_what_the_text_lists(position: str, counted: bool) -> None:
    assert management(ANHUI).includes(position) is counted


@pytest.mark.req("Q01")
def test_a_text_that_lists_no_posts_counts_no_managers_and_says_so() -> None:
    found = management(BEIJING)
    assert found.posts is None and found.clause is not None and found.clause.key == "bj2016#14"
    assert "原文未明示" in found.silent and not found.includes("会长")
    wanted = BEIJING.stated(WANTED)
    assert wanted is not None and wanted.clause.key == "bj2016#8" and ANHUI.stated(WANTED) is None


@pytest.mark.req("Q01")
@pytest.mark.parametrize(
    ("leaders", "managers", "expected"),
    [
        ([], [], Crossing(bodies=1, managers=0, both=0)),
        ([1, 2], [2, 3, 4], Crossing(bodies=1, crossed=1, leaders=2, managers=3, both=1)),
        ([1, 2], [1, 2], Crossing(bodies=1, crossed=1, leaders=2, managers=2, both=2)),
        ([1, 1], [3], Crossing(bodies=1, leaders=1, managers=1, both=0)),
        ([1, 2], None, Crossing(bodies=1, leaders=2)),
    ],
)
def test_both_directions_are_the_same_members(leaders: list[int], managers: list[int], expected: Crossing) -> None:
    assert crossing_of(leaders, managers) == expected


def test_several_add_up_and_what_is_not_known_stays_unknown() -> None:
    one, two = crossing_of([1, 2], [2]), crossing_of([2], [2, 5])
    assert together([one, two]) == Crossing(bodies=2, crossed=2, leaders=3, managers=3, both=2)
    assert together([crossing_of([1], None)]) == Crossing(bodies=1, leaders=1)
    assert together([]) == Crossing(managers=0, both=0)


def test_the_measures_ask_for_the_same_decision() -> None:
    assert {one.decided_key for one in CROSSING} == {MANAGERS}

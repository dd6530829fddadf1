"""Balanced joint committees by the fewest moves, and instructors spread evenly and near."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuniu.kernel.period import Period
from shuniu.policy.formation.planning.assigning import Available, Waiting, assign, limit_of
from shuniu.policy.formation.planning.balancing import Bounds, Carried, JointCommittee, balance, bounds_of
from shuniu.policy.formation.planning.problem import Place
from shuniu.policy.packs import LocalValue, load_packs, merged

DAY = date(2021, 6, 1)
EAST, WEST = Place(region="110101", street="东街"), Place(region="110102", street="西街")


def committee(key: int, load: int, about: str = "", field: str = "科技", place: Place = EAST) -> JointCommittee:
    rows = tuple(Carried(key=key * 1_000 + number, field=field, place=place) for number in range(load))
    return JointCommittee(key=key, about=about, organizations=rows)


def moves(*loads: int, bounds: Bounds) -> int:
    return len(balance([committee(key, load) for key, load in enumerate(loads, start=1)], bounds))


def test_the_target_is_the_text_s_and_the_tolerance_the_office_s() -> None:
    chain = load_packs()["bj2020"].chain
    assert bounds_of(merged(chain, DAY)) == Bounds(50, 50)
    decided = LocalValue(
        key="structure.joint_committee_load_tolerance", period=Period(date(2021, 1, 1)), decision="会议决定", value=5
    )
    assert bounds_of(merged(chain, DAY, [decided])) == Bounds(45, 55)
    assert bounds_of(merged(("national",), DAY)) is None


@pytest.mark.parametrize(
    ("loads", "bounds", "wanted"),
    [
        ((50, 50), Bounds(50, 50), 0),
        ((51, 49), Bounds(50, 50), 1),
        ((60, 40), Bounds(50, 50), 10),
        ((60, 40), Bounds(45, 55), 5),
        ((55, 45), Bounds(45, 55), 0),
        ((56, 45), Bounds(45, 55), 1),
        ((60, 60), Bounds(45, 55), 0),
        ((70, 50, 30), Bounds(45, 55), 15),
        ((80,), Bounds(45, 55), 0),
        ((), Bounds(45, 55), 0),
        ((58, 40, 40), Bounds(45, 55), 10),
    ],
)
def test_as_few_moves_as_there_must_be(loads: tuple[int, ...], bounds: Bounds, wanted: int) -> None:
    assert moves(*loads, bounds=bounds) == wanted


@given(st.lists(st.integers(0, 90), max_size=8), st.integers(0, 10))
def test_nobody_is_made_worse_and_no_move_is_in_vain(loads: list[int], margin: int) -> None:
    bounds = Bounds(50 - margin, 50 + margin)
    rows = [committee(key, load) for key, load in enumerate(loads, start=1)]
    found = balance(rows, bounds)
    after = {one.key: one.load for one in rows}
    for one in found:
        after[one.giver] -= 1
        after[one.receiver] += 1
    over = sum(max(0, load - bounds.most) for load in loads)
    under = sum(max(0, bounds.least - load) for load in loads)
    assert len(found) <= max(over, under) and len({one.organization for one in found}) == len(found)
    for one in rows:
        low, high = sorted((one.load, after[one.key]))
        assert bounds.least <= after[one.key] <= bounds.most or low >= bounds.most or high <= bounds.least
    if sum(loads) in range(len(loads) * bounds.least, len(loads) * bounds.most + 1):
        assert all(bounds.least <= load <= bounds.most for load in after.values())
        assert len(found) == max(over, under)


def test_whoever_fits_the_receiver_s_field_goes_first() -> None:
    giver = JointCommittee(
        key=1,
        about="科技",
        organizations=tuple(Carried(key=key, field="教育" if key == 7 else "科技", place=EAST) for key in range(1, 12)),
    )
    (one,) = balance([giver, committee(2, 9, about="教育", field="教育", place=WEST)], Bounds(10, 10))
    assert (one.organization, one.giver, one.receiver, one.fits) == (7, 1, 2, True)


@pytest.mark.req("D25")
def test_instructors_are_sent_evenly_near_and_to_those_put_first() -> None:
    waiting = [Waiting(key=1, place=WEST), Waiting(key=2, place=EAST), Waiting(key=3, place=EAST, priority=True)]
    found = assign(waiting, [Available(key=7, sent=(EAST,)), Available(key=8, sent=(WEST,))], None)
    assert [(one.instructor, set(one.organizations), one.together) for one in found] == [
        (7, {3}, 2),
        (8, {1, 2}, 3),
    ] or [(one.instructor, set(one.organizations), one.together) for one in found] == [(7, {3, 2}, 3), (8, {1}, 2)]
    assert (
        assign(list(reversed(waiting)), [Available(key=8, sent=(WEST,)), Available(key=7, sent=(EAST,))], None) == found
    )


def test_a_number_the_office_decided_is_kept() -> None:
    chain = load_packs()["ah2017"].chain
    assert limit_of(merged(chain, date(2018, 1, 1))) is None, "原文未明示"
    decided = LocalValue(
        key="instructor.organizations_max", period=Period(date(2018, 1, 1)), decision="会议决定", value=3
    )
    limit = limit_of(merged(chain, date(2018, 6, 1), [decided]))
    waiting = [Waiting(key=key, place=EAST) for key in range(10)]
    found = assign(waiting, [Available(key=7, sent=(EAST,)), Available(key=8)], limit)
    assert [one.together for one in found] == [3, 3] and sum(len(one.organizations) for one in found) == 5
    assert assign(waiting, [], None) == []


def test_the_same_rows_give_the_same_answer() -> None:
    rows = [committee(key, load, field=f"领域{key % 3}") for key, load in enumerate((70, 20, 61, 44), start=1)]
    assert balance(rows, Bounds(45, 55)) == balance(Random(1).sample(rows, 4), Bounds(45, 55))

"""The planner: what it proposes for whom, within which limits, never worse than the baseline, always the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ground.sizes import sample
from tests.policy.formation.hard_rows import SHAPES
from tests.policy.formation.invented_rows import register

from shuniu.policy.formation.planning import Branch, Limits, Organization, Problem, limits_of, propose, solving
from shuniu.policy.formation.planning.problem import Place, distance
from shuniu.policy.formation.planning.proposals import Proposal, ProposalKind, broken
from shuniu.policy.packs import load_packs, merged

K = ProposalKind
BJ = limits_of(merged(load_packs()["bj2016"].chain, date(2019, 6, 1)))
XY = limits_of(merged(load_packs()["xy"].chain, date(2019, 6, 1)))
HERE, NEXT, OTHER = (Place(region="110101", street=name) for name in ("东街", "西街", ""))
AWAY, FAR = Place(region="110105", street="东街"), Place(region="320101", street="东街")


def organization(key: int, members: int | None, place: Place = HERE, **more: Any) -> Organization:
    values = {"node": 1, "field": "科技", "eligible": None if members is None else members >= 3} | more
    return Organization(key=key, members=members, place=place, **values)


def branch(key: int, *, members: int = 5, units: int = 1, joint: bool = True, place: Place = HERE) -> Branch:
    return Branch(key=key, node=1, field="科技", place=place, members=members, units=units, joint=joint)


def told(rows: list[Organization], *branches: Branch, limits: Limits = BJ, solver: bool = True) -> list[Any]:
    found = propose(Problem(rows, branches), limits, solver=solver).best
    return [(one.kind, set(one.units), one.branch) for one in found.proposals]


def test_the_limits_are_those_of_the_texts() -> None:
    assert (BJ.threshold, BJ.units_max, BJ.members_max) == (3, 5, 50)
    assert (BJ.joint, BJ.affiliated, BJ.instructor) == (True, False, True)
    assert XY.affiliated
    assert BJ.clauses["formation.joint_branch_units_max"].key == "national#支部条例4"
    before = limits_of(merged(("national",), date(2017, 1, 1)))
    assert (before.units_max, before.members_max, before.instructor) == (None, None, True)


@pytest.mark.parametrize(
    ("one", "other", "way"),
    [
        (HERE, HERE, 0), (HERE, NEXT, 1), (OTHER, OTHER, 1), (HERE, AWAY, 2), (HERE, FAR, 3),
        (HERE, Place(), 3), (Place(region="1101"), Place(region="110101"), 2),
    ],
)  # fmt: skip
def test_near_is_a_street_then_a_district_then_a_city(one: Place, other: Place, way: int) -> None:
    assert distance(one, other) == distance(other, one) == way


@pytest.mark.req("D07", "D08")
@pytest.mark.parametrize("solver", [False, True])
@pytest.mark.parametrize(
    ("rows", "branches", "limits", "wanted"),
    [
        pytest.param([organization(1, 3)], [], BJ, [(K.SEPARATE, {1}, None)], id="bj2016#6-reaches-it-alone"),
        pytest.param([organization(1, 1), organization(2, 2)], [], BJ, [(K.JOINT, {1, 2}, None)], id="1+2"),
        pytest.param([organization(1, 1), organization(2, 1)], [], BJ,
                     [(K.INSTRUCTOR, {1}, None), (K.INSTRUCTOR, {2}, None)], id="1+1-too-few"),
        pytest.param([organization(key, 1) for key in (1, 2, 3)], [], BJ, [(K.JOINT, {1, 2, 3}, None)], id="1+1+1"),
        pytest.param([organization(key, 1) for key in range(1, 6)], [], BJ, [(K.JOINT, {1, 2, 3, 4, 5}, None)],
                     id="national#支部条例4-5-units"),
        pytest.param([organization(1, 1), organization(2, 2, field="教育")], [], BJ,
                     [(K.INSTRUCTOR, {1}, None), (K.INSTRUCTOR, {2}, None)], id="ah2017#D08-another-field"),
        pytest.param([organization(1, 1), organization(2, 2, FAR)], [], BJ,
                     [(K.INSTRUCTOR, {1}, None), (K.INSTRUCTOR, {2}, None)], id="bj2016#6-not-near"),
        pytest.param([organization(1, 1), organization(2, 2, node=2)], [], BJ,
                     [(K.INSTRUCTOR, {1}, None), (K.INSTRUCTOR, {2}, None)], id="under-another-committee"),
        pytest.param([organization(1, 1), organization(2, 2, AWAY)], [], BJ, [(K.JOINT, {1, 2}, None)], id="same-city"),
        pytest.param([organization(1, 0)], [branch(7)], BJ, [(K.INSTRUCTOR, {1}, None)], id="nobody-to-join-with"),
        pytest.param([organization(1, 1)], [branch(7, units=4)], BJ, [(K.ATTACH, {1}, 7)], id="room-for-one"),
        pytest.param([organization(1, 1)], [branch(7, units=5)], BJ, [(K.INSTRUCTOR, {1}, None)], id="five-already"),
        pytest.param([organization(1, 1)], [branch(7, members=49)], BJ, [(K.ATTACH, {1}, 7)], id="49+1"),
        pytest.param([organization(1, 1)], [branch(7, members=50)], BJ, [(K.INSTRUCTOR, {1}, None)], id="50+1"),
        pytest.param([organization(1, 1)], [branch(7, joint=False)], BJ, [(K.INSTRUCTOR, {1}, None)],
                     id="bj2016#6-no-affiliation"),
        pytest.param([organization(1, 1)], [branch(7, joint=False, units=9)], XY, [(K.ATTACH, {1}, 7)], id="xy#D04"),
        pytest.param([organization(1, 1)], [branch(7, place=AWAY), branch(8, place=NEXT)], BJ, [(K.ATTACH, {1}, 8)],
                     id="the-nearer-one"),
        pytest.param([organization(1, 0, work_covered=True)], [], BJ, [], id="work-covered-already"),
        pytest.param([organization(1, None)], [], BJ, [], id="members-not-known"),
    ],
)  # fmt: skip
def test_what_is_proposed(
    rows: list[Organization], branches: list[Branch], limits: Limits, wanted: list[Any], solver: bool
) -> None:
    assert told(rows, *branches, limits=limits, solver=solver) == wanted


@pytest.mark.req("D25")
def test_those_the_text_puts_first_come_first() -> None:
    rows = [
        organization(1, 3),
        organization(2, 4, priority=True),
        organization(3, 0),
        organization(4, 0, priority=True),
    ]
    assert [one[1] for one in told(rows)] == [{2}, {1}, {4}, {3}]


def test_whoever_cannot_be_planned_for_is_told() -> None:
    rows = [organization(1, None), organization(2, 0, work_covered=True), organization(3, 3)]
    found = propose(Problem(rows), BJ, solver=False).best
    assert (found.unknown, found.left, found.covered()) == ((1,), (2,), {3})


def test_the_solver_covers_what_the_baseline_leaves() -> None:
    """Two and two within reach of one one each; who comes first takes the nearest, and two are left alone."""
    rows = [organization(1, 2), organization(2, 2), organization(3, 1, NEXT), organization(4, 1, NEXT)]
    best, baseline = propose(Problem(rows), BJ, solver=True)
    assert best.covered() == {1, 2, 3, 4} and best.worth(4) <= baseline.worth(4)


def test_small_joint_branches_are_better_than_large_ones() -> None:
    rows = [organization(key, members) for key, members in enumerate((2, 1, 2, 1), start=1)]
    joint = [one for one in propose(Problem(rows), BJ, solver=True).best.proposals if one.kind is K.JOINT]
    assert [len(one.units) for one in joint] == [2, 2]


rows_of_a_component = st.lists(
    st.tuples(st.sampled_from([0, 1, 1, 2]), st.sampled_from([HERE, NEXT, OTHER, AWAY, FAR]), st.booleans()),
    min_size=1,
    max_size=22,
)
branches_of_a_component = st.lists(
    st.tuples(st.sampled_from([3, 49, 50]), st.sampled_from([1, 4, 5]), st.booleans(), st.sampled_from([HERE, AWAY])),
    max_size=3,
)


@settings(max_examples=sample(60, full=2_000), deadline=None)
@given(rows_of_a_component, branches_of_a_component, st.sampled_from([BJ, XY]))
def test_limits_are_never_broken_and_the_baseline_never_beaten_by_its_successor(
    rows: list[tuple[int, Place, bool]], branches: list[tuple[int, int, bool, Place]], limits: Limits
) -> None:
    problem = Problem(
        [organization(key, members, place, work_covered=covered) for key, (members, place, covered) in enumerate(rows)],
        [
            branch(key, members=members, units=units, joint=joint, place=place)
            for key, (members, units, joint, place) in enumerate(branches)
        ],
    )
    best, baseline = propose(problem, limits, solver=True)
    assert list(broken(best, problem, limits)) == [] and list(broken(baseline, problem, limits)) == []
    assert best.worth(len(rows)) <= baseline.worth(len(rows))
    shuffled = Problem(Random(3).sample(list(problem.organizations), len(rows)), problem.branches)
    assert propose(shuffled, limits, solver=True).best == best


def test_a_register_keeps_the_limits() -> None:
    problem = register(sample(300, full=3_000))
    best, baseline = propose(problem, XY, solver=True)
    assert list(broken(best, problem, XY)) == [] and best.worth(10_000) <= baseline.worth(10_000)
    assert best.solved and not baseline.solved


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_a_register_is_answered_worse_than_by_the_baseline(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All in one place, all far apart, nothing to choose by, nobody with a member, nobody to send."""
    monkeypatch.setattr(solving, "EFFORT", sample(0.1, full=solving.EFFORT))
    problem, limits = SHAPES[shape](sample(90, full=3_000)), replace(BJ, instructor=shape != "nobody")
    best, baseline = propose(problem, limits, solver=True)
    assert list(broken(best, problem, limits)) == []
    assert best.worth(10_000) <= baseline.worth(10_000)


def test_a_branch_gives_its_room_once_however_a_district_is_taken_apart() -> None:
    """Thirty streets are asked eight at a time; a branch of another street goes into one part."""
    streets = [Place(region="110101", street=f"第{key:02d}街道") for key in range(30)]
    rows = [organization(key, 1, place) for key, place in enumerate(streets, start=1)]
    there = [branch(1, units=4, place=place) for place in (Place(region="110101", street="阿街道"),)]
    (component,) = solving.components_of(Problem(rows, there), BJ)
    parts = list(solving._parts(component))
    assert [len(one.organizations) for one in parts] == [8, 8, 8, 6]
    assert sum(len(one.branches) for one in parts) == 1
    best = propose(Problem(rows, there), BJ, solver=True).best
    assert sum(one.branch == 1 for one in best.proposals) <= 1


def test_the_solver_is_not_asked_where_nothing_is_better(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(solving, "solve", asked)
    alone = [organization(1, 2), organization(2, 1, FAR)]
    assert not propose(Problem(alone), BJ, solver=True).best.covered()
    pair = [organization(1, 2), organization(2, 1)]
    assert propose(Problem(pair), BJ, solver=True).best.covered() == {1, 2}
    with pytest.raises(AssertionError):
        propose(Problem([*pair, organization(3, 2), organization(4, 2, NEXT)]), BJ, solver=True)


def test_other_numbers_than_the_texts_leave_it_to_the_baseline() -> None:
    """The solver counts by ones and twos, which only holds where the standard is three."""
    five = replace(BJ, threshold=5)
    best, baseline = propose(register(100), five, solver=True)
    assert best == baseline and not best.solved


@pytest.mark.parametrize(
    ("proposal", "said"),
    [
        pytest.param(Proposal(kind=K.JOINT, units=(1, 2)), "合起来达到标准", id="1+1"),
        pytest.param(Proposal(kind=K.JOINT, units=(1, 3), farthest=3), "同一市", id="far"),
        pytest.param(Proposal(kind=K.SEPARATE, units=(1,)), "单独组建的达到标准", id="alone"),
        pytest.param(Proposal(kind=K.INSTRUCTOR, units=(4,)), "不以指导员代替", id="instructor-instead"),
        pytest.param(Proposal(kind=K.ATTACH, units=(1,), branch=7), "已有党组织容得下", id="full-branch"),
    ],
)
def test_a_broken_limit_is_noticed(proposal: Proposal, said: str) -> None:
    """Planted: the check of the checks."""
    rows = [organization(1, 1), organization(2, 1), organization(3, 2, FAR), organization(4, 3)]
    problem = Problem(rows, [branch(7, units=5)])
    from shuniu.policy.formation.planning import Solution

    rest = tuple(one.key for one in rows if one.key not in proposal.units)
    found = list(broken(Solution(proposals=(proposal,), left=rest), problem, BJ))
    assert any(said in one for one in found)

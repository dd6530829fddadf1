"""What the law says of adjustments (L21, D20–D23), with every boundary; each case names its clause."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.kernel.decision import Objection
from shuniu.kernel.period import Period
from shuniu.policy.formation.adjusting import AdjustmentFacts, judge_adjustment, may_adjust
from shuniu.policy.formation.adjusting_parts import PartFacts
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT, FIELDS, OF_TOPIC
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.packs.merging import LocalValue, merged
from shuniu.policy.party.moving import TREE
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.policy.words.cases import CaseState, Verb

ON = date(2020, 7, 1)
BEIJING, XIAOYI = ("bj2020", "bj2016", "bj2015", "national"), ("xy", "national")
NAME = "中共澄川市科技联合支部委员会"


def facts(topic: Topic, filed: dict[str, Any] | None = None, **more: Any) -> AdjustmentFacts:
    given: dict[str, Any] = {
        "topic": topic,
        "filed": {"grounds": "便于开展活动", **(filed or {})},
        "name": NAME,
        "kind": "joint_branch",
        "superior": "联合党委",
        "full": 12,
        "members": 14,
        "units": 4,
    }
    return AdjustmentFacts(**{**given, **more})


def part(full: int = 3, *, units: int = 1, members: int | None = None, **more: Any) -> PartFacts:
    joint = units > 1
    given: dict[str, Any] = {
        "name": f"中共新{'联合' if joint else ''}支部委员会",
        "kind": "joint_branch" if joint else "party_branch",
        "units": tuple(range(1, units + 1)),
        "full": full,
        "members": full if members is None else members,
    }
    return PartFacts(**{**given, **more})


def codes(told: AdjustmentFacts, chain: tuple[str, ...] = BEIJING) -> list[str]:
    return [one.code for one in judge_adjustment(told, merged(chain, ON)).decision.objections]


def findings(told: AdjustmentFacts, chain: tuple[str, ...] = BEIJING) -> list[str]:
    return [one.code for one in judge_adjustment(told, merged(chain, ON)).findings]


def test_the_steps_are_those_of_formation_without_the_outside_body() -> None:
    outside = {one for one in FORMATION.transitions if CaseState.OUTSIDE in (one.state, one.becomes)}
    assert set(ADJUSTMENT.transitions) == set(FORMATION.transitions) - outside
    assert CaseState.OUTSIDE not in ADJUSTMENT.holders
    assert ADJUSTMENT.transition(CaseState.REVIEWING, Verb.ACCEPT).becomes is CaseState.TO_MEET
    assert set(OF_TOPIC) == set(Topic)
    assert {name for names in OF_TOPIC.values() for name in names} | {"grounds"} == set(FIELDS)


@pytest.mark.req("L21")
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(facts(Topic.RENAME, {"name": "中共科创联合支部委员会"}), [], id="national#支部条例7 renamed"),
        pytest.param(facts(Topic.RENAME), ["name_missing"], id="national#支部条例7 no name"),
        pytest.param(facts(Topic.RENAME, {"name": NAME}), ["name_same"], id="national#支部条例7 the same name"),
        pytest.param(facts(Topic.RENAME, {"name": "中共科创支部委员会"}), ["name_differs"],
                     id="national#支部条例7 a name of another kind"),
        pytest.param(facts(Topic.RENAME, {"name": "甲" * 120}), [], id="platform the longest name"),
        pytest.param(facts(Topic.RENAME, {"name": "甲" * 121}), ["name_length"], id="platform too long"),
        pytest.param(facts(Topic.MERGE, {"into": 7}), [], id="national#支部条例7 merged"),
        pytest.param(facts(Topic.MERGE), ["into_missing"], id="national#支部条例7 into none"),
        pytest.param(facts(Topic.REATTACH, {"parent": 7}), [], id="national#支部条例7 attached elsewhere"),
        pytest.param(facts(Topic.REATTACH), ["parent_missing"], id="national#支部条例7 nowhere"),
        pytest.param(facts(Topic.DISSOLVE, {"receiver": 7}), [], id="national#党章8 members have gone on"),
        pytest.param(facts(Topic.DISSOLVE), ["receiver_missing"], id="national#党章8 members without a place"),
        pytest.param(facts(Topic.DISSOLVE, members=0), [], id="national#党章8 nobody is held there"),
        pytest.param(facts(Topic.RENAME, {"grounds": " "}, name="", superior=""),
                     ["absent", "no_superior", "grounds_missing", "name_missing"], id="everything at once"),
        pytest.param(facts(Topic.MERGE, {"into": 7}, elsewhere=("更名",)), ["adjusted_elsewhere"],
                     id="platform#调整 one at a time"),
    ],
)  # fmt: skip
def test_plain_adjustments(told: AdjustmentFacts, expected: list[str]) -> None:
    assert codes(told) == expected
    assert {one.code for one in may_adjust(told).objections} <= set(expected)


def test_what_the_ordinary_acts_have_against_it_comes_along() -> None:
    circle = Objection(
        clause=TREE, code="circle", missing="不能划到自己的下级之下。", fact="在其下", remedy="另选", who="综合党委"
    )
    assert codes(facts(Topic.REATTACH, {"parent": 7}, against=(circle,))) == ["circle"]


RAISED = {"kind": "general_branch", "name": "中共澄川市科技总支部委员会"}


@pytest.mark.req("L21", "D01")
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(facts(Topic.RANK, RAISED, full=50, members=50), [], id="practice: fifty make a general branch"),
        pytest.param(facts(Topic.RANK, RAISED, full=49, members=60), ["kind_too_large"], id="practice: forty-nine"),
        pytest.param(facts(Topic.RANK, {**RAISED, "exception_grounds": "工作需要"}, full=9), [],
                     id="practice: fewer with a reason"),
        pytest.param(facts(Topic.RANK, {"kind": "primary_committee", "name": "中共澄川市科技委员会"}, full=100), [],
                     id="practice: a hundred make a committee"),
        pytest.param(facts(Topic.RANK, {"kind": "primary_committee", "name": "中共澄川市科技委员会"}, full=99),
                     ["kind_too_large"], id="practice: ninety-nine"),
        pytest.param(facts(Topic.RANK, {"name": "中共甲总支部委员会"}), ["kind_missing"], id="no kind"),
        pytest.param(facts(Topic.RANK, {"kind": "joint_committee"}), ["kind_missing"], id="no kind of their own"),
        pytest.param(facts(Topic.RANK, {"kind": "joint_branch"}), ["kind_same"], id="the same kind"),
        pytest.param(facts(Topic.RANK, {"kind": "general_branch"}, full=60), ["name_differs"], id="the old name stays"),
        pytest.param(facts(Topic.RANK, RAISED, full=60, parts=(part(3), part(3, name="中共又支部"))), [],
                     id="national#支部条例4 branches below"),
        pytest.param(facts(Topic.RANK, RAISED, full=60, parts=(part(2),)), ["part_too_few"],
                     id="national#支部条例4 two are too few"),
        pytest.param(
            facts(Topic.RANK, {"kind": "party_branch", "name": "中共甲支部委员会"}, parts=(part(3),)),
            ["parts_below_branch"], id="nothing stands below a branch"),
    ],
)  # fmt: skip
def test_raised_by_size(told: AdjustmentFacts, expected: list[str]) -> None:
    assert codes(told) == expected


@pytest.mark.req("L21")
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(facts(Topic.SPLIT, parts=(part(3),)), [], id="national#支部条例4 three of one organization"),
        pytest.param(facts(Topic.SPLIT, parts=(part(3, units=2),)), [], id="national#支部条例4 a joint one of two"),
        pytest.param(facts(Topic.SPLIT), ["parts_missing"], id="none"),
        pytest.param(facts(Topic.SPLIT, parts=(part(2),)), ["part_too_few"], id="national#支部条例4 two"),
        pytest.param(facts(Topic.SPLIT, parts=(part(3, units=5),)), [], id="national#支部条例4 five organizations"),
        pytest.param(facts(Topic.SPLIT, parts=(part(3, units=6),)), ["part_units_many"], id="national#支部条例4 six"),
        pytest.param(facts(Topic.SPLIT, {"exception_grounds": "同一园区"}, parts=(part(3, units=6),)), [],
                     id="national#支部条例4 six with a reason"),
        pytest.param(facts(Topic.SPLIT, parts=(part(50),)), [], id="national#支部条例4 fifty members"),
        pytest.param(facts(Topic.SPLIT, parts=(part(50, members=51),)), ["part_members_many"],
                     id="national#支部条例4 fifty-one members"),
        pytest.param(facts(Topic.SPLIT, parts=(part(3, units=2, kind="party_branch", name="中共甲支部委员会"),)),
                     ["part_joint"], id="two make a joint one"),
        pytest.param(facts(Topic.SPLIT, parts=(part(3, kind="general_branch", name="中共甲总支"),)), ["part_kind"],
                     id="only branches"),
        pytest.param(facts(Topic.SPLIT, parts=(part(3), part(3))), ["part_named_twice"], id="one name twice"),
        pytest.param(facts(Topic.SPLIT, parts=(part(3, strange_units=1, strange_members=2, twice=True),)),
                     ["part_units", "part_members", "part_twice"], id="only what the source has, once"),
        pytest.param(facts(Topic.SPLIT, {"dissolve": True}, members=6, units=3, parts=(part(3), part(3, units=2))), [],
                     id="national#党章8 everything has a place"),
        pytest.param(facts(Topic.SPLIT, {"dissolve": True}, members=7, units=4, parts=(part(3), part(3, units=2))),
                     ["members_left", "units_left"], id="national#党章8 one member and one organization are left"),
    ],
)  # fmt: skip
def test_split(told: AdjustmentFacts, expected: list[str]) -> None:
    assert codes(told) == expected


@pytest.mark.req("D23")
@pytest.mark.parametrize(
    ("transition", "units", "parts", "expected"),
    [
        pytest.param("joint_to_separate", 2, (1,), [], id="xy#D23 one stays, one goes"),
        pytest.param("joint_to_separate", 4, (1, 2), [], id="xy#D23 one stays of four"),
        pytest.param("joint_to_separate", 3, (1,), ["not_separate"], id="xy#D23 two would stay"),
        pytest.param("joint_to_separate", 2, (2,), ["not_separate"], id="xy#D23 none would stay"),
        pytest.param("joint_to_separate", 1, (), ["not_joint"], id="xy#D23 not a joint one"),
        pytest.param("large_to_small_joint", 6, (2, 2), [], id="xy#D23 two stay of six"),
        pytest.param("large_to_small_joint", 6, (), ["not_smaller"], id="xy#D23 nobody goes"),
        pytest.param("large_to_small_joint", 3, (2,), ["left_alone"], id="xy#D23 one would stay"),
        pytest.param("large_to_small_joint", 4, (2,), [], id="xy#D23 two and two"),
        pytest.param("", 4, (2,), ["transition_missing"], id="xy#D23 not said how"),
    ],
)
def test_joint_ones_develop(transition: str, units: int, parts: tuple[int, ...], expected: list[str]) -> None:
    made = tuple(
        part(3, units=count, name=f"中共第{index}{'联合' if count > 1 else ''}支部委员会")
        for index, count in enumerate(parts)
    )
    told = facts(Topic.EVOLVE, {"transition": transition}, units=units, parts=made)
    assert codes(told, XIAOYI) == expected


@pytest.mark.req("D23")
def test_where_no_text_speaks_of_it_an_office_may_adopt_it() -> None:
    told = facts(Topic.EVOLVE, {"transition": "joint_to_separate"}, units=2, parts=(part(3),))
    assert codes(told) == ["not_open"]
    adopted = LocalValue(key="formation.transitions", period=Period(ON), decision="会议纪要", adopts="xy")
    checked = judge_adjustment(told, merged((*BEIJING, "xy"), ON, [adopted]))
    assert checked.decision.allowed


def test_findings_bar_nothing() -> None:
    assert findings(facts(Topic.DISSOLVE, {"receiver": 7})) == ["coverage_ends"]
    assert findings(facts(Topic.RANK, {**RAISED, "exception_grounds": "工作需要"}, full=9)) == ["kind_too_large"]

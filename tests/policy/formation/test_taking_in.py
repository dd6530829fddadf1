"""May a Party organization take in further organizations? Every boundary, with the clause it stands on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.policy.formation.adjusting import AdjustmentFacts, judge_adjustment, may_adjust
from shuniu.policy.formation.applying import UnitFacts
from shuniu.policy.formation.eligibility import MemberCount
from shuniu.policy.packs.merging import merged
from shuniu.policy.words import MemberBase
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic

ON = date(2020, 7, 1)
COVERED = (("乙支部", False),)
BEIJING, ANHUI, XIAOYI = ("bj2016", "national"), ("ah2017", "national"), ("xy", "national")


def unit(full: int | None = 1, **more: Any) -> UnitFacts:
    counted = MemberCount(base=MemberBase.HEAD_COUNT, as_of=ON, full=full, members=full, source="调查表")
    return UnitFacts(key=1, name="甲学会", counted=counted, **more)


def facts(*taken: UnitFacts, grounds: str = "", **more: Any) -> AdjustmentFacts:
    filed = {"grounds": "便于开展活动", "units": [one.key for one in taken], "exception_grounds": grounds}
    given: dict[str, Any] = {
        "topic": Topic.TAKE_IN, "filed": filed, "name": "中共科技联合支部委员会", "kind": "joint_branch",
        "superior": "联合党委", "full": 12, "members": 14, "units": 3, "taken": taken,
    }  # fmt: skip
    return AdjustmentFacts(**{**given, **more})


@pytest.mark.req("D07", "D08")
@pytest.mark.parametrize(
    ("told", "chain", "expected"),
    [
        pytest.param(facts(unit()), BEIJING, {}, id="national#支部条例7 one more"),
        pytest.param(facts(), BEIJING, {"units_missing": "national#支部条例7"}, id="national#支部条例7 nobody"),
        pytest.param(facts(unit(), unit()), BEIJING, {}, id="national#支部条例4 five"),
        pytest.param(
            facts(unit(), unit(), unit()), BEIJING, {"units_many": "national#支部条例4"}, id="national#支部条例4 six"
        ),
        pytest.param(facts(unit(), unit(), unit(), grounds="同一楼宇"), BEIJING, {}, id="national#支部条例4 reasoned"),
        pytest.param(facts(unit(2), full=48), BEIJING, {}, id="national#支部条例4 fifty"),
        pytest.param(
            facts(unit(3), full=48), BEIJING, {"members_many": "national#支部条例4"}, id="national#支部条例4 more"
        ),
        pytest.param(facts(unit(), kind="party_branch"), XIAOYI, {}, id="xy#D08 affiliated is open"),
        pytest.param(facts(unit(), kind="party_branch"), ANHUI, {"not_joint": "ah2017#D08"}, id="ah2017#D08"),
        pytest.param(
            facts(unit(), kind="general_branch"), BEIJING, {"no_branch": "national#支部条例7"}, id="no branch"
        ),
        pytest.param(facts(unit(covered_by=COVERED)), BEIJING, {"covered_already": "national#支部条例7"}, id="covered"),
        pytest.param(
            facts(unit(open_elsewhere=True)), BEIJING, {"applied_for_elsewhere": "national#支部条例7"}, id="applied for"
        ),
        pytest.param(
            facts(unit(ended="注销")), BEIJING, {"unit_not_registered": "national#支部条例7"}, id="struck off"
        ),
    ],
)
def test_further_organizations(told: AdjustmentFacts, chain: tuple[str, ...], expected: dict[str, str]) -> None:
    found = judge_adjustment(told, merged(chain, ON)).decision.objections
    assert {one.code: one.clause.key for one in found} == expected


@pytest.mark.parametrize(("full", "codes"), [(2, []), (3, ["could_form_its_own"]), (None, [])])
def test_who_reaches_the_standard_could_form_its_own(full: int | None, codes: list[str]) -> None:
    assert [one.code for one in judge_adjustment(facts(unit(full)), merged(BEIJING, ON)).findings] == codes


def test_whether_they_are_free_is_asked_again_when_it_is_carried_out() -> None:
    assert [one.code for one in may_adjust(facts(unit(covered_by=COVERED))).objections] == ["covered_already"]

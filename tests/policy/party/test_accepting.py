"""What does a report change of the one before, and may all of it be reported together?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.policy.party.accepting import following, may_report

FORMED = {"has_party_organization": True, "formation_mode": "separate", "party_organization": "中共甲支部"}
DATED = {"formed_on": date(2018, 3, 1), "formed_precision": "month"}
NOT_FORMED = {"has_party_organization": False, "reason_not_formed": "正式党员不足三名"}
NOTHING_FORMED = {"formation_mode": "", "party_organization": "", "formed_on": None, "formed_precision": ""}


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        pytest.param(NOT_FORMED, {**NOTHING_FORMED, **NOT_FORMED}, id="ah2017#L10-not-formed-ends-the-formation"),
        pytest.param(FORMED, {"reason_not_formed": "", **FORMED}, id="ah2017#L10-formed-ends-the-reason"),
        pytest.param({"instructor": False}, {"instructor": False, "instructor_unit": ""}, id="ah2017#L10-none-sent"),
        pytest.param({"instructor": True}, {"instructor": True}, id="ah2017#L10-sent-says-nothing-of-the-unit"),
        pytest.param({"has_party_organization": None}, {"has_party_organization": None}, id="ah2017#L10-not-answered"),
        pytest.param({"staff": 3}, {"staff": 3}, id="ah2017#L10-not-asked"),
        pytest.param(
            {**FORMED, "reason_not_formed": "正在筹备"},
            {**FORMED, "reason_not_formed": "正在筹备"},
            id="ah2017#L10-what-it-says-itself-stays-said",
        ),
    ],
)
def test_an_answer_ends_what_it_contradicts(said: dict[str, Any], changed: dict[str, Any]) -> None:
    assert following(said) == changed


@pytest.mark.parametrize(
    ("before", "said", "codes"),
    [
        pytest.param({**FORMED, **DATED}, NOT_FORMED, [], id="ah2017#L10-formed-then-not"),
        pytest.param(NOT_FORMED, {**FORMED, **DATED}, [], id="ah2017#L10-not-then-formed"),
        pytest.param(NOT_FORMED, {"party_organization": "中共甲支部"}, ["built_conflict"], id="ah2017#L10-named-after"),
        pytest.param(NOT_FORMED, {"formation_mode": "joint"}, ["built_conflict"], id="ah2017#L10-mode-after"),
        pytest.param(FORMED, {"party_organization": "中共乙支部"}, [], id="ah2017#L10-another-name"),
        pytest.param({}, {"source": ""}, ["source_missing"], id="platform-source"),
        pytest.param({}, {"formation_mode": "alone"}, ["mode_unknown"], id="ah2017#L10-mode"),
    ],
)
def test_the_law_is_asked_about_both_reports_together(
    before: dict[str, Any], said: dict[str, Any], codes: list[str]
) -> None:
    assert [one.code for one in may_report({**before, **following(said)}).objections] == codes

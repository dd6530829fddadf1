"""书记队伍长远规划: three parts by the text, and everything else an office decides itself."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.leadership.secretary_plan import KEYS, UNTIL, PlanDue, secretary_plan
from shuniu.policy.packs import Figures, load_packs, merged
from shuniu.policy.packs.merging import LocalValue

ON = date(2026, 6, 1)


def decided(**values: object) -> Figures:
    local = [
        LocalValue(key=key, period=Period(date(2025, 1, 1), None), decision="会议纪要3号", value=value)  # type: ignore[arg-type]
        for key, value in values.items()
    ]
    return merged(load_packs()["ah2017"].chain, ON, local)


@pytest.mark.req("J08")
def test_the_text_names_three_parts_and_nothing_in_them() -> None:
    plan = secretary_plan(decided(), ON)
    assert plan is not None and plan.clause.key == "ah2017#J08" and plan.due is None
    assert [one.label for one in plan.lines] == ["选", "培", "用", "承办单位", "到哪一年"]
    assert all(not one.said and one.note for one in plan.lines)
    assert secretary_plan(merged(load_packs()["bj2020"].chain, ON), ON) is None


@pytest.mark.req("J08")
@pytest.mark.parametrize(
    ("year", "due"),
    [
        pytest.param(2025, PlanDue.OVER, id="ah2017#J08 last year"),
        pytest.param(2026, PlanDue.THIS_YEAR, id="ah2017#J08 this year"),
        pytest.param(2027, PlanDue.LATER, id="ah2017#J08 next year"),
    ],
)
def test_what_an_office_decided_stands_with_its_decision_and_is_due(year: int, due: PlanDue) -> None:
    plan = secretary_plan(decided(**{UNTIL: year, "secretary.plan_training": "每年集中培训3天"}), ON)
    assert plan is not None and plan.due is due
    told = {one.key: one for one in plan.lines}
    assert told[UNTIL].said == f"{year}年" and set(told) == set(KEYS)
    part = told["secretary.plan_training"]
    assert (part.said, part.decision, part.since) == ("每年集中培训3天", "会议纪要3号", date(2025, 1, 1))

"""A refusal and a deferral say why, by which clauses and what comes next; what is missing is objected to by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from shuniu.kernel.decision import Clause
from shuniu.kernel.period import Period
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.reasoning import (
    MOST_CLAUSES,
    Reasons,
    citable,
    clause_said,
    may_answer,
    may_give_reasons,
    may_put_off,
    reasons_clause,
)
from shuniu.policy.packs import LocalValue, load_packs, merged
from shuniu.policy.words.cases import Verb

DAY = date(2020, 6, 15)
BEFORE = DAY - timedelta(days=1)
CHAIN = load_packs()["ah2017"].chain
TEXTS = citable(merged(CHAIN, DAY))
ASKED = Clause("ah2017#D12")
SAID = Reasons(reason="正式党员不足3名", clauses=("ah2017#D15",), next_steps="转入组织关系后再报")
FULL = "字" * LONGEST_REASON
MANY = tuple(TEXTS)[: MOST_CLAUSES + 1]


@pytest.mark.req("D12")
@pytest.mark.parametrize("verb", [Verb.REFUSE, Verb.DEFER])
@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param({}, [], id="ah2017#D12 all of it"),
        pytest.param({"reason": " "}, [("reason_missing", "reason")], id="ah2017#D12 no reason"),
        pytest.param({"reason": FULL}, [], id="the longest reason"),
        pytest.param({"reason": FULL + "字"}, [("reason_length", "reason")], id="a reason too long"),
        pytest.param({"next_steps": ""}, [("next_steps_missing", "next_steps")], id="ah2017#D12 nothing next"),
        pytest.param({"next_steps": FULL + "字"}, [("next_steps_length", "next_steps")], id="next steps too long"),
        pytest.param({"clauses": ()}, [("clauses_missing", "clauses")], id="ah2017#D12 no clause"),
        pytest.param({"clauses": ("bj2020#B06",)}, [("clause_unknown", "clauses")], id="a text of another place"),
        pytest.param({"clauses": ("national#党章30", "x#y")}, [("clause_unknown", "clauses")], id="one unknown"),
        pytest.param({"clauses": MANY[:-1]}, [], id="as many clauses as may be"),
        pytest.param({"clauses": MANY}, [("clauses_many", "clauses")], id="one clause more"),
        pytest.param(
            {"reason": "", "clauses": (), "next_steps": ""},
            [("reason_missing", "reason"), ("next_steps_missing", "next_steps"), ("clauses_missing", "clauses")],
            id="nothing at all",
        ),
    ],
)
def test_what_is_turned_down_says_all_of_it(verb: Verb, other: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = may_give_reasons(verb, replace(SAID, **other), ASKED, TEXTS).objections
    assert [(one.code, one.field) for one in found] == expected
    assert {one.clause for one in found} <= {ASKED}


@pytest.mark.parametrize("verb", sorted(set(Verb) - {Verb.REFUSE, Verb.DEFER}))
def test_whatever_else_is_done_needs_none_of_it(verb: Verb) -> None:
    assert may_give_reasons(verb, Reasons(), ASKED, {}).allowed
    assert may_put_off(verb, None, DAY).allowed


@pytest.mark.req("D12")
@pytest.mark.parametrize(
    ("verb", "due_on", "expected"),
    [
        (Verb.DEFER, DAY, []), (Verb.DEFER, BEFORE, ["due_before"]), (Verb.DEFER, None, ["due_missing"]),
        (Verb.REFUSE, DAY, []), (Verb.REFUSE, BEFORE, ["due_before"]), (Verb.REFUSE, None, []),
    ],
)  # fmt: skip
def test_a_day_is_not_before_the_decision_and_what_is_put_off_has_one(
    verb: Verb, due_on: date | None, expected: list[str]
) -> None:
    assert [one.code for one in may_put_off(verb, due_on, DAY).objections] == expected


@pytest.mark.parametrize(("due_on", "expected"), [(None, []), (DAY, []), (BEFORE, ["due_over"])])
def test_an_answer_leaves_time(due_on: date | None, expected: list[str]) -> None:
    assert [one.code for one in may_answer(due_on, DAY).objections] == expected


def test_what_may_be_cited_are_the_texts_in_force_there_and_what_the_office_decided() -> None:
    assert TEXTS["national#党章30"] == "《中国共产党章程》第三十条 成立党的基层组织"
    assert "ah2017#D12" in TEXTS and not any(key.startswith("bj") for key in TEXTS)
    own = LocalValue(
        key="formation.joint_branch_units_max", period=Period(DAY, None), decision="党委会第3次会议", value=5
    )
    decided = citable(merged(CHAIN, DAY, [own]))
    assert decided.keys() - TEXTS.keys() == {"local#党委会第3次会议"}
    assert decided["local#党委会第3次会议"] == clause_said("local#党委会第3次会议") == "本级决定：党委会第3次会议"
    assert citable(None) == {}


def test_the_text_that_asks_for_reasons_is_named_where_one_does() -> None:
    own = Clause("platform#试", "试用的程序")
    assert reasons_clause(merged(CHAIN, date(2018, 1, 1)), own).key == "ah2017#D12"
    assert reasons_clause(merged(load_packs()["bj2020"].chain, DAY), own) == own == reasons_clause(None, own)

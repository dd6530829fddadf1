"""Does every value of every text read in Chinese, and can an office decide only what the counter can read?"""

from __future__ import annotations

import json
import re

import pytest

from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Shape, load_packs, vocabulary
from shuniu.policy.packs.deciding import may_decide
from shuniu.policy.packs.readings import TOLD, choices, cited, clause_words, known_items, proposed, said

STATEMENTS = [one for pack in load_packs().values() for one in pack.statements if not one.silent]


def test_no_code_is_left_in_words() -> None:
    left = {said(one.key, one.value) for one in STATEMENTS if re.search(r"[a-z_]{2,}", said(one.key, one.value))}
    assert left == set()


def test_how_exactly_a_number_is_meant_stands_behind_it() -> None:
    headlines = {said(one.key, one.value) for one in STATEMENTS if one.key == "coverage.headline"}
    assert "党的组织和工作覆盖（100%左右）" in headlines


def test_what_is_proposed_can_be_chosen() -> None:
    keys = [key for key in vocabulary() if proposed(key)]
    assert "formation.headcount_base" in keys
    assert all(proposed(key) in choices(key) for key in keys)


@pytest.mark.parametrize(
    ("key", "value", "codes"),
    [
        ("coverage.separate_denominator", "all_organizations", []),
        ("coverage.separate_denominator", "anything", ["value_wrong"]),
        ("formation.headcount_base", "as_reported", []),
        ("formation.headcount_base", "as we like", ["value_wrong"]),
        ("coverage.counted_kinds", ["party_branch", "no_such_kind"], ["value_wrong"]),
        ("instructor.size_threshold", 50, []),
        ("instructor.size_threshold", "50", ["value_wrong"]),
    ],
)
def test_only_readable_values_are_decided(key: str, value: object, codes: list[str]) -> None:
    found = may_decide(key, value, ("会议纪要", ""), None).objections
    assert [one.code for one in found] == codes


def test_a_clause_is_written_as_the_texts_number_theirs() -> None:
    found = may_decide("instructor.size_threshold", 50, ("", "第三条"), None).objections
    assert [(one.code, one.field) for one in found] == [("clause_wrong", "clause")]
    assert may_decide("instructor.size_threshold", 50, ("", "bj2015#G01"), None).allowed


def test_whatever_can_be_decided_can_be_kept() -> None:
    for key, entry in vocabulary().items():
        if key not in TOLD and entry.shape in (Shape.ITEMS, Shape.WORDS):
            json.dumps(list(known_items(key).values()))


def test_rows_of_open_lists_are_known_by_their_label() -> None:
    assert known_items("formation.modes")["挂靠组建"]["key"] == "affiliated"
    assert all(not known_items(key) for key, entry in vocabulary().items() if entry.shape is Shape.WORDS)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("bj2016#6", "扩大党的组织覆盖（京办发〔2016〕27号第6条）"),
        ("ah2017#B20", "谁审批、谁管理（《安徽省社会组织党建工作简报（第5期）》）"),
        ("national#党章30", "《中国共产党章程》第三十条 成立党的基层组织"),
        ("bj2016#99", "bj2016#99"),
        ("nowhere#1", "nowhere#1"),
    ],
)
def test_a_clause_says_of_which_text_it_is(key: str, said: str) -> None:
    assert clause_words(key) == said


def test_a_clause_of_no_text_is_said_by_its_own_title() -> None:
    assert cited(Clause("platform#后续工作", "后续工作：写明结果")) == "后续工作：写明结果"
    assert cited(Clause("bj2016#6", "扩大党的组织覆盖")) == clause_words("bj2016#6")
    assert cited(Clause("nowhere#1")) == "nowhere#1"

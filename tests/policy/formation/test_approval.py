"""The secretary, the standards before approval, who may apply at all, who is urged, and the reply: by clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.policy.formation.application import (
    AH,
    BJ,
    DAY,
    HOST,
    NATIONAL,
    OTHER,
    XY,
    facts,
    found,
    joint,
    judged,
    local,
    objected,
    texts,
)

from shuniu.policy.formation.applying import CandidateFacts, UnitFacts
from shuniu.policy.formation.checking import may_begin
from shuniu.policy.formation.eligibility import MemberCount
from shuniu.policy.formation.replying import ReplyFacts, may_reply
from shuniu.policy.formation.urging import may_urge
from shuniu.policy.packs import Figures, merged
from shuniu.policy.words import MemberBase


@pytest.mark.parametrize(
    ("source", "grounds", "objection", "finding"),
    [
        pytest.param("party_member_head", "", None, None, id="J01-first"),
        pytest.param("management_member", "", "source_skipped", None, id="J02-skips-the-head"),
        pytest.param("management_member", "负责人不是党员", None, "source_skipped", id="J02-said-why"),
        pytest.param("dispatched", "没有合适人选", None, "source_skipped", id="J03-said-why"),
        pytest.param("dispatched", "", "source_skipped", None, id="J03"),
    ],
)
@pytest.mark.req("J01", "J02", "J03")
def test_whoever_skips_a_source_says_why(source: str, grounds: str, objection: str | None, finding: str | None) -> None:
    one = facts(secretary_source=source, skipped_grounds=grounds)
    assert objected(one, BJ) == ({objection: "bj2016#14"} if objection else {})
    assert found(one, BJ).get("source_skipped") == ("bj2016#14" if finding else None)


@pytest.mark.req("J01", "B09")
def test_what_a_report_says_of_joint_committees_is_no_source_of_a_branch() -> None:
    texts = merged(["bj2020", "bj2016", "bj2015", "national"], facts().on)
    assert "secretary_source_not_open" in objected(facts(secretary_source="recommended"), texts)
    assert "source_skipped" in objected(facts(secretary_source="management_member"), texts)


def test_where_the_text_only_lists_sources_any_will_do() -> None:
    assert objected(facts(secretary_source="dispatched"), AH) == {}
    assert "secretary_source_not_open" in objected(facts(secretary_source="relative"), AH)
    assert found(facts(), AH)["secretary_open"] == "ah2017#J04"


@pytest.mark.req("J04", "J06", "J07")
@pytest.mark.parametrize(
    ("source", "more", "codes"),
    [
        ("recruited_retired", {}, {"measure_missing": "ah2017#J06"}),
        ("recruited_retired", {"measure_document": "皖社党〔2017〕5号"}, {}),
        ("middle_management", {}, {"management_unstated": "ah2017#J04"}),
        ("middle_management", {"management_stated": True}, {}),
        ("part_time", {}, {"training_first": "ah2017#J07"}),
        ("part_time", {"trained_on": facts().on.isoformat()}, {}),
        ("part_time", {"trained_on": (facts().on + timedelta(days=1)).isoformat()}, {"training_first": "ah2017#J07"}),
        ("dispatched", {}, {}),
    ],
)
def test_what_a_source_asks_for_is_asked_of_an_application_too(
    source: str, more: dict[str, Any], codes: dict[str, str]
) -> None:
    assert objected(facts(secretary_source=source, **more), AH) == codes


@pytest.mark.parametrize(
    ("since", "objection"),
    [
        pytest.param(date(2018, 6, 1), None, id="a-year-to-the-day"),
        pytest.param(date(2018, 6, 2), "standing", id="a-day-less"),
        pytest.param(None, None, id="the-roll-does-not-say"),
    ],
)
def test_a_year_of_standing_is_general(since: date | None, objection: str | None) -> None:
    candidate = CandidateFacts(full_since=since)
    one = facts(candidate=candidate)
    assert objected(one) == ({objection: "national#支部条例24"} if objection else {})
    assert ("standing_unknown" in found(one)) is (since is None)
    if objection:
        excused = facts(candidate=candidate, exception_grounds="没有其他人选")
        assert objected(excused) == {} and found(excused)["standing"] == "national#支部条例24"


def test_the_candidate_is_a_full_member_whom_the_applicant_may_name() -> None:
    assert set(objected(facts(candidate=CandidateFacts(full_member=False)))) == {"candidate_not_full"}
    assert set(objected(facts(candidate=CandidateFacts(known=False)))) == {"candidate_unknown"}
    elsewhere = facts(candidate=CandidateFacts(full_since=date(2010, 1, 1), secretary_at=("中共白榆学会支部",)))
    assert objected(elsewhere) == {} and "secretary_elsewhere" in found(elsewhere)


DECIDED = texts("ah2017", local("formation.standards", [{"key": "venue", "label": "有活动场所"}]))


@pytest.mark.parametrize(
    ("figures", "approving", "done", "objection", "finding"),
    [
        pytest.param(DECIDED, True, {}, True, False, id="D13-nothing-done"),
        pytest.param(DECIDED, True, {"venue": False}, True, False, id="D13-not-done"),
        pytest.param(DECIDED, True, {"venue": True}, False, False, id="D13-done"),
        pytest.param(DECIDED, False, {}, False, True, id="D13-told-while-applying"),
        pytest.param(AH, True, {}, False, False, id="D13-which-they-are-is-not-stated"),
        pytest.param(XY, True, {}, False, False, id="no-such-gate-in-Xiaoyi"),
    ],
)
@pytest.mark.req("D13")
def test_standards_are_met_before_the_meeting(
    figures: Figures, approving: bool, done: dict[str, bool], objection: bool, finding: bool
) -> None:
    one = facts(approving=approving, checklist=done)
    assert (objected(one, figures).get("standard_missing") == "ah2017#D13") is objection
    assert (found(one, figures).get("standard_open") == "ah2017#D13") is finding


@pytest.mark.req("D13")
def test_which_standards_they_are_is_the_offices_to_decide() -> None:
    """The yearly assessment of a branch is no standard for one that does not exist; what is claimed is looked at."""
    told = {one.code: one.sentence for one in judged(facts(), AH).findings}
    assert "原文未明示" in told["standards_not_stated"] and "年度" not in told["standards_not_stated"]
    claimed = {one.code: one for one in judged(facts(checklist={"venue": True}), DECIDED).findings}
    assert "standards_not_stated" not in claimed
    assert "有活动场所" in claimed["standard_claimed"].sentence and "初审" in claimed["standard_claimed"].sentence
    assert {"standards_not_stated", "standard_claimed"}.isdisjoint(found(facts(checklist={"venue": True}), XY))


COVERED = replace(HOST, covered_by=(("中共联合支部", True),))
ALONE = replace(HOST, covered_by=(("中共阿岚支部", False),))


@pytest.mark.parametrize(
    ("unit", "figures", "mode", "expected"),
    [
        pytest.param(HOST, NATIONAL, "separate", None, id="free"),
        pytest.param(replace(HOST, known=False), NATIONAL, "separate", "unit_not_registered", id="unknown"),
        pytest.param(replace(HOST, ended="已注销"), NATIONAL, "separate", "unit_not_registered", id="struck-off"),
        pytest.param(replace(HOST, open_elsewhere=True), NATIONAL, "separate", "applied_for_elsewhere", id="open"),
        pytest.param(COVERED, NATIONAL, "separate", "covered_already", id="covered"),
        pytest.param(COVERED, XY, "separate", None, id="D23-joint-to-separate"),
        pytest.param(COVERED, XY, "joint", None, id="D23-large-to-small"),
        pytest.param(ALONE, XY, "separate", "covered_already", id="D23-only-who-shares"),
        pytest.param(COVERED, XY, "affiliated", "covered_already", id="D23-no-such-transition"),
    ],
)
def test_who_may_apply(unit: UnitFacts, figures: Figures, mode: str, expected: str | None) -> None:
    one = joint(unit, OTHER) if mode == "joint" else facts((unit,), mode=mode)
    assert [said.code for said in may_begin(one, figures).objections] == ([expected] if expected else [])
    assert ("evolution" in found(one, figures)) is (expected is None and bool(unit.covered_by))


def test_everything_is_said_at_once() -> None:
    one = facts((HOST,), name="", mode="", kind="", full_members=1, relations_in=0, parent="")
    said = {"name_missing", "mode_missing", "kind_missing", "parent_missing", "too_few_members", "relations_elsewhere"}
    assert said <= set(objected(one, BJ))
    for objection in judged(one, BJ).decision.objections:
        assert objection.remedy and objection.who and objection.fact
    assert not objected(facts(grounds="长" * 500))
    assert set(objected(facts(grounds="长" * 501))) == {"grounds_length"}
    assert set(objected(facts(), None)) == {"no_texts"}


def head_count(full: int | None) -> UnitFacts:
    return replace(HOST, counted=MemberCount(base=MemberBase.HEAD_COUNT, as_of=DAY, full=full, members=full))


@pytest.mark.parametrize(
    ("unit", "figures", "expected"),
    [
        pytest.param(head_count(3), BJ, [], id="D09-3"),
        pytest.param(head_count(2), BJ, ["not_eligible"], id="D09-2"),
        pytest.param(HOST, BJ, ["not_eligible"], id="D09-nobody-knows"),
        pytest.param(replace(head_count(3), covered_by=(("支部", False),)), BJ, ["covered_already"], id="covered"),
        pytest.param(replace(head_count(3), open_elsewhere=True), BJ, ["applied_already"], id="applied"),
        pytest.param(head_count(3), AH, ["not_to_be_urged"], id="no-such-text"),
        pytest.param(head_count(3), None, ["not_to_be_urged"], id="no-texts"),
    ],
)
@pytest.mark.req("D09")
def test_who_is_urged(unit: UnitFacts, figures: Figures | None, expected: list[str]) -> None:
    assert [one.code for one in may_urge(unit, figures).objections] == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, []),
        ({"effective_on": date(2019, 5, 31)}, ["effective_before_application"]),
        ({"number": ""}, ["day_without_number"]),
        ({"number": "", "issued_on": None}, []),
        ({"number": "一号"}, ["number_wrong"]),
        ({"issued_on": None}, ["day_missing"]),
        ({"issued_on": date(2018, 12, 31)}, ["year_differs"]),
        ({"outside": True, "number": " "}, ["number_missing"]),
        ({"outside": True, "number": "海街工委9号", "issued_on": None}, []),
        ({"outside": True, "issued_on": DAY}, []),
        ({"outside": True, "issued_on": DAY + timedelta(days=1)}, ["issued_later"]),
    ],
)
def test_the_reply_has_a_number_and_a_day_after_the_application(more: dict[str, Any], expected: list[str]) -> None:
    reply = ReplyFacts(
        **{
            "applied_on": DAY,
            "effective_on": DAY,
            "today": DAY,
            "number": "澄社党〔2019〕1号",
            "issued_on": DAY,
            **more,
        }
    )
    assert [one.code for one in may_reply(reply).objections] == expected


def test_what_the_register_has_against_it_is_said_once() -> None:
    (missing,) = judged(facts(name="")).decision.objections
    assert list(objected(facts(against=(replace(missing, code="name_taken"),)))) == ["name_taken"]
    assert list(objected(facts(name="", against=(missing,)))) == ["name_missing"]

"""Whose leadership is appointed, by which text, and what stands against an appointment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shuniu.policy.leadership.appointing import (
    AppointmentFacts,
    Nominee,
    ReplyFacts,
    appointment_findings,
    may_appoint,
    may_reply,
    mode_of,
)
from shuniu.policy.leadership.appointment import APPOINTMENT, FIELDS
from shuniu.policy.members.secretary import Nomination
from shuniu.policy.packs import merged
from shuniu.policy.words import AppointmentMode, PartyOrganizationKind, PartyPost
from shuniu.policy.words.cases import CaseHolder, CaseState, Verb

ON = date(2026, 6, 1)
BEIJING, ANHUI = merged(("bj2020", "bj2016", "bj2015", "national"), ON), merged(("ah2017", "national"), ON)
JOINT, BRANCH = PartyOrganizationKind.JOINT_COMMITTEE, PartyOrganizationKind.PARTY_BRANCH
TEMPORARY = PartyOrganizationKind.TEMPORARY_BRANCH
SECRETARY = Nominee(person="a", post=PartyPost.SECRETARY, source="internal", state="full", full_since=date(2010, 1, 1))
MEMBER = Nominee(
    person="b", post=PartyPost.COMMITTEE_MEMBER, source="recommended", state="full", full_since=date(2010, 1, 1)
)
APPOINTED, DESIGNATED = AppointmentMode.APPOINTED, AppointmentMode.DESIGNATED

MODES = [
    ("bj2020#B09 a joint committee is appointed", JOINT, BEIJING, True, APPOINTED),
    ("where no text says so it is not", JOINT, ANHUI, True, None),
    ("national#支部条例8 a temporary branch is designated", TEMPORARY, ANHUI, True, DESIGNATED),
    ("a branch elects", BRANCH, BEIJING, True, None),
    ("the first of a new branch may be designated", BRANCH, BEIJING, False, DESIGNATED),
]


@pytest.mark.req("B09")
@pytest.mark.parametrize(("kind", "figures", "led", "mode"), [one[1:] for one in MODES], ids=[one[0] for one in MODES])
def test_how_a_leadership_comes_into_office(kind: Any, figures: Any, led: bool, mode: AppointmentMode | None) -> None:
    assert mode_of(kind, figures, led_before=led) is mode


def nominated(source: str = "internal", **more: Any) -> Nomination:
    return Nomination(source=source, on=ON, **more)


CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("a secretary with the unit", {}, []),
    ("bj2020#B10 without the unit", {"unit": False}, ["secretary_unit_missing"]),
    ("a member alone needs no unit", {"unit": False, "nominees": [MEMBER]}, []),
    ("bj2020#B09 each from a source of its own", {"nominees": [SECRETARY, MEMBER]}, []),
    ("bj2020#B09 no source", {"nominees": [replace(SECRETARY, source="")]}, ["source_missing"]),
    ("bj2020#B09 one of two has none", {"nominees": [SECRETARY, replace(MEMBER, source="")]}, ["source_missing"]),
    ("bj2020#B09 a source of another text", {"nominees": [replace(MEMBER, source="dispatched")]}, ["source_not_open"]),
    ("nobody", {"nominees": []}, ["posts_missing"]),
    ("no superior", {"superior": False}, ["no_superior"]),
    (
        "two secretaries",
        {"nominees": [SECRETARY, Nominee(person="c", post=PartyPost.SECRETARY, source="internal", state="full")]},
        ["two_secretaries"],
    ),
    (
        "one member twice",
        {
            "nominees": [
                SECRETARY,
                Nominee(person="a", post=PartyPost.COMMITTEE_MEMBER, source="internal", state="full"),
            ]
        },
        ["named_twice"],
    ),
    (
        "out of reach",
        {
            "nominees": [Nominee(person="d", post=PartyPost.COMMITTEE_MEMBER, source="internal", known=False)],
            "unit": False,
        },
        ["nominee_unknown"],
    ),
    (
        "national#党章7 probationary",
        {"nominees": [Nominee(person="d", post=PartyPost.COMMITTEE_MEMBER, source="internal", state="probationary")]},
        ["not_full"],
    ),
    ("national#选举条例3 a branch that elects", {"kind": BRANCH, "nominees": [MEMBER]}, ["is_elected"]),
    (
        "bj2016#14 the first secretary of a branch, skipping the head",
        {"kind": BRANCH, "led_before": False, "nomination": nominated("dispatched")},
        ["source_skipped"],
    ),
    ("grounds of the length", {"grounds": "字" * 500}, []),
    ("longer grounds", {"grounds": "字" * 501}, ["grounds_length"]),
    (
        "all at once",
        {"superior": False, "nominees": [replace(SECRETARY, source=""), replace(MEMBER, source="")], "unit": False},
        ["no_superior", "source_missing", "secretary_unit_missing"],
    ),
]


@pytest.mark.req("B09", "B10", "F10")
@pytest.mark.parametrize(("more", "codes"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_an_appointment(more: dict[str, Any], codes: list[str]) -> None:
    values: dict[str, Any] = {
        "name": "联合党委",
        "kind": JOINT,
        "on": ON,
        "nomination": nominated(),
        "nominees": [SECRETARY],
        "unit": True,
    }
    assert [one.code for one in may_appoint(AppointmentFacts(**values | more), BEIJING).objections] == codes


@pytest.mark.req("B09")
def test_whose_source_is_missing_is_told_by_the_place_in_the_list() -> None:
    nominees = [replace(SECRETARY, source=""), MEMBER, replace(MEMBER, person="c", source="")]
    facts = AppointmentFacts(name="联合党委", kind=JOINT, on=ON, nomination=nominated(""), nominees=nominees, unit=True)
    (found,) = may_appoint(facts, BEIJING).objections
    assert found.fact == "第1、3名没有选择" and found.clause.key == "bj2020#B09"


def test_a_short_standing_is_weighed_and_bars_nothing() -> None:
    short = Nominee(person="a", post=PartyPost.SECRETARY, source="internal", state="full", full_since=date(2025, 6, 2))
    facts = AppointmentFacts(name="联合党委", kind=JOINT, on=ON, nomination=nominated(), nominees=[short], unit=True)
    assert [one.code for one in appointment_findings(facts, BEIJING)] == ["standing_short"]
    assert may_appoint(facts, BEIJING).allowed
    # Of whoever is no secretary nothing of the kind is asked.
    member = replace(short, person="b", post=PartyPost.COMMITTEE_MEMBER)
    assert appointment_findings(replace(facts, nominees=[SECRETARY, member]), BEIJING) == []


@pytest.mark.req("P11")
@pytest.mark.parametrize(
    ("number", "issued_on", "effective", "codes"),
    [
        pytest.param("", None, ON, [], id="platform#发文 numbered by the register"),
        pytest.param("", ON, ON, ["day_without_number"], id="platform#发文 a day without a number"),
        pytest.param("综合党委〔2026〕3号", ON, ON, [], id="platform#发文 put down from paper"),
        pytest.param("综合党委〔2026〕3号", None, ON, ["day_missing"], id="platform#发文 paper without a day"),
        pytest.param("综合党委〔2025〕3号", ON, ON, ["year_differs"], id="platform#发文 two years"),
        pytest.param("综合党委（2026）3号", ON, ON, ["number_wrong"], id="national#公文格式-字号 brackets"),
        pytest.param("综合党委〔2026〕03号", ON, ON, ["number_wrong"], id="national#公文格式-字号 zeros"),
        pytest.param("三号", None, ON, ["number_wrong", "day_missing"], id="national#公文格式-字号 neither"),
        pytest.param("", None, date(2026, 5, 31), ["effective_early"], id="bj2020#B09 the day before"),
    ],
)
def test_a_reply(number: str, issued_on: date | None, effective: date, codes: list[str]) -> None:
    facts = ReplyFacts(submitted_on=ON, effective_on=effective, number=number, issued_on=issued_on)
    assert [one.code for one in may_reply(facts).objections] == codes


@pytest.mark.req("B09", "F10")
def test_the_way_of_an_appointment() -> None:
    steps = {(one.state, one.verb): one.becomes for one in APPOINTMENT.transitions}
    way = [
        (CaseState.DRAFT, Verb.SUBMIT),
        (CaseState.REVIEWING, Verb.ACCEPT),
        (CaseState.TO_MEET, Verb.SCHEDULE),
        (CaseState.ON_AGENDA, Verb.APPROVE),
        (CaseState.TO_REPLY, Verb.REPLY),
    ]
    for (state, verb), (then, _) in zip(way, way[1:] + [(CaseState.DONE, Verb.REPLY)], strict=True):
        assert steps[state, verb] is then
    closed = {one.becomes for one in APPOINTMENT.transitions} - set(APPOINTMENT.holders)
    assert closed == {CaseState.DONE, CaseState.REFUSED, CaseState.DROPPED}
    assert APPOINTMENT.holders[CaseState.REVIEWING] is CaseHolder.COMMITTEE and "posts" in FIELDS

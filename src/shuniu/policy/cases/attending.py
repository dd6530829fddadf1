"""主持、列席、请假 of a committee's meeting: by post and number, nobody by name. Do they fit the numbers present?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words import PartyPost
from shuniu.policy.words.meetings import Observer

MEETING = Clause("platform#会议到会", "党委会的主持、列席、请假按职务和人数登记，不登记姓名")
# Who may lead a meeting of the committee: whoever leads the committee.
CHAIRS = tuple(one for one in PartyPost if one.leads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """All of it may be left open: then the minutes say nothing of it. ``chaired_by`` and ``excused`` are posts,
    ``on_leave`` how many had asked for leave; ``observers`` say as what those who sat in did, ``sat_in`` how many."""

    chaired_by: str = ""
    on_leave: int | None = None
    excused: tuple[str, ...] = ()
    sat_in: int | None = None
    observers: tuple[str, ...] = ()


def may_attend(said: Presence, due: int, present: int) -> Decision:
    return Decision(tuple(_attending(said, due, present)))


def _attending(said: Presence, due: int, present: int) -> Iterator[Objection]:
    if said.chaired_by and said.chaired_by not in {one.value for one in CHAIRS}:
        fact = (f"填写为“{said.chaired_by}”", "从班子职务中选择")
        yield _objection("chair_unknown", "主持人应当是班子成员。", fact, "chaired_by")
    if (said.on_leave or 0) > due - present:
        fact = (f"应到 {due} 名，实到 {present} 名，请假 {said.on_leave} 名", "请假的不多于应到减去实到")
        yield _objection("leave_many", "请假人数多于没有到会的人数。", fact, "on_leave")
    if said.excused and not said.on_leave:
        yield _objection(
            "leave_missing", "请填写请假人数。", ("选了请假的职务，没有填人数", "填写人数，或者不选职务"), "on_leave"
        )
    # Of secretaries there is one.
    if said.chaired_by == PartyPost.SECRETARY and said.chaired_by in said.excused:
        fact = (f"{PartyPost(said.chaired_by).label}请假", "改为实际主持的职务")
        yield _objection("chair_absent", "请假的不能主持会议。", fact, "chaired_by")
    if said.observers and not said.sat_in:
        yield _objection(
            "sat_in_missing", "请填写列席人数。", ("选了列席的身份，没有填人数", "填写人数，或者不选身份"), "sat_in"
        )
    if any(one not in set(Observer) for one in said.observers):
        yield _objection(
            "observer_unknown", "列席身份不在所列范围内。", ("有不在其中的", "从所列的身份中选择"), "observers"
        )


def _objection(code: str, missing: str, said: tuple[str, str], field: str) -> Objection:
    return Objection(
        clause=MEETING, code=code, missing=missing, fact=said[0], remedy=said[1], who="会议记录人", field=field
    )

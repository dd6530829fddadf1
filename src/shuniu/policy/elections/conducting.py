"""Who led the meeting that voted, and who counted: may these members have done so?

Scrutineers and tellers are named by the meeting out of those who stand for nothing (选举条例22); who leads it follows
from what meets (选举条例20). What is not put down is told as missing and bars nothing: minutes on paper may be older.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words.elections import Chair, ElectionForm

LEADS, COUNTS = Clause("national#选举条例20"), Clause("national#选举条例22")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """``on_leave`` and ``sat_in`` are numbers; ``scrutineers`` and ``tellers`` are members by their public ids."""

    chaired_by: str = ""
    on_leave: int | None = None
    sat_in: int | None = None
    scrutineers: Sequence[UUID] = ()
    tellers: Sequence[UUID] = ()

    @property
    def named(self) -> list[UUID]:
        return [*self.scrutineers, *self.tellers]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductFacts:
    """``standing``: who stands in this vote, also written in. ``known``: whom the actor may name. ``absent``: how many
    of those due were not there. ``in_committee``: the new committee meets, not the members."""

    said: Conduct
    standing: frozenset[UUID]
    known: frozenset[UUID]
    absent: int
    form: ElectionForm
    in_committee: bool


def may_lead(form: ElectionForm, *, in_committee: bool) -> frozenset[Chair]:
    """党员大会: the committee that leaves office, where there was none the old secretary; of a body that elects for the
    first time no text says it. 代表大会: its presidium. A committee: one of those elected, designated or chosen."""
    if in_committee:
        return frozenset({Chair.MEMBER})
    if form is ElectionForm.DELEGATES:
        return frozenset({Chair.PRESIDIUM})
    return frozenset({Chair.COMMITTEE, Chair.SECRETARY, Chair.OTHER})


def may_conduct(facts: ConductFacts) -> Decision:
    return Decision(tuple(_conducting(facts)))


def _conducting(facts: ConductFacts) -> Iterator[Objection]:
    said = facts.said
    allowed = may_lead(facts.form, in_committee=facts.in_committee)
    if said.chaired_by and said.chaired_by not in {one.value for one in allowed}:
        labels = "、".join(one.label for one in Chair if one in allowed)
        fact = Chair(said.chaired_by).label if said.chaired_by in set(Chair) else said.chaired_by
        yield _objection(LEADS, "chair", "这次会议不由他主持。", (f"填写为{fact}主持", f"由{labels}主持"), "chaired_by")
    if any(one not in facts.known for one in said.named):
        told = ("有人选不在可查阅的党员名册中", "从名单中选择")
        yield _objection(COUNTS, "teller_unknown", "监票人、计票人应当是到会党员。", told, "scrutineers")
    if any(one in facts.standing for one in said.named):
        told = ("有候选人被列为监票人或者计票人", "改由不是候选人的党员担任")
        yield _objection(COUNTS, "scrutineer_stands", "候选人不能担任监票人、计票人。", told, "scrutineers")
    if len(set(said.named)) != len(said.named):
        told = ("有党员同时列为监票人和计票人", "计票人在监票人监督下工作，由不同的党员担任")
        yield _objection(COUNTS, "named_twice", "同一名党员不能既监票又计票。", told, "tellers")
    if (said.on_leave or 0) > facts.absent:
        told = (f"没有到会 {facts.absent} 名，请假 {said.on_leave} 名", "请假的不多于应到会减去实到会")
        yield _objection(LEADS, "leave_many", "请假人数多于没有到会的人数。", told, "on_leave")


def _objection(clause: Clause, code: str, missing: str, said: tuple[str, str], field: str) -> Objection:
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="换届的党组织", field=field
    )

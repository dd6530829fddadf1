"""What does the law know of an application to set up a Party organization, and what can it say about it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.formation.eligibility import MemberCount
from shuniu.policy.formation.steps import RULES
from shuniu.policy.words import PartyOrganizationKind, UnknownWord
from shuniu.policy.words.cases import Consent

APPLICANT, REVIEWER, COMMITTEE = "申请方", "负责的党组织", "审批党组织"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """A social organization that the application is about. ``covered_by``: Party organizations by name, each with
    whether it covers others as well; ``open_elsewhere``: it is named in another open application."""

    key: int
    name: str
    known: bool = True
    ended: str = ""
    subtype: str = ""
    type: str = ""
    field: str = ""
    street: str = ""
    industry_distinct: bool | None = None
    staff: int | None = None
    covered_by: tuple[tuple[str, bool], ...] = ()
    open_elsewhere: bool = False
    counted: MemberCount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFacts:
    """The member proposed as secretary. ``known`` is False where whoever files may not look into that roll."""

    known: bool = True
    full_member: bool = True
    full_since: date | None = None
    secretary_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationFacts:
    """``filed`` as it was filled in, ``units`` with the host first. ``approving``: it is about to go to the meeting.

    ``parent`` is the name of the superior on the day, empty where there is none, ``centre`` that of the body that is
    its host. ``against``: what the register has
    against setting it up. ``consents``: what the further units have said, None where nobody is asked.
    """

    filed: Mapping[str, Any]
    units: tuple[UnitFacts, ...]
    on: date
    candidate: CandidateFacts | None = None
    parent: str = ""
    centre: str = ""
    approving: bool = False
    against: tuple[Objection, ...] = ()
    consents: Mapping[int, Consent | None] | None = None

    def text(self, name: str) -> str:
        return str(self.filed.get(name) or "").strip()

    def count(self, name: str) -> int | None:
        value = self.filed.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    @property
    def mode(self) -> str:
        return self.text("mode")

    @property
    def kind(self) -> PartyOrganizationKind | None:
        try:
            return PartyOrganizationKind(self.text("kind"))
        except (ValueError, UnknownWord):
            return None

    @property
    def excused(self) -> bool:
        """Why it goes beyond what is so in general stands there; the committee weighs it."""
        return bool(self.text("exception_grounds"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to be weighed that bars nothing: what is so in general, left open, or to be seen to afterwards."""

    clause: Clause
    code: str
    sentence: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything the law has to say: what stands against it, and what is to be weighed."""

    decision: Decision
    findings: tuple[Finding, ...] = field(default=())


Said = Iterator[Objection | Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """Something beyond what a text says is so in general (一般)."""

    clause: Clause
    code: str
    rule: str
    fact: str
    field: str


def weighed(facts: FormationFacts, one: Beyond) -> Objection | Finding:
    """No bar, where it is said why: 一般 leaves it to whoever approves."""
    if facts.excused:
        return Finding(
            clause=one.clause, code=one.code, sentence=f"{one.rule}；{one.fact}，已写明理由", field=one.field
        )
    return Objection(
        clause=one.clause,
        code=one.code,
        missing=f"{one.rule}，超出的请写明理由。",
        fact=one.fact,
        remedy="调整到规定之内，或在“超出一般规定的理由”中写明，由审批党组织研究",
        who=APPLICANT,
        field=one.field,
    )


def unfilled(name: str, label: str, *, clause: Clause = RULES, why: str = "") -> Objection:
    return Objection(
        clause=clause,
        code=f"{name}_missing",
        missing=f"请填写{label}。",
        fact=f"{label}为空",
        remedy=why or "补填后再提交",
        who=APPLICANT,
        field=name,
    )

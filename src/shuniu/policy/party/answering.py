"""May a Party organization be put down as responsible for a unit, as covering or as guiding it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words import RegistrationStatus

RESPONSIBLE = Clause("platform#归口", "每家社会组织至多由一个党组织具体负责")
COVERING = Clause("platform#覆盖", "党组织和单位都存在，组织覆盖才成立")
ENDED = frozenset({RegistrationStatus.DEREGISTERED.value, RegistrationStatus.REVOKED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFacts:
    """A relation of a Party organization to a unit from a day on. ``status`` is empty for bodies that are no social
    organization."""

    node: str
    unit: str
    on: date
    node_exists: bool
    unit_known: bool = True
    status: str = ""


def may_answer_for(facts: RelationFacts, row: int | None = None) -> Decision:
    """Responsible (归口): the Party organization exists and the unit is still in the register that day."""
    return Decision.of([_absent(facts, RESPONSIBLE, row), _ended(facts, RESPONSIBLE, row)])


def may_cover(facts: RelationFacts, row: int | None = None) -> Decision:
    """Covered: both exist that day; a branch of another committee is a finding, not an objection."""
    return Decision.of([_absent(facts, COVERING, row), _ended(facts, COVERING, row)])


def _absent(facts: RelationFacts, clause: Clause, row: int | None) -> Objection | None:
    if facts.node_exists:
        return None
    return Objection(
        clause=clause,
        code="party_organization_absent",
        missing=f"“{facts.node}”在{facts.on.isoformat()}并不存在。",
        fact="党组织尚未成立或已经撤销",
        remedy="请改正日期，或选择当日存在的党组织",
        who="登记人",
        field="party_organization",
        row=row,
    )


def _ended(facts: RelationFacts, clause: Clause, row: int | None) -> Objection | None:
    if facts.unit_known and facts.status not in ENDED:
        return None
    fact = f"登记状态为{RegistrationStatus(facts.status).label}" if facts.unit_known else "当日没有登记事项"
    return Objection(
        clause=clause,
        code="unit_ended",
        missing=f"“{facts.unit}”在{facts.on.isoformat()}不在登记之中。",
        fact=fact,
        remedy="请改正日期；登记状态有误的，先更正登记状态",
        who="登记人",
        field="unit",
        row=row,
    )

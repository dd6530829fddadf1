"""How does the proposal of a responsible Party organization read: whom, by which clause, what is lacking?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shuniu.queries.routing import Routing
from shuniu.web.clauses import clause_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """``target`` is empty where nothing can be proposed; then ``remedy`` says what to do."""

    target: str
    relation: str
    clause: str
    explanation: str
    remedy: str
    lacking: Sequence[str]
    marks: Sequence[str]
    alternatives: Sequence[str]
    guided_by: Sequence[str]
    trace: Sequence[tuple[str, str, str]]


def proposal_of(routing: Routing) -> ProposalView:
    law = routing.proposal
    return ProposalView(
        target=routing.target.name if routing.target else "",
        relation=law.relation.label if law is not None and law.relation else "",
        clause=clause_words(routing.clause) if routing.clause else "",
        explanation=law.explanation if law is not None else "",
        remedy=routing.remedy,
        lacking=[one.sentence for one in law.lacking] if law is not None else [],
        marks=law.marks if law is not None else (),
        alternatives=[one.name for one in routing.alternatives],
        guided_by=[f"{one.name}（{kind.label}）" for one, kind in routing.guided_by],
        trace=[(one.label, one.reason, clause_words(one.clause.key)) for one in law.trace] if law is not None else [],
    )

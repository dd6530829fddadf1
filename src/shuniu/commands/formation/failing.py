"""Which clauses may be cited where these cases are not agreed to, and which of them do they fail? Changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from shuniu.access import visible
from shuniu.commands.cases.citing import citable_for
from shuniu.commands.formation.adjusting_law import judged
from shuniu.commands.formation.asking import facts_of, office_for
from shuniu.commands.journal import Act
from shuniu.kernel.decision import Objection
from shuniu.models import Case
from shuniu.policy.formation.checking import check_formation
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Citable:
    """Clauses in words by key: those that the cases fail today first, then all others of the texts."""

    failing: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)


def clauses_to_cite(act: Act, cases: Collection[UUID]) -> Citable:
    """Of the cases among these that the actor reads."""
    mine = visible(Case.objects.filter(uuid__in=cases), act.actor, Action.READ_CASE, named=True)
    rows = list(mine.order_by("pk"))
    texts: dict[str, str] = {}
    for held in citable_for(rows, act.on).values():
        texts |= held
    failed = {one.clause.key for row in rows for one in _against(act, row)}
    return Citable(
        failing={key: words for key, words in texts.items() if key in failed},
        others={key: words for key, words in texts.items() if key not in failed},
    )


def _against(act: Act, row: Case) -> tuple[Objection, ...]:
    """What the law says today of what is filed. Only applications and adjustments are checked against texts."""
    if row.kind == CaseKind.FORMATION and row.unit_id is not None:
        office = office_for(row.filed, act.on, row.law_day, row.committee_id)
        return check_formation(facts_of(act, row.unit_id, row.filed, row, approving=True), office.figures).objections
    if row.kind == CaseKind.ADJUSTMENT and row.party_organization_id is not None:
        topic = AdjustmentTopic(row.topic)
        return judged(act, topic, row.party_organization_id, row.filed, row).decision.objections
    return ()

"""Who approves a form: the superior of this platform, or an outside body that the text names (D19)?"""

from __future__ import annotations

from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures
from shuniu.policy.words import FormationMode

APPROVER = "formation.approver"
COMPREHENSIVE = "comprehensive_committee"
# Forms that an outside body approves, and that body, where a text names it.
_OUTSIDE = {FormationMode.STREET_JOINT.value: "street_committee"}


@dataclass(frozen=True, slots=True)
class Approver:
    key: str
    label: str
    clause: Clause
    outside: bool = False


def approver_of(mode: str, figures: Figures) -> Approver | None:
    """None where no text says; then it is the superior, as for every Party organization."""
    stated = figures.stated(APPROVER)
    if stated is None:
        return None
    for row in stated.value:
        clause = Clause(row["clause"]) if row.get("clause") else stated.clause
        if row["key"] == _OUTSIDE.get(mode):
            return Approver(row["key"], row["label"], clause, outside=True)
    inside = [row for row in stated.value if row["key"] not in _OUTSIDE.values()]
    return Approver(inside[0]["key"], inside[0]["label"], stated.clause) if inside else None

"""May a member take part in the life of another Party organization?"""

from __future__ import annotations

from shuniu.kernel.decision import Clause, Decision, Objection

TWICE_AT_HOME = Clause("bj2016#13")


def may_take_part(*, held_here: bool, row: int | None = None) -> Decision:
    """One home, and any number of others: the home itself is not among the others (I13)."""
    if not held_here:
        return Decision()
    objection = Objection(
        clause=TWICE_AT_HOME,
        code="held_here",
        missing="该党员的组织关系就在这里，不另记参加组织生活。",
        fact="组织关系所在党组织与参加的党组织相同",
        remedy="请另选党组织",
        who="党支部",
        field="party_organization",
        row=row,
    )
    return Decision((objection,))

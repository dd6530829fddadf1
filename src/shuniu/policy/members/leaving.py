"""May a membership end here, and in this way?"""

from __future__ import annotations

from collections.abc import Iterator

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words import Leaving, MembershipState

HELD = Clause("national#党章8")
PROBATION = Clause("national#发展细则32")


def not_held(row: int | None = None) -> Objection:
    """The objection to whatever is said of a membership on a day on which the roll holds none."""
    return Objection(
        clause=HELD,
        code="not_held",
        missing="该党员当日的组织关系不在本平台。",
        fact="名册当日没有其组织关系",
        remedy="请改正账日，或先登记组织关系",
        who="党支部",
        field="person",
        row=row,
    )


def may_leave(why: Leaving, *, held: bool, state: str, row: int | None = None) -> Decision:
    """Only who is held here on the day; the probation of a full member cannot be revoked."""
    return Decision(tuple(_objections(why, held, state, row)))


def _objections(why: Leaving, held: bool, state: str, row: int | None) -> Iterator[Objection]:
    if not held:
        yield not_held(row)
    if why is Leaving.NOT_CONFIRMED and state == MembershipState.FULL:
        yield Objection(
            clause=PROBATION,
            code="full_already",
            missing="正式党员没有预备党员资格可以取消。",
            fact="人员类别为正式党员",
            remedy="请改选其他原因，或先更正人员类别",
            who="党支部",
            field="why",
            row=row,
        )

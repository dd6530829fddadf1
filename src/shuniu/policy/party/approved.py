"""May a change of a Party organization be put down by hand (补登)?

Names, kinds, superiors, mergers, splits, coverage are decided by the level that approves them. What is not approved yet
goes there as a case; what was approved on paper is put down out of the document that says so. A correction changes
nothing that anybody approved, so it needs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection

PUT_DOWN = Clause("platform#补登", "已经批准的变化，凭批准机关的文件补登")
CLERK = "登记人"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved it, and under which number."""

    approver: str = ""
    document_number: str = ""

    @property
    def sentence(self) -> str:
        """As it stands in the journal."""
        told = (("批准机关", self.approver.strip()), ("文号", self.document_number.strip()))
        return "；".join(f"{label}：{text}" for label, text in told if text)


def may_put_down(approval: Approval, *, correction: bool = False) -> Decision:
    """Everything that the document leaves open, at once."""
    return Decision() if correction else Decision(tuple(_missing(approval)))


def _missing(approval: Approval) -> Iterator[Objection]:
    if not approval.approver.strip():
        yield _objection("approver_missing", "请填写批准机关。", "approver")
    if not approval.document_number.strip():
        yield _objection("number_missing", "请填写批准文件的文号。", "document_number")


def _objection(code: str, missing: str, field: str) -> Objection:
    return Objection(
        clause=PUT_DOWN,
        code=code,
        missing=missing,
        fact="这里只补登已经批准的变化，没有填写",
        remedy="照批准文件填写",
        who=CLERK,
        alternatives=("还没有批准的，办理报批，批复以后自动登记",),
        field=field,
    )

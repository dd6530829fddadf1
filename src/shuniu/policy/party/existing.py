"""Does the Party organization exist on the day from which something about it is to change?"""

from __future__ import annotations

from datetime import date

from shuniu.kernel.decision import Clause, Objection

EXISTING = Clause("platform#党组织登记", "党组织自成立之日起至撤销之日止存在")


def absent(name: str, on: date, row: int | None = None, field: str = "party_organization") -> Objection:
    """The objection to changing what does not exist that day."""
    return Objection(
        clause=EXISTING,
        code="party_organization_absent",
        missing=f"“{name}”在{on.isoformat()}并不存在。",
        fact="党组织尚未成立或已经撤销",
        remedy="请改正日期，或选择当日存在的党组织",
        who="登记人",
        field=field,
        row=row,
    )

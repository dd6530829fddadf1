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


def ending(name: str, ends_on: date, row: int | None = None, field: str = "party_organization") -> Objection:
    """The objection to hanging something on what is to end: it would have to be handed over first."""
    return Objection(
        clause=EXISTING,
        code="party_organization_ending",
        missing=f"“{name}”自{ends_on.isoformat()}起不再存在。",
        fact="撤销或合并已经登记",
        remedy="请选择其后一直存在的党组织，或先更正撤销、合并的登记",
        who="登记人",
        field=field,
        row=row,
    )

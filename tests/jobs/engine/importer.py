"""A program that imports one ledger after the other and says which are written; somebody kills it or its database.

The kinds take turns: organizations, their Party organizations (04), a table of Party building (03), members with
numbers under keys of their own, and a file that was received and waits. Each batch names bodies of its own only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shuniu.commands.imports import Ledger
    from shuniu.commands.journal import Act

SIZE = 60
# In their order; what is written of a batch of each, row by row.
KINDS = {
    "social_organizations": {"organizations": SIZE},
    "party_organizations": {"organizations": SIZE, "branches": SIZE, "covered": SIZE},
    "party_building_state": {"organizations": SIZE, "reports": SIZE, "counts": SIZE},
    "members": {"branches": 1, "members": SIZE, "on rolls": SIZE, "under a key": SIZE},
    "waiting": {"organizations": SIZE},
}


def kind_of(batch: int) -> str:
    return list(KINDS)[batch % len(KINDS)]


def rows(kind: str, batch: int) -> list[Any]:
    from tests.commands.imports.ledgers import organization
    from tests.commands.imports.test_reported import report
    from tests.commands.members.roll import number

    from shuniu.queries.imports import LedgerRow

    def branch(one: int) -> str:
        return f"中共澄川市第{one}学会支部委员会"

    def party(one: int) -> Any:
        about = organization(one).record
        unit = {"name": about["name"], "uscc": about["uscc"], "formation": "建立党支部的"}
        return LedgerRow("汇总表", one, {"name": branch(one), "kind": "党支部", "units": [unit]})

    def member(one: int) -> Any:
        born = date(1950, 1, 1) + timedelta(days=one // 1_000)
        record = {
            "name": f"党员{one}",
            "party_organization": branch(batch * SIZE),
            "citizen_number": number(one % 1_000, f"{born:%Y%m%d}"),
            "born_on": born.isoformat(),
            "membership_state": "正式党员",
            "admitted_on": "2010-07-01",
            "full_member_on": "2011-07-01",
            "mobile": f"154{one:08d}",
        }
        return LedgerRow("名册", one, record)

    make: Callable[[int], Any] = {
        "party_organizations": party,
        "party_building_state": report,
        "members": member,
    }.get(kind, organization)
    return [make(one) for one in range(batch * SIZE, (batch + 1) * SIZE)]


def write_waiting(act: Act, ledger: Ledger) -> None:
    """Two transactions: the file is kept, then what it says is written and the file destroyed."""
    from shuniu.commands.imports import Received, apply_batch, receive_ledger

    file = "台账".encode() * 10_000
    received = Received(
        node=ledger.node, kind=ledger.kind, file_name="台账.xlsx", digest="", content=file, staged=file, layout=1,
        counts={},
    )  # fmt: skip
    apply_batch(act, receive_ledger(act, received), 1, ledger)


def main(first: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    import django

    django.setup()
    from shuniu.commands.imports import Ledger, apply_ledger
    from shuniu.commands.journal import act_of
    from shuniu.queries.accounts import actor_for, home_office

    home = home_office()
    actor = actor_for(home.account, None, datetime.now(UTC))
    print("ready", flush=True)
    for batch in count(first):
        kind = kind_of(batch)
        waits = kind == "waiting"
        written = "social_organizations" if waits else kind
        ledger = Ledger(node=home.node, kind=written, rows=rows(written, batch), create_missing=True)
        write = write_waiting if waits else apply_ledger
        write(act_of(actor), ledger)
        print(batch, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))

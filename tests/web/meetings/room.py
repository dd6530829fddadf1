"""Applications that wait for a meeting of the committee, as its clerk finds them."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.utils.timezone import localdate
from tests.cast import Cast
from tests.web.offices import attach, enter

from shuniu.models import Account, Case, CaseUnit, Entry, Step
from shuniu.policy.words.accounts import Role

DAY = date(2020, 6, 15)


def applications(cast: Cast, count: int = 3, start: int = 0, on: date = date(2020, 6, 1)) -> list[Case]:
    """Filed by the organizations themselves, reviewed; each waits for a meeting."""
    units = [enter(cast, f"澄川市第{number + 1}学会", start=start + number)[0] for number in range(count)]
    attach(cast, units, cast.joint)
    found = []
    for number, unit in enumerate(units):
        row = Case.objects.create(
            kind="formation", state="to_meet", holder="committee", at_id=cast.top, unit_id=unit,
            committee_id=cast.top, law_day=on, number=f"组{on.year}-{start + number + 1:04d}", uuid=uuid4(), version=4,
            filed={
                "name": f"中共澄川市第{number + 1}学会支部委员会", "kind": "party_branch", "mode": "separate",
                "parent": cast.joint, "units": [], "full_members": 2,
            },
        )  # fmt: skip
        clerk = Account.objects.get(pk=cast.actor_at(None, Role.ORGANIZATION_CLERK, unit).account)
        line = Entry.objects.create(act="test.given", actor=clerk, on=on, at=cast.clerk.now)
        Step.objects.create(case=row, state="checking", verb="submit", filed=row.filed, recorded=line)
        found.append(row)
    return found


def also(case: Case, unit: int) -> None:
    """It was sent again: the branch is to cover this organization as well."""
    CaseUnit.objects.create(case=case, unit_id=unit)
    case.filed["units"].append(unit)
    case.save(update_fields=["filed"])
    line = Step.objects.filter(case=case).latest("pk").recorded
    Step.objects.create(case=case, state="checking", verb="submit", filed=case.filed, recorded=line)


def today() -> date:
    return localdate()

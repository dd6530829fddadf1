"""Accounts for supervising units and for directly registered or decoupled organizations, several at once (P02)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.web.offices import enter, sit_down

from shuniu.commands.organizations.outside import OutsideUnit, register_outside_units
from shuniu.models import Account, Assignment
from shuniu.policy.words import UnitKind
from shuniu.policy.words.accounts import Role

KEY = "5f0f4d5e-6d0b-4c0e-9f43-5ad7c2f0a002"


@pytest.mark.req("P02")
def test_organizations_nobody_supervises(cast: Cast) -> None:
    units = enter(cast, "澄川市阿岚学会", "澄川市白榆学会")
    enter(cast, "澄川市双管学会", start=9, mode="dual_administration")
    client = sit_down(cast.clerk)
    page = client.get("/settings/accounts/several/?kind=organizations").content.decode()
    assert "澄川市阿岚学会" in page and "澄川市双管学会" not in page
    fields: dict[str, Any] = {"key": KEY, "way": "page", "units": [str(one) for one in units]}
    answer = client.post("/settings/accounts/several/?kind=organizations", fields)
    held = Assignment.objects.filter(role=Role.ORGANIZATION_CLERK.value, unit__in=units).select_related("account")
    assert answer.status_code == 200 and len(held) == 2
    told = answer.content.decode()
    for one in held:
        password = told.partition(f">{one.account.username}</td>")[2].partition("</td>")[0].rpartition(">")[2]
        assert one.account.check_password(password)
    assert "澄川市阿岚学会" not in client.get("/settings/accounts/several/?kind=organizations").content.decode()


@pytest.mark.req("P02")
def test_supervising_units_as_a_workbook(cast: Cast) -> None:
    unit = register_outside_units(
        cast.act(), [OutsideUnit(name="澄川市商务局", kind=UnitKind.SUPERVISING_UNIT)], cast.top
    )
    client = sit_down(cast.clerk)
    answer: Any = client.post("/settings/accounts/several/", {"key": KEY, "way": "workbook", "units": [str(unit[0])]})
    assert answer["Content-Type"].endswith("spreadsheetml.sheet") and answer["Cache-Control"] == "no-store"
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert Account.objects.filter(username="澄川市商务局", must_change_password=True).exists()


def test_foreign_bodies_are_not_offered_nor_taken(cast: Cast) -> None:
    units = enter(cast, "澄川市阿岚学会")
    client = sit_down(cast.outsider)
    assert "澄川市阿岚学会" not in client.get("/settings/accounts/several/?kind=organizations").content.decode()
    fields = {"key": KEY, "way": "page", "units": [str(units[0])]}
    assert client.post("/settings/accounts/several/?kind=organizations", fields).status_code == 422
    assert not Assignment.objects.filter(role=Role.ORGANIZATION_CLERK.value).exists()

"""The cast can be built: lineage and stretches follow."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.commands.organizations.register import NewOrganization, register_organizations
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.kernel.pinyin import sort_key
from shuniu.models import Lineage, Standing


def organization(name: str, code: str) -> NewOrganization:
    values: dict[str, Any] = {
        "name": name,
        "sort_key": sort_key(name),
        "type": "social_association",
        "status": "normal",
        "legal_status": "legal_person",
    }
    return NewOrganization(code=code, values=values, grade="4a", phone="15463647928")


@pytest.mark.django_db
def test_a_unit_is_counted_from_the_day_on(cast: Any) -> None:
    assert Lineage.objects.filter(ancestor=cast.top).count() == 4
    act = cast.act(date(2019, 3, 1))
    unit = register_organizations(act, [organization("澄笙学会", "513400000000000199")], cast.top)[0]
    take_jurisdiction(cast.act(date(2019, 5, 1)), [Answering(unit=unit, party_organization=cast.joint)])
    cover_units(cast.act(date(2020, 1, 1)), [Covering(party_organization=cast.branch, unit=unit)])
    rows = list(
        Standing.objects.filter(unit=unit)
        .order_by("valid_from")
        .values_list("node", "attached", "org_covered", "valid_from", "valid_to")
    )
    assert rows == [
        (cast.top, False, False, date(2019, 3, 1), date(2019, 5, 1)),
        (cast.joint, True, False, date(2019, 5, 1), date(2020, 1, 1)),
        (cast.joint, True, True, date(2020, 1, 1), None),
    ]

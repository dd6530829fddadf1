"""A Party organization of an area, hosted by a Party-building activity centre, covers several organizations (D26)."""

from __future__ import annotations

import pytest
from tests.commands.cast import founded

from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.models import Seat, Standing
from shuniu.policy.words import CoverageRole, SeatRole


@pytest.mark.django_db
@pytest.mark.req("D26")
def test_hosted_by_an_activity_centre_it_covers_the_organizations_of_the_area() -> None:
    world = founded()
    centre = world.body("城东党建活动中心", "other")
    units = [world.organization(f"城东第{index}学会") for index in range(3)]
    row = NewPartyOrganization(
        name="城东区域党组织", kind="area_party_org", parent=world.committee, seats=((centre, SeatRole.HOST),)
    )
    (key,) = establish_party_organizations(world.act(), [row])
    cover_units(world.act(), [Covering(party_organization=key, unit=unit, role=CoverageRole.MEMBER) for unit in units])
    assert Seat.objects.get(party_organization=key).unit_id == centre
    assert Standing.objects.filter(unit__in=units, valid_to=None, org_covered=True, separate=False).count() == 3

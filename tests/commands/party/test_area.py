"""A Party organization of an area, hosted by a Party-building activity centre, covers several organizations (D26)."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document as WordFile
from tests.cast import Cast
from tests.commands.cast import founded
from tests.commands.formation.desk import bound, desk
from tests.commands.formation.test_numbers import marked
from tests.web.offices import attach, enter, sit_down

from shuniu.commands.organizations.outside import OutsideUnit, register_outside_units
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.models import Coverage, Document, Formation, Locality, Seat, Standing
from shuniu.policy.words import CoverageRole, SeatRole, UnitKind
from shuniu.policy.words.cases import Verb


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


@pytest.mark.django_db
@pytest.mark.req("D26", "D10")
def test_applied_for_it_is_hosted_by_the_centre_and_takes_the_region(cast: Cast) -> None:
    """From the application to the reply: all who are named are covered, none of them is the host."""
    bound(cast, "xy", "national")
    (centre,) = register_outside_units(
        cast.act(), [OutsideUnit(kind=UnitKind.OTHER, name="城东党建活动中心")], cast.top
    )
    (beside,) = enter(cast, "澄川市白榆学会", start=7)
    attach(cast, [beside], cast.joint)
    one = replace(desk(cast), others=(beside,))
    one.wanted = {
        "name": "中共澄川市城东区域党组织", "kind": "area_party_org", "basis": "area",
        "area_kind": "activity_centre", "centre": centre, "region": "530102", "proximity": "同在城东",
    }  # fmt: skip
    assert {found.code for found in one.ask(cast.clerk, centre=beside).decision.objections} == {"centre_unknown"}
    one.submit(cast.secretary)
    one.check(cast.actor_at(cast.joint, cast.secretary.role))
    one.review()
    one.meet(Verb.SCHEDULE, Verb.APPROVE)
    marked(cast, "澄社党")
    key = one.reply(number="")
    assert [(seat.unit_id, seat.role) for seat in Seat.objects.filter(party_organization=key)] == [(centre, "host")]
    covered = Coverage.objects.filter(party_organization=key).order_by("unit")
    assert [(row.unit_id, row.role) for row in covered] == [(unit, "member") for unit in sorted((one.unit, beside))]
    paper = Document.objects.get(case=one.row)
    word = sit_down(cast.clerk).get(f"/cases/documents/{paper.uuid}/word/").content
    told = "".join(part.text for part in WordFile(BytesIO(word)).paragraphs)
    assert "，依托城东党建活动中心，覆盖" in told
    assert Locality.objects.get(party_organization=key).region == "530102"
    assert Formation.objects.get(party_organization=key).basis == "area"

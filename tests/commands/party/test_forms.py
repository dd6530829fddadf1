"""Kinds and forms of Party organizations that the texts describe, and what may be put down for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.commands.cast import START, TODAY, World, refused

from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.contacts import Contact, set_contacts
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.commands.party.formations import FormationOf, set_formations
from shuniu.models import Formation, Jurisdiction, OfficeContact, Seat, Standing
from shuniu.models.secrecy import decrypt
from shuniu.policy.words import ContactRole, SeatRole

DAY = timedelta(days=1)
LATER = date(2020, 7, 1)
PHONE = "100" + "0000" + "0002"


def branch(world: World, name: str, **terms: str) -> NewPartyOrganization:
    return NewPartyOrganization(name=name, kind="party_branch", parent=world.north, terms=Terms(**terms))


@pytest.mark.req("D03")
def test_three_bases_and_two_modes_are_open_in_beijing(world: World) -> None:
    rows = [
        branch(world, f"{basis}{mode}党支部", basis=basis, mode=mode)
        for basis in ("unit", "industry", "area")
        for mode in ("separate", "joint")
    ]
    keys = establish_party_organizations(world.act(START), rows)
    assert set(Formation.objects.filter(party_organization__in=keys).values_list("basis", "mode")) == {
        (basis, mode) for basis in ("unit", "industry", "area") for mode in ("separate", "joint")
    }
    (objection,) = refused(lambda: establish_party_organizations(world.act(), [branch(world, "x", basis="friendship")]))
    assert (objection.code, objection.clause.key) == ("basis_not_open", "bj2016#6")


@pytest.mark.req("D04")
def test_xiaoyi_opens_four_modes_of_its_own(world: World) -> None:
    bind_packs(world.act(START), [Binding(party_organization=world.north, chain=("xy", "national"))])
    rows = [branch(world, f"{mode}党支部", mode=mode) for mode in ("separate", "joint", "industry", "affiliated")]
    assert len(establish_party_organizations(world.act(TODAY), rows)) == 4
    wrong = branch(world, "x", mode="pooling")
    (objection,) = refused(lambda: establish_party_organizations(world.act(), [wrong]))
    assert objection.clause.key.startswith("xy#")


def test_an_office_opens_a_further_mode_by_its_own_decision(world: World) -> None:
    row = branch(world, "挂靠党支部", mode="affiliated")
    assert refused(lambda: establish_party_organizations(world.act(), [row]))[0].code == "mode_not_open"
    opening = DecidedFigure(
        party_organization=world.committee,
        key="formation.modes",
        value=[{"key": "affiliated", "label": "挂靠组建"}],
        decision="综合党委会议纪要",
    )
    decide_figures(world.act(LATER), [opening])
    assert refused(lambda: establish_party_organizations(world.act(LATER - DAY), [row]))
    assert establish_party_organizations(world.act(LATER), [row])


def test_a_joint_branch_becomes_a_separate_one(world: World) -> None:
    unit = world.organization("甲协会")
    (node,) = establish_party_organizations(world.act(START), [branch(world, "甲党支部", mode="joint")])
    cover_units(world.act(START), [Covering(party_organization=node, unit=unit)])
    row = FormationOf(party_organization=node, terms=Terms(mode="separate", approver="综合党委"))
    assert set_formations(world.act(LATER), [row]) == [node]
    held = Formation.objects.filter(retracted__isnull=True, party_organization=node)
    assert held.get(period__contains=LATER - DAY).mode == "joint"
    assert held.get(period__contains=LATER).mode == "separate"
    assert Standing.objects.get(unit=unit, valid_to__isnull=True).separate
    wrong = FormationOf(party_organization=node, terms=Terms(mode="whatever"))
    assert refused(lambda: set_formations(world.act(), [wrong]))[0].code == "mode_not_open"


@pytest.mark.req("B28")
def test_an_industry_committee_answers_for_organizations_and_enterprises_of_its_industry(world: World) -> None:
    row = NewPartyOrganization(
        name="出租汽车行业党委", kind="industry_committee", parent=world.committee, terms=Terms(mode="industry")
    )
    (industry,) = establish_party_organizations(world.act(START), [row])
    association, enterprise = world.organization("出租汽车协会"), world.body("某出租汽车公司", "enterprise")
    rows = [
        Answering(unit=unit, party_organization=industry, clause="bj2015#B28") for unit in (association, enterprise)
    ]
    assert take_jurisdiction(world.act(START), rows) == sorted([association, enterprise])
    assert Jurisdiction.objects.filter(party_organization=industry, clause="bj2015#B28").count() == 2
    # An enterprise is led, but it is no social organization and is not counted as one.
    assert not Standing.objects.filter(unit=enterprise).exists()


@pytest.mark.req("B34", "B35")
def test_a_general_branch_of_an_industry_is_hosted_by_a_sector_committee_or_an_association(world: World) -> None:
    commission = world.body("某区教工委", "other")
    association = world.organization("某区民营医院协会")
    rows = [
        NewPartyOrganization(
            name="社会力量办学单位党总支",
            kind="general_branch",
            parent=world.north,
            terms=Terms(sponsor="supervising_unit", basis="industry"),
            seats=((commission, SeatRole.HOST),),
        ),
        NewPartyOrganization(
            name="民营医院协会党总支",
            kind="general_branch",
            parent=world.north,
            terms=Terms(sponsor="trade_association", basis="industry"),
            seats=((association, SeatRole.HOST),),
        ),
    ]
    keys = establish_party_organizations(world.act(START), rows)
    hosts = dict(Seat.objects.filter(role="host").values_list("party_organization", "unit"))
    assert hosts == dict(zip(keys, (commission, association), strict=True))
    schools = [world.organization(f"第{number}民办学校", subtype="private_school") for number in range(3)]
    assert cover_units(world.act(START), [Covering(party_organization=keys[0], unit=one) for one in schools]) == schools


def test_a_contact_is_changed_and_its_telephone_stays_sealed(world: World) -> None:
    unit = world.organization("甲协会")
    contact = Contact(role=ContactRole.CONTACT, unit=unit, name="甲某", phone=PHONE)
    assert set_contacts(world.act(START), [contact]) == 1
    assert set_contacts(world.act(TODAY), [contact]) == 0
    assert set_contacts(world.act(LATER), [Contact(role=ContactRole.CONTACT, unit=unit, name="乙某")]) == 1
    held = OfficeContact.objects.filter(retracted__isnull=True, unit=unit)
    before, after = held.get(period__contains=LATER - DAY), held.get(period__contains=LATER)
    assert (before.name, after.name) == ("甲某", "乙某")
    assert after.phone is not None
    table = OfficeContact._meta.db_table
    assert decrypt(after.phone, table=table, row=after.row, field="phone") == PHONE
    assert set_contacts(world.act(TODAY), [Contact(role=ContactRole.CONTACT, unit=unit, gone=True)]) == 1
    assert not held.filter(period__contains=TODAY).exists()


def test_contacts_of_what_is_out_of_reach_are_refused(world: World) -> None:
    rows = [
        Contact(role=ContactRole.OFFICE, unit=world.organization("丁协会", at=world.neighbour_committee), phone=PHONE),
        Contact(role=ContactRole.SECRETARY, party_organization=world.neighbour_committee, name="某"),
    ]
    assert [one.code for one in refused(lambda: set_contacts(world.act(), rows))] == ["not_in_reach"] * 2
    secretary = Contact(role=ContactRole.SECRETARY, party_organization=world.north, name="某", phone=PHONE)
    assert set_contacts(world.act(), [secretary]) == 1

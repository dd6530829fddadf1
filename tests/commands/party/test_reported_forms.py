"""Forms that reports describe: “社会组织＋”, firms and their regulators, documents cited, the three layers."""

from __future__ import annotations

from datetime import date

import pytest
from tests.commands.cast import START, World, refused

from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.instructors.posting import Sending, post_instructors
from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.commands.party.route import accept_proposals
from shuniu.models import Coverage, Formation, Jurisdiction, Lineage, Naming, Posting, Standing
from shuniu.policy.packs import load_packs, merged
from shuniu.policy.words import Combination, PartyOrganizationKind, SeatRole

LATER = date(2020, 7, 1)


def joint_branch(world: World, mode: str) -> NewPartyOrganization:
    return NewPartyOrganization(
        name=f"{mode}联合党支部", kind="joint_branch", parent=world.north, terms=Terms(mode=mode)
    )


@pytest.mark.req("B33")
def test_a_social_organization_joins_with_another_or_with_an_enterprise(world: World) -> None:
    bind_packs(world.act(START), [Binding(party_organization=world.north, chain=("bj2015", "national"))])
    with_other, with_enterprise = establish_party_organizations(
        world.act(LATER), [joint_branch(world, mode.value) for mode in Combination]
    )
    one, two, three = (world.organization(f"{name}会") for name in ("甲", "乙", "丙"))
    enterprise = world.body("某非公企业", "enterprise")
    pairs = [(with_other, one), (with_other, two), (with_enterprise, three), (with_enterprise, enterprise)]
    cover_units(world.act(LATER), [Covering(party_organization=node, unit=unit) for node, unit in pairs])
    assert set(Coverage.objects.values_list("party_organization", "unit")) == set(pairs)
    assert dict(Formation.objects.filter(party_organization__in=[with_other, with_enterprise]).values_list(
        "party_organization", "mode"
    )) == {with_other: "with_social_organization", with_enterprise: "with_enterprise"}  # fmt: skip
    covered = Standing.objects.filter(valid_to__isnull=True, org_covered=True).values_list("unit", flat=True)
    assert set(covered) == {one, two, three}  # an enterprise is covered, and is no social organization


@pytest.mark.req("B33")
@pytest.mark.parametrize("mode", Combination)
def test_where_no_text_opens_the_combination_it_is_not_open(world: World, mode: Combination) -> None:
    bind_packs(world.act(START), [Binding(party_organization=world.north, chain=("ah2017", "national"))])
    (objection,) = refused(lambda: establish_party_organizations(world.act(LATER), [joint_branch(world, mode.value)]))
    assert (objection.code, objection.clause.key) == ("mode_not_open", "ah2017#D08")
    said = [row["label"] for row in merged(load_packs()["bj2015"].chain, LATER).rows("formation.combinations")]
    assert said == ["社会组织+社会组织", "社会组织+非公企业"]


@pytest.mark.req("A02")
def test_law_accounting_and_tax_firms_go_to_three_regulators_and_to_nobody_else(world: World) -> None:
    bind_packs(world.act(START), [Binding(party_organization=world.committee, chain=("bj2015", "national"))])
    regulators = {"law_firm": "某市司法局", "accounting_firm": "某市财政局", "tax_firm": "某市地税局"}
    rows = []
    for name in (*regulators.values(), "某市民政局"):
        body = world.body(name, "supervising_unit")
        seats = ((body, SeatRole.OWN),)
        rows.append(NewPartyOrganization(name=f"{name}机关党委", kind="office_committee", managed=False, seats=seats))
    lines = establish_party_organizations(world.act(START), rows)
    practice = {"legal_status": "practising_body", "mode": "practice_licence"}
    firms = [world.organization(f"某{kind}", type=kind, **practice) for kind in regulators]
    assert sorted(accept_proposals(world.act(), firms).attached) == sorted(firms)
    held = dict(Jurisdiction.objects.values_list("unit", "party_organization"))
    assert held == dict(zip(firms, lines, strict=False))
    assert set(Jurisdiction.objects.values_list("clause", flat=True)) == {"bj2015#A02"}
    other = world.organization("某律师协会", type="social_association", mode="direct_registration")
    accept_proposals(world.act(), [other])
    assert not Jurisdiction.objects.filter(unit=other, party_organization__in=lines).exists()


@pytest.mark.req("A02")
def test_a_firm_whose_regulator_is_not_in_the_register_waits_with_the_proposal(world: World) -> None:
    bind_packs(world.act(START), [Binding(party_organization=world.committee, chain=("bj2015", "national"))])
    firm = world.organization("某律师事务所", type="law_firm", legal_status="practising_body", mode="practice_licence")
    accepted = accept_proposals(world.act(), [firm])
    assert accepted.attached == () and [one.unit for one in accepted.open] == [firm]
    assert not Jurisdiction.objects.exists()


@pytest.mark.req("G05")
def test_a_posting_cites_the_notice_in_one_spelling(world: World) -> None:
    pooled = NewInstructor(party_organization=world.committee, name="甲某", source="retired")
    (key,) = enter_pool(world.act(START), [pooled])
    unit = world.organization("甲协会")
    post_instructors(world.act(LATER), [Sending(instructor=key, unit=unit, document_number="皖社党[2017]2号")])
    notice = merged(load_packs()["ah2017"].chain, date(2018, 1, 1)).rows("instructor.documents")[1]
    assert Posting.objects.get(unit=unit).document_number == notice["number"] == "皖社党〔2017〕2号"
    terms = Terms(document_number="社综党委(2020)3号")
    row = NewPartyOrganization(name="甲支部", kind="party_branch", parent=world.north, terms=terms)
    (node,) = establish_party_organizations(world.act(LATER), [row])
    assert Formation.objects.get(party_organization=node).document_number == "社综党委〔2020〕3号"


@pytest.mark.req("B01")
def test_the_three_layers_have_their_roles_and_their_kinds(world: World) -> None:
    """领导核心, 四梁八柱, 基层基础: one tree, each node of the kind its layer names, all of it below the first."""
    layers = merged(load_packs()["bj2020"].chain, LATER).layers("structure.layers")
    told = next(one for one in layers if one.clause.key == "bj2020#B01")
    assert [(row["label"], row["role"]) for row in told.value] == [
        ("综合党委", "领导核心"),
        ("联合党委", "四梁八柱"),
        ("社会组织党组织", "基层基础"),
    ]
    kinds = ("primary_committee", "general_branch", "party_branch", "joint_branch")
    rows = [NewPartyOrganization(name=f"{kind}会", kind=kind, parent=world.north) for kind in kinds]
    own = establish_party_organizations(world.act(LATER), rows)
    typed = dict(Naming.objects.filter(party_organization__in=own).values_list("party_organization", "kind"))
    assert [typed[key] for key in own] == list(kinds)
    depths = dict(Lineage.objects.filter(ancestor=world.committee).values_list("descendant", "depth"))
    assert {depths[key] for key in own} == {2} and depths[world.north] == 1 and depths[world.committee] == 0
    club = NewPartyOrganization(name="俱乐部", kind="club", parent=world.north)
    assert [one.code for one in refused(lambda: establish_party_organizations(world.act(), [club]))] == ["kind_unknown"]
    assert {kind.label for kind in PartyOrganizationKind} >= {
        "综合党委",
        "联合党委",
        "党委",
        "党总支",
        "党支部",
        "联合党支部",
    }

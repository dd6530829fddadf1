"""Routing looks its target up in the register, cites the clause, and leaves unattached what it cannot place."""

from __future__ import annotations

from datetime import date

import pytest
from tests.commands.cast import START, TODAY, World, queries_of, refused

from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.commands.packs.decide import AdoptedPractice, adopt_practices
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.commands.party.localities import Fallback, set_fallbacks
from shuniu.commands.party.rename import Profile, set_profiles
from shuniu.commands.party.route import accept_proposals
from shuniu.models import Guidance, Jurisdiction, PackBinding, Region, record
from shuniu.policy.words import SeatRole
from shuniu.queries.routing import Routing, proposals, unattached


def routing(world: World, unit: int, on: date = TODAY) -> Routing:
    (one,) = proposals(world.clerk, [unit], on)
    return one


def outside(world: World, name: str, **more: object) -> int:
    row = NewPartyOrganization(**{"name": name, "kind": "office_committee", "managed": False} | more)
    return establish_party_organizations(world.act(START), [row])[0]


@pytest.fixture
def axes(world: World) -> World:
    rows = [
        Profile(party_organization=world.north, axis="field", axis_value="社会服务"),
        Profile(party_organization=world.south, axis="category", axis_value="基金会"),
    ]
    set_profiles(world.act(START), rows)
    # A report does not repeal the normative text of its place: the office adopts the structure of 2020.
    adopted = AdoptedPractice(
        party_organization=world.committee, key="leading_body.rules", pack="bj2020", decision="综合党委决定〔2016〕1号"
    )
    adopt_practices(world.act(START), [adopted])
    return world


@pytest.mark.req("B07")
def test_a_direct_registration_goes_to_the_joint_committee_of_its_field(axes: World) -> None:
    one = routing(axes, axes.organization("甲中心", field="社会服务"))
    assert one.target is not None and one.target.key == axes.north
    assert one.clause == "bj2020#A04"
    foundation = routing(axes, axes.organization("某基金会", type="foundation"))
    assert foundation.target is not None and foundation.target.key == axes.south


def test_joint_committees_of_one_value_are_filled_evenly(axes: World) -> None:
    set_profiles(axes.act(START), [Profile(party_organization=axes.south, axis="field", axis_value="社会服务")])
    units = [axes.organization(f"{number}中心", field="社会服务") for number in range(6)]
    accepted = accept_proposals(axes.act(), units)
    assert sorted(accepted.attached) == units and accepted.open == ()
    held = Jurisdiction.objects.filter(unit__in=units).values_list("party_organization", flat=True)
    assert sorted(held) == [axes.north] * 3 + [axes.south] * 3


@pytest.mark.req("B14")
def test_a_supervised_one_goes_to_the_party_organization_of_its_supervisor(world: World) -> None:
    supervisor = world.body("某市文化局", "supervising_unit")
    unit = world.organization("甲协会", mode="dual_administration", supervising_unit=supervisor)
    one = routing(world, unit)
    assert one.target is None and "某市文化局" in one.remedy and "尚未登记" in one.remedy
    committee = outside(world, "某市文化局机关党委", seats=((supervisor, SeatRole.OWN),))
    one = routing(world, unit)
    assert one.target is not None and (one.target.key, one.target.name) == (committee, "某市文化局机关党委")
    assert one.clause.startswith("bj2016#")
    assert accept_proposals(world.act(), [unit]).attached == (unit,)
    assert Jurisdiction.objects.get(unit=unit).clause == one.clause


@pytest.mark.req("B16")
def test_the_street_takes_what_nobody_else_answers_for(world: World) -> None:
    Region.objects.create(code="999901001", name="某街道", level="township", parent="999901", period="[2000-01-01,)")
    unit = world.organization(
        "某社区合唱队",
        type="community_social_org",
        legal_status="filing",
        mode="filing",
        region="999901",
        street="某街道",
        level="",
    )
    assert "兜底" in routing(world, unit).remedy
    district, street = outside(world, "某区社会工委"), outside(world, "某街道党工委")
    set_fallbacks(world.act(START), [Fallback(region="999901", party_organization=district)])
    one = routing(world, unit)
    assert one.target is not None and one.target.key == district
    set_fallbacks(world.act(START), [Fallback(region="999901001", party_organization=street)])
    one = routing(world, unit)
    assert one.target is not None and one.target.key == street
    assert [other.key for other in one.alternatives] == [district]


@pytest.mark.req("B19")
def test_the_other_line_keeps_a_guiding_relation(world: World) -> None:
    bound = [(world.neighbour_committee, ["ah2017", "national"], record.since(START))]
    record.record(world.entry, PackBinding, ["party_organization", "chain", "period"], bound)
    theirs = world.neighbour_committee
    supervisor = world.body("某省教育厅", "supervising_unit", at=theirs)
    unit = world.organization("某省学会", at=theirs, mode="dual_administration", supervising_unit=supervisor)
    act = world.act(date(2018, 1, 1), by=world.neighbour)
    row = NewPartyOrganization(
        name="某省教育厅党组", kind="leading_party_group", managed=False, seats=((supervisor, SeatRole.OWN),)
    )
    (group,) = establish_party_organizations(act, [row])
    accepted = accept_proposals(act, [unit])
    assert accepted.attached == (unit,)
    assert Jurisdiction.objects.get(unit=unit).party_organization_id == group
    guidance = Guidance.objects.get(unit=unit)
    assert (guidance.party_organization_id, guidance.kind) == (theirs, "guidance_and_urging")
    assert guidance.clause == "ah2017#B19"


def test_what_is_lacking_is_named_and_the_unit_stays_unattached(world: World) -> None:
    unit = world.organization("甲协会", mode="", level="")
    accepted = accept_proposals(world.act(), [unit])
    assert accepted.attached == ()
    assert [one.unit for one in accepted.open] == [unit] and "登记管理方式" in accepted.open[0].remedy
    assert unattached(world.clerk, TODAY) == [unit]


@pytest.mark.req("B08")
def test_the_list_of_those_without_a_responsible_one_is_complete(world: World) -> None:
    attached, alone, gone = (world.organization(name) for name in ("甲协会", "乙协会", "丙协会"))
    world.organization("丁协会", at=world.neighbour_committee)
    world.organization("戊协会", status="deregistered")
    take_jurisdiction(world.act(START), [Answering(unit=attached, party_organization=world.north)])
    assert unattached(world.clerk, TODAY) == sorted([alone, gone])


def test_whoever_is_responsible_stays_unless_it_is_asked_otherwise(axes: World) -> None:
    unit = axes.organization("甲中心", field="社会服务")
    take_jurisdiction(axes.act(START), [Answering(unit=unit, party_organization=axes.south)])
    assert accept_proposals(axes.act(), [unit]).attached == ()
    assert accept_proposals(axes.act(), [unit], only_unattached=False).attached == (unit,)


def test_foreign_units_get_no_proposal(world: World) -> None:
    foreign = world.organization("丁协会", at=world.neighbour_committee)
    assert proposals(world.clerk, [foreign, 999_999], TODAY) == []
    assert [one.code for one in refused(lambda: accept_proposals(world.act(), [foreign]))] == ["not_in_reach"]


def test_proposals_for_any_number_take_the_same_number_of_queries(axes: World) -> None:
    counts = set()
    for count in (1, 3, 60):
        units = [
            axes.organization(f"{count}-{number}中心", field="社会服务" if number % 2 else f"领域{number}")
            for number in range(count)
        ]
        counts.add(queries_of(lambda units=units: proposals(axes.clerk, units, TODAY)))
    assert len(counts) == 1


@pytest.mark.req("B17", "A02")
def test_in_2015_who_supervises_is_responsible_and_firms_belong_to_their_regulator(world: World) -> None:
    bind_packs(world.act(START), [Binding(party_organization=world.committee, chain=("bj2015", "national"))])
    culture, justice = (world.body(name, "supervising_unit") for name in ("某市文化局", "某市司法局"))
    line = outside(world, "某市文化局机关党委", seats=((culture, SeatRole.OWN),))
    regulator = outside(world, "某市司法局机关党委", seats=((justice, SeatRole.OWN),))
    supervised = world.organization("甲协会", mode="dual_administration", supervising_unit=culture)
    firm = world.organization("某律师事务所", type="law_firm", legal_status="practising_body", mode="practice_licence")
    one, other = routing(world, supervised), routing(world, firm)
    assert (one.clause, one.target and one.target.key) == ("bj2015#B17", line)
    assert (other.clause, other.target and other.target.key) == ("bj2015#A02", regulator)


@pytest.mark.req("B18")
def test_in_anhui_the_comprehensive_committee_takes_direct_and_decoupled_ones(world: World) -> None:
    theirs = world.neighbour_committee
    record.record(
        world.entry,
        PackBinding,
        ["party_organization", "chain", "period"],
        [(theirs, ["ah2017", "national"], record.since(START))],
    )
    units = [world.organization(f"{mode}协会", at=theirs, mode=mode) for mode in ("direct_registration", "decoupled")]
    act = world.act(date(2018, 1, 1), by=world.neighbour)
    assert accept_proposals(act, units).attached == tuple(units)
    held = set(Jurisdiction.objects.filter(unit__in=units).values_list("party_organization", "clause"))
    assert held == {(theirs, "ah2017#B18")}


def test_for_what_has_ended_nothing_is_proposed(axes: World) -> None:
    unit = axes.organization("甲中心", field="社会服务", status="deregistered")
    assert proposals(axes.clerk, [unit], TODAY) == []
    assert accept_proposals(axes.act(), [unit]).attached == ()

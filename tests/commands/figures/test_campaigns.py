"""A campaign is dated facts: begun, reworded, corrected, given goals, ended (E12)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from tests.commands.cast import START, World, refused

from shuniu.commands.figures.campaigns import (
    OpenCampaign,
    RewordCampaign,
    SetGoal,
    Terms,
    change_campaigns,
    correct_campaigns,
    end_campaigns,
    open_campaigns,
    set_goals,
)
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.models import CampaignTarget, CampaignTerms
from shuniu.policy.figures.targets import TargetState
from shuniu.policy.words.accounts import Role
from shuniu.queries.campaigns import campaign_story, campaign_to_read, campaigns_of, terms_seen
from shuniu.queries.organizations.card import NotFound
from shuniu.statistics.campaigns import goals_for

BEGUN, LATER, DUE = date(2017, 3, 20), date(2017, 9, 1), date(2018, 12, 31)
TERMS = Terms(
    name="“两覆盖、筑堡垒”专项行动", document_number="某民管函[2017]138号", bodies=("某市民政局", "某市综合党委"),
    issued_on=BEGUN, clause="ah2017#E12",
)  # fmt: skip


def begun(world: World, **more: object) -> UUID:
    row = OpenCampaign(party_organization=world.committee, terms=TERMS, **more)  # type: ignore[arg-type]
    return open_campaigns(world.act(BEGUN), [row])[0]


def goal(world: World, campaign: UUID, **more: object) -> SetGoal:
    values = {
        "campaign": campaign, "party_organization": world.committee, "measure": "organization_coverage",
        "baseline": Decimal(31), "goal": Decimal(36), "due_on": DUE,
    } | more  # fmt: skip
    return SetGoal(**values)  # type: ignore[arg-type]


@pytest.mark.req("E12")
def test_a_campaign_says_its_document_its_bodies_and_since_when(world: World) -> None:
    card = campaign_to_read(world.clerk, begun(world), LATER)
    assert (card.name, card.document_number) == ("“两覆盖、筑堡垒”专项行动", "某民管函〔2017〕138号")
    assert (card.starts_on, card.ends_on, card.over, card.issued_on) == (BEGUN, None, False, BEGUN)
    assert list(card.bodies) == ["某市民政局", "某市综合党委"]
    assert campaigns_of(world.clerk, START) == []


@pytest.mark.req("E12")
def test_each_goal_is_told_with_baseline_rise_deadline_and_committees(world: World) -> None:
    campaign = begun(world)
    set_goals(world.act(BEGUN), [goal(world, campaign)])
    (branch,) = world.establish("某支部", under=world.north, kind="party_branch")
    units = [world.organization(name) for name in "甲乙丙丁"]
    north = [Answering(unit=one, party_organization=world.north) for one in units[:2]]
    take_jurisdiction(world.act(START), north)
    cover_units(world.act(LATER), [Covering(party_organization=branch, unit=units[0])])
    recount(None, units=units)
    key = campaign_to_read(world.clerk, campaign, LATER).key
    (line,) = goals_for(world.clerk, key, date(2017, 12, 1))
    assert line.progress is not None
    assert (line.baseline, line.target.goal, line.target.deadline) == (Decimal(31), Decimal(36), DUE)
    assert (line.progress.shown, line.progress.wanting) == ("25%", "还差 11 个百分点")
    assert line.risen == -6
    assert line.progress.state is TargetState.UNDER_WAY
    assert {(one.names["child"], one.numerator, one.denominator) for one in line.parts} == {
        ("甲市社会组织综合党委", 0, 2), ("北片联合党委", 1, 2),
    }  # fmt: skip
    (late,) = goals_for(world.clerk, key, date(2019, 1, 1))
    assert late.progress is not None
    assert late.progress.state is TargetState.MISSED


def test_what_is_wrong_with_it_is_said_at_once(world: World) -> None:
    empty = Terms(name=" ", document_number="", bodies=(), issued_on=LATER)
    row = OpenCampaign(party_organization=world.committee, terms=empty, ends_on=START)
    codes = [one.code for one in refused(lambda: open_campaigns(world.act(BEGUN), [row]))]
    assert codes == ["name_missing", "document_missing", "bodies_missing", "begun_before_issued", "ends_before_start"]
    campaign = begun(world)
    for more, code in (
        ({"measure": "social_organizations"}, "measure_unknown"),
        ({"due_on": BEGUN}, "due_passed"),
        ({"goal": Decimal(101)}, "percent_wrong"),
        ({"goal": Decimal(31)}, "goal_not_higher"),
    ):
        told = refused(lambda more=more: set_goals(world.act(BEGUN), [goal(world, campaign, **more)]))  # type: ignore[misc]
        assert [one.code for one in told] == [code]


@pytest.mark.req("E12")
def test_changed_from_a_day_and_corrected_are_two_things(world: World) -> None:
    campaign = begun(world)
    held = campaign_to_read(world.clerk, campaign, LATER)
    longer = Terms(**{**{name: getattr(TERMS, name) for name in TERMS.__slots__}, "bodies": ("某市民政局",)})
    change_campaigns(world.act(LATER), [RewordCampaign(campaign=campaign, terms=longer, seen=held.seen)])
    assert len(campaign_to_read(world.clerk, campaign, date(2017, 8, 31)).bodies) == 2
    assert len(campaign_to_read(world.clerk, campaign, LATER).bodies) == 1
    other = Terms(name="改过的名称", document_number="某民管函〔2017〕139号", bodies=("某市民政局",))
    shown = terms_seen(held.key)
    correct_campaigns(world.act(LATER), [RewordCampaign(campaign=campaign, terms=other, seen=shown)])
    assert campaign_to_read(world.clerk, campaign, LATER).name == "改过的名称"
    assert campaign_to_read(world.clerk, campaign, date(2017, 8, 31)).name == TERMS.name
    assert [one.wrong for one in campaign_story(world.clerk, held.key)].count(True) == 1
    with pytest.raises(ChangedMeanwhile):
        correct_campaigns(world.act(LATER), [RewordCampaign(campaign=campaign, terms=TERMS, seen=shown)])


def test_it_ends_with_its_goals_and_with_its_node(world: World) -> None:
    campaign = begun(world, ends_on=date(2020, 12, 31))
    set_goals(world.act(BEGUN), [goal(world, campaign), goal(world, campaign, party_organization=world.north)])
    assert {one.period.upper for one in CampaignTarget.objects.all()} == {date(2021, 1, 1)}
    dissolve_party_organizations(world.act(date(2019, 1, 1)), [world.north])
    north = CampaignTarget.objects.get(party_organization=world.north, retracted__isnull=True)
    assert north.period.upper == date(2019, 1, 1)
    end_campaigns(world.act(date(2019, 6, 1)), [campaign])
    held = CampaignTerms.objects.get(retracted__isnull=True)
    assert held.period.upper == date(2019, 6, 1)
    assert campaign_to_read(world.clerk, campaign, date(2019, 6, 1)).over
    assert goals_for(world.clerk, held.campaign_id, date(2019, 6, 1)) == []


def test_a_goal_is_replaced_and_taken_away(world: World) -> None:
    campaign = begun(world)
    set_goals(world.act(BEGUN), [goal(world, campaign)])
    set_goals(world.act(LATER), [goal(world, campaign, goal=Decimal(40))])
    key = campaign_to_read(world.clerk, campaign, LATER).key
    assert [one.target.goal for one in goals_for(world.clerk, key, LATER)] == [Decimal(40)]
    set_goals(world.act(date(2018, 1, 1)), [goal(world, campaign, goal=None)])
    assert goals_for(world.clerk, key, date(2018, 1, 1)) == []
    assert [one.target.goal for one in goals_for(world.clerk, key, BEGUN)] == [Decimal(36)]


def test_foreign_and_missing_are_refused_alike(world: World) -> None:
    campaign = begun(world)
    by = world.neighbour
    for public in (campaign, uuid4()):
        row = RewordCampaign(campaign=public, terms=TERMS)
        told = refused(lambda row=row: change_campaigns(world.act(LATER, by=by), [row]))  # type: ignore[misc]
        assert [one.code for one in told] == ["not_in_reach"]
        with pytest.raises(NotFound):
            campaign_to_read(world.neighbour, public, LATER)
    told = refused(
        lambda: set_goals(world.act(BEGUN), [goal(world, campaign, party_organization=world.neighbour_committee)])
    )
    assert [one.code for one in told] == ["not_in_reach"]
    foreign = OpenCampaign(party_organization=world.committee, terms=TERMS)
    assert [one.code for one in refused(lambda: open_campaigns(world.act(BEGUN, by=by), [foreign]))] == ["not_in_reach"]


def test_the_same_key_again_changes_nothing(world: World) -> None:
    row = OpenCampaign(party_organization=world.committee, terms=TERMS)
    first = open_campaigns(world.act(BEGUN, key="k"), [row])
    assert open_campaigns(world.act(BEGUN, key="k"), [row]) == first
    assert CampaignTerms.objects.count() == 1


@pytest.mark.req("E12")
def test_whoever_is_set_a_goal_reads_the_campaign_and_of_the_goals_only_its_own(world: World) -> None:
    campaign, other = begun(world), begun(world)
    south = world.actor(Role.JOINT_COMMITTEE_CLERK, world.south)
    north = world.actor(Role.JOINT_COMMITTEE_CLERK, world.north)
    for node, share in ((world.committee, Decimal(36)), (world.north, Decimal(41))):
        set_goals(world.act(LATER), [goal(world, campaign, party_organization=node, goal=share)])
    card = campaign_to_read(north, campaign, LATER)
    assert (card.name, card.node) == (TERMS.name, world.committee)
    assert [one.uuid for one in campaigns_of(north, LATER)] == [campaign]
    assert [one.target.goal for one in goals_for(north, card.key, LATER)] == [Decimal(41)]
    told = [one.text for one in campaign_story(north, card.key)]
    assert any("北片联合党委" in words and "41%" in words for words in told)
    assert not any("36%" in words for words in told)
    for actor, public, on in ((north, campaign, BEGUN), (south, campaign, LATER), (north, other, LATER)):
        with pytest.raises(NotFound):
            campaign_to_read(actor, public, on)
    assert campaigns_of(south, LATER) == []

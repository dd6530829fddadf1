"""An office that keeps three tiers is held to them by every act on its tree, from the day it adopted them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.commands.cast import START, TODAY, World, queries_of, refused
from tests.commands.imports.ledgers import PARTY, changes, given, put, put_reading

from shuniu.commands.imports import Ledger, judge_ledger
from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.commands.packs.decide import AdoptedPractice, adopt_practices
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.decouple import Decoupling, decouple_organizations
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.commands.party.rename import ChangeOfKind, change_kinds
from shuniu.commands.party.route import accept_proposals
from shuniu.models import Guidance, Jurisdiction, Naming, Placement, Standing
from shuniu.policy.words import SeatRole
from shuniu.queries.imports import LedgerRow
from shuniu.statistics import Table, figure_for
from shuniu.statistics.check import check

DAY = timedelta(days=1)
LATER = date(2020, 7, 1)


def adopt(world: World, key: str, pack: str, node: int | None = None) -> None:
    row = AdoptedPractice(party_organization=node or world.committee, key=key, pack=pack, decision="党委会决定")
    by = world.clerk if node in (None, world.committee) else world.neighbour
    adopt_practices(world.act(LATER, by=by), [row])


@pytest.fixture
def tiered(world: World) -> World:
    adopt(world, "structure.tiers", "bj2020")
    return world


def new(name: str, kind: str, parent: int, *units: int) -> NewPartyOrganization:
    seats = tuple((unit, SeatRole.OWN) for unit in units)
    return NewPartyOrganization(name=name, kind=kind, parent=parent, seats=seats)


def clauses(command: Callable[[], Any]) -> list[tuple[str, str]]:
    return [(one.code, one.clause.key) for one in refused(command)]


REFUSED = [("tiers", "bj2020#B02")]


@pytest.mark.req("B02")
def test_a_fourth_tier_is_refused_from_the_day_three_were_adopted(tiered: World) -> None:
    (branch,) = establish_party_organizations(tiered.act(LATER), [new("甲支部", "party_branch", tiered.north)])
    below = [new("乙支部", "party_branch", branch)]
    assert clauses(lambda: establish_party_organizations(tiered.act(LATER), below)) == REFUSED
    upside_down = [new("丙联合党委", "joint_committee", branch)]
    assert clauses(lambda: establish_party_organizations(tiered.act(LATER), upside_down)) == REFUSED
    (old,) = establish_party_organizations(tiered.act(LATER - DAY), [new("早支部", "party_branch", tiered.south)])
    assert establish_party_organizations(tiered.act(LATER - DAY), [new("早小支部", "party_branch", old)])


@pytest.mark.req("B02")
def test_inside_one_organization_its_party_organizations_may_stand_under_one_another(tiered: World) -> None:
    unit, other = tiered.organization("甲大学基金会"), tiered.organization("乙学会")
    (committee,) = establish_party_organizations(
        tiered.act(LATER), [new("甲党委", "primary_committee", tiered.north, unit)]
    )
    whole = [
        new("甲总支", "general_branch", committee, unit),
        NewPartyOrganization(
            name="甲支部",
            kind="party_branch",
            parent_row=0,
            seats=((unit, SeatRole.OWN), (other, SeatRole.SECRETARY_UNIT)),
        ),
    ]
    assert len(establish_party_organizations(tiered.act(LATER), whole)) == 2
    for seats in ((other,), ()):
        foreign = [new("乙支部", "party_branch", committee, *seats)]
        assert clauses(lambda rows=foreign: establish_party_organizations(tiered.act(LATER), rows)) == REFUSED
    lent = NewPartyOrganization(
        name="丙支部", kind="party_branch", parent=committee, seats=((unit, SeatRole.SECRETARY_UNIT),)
    )
    assert clauses(lambda: establish_party_organizations(tiered.act(LATER), [lent])) == REFUSED


@pytest.mark.req("B02")
def test_moving_merging_and_another_kind_are_held_to_the_tiers_too(tiered: World) -> None:
    one, other = establish_party_organizations(
        tiered.act(LATER), [new("甲支部", "party_branch", tiered.north), new("乙支部", "party_branch", tiered.south)]
    )

    def move(node: int, parent: int) -> Callable[[], Any]:
        return lambda: move_party_organizations(tiered.act(TODAY), [Move(party_organization=node, parent=parent)])

    assert clauses(move(one, other)) == REFUSED
    assert clauses(move(tiered.south, tiered.north)) == REFUSED
    assert clauses(move(tiered.south, one)) == REFUSED
    assert clauses(lambda: merge_party_organizations(tiered.act(TODAY), [tiered.north], into=other)) == REFUSED
    lower = ChangeOfKind(party_organization=tiered.north, kind="general_branch", name="北片党总支")
    assert clauses(lambda: change_kinds(tiered.act(TODAY), [lower])) == REFUSED
    higher = ChangeOfKind(party_organization=one, kind="joint_committee", name="甲联合党委")
    assert clauses(lambda: change_kinds(tiered.act(TODAY), [higher])) == REFUSED
    assert move(one, tiered.south)() == [one]
    assert merge_party_organizations(tiered.act(TODAY), [tiered.north], into=tiered.south) == []


@pytest.mark.req("B02", "B07")
def test_an_organization_belongs_to_one_joint_committee_whether_it_has_a_branch_or_not(tiered: World) -> None:
    """单独组建、联合组建、尚未具备条件 alike: one joint committee each, on every day."""
    separate, joint, partner, none = (tiered.organization(f"{name}会") for name in ("甲", "乙", "丙", "丁"))
    units = [separate, joint, partner, none]
    own, shared = establish_party_organizations(
        tiered.act(LATER), [new("甲支部", "party_branch", tiered.north), new("联合支部", "joint_branch", tiered.north)]
    )
    pairs = [(own, separate), (shared, joint), (shared, partner)]
    cover_units(tiered.act(LATER), [Covering(party_organization=node, unit=unit) for node, unit in pairs])
    for node, unit in pairs:
        low = [Answering(unit=unit, party_organization=node)]
        (objection,) = refused(lambda rows=low: take_jurisdiction(tiered.act(LATER), rows))
        assert (objection.code, objection.clause.key) == ("attached_too_low", "bj2020#B02")
    rows = [Answering(unit=unit, party_organization=tiered.north) for unit in units]
    assert take_jurisdiction(tiered.act(LATER), rows) == units
    assert take_jurisdiction(tiered.act(TODAY), [Answering(unit=none, party_organization=tiered.south)]) == [none]
    for on, answering in ((LATER, tiered.north), (TODAY - DAY, tiered.north), (TODAY, tiered.south)):
        held = Jurisdiction.objects.filter(retracted__isnull=True, unit=none, period__contains=on)
        assert [one.party_organization_id for one in held] == [answering]
    covered = dict(Standing.objects.filter(valid_to__isnull=True).values_list("unit", "org_covered"))
    assert covered == {separate: True, joint: True, partner: True, none: False}
    assert figure_for(tiered.clerk, "unattached", tiered.committee, TODAY).numerator == 0


@pytest.mark.req("B02")
def test_decoupling_does_not_attach_to_the_third_tier(tiered: World) -> None:
    unit = tiered.organization("甲行业协会", mode="dual_administration")
    (branch,) = establish_party_organizations(tiered.act(LATER), [new("甲支部", "party_branch", tiered.north)])
    low = [Decoupling(unit=unit, party_organization=branch)]
    assert clauses(lambda: decouple_organizations(tiered.act(TODAY), low)) == [("attached_too_low", "bj2020#B02")]
    assert decouple_organizations(tiered.act(TODAY), [Decoupling(unit=unit, party_organization=tiered.north)])


def test_a_ledger_tells_what_stands_already_in_however_many_tiers(tiered: World) -> None:
    """District committees under the city's, a branch under a branch: entered as told, refused of whoever decides it."""
    rows = [
        LedgerRow("表", 3, {"name": "乙区总支", "kind": "党总支", "parent": "甲市社会组织综合党委", "units": []}),
        LedgerRow("表", 4, {"name": "乙区支部", "kind": "党支部", "parent": "乙区总支", "units": []}),
    ]
    assert changes(put(tiered, "party_organizations", rows, create_missing=True)) == ["new", "new"]
    reading, _ = given(PARTY)
    applied = put_reading(tiered, reading, create_missing=True)
    assert changes(applied).count("new") > 40
    (above,) = Naming.objects.filter(name="乙区总支").values_list("party_organization", flat=True)
    decided = [new("丙支部", "party_branch", above)]
    assert clauses(lambda: establish_party_organizations(tiered.act(TODAY), decided)) == REFUSED


@pytest.mark.req("B02")
def test_another_kind_told_by_a_ledger_is_held_to_the_law_of_the_act_and_its_row_alone_refused(tiered: World) -> None:
    """Where the superior moves as well, the new one is asked; what was refused is told before anything is written."""
    kept, lower, higher, moving = establish_party_organizations(
        tiered.act(LATER),
        [new(f"{name}支部", "party_branch", tiered.north) for name in ("甲", "乙", "丙", "丁")],
    )  # fmt: skip
    move_party_organizations(tiered.act(LATER), [Move(party_organization=lower, parent=kept)], told=True)
    unit = tiered.organization("甲学会", at=tiered.north, on=LATER)
    cover_units(tiered.act(LATER), [Covering(party_organization=moving, unit=unit)])

    def row(place: int, name: str, kind: str, parent: str) -> LedgerRow:
        return LedgerRow("表", place, {"name": name, "kind": kind, "parent": parent, "units": []})

    city = "甲市社会组织综合党委"
    rows = [
        row(3, "甲支部", "党总支", "北片联合党委"),
        row(4, "乙支部", "联合党委", "甲支部"),
        row(5, "丙支部", "联合党委", "北片联合党委"),
        row(6, "丁支部", "联合党委", city),
    ]
    shown = judge_ledger(tiered.act(TODAY), Ledger(node=tiered.committee, kind="party_organizations", rows=rows))
    applied = put(tiered, "party_organizations", rows).judgements
    for judged in (shown, applied):
        assert [one.change for one in judged] == [None, None, None, "changed"]
        told = judged[2].problems[0]
        assert (told.field, told.code) == ("kind", "tiers")
        assert "“丙支部”不能隶属于“北片联合党委”" in told.message and "依据：" in told.message
    now = Naming.objects.filter(retracted__isnull=True, period__contains=TODAY)
    kinds = dict(now.values_list("party_organization", "kind"))
    assert [kinds[key] for key in (kept, lower, higher, moving)] == [*["party_branch"] * 3, "joint_committee"]
    assert list(check()) == []


def test_the_law_of_tiers_takes_the_same_number_of_queries_for_any_number(tiered: World) -> None:
    counts = set()
    for number in (1, 5, 40):
        rows = [new(f"{number}-{index}支部", "party_branch", tiered.north) for index in range(number)]
        keys: list[int] = []
        queries_of(lambda rows=rows, keys=keys: keys.extend(establish_party_organizations(tiered.act(LATER), rows)))
        moves = [Move(party_organization=key, parent=tiered.south) for key in keys]
        counts.add(queries_of(lambda moves=moves: move_party_organizations(tiered.act(TODAY), moves)))
    assert len(counts) == 1


@pytest.mark.req("B21")
def test_the_lines_of_the_committee_and_of_supervisors_run_side_by_side(world: World) -> None:
    """Anhui: the supervisor's Party organization is responsible, the committee guides; neither is above the other."""
    theirs = world.neighbour_committee
    by = world.neighbour
    bind_packs(world.act(START, by=by), [Binding(party_organization=theirs, chain=("ah2017", "national"))])
    bureau = world.body("某厅", "supervising_unit", at=theirs)
    own_line = NewPartyOrganization(
        name="某厅机关党委", kind="office_committee", managed=False, seats=((bureau, SeatRole.OWN),)
    )
    (line,) = establish_party_organizations(world.act(START, by=by), [own_line])
    unit = world.organization("甲协会", at=theirs, mode="dual_administration", supervising_unit=bureau)
    on = date(2018, 1, 1)
    assert accept_proposals(world.act(on, by=by), [unit]).attached == (unit,)
    assert Jurisdiction.objects.get(unit=unit).party_organization_id == line
    guidance = Guidance.objects.get(unit=unit)
    assert (guidance.party_organization_id, guidance.kind) == (theirs, "guidance_and_urging")
    assert Placement.objects.get(party_organization=line).parent_id is None
    led = figure_for(by, "social_organizations", theirs, on)
    assert isinstance(led, Table) and led.numerator == 0
    adopt(world, "leading_body.relation_to_supervisors", "ah2017", theirs)
    peers = [("peers", "ah2017#B21")]
    subordinate = [new("某局党组", "leading_party_group", theirs)]
    assert clauses(lambda: establish_party_organizations(world.act(LATER, by=by), subordinate)) == peers
    assert establish_party_organizations(world.act(LATER - DAY, by=by), subordinate)

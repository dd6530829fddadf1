"""Party organizations are set up wholly or not at all, with the forms that the texts of their place open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.commands.cast import START, TODAY, World, queries_of, refused

from shuniu.commands.journal import KeyReused
from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.models import Entry, Formation, Lineage, Locality, Naming, PartyOrganization, Placement, Seat
from shuniu.policy.words import SeatRole


def branch(world: World, name: str = "第一党支部", **more: object) -> NewPartyOrganization:
    return NewPartyOrganization(**{"name": name, "kind": "party_branch", "parent": world.north} | more)


@pytest.mark.req("B03")
def test_establishing_records_name_place_approval_and_seat(world: World) -> None:
    unit = world.organization("甲协会")
    terms = Terms(
        mode="separate",
        basis="unit",
        approver="市委组织部",
        document_number="京组〔2016〕12号",
        document_on=START,
        established_on=date(2016, 12, 1),
        established_precision="month",
    )
    row = branch(world, short_name="一支部", terms=terms, seats=((unit, SeatRole.OWN),), fallback_for="110101")
    (key,) = establish_party_organizations(world.act(START), [row])
    naming = Naming.objects.get(party_organization=key)
    assert (naming.name, naming.short_name, naming.kind) == ("第一党支部", "一支部", "party_branch")
    formation = Formation.objects.get(party_organization=key)
    assert (formation.approver, formation.document_number, formation.established_precision) == (
        "市委组织部",
        "京组〔2016〕12号",
        "month",
    )
    assert Placement.objects.get(party_organization=key).parent_id == world.north
    assert Seat.objects.get(party_organization=key).unit_id == unit
    assert Locality.objects.get(region="110101").party_organization_id == key
    assert Lineage.objects.filter(ancestor=world.committee, descendant=key).exists()
    made_by = PartyOrganization.objects.get(pk=key).recorded
    assert made_by is not None and made_by.act == "party_organization.establish"
    assert naming.recorded_id == made_by.pk


def test_one_act_sets_up_a_whole_branch_of_the_tree(world: World) -> None:
    rows = [
        NewPartyOrganization(name="东片联合党委", kind="joint_committee", parent=world.committee),
        NewPartyOrganization(name="甲党支部", kind="party_branch", parent_row=0),
        NewPartyOrganization(name="乙党支部", kind="party_branch", parent_row=0),
    ]
    entries = Entry.objects.count()
    above, one, other = establish_party_organizations(world.act(), rows)
    assert set(Placement.objects.filter(parent=above).values_list("party_organization", flat=True)) == {one, other}
    assert Entry.objects.count() == entries + 1


def test_codes_are_given_where_missing_and_never_twice(world: World) -> None:
    keys = establish_party_organizations(
        world.act(), [branch(world), branch(world, "第二党支部"), branch(world, "第三党支部", code="bj-7")]
    )
    codes = set(PartyOrganization.objects.filter(pk__in=keys).values_list("code", flat=True))
    assert len(codes) == 3 and "bj-7" in codes
    (objection,) = refused(
        lambda: establish_party_organizations(world.act(), [branch(world, "第四党支部", code="bj-7")])
    )
    assert (objection.code, objection.field, objection.row) == ("code_taken", "code", 0)


def test_every_objection_of_every_row_comes_at_once(world: World) -> None:
    rows = [
        branch(world, "", kind="stove"),
        branch(world),
        branch(world, "挂靠党支部", terms=Terms(mode="affiliated")),
    ]
    objections = refused(lambda: establish_party_organizations(world.act(), rows))
    assert [(one.row, one.code) for one in objections] == [
        (0, "name_missing"),
        (0, "kind_unknown"),
        (2, "mode_not_open"),
    ]


@pytest.mark.req("D28")
def test_forms_are_open_lists_of_the_texts_of_the_place(world: World) -> None:
    (objection,) = refused(
        lambda: establish_party_organizations(world.act(), [branch(world, terms=Terms(mode="affiliated"))])
    )
    assert objection.clause.key.split("#")[0] in {"bj2020", "bj2016", "bj2015"}
    assert "单独组建" in objection.alternatives
    with_enterprise = branch(world, terms=Terms(mode="with_enterprise"))
    assert len(establish_party_organizations(world.act(), [with_enterprise])) == 1


@pytest.mark.req("B04")
def test_a_joint_committee_stands_on_an_open_axis_with_a_value(world: World) -> None:
    committee = {"kind": "joint_committee", "parent": world.committee}
    rows = [
        branch(world, "甲联合党委", **committee, axis="colour", axis_value="红"),
        branch(world, "乙联合党委", **committee, axis="field"),
        branch(world, "丙联合党委", **committee, axis="field", axis_value="社会服务", ordinal=1, target_load=50),
    ]
    objections = refused(lambda: establish_party_organizations(world.act(), rows))
    assert [(one.row, one.code) for one in objections] == [(0, "axis_not_open"), (1, "axis_value_missing")]
    (key,) = establish_party_organizations(world.act(), rows[2:])
    naming = Naming.objects.get(party_organization=key)
    assert (naming.axis, naming.axis_value, naming.ordinal, naming.target_load) == ("field", "社会服务", 1, 50)


def test_the_superior_exists_on_the_day_of_establishing(world: World) -> None:
    day_before = START - timedelta(days=1)
    (objection,) = refused(lambda: establish_party_organizations(world.act(day_before), [branch(world)]))
    assert objection.code == "parent_absent"
    assert establish_party_organizations(world.act(START), [branch(world)])


def test_two_siblings_never_bear_one_name(world: World) -> None:
    (objection,) = refused(lambda: establish_party_organizations(world.act(), [branch(world), branch(world)]))
    assert (objection.row, objection.code) == (1, "name_taken")
    establish_party_organizations(world.act(), [branch(world)])
    assert refused(lambda: establish_party_organizations(world.act(), [branch(world)]))[0].code == "name_taken"
    assert establish_party_organizations(world.act(), [branch(world, parent=world.south)])


def test_a_foreign_superior_is_refused_in_the_words_of_a_missing_one(world: World) -> None:
    rows = [branch(world, parent=world.neighbour_committee), branch(world, parent=999_999)]
    foreign, missing = refused(lambda: establish_party_organizations(world.act(), rows))
    assert foreign.missing == missing.missing and foreign.fact == missing.fact
    assert foreign.code == "not_in_reach"


def test_only_the_deployment_founds_a_committee_but_a_clerk_enters_outside_ones(world: World) -> None:
    top = NewPartyOrganization(name="丙市综合党委", kind="comprehensive_committee")
    assert refused(lambda: establish_party_organizations(world.act(), [top]))[0].code == "not_in_reach"
    outside = NewPartyOrganization(name="某街道党工委", kind="work_committee", managed=False)
    (key,) = establish_party_organizations(world.act(), [outside])
    assert not PartyOrganization.objects.get(pk=key).managed


def test_the_same_key_establishes_once(world: World) -> None:
    first = establish_party_organizations(world.act(key="k1"), [branch(world)])
    count = PartyOrganization.objects.count()
    assert establish_party_organizations(world.act(key="k1"), [branch(world)]) == first
    assert PartyOrganization.objects.count() == count
    with pytest.raises(KeyReused):
        establish_party_organizations(world.act(key="k1"), [branch(world, "另一党支部")])


def test_opening_rows_say_that_their_start_is_unknown(world: World) -> None:
    (key,) = establish_party_organizations(world.act(TODAY), [branch(world)], precision="opening")
    assert Naming.objects.get(party_organization=key).precision == "opening"


def test_any_number_of_rows_takes_the_same_number_of_queries(world: World) -> None:
    counts = set()
    establish_party_organizations(world.act(), [branch(world)])
    for count in (1, 3, 12):
        rows = [branch(world, f"{count}-{number}党支部", terms=Terms(mode="joint")) for number in range(count)]
        counts.add(queries_of(lambda rows=rows: establish_party_organizations(world.act(), rows)))
    assert len(counts) == 1

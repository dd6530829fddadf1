"""Members behind an application: the one proposed as secretary, and the pooling branch that gathers them (D20–D22)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import BEGINNING, Cast
from tests.commands.cast import refused
from tests.commands.formation.desk import Desk, desk
from tests.commands.members.roll import ADMITTED

from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.commands.members.move import Relocation, move_members
from shuniu.commands.members.posts import PostHeld, set_posts
from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.models import Membership, Person, Step
from shuniu.policy.words import PartyPost

pytestmark = pytest.mark.django_db
TODAY = date(2020, 7, 1)


def member(cast: Cast, name: str = "甲党员", **membership: object) -> Person:
    row = NewMember(party_organization=cast.branch, name=name, membership={**ADMITTED, **membership})
    (key,) = enter_members(cast.act(date(2019, 7, 1)), [row]).persons
    return Person.objects.get(pk=key)


@pytest.fixture
def one(cast: Cast) -> Desk:
    return desk(cast)


@pytest.mark.req("J01")
def test_the_office_proposes_a_member_of_its_rolls_and_only_the_id_is_filed(one: Desk) -> None:
    cast, person = one.cast, member(one.cast)
    said = {"secretary": str(person.uuid), "secretary_source": "party_member_head"}
    one.submit(cast.secretary, **said)
    sent = Step.objects.get(case=one.row, filed__isnull=False)
    assert sent.filed["secretary"] == str(person.uuid) and "甲党员" not in str(sent.filed)


def test_a_year_of_standing_and_posts_elsewhere_come_from_the_roll(one: Desk) -> None:
    cast = one.cast
    young = member(cast, full_member_on=date(2019, 7, 2))
    one.clerk = cast.secretary
    assert [found.code for found in refused(lambda: one.submit(secretary=str(young.uuid)))] == ["standing"]
    old = member(cast, "乙党员", full_member_on=date(2019, 7, 1))
    set_posts(
        cast.act(),
        [PostHeld(person=old.pk, party_organization=cast.branch, post=PartyPost.SECRETARY, begins_on=TODAY)],
    )
    findings = {found.code: found.sentence for found in one.ask(secretary=str(old.uuid)).findings}
    assert "澄笙学会" in findings["secretary_elsewhere"]
    trial = member(cast, "丙党员", state="probationary", full_member_on=None, full_member_precision="")
    assert [found.code for found in refused(lambda: one.submit(secretary=str(trial.uuid)))] == ["candidate_not_full"]


def test_nobody_names_a_member_of_rolls_they_may_not_look_into(one: Desk) -> None:
    person = member(one.cast)
    assert [found.code for found in refused(lambda: one.submit(secretary=str(person.uuid)))] == ["candidate_unknown"]


@pytest.mark.req("D20", "D22")
def test_the_pooling_branch_takes_relations_in_and_its_probationary_members_become_full(cast: Cast) -> None:
    bind_packs(cast.act(BEGINNING), [Binding(party_organization=cast.top, chain=("ah2017", "national"))])
    one = desk(cast, "澄川市社会组织联合会")
    one.wanted = {
        "mode": "pooling", "kind": "joint_branch", "name": "中共澄川市社会组织联合会联合支部委员会",
    }  # fmt: skip
    one.approved()
    pool = one.reply()
    trial = member(cast, state="probationary", full_member_on=None, full_member_precision="", mobile_member=True)
    move_members(cast.act(), [Relocation(person=trial.pk, party_organization=pool)])
    full = {"state": "full", "full_member_on": TODAY, "full_member_precision": "day"}
    change_members(cast.act(date(2020, 7, 1)), [MemberChange(person=trial.pk, membership=full)])
    held = Membership.objects.get(person=trial, retracted__isnull=True, period__contains=TODAY)
    assert (held.party_organization_id, held.state, held.full_member_on) == (pool, "full", TODAY)

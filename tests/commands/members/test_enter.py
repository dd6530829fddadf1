"""Members enter the roll: encrypted under a key of their own, found again by a blind index, never twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.commands.cast import NOW, START, TODAY, World, founded, queries_of, refused
from tests.commands.members.roll import ADMITTED, branch, entered, number, row

from shuniu.access import visible
from shuniu.commands.journal import KeyReused
from shuniu.commands.members.enter import TABLE, enter_members
from shuniu.kernel.decision import Refused
from shuniu.models import Membership, MembershipRequest, Participation, Particulars, Person, Post, WrappedKey
from shuniu.models.secrecy import Unreadable, blind_index, destroy_keys, with_key
from shuniu.policy.grants import Action
from shuniu.policy.words import PartyPost
from shuniu.policy.words.accounts import Role


def opened(person: int, field: str) -> str:
    one = Person.objects.select_related("key").get(pk=person)
    held = Particulars.objects.get(person=person, retracted__isnull=True)
    assert one.key is not None
    return with_key(one.key).decrypt(getattr(held, field), table=TABLE, row=one.uuid, field=field).decode()


@pytest.mark.req("I01")
def test_a_member_is_entered_with_number_and_mobile_encrypted(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here, number=number(1), mobile="15400000001", post="secretary", position="秘书长"))
    held = Particulars.objects.get(person=person)
    assert held.number_index is not None
    assert bytes(held.number_index) == blind_index(number(1))
    for column in ("citizen_number", "mobile", "number_index"):
        assert number(1).encode() not in bytes(getattr(held, column))
    assert (opened(person, "citizen_number"), opened(person, "mobile")) == (number(1), "15400000001")
    membership = Membership.objects.get(person=person)
    assert (membership.party_organization_id, membership.state) == (here, "full")
    assert Post.objects.get(person=person).post == "secretary"


def test_destroying_the_key_of_one_person_forgets_that_one_only(world: World) -> None:
    here = branch(world)
    first, second = entered(world, row(here, number=number(1)), row(here, "乙党员", number=number(2)))
    destroy_keys(Person.objects.filter(pk=first).values_list("key", flat=True))
    assert Person.objects.get(pk=first).key is None
    assert opened(second, "citizen_number") == number(2)
    held = Particulars.objects.get(person=first)
    for key in WrappedKey.objects.all():
        with pytest.raises(Unreadable):
            with_key(key).decrypt(
                bytes(held.citizen_number or b""),
                table=TABLE,
                row=Person.objects.get(pk=first).uuid,
                field="citizen_number",
            )


def test_an_encrypted_number_opens_at_its_own_person_only(world: World) -> None:
    here = branch(world)
    first, second = entered(world, row(here, number=number(1)), row(here, "乙党员", number=number(2)))
    key = Person.objects.select_related("key").get(pk=first).key
    held = Particulars.objects.get(person=first)
    assert key is not None
    with pytest.raises(Unreadable):
        with_key(key).decrypt(
            bytes(held.citizen_number or b""),
            table=TABLE,
            row=Person.objects.get(pk=second).uuid,
            field="citizen_number",
        )


def test_a_number_already_in_the_own_roll_is_an_objection(world: World) -> None:
    here = branch(world)
    entered(world, row(here, number=number(1)))
    (found,) = refused(lambda: enter_members(world.act(), [row(here, "同一人", number=number(1))]))
    assert (found.code, found.row, found.field) == ("number_held", 0, "citizen_number")
    assert number(1) not in found.sentence


def test_the_same_number_twice_in_one_act_is_an_objection(world: World) -> None:
    here = branch(world)
    (found,) = refused(lambda: enter_members(world.act(), [row(here, number=number(1))] * 2))
    assert (found.code, found.row) == ("named_twice", 1)


def test_somebody_another_office_holds_is_asked_for_and_nothing_is_told(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here, number=number(1)))
    (there,) = _foreign(world)
    answer = enter_members(
        world.act(by=world.neighbour), [row(there, "同一人", number=number(1)), row(there, "丙党员")]
    )
    assert answer.persons[0] is None
    assert answer.asked == 1
    assert answer.persons[1] is not None
    asked = MembershipRequest.objects.get()
    assert (asked.person_id, asked.asked_for_id, asked.state) == (person, there, "open")
    assert Membership.objects.filter(person=person, retracted__isnull=True).count() == 1
    assert not visible(Person.objects.filter(pk=person), world.neighbour, Action.READ_MEMBER).exists()
    again = enter_members(world.act(by=world.neighbour), [row(there, "同一人", number=number(1))])
    assert (again.asked, MembershipRequest.objects.count()) == (1, 1)


def _foreign(world: World) -> list[int]:
    from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations

    rows = [NewPartyOrganization(kind="party_branch", name="乙市某协会党支部", parent=world.neighbour_committee)]
    return establish_party_organizations(world.act(START, by=world.neighbour), rows)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("party_branch", ""),
        ("joint_branch", ""),
        ("temporary_branch", ""),
        ("general_branch", ""),
        ("primary_committee", ""),
        ("joint_committee", "holds_no_members"),
    ],
)
def test_where_members_are_held(world: World, kind: str, code: str) -> None:
    (here,) = world.establish("某党组织", under=world.north, kind=kind)
    if not code:
        assert entered(world, row(here))
        return
    (found,) = refused(lambda: enter_members(world.act(), [row(here)]))
    assert (found.code, found.clause.key) == (code, "national#党章8")


def test_a_branch_that_does_not_exist_yet_holds_nobody(world: World) -> None:
    (here,) = world.establish("某党支部", under=world.north, kind="party_branch", on=date(2020, 1, 1))
    (found,) = refused(lambda: enter_members(world.act(date(2019, 12, 31)), [row(here)]))
    assert found.code == "party_organization_absent"
    assert enter_members(world.act(date(2020, 1, 1)), [row(here)]).persons


def test_one_wrong_row_keeps_all_out_and_every_objection_is_said(world: World) -> None:
    here = branch(world)
    young = {"born_on": date(1995, 1, 1), "born_precision": "day"}
    rows = [row(here), row(here, "", number="110101198001010011"), row(here, "乙", particulars=young)]
    found = refused(lambda: enter_members(world.act(), rows))
    assert {(one.row, one.code) for one in found} == {(1, "name_missing"), (1, "number_wrong"), (2, "join_under_18")}
    assert Person.objects.count() == 0


def test_a_roll_out_of_reach_is_refused(world: World) -> None:
    here = branch(world)
    secretary = world.actor(Role.BRANCH_SECRETARY, here)
    other = branch(world, "乙协会党支部")
    assert enter_members(world.act(by=secretary), [row(here)]).persons
    for actor, place in ((secretary, other), (world.neighbour, here)):
        with pytest.raises(Refused):
            enter_members(world.act(by=actor), [row(place)])
    for role in (Role.SUPERVISING_UNIT_CLERK, Role.REGISTRY_CLERK, Role.ORGANIZATION_CLERK, Role.INSTRUCTOR):
        with pytest.raises(Refused):
            enter_members(world.act(by=world.actor(role, unit=world.organization("某协会"))), [row(here)])


@pytest.mark.req("I13")
def test_who_takes_part_only_is_read_but_kept_by_the_branch_that_holds(world: World) -> None:
    here, other = branch(world), branch(world, "乙协会党支部")
    (guest,) = entered(world, row(other, "客人", takes_part=True))
    assert Participation.objects.get(person=guest).party_organization_id == other
    assert not Membership.objects.filter(person=guest).exists()
    mine, theirs = world.actor(Role.BRANCH_SECRETARY, here), world.actor(Role.BRANCH_SECRETARY, other)
    assert visible(Person.objects.all(), theirs, Action.WRITE_MEMBER).filter(pk=guest).exists()
    assert not visible(Person.objects.all(), mine, Action.READ_MEMBER).filter(pk=guest).exists()


def test_the_same_key_enters_once(world: World) -> None:
    here = branch(world)
    act = world.act(key="once")
    first = enter_members(act, [row(here)])
    assert enter_members(act, [row(here)]).persons == first.persons
    assert Person.objects.count() == 1
    with pytest.raises(KeyReused):
        enter_members(act, [row(here, "另一人")])


def test_many_members_cost_a_constant_number_of_statements(world: World) -> None:
    here = branch(world)
    few = queries_of(lambda: enter_members(world.act(), [row(here, number=number(1))]))
    many = queries_of(lambda: enter_members(world.act(), [row(here, number=number(n)) for n in range(2, 203)]))
    assert (few, many) == (few, few)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trial", range(3))
def test_two_clerks_who_enter_the_same_person_at_once_make_one(trial: int) -> None:
    world = founded()
    here, other = branch(world), branch(world, "乙协会党支部")
    gate = Barrier(2)

    def enter(place: int) -> str:
        gate.wait()
        try:
            enter_members(world.act(), [row(place, number=number(trial))])
            return "entered"
        except Refused as refusal:
            return refusal.decision.objections[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(enter, (here, other)))
    assert answers == ["entered", "number_held"]
    assert Person.objects.count() == 1


def test_the_days_of_a_ledger_are_kept_as_they_were_written(world: World) -> None:
    here = branch(world)
    values = ADMITTED | {"admitted_on": date(2010, 1, 1), "admitted_precision": "year"}
    (person,) = entered(world, row(here, membership=values), on=TODAY - timedelta(days=1))
    held = Membership.objects.get(person=person)
    assert (held.admitted_precision, held.period.lower) == ("year", NOW.date() - timedelta(days=1))


def test_every_post_the_roll_knows_can_be_written(world: World) -> None:
    here = branch(world)
    entered(world, *(row(here, f"第{place}名", post=one.value) for place, one in enumerate(PartyPost)))
    assert set(Post.objects.values_list("post", flat=True)) == {one.value for one in PartyPost}

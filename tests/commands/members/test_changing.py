"""What the roll says changes from a day on, moves with the member, ends; or was never so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.commands.cast import START, TODAY, World, refused
from tests.commands.members.roll import ADMITTED, branch, entered, number, row
from tests.commands.members.test_enter import _foreign, opened

from shuniu.access import visible
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.commands.members.enter import enter_members
from shuniu.commands.members.move import Departure, Relocation, let_go, move_members
from shuniu.commands.members.participate import Part, begin_participation, end_participation
from shuniu.commands.members.requests import answer_request, withdraw_request
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.models import Membership, MembershipRequest, Participation, Particulars, Person, Post
from shuniu.policy.grants import Action
from shuniu.policy.words import Leaving
from shuniu.policy.words.accounts import Role

DAY = timedelta(days=1)
MOVED = date(2022, 5, 1)


def held_at(person: int, on: date) -> int | None:
    held = Membership.objects.filter(retracted__isnull=True, person=person, period__contains=on)
    return held.values_list("party_organization", flat=True).first()


def test_a_change_counts_from_its_day_and_a_correction_always(world: World) -> None:
    (person,) = entered(world, row(branch(world), number=number(1)))
    change_members(
        world.act(MOVED), [MemberChange(person=person, particulars={"education": "21"}, mobile="15400000009")]
    )
    facts = Particulars.objects.filter(person=person, retracted__isnull=True)
    assert facts.get(period__contains=MOVED - DAY).education == ""
    assert facts.get(period__contains=MOVED).education == "21"
    change_members(world.act(MOVED), [MemberChange(person=person, particulars={"sex": "female"})], correction=True)
    assert facts.get(period__contains=MOVED).sex == "female"
    assert facts.get(period__contains=MOVED - DAY).sex == "male"


def test_a_number_is_corrected_and_the_old_one_finds_nobody(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here, number=number(1)))
    change_members(world.act(START), [MemberChange(person=person, number=number(2))], correction=True)
    assert Particulars.objects.get(person=person, retracted__isnull=True).number_index is not None
    (found,) = refused(lambda: enter_members(world.act(), [row(here, number=number(2))]))
    assert found.code == "number_held"
    assert enter_members(world.act(), [row(here, "另一人", number=number(1))]).persons[0] is not None


def test_of_somebody_held_nowhere_no_membership_is_changed(world: World) -> None:
    (person,) = entered(world, row(branch(world)))
    let_go(world.act(MOVED), [Departure(person=person, why=Leaving.MOVED_OUT)])
    for change in ({"membership": {"status": "suspended"}}, {"post": "secretary"}):
        (found,) = refused(lambda change=change: change_members(world.act(), [MemberChange(person=person, **change)]))
        assert found.code == "not_held"
    change_members(world.act(), [MemberChange(person=person, particulars={"education": "21"})])


def test_a_number_of_another_member_is_refused(world: World) -> None:
    first, _ = entered(world, row(branch(world), number=number(1)), row(branch(world, "乙支部"), number=number(2)))
    (found,) = refused(lambda: change_members(world.act(), [MemberChange(person=first, number=number(2))]))
    assert (found.code, number(2) in found.sentence) == ("number_held", False)


def test_the_law_is_asked_of_what_would_be_so(world: World) -> None:
    (person,) = entered(world, row(branch(world)))
    change = MemberChange(person=person, membership={"full_member_on": date(2009, 1, 1)})
    (found,) = refused(lambda: change_members(world.act(), [change], correction=True))
    assert (found.code, found.field) == ("formal_before_join", "full_member_on")


def test_what_the_office_has_not_seen_is_not_overwritten(world: World) -> None:
    (person,) = entered(world, row(branch(world)))
    fact = Membership.objects.get(person=person)
    change_members(world.act(MOVED), [MemberChange(person=person, membership={"status": "suspended"})])
    stale = MemberChange(person=person, membership={"status": "normal"}, seen=(None, (fact.pk,)))
    with pytest.raises(ChangedMeanwhile):
        change_members(world.act(TODAY), [stale])


def test_a_member_moves_and_yesterday_stays(world: World) -> None:
    here, there = branch(world), branch(world, "乙协会党支部", under=world.south)
    (person,) = entered(world, row(here, number=number(1), post="secretary"))
    assert move_members(world.act(MOVED), [Relocation(person=person, party_organization=there)]) == [person]
    assert (held_at(person, MOVED - DAY), held_at(person, MOVED)) == (here, there)
    posts = Post.objects.filter(person=person, retracted__isnull=True)
    assert posts.filter(period__contains=MOVED - DAY).exists()
    assert not posts.filter(period__contains=MOVED).exists()
    assert opened_before_and_after(person) == number(1)
    old, new = world.actor(Role.BRANCH_SECRETARY, here), world.actor(Role.BRANCH_SECRETARY, there)
    assert not visible(Person.objects.filter(pk=person), old, Action.READ_MEMBER).exists()
    assert visible(Person.objects.filter(pk=person), new, Action.WRITE_MEMBER).exists()


def opened_before_and_after(person: int) -> str:
    return opened(person, "citizen_number")


@pytest.mark.req("I13")
def test_who_took_part_and_is_now_held_there_takes_part_no_more(world: World) -> None:
    here, there = branch(world), branch(world, "乙协会党支部")
    (person,) = entered(world, row(here))
    begin_participation(world.act(START), [Part(person=person, party_organization=there)])
    move_members(world.act(MOVED), [Relocation(person=person, party_organization=there)])
    parts = Participation.objects.filter(person=person, retracted__isnull=True)
    assert parts.filter(period__contains=MOVED - DAY).exists()
    assert not parts.filter(period__contains=MOVED).exists()


def test_a_move_out_of_reach_is_refused_whichever_side(world: World) -> None:
    here = branch(world)
    (there,) = _foreign(world)
    (person,) = entered(world, row(here))
    (found,) = refused(lambda: move_members(world.act(), [Relocation(person=person, party_organization=there)]))
    assert found.field == "party_organization"
    act = world.act(by=world.neighbour)
    (found,) = refused(lambda: move_members(act, [Relocation(person=person, party_organization=there)]))
    assert found.field == "person"


@pytest.mark.parametrize("why", list(Leaving))
def test_a_membership_ends_with_its_reason(world: World, why: Leaving) -> None:
    state = "probationary" if why is Leaving.NOT_CONFIRMED else "full"
    values = ADMITTED | {"state": state} | ({"full_member_on": None} if state == "probationary" else {})
    here = branch(world)
    (person,) = entered(world, row(here, membership=values, post="committee_member"))
    let_go(world.act(MOVED), [Departure(person=person, why=why)])
    assert (held_at(person, MOVED - DAY), held_at(person, MOVED)) == (here, None)
    assert Membership.objects.get(person=person, retracted__isnull=True).leaving == why.value
    assert not Post.objects.filter(person=person, retracted__isnull=True, period__contains=MOVED).exists()
    secretary = world.actor(Role.BRANCH_SECRETARY, here)
    assert visible(Person.objects.filter(pk=person), secretary, Action.READ_MEMBER).exists()
    (found,) = refused(lambda: let_go(world.act(MOVED + DAY), [Departure(person=person, why=why)]))[:1]
    assert found.code == "not_held"


def test_probation_of_a_full_member_cannot_be_revoked(world: World) -> None:
    (person,) = entered(world, row(branch(world)))
    (found,) = refused(lambda: let_go(world.act(), [Departure(person=person, why=Leaving.NOT_CONFIRMED)]))
    assert (found.code, found.clause.key) == ("full_already", "national#发展细则32")


def asked_for(world: World) -> tuple[int, int, int, MembershipRequest]:
    here = branch(world)
    (person,) = entered(world, row(here, number=number(1)))
    (there,) = _foreign(world)
    enter_members(world.act(by=world.neighbour), [row(there, "同一人", number=number(1))])
    return person, here, there, MembershipRequest.objects.get()


def test_who_holds_the_person_answers_and_the_relation_goes_on_there(world: World) -> None:
    person, here, there, request = asked_for(world)
    (found,) = refused(lambda: answer_request(world.act(by=world.neighbour), request.uuid, request.version, grant=True))
    assert found.code == "not_in_reach"
    answer_request(world.act(MOVED), request.uuid, request.version, grant=True)
    assert (held_at(person, MOVED - DAY), held_at(person, MOVED)) == (here, there)
    assert MembershipRequest.objects.get().state == "granted"
    (found,) = refused(lambda: answer_request(world.act(by=world.neighbour), request.uuid, request.version, grant=True))
    assert found.code == "answered_already"


def test_who_declines_says_why_and_nothing_moves(world: World) -> None:
    person, here, _, request = asked_for(world)
    (found,) = refused(lambda: answer_request(world.act(), request.uuid, request.version, grant=False))
    assert (found.code, found.field) == ("reason_missing", "reason")
    answer_request(world.act(), request.uuid, request.version, grant=False, reason="本人不转出")
    asked = MembershipRequest.objects.get()
    assert (asked.state, asked.reason, held_at(person, TODAY)) == ("declined", "本人不转出", here)


def test_the_asking_office_withdraws_and_only_that_one(world: World) -> None:
    _, _, _, request = asked_for(world)
    (found,) = refused(lambda: withdraw_request(world.act(), request.uuid, request.version))
    assert found.code == "not_in_reach"
    with pytest.raises(ChangedMeanwhile):
        withdraw_request(world.act(by=world.neighbour), request.uuid, request.version + 1)
    withdraw_request(world.act(by=world.neighbour), request.uuid, request.version)
    assert MembershipRequest.objects.get().state == "withdrawn"


@pytest.mark.req("I13")
def test_who_moved_out_comes_back_as_what_he_was(world: World) -> None:
    here, there = branch(world), branch(world, "乙协会党支部")
    (person,) = entered(world, row(here, number=number(1)))
    let_go(world.act(MOVED), [Departure(person=person, why=Leaving.MOVED_OUT)])
    back = date(2024, 3, 1)
    move_members(world.act(back), [Relocation(person=person, party_organization=there)])
    assert [held_at(person, on) for on in (MOVED - DAY, MOVED, back - DAY, back)] == [here, None, None, there]
    now = Membership.objects.get(person=person, retracted__isnull=True, period__contains=back)
    assert (now.state, now.admitted_on, now.leaving) == ("full", ADMITTED["admitted_on"], "")


@pytest.mark.parametrize("why", [Leaving.DIED, Leaving.LEFT_THE_PARTY])
def test_who_left_otherwise_does_not_come_back_by_a_move(world: World, why: Leaving) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    let_go(world.act(MOVED), [Departure(person=person, why=why)])
    (found,) = refused(lambda: move_members(world.act(), [Relocation(person=person, party_organization=here)]))
    assert found.code == "not_held"


def test_a_request_of_a_branch_that_was_dissolved_is_not_granted(world: World) -> None:
    person, here, there, request = asked_for(world)
    dissolve_party_organizations(world.act(MOVED, by=world.neighbour), [there])
    (found,) = refused(lambda: answer_request(world.act(), request.uuid, request.version, grant=True))
    assert found.code == "party_organization_absent"
    assert (held_at(person, TODAY), MembershipRequest.objects.get().state) == (here, "open")


def test_taking_part_ends_and_what_was_to_begin_later_only_when_agreed(world: World) -> None:
    here, there = branch(world), branch(world, "乙协会党支部")
    (person,) = entered(world, row(here))
    begin_participation(world.act(START), [Part(person=person, party_organization=there)])
    end_participation(world.act(MOVED), [Part(person=person, party_organization=there)])
    later = date(2027, 1, 1)
    begin_participation(world.act(later), [Part(person=person, party_organization=there)])
    again = Part(person=person, party_organization=there)
    (found,) = refused(lambda: end_participation(world.act(TODAY), [again]))
    assert found.code == "not_begun"
    assert end_participation(world.act(later), [again]) == 1
    assert not Participation.objects.filter(retracted__isnull=True, period__contains=later).exists()


def test_a_post_that_somebody_else_changed_is_not_written_over(world: World) -> None:
    (person,) = entered(world, row(branch(world), post="secretary"))
    seen = tuple(Post.objects.filter(person=person, retracted__isnull=True).values_list("pk", flat=True))
    change_members(world.act(MOVED), [MemberChange(person=person, post="committee_member")])
    stale = MemberChange(person=person, post="deputy_secretary", seen_work=(None, seen))
    with pytest.raises(ChangedMeanwhile):
        change_members(world.act(TODAY), [stale])

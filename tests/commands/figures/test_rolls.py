"""Members are counted where their relation lies, on any day, and every act on a roll keeps the count."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.commands.cast import NOW, START, World, founded
from tests.commands.imports.ledgers import put
from tests.commands.imports.test_members import member
from tests.commands.members.roll import ADMITTED, branch, entered, number, row
from tests.ground.sizes import sample

from shuniu.commands.figures.recount import rebuild
from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.commands.members.enter import enter_members
from shuniu.commands.members.move import Departure, Relocation, let_go, move_members
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.models import Membership, RollStanding
from shuniu.policy.words import Leaving
from shuniu.statistics.answers import Table
from shuniu.statistics.check.members import roll_differences
from shuniu.statistics.figures import figure
from shuniu.statistics.rows import rows

DAY = timedelta(days=1)
MOVED = date(2022, 5, 1)
PROBATIONARY = ADMITTED | {"state": "probationary", "full_member_on": None}


def members(node: int, on: date, key: str = "members") -> int:
    found = figure(key, node, on, with_digest=False)
    assert isinstance(found, Table)
    assert found.source.value == "counted"
    return int(found.numerator)


def sound() -> None:
    assert list(roll_differences()) == []


@pytest.mark.req("I01")
def test_members_are_counted_by_day_node_and_state(world: World) -> None:
    here, there = branch(world), branch(world, "乙协会党支部", under=world.south)
    first, _ = entered(world, row(here), row(here, "乙", membership=PROBATIONARY))
    entered(world, row(there, "丙", membership={**ADMITTED, "state": ""}), on=MOVED)
    assert members(world.committee, START) == 2
    assert members(world.committee, MOVED) == 3
    assert (members(world.north, MOVED), members(world.south, MOVED)) == (2, 1)
    assert members(world.committee, MOVED, "full_members") == 1
    assert members(world.committee, MOVED, "probationary_members") == 1
    move_members(world.act(MOVED), [Relocation(person=first, party_organization=there)])
    assert (members(world.north, MOVED - DAY), members(world.north, MOVED)) == (2, 1)
    assert members(world.south, MOVED) == 2
    sound()


def test_a_branch_without_a_roll_is_said_to_be_missing(world: World) -> None:
    entered(world, row(branch(world)))
    branch(world, "没有名册的党支部")
    found = figure("members", world.committee, START, ["child"])
    assert isinstance(found, Table)
    assert (found.numerator, found.missing) == (1, 1)
    page = rows("members", world.committee, START)
    assert [one.name for one in page.rows] == ["甲协会党支部"]
    assert page.rows[0].attributes == {"党员": 1, "正式党员": 1, "预备党员": 0}


def test_who_becomes_a_full_member_is_counted_so_from_that_day(world: World) -> None:
    (person,) = entered(world, row(branch(world), membership=PROBATIONARY))
    change_members(world.act(MOVED), [MemberChange(person=person, membership={"state": "full"})])
    before, after = MOVED - DAY, MOVED
    assert (members(world.committee, before, "full_members"), members(world.committee, after, "full_members")) == (0, 1)
    assert members(world.committee, after, "probationary_members") == 0
    sound()


def test_a_change_that_is_not_counted_begins_no_stretch(world: World) -> None:
    (person,) = entered(world, row(branch(world)))
    change_members(world.act(MOVED), [MemberChange(person=person, membership={"moved_to": "外省"})])
    assert Membership.objects.filter(retracted__isnull=True).count() == 2
    assert RollStanding.objects.count() == 1
    sound()


def test_leaving_merging_importing_and_undoing_keep_the_count(world: World) -> None:
    from tests.commands.imports.test_batches import received

    from shuniu.commands.imports import Ledger, apply_batch
    from shuniu.commands.imports.batches import undo_batch
    from shuniu.queries.imports.batches import opened_batch

    here, there = branch(world), branch(world, "乙协会党支部")
    first, _ = entered(world, row(here), row(here, "乙"))
    let_go(world.act(MOVED), [Departure(person=first, why=Leaving.MOVED_OUT)])
    assert (members(world.committee, MOVED - DAY), members(world.committee, MOVED)) == (2, 1)
    merge_party_organizations(world.act(MOVED + DAY), [here], into=there)
    assert members(there, MOVED + DAY) == 1
    sound()
    public = received(world, kind="members")
    ledger = Ledger(node=world.committee, kind="members", rows=[member(7, party_organization="乙协会党支部")])
    apply_batch(world.act(), public, opened_batch(world.clerk, public).version, ledger)
    assert members(there, world.clerk.today) == 2
    sound()
    undo_batch(world.act(), public)
    assert members(there, world.clerk.today) == 1
    sound()
    put(world, "members", [member(8, party_organization="乙协会党支部")])
    kept = list(RollStanding.objects.order_by("party_organization", "valid_from").values_list("members", "valid_from"))
    rebuild(NOW)
    again = RollStanding.objects.order_by("party_organization", "valid_from").values_list("members", "valid_from")
    assert list(again) == kept


def test_the_check_names_the_first_day_that_differs(world: World) -> None:
    entered(world, row(branch(world)))
    RollStanding.objects.update(members=9)
    (told,) = roll_differences()
    assert START.isoformat() in told
    assert "(1, 1, 0)" in told
    RollStanding.objects.all().delete()
    assert len(list(roll_differences())) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trial", range(3))
def test_two_acts_on_one_roll_at_once_count_both(trial: int) -> None:
    world = founded()
    here = branch(world)
    gate = Barrier(2)

    def enter(place: int) -> None:
        gate.wait()
        try:
            enter_members(world.act(), [row(here, f"第{place}人", number=number(place))])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(enter, (1, 2)))
    assert members(world.committee, world.clerk.today) == 2
    sound()


STEPS = st.lists(
    st.tuples(st.sampled_from(["move", "leave", "confirm", "enter"]), st.integers(0, 3), st.integers(0, 300)),
    max_size=10,
)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=sample(10, full=300), deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, asked=st.lists(st.integers(0, 320), min_size=1, max_size=4))
def test_whatever_is_done_the_rolls_say_what_the_memberships_say(
    steps: list[tuple[str, int, int]], asked: list[int]
) -> None:
    from contextlib import suppress

    from shuniu.kernel.decision import Refused

    with transaction.atomic():
        world = founded()
        branches = [branch(world), branch(world, "乙协会党支部", under=world.south)]
        people = entered(world, *(row(branches[0], f"第{n}人", membership=PROBATIONARY) for n in range(4)))
        for what, which, day in steps:
            act = world.act(MOVED + day * DAY)
            with suppress(Refused), transaction.atomic():
                if what == "move":
                    move_members(act, [Relocation(person=people[which], party_organization=branches[day % 2])])
                elif what == "leave":
                    let_go(act, [Departure(person=people[which], why=Leaving.DIED)])
                elif what == "confirm":
                    change_members(act, [MemberChange(person=people[which], membership={"state": "full"})])
                else:
                    enter_members(act, [row(branches[which % 2], "新人")])
        sound()
        for day in asked:
            on = MOVED + day * DAY
            for node in branches:
                held = Membership.objects.filter(retracted__isnull=True, period__contains=on, party_organization=node)
                assert members(node, on) == held.count()
        transaction.set_rollback(True)

"""Whom rolls name as working in an organization decides, on any day, whether it is due to form a Party organization."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.commands.cast import NOW, START, World, founded, queries_of
from tests.commands.members.roll import ADMITTED, branch, entered, number, row
from tests.ground.sizes import sample

from shuniu.commands.figures.building import build_tallies
from shuniu.commands.figures.recount import rebuild, recount
from shuniu.commands.figures.stretches import COLUMNS
from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.commands.members.move import Departure, Relocation, let_go, move_members
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.identity import Same, resolve_duplicates
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.kernel.decision import Refused
from shuniu.models import HeadCount, Standing, TallyNode
from shuniu.policy.words import Leaving
from shuniu.statistics.answers import Table
from shuniu.statistics.check import check
from shuniu.statistics.earlier.figures import figures_known_for
from shuniu.statistics.earlier.moment import Then
from shuniu.statistics.figures import figure
from shuniu.statistics.rows import rows

DAY = timedelta(days=1)
LATER = date(2022, 5, 1)
PROBATIONARY = ADMITTED | {"state": "probationary", "full_member_on": None}
Told = tuple[bool | None, str, int]


def told(unit: int, on: date = LATER) -> Told:
    """What the derived row of the day says: due, on which count, how many rolls name."""
    found = Standing.objects.filter(unit=unit, valid_from__lte=on).exclude(valid_to__lte=on)
    return found.values_list("eligible", "base", "roll_full_members").get()


def sound() -> None:
    assert list(check()) == []


def unit_of(world: World, name: str = "甲协会", on: date = START) -> int:
    unit = world.organization(name, on=on)
    recount(None, units=[unit])
    return unit


def working(world: World, unit: int, *names: str, at: int | None = None) -> list[NewMember]:
    here = at or branch(world)
    return [row(here, name, unit=unit) for name in names]


@pytest.mark.req("E10")
def test_two_full_members_say_nothing_and_a_third_that_the_organization_is_due(world: World) -> None:
    unit, here = unit_of(world), branch(world)
    entered(world, *working(world, unit, "甲", "乙", at=here))
    assert told(unit) == (None, "none", 2)
    entered(world, *working(world, unit, "丙", at=here), on=LATER)
    assert (told(unit, LATER - DAY), told(unit)) == ((None, "none", 2), (True, "roll", 3))
    assert figure("eligible_not_formed", world.committee, LATER - DAY).numerator == 0
    assert figure("eligible_not_formed", world.committee, LATER).numerator == 1
    (line,) = rows("eligible_not_formed", world.committee, LATER).rows  # type: ignore[union-attr]
    said = line.attributes
    assert (said["党员情况依据"], said["名册正式党员"], said["正式党员"]) == ("党员名册", 3, None)
    sound()


NOT_COUNTED: dict[str, Callable[[World, int, int], NewMember]] = {
    "probationary": lambda world, unit, here: row(here, "丙", unit=unit, membership=PROBATIONARY),
    "unsaid": lambda world, unit, here: row(here, "丙", unit=unit, membership=ADMITTED | {"state": ""}),
    "suspended": lambda world, unit, here: row(here, "丙", unit=unit, membership=ADMITTED | {"status": "suspended"}),
    "takes part": lambda world, unit, here: row(here, "丙", unit=unit, membership={}, takes_part=True),
    "works elsewhere": lambda world, unit, here: row(here, "丙", unit=unit_of(world, "乙协会")),
    "work without a unit": lambda world, unit, here: row(here, "丙", position="秘书长"),
}


@pytest.mark.parametrize("who", NOT_COUNTED)
def test_who_is_no_full_member_or_does_not_work_there_is_not_counted(world: World, who: str) -> None:
    unit, here = unit_of(world), branch(world)
    entered(world, *working(world, unit, "甲", "乙", at=here), NOT_COUNTED[who](world, unit, here))
    assert told(unit) == (None, "none", 2)
    sound()


def test_where_a_full_member_is_held_does_not_matter(world: World) -> None:
    unit = unit_of(world)
    places = [branch(world), branch(world, "乙协会党支部", under=world.south)]
    entered(world, *(row(places[place % 2], name, unit=unit) for place, name in enumerate("甲乙丙")))
    assert told(unit) == (True, "roll", 3)
    sound()


def test_work_counts_until_the_day_before_it_ends(world: World) -> None:
    unit = unit_of(world)
    people = entered(world, *working(world, unit, "甲", "乙", "丙"))
    other = unit_of(world, "乙协会")
    change_members(world.act(LATER), [MemberChange(person=people[0], employment=(other, ""))])
    assert (told(unit, LATER - DAY), told(unit)) == ((True, "roll", 3), (None, "none", 2))
    assert (told(other, LATER - DAY), told(other)) == ((None, "none", 0), (None, "none", 1))
    change_members(world.act(LATER + DAY), [MemberChange(person=people[1], employment=(None, ""))])
    assert told(unit, LATER + DAY)[2] == 1
    sound()


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        ((2, 3), (False, "head_count", 2)),
        ((1, 1), (False, "head_count", 2)),
        ((5, 5), (True, "head_count", 2)),
        ((None, 9), (None, "head_count", 2)),
    ],
)
def test_a_roll_in_part_leaves_it_to_the_head_count(world: World, reported: tuple[Any, Any], expected: Told) -> None:
    unit = unit_of(world)
    entered(world, *working(world, unit, "甲", "乙"))
    count = CountOfMembers(unit=unit, as_of=START, source="调查表", full_members=reported[0], members=reported[1])
    report_head_counts(world.act(), [count])
    assert told(unit) == expected
    sound()


def test_acts_on_members_keep_what_is_said_of_the_organization(world: World) -> None:
    unit, here = unit_of(world), branch(world)
    people = entered(world, *working(world, unit, "甲", "乙", at=here), row(here, "丙", membership=PROBATIONARY))
    change_members(world.act(LATER), [MemberChange(person=people[2], employment=(unit, "干事"))])
    assert told(unit)[2] == 2
    change_members(world.act(LATER + DAY), [MemberChange(person=people[2], membership={"state": "full"})])
    assert (told(unit)[2], told(unit, LATER + DAY)) == (2, (True, "roll", 3))
    there = branch(world, "乙协会党支部", under=world.south)
    move_members(world.act(LATER + 2 * DAY), [Relocation(person=people[0], party_organization=there)])
    merge_party_organizations(world.act(LATER + 3 * DAY), [here], into=there)
    assert told(unit, LATER + 3 * DAY) == (True, "roll", 3)
    let_go(world.act(LATER + 4 * DAY), [Departure(person=people[0], why=Leaving.DIED)])
    assert (told(unit, LATER + 3 * DAY)[2], told(unit, LATER + 4 * DAY)[2]) == (3, 2)
    never = MemberChange(person=people[1], membership={"state": "probationary", "full_member_on": None})
    change_members(world.act(START), [never], correction=True)
    assert told(unit)[2] == 1
    sound()


def test_a_duplicate_brings_who_works_there(world: World) -> None:
    kept, double = unit_of(world), unit_of(world, "甲协会（旧）")
    here = branch(world)
    entered(world, *working(world, kept, "甲", at=here), *working(world, double, "乙", "丙", at=here))
    resolve_duplicates(world.act(), [Same(duplicate=double, kept=kept)])
    assert told(kept) == (True, "roll", 3)
    sound()


def test_a_ledger_of_members_and_its_undoing_count_the_organization(world: World) -> None:
    from tests.commands.imports.test_batches import received
    from tests.commands.imports.test_members import member

    from shuniu.commands.imports import Ledger, apply_batch
    from shuniu.commands.imports.batches import undo_batch
    from shuniu.queries.imports.batches import opened_batch

    unit, here = unit_of(world), branch(world)
    entered(world, *working(world, unit, "甲", "乙", at=here))
    (grown,) = entered(world, row(here, "党员009", number=number(9), unit=unit, membership=PROBATIONARY))
    public = received(world, kind="members")
    lines = [member(7, social_organization="甲协会"), member(9, social_organization="甲协会")]
    ledger = Ledger(node=world.committee, kind="members", rows=lines)
    apply_batch(world.act(), public, opened_batch(world.clerk, public).version, ledger)
    today = world.clerk.today
    assert grown and told(unit, today) == (True, "roll", 4)
    sound()
    undo_batch(world.act(), public)
    assert told(unit, today) == (None, "none", 2)
    sound()


def test_statements_do_not_grow_with_the_members(world: World) -> None:
    here = branch(world)
    costs = []
    for many in (1, 3, 40):
        unit = unit_of(world, f"第{many}会")
        new = working(world, unit, *(f"第{place}人" for place in range(many)), at=here)
        costs.append(queries_of(lambda new=new: enter_members(world.act(), new)))
        people = list(Standing.objects.filter(unit=unit).values_list("roll_full_members", flat=True))
        assert people[-1] == many
    assert len(set(costs)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trial", range(2))
def test_two_acts_on_members_of_one_organization_at_once_count_both(trial: int) -> None:
    world = founded()
    unit = unit_of(world)
    places = [branch(world), branch(world, "乙协会党支部", under=world.south)]
    people = [*entered(world, row(places[0], "甲")), *entered(world, row(places[1], "乙"))]
    gate = Barrier(2)

    def employ(place: int) -> None:
        gate.wait()
        try:
            change_members(world.act(), [MemberChange(person=people[place], employment=(unit, ""))])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(employ, (0, 1)))
    assert told(unit, world.clerk.today)[2] == 2
    sound()


class _Acts:
    """Commands drawn at random on the members and head-counts of two organizations."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.units = [unit_of(world), unit_of(world, "乙协会")]
        self.branches = [branch(world), branch(world, "乙协会党支部", under=world.south)]
        new = [row(self.branches[n % 2], f"第{n}人", unit=self.units[n % 2]) for n in range(6)]
        self.people = entered(world, *new)

    def change(self, which: int, on: date, **values: Any) -> None:
        change_members(self.world.act(on), [MemberChange(person=self.people[which], **values)])

    def enter(self, which: int, on: date) -> None:
        new = row(self.branches[which % 2], "新人", unit=self.units[which % 2])
        enter_members(self.world.act(on), [new])

    def employ(self, which: int, on: date) -> None:
        self.change(which, on, employment=([*self.units, None][on.day % 3], ""))

    def state(self, which: int, on: date) -> None:
        self.change(which, on, membership={"state": ["full", "probationary", ""][on.day % 3]})

    def status(self, which: int, on: date) -> None:
        self.change(which, on, membership={"status": ["normal", "suspended"][on.day % 2]})

    def leave(self, which: int, on: date) -> None:
        let_go(self.world.act(on), [Departure(person=self.people[which], why=Leaving.DIED)])

    def move(self, which: int, on: date) -> None:
        going = Relocation(person=self.people[which], party_organization=self.branches[on.day % 2])
        move_members(self.world.act(on), [going])

    def report(self, which: int, on: date) -> None:
        full = [None, 1, 3, 5][which % 4]
        count = CountOfMembers(unit=self.units[on.day % 2], as_of=on, source="调查表", full_members=full, members=5)
        report_head_counts(self.world.act(), [count])

    def cover(self, which: int, on: date) -> None:
        cover_units(self.world.act(on), [Covering(party_organization=self.branches[0], unit=self.units[which % 2])])


def _derived() -> list[str]:
    return sorted(map(str, Standing.objects.values_list(*COLUMNS)))


def _by_hand(unit: int, on: date) -> bool | None:
    """Twenty lines against everything: count the facts of the day, ask no law."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT e.person_id) FROM shuniu_employment e JOIN shuniu_membership m"
            " ON m.person_id = e.person_id AND m.retracted_id IS NULL AND m.period @> %(on)s::date"
            " WHERE e.retracted_id IS NULL AND e.period @> %(on)s::date AND e.unit_id = %(unit)s"
            " AND m.state = 'full' AND m.status <> 'suspended'",
            {"on": on, "unit": unit},
        )
        (named,) = cursor.fetchone()
    count = HeadCount.objects.filter(unit=unit, retracted__isnull=True, as_of__lte=on).order_by("-as_of").first()
    if named >= 3:
        return True
    return None if count is None or count.full_members is None else count.full_members >= 3


def _ways(world: World, on: date) -> Iterator[tuple[int, int]]:
    """应建未建 and members_known, counted from stretches and tallies, and afresh from the facts as they are known."""
    then = Then(node=world.committee, on=on, at=NOW + 400 * DAY)
    for key in ("eligible_not_formed", "members_known"):
        counted = figure(key, world.committee, on)
        (known,) = figures_known_for(world.clerk, [key], then)
        assert isinstance(counted, Table) and isinstance(known, Table)
        assert counted.rows_digest == known.rows_digest
        yield int(counted.numerator), int(known.numerator)


WHAT = ["enter", "employ", "state", "status", "leave", "move", "report", "cover"]
STEPS = st.lists(st.tuples(st.sampled_from(WHAT), st.integers(0, 5), st.integers(0, 300)), min_size=2, max_size=12)


@pytest.mark.django_db(transaction=True)
@settings(
    max_examples=sample(8, full=300),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(steps=STEPS, asked=st.lists(st.integers(0, 320), min_size=2, max_size=4))
def test_every_way_of_counting_says_the_same_after_any_acts(
    steps: list[tuple[str, int, int]], asked: list[int]
) -> None:
    with transaction.atomic():
        from django.test.utils import override_settings

        world = founded()
        acts = _Acts(world)
        with override_settings(TALLY_UNITS=2):
            build_tallies(NOW)
            assert TallyNode.objects.filter(pk=world.committee).exists()
        for what, which, day in steps:
            with suppress(Refused), transaction.atomic():
                getattr(acts, what)(which, LATER + day * DAY)
        sound()
        for on in [LATER + day * DAY for day in asked]:
            assert [told(unit, on)[0] for unit in acts.units] == [_by_hand(unit, on) for unit in acts.units]
            for one, other in _ways(world, on):
                assert one == other
        before = _derived()
        rebuild(NOW)
        assert _derived() == before
        sound()
        transaction.set_rollback(True)

"""Who leads and manages is counted on any day, and every act on posts, members, coverage and law keeps the count."""

from __future__ import annotations

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
from tests.commands.members.roll import branch, entered, row
from tests.ground.sizes import sample

from shuniu.commands.figures.recount import rebuild, recount
from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.commands.members.move import Departure, Relocation, let_go, move_members
from shuniu.commands.members.posts import PostEnded, PostHeld, end_posts, set_posts
from shuniu.commands.packs.decide import DecidedFigure, decide_figures, withdraw_figures
from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.kernel.decision import Refused
from shuniu.models import CrossingStanding
from shuniu.policy.members.secretary import MANAGERS
from shuniu.policy.words import Leaving, PartyPost
from shuniu.statistics.answers import NoFigures, Table
from shuniu.statistics.check import check
from shuniu.statistics.earlier.figures import figures_known_for
from shuniu.statistics.earlier.moment import Then
from shuniu.statistics.figures import figure

DAY = timedelta(days=1)
LATER = date(2022, 5, 1)
POSTS = [{"key": "president", "label": "会长"}, {"key": "secretary_general", "label": "秘书长"}]
SHARES = ("cross_appointed_organizations", "leaders_in_management", "managers_in_leadership")
Numbers = tuple[int, int | None, int | None]


def told(node: int, on: date = LATER) -> Numbers | None:
    """Leaders, managers and who is both, as the derived row of the day says it."""
    found = CrossingStanding.objects.filter(party_organization=node, valid_from__lte=on).exclude(valid_to__lte=on)
    return found.values_list("leaders", "managers", "in_both").first()


def sound() -> None:
    assert list(check()) == []


def decided(world: World, on: date = START, node: int | None = None, posts: Any = None) -> None:
    row = DecidedFigure(
        party_organization=node or world.committee, key=MANAGERS, value=posts or POSTS, decision="会议纪要"
    )
    decide_figures(world.act(on), [row])


def leads(world: World, person: int, node: int, on: date = START, post: PartyPost = PartyPost.SECRETARY) -> None:
    set_posts(world.act(on), [PostHeld(person=person, party_organization=node, post=post, begins_on=on)])


def covered(world: World, node: int, name: str = "甲协会") -> int:
    unit = world.organization(name)
    recount(None, units=[unit])
    cover_units(world.act(START), [Covering(party_organization=node, unit=unit)])
    return unit


@pytest.mark.req("Q01")
def test_posts_positions_coverage_and_decisions_count_from_their_day(world: World) -> None:
    here = branch(world)
    unit = covered(world, here)
    (first, second) = entered(
        world, row(here, "甲", unit=unit, position="会长、法定代表人"), row(here, "乙", unit=unit)
    )
    assert told(here) == (0, None, None)
    leads(world, first, here, LATER)
    assert (told(here, LATER - DAY), told(here)) == ((0, None, None), (1, None, None))
    decided(world, LATER + DAY)
    assert (told(here), told(here, LATER + DAY)) == ((1, None, None), (1, 1, 1))
    sound()
    change_members(world.act(LATER + 2 * DAY), [MemberChange(person=second, employment=(unit, "秘书长"))])
    assert (told(here, LATER + DAY), told(here, LATER + 2 * DAY)) == ((1, 1, 1), (1, 2, 1))
    end_posts(world.act(), [PostEnded(person=first, party_organization=here, ends_on=LATER + 3 * DAY)])
    assert told(here, LATER + 3 * DAY) == (0, 2, 0)
    uncover_units(world.act(LATER + 4 * DAY), [Covering(party_organization=here, unit=unit)])
    assert (told(here, LATER + 3 * DAY), told(here, LATER + 4 * DAY)) == ((0, 2, 0), None)
    sound()


NOT_COUNTED: dict[str, dict[str, Any]] = {
    "no management": {"position": "文员"},
    "elsewhere": {"position": "会长", "unit": None},
    "takes part only": {"position": "会长", "membership": {}, "takes_part": True},
}


@pytest.mark.parametrize("who", NOT_COUNTED)
def test_who_does_not_manage_what_it_covers_is_no_manager(world: World, who: str) -> None:
    here = branch(world)
    unit = covered(world, here)
    decided(world)
    entered(world, row(here, "甲", **{"unit": unit, **NOT_COUNTED[who]}))
    assert told(here) == (0, 0, 0)
    sound()


def test_each_is_counted_by_what_was_decided_above_it(world: World) -> None:
    """The nearest office decides; where it withdraws, that above it holds again."""
    here, there = branch(world), branch(world, "乙协会党支部", under=world.south)
    for node, name in ((here, "甲协会"), (there, "乙协会")):
        unit = covered(world, node, name)
        (person,) = entered(world, row(node, name[0], unit=unit, position="理事"))
        leads(world, person, node)
    decided(world)
    decided(world, LATER, world.north, [{"key": "council_member", "label": "理事"}])
    assert (told(here, LATER - DAY), told(here), told(there)) == ((1, 0, 0), (1, 1, 1), (1, 0, 0))
    withdraw_figures(world.act(LATER + DAY), [(world.north, MANAGERS)])
    assert (told(here), told(here, LATER + DAY)) == ((1, 1, 1), (1, 0, 0))
    sound()


def test_moving_leaving_and_merging_keep_the_count(world: World) -> None:
    here, there = branch(world), branch(world, "乙协会党支部", under=world.south)
    unit, other = covered(world, here), covered(world, there, "乙协会")
    decided(world)
    one, two = entered(
        world, row(here, "甲", unit=unit, position="会长"), row(there, "乙", unit=other, position="秘书长")
    )
    leads(world, one, here)
    leads(world, two, there)
    move_members(world.act(LATER), [Relocation(person=one, party_organization=there)])
    assert told(here, LATER - DAY) == (1, 1, 1) and told(here) == (0, 1, 0)
    sound()
    merge_party_organizations(world.act(LATER + DAY), [here], into=there)
    assert (told(here, LATER + DAY), told(there, LATER + DAY)) == (None, (1, 2, 1))
    sound()
    let_go(world.act(LATER + 2 * DAY), [Departure(person=two, why=Leaving.DIED)])
    assert told(there, LATER + 2 * DAY) == (0, 1, 0)
    sound()


def test_the_check_names_the_first_day_that_differs(world: World) -> None:
    here = branch(world)
    covered(world, here)
    CrossingStanding.objects.update(leaders=7)
    (said,) = check()
    assert START.isoformat() in said and "(0, None, None)" in said and "(7, None, None)" in said


def test_statements_do_not_grow_with_what_is_covered(world: World) -> None:
    decided(world)
    costs = []
    for many in (1, 3, 40):
        here = branch(world, f"第{many}党支部")
        units = [world.organization(f"第{many}-{place}会") for place in range(many)]
        recount(None, units=units)
        rows = [Covering(party_organization=here, unit=unit) for unit in units]
        costs.append(queries_of(lambda rows=rows: cover_units(world.act(START), rows)))
        assert told(here) == (0, 0, 0)
    assert len(set(costs)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trial", range(2))
def test_one_who_is_given_a_post_and_a_position_at_once_counts_as_both(trial: int) -> None:
    world = founded()
    here = branch(world)
    unit = covered(world, here)
    decided(world)
    (person,) = entered(world, row(here, "甲"))
    gate = Barrier(2)

    def act(place: int) -> None:
        gate.wait()
        try:
            if place:
                leads(world, person, here, LATER)
            else:
                change_members(world.act(LATER), [MemberChange(person=person, employment=(unit, "会长"))])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(act, (0, 1)))
    assert told(here) == (1, 1, 1)
    sound()


class _Acts:
    """Commands drawn at random on two Party organizations, what they cover, and who works and leads there."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.nodes = [branch(world), branch(world, "乙协会党支部", under=world.south)]
        self.units = [covered(world, node, f"第{place}会") for place, node in enumerate(self.nodes)]
        new = [row(self.nodes[n % 2], f"第{n}人", unit=self.units[n % 2], position="会长") for n in range(4)]
        self.people = entered(world, *new)

    def appoint(self, which: int, on: date) -> None:
        post = [PartyPost.SECRETARY, PartyPost.DEPUTY_SECRETARY, PartyPost.GROUP_LEADER][on.day % 3]
        leads(self.world, self.people[which], self.nodes[on.day % 2], on, post)

    def release(self, which: int, on: date) -> None:
        rows = [PostEnded(person=self.people[which], party_organization=node, ends_on=on) for node in self.nodes]
        end_posts(self.world.act(), rows)

    def employ(self, which: int, on: date) -> None:
        at, position = [*self.units, None][on.day % 3], ["会长兼理事", "文员"][on.month % 2]
        change_members(
            self.world.act(on), [MemberChange(person=self.people[which], employment=(at, position if at else ""))]
        )

    def leave(self, which: int, on: date) -> None:
        let_go(self.world.act(on), [Departure(person=self.people[which], why=Leaving.DIED)])

    def cover(self, which: int, on: date) -> None:
        row = Covering(party_organization=self.nodes[on.day % 2], unit=self.units[which % 2])
        (cover_units if on.month % 2 else uncover_units)(self.world.act(on), [row])

    def decide(self, which: int, on: date) -> None:
        decided(self.world, on, [self.world.committee, self.world.north][on.day % 2], POSTS[which % 2 :][:1])


def _pairs(world: World, on: date) -> list[Any]:
    """The measures of the day from the stretches, and counted afresh from the facts as they are known."""
    then = Then(node=world.committee, on=on, at=NOW + 400 * DAY)
    found: list[Any] = []
    for key, known in zip(SHARES, figures_known_for(world.clerk, SHARES, then), strict=True):
        counted = figure(key, world.committee, on, ["child"])
        assert isinstance(counted, NoFigures) == isinstance(known, NoFigures), (key, on)
        if isinstance(counted, Table) and isinstance(known, Table):
            assert (counted.numerator, counted.denominator) == (known.numerator, known.denominator), (key, on)
            assert counted.rows_digest == known.rows_digest
            found.append((counted.numerator, counted.denominator, sum(cell.numerator for cell in counted.by)))
    return found


WHAT = ["appoint", "appoint", "release", "employ", "leave", "cover", "decide"]
STEPS = st.lists(st.tuples(st.sampled_from(WHAT), st.integers(0, 3), st.integers(0, 300)), min_size=2, max_size=10)


@pytest.mark.req("Q01")
@pytest.mark.django_db(transaction=True)
@settings(
    max_examples=sample(3, full=300),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(steps=STEPS, asked=st.lists(st.integers(0, 320), min_size=2, max_size=4))
def test_every_way_of_counting_says_the_same_after_any_acts(
    steps: list[tuple[str, int, int]], asked: list[int]
) -> None:
    with transaction.atomic():
        world = founded()
        acts = _Acts(world)
        decided(world)
        for what, which, day in steps:
            with suppress(Refused), transaction.atomic():
                getattr(acts, what)(which, LATER + day * DAY)
        sound()
        for day in asked:
            for numerator, _, by_child in _pairs(world, LATER + day * DAY):
                assert numerator == by_child
        names = ("party_organization", "valid_from", "valid_to", "leaders", "managers", "in_both")
        before = sorted(map(str, CrossingStanding.objects.values_list(*names)))
        rebuild(NOW)
        assert sorted(map(str, CrossingStanding.objects.values_list(*names))) == before
        transaction.set_rollback(True)

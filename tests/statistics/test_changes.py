"""What changed between two days, by organization and cause, adds up to the difference of the two figures."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.commands.cast import NOW, START, World, founded, queries_of
from tests.commands.imports.ledgers import code
from tests.ground.sizes import sample

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act
from shuniu.commands.organizations.edit import EditedOrganization, edit_organizations, revoke, strike_off
from shuniu.commands.organizations.register import NewOrganization, register_organizations
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.kernel.decision import Refused
from shuniu.policy.figures.changing import Cause
from shuniu.statistics.answers import NoFigures, NotCountedSo, NotYours
from shuniu.statistics.changes import Changes, Moved, WantedUnits, changed_units_for, changes_for

BEFORE, BETWEEN, AFTER = date(2020, 1, 1), date(2020, 6, 1), date(2021, 1, 1)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def told(
    world: World,
    measure: str,
    node: int | None = None,
    days: tuple[date, date] = (BEFORE, AFTER),
    known_at: datetime | None = None,
) -> Changes:
    found = changes_for(world.clerk, measure, node or world.committee, *days, known_at=known_at)
    assert isinstance(found, Changes)
    came = sum(line.came for line in found.lines)
    went = sum(line.went for line in found.lines)
    assert found.numbers[1] - found.numbers[0] == came - went
    if found.wholes is not None:
        whole = sum(line.whole_came - line.whole_went for line in found.lines)
        assert found.wholes[1] - found.wholes[0] == whole
    units = changed_units_for(
        world.clerk, measure, node or world.committee, days, WantedUnits(limit=None, known_at=known_at)
    ).units
    for line in found.lines:
        steps = [one.step for one in units if one.cause is line.cause]
        assert (steps.count(1), steps.count(-1)) == (line.came, line.went)
    return found


def causes(found: Changes) -> dict[Cause, tuple[int, int]]:
    return {line.cause: (line.came, line.went) for line in found.lines}


def counted(world: World, name: str, on: date = START) -> int:
    unit = world.organization(name, on=on)
    recount(None, units=[unit])
    return unit


def since(world: World, on: date, hours: int = 2) -> Act:
    """An act that was done some hours after the world was there."""
    act = world.act(on)
    return Act(actor=act.actor, on=on, at=NOW + hours * HOUR)


def registered(world: World, name: str, number: int, on: date = START, hours: int = 2) -> int:
    values = {"name": name, "type": "social_association", "legal_status": "legal_person", "status": "normal"}
    row = NewOrganization(code=code(number), values={**values, "mode": "direct_registration", "level": "province"})
    (unit,) = register_organizations(since(world, on, hours), [row], world.committee)
    return unit


@pytest.fixture
def world(small_deployment: World) -> World:
    return small_deployment


@pytest.fixture
def branch(world: World) -> int:
    (key,) = world.establish("旧支部", under=world.north, kind="party_branch")
    return key


def test_who_came_into_the_register_and_who_left_it(world: World) -> None:
    counted(world, "一直在册")
    counted(world, "新登记", on=BETWEEN)
    struck, revoked = counted(world, "注销"), counted(world, "撤销")
    strike_off(world.act(BETWEEN), [struck])
    revoke(world.act(BETWEEN), [revoked])
    assert causes(told(world, "social_organizations")) == {
        Cause.REGISTERED: (1, 0),
        Cause.STRUCK_OFF: (0, 1),
        Cause.REVOKED: (0, 1),
    }
    assert causes(told(world, "social_organizations", days=(BETWEEN, AFTER))) == {}


def test_a_move_between_committees_is_a_going_and_a_coming(world: World) -> None:
    unit = counted(world, "甲协会")
    take_jurisdiction(world.act(START), [Answering(unit=unit, party_organization=world.north)])
    take_jurisdiction(world.act(BETWEEN), [Answering(unit=unit, party_organization=world.south)])
    assert causes(told(world, "social_organizations", world.north)) == {Cause.MOVED_OUT: (0, 1)}
    assert causes(told(world, "social_organizations", world.south)) == {Cause.MOVED_IN: (1, 0)}
    assert causes(told(world, "social_organizations")) == {}


def test_coverage_tells_whether_the_branch_is_new_or_ended(world: World, branch: int) -> None:
    first, second, third, fourth = (counted(world, name) for name in "甲乙丙丁")
    (fresh,) = world.establish("新支部", under=world.north, kind="party_branch", on=BETWEEN)
    (ended,) = world.establish("撤销的支部", under=world.north, kind="party_branch")
    cover_units(world.act(START), [Covering(party_organization=ended, unit=third)])
    cover_units(world.act(START), [Covering(party_organization=branch, unit=fourth)])
    cover_units(world.act(BETWEEN), [Covering(party_organization=fresh, unit=first)])
    cover_units(world.act(BETWEEN), [Covering(party_organization=branch, unit=second)])
    uncover_units(world.act(BETWEEN), [Covering(party_organization=branch, unit=fourth)])
    uncover_units(world.act(BETWEEN), [Covering(party_organization=ended, unit=third)])
    dissolve_party_organizations(world.act(BETWEEN + DAY), [ended])
    found = told(world, "organization_coverage")
    assert causes(found) == {
        Cause.FORMED: (1, 0),
        Cause.COVERED: (1, 0),
        Cause.DISSOLVED: (0, 1),
        Cause.UNCOVERED: (0, 1),
    }
    assert found.wholes == (4, 4)


def test_the_days_may_be_asked_backwards(world: World) -> None:
    counted(world, "新登记", on=BETWEEN)
    found = changes_for(world.clerk, "social_organizations", world.committee, AFTER, BEFORE)
    assert isinstance(found, Changes)
    assert found.numbers == (1, 0)
    assert sum(line.came - line.went for line in found.lines) == -1


def test_who_may_not_read_the_node_is_told_nothing(world: World) -> None:
    with pytest.raises(NotYours):
        changes_for(world.neighbour, "social_organizations", world.committee, BEFORE, AFTER)
    with pytest.raises(NotYours):
        changed_units_for(world.neighbour, "social_organizations", world.committee, (BEFORE, AFTER))
    with pytest.raises(NotCountedSo):
        changes_for(world.clerk, "party_branches", world.committee, BEFORE, AFTER)
    early = changes_for(world.clerk, "social_organizations", world.committee, date(2010, 1, 1), AFTER)
    assert isinstance(early, NoFigures)


def test_the_organizations_behind_a_number_come_page_by_page(world: World) -> None:
    names = [f"第{number}协会" for number in range(5)]
    for name in names:
        counted(world, name, on=BETWEEN)
    gone = counted(world, "注销")
    strike_off(world.act(BETWEEN), [gone])
    seen: list[str] = []
    after = None
    while True:
        wanted = WantedUnits(cause=Cause.REGISTERED, moved=Moved.CAME, after=after, limit=2)
        page = changed_units_for(world.clerk, "social_organizations", world.committee, (BEFORE, AFTER), wanted)
        assert len(page.units) <= 2
        seen += [one.name for one in page.units]
        after = page.after
        if after is None:
            break
    assert sorted(seen) == sorted(names)
    went = WantedUnits(moved=Moved.WENT)
    page = changed_units_for(world.clerk, "social_organizations", world.committee, (BEFORE, AFTER), went)
    assert [(one.name, one.step) for one in page.units] == [("注销", -1)]


def test_who_went_elsewhere_bears_the_name_it_had_here(world: World) -> None:
    unit = counted(world, "甲协会")
    take_jurisdiction(world.act(START), [Answering(unit=unit, party_organization=world.north)])
    take_jurisdiction(world.act(BETWEEN), [Answering(unit=unit, party_organization=world.south)])
    edit_organizations(world.act(BETWEEN), [EditedOrganization(unit=unit, values={"name": "改名协会"})])
    days = (BEFORE, AFTER)
    (gone,) = changed_units_for(world.clerk, "social_organizations", world.north, days).units
    (come,) = changed_units_for(world.clerk, "social_organizations", world.south, days).units
    assert (gone.name, come.name) == ("甲协会", "改名协会")


def test_it_costs_the_same_for_one_and_for_many(world: World) -> None:
    counted(world, "甲", on=BETWEEN)
    ask = lambda: changes_for(world.clerk, "organization_coverage", world.committee, BEFORE, AFTER)  # noqa: E731
    few = queries_of(ask)
    for number in range(30):
        counted(world, f"第{number}", on=BETWEEN)
    assert queries_of(ask) == few


def test_what_was_corrected_since_stands_between_what_was_reported_and_what_is_known(world: World) -> None:
    stayed, moved = counted(world, "甲协会"), counted(world, "乙协会")
    take_jurisdiction(
        world.act(START), [Answering(unit=unit, party_organization=world.north) for unit in (stayed, moved)]
    )
    reported = NOW + HOUR
    # It had left before the first day, and the first day is corrected; another came late, and left between the days.
    strike_off(since(world, BEFORE - DAY), [stayed])
    late = registered(world, "补录协会", 1)
    strike_off(since(world, BETWEEN), [late])
    found = told(world, "social_organizations", known_at=reported)
    assert found.numbers == (2, 1)
    assert causes(found) == {Cause.CORRECTED: (1, 1), Cause.STRUCK_OFF: (0, 1)}
    assert causes(told(world, "social_organizations")) == {Cause.STRUCK_OFF: (0, 1)}
    units = changed_units_for(
        world.clerk, "social_organizations", world.committee, (BEFORE, AFTER), WantedUnits(known_at=reported)
    ).units
    assert [(one.name, one.cause, one.step) for one in units][-1] == ("补录协会", Cause.STRUCK_OFF, -1)
    assert {(one.name, one.step) for one in units[:2]} == {("甲协会", -1), ("补录协会", 1)}
    assert all(one.learned is not None for one in units[:2]) and units[2].learned is None


def test_pages_of_what_was_corrected_go_on_with_the_rest(world: World) -> None:
    reported = NOW + HOUR
    names = [f"补录{number}" for number in range(3)]
    for number, name in enumerate(names):
        registered(world, name, number)
    for number in range(2):
        registered(world, f"新{number}", 10 + number, on=BETWEEN)
    for limit in (1, 2, 3, 4, 5, 50):
        seen: list[str] = []
        after = None
        while True:
            wanted = WantedUnits(after=after, limit=limit, known_at=reported)
            page = changed_units_for(world.clerk, "social_organizations", world.committee, (BEFORE, AFTER), wanted)
            assert 0 < len(page.units) <= limit
            seen += [one.name for one in page.units]
            after = page.after
            if after is None:
                break
        assert seen == [*names, "新0", "新1"], limit
    only = WantedUnits(cause=Cause.REGISTERED, known_at=reported)
    page = changed_units_for(world.clerk, "social_organizations", world.committee, (BEFORE, AFTER), only)
    assert [one.name for one in page.units] == ["新0", "新1"]
    only = WantedUnits(cause=Cause.CORRECTED, moved=Moved.WENT, known_at=reported)
    assert not changed_units_for(world.clerk, "social_organizations", world.committee, (BEFORE, AFTER), only).units


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["register", "strike", "cover", "uncover", "move"]),
        st.integers(0, 3),
        st.integers(0, 400),
    ),
    max_size=12,
)


def _done(world: World, at: int, step: tuple[str, int, int], units: list[int], branch: int) -> None:
    """One act on a random day, ``at`` hours after the beginning; what the law refuses simply does not happen."""
    what, which, day = step
    on, row = BEFORE + timedelta(days=day), Covering(party_organization=branch, unit=units[which])
    with suppress(Refused), transaction.atomic():
        if what == "register":
            registered(world, f"新{which}{day}", at, on, at)
        elif what == "strike":
            strike_off(since(world, on, at), [units[which]])
        elif what == "cover":
            cover_units(since(world, on, at), [row])
        elif what == "uncover":
            uncover_units(since(world, on, at), [row])
        else:
            target = (world.north, world.south)[day % 2]
            take_jurisdiction(since(world, on, at), [Answering(unit=units[which], party_organization=target)])


ASKED = ("social_organizations", "organization_coverage", "unattached")


@pytest.mark.django_db(transaction=True)
@settings(max_examples=sample(5, full=300), deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, first=st.integers(0, 400), second=st.integers(0, 400), reported=st.integers(0, 12))
def test_whatever_was_done_it_adds_up(
    steps: list[tuple[str, int, int]], first: int, second: int, reported: int
) -> None:
    """Also from what was reported after some of the steps: that very figure is where the sum begins."""
    with transaction.atomic():
        world = founded()
        (branch,) = world.establish("旧支部", under=world.north, kind="party_branch")
        units = [counted(world, f"第{number}协会") for number in range(4)]
        days = (BEFORE + timedelta(days=first), BEFORE + timedelta(days=second))
        asked = [(measure, node) for measure in ASKED for node in (world.committee, world.north, world.south)]
        for at, step in enumerate(steps[:reported], 1):
            _done(world, at, step, units, branch)
        kept = [told(world, *one, days) for one in asked]
        moment = NOW + reported * HOUR + HOUR / 2
        for at, step in enumerate(steps[reported:], reported + 1):
            _done(world, at, step, units, branch)
        for one, then in zip(asked, kept, strict=True):
            now, since_then = told(world, *one, days), told(world, *one, days, moment)
            ends = [(found.numbers, found.wholes or ((0, 0))) for found in (then, now, since_then)]
            assert [end[0] for end in ends[2]] == [end[0] for end in ends[0]]
            assert [end[1] for end in ends[2]] == [end[1] for end in ends[1]]
            assert [line for line in since_then.lines if line.cause is not Cause.CORRECTED] == list(now.lines)
        transaction.set_rollback(True)

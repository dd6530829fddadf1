"""Who ends a Party organization and who names it wait for each other: nothing is ever left hanging on what is no more.

The first act is done and not yet committed when the second begins; the second must wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from tests.commands.cast import START, World, founded

from shuniu.commands.accounts.assigning import NewAssignment
from shuniu.commands.accounts.opening import NewAccount, create_account
from shuniu.commands.instructors.pool import NewInstructor, enter_pool, leave_pool
from shuniu.commands.instructors.posting import Sending, post_instructors
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.guide import Guiding, guide_units
from shuniu.commands.party.seating import Seating, seat_party_organizations
from shuniu.commands.party.work_coverage import Instrument, begin_work_coverage
from shuniu.kernel.decision import Refused
from shuniu.models import (
    Assignment,
    Coverage,
    Guidance,
    InstructorPool,
    Jurisdiction,
    Naming,
    Posting,
    Seat,
    WorkCoverage,
)
from shuniu.policy.words import GuidanceKind
from shuniu.policy.words.accounts import Role

Work = Callable[[], object]


def one_after_another(first: Work, second: Work) -> None:
    """``second`` begins on another connection while ``first`` is done and not yet committed."""

    def begin() -> None:
        try:
            second()
        except Refused:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            first()
            other = threads.submit(begin)
            until_waiting(other)
        other.result(30)


def until_waiting(other: Future[None]) -> None:
    """The other has ended, or waits for a lock in this database."""
    waits = """
        SELECT count(*) FROM pg_locks JOIN pg_database held ON held.oid = pg_locks.database
        WHERE NOT granted AND datname = current_database()
    """
    with connection.cursor() as cursor:
        while not other.done():
            cursor.execute(waits)
            if cursor.fetchone()[0]:
                return


def take(world: World, unit: int) -> object:
    return take_jurisdiction(world.act(), [Answering(unit=unit, party_organization=world.south)])


def cover(world: World, unit: int) -> object:
    return cover_units(world.act(), [Covering(party_organization=world.south, unit=unit)])


def guide(world: World, unit: int) -> object:
    rows = [Guiding(unit=unit, kind=GuidanceKind.GUIDANCE, party_organization=world.south)]
    return guide_units(world.act(), rows)


def seat(world: World, unit: int) -> object:
    return seat_party_organizations(world.act(), [Seating(party_organization=world.south, unit=unit)])


def reach_by_work(world: World, unit: int) -> object:
    rows = [Instrument(unit=unit, instrument="hub_mechanism", party_organization=world.south)]
    return begin_work_coverage(world.act(), rows)


def pool(world: World, unit: int) -> object:
    return enter_pool(world.act(), [NewInstructor(party_organization=world.south, name="甲某", source="retired")])


def hand_out(world: World, unit: int) -> object:
    role = NewAssignment(role=Role.JOINT_COMMITTEE_CLERK, node=world.south)
    return create_account(world.act(), NewAccount(username="nanpian", title="南片", assignment=role))


NAMING = [
    (take, Jurisdiction),
    (cover, Coverage),
    (guide, Guidance),
    (seat, Seat),
    (reach_by_work, WorkCoverage),
    (pool, InstructorPool),
    (hand_out, Assignment),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ending_first", [True, False])
@pytest.mark.parametrize(("name", "model"), NAMING)
def test_what_is_dissolved_is_named_no_more(
    name: Callable[[World, int], object], model: Any, ending_first: bool
) -> None:
    world = founded()
    unit = world.organization("甲协会")

    def dissolve() -> object:
        return dissolve_party_organizations(world.act(), [world.south])

    first, second = (dissolve, lambda: name(world, unit)) if ending_first else (lambda: name(world, unit), dissolve)
    one_after_another(first, second)
    on = world.act().on
    stands = Naming.objects.filter(retracted__isnull=True, party_organization=world.south, period__contains=on).exists()
    held = model.objects.filter(retracted__isnull=True, party_organization=world.south, period__contains=on).exists()
    assert stands or not held
    assert not (ending_first and stands)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("leaving_first", [True, False])
def test_who_left_the_pool_is_sent_nowhere(leaving_first: bool) -> None:
    world = founded()
    unit = world.organization("甲协会")
    (key,) = enter_pool(
        world.act(START), [NewInstructor(party_organization=world.committee, name="甲某", source="retired")]
    )

    def leave() -> object:
        return leave_pool(world.act(), [key])

    def post() -> object:
        return post_instructors(world.act(), [Sending(instructor=key, unit=unit)])

    one_after_another(*((leave, post) if leaving_first else (post, leave)))
    on = world.act().on
    pooled, sent = (
        model._default_manager.filter(retracted__isnull=True, instructor=key, period__contains=on).exists()
        for model in (InstructorPool, Posting)
    )
    assert (pooled, sent) == ((False, False) if leaving_first else (True, True))

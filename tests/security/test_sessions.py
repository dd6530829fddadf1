"""A right that ends, ends the reach at the next request; a one-time password opens the one page that changes it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import pytest
from django.utils.timezone import now
from psycopg.types.range import DateRange
from tests.security.asking import get, post
from tests.security.sending import filled
from tests.security.tree import World
from tests.security.walking import few

from shuniu.commands.accounts import disable_account, end_assignment
from shuniu.commands.journal import act_of
from shuniu.models import Account, Assignment, Jurisdiction
from shuniu.policy.words.accounts import Role


@pytest.fixture
def held(world: World) -> Assignment:
    return Assignment.objects.get(pk=world.personas["joint"].assignment)


def ways_in(world: World, persona: str = "joint") -> list[tuple[str, str]]:
    return [(name, where) for name, where in few(world, persona) if name != "sign_in"]


def let_in(world: World, persona: str = "joint", names: Collection[str] = ()) -> list[str]:
    """Addresses that answer with something else than the way to the sign-in page."""
    asked = [where for name, where in ways_in(world, persona) if not names or name in names]
    answers = [(where, get(world, persona, where)) for where in asked]
    return [where for where, one in answers if one.status != 302 or not one.location.startswith("/sign-in/")]


def test_an_assignment_ended_by_an_act(world: World, held: Assignment) -> None:
    assert get(world, "joint", "/organizations/").status == 200
    end_assignment(act_of(world.personas["committee"]), held.uuid)
    assert let_in(world) == []


def test_an_assignment_that_runs_out_overnight(world: World, held: Assignment) -> None:
    """Nobody does anything: the last day is over."""
    Assignment.objects.filter(pk=held.pk).update(retracted=world.entry)
    ended = DateRange(now().date() - timedelta(days=9), now().date() - timedelta(days=1))
    Assignment.objects.create(
        uuid=held.uuid, account_id=held.account_id, role=held.role, recorded=world.entry, period=ended,
        party_organization_id=held.party_organization_id,
    )  # fmt: skip
    assert let_in(world) == []
    where, given = "/organizations/new/", filled(world, "organization_new", "joint", "")
    assert post(world, "joint", where, given).location.startswith("/sign-in/")


def test_an_account_that_is_stopped(world: World, held: Assignment) -> None:
    disable_account(act_of(world.personas["committee"]), held.account.uuid)
    assert let_in(world) == []


def test_a_unit_handed_over_is_out_of_reach_at_once(world: World) -> None:
    where = f"/organizations/{world.public['joint']}/"
    assert get(world, "joint", where).status == 200
    row = Jurisdiction.objects.get(unit=world.units["joint"], retracted__isnull=True)
    Jurisdiction.objects.filter(pk=row.pk).update(retracted=world.entry)
    Jurisdiction.objects.create(
        unit_id=row.unit_id, party_organization_id=world.nodes["other"], period=row.period, recorded=world.entry
    )
    assert get(world, "joint", where).status == 404
    assert get(world, "committee", where).status == 200


def test_a_one_time_password_opens_nothing_but_its_change(world: World, held: Assignment) -> None:
    Account.objects.filter(pk=held.account_id).update(must_change_password=True)
    for name, where in ways_in(world):
        answer = get(world, "joint", where)
        if name == "change_password":
            assert answer.status == 200
        else:
            assert (answer.status, answer.location) == (302, "/password/"), where
            assert answer.body == ""
    given = filled(world, "organization_new", "joint", "")
    assert post(world, "joint", "/organizations/new/", given).location == "/password/"


def test_another_office_of_the_same_account_has_its_own_reach(world: World, held: Assignment) -> None:
    """Two offices of one account are never added together."""
    second = Assignment.objects.create(
        account_id=held.account_id, role=Role.BRANCH_SECRETARY.value, party_organization_id=world.nodes["sister"],
        period=held.period, recorded=world.entry,
    )  # fmt: skip
    sister = f"/party/of/{world.codes['sister']}/"
    other = f"/organizations/{world.public['other']}/"
    assert get(world, "joint", other).status == 404
    client = world.client("joint")
    session = client.session
    kept = session["assignment"]
    session["assignment"] = str(second.uuid)
    session.save()
    assert get(world, "joint", sister).status == 200
    assert get(world, "joint", f"/party/of/{world.codes['joint']}/").status == 404
    session["assignment"] = kept
    session.save()

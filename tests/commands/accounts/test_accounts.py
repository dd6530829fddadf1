"""Opening accounts, giving and ending assignments, passwords: within the own reach, and told why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from tests.commands.cast import NOW, TODAY, World

from shuniu.commands.accounts import (
    NewAccount,
    NewAssignment,
    assign,
    change_own_password,
    create_account,
    create_accounts,
    disable_account,
    enable_account,
    end_assignment,
    reset_password,
)
from shuniu.commands.journal import act_of
from shuniu.config import settings as deployed
from shuniu.kernel.decision import Refused
from shuniu.models import Account, Assignment, Entry, Receipt
from shuniu.policy.words.accounts import Role
from shuniu.queries.accounts import (
    NoAssignment,
    accounts_visible,
    actor_for,
    assignments_of,
)
from shuniu.queries.provisioning import nodes_for_accounts, roles_to_hand_out


def joint(world: World, username: str = "north", node: int | None = None) -> NewAccount:
    return NewAccount(
        username=username,
        title="北区办公室",
        assignment=NewAssignment(role=Role.JOINT_COMMITTEE_CLERK, node=node or world.north),
    )


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.code for one in refused.value.decision.objections}


def counts() -> tuple[int, int, int]:
    return Account.objects.count(), Assignment.objects.count(), Entry.objects.count()


@pytest.mark.req("P02")
def test_accounts_are_opened_by_the_level_above_and_work_at_once(world: World) -> None:
    _, made = create_account(world.act(), joint(world))
    assert made is not None
    account = Account.objects.get(uuid=made.uuid)
    assert account.check_password(made.password)
    assert account.must_change_password
    assert account.password.startswith("argon2")
    assert deployed.PASSWORD_HASHERS == [
        "django.contrib.auth.hashers.Argon2PasswordHasher"
    ]  # not the quick one of tests
    actor = actor_for(account.pk, None, NOW)
    assert (actor.role, actor.node, actor.title) == (Role.JOINT_COMMITTEE_CLERK, world.north, "北区办公室")
    assert Entry.objects.latest("id").act == "account.create"
    assert [row["username"] for row in accounts_visible(world.clerk).rows if row["username"] == "north"] == ["north"]


def test_accounts_one_time_passwords_differ_and_stand_nowhere(world: World) -> None:
    _, made = create_accounts(world.act(key="k"), [joint(world, f"north-{number}") for number in range(3)])
    assert len({one.password for one in made}) == 3
    assert Receipt.objects.get(key="k").answer == {"accounts": [str(one.uuid) for one in made]}
    again, told = create_accounts(world.act(key="k"), [joint(world, f"north-{number}") for number in range(3)])
    assert again.repeated
    assert told == []


def test_accounts_beyond_reach_or_rank_are_refused_and_nothing_is_written(world: World) -> None:
    before = counts()
    with pytest.raises(Refused) as refused:
        create_account(world.act(), joint(world, node=world.neighbour_committee))
    assert codes(refused) == {"not_in_reach"}
    clerk_of_north = world.actor(Role.JOINT_COMMITTEE_CLERK, world.north)
    before = counts()
    with pytest.raises(Refused) as refused:
        create_account(world.act(by=clerk_of_north), joint(world))
    assert codes(refused) == {"role_not_given"}
    with pytest.raises(Refused) as refused:
        create_account(
            world.act(by=clerk_of_north),
            NewAccount(
                username="a b",
                title="",
                assignment=NewAssignment(role=Role.COMMITTEE_CLERK, node=world.south, until=TODAY),
            ),
        )
    assert codes(refused) == {
        "name_shape",
        "title_missing",
        "role_not_given",
        "not_in_reach",
        "ends_before_it_starts",
    }
    assert counts() == before


def test_accounts_a_missing_place_reads_like_a_foreign_one(world: World) -> None:
    answers = []
    for node in (world.neighbour_committee, 999_999):
        with pytest.raises(Refused) as refused:
            create_account(world.act(), joint(world, node=node))
        answers.append([one.sentence for one in refused.value.decision.objections])
    assert answers[0] == answers[1]


def test_accounts_nobody_gives_rights_to_oneself(world: World) -> None:
    own = Account.objects.get(pk=world.clerk.account)
    with pytest.raises(Refused) as refused:
        assign(world.act(), own.uuid, NewAssignment(role=Role.COMMITTEE_CLERK, node=world.north))
    assert codes(refused) == {"own_account"}
    with pytest.raises(Refused) as refused:
        end_assignment(world.act(), world.clerk.assignment_uuid)
    assert codes(refused) == {"not_in_reach"}


def test_accounts_an_assignment_ends_on_its_day_and_sessions_at_once(world: World) -> None:
    _, made = create_account(world.act(TODAY - timedelta(days=30)), joint(world))
    assert made is not None
    account = Account.objects.get(uuid=made.uuid)
    held = assignments_of(account.pk, NOW)
    end_assignment(world.act(), held[0].uuid)
    with pytest.raises(NoAssignment):
        actor_for(account.pk, held[0].uuid, NOW)
    assert actor_for(account.pk, held[0].uuid, NOW - timedelta(days=1)).role is Role.JOINT_COMMITTEE_CLERK
    assert Account.objects.get(pk=account.pk).epoch == account.epoch + 1


def test_accounts_an_assignment_with_an_end_runs_out_by_itself(world: World) -> None:
    wanted = NewAssignment(role=Role.BRANCH_SECRETARY, node=world.north, until=TODAY + timedelta(days=2))
    _, made = create_account(world.act(), NewAccount(username="北区书记", title="书记", assignment=wanted))
    assert made is not None
    account = Account.objects.get(uuid=made.uuid)
    assert actor_for(account.pk, None, NOW + timedelta(days=1)).role is Role.BRANCH_SECRETARY
    with pytest.raises(NoAssignment):
        actor_for(account.pk, None, NOW + timedelta(days=2))


def test_accounts_the_same_assignment_is_not_given_twice(world: World) -> None:
    _, made = create_account(world.act(), joint(world))
    assert made is not None
    with pytest.raises(Refused) as refused:
        assign(world.act(), made.uuid, joint(world).assignment)
    assert codes(refused) == {"already_held"}
    assign(world.act(), made.uuid, NewAssignment(role=Role.JOINT_COMMITTEE_CLERK, node=world.south))
    assert len(assignments_of(Account.objects.get(uuid=made.uuid).pk, NOW)) == 2


def test_accounts_a_password_is_reset_only_by_who_could_give_every_right(world: World) -> None:
    clerk_of_north = world.actor(Role.JOINT_COMMITTEE_CLERK, world.north)
    _, made = create_account(
        world.act(),
        NewAccount(
            username="双岗书记",
            title="双岗",
            assignment=NewAssignment(role=Role.BRANCH_SECRETARY, node=world.north),
        ),
    )
    assert made is not None
    _, password = reset_password(world.act(by=clerk_of_north), made.uuid)
    assert Account.objects.get(uuid=made.uuid).check_password(password)
    # With a right the clerk of north could not have given, the password is out of the clerk's hands.
    assign(world.act(), made.uuid, NewAssignment(role=Role.BRANCH_SECRETARY, node=world.south))
    with pytest.raises(Refused) as refused:
        reset_password(world.act(by=clerk_of_north), made.uuid)
    assert codes(refused) == {"not_in_reach"}
    with pytest.raises(Refused):
        disable_account(world.act(by=clerk_of_north), made.uuid)


def test_accounts_a_neighbour_sees_and_changes_nothing(world: World) -> None:
    _, made = create_account(world.act(), joint(world))
    assert made is not None
    assert "north" not in [row["username"] for row in accounts_visible(world.neighbour).rows]
    for attempt in (reset_password, disable_account, enable_account):
        with pytest.raises(Refused) as refused:
            attempt(world.act(by=world.neighbour), made.uuid)
        assert codes(refused) == {"not_in_reach"}


def test_accounts_a_disabled_one_does_not_sign_in(world: World) -> None:
    _, made = create_account(world.act(), joint(world))
    assert made is not None
    request = RequestFactory().post("/sign-in/")
    given: dict[str, Any] = {"username": "north", "password": made.password}
    assert authenticate(request, **given) is not None
    disable_account(world.act(), made.uuid)
    assert authenticate(request, **given) is None
    with pytest.raises(NoAssignment):
        actor_for(Account.objects.get(uuid=made.uuid).pk, None, NOW)
    with pytest.raises(Refused) as refused:
        disable_account(world.act(), made.uuid)
    assert codes(refused) == {"already_so"}
    enable_account(world.act(), made.uuid)
    assert authenticate(request, **given) is not None


def test_accounts_the_own_password_must_be_known_and_the_new_one_good(world: World) -> None:
    _, made = create_account(world.act(), joint(world))
    assert made is not None
    own = act_of(actor_for(Account.objects.get(uuid=made.uuid).pk, None, NOW))
    for old, new, expected in (
        ("wrong", "a-long-new-password-71", {"old_wrong"}),
        (made.password, made.password, {"unchanged"}),
        (made.password, "password12", {"weak"}),
        (made.password, "short", {"weak"}),
    ):
        with pytest.raises(Refused) as refused:
            change_own_password(own, old, new)
        assert codes(refused) == expected
    opened = change_own_password(own, made.password, "云在青天-水在瓶-71")
    account = Account.objects.get(uuid=made.uuid)
    assert not account.must_change_password
    assert account.check_password("云在青天-水在瓶-71")
    assert opened.answer["epoch"] == account.epoch == 2


def test_accounts_administrators_are_kept_apart(world: World) -> None:
    security = world.actor(Role.SECURITY_ADMINISTRATOR, world.committee)
    machine = world.actor(Role.SYSTEM_ADMINISTRATOR, world.committee)
    audit = world.actor(Role.AUDIT_ADMINISTRATOR, world.committee)
    assert Role.SYSTEM not in roles_to_hand_out(security)
    assert roles_to_hand_out(machine) == roles_to_hand_out(audit) == []
    assert nodes_for_accounts(machine) == []
    _, made = create_account(world.act(by=security), joint(world, node=world.neighbour_committee))
    assert made is not None
    for other in (machine, audit):
        with pytest.raises(Refused):
            create_account(world.act(by=other), joint(world, "other"))
        with pytest.raises(Refused):
            reset_password(world.act(by=replace(other)), made.uuid)

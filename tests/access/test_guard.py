"""The guard's two readers agree with each other and with an oracle that walks the facts by hand."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.access.oracle import PROMISED, Facts, reaches_node, reaches_unit
from tests.access.world import NOW, START, TODAY, Told, asking
from tests.cast import Cast

from shuniu.access import Actor, granted, may, visible
from shuniu.models import Account, Batch, Entry, Look, PartyOrganization, Placement, TallyMonth, TallyNode, Unit
from shuniu.policy.grants import GRANTS, Action, reaches
from shuniu.policy.words.accounts import Role
from shuniu.queries.accounts import actor_for

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
UNIT_ACTIONS = [Action.READ_UNIT, Action.WRITE_UNIT, Action.READ_CONTACT, Action.KEEP_DATABASE]


@pytest.fixture
def told() -> Told:
    """Two trees, units in every relation, and the same units a day before and after it changes.

    top ── joint ── branch          stranger ── far
        ├─ sibling ── other_branch
        └─ gone (dissolved yesterday: moved out of the tree today)
    street: outside, another office's
    """
    told = Told()
    for name, parent in (
        ("top", ""),
        ("joint", "top"),
        ("sibling", "top"),
        ("branch", "joint"),
        ("other_branch", "sibling"),
        ("stranger", ""),
        ("far", "stranger"),
    ):
        told.node(name, parent)
    told.node("moved_today", "joint", end=TODAY)
    told.placed("moved_today", "far", start=TODAY)
    told.node("moves_tomorrow", "joint", end=TOMORROW)
    told.placed("moves_tomorrow", "far", start=TOMORROW)
    told.node("dissolved", "joint", end=TODAY)
    told.node("merged_first", "sibling", end=YESTERDAY)
    told.node("ended_under_it", "merged_first", end=YESTERDAY)
    told.node("had_moved", "joint", end=YESTERDAY)
    told.node("ended_before", "had_moved", end=START + timedelta(days=9))
    told.placed("had_moved", "far", start=YESTERDAY)
    told.node("street", managed=False)
    told.node("withdrawn")
    told.placed("withdrawn", "joint", withdrawn=True)
    told.settle()
    bodies(told)
    return told


def bodies(told: Told) -> None:
    for name, at in (("ministry", "top"), ("bureau", "top"), ("elsewhere", "stranger"), ("hub", "top")):
        told.unit(name, at)
    ended = ("dissolved", "merged_first", "ended_under_it", "ended_before")
    for node in ("top", "joint", "branch", "sibling", "far", "moved_today", "moves_tomorrow", *ended):
        told.unit(f"at_{node}", "stranger" if node == "far" else "top")
        told.responsible(f"at_{node}", node)
        told.unit(f"loose_{node}", node)
    dated = {
        "now": {},
        "ended": {"end": TODAY},
        "ends_tomorrow": {"end": TOMORROW},
        "begins_tomorrow": {"start": TOMORROW},
        "taken_back": {"withdrawn": True},
    }
    for when, days in dated.items():
        told.unit(f"responsible_{when}", "stranger")
        told.responsible(f"responsible_{when}", "joint", **days)
        told.unit(f"handed_over_{when}", "joint")
        told.responsible(f"handed_over_{when}", "far", **days)
        told.unit(f"guided_{when}", "stranger")
        told.guided(f"guided_{when}", "joint", **days)
        told.unit(f"covered_{when}", "stranger")
        told.covered(f"covered_{when}", "branch", **days)
        told.unit(f"registered_{when}", "stranger")
        told.registered(f"registered_{when}", "ministry", "bureau", **days)
    for at in ("joint", "stranger"):
        told.unit(f"given_outside_by_{at}", at)
        told.responsible(f"given_outside_by_{at}", "street")
    told.unit("supervised_by_nobody", "stranger")
    told.registered("supervised_by_nobody")
    told.unit("contacted_by_hub", "stranger")
    told.contacted_by_hub("contacted_by_hub", "hub")


def offices(told: Told) -> Iterator[Actor]:
    """Every role at every node, for some units, and for nothing at all."""
    units = [told.units[name] for name in ("ministry", "bureau", "elsewhere", "at_joint", "registered_ended")]
    places: list[tuple[int | None, int | None]] = [(node, None) for node in told.nodes.values()]
    places += [(None, unit) for unit in units] + [(None, None), (10**9, None), (None, 10**9)]
    for role, (node, unit) in itertools.product(Role, places):
        yield told.actor(role, node, unit)


def names(found: Iterable[int], named: dict[str, int]) -> set[str]:
    return {name for name, key in named.items() if key in set(found)}


@pytest.mark.parametrize("wide", [False, True])
def test_guard_shows_exactly_the_units_the_oracle_allows(told: Told, wide: bool) -> None:
    """Whether it lists what is within reach or asks each row by itself."""
    pairs = 0
    for office, action in itertools.product(offices(told), UNIT_ACTIONS):
        actor = replace(office, most=wide)
        found = visible(Unit.objects.all(), actor, action).values_list("pk", flat=True)
        allowed = {key for key in told.units.values() if reaches_unit(told.facts, asking(actor), action, key)}
        assert names(found, told.units) == names(allowed, told.units), (actor.role, actor.node, actor.unit, action)
        pairs += len(told.units)
    assert pairs > 30_000


def test_guard_leaves_no_register_without_a_keeper(told: Told) -> None:
    """Who was entered where nothing stands any more and belongs to nobody is kept by the level above."""
    kept = {"loose_dissolved": "joint", "loose_merged_first": "sibling", "loose_ended_under_it": "sibling"}
    kept |= {"loose_ended_before": "had_moved"}
    for unit, keeper in kept.items():
        clerk = told.actor(Role.COMMITTEE_CLERK, told.nodes[keeper], None)
        row = Unit.objects.get(pk=told.units[unit])
        assert may(clerk, Action.READ_UNIT, row), unit
        assert may(clerk, Action.WRITE_UNIT, row), unit
    gone = told.actor(Role.COMMITTEE_CLERK, told.nodes["joint"], None)
    assert not may(gone, Action.READ_UNIT, Unit.objects.get(pk=told.units["loose_ended_before"]))


def test_guard_shows_exactly_the_nodes_the_oracle_allows(told: Told) -> None:
    actions = [Action.READ_PARTY_ORGANIZATION, Action.WRITE_PARTY_ORGANIZATION, Action.READ_FIGURE, Action.SET_TARGET]
    actions += [Action.DECIDE_FIGURE, Action.IMPORT_LEDGER]
    for actor, action in itertools.product(offices(told), actions):
        found = visible(PartyOrganization.objects.all(), actor, action).values_list("pk", flat=True)
        allowed = {key for key in told.nodes.values() if reaches_node(told.facts, asking(actor), action, key)}
        assert names(found, told.nodes) == names(allowed, told.nodes), (actor.role, actor.node, action)


@pytest.mark.parametrize("role", Role)
def test_guard_one_row_and_the_list_agree(role: Role, told: Told) -> None:
    places: list[tuple[int | None, int | None]] = [
        (told.nodes["joint"], None),
        (told.nodes["branch"], None),
        (None, told.units["ministry"]),
        (None, told.units["at_joint"]),
    ]
    units, nodes = list(Unit.objects.all()), list(PartyOrganization.objects.all())
    for node, unit in places:
        actor = told.actor(role, node, unit)
        for action, rows in ((Action.READ_UNIT, units), (Action.READ_CONTACT, units), (Action.READ_FIGURE, nodes)):
            model: Any = type(rows[0])
            listed = set(visible(model.objects.all(), actor, action).values_list("pk", flat=True))
            for row in rows:
                assert may(actor, action, row) == (row.pk in listed)


def test_guard_knows_nothing_of_rows_that_do_not_exist(told: Told) -> None:
    clerk = told.actor(Role.COMMITTEE_CLERK, told.nodes["top"], None)
    assert not may(clerk, Action.READ_UNIT, Unit(pk=10**9))
    assert not may(told.actor(Role.SECURITY_ADMINISTRATOR, None, None), Action.READ_ACCOUNT, Account(pk=10**9))


def test_guard_every_action_of_every_role_is_promised_in_the_oracle() -> None:
    assert set(PROMISED) == set(Role)
    for role in Role:
        assert set(PROMISED[role]) == set(Action)
        for action in Action:
            assert bool(reaches(role, action)) == bool(PROMISED[role][action]), (role, action)
            actor = Actor(
                account=0,
                title="",
                assignment=0,
                assignment_uuid=Any,
                role=role,
                node=None,
                unit=None,
                now=NOW,  # type: ignore[arg-type]
            )
            assert granted(actor, action) == bool(PROMISED[role][action])


def test_guard_three_administrators_share_no_action() -> None:
    held = {
        role: {grant.action for grant in GRANTS if grant.role is role}
        for role in (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
    }
    assert all(held.values())
    for one, other in itertools.combinations(held.values(), 2):
        assert not one & other
    reading = {Action.READ_UNIT, Action.READ_PARTY_ORGANIZATION, Action.READ_CONTACT, Action.READ_FIGURE}
    assert not reading & set().union(*held.values())
    assert all(not action.value.endswith(".write") for action in held[Role.AUDIT_ADMINISTRATOR])


def test_guard_judges_by_now_and_the_day_begins_in_shanghai(told: Told) -> None:
    midnight = datetime(2021, 2, 28, 16, 0, tzinfo=UTC)  # 1 March begins
    unit = Unit.objects.get(pk=told.units["responsible_ended"])
    for moment, expected in ((midnight - timedelta(seconds=1), True), (midnight, False)):
        actor = told.actor(Role.COMMITTEE_CLERK, told.nodes["joint"], None, now=moment)
        assert may(actor, Action.READ_UNIT, unit) is expected
    begins = Unit.objects.get(pk=told.units["responsible_begins_tomorrow"])
    for moment, expected in ((midnight + timedelta(hours=23, minutes=59), False), (midnight + timedelta(days=1), True)):
        actor = told.actor(Role.COMMITTEE_CLERK, told.nodes["joint"], None, now=moment)
        assert may(actor, Action.READ_UNIT, begins) is expected


# Small worlds, all of them: every rooted labelled tree, every role, every node.


def parents_of(count: int) -> Iterator[Sequence[int]]:
    """Every way ``count`` labelled nodes form one rooted tree: the parent of each, -1 for the root."""
    for choice in itertools.product(range(-1, count), repeat=count):
        if choice.count(-1) == 1 and all(ends_at_root(choice, node) for node in range(count)):
            yield choice


def ends_at_root(parents: Sequence[int], node: int) -> bool:
    for _ in parents:
        if parents[node] == -1:
            return True
        node = parents[node]
    return parents[node] == -1


@pytest.mark.parametrize(("count", "trees"), [(1, 1), (2, 2), (3, 9), (4, 64), (5, 625)])
def test_guard_agrees_on_every_small_tree(count: int, trees: int, db: None) -> None:
    """Rooted labelled trees of n nodes number n^(n-1); each is one forest of the same ledger."""
    told, roots = Told(), 0
    for number, parents in enumerate(parents_of(count)):
        roots += 1
        waiting = list(range(count))
        while waiting:
            node = waiting.pop(0)
            name, above = f"{number}.{node}", f"{number}.{parents[node]}" if parents[node] >= 0 else ""
            if above and above not in told.nodes:
                waiting.append(node)
            else:
                told.node(name, above)
    assert roots == trees
    told.settle()
    compare(told, count)


def compare(told: Told, count: int) -> None:
    """Each tree is compared with the oracle on its own facts, and with every other tree at once by the set."""
    by_tree: dict[str, list[int]] = {}
    for name, key in told.nodes.items():
        by_tree.setdefault(name.partition(".")[0], []).append(key)
    places: dict[int, list[Any]] = {}
    for said in told.facts.place:
        places.setdefault(said.who, []).append(said)
    pairs = 0
    for keys in by_tree.values():
        facts = Facts(place=[said for key in keys for said in places[key]])
        for role, action in (
            (Role.COMMITTEE_CLERK, Action.WRITE_PARTY_ORGANIZATION),
            (Role.INSTRUCTOR, Action.READ_FIGURE),
        ):
            for at in keys:
                actor = told.actor(role, at, None)
                found = set(visible(PartyOrganization.objects.all(), actor, action).values_list("pk", flat=True))
                allowed = {key for key in keys if reaches_node(facts, asking(actor), action, key)}
                assert found == allowed
                pairs += len(told.nodes)
    assert pairs >= count * len(told.nodes)


def test_guard_moves_take_effect_at_once(told: Told) -> None:
    clerk = told.actor(Role.COMMITTEE_CLERK, told.nodes["stranger"], None)
    branch = PartyOrganization.objects.get(pk=told.nodes["branch"])
    unit = Unit.objects.get(pk=told.units["at_branch"])
    assert not may(clerk, Action.READ_PARTY_ORGANIZATION, branch)
    held = Placement.objects.get(party_organization=branch, retracted__isnull=True)
    Placement.objects.filter(pk=held.pk).update(retracted=told.entry)
    told.placed("branch", "far")
    told.settle()
    assert may(clerk, Action.READ_PARTY_ORGANIZATION, branch)
    assert may(clerk, Action.READ_UNIT, unit)
    assert not may(replace(clerk, node=told.nodes["top"]), Action.READ_UNIT, unit)


# The other things that are guarded: journal lines, accounts, imports, looks.


def entry_at(told: Told, node: str | None) -> Entry:
    key = told.nodes[node] if node else None
    return Entry.objects.create(act="test.done", actor=told.account, node_id=key, on=TODAY, at=NOW)


def test_guard_journal_lines_are_read_where_they_were_written(told: Told) -> None:
    lines = {name: entry_at(told, name) for name in ("top", "joint", "branch", "sibling", "far", "moved_today")}
    nowhere = entry_at(told, None)

    def read(role: Role, node: str | None) -> set[str]:
        actor = told.actor(role, told.nodes[node] if node else None, None)
        return {name for name, line in lines.items() if may(actor, Action.READ_ENTRY, line)}

    assert read(Role.COMMITTEE_CLERK, "top") == {"top", "joint", "branch", "sibling"}
    assert read(Role.JOINT_COMMITTEE_CLERK, "joint") == {"joint", "branch"}
    assert read(Role.COMMITTEE_CLERK, "stranger") == {"far", "moved_today"}
    assert read(Role.BRANCH_SECRETARY, "branch") == set()
    assert read(Role.SECURITY_ADMINISTRATOR, "top") == read(Role.SYSTEM_ADMINISTRATOR, "top") == set()
    assert read(Role.AUDIT_ADMINISTRATOR, "top") == set(lines)
    assert may(told.actor(Role.AUDIT_ADMINISTRATOR, None, None), Action.READ_ENTRY, nowhere)
    assert not may(told.actor(Role.COMMITTEE_CLERK, None, None), Action.READ_ENTRY, nowhere)


def account_at(told: Told, name: str, node: str = "", unit: str = "", **days: Any) -> Account:
    from psycopg.types.range import DateRange

    from shuniu.models import Assignment

    account = Account.objects.create(username=name, title=name, system=days.pop("system", False))
    if node or unit:
        Assignment.objects.create(
            account=account,
            role=Role.INSTRUCTOR.value,
            party_organization_id=told.nodes[node] if node else None,
            unit_id=told.units[unit] if unit else None,
            period=DateRange(days.get("start", START), days.get("end")),
            recorded=told.entry,
            retracted=told.entry if days.get("withdrawn") else None,
        )
    return account


def test_guard_accounts_are_looked_after_by_the_office_above_them(told: Told) -> None:
    made = [
        account_at(told, "a-joint", "joint"),
        account_at(told, "b-sibling", "sibling"),
        account_at(told, "c-far", "far"),
        account_at(told, "d-unit-of-joint", unit="at_joint"),
        account_at(told, "e-unit-of-far", unit="at_far"),
        account_at(told, "f-never-true", "joint", withdrawn=True),
        account_at(told, "g-without-office"),
        account_at(told, "h-system", "joint", system=True),
        account_at(told, "i-of-what-ended", "dissolved"),
    ]

    def looked_after(role: Role, node: str | None) -> str:
        actor = told.actor(role, told.nodes[node] if node else None, None)
        found = [one for one in made if may(actor, Action.WRITE_ACCOUNT, one)]
        return "".join(one.username[0] for one in found)

    assert looked_after(Role.COMMITTEE_CLERK, "top") == "abdi"
    assert looked_after(Role.JOINT_COMMITTEE_CLERK, "joint") == "adi"
    assert looked_after(Role.COMMITTEE_CLERK, "stranger") == "ce"
    assert looked_after(Role.SECURITY_ADMINISTRATOR, None) == "abcdefgi"
    for role in (Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR, Role.INSTRUCTOR, Role.ORGANIZATION_CLERK):
        assert looked_after(role, "top") == ""


def test_guard_an_import_belongs_to_its_clerk_while_the_node_is_theirs(told: Told) -> None:
    def batch(account: Account, node: str) -> Batch:
        return Batch.objects.create(
            node_id=told.nodes[node], actor=account, on=TODAY, kind="k", file_name="f", digest="d", state="s",
            received_at=NOW, expires_at=NOW,
        )  # fmt: skip

    clerk = told.actor(Role.COMMITTEE_CLERK, told.nodes["top"], None)
    colleague = account_at(told, "colleague", "top")
    assert may(clerk, Action.READ_BATCH, batch(told.account, "joint"))
    assert not may(clerk, Action.READ_BATCH, batch(colleague, "joint"))
    assert not may(clerk, Action.READ_BATCH, batch(told.account, "moved_today"))
    for role in (Role.BRANCH_SECRETARY, Role.AUDIT_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR):
        assert not may(replace(clerk, role=role), Action.READ_BATCH, batch(told.account, "joint"))


def test_guard_looks_are_read_by_the_auditor_alone(told: Told) -> None:
    look = Look.objects.create(
        actor=told.account, subject_kind="unit", subject=Unit.objects.all()[0].uuid, field="phone", purpose="p", at=NOW
    )
    readers = {role for role in Role if may(told.actor(role, told.nodes["top"], None), Action.READ_LOOK, look)}
    assert readers == {Role.AUDIT_ADMINISTRATOR}


def test_guard_costs_one_statement_for_a_row_or_a_list(told: Told, django_assert_num_queries: Any) -> None:
    clerk = told.actor(Role.COMMITTEE_CLERK, told.nodes["top"], None)
    unit = Unit.objects.get(pk=told.units["at_joint"])
    with django_assert_num_queries(1):
        assert may(clerk, Action.READ_UNIT, unit)
    with django_assert_num_queries(1):
        assert len(visible(Unit.objects.all(), clerk, Action.READ_UNIT)) > 3


def test_guard_days_of_the_world_are_what_the_tests_say() -> None:
    assert date(2021, 3, 1) == TODAY == NOW.date()


def test_whoever_has_a_large_part_of_the_register_below_is_asked_about_row_by_row(cast: Cast) -> None:
    for office in (cast.clerk, cast.secretary):
        assert not actor_for(office.account, None, cast.clerk.now).wide
    TallyNode.objects.create(node_id=cast.top, built_at=cast.clerk.now, until=cast.clerk.today)
    assert actor_for(cast.clerk.account, None, cast.clerk.now).wide
    assert not actor_for(cast.secretary.account, None, cast.clerk.now).wide
    assert not actor_for(cast.clerk.account, None, cast.clerk.now).most
    TallyMonth.objects.create(node_id=cast.top, margin="total", key="", month=cast.clerk.today, units=5_000)
    assert actor_for(cast.clerk.account, None, cast.clerk.now).most
    assert not actor_for(cast.secretary.account, None, cast.clerk.now).most
    TallyMonth.objects.create(node_id=cast.joint, margin="total", key="", month=cast.clerk.today, units=-5)
    assert not actor_for(cast.secretary.account, None, cast.clerk.now).most

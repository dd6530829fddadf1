"""The world of tests/security/tree.py, built: people first, then what stands at their places."""

from __future__ import annotations

from dataclasses import replace

from tests.cast import BEGINNING, actor, node, open_journal
from tests.security.leading import leaderships
from tests.security.people import rolls
from tests.security.places import settle
from tests.security.tree import STRANGERS, TREE, World, marked, seat

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import act_of
from shuniu.policy.words.accounts import Role


def build() -> World:
    """Needs an open database; the caller rolls it back."""
    system = actor(Role.SYSTEM, None, None)
    world = World(open_journal(system))
    for name, kind, parent in (*TREE, *STRANGERS):
        world.codes[name] = f"po-{name}"
        called = f"中共{marked(name, 'Naming.name')}{name}"
        more = {"short_name": marked(name, "Naming.short"), "axis": "field", "axis_value": marked(name, "Naming.axis")}
        parent_key = world.nodes[parent] if parent else None
        world.nodes[name] = node(world.entry, world.codes[name], called, kind, parent_key, **more)
    act = replace(act_of(system, BEGINNING), entry=world.entry)
    recount(act, nodes=list(world.nodes.values()))
    people(world)
    settle(world)
    rolls(world)
    leaderships(world)
    recount(act, units=list(world.units.values()))
    return world


def people(world: World) -> None:
    """Who works in the own tree; those whose place is a unit come when the units stand."""
    for name, role, at in (
        ("committee", Role.COMMITTEE_CLERK, "top"),
        ("joint", Role.JOINT_COMMITTEE_CLERK, "joint"),
        ("branch", Role.BRANCH_SECRETARY, "general"),
        ("outsider", Role.COMMITTEE_CLERK, "stranger"),
        ("system_admin", Role.SYSTEM_ADMINISTRATOR, "top"),
        ("security_admin", Role.SECURITY_ADMINISTRATOR, "top"),
        ("audit_admin", Role.AUDIT_ADMINISTRATOR, "top"),
    ):
        world.personas[name] = seat(world, role, world.nodes[at])

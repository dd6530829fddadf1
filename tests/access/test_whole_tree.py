"""The register of the whole tree is that of today's tree: who was moved into another one leaves the former behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models.expressions import RawSQL
from psycopg.types.range import DateRange
from tests.access.world import START, TODAY, Told

from shuniu.access import Actor, whole_tree
from shuniu.commands.journal.reaching import nodes_in_reach, nodes_to_name, units_to_name
from shuniu.models import Entry, Naming, PartyOrganization, Unit, UnitName
from shuniu.policy.words.accounts import Role
from shuniu.queries.imports.bodies import outside_units
from shuniu.queries.organizations.bodies import unit_to_name
from shuniu.queries.organizations.choosing import bodies_to_name
from shuniu.queries.party.choosing import party_organization_to_name

pytestmark = pytest.mark.django_db
EVER = DateRange(START, None)


@pytest.fixture
def told() -> Told:
    """top ── joint (moved to the other top today) ── branch; top ── sibling; ended: merged away under the sibling."""
    told = Told()
    told.node("top")
    told.node("other")
    told.node("sibling", "top")
    told.node("ended", "sibling", end=TODAY - timedelta(days=9))
    told.node("joint", "top", end=TODAY)
    told.placed("joint", "other", start=TODAY)
    told.node("branch", "joint")
    told.settle()
    for node in ("top", "ended", "other"):
        _entered_at(told, node)
    return told


def _entered_at(told: Told, node: str) -> None:
    """An organ, and a Party organization outside the platform, both entered there."""
    key = told.nodes[node]
    line = Entry.objects.create(act="test.given", actor=told.account, on=START, at=told.entry.at, node_id=key)
    organ = Unit.objects.create(kind="supervising_unit", registered_at_id=key, recorded=told.entry)
    name = f"{node}的主管单位"
    UnitName.objects.create(unit=organ, name=name, sort_key=name, period=EVER, recorded=told.entry)
    told.units[node] = organ.pk
    outside = PartyOrganization.objects.create(code=f"outside-{node}", managed=False, recorded=line)
    street = f"{node}的街道党工委"
    words = {"name": street, "sort_key": street, "kind": "joint_committee", "period": EVER, "recorded": told.entry}
    Naming.objects.create(party_organization=outside, **words)
    told.nodes[f"outside_{node}"] = outside.pk


def _keys(tree: RawSQL) -> set[int]:
    return set(PartyOrganization.objects.filter(pk__in=tree).values_list("pk", flat=True))


def clerk(told: Told, node: str) -> Actor:
    return told.actor(Role.COMMITTEE_CLERK, told.nodes[node], None)


@pytest.mark.parametrize(
    ("node", "tree"),
    [("branch", {"other", "joint", "branch"}), ("sibling", {"top", "sibling", "ended"})],
)
def test_it_is_the_tree_of_today_with_what_ended_there(told: Told, node: str, tree: set[str]) -> None:
    known = {told.nodes[name] for name in tree}
    assert _keys(whole_tree(clerk(told, node))) == known
    system = told.actor(Role.SYSTEM, None, None)
    assert _keys(whole_tree(system, told.nodes[node])) == known
    assert _keys(whole_tree(system)) == set()


@pytest.mark.parametrize(("node", "nameable"), [("branch", {"other"}), ("sibling", {"top", "ended"})])
def test_only_what_was_entered_in_it_can_be_named(told: Told, node: str, nameable: set[str]) -> None:
    actor, places = clerk(told, node), ("top", "ended", "other")
    organs = {place: f"{place}的主管单位" for place in places}
    streets = {place: told.nodes[f"outside_{place}"] for place in places}
    bodies = dict(bodies_to_name(actor, ["supervising_unit"], TODAY))
    named = {
        "organs chosen from": {place for place in places if told.units[place] in bodies},
        "organs by name": {place for place in places if unit_to_name(actor, organs[place], TODAY)},
        "organs put down": {place for place in places if units_to_name(actor, [told.units[place]])},
        "organs of a ledger": {
            place for place in places if outside_units(actor, organs.values(), told.nodes[node]).get(organs[place])
        },
        "streets by code": {place for place in places if party_organization_to_name(actor, f"outside-{place}", TODAY)},
        "streets put down": {place for place in places if nodes_to_name(actor, [streets[place]])},
    }
    assert named == dict.fromkeys(named, nameable)


def test_what_was_entered_where_nothing_stands_is_kept_by_the_level_above(told: Told) -> None:
    outside = told.nodes["outside_ended"]
    assert nodes_in_reach(clerk(told, "sibling"), [outside]) == {outside}
    assert nodes_in_reach(clerk(told, "other"), [outside]) == set()

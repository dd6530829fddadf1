"""Members at every place of the world, and what offices ask each other about them.

A committee holds no members itself: those that stand for its place are held in a branch directly under it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tests.cast import node
from tests.security.places import BRANCHES, Place
from tests.security.tree import CITIZEN, FOREIGN, PHONE, STRANGERS, TREE, World, marked

from shuniu import models
from shuniu.commands.figures.recount import recount
from shuniu.models.secrecy import blind_index, new_wrapped_key, with_key

# Who asks about the member of a place; and whom the place itself asks about: the member of that other place.
ASKING = {
    "summit": "top", "side": "summit", "top": "side", "other": "side", "joint": "side", "sister": "side",
    "general": "side", "cell": "side", "stranger": "far", "far": "remote", "remote": "stranger",
}  # fmt: skip


def rolls(world: World) -> None:
    for name, kind, _ in (*TREE, *STRANGERS):
        world.rolls[name], world.roll_codes[name] = world.nodes[name], world.codes[name]
        if kind not in BRANCHES:
            code = f"roll-{name}"
            called = f"中共{marked(name, 'Naming.name')}名册{name}"
            world.rolls[name] = node(world.entry, code, called, "party_branch", world.nodes[name])
            world.roll_codes[name] = code
    recount(None, nodes=list(world.rolls.values()))
    for name in world.rolls:
        world.persons[name], world.members[name] = member(Place(world, name), world.rolls[name])
    for name, other in ASKING.items():
        world.answering[name] = request(world, world.persons[name], other)
        world.withdrawing[name] = request(world, world.persons[other], name)


def member(place: Place, roll: int) -> tuple[int, UUID]:
    world, text = place.world, place.text
    foreign = place.name in FOREIGN
    key = new_wrapped_key("person")
    made = models.Person.objects.create(key=key, recorded=world.entry)
    number, mobile = (CITIZEN, PHONE) if foreign else ("000000198001010010", "15400000000")
    held, table = with_key(key), models.Particulars._meta.db_table
    sealed = {
        name: held.encrypt(value.encode(), table=table, row=made.uuid, field=name)
        for name, value in (("citizen_number", number), ("mobile", mobile))
    }
    # The index of each place is its own: two with one number would be one member.
    place.fact(
        models.Particulars, person=made, name=text("Particulars.name"), sort_key=place.name, sex="male",
        education="21", born_on=date(1980, 1, 1), born_precision="month",
        number_index=blind_index(f"{number}{made.pk}"), **sealed,
    )  # fmt: skip
    place.fact(
        models.Membership, person=made, party_organization_id=roll, state="full", admitted_on=date(2005, 7, 1),
        admitted_precision="day", mobile_member=True, moved_to=text("Membership.moved"),
    )  # fmt: skip
    unit = world.units.get(place.name)
    place.fact(models.Employment, person=made, unit_id=unit, position=text("Employment.position"))
    place.fact(
        models.Post, person=made, party_organization_id=roll, post="secretary", how="elected",
        document_number=text("Post.document"),
    )  # fmt: skip
    return made.pk, made.uuid


def request(world: World, person: int, asking: str) -> UUID:
    made = models.MembershipRequest.objects.create(
        person_id=person, asked_for_id=world.rolls[asking], name=marked(asking, "MembershipRequest.name"),
        reason=marked(asking, "MembershipRequest.reason"), recorded=world.entry,
    )  # fmt: skip
    return made.uuid

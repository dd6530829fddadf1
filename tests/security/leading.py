"""Who leads each Party organization of the world; a hand-over and an appointment that wait there."""

from __future__ import annotations

from uuid import UUID

from tests.cast import BEGINNING
from tests.security.places import Place
from tests.security.tree import World

from shuniu import models
from shuniu.policy.words.leadership import HandoverItem


def leaderships(world: World) -> None:
    """After the rolls: whoever is held for a place leads it as well."""
    for name, roll in world.rolls.items():
        place = Place(world, name)
        if roll != place.node:
            place.fact(
                models.Post, person_id=world.persons[name], party_organization_id=place.node, post="committee_member"
            )
        place.fact(models.PartyAffairsWorker, person_id=world.persons[name], party_organization_id=place.node)
        world.handovers[name] = handover(place)
        world.appointments[name] = appointment(place, str(world.members[name]))


def handover(place: Place) -> UUID:
    items = {one.value: {"state": "handed", "note": place.text("Case.filed")} for one in HandoverItem}
    filed = {"changed_on": "2019-06-01", "assignments": [], **items}
    made = models.Case.objects.create(
        kind="handover", topic="secretary", state="taking", holder="applicant", law_day=BEGINNING, at_id=place.node,
        party_organization_id=place.node, origin_id=place.node, filed=filed, version=2,
    )  # fmt: skip
    models.Step.objects.create(
        case=made, state="taking", verb="hand_over", filed=filed, recorded=place.world.entry,
        reason=place.text("Step.reason"),
    )  # fmt: skip
    return made.uuid


def appointment(place: Place, person: str) -> UUID:
    """It is its own superior: whoever may decide is told by the law that it is not appointed here."""
    filed = {
        "source": "internal", "posts": [{"person": person, "post": "secretary", "full_time": True}], "whole": True,
        "secretary_unit": "", "grounds": place.text("Case.filed"),
    }  # fmt: skip
    made = models.Case.objects.create(
        kind="appointment", state="reviewing", holder="committee", law_day=BEGINNING, at_id=place.node, version=2,
        party_organization_id=place.node, origin_id=place.node, committee_id=place.node, filed=filed,
    )  # fmt: skip
    models.Step.objects.create(
        case=made, state="reviewing", verb="submit", filed=filed, recorded=place.world.entry,
        next_steps=place.text("Step.next_steps"),
    )  # fmt: skip
    return made.uuid

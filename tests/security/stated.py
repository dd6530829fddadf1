"""What stands at every place of tests/security/tree.py about figures said: two publications and a campaign."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.timezone import now
from tests.cast import BEGINNING

from shuniu import models

EVERYTHING = "4000000000:4000000000:"  # a snapshot that knows every transaction there will be


def stated(place: Any) -> None:
    """One publication that holds, one withdrawn, and a campaign under way with a goal."""
    world = place.world
    world.publications[place.name] = publication(place).uuid
    withdrawn = publication(place)
    models.PublicationWithdrawal.objects.create(
        publication=withdrawn, reason=place.text("Withdrawal.reason"), recorded=world.entry
    )
    world.campaigns[place.name] = campaign(place)


def publication(place: Any) -> models.Publication:
    text = place.text
    made = models.Publication.objects.create(
        party_organization_id=place.node, on=date(2019, 6, 1), by="child", narrowed={"type": text("Publication.type")},
        title=text("Publication.title"), document_number=text("Publication.number"), known_at=now(),
        snapshot=EVERYTHING, digest="0" * 64, recorded=place.world.entry,
    )  # fmt: skip
    cell = {"cell": {"child": "x"}, "names": {"child": text("Published.cell")}, "numerator": 1, "denominator": None}
    models.PublishedFigure.objects.create(
        publication=made, position=0, measure="social_organizations", name=text("Published.name"), unit="家",
        source="counted", definition=text("Published.definition"), clause=text("Published.clause"), numerator=1,
        said=text("Published.said"), cells=[cell], rows_digest="0" * 64, counted=[place.world.public[place.name]],
    )  # fmt: skip
    models.PublishedFigure.objects.create(
        publication=made, position=1, measure="activity_coverage", name="党的活动覆盖率", unit="%", source="counted",
        definition="", clause="", silence=text("Published.silence"), rows_digest="",
    )  # fmt: skip
    return made


def campaign(place: Any) -> Any:
    text, at = place.text, {"party_organization_id": place.node}
    made = models.Campaign.objects.create(recorded=place.world.entry)
    place.fact(models.CampaignTerms, campaign=made, name=text("Campaign.name"), issued_on=BEGINNING,
               document_number=text("Campaign.number"), bodies=[text("Campaign.body")],
               clause=text("Campaign.clause"), **at)  # fmt: skip
    place.fact(models.CampaignTarget, campaign=made, measure="organization_coverage", baseline=50, goal=60,
               due_on=date(2028, 1, 1), clause=text("Campaign.goal"), **at)  # fmt: skip
    return made.uuid

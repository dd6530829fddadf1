"""专项行动: what an office sets out to reach in a stretch of time, by which document, with whom (E12)."""

from __future__ import annotations

import uuid

from django.db import models

from shuniu.models.facts import Fact, never_two


class Campaign(models.Model):
    """The identity of a campaign; what is true of it stands in dated facts."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")


class CampaignTerms(Fact):
    """Its name, the document that began it, and the bodies responsible. ``period`` is the campaign's own."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    document_number = models.CharField(max_length=80, blank=True, default="")
    issued_on = models.DateField(null=True)
    bodies = models.JSONField(default=list)
    clause = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [never_two("a_campaign_has_one_set_of_terms", "campaign")]


class CampaignTarget(Fact):
    """Which share a node is to bring from where to where, in per cent, until when."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60)
    # None where the document states a rise and no starting point, or the other way round.
    baseline = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    goal = models.DecimalField(max_digits=9, decimal_places=4)
    due_on = models.DateField()
    clause = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            never_two("a_campaign_sets_a_node_one_goal_for_a_measure", "campaign", "party_organization", "measure")
        ]

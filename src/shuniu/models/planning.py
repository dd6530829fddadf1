"""What the planner proposed, for whom, and what became of each proposal. Nothing of it is a fact of the ledger."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


class PlanningRun(models.Model):
    """One run for a node and a day (组建规划). ``done`` of ``total`` parts are computed; ``summary``: how many would be
    covered and reached, by the proposals and by the baseline beside them; ``solved``: a solver was at work."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    state = models.CharField(max_length=12)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    solved = models.BooleanField(default=False)
    summary = models.JSONField(default=dict)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(name="planning_runs_of_a_node", fields=["party_organization", "-id"])]


class FormationProposal(models.Model):
    """One proposal (规划方案): for ``units``, the host first; ``branch``: the Party organization they would join.

    ``outcome``: open, accepted or refused with a reason, decided in ``decided``; ``case``: what was begun for it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    run = models.ForeignKey(PlanningRun, on_delete=models.PROTECT, related_name="proposals", db_index=False)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    units = ArrayField(models.BigIntegerField())
    branch = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    affiliated = models.BooleanField(default=False)
    members = models.PositiveIntegerField(default=0)
    distance = models.PositiveIntegerField(default=0)
    farthest = models.PositiveSmallIntegerField(default=0)
    priority = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, default="open")
    reason = models.CharField(max_length=200, blank=True, default="", db_default="")
    case = models.ForeignKey("Case", on_delete=models.PROTECT, null=True, related_name="+")
    decided = models.ForeignKey("Entry", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="a_run_proposes_in_order", fields=["run", "position"])]

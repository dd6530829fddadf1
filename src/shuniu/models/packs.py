"""Which texts apply at a node, and what an office itself has decided."""

from __future__ import annotations

from django.db import models

from shuniu.models.facts import Fact, never_two


class PackBinding(Fact):
    """The chain of packs of a node, nearest text first; nodes below without their own follow it."""

    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    chain = models.JSONField()

    class Meta:
        constraints = [never_two("a_node_has_one_chain", "party_organization")]


class LocalFigure(Fact):
    """A value decided by an office where the texts are silent, or the adoption of a practice from a day."""

    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    value = models.JSONField()
    clause = models.CharField(max_length=120, blank=True, default="")
    decision = models.CharField(max_length=300)

    class Meta:
        constraints = [never_two("a_node_decides_a_figure_once", "party_organization", "key")]


class Target(Fact):
    """What a node has set out to reach: a measure, where it stood, by how many points, until when (E07)."""

    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60)
    baseline = models.DecimalField(max_digits=9, decimal_places=4)
    points = models.DecimalField(max_digits=9, decimal_places=4)
    due_on = models.DateField()
    source = models.CharField(max_length=300)


class ReportedFigure(Fact):
    """A number somebody reported, with its source; never shown under the label of a counted one.

    Also for bodies that are not social organizations (B29–B32, D27) and for populations (A12).
    """

    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # As the source prints it, when it gives a share and no counts.
    share = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    source = models.CharField(max_length=300)
    clause = models.CharField(max_length=120, blank=True, default="")

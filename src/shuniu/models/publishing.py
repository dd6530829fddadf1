"""Figures that were published: what was said, as it was known then. Rows are added and never changed."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Publication(models.Model):
    """A set of figures of one node and day under one title.

    ``known_at`` and ``snapshot`` say what was known: the moment, and which acts had been finished by then.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    # responsible, guided or both; empty where each figure keeps the line of its measure.
    line = models.CharField(max_length=12, blank=True, default="")
    by = models.CharField(max_length=20, blank=True, default="")
    narrowed = models.JSONField(default=dict)
    title = models.CharField(max_length=200)
    document_number = models.CharField(max_length=80, blank=True, default="")
    known_at = models.DateTimeField()
    snapshot = models.TextField()
    digest = models.CharField(max_length=64)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(name="publications_of_a_node", fields=["party_organization", "-id"])]


class PublishedFigure(models.Model):
    """One figure of a publication, with the 口径 and clause under which it was said, and whom it counted.

    ``numerator`` is None where there was no information; ``silence`` then says why.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="figures")
    position = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=20)
    source = models.CharField(max_length=12)
    definition = models.TextField()
    clause = models.CharField(max_length=120)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    share = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    missing = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=300, blank=True, default="")
    silence = models.CharField(max_length=300, blank=True, default="")
    cells = models.JSONField(default=list)
    rows_digest = models.CharField(max_length=64)
    # The public ids behind the numerator, so that a later count can name the rows that differ.
    counted = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_publication_says_a_measure_once", fields=["publication", "measure"]),
        ]


class PublicationWithdrawal(models.Model):
    """That a publication no longer holds, and why. It stays readable."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

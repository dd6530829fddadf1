"""Derived tables: rebuilt from facts at any time, written only by commands/figures/recount."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

# Changed when the columns below change: the job drops and rebuilds what was made under another number.
LAYOUT = 1


class Layout(models.Model):
    """Under which layout the derived tables were last built."""

    number = models.PositiveIntegerField()
    built_at = models.DateTimeField()


class Lineage(models.Model):
    """Dated closure of the tree; a node is its own descendant at depth 0, ``child`` is the step below the ancestor."""

    ancestor = models.ForeignKey("PartyOrganization", on_delete=models.CASCADE, related_name="+", db_index=False)
    descendant = models.ForeignKey("PartyOrganization", on_delete=models.CASCADE, related_name="+", db_index=False)
    child = models.ForeignKey("PartyOrganization", on_delete=models.CASCADE, related_name="+", db_index=False)
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(name="lineage_below", fields=["ancestor", "descendant"]),
            models.Index(name="lineage_above", fields=["descendant", "depth"]),
        ]


class Standing(models.Model):
    """One row per unit and stretch of days in which nothing that is counted changed."""

    unit = models.ForeignKey("Unit", on_delete=models.CASCADE, related_name="+", db_index=False)
    node = models.ForeignKey("PartyOrganization", on_delete=models.CASCADE, related_name="+", db_index=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    # False: nobody is responsible; ``node`` is then where the unit was registered.
    attached = models.BooleanField()
    status = models.CharField(max_length=20)
    type = models.CharField(max_length=40)
    region = models.CharField(max_length=12)
    field = models.CharField(max_length=40)
    mode = models.CharField(max_length=30)
    supervisor = models.ForeignKey("Unit", on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    org_covered = models.BooleanField()
    work_covered = models.BooleanField()
    active_covered = models.BooleanField(default=False, db_default=False)
    separate = models.BooleanField()
    # None while the number of full members is not known.
    eligible = models.BooleanField(null=True)
    base = models.CharField(max_length=20)
    full_members = models.PositiveIntegerField(null=True)
    members = models.PositiveIntegerField(null=True)
    known = models.BooleanField()
    staff = models.PositiveIntegerField(null=True)
    guided_by = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        # Stretches of a unit cannot overlap because one recount writes them all; the check proves it. An exclusion
        # would cost more than everything else about them (docs/decisions/0003).
        constraints = [
            models.UniqueConstraint(name="a_stretch_of_a_unit_begins_once", fields=["unit", "valid_from"]),
            models.CheckConstraint(
                name="a_stretch_lasts", condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
            ),
        ]
        indexes = [models.Index(name="standing_at_a_node", fields=["node", "valid_from"])]

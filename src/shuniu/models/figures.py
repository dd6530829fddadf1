"""Derived tables: rebuilt from facts at any time, written only by commands/figures."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

# Changed when the columns below change: the job drops and rebuilds what was made under another number.
LAYOUT = 5
# Month-ends are told from here on: a day mistyped by a thousand years does not fill a table.
FIRST_MONTH = date(1990, 1, 31)


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
    # None while the number of full members is not known. ``base``: on which count that stands (docs/decisions/0008).
    eligible = models.BooleanField(null=True)
    base = models.CharField(max_length=20)
    # As reported last; how many full members rolls name as working there is told apart.
    full_members = models.PositiveIntegerField(null=True)
    roll_full_members = models.PositiveIntegerField(default=0, db_default=0)
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
        indexes = [
            models.Index(name="standing_at_a_node", fields=["node", "valid_from"]),
            # Few at any time: what the list of differences asks about.
            models.Index(
                name="standing_roll_names_more", fields=["node"], condition=Q(roll_full_members__gt=F("full_members"))
            ),
        ]


class RollStanding(models.Model):
    """One row per Party organization and stretch of days in which its roll counts the same; none while it is empty.

    ``members`` are all, also those of whom the roll does not say whether they are full or probationary.
    """

    party_organization = models.ForeignKey(
        "PartyOrganization", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    members = models.PositiveIntegerField()
    full_members = models.PositiveIntegerField()
    probationary = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_stretch_of_a_roll_begins_once", fields=["party_organization", "valid_from"]
            ),
        ]


class CrossingStanding(models.Model):
    """One row per Party organization and stretch of days in which it covers an organization of the register and the
    same is counted of its leaders and of whom it has in the management there; numbers, nobody is named.

    ``in_both``: who leads and manages. None where the texts and decisions that hold there do not say who manages.
    """

    party_organization = models.ForeignKey(
        "PartyOrganization", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    leaders = models.PositiveIntegerField()
    managers = models.PositiveIntegerField(null=True)
    in_both = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_stretch_of_crossing_begins_once", fields=["party_organization", "valid_from"]
            ),
        ]


class TallyNode(models.Model):
    """A node under which so many units ever stood at a time that its tallies are kept. It stays when it falls again."""

    node = models.OneToOneField("PartyOrganization", on_delete=models.CASCADE, primary_key=True, related_name="+")
    built_at = models.DateTimeField()
    # The last month-end that tally_month tells; what changed later is told by tally_change.
    until = models.DateField()


class _Tally(models.Model):
    """The sums of policy/measures/additive at a node; ``key``: the type, field, mode or child whose rows they add up.

    In changes NULL is no change: most of the sums of most days are.
    """

    # Without a constraint: millions of rows are written at once, and nobody ever deletes a Party organization.
    node = models.ForeignKey(
        "shuniu.PartyOrganization", on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    margin = models.CharField(max_length=5)
    key = models.CharField(max_length=40)
    staff = models.BigIntegerField(null=True)
    members = models.BigIntegerField(null=True)
    full_members = models.BigIntegerField(null=True)
    uncovered_members = models.BigIntegerField(null=True)
    units = models.IntegerField(null=True)
    org_covered = models.IntegerField(null=True)
    work_covered = models.IntegerField(null=True)
    combined_covered = models.IntegerField(null=True)
    active_covered = models.IntegerField(null=True)
    separate = models.IntegerField(null=True)
    eligible_not_formed = models.IntegerField(null=True)
    known = models.IntegerField(null=True)
    unattached = models.IntegerField(null=True)
    decoupled_unattached = models.IntegerField(null=True)
    committee_block = models.IntegerField(null=True)
    supervisor_block = models.IntegerField(null=True)
    staff_stated = models.IntegerField(null=True)
    members_stated = models.IntegerField(null=True)
    full_members_stated = models.IntegerField(null=True)
    uncovered_members_stated = models.IntegerField(null=True)

    class Meta:
        abstract = True


class TallyChange(_Tally):
    """What changes on a day."""

    pk = models.CompositePrimaryKey("node", "margin", "day", "key")
    day = models.DateField()


class TallyMonth(_Tally):
    """How it stands at a month-end."""

    pk = models.CompositePrimaryKey("node", "margin", "month", "key")
    month = models.DateField()


class TallyPending(_Tally):
    """What changes on a day, as acts put it down; a job folds it into the other two."""

    day = models.DateField()

    class Meta:
        indexes = [models.Index(name="tallies_pending", fields=["node", "margin", "day"])]

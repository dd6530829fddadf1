"""Party organizations and the dated tree they stand in."""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from shuniu.models.facts import Fact, never_two
from shuniu.models.organizations.units import name_pairs


class PartyOrganization(models.Model):
    """Identity of a Party organization. ``managed`` ones are run on this platform; others stand outside.

    ``known_from``: before this day the node answers “no information”, never zero.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    code = models.CharField(max_length=40, unique=True)
    managed = models.BooleanField(default=True)
    known_from = models.DateField(null=True)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, null=True, related_name="+")


class Naming(Fact):
    """The full name and the kind a Party organization has from a day on. Without one it does not exist that day."""

    party_organization = models.ForeignKey(PartyOrganization, on_delete=models.PROTECT, related_name="namings")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True, default="")
    sort_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    # Joint committees are built on an axis: industry, category or field, and a value on it (B04).
    axis = models.CharField(max_length=20, blank=True, default="")
    axis_value = models.CharField(max_length=40, blank=True, default="")
    ordinal = models.PositiveSmallIntegerField(null=True)
    target_load = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [never_two("a_party_organization_bears_one_name", "party_organization")]
        indexes = [
            models.Index(name="namings_by_name", fields=["name"]),
            GinIndex(name_pairs("name"), name="namings_by_pairs"),
        ]


class Placement(Fact):
    """Under which Party organization it stands from a day on; ``parent`` is empty for the top of a tree."""

    party_organization = models.ForeignKey(PartyOrganization, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(PartyOrganization, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            never_two("a_party_organization_stands_in_one_place", "party_organization"),
            models.CheckConstraint(
                name="nothing_stands_under_itself",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("party_organization")),
            ),
        ]


class Formation(Fact):
    """How a Party organization was set up: mode, basis, who approved it, under which document (B03, D03)."""

    party_organization = models.ForeignKey(PartyOrganization, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=40)
    basis = models.CharField(max_length=40, blank=True, default="")
    sponsor = models.CharField(max_length=40, blank=True, default="")
    approver = models.CharField(max_length=120, blank=True, default="")
    document_number = models.CharField(max_length=80, blank=True, default="")
    document_on = models.DateField(null=True)
    established_on = models.DateField(null=True)
    established_precision = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        constraints = [never_two("a_party_organization_is_formed_once", "party_organization")]


class Term(Fact):
    """The term of the committee of a Party organization: the period is the term itself.

    ``regular_until``: where it was postponed, the first day after it as it would have ended without that.
    """

    party_organization = models.ForeignKey(PartyOrganization, on_delete=models.PROTECT, related_name="+")
    regular_until = models.DateField(null=True)

    class Meta:
        constraints = [never_two("terms_do_not_overlap", "party_organization")]


class Seat(Fact):
    """The unit a Party organization belongs to, is hosted by, or whose secretary leads it (own, host, secretary)."""

    party_organization = models.ForeignKey(PartyOrganization, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [never_two("a_seat_is_held_once", "party_organization", "unit", "role")]


class Locality(Fact):
    """The Party organization that takes what nobody else answers for in a region (兜底)."""

    region = models.CharField(max_length=12)
    party_organization = models.ForeignKey(PartyOrganization, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [never_two("a_region_has_one_fallback", "region")]

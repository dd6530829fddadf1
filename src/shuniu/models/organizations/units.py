"""Every body that is not a Party organization: who it is, and what it is registered as."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.fields import TextField
from django.db.models.functions import Upper

from shuniu.models.facts import IN_FORCE, Fact, never_two, one_open


def name_pairs(column: str) -> Func:
    """Every two neighbouring characters of a name: a search of any length uses one index."""
    return Func(F(column), function="shuniu_pairs", output_field=ArrayField(TextField()))


_WIDE = "".join(chr(point) for point in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
_NARROW = "".join(chr(ord(sign) - 0xFEE0) for sign in _WIDE)
_UNSAID = " \t\u3000\xa0\u200b\ufeff()（）﹙﹚[]【】〔〕“”\"'‘’「」《》·•・.．,，、-－—–_"


def plain_name(column: str) -> Func:
    """The name without what is written one way here and another there; by plain signs, whatever the collation. Those
    that are alike by it stand side by side in an index."""
    signs = Func(
        F(column), Value(_WIDE + _UNSAID), Value(_NARROW), function="translate", output_field=models.CharField()
    )
    return Upper(signs)


class Unit(models.Model):
    """Identity of a body: social organization, supervising unit, registration authority, enterprise, street.

    ``code`` is the unified social credit code (or the register's own number where there is none); it stays when
    every fact about the unit has been taken back, and the unit is found again by it. ``registered_at`` is the
    node into whose register it was entered.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=40, null=True)
    registered_at = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_code_names_one_unit", fields=["code"], condition=models.Q(code__isnull=False)
            ),
        ]


class Registration(Fact):
    """One wide dated fact: everything the register says about a social organization from a day on."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="registrations", db_index=False)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=200)
    type = models.CharField(max_length=40)
    subtype = models.CharField(max_length=40, blank=True, default="")
    legal_status = models.CharField(max_length=30)
    mode = models.CharField(max_length=30, blank=True, default="")
    status = models.CharField(max_length=20)
    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    supervising_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    level = models.CharField(max_length=12, blank=True, default="")
    region = models.CharField(max_length=12, blank=True, default="")
    district = models.CharField(max_length=60, blank=True, default="")
    street = models.CharField(max_length=60, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    field = models.CharField(max_length=40, blank=True, default="")
    # A judgement, so it names who decided it, when and why (A09); empty while nobody has.
    industry_distinct = models.BooleanField(null=True)
    influence = models.CharField(max_length=10, blank=True, default="")
    classified_by = models.CharField(max_length=120, blank=True, default="")
    classified_on = models.DateField(null=True)
    classified_reason = models.CharField(max_length=300, blank=True, default="")
    licensed_sector = models.BooleanField(null=True)
    activity_scope = models.CharField(max_length=20, blank=True, default="")
    established_on = models.DateField(null=True)
    established_precision = models.CharField(max_length=8, blank=True, default="")
    funds_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    full_time_staff = models.PositiveIntegerField(null=True)
    part_time_staff = models.PositiveIntegerField(null=True)
    certificate_from = models.DateField(null=True)
    certificate_to = models.DateField(null=True)
    charity = models.BooleanField(null=True)
    charter_clause = models.BooleanField(null=True)
    charter_clause_on = models.DateField(null=True)
    charter_clause_text = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [one_open("a_unit_has_one_open_registration", "unit")]
        indexes = [
            models.Index(name="registrations_of_a_unit", fields=["unit"], condition=IN_FORCE),
            # What a merging took back is found again by its name.
            models.Index(name="registrations_taken_back", fields=["unit"], condition=Q(retracted__isnull=False)),
            models.Index(name="registrations_by_name", fields=["sort_key", "unit"], condition=IN_FORCE),
            models.Index(name="registrations_of_a_supervisor", fields=["supervising_unit"], condition=IN_FORCE),
            GinIndex(name_pairs("name"), name="registrations_by_pairs"),
            # With the name itself: what is made of a column is read from the index alone only beside the column.
            models.Index(
                plain_name("name"), name="registrations_by_plain_name", condition=IN_FORCE, include=["unit", "name"]
            ),
        ]


class UnitName(Fact):
    """The name a supervising unit, authority or other outside body bore on a day; renamed ones stay findable."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=200)
    abolished = models.BooleanField(default=False)

    class Meta:
        constraints = [never_two("a_unit_bears_one_name", "unit")]
        indexes = [models.Index(name="unit_names_by_name", fields=["name"])]


class Succession(Fact):
    """One unit continues another: merged, split or renamed into, from the first day of the period."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)


class Identity(Fact):
    """Two rows turned out to be one body: ``duplicate`` resolves to ``kept``."""

    duplicate = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [never_two("a_duplicate_resolves_to_one_unit", "duplicate")]

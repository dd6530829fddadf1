"""What every dated fact has: the days it counts, how exactly they are known, who wrote it, who took it back.

Facts are immutable except ``retracted``: the application role may update no other column of these tables.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

IN_FORCE = Q(retracted__isnull=True)


class Fact(models.Model):
    """``period`` is half-open; an open end is NULL. ``precision`` is day, month, year or opening
    (“true on the ledger's day, start unknown”)."""

    period = DateRangeField()
    precision = models.CharField(max_length=8, default="day", db_default="day")
    recorded = models.ForeignKey("shuniu.Entry", on_delete=models.PROTECT, related_name="+")
    retracted = models.ForeignKey("shuniu.Entry", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


def never_two(name: str, *columns: str) -> ExclusionConstraint:
    """At most one fact in force on any day for the same values of ``columns``."""
    same = [(column, RangeOperators.EQUAL) for column in columns]
    return ExclusionConstraint(
        name=name,
        expressions=[*same, ("period", RangeOperators.OVERLAPS)],
        condition=IN_FORCE,
    )


def one_open(name: str, *columns: str) -> models.UniqueConstraint:
    """At most one fact in force without an end; where it says enough it is far cheaper than an exclusion."""
    return models.UniqueConstraint(name=name, fields=columns, condition=IN_FORCE & Q(period__endswith__isnull=True))

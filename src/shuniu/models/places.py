"""Places: administrative divisions as dated rows, abolished ones included."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models


class Region(models.Model):
    """A division of GB/T 2260 (six digits) or a street or township (nine); an open start is NULL when unknown.

    ``level`` is province, prefecture, county or township. Rows come from the shipped tables and are edited by
    the office; a withdrawn code keeps its row with the day it ended.
    """

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=12)
    parent = models.CharField(max_length=12, blank=True, default="")
    period = DateRangeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_region_name_is_given_once", fields=["code", "name"]),
        ]
        indexes = [
            models.Index(name="regions_by_code", fields=["code"]),
            models.Index(name="regions_by_name", fields=["name"]),
            models.Index(name="regions_below", fields=["parent"]),
        ]

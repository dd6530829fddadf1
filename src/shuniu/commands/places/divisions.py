"""Lay in the shipped divisions: rows that are missing are added, rows the office has are left as they are."""

from __future__ import annotations

from django.db import transaction
from psycopg.types.range import DateRange

from shuniu.models import Region, record
from shuniu.policy.places import Division, divisions, townships


def lay_in_divisions() -> int:
    """Returns how many rows were added; none when they are all there. Not an act of a clerk: no journal line."""
    wanted = [*divisions(), *townships()]
    with transaction.atomic():
        held = set(Region.objects.values_list("code", "name"))
        missing = [one for one in wanted if (one.code, one.name) not in held]
        return record.insert(Region, ["code", "name", "level", "parent", "period"], [_row(one) for one in missing])


def _row(one: Division) -> tuple[str, str, str, str, DateRange]:
    return one.code, one.name, one.level, one.parent, DateRange(one.start, one.end)

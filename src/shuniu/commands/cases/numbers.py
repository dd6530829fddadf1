"""Give the next number of a series: without a gap, whoever asks at the same time and whatever fails.

The row is held until the transaction ends: who asks next waits, and gets the same number where this one fails.
"""

from __future__ import annotations

from django.db.models import F

from shuniu.models import Series


def next_number(node: int, mark: str, year: int) -> int:
    mine = Series.objects.filter(party_organization=node, mark=mark, year=year)
    if not mine.update(last=F("last") + 1):
        Series.objects.bulk_create([Series(party_organization_id=node, mark=mark, year=year)], ignore_conflicts=True)
        mine.update(last=F("last") + 1)
    return int(mine.values_list("last", flat=True).get())

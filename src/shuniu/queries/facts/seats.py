"""At which units are Party organizations seated?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from shuniu.models import Seat
from shuniu.policy.words import SeatRole
from shuniu.queries.days import during


def seats_of(keys: Iterable[int], on: date) -> dict[int, set[int]]:
    """The units each of them belongs to or is hosted by that day; where the secretary works says nothing of it."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Seat.objects.filter(during(on), party_organization__in=set(keys)).exclude(role=SeatRole.SECRETARY_UNIT)
    for node, unit in rows.values_list("party_organization", "unit"):
        found[node].add(unit)
    return found

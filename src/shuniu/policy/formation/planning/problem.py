"""What does the planner know: organizations without a Party organization, and branches with room near them?

There are no coordinates. Near is what stands in one street, then in one district, then in one city; the pages say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# The first signs of a division code name the city, the first six the district.
CITY, DISTRICT = 4, 6
SAME_STREET, SAME_DISTRICT, SAME_CITY, FAR = range(4)
NEARNESS = ("同一街道", "同一区", "同一市", "不在同一市")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``region``: code of the division, empty where the register has none; ``street`` as the register writes it."""

    region: str = ""
    street: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """``node`` answers for it. ``members``: full members as they count for the standard, None while not known.

    ``priority``: of a class the text puts first (D25). ``work_covered``: Party work reaches it already.
    """

    key: int
    node: int
    field: str
    place: Place
    members: int | None
    eligible: bool | None
    work_covered: bool = False
    priority: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch that stands already; ``node`` is above it. ``units``: how many it covers. ``joint``: a joint branch."""

    key: int
    node: int
    field: str
    place: Place
    members: int
    units: int
    joint: bool


@dataclass(frozen=True, slots=True)
class Problem:
    organizations: Sequence[Organization]
    branches: Sequence[Branch] = ()


def distance(one: Place, other: Place) -> int:
    """0 the same street, 1 the same district, 2 the same city, 3 farther, or nobody knows."""
    if not one.region or not other.region or one.region[:CITY] != other.region[:CITY]:
        return FAR
    if len(one.region) < DISTRICT or one.region[:DISTRICT] != other.region[:DISTRICT]:
        return SAME_CITY
    return SAME_STREET if one.street and one.street == other.street else SAME_DISTRICT

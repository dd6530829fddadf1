"""Which organizations are meant by a name or code under which somebody had entered them a second time?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from shuniu.models import Identity
from shuniu.models.facts import IN_FORCE
from shuniu.queries.arrays import among


@dataclass(frozen=True, slots=True)
class FoundBy:
    """What the registration that was merged away said, and whether that is its code or its name."""

    words: str
    is_code: bool


def kept_by_code(start: str) -> dict[int, FoundBy]:
    """Kept unit → the code that stands for it, by the beginning of that code."""
    rows = Identity.objects.filter(IN_FORCE, duplicate__code__startswith=start)
    return _at_the_end((kept, FoundBy(str(code), True)) for kept, code in rows.values_list("kept", "duplicate__code"))


def kept_by_name(part: str) -> dict[int, FoundBy]:
    """Kept unit → the name the merged one bore on any day, by a part of it. The merging took that name back."""
    rows = Identity.objects.filter(
        IN_FORCE,
        duplicate__registrations__retracted__isnull=False,
        duplicate__registrations__retracted=F("recorded"),
        duplicate__registrations__name__contains=part,
    )
    named = rows.order_by("duplicate__registrations__period").values_list("kept", "duplicate__registrations__name")
    return _at_the_end((kept, FoundBy(name, False)) for kept, name in named)


def _at_the_end(found: Iterable[tuple[int, FoundBy]]) -> dict[int, FoundBy]:
    """What somebody was merged into may have been merged into another later."""
    ends = dict(found)
    while ends:
        further = Identity.objects.filter(IN_FORCE, duplicate__in=among(ends))
        moved = dict(further.values_list("duplicate", "kept"))
        if not moved:
            break
        ends = {moved.get(kept, kept): by for kept, by in ends.items()}
    return ends

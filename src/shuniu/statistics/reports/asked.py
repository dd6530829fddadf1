"""Where a report is about, once the guard has said yes and the day lies within what is known."""

from __future__ import annotations

from datetime import date

from shuniu.access import Actor
from shuniu.statistics.places import Place, place_of, require


class NothingKnown(LookupError):
    """无数据: the report's day lies before anything is known of the node."""


def asked(actor: Actor, node: int, on: date) -> Place:
    """Raises NotYours, NothingKnown."""
    require(actor, node)
    place = place_of(node, on)
    if place.silent:
        raise NothingKnown(place.silent)
    return place

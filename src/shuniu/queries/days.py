"""Which facts are in force on a day, or from it on? For screens and for the law alike."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from shuniu.models.facts import IN_FORCE


def during(on: date) -> Q:
    """Facts in force that count on ``on``."""
    return IN_FORCE & Q(period__contains=on)


def since(on: date) -> Q:
    """Facts in force that count on ``on`` or later."""
    return IN_FORCE & (Q(period__endswith__isnull=True) | Q(period__endswith__gt=on))


def standing_on(on: date) -> Q:
    """Derived stretches of days that ``on`` lies in."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))

"""Whose committee's term is over, or ends soon? A later term settles the one before it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from shuniu.models import Naming, PartyOrganization, Term
from shuniu.policy.formation.members import TEMPORARY

# The ladder of reminders of a term begins six months before its end (rules.md §3).
TERM_NOTICE = timedelta(days=183)


def _running(mine: QuerySet[PartyOrganization], on: date) -> QuerySet[Term]:
    """Terms with an end that have begun by ``on``, of managed Party organizations that stand that day.

    A temporary branch elects nobody: what ends with its task is urged by itself (formation/urging).
    """
    standing = Naming.objects.filter(
        retracted__isnull=True, period__contains=on, party_organization__in=mine.filter(managed=True)
    ).exclude(kind__in=[one.value for one in TEMPORARY])
    return Term.objects.filter(
        retracted__isnull=True,
        period__endswith__isnull=False,
        period__startswith__lte=on,
        party_organization__in=standing.values("party_organization"),
    )


def terms_running(mine: QuerySet[PartyOrganization], on: date) -> QuerySet[Term]:
    """Those that have an end and have not reached it."""
    return _running(mine, on).filter(period__endswith__gt=on)


def terms_over(mine: QuerySet[PartyOrganization], on: date) -> QuerySet[Term]:
    """任期已届满、尚未换届: the last term ended by ``on`` and none runs."""
    current = Term.objects.filter(retracted__isnull=True, period__contains=on).values("party_organization")
    return _running(mine, on).filter(period__endswith__lte=on).exclude(party_organization__in=current)


def terms_near(mine: QuerySet[PartyOrganization], on: date) -> QuerySet[Term]:
    """六个月内任期届满."""
    return _running(mine, on).filter(period__endswith__gt=on, period__endswith__lte=on + TERM_NOTICE)

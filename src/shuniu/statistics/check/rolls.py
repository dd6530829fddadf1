"""Is every member held at one Party organization at a time, and at one that exists and holds members?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Lag

from shuniu.models import Membership, Naming
from shuniu.models.facts import IN_FORCE
from shuniu.policy.members.holding import holds_members
from shuniu.policy.words import PartyOrganizationKind

HOLDING = [one.value for one in PartyOrganizationKind if holds_members(one.value)]


def broken_rolls() -> Iterator[str]:
    """One sentence for each membership that contradicts another or stands where none can. No name is told."""
    for person, days in _twice().values_list("person__uuid", "period"):
        yield f"党员（编号{str(person)[:8]}）在{days.lower.isoformat()}有两条有效的组织关系。"
    for code, days in _nowhere().values_list("party_organization__code", "period"):
        yield f"党组织“{code}”自{days.lower.isoformat()}起有党员的组织关系，其间却有不存在或不编入党员的日子。"


def _twice() -> QuerySet[Membership]:
    """In the order of their days only neighbours can meet first."""
    before = Window(Lag("period"), partition_by=F("person"), order_by=F("period").asc())
    return Membership.objects.filter(IN_FORCE).annotate(before=before).filter(before__overlap=F("period"))


def _nowhere() -> QuerySet[Membership]:
    """Where no Party organization of a holding kind stands on the first day, or one of another kind on a later one.

    That none goes on after its Party organization has ended is asked of every kind of fact alike.
    """
    named = Naming.objects.filter(IN_FORCE, party_organization=OuterRef("party_organization"))
    begins = named.filter(period__contains=OuterRef("period__startswith"), kind__in=HOLDING)
    other = named.filter(period__overlap=OuterRef("period")).exclude(kind__in=HOLDING)
    return Membership.objects.filter(IN_FORCE).filter(~Exists(begins) | Q(Exists(other)))

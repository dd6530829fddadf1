"""Whose instructors are they? An instructor belongs to the pool of today, else to the one of last."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.access.actor import Actor
from shuniu.access.guard import reach
from shuniu.models import Instructor, InstructorPool, PartyOrganization
from shuniu.policy.grants import Action


def instructors_within(actor: Actor, action: Action) -> QuerySet[Instructor]:
    """Those in whose pool the actor may do ``action``. Who stood in it once and now stands in another is not."""
    held = InstructorPool.objects.filter(retracted__isnull=True)
    same = held.filter(instructor=OuterRef("instructor"))
    latest = ~Exists(same.filter(period__contains=actor.today)) & ~Exists(same.filter(period__gt=OuterRef("period")))
    mine = PartyOrganization.objects.filter(reach(actor, action, PartyOrganization))
    belonging = held.filter(Q(period__contains=actor.today) | latest, party_organization__in=mine)
    return Instructor.objects.filter(pk__in=belonging.values("instructor"))

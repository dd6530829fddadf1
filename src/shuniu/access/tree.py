"""Where does the actor stand today: what is below, what ended there, and which tree is it all?

What was entered into the register of a node that has ended is kept by the nearest of those above it, on its last
day, that still stands. ``queries.facts.keeping`` tells the same for any day; the figures count there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.access.actor import Actor
from shuniu.models import Assignment, Lineage, PartyOrganization


def below(actor: Actor) -> QuerySet[Lineage, Any]:
    """Ids of the node of the actor and of everything that stands under it today."""
    return _today(actor).filter(ancestor=actor.node).values("descendant")


def above(actor: Actor) -> QuerySet[Lineage, Any]:
    """Ids of the node of the actor and of everything above it today."""
    return _today(actor).filter(descendant=actor.node).values("ancestor")


def ended_below(actor: Actor) -> QuerySet[Lineage, Any]:
    """Ids of what no longer exists and stood under the node of the actor on its last day.

    Its past stays readable to whom it belonged; nothing can be done to it any more.
    """
    return _last_days(actor).filter(ancestor=actor.node).values("descendant")


def left_below(actor: Actor) -> QuerySet[Lineage, Any]:
    """Ids of what no longer exists and whose register is kept today by the node of the actor or by one below it."""
    return left_to(actor, below(actor))


def offices_below(actor: Actor, roles: Iterable[str]) -> QuerySet[Lineage, Any]:
    """Ids of everything at or under a node below the actor where somebody works today in one of the roles."""
    held = Assignment.objects.filter(
        role__in=set(roles), account__is_active=True, retracted__isnull=True, period__contains=actor.today
    )
    offices = below(actor).filter(depth__gt=0, descendant__in=held.values("party_organization"))
    return _today(actor).filter(ancestor__in=offices).values("descendant")


def whole_tree(actor: Actor, node: int | None = None) -> QuerySet[PartyOrganization, Any]:
    """Ids of the whole tree in which ``node`` (else the actor) stands today, with what ended there: one register."""
    tops = _today(actor).filter(descendant=node or actor.node).values("ancestor")
    standing = _today(actor).filter(ancestor__in=tops).values("descendant")
    return PartyOrganization.objects.filter(Q(pk__in=standing) | Q(pk__in=left_to(actor, standing))).values("pk")


def _today(actor: Actor) -> QuerySet[Lineage]:
    return Lineage.objects.filter(_stands(actor), valid_from__lte=actor.today)


def _stands(actor: Actor) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gt=actor.today)


def _last_days(actor: Actor) -> QuerySet[Lineage]:
    """Who stood above what has ended, on its last day."""
    itself = Lineage.objects.filter(descendant=OuterRef("descendant"), depth=0)
    return Lineage.objects.filter(
        ~Exists(itself.filter(_stands(actor))),
        ~Exists(itself.filter(valid_to__gt=OuterRef("valid_to"))),
        valid_to__lte=actor.today,
    )


def left_to(actor: Actor, keepers: QuerySet[Any, Any]) -> QuerySet[Lineage, Any]:
    """What has ended and has one of ``keepers`` as the nearest above it that did not end."""
    lasting = Lineage.objects.filter(_stands(actor), descendant=OuterRef("ancestor"), depth=0)
    nearer = Lineage.objects.filter(
        Exists(lasting),
        descendant=OuterRef("descendant"),
        valid_to=OuterRef("valid_to"),
        depth__lt=OuterRef("depth"),
    )
    return _last_days(actor).filter(~Exists(nearer), ancestor__in=keepers).values("descendant")

"""Which saved views does this office see: its own, and those shared at its Party organization or above it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from shuniu.access import Actor, above
from shuniu.models import Assignment, SavedView
from shuniu.models.facts import IN_FORCE
from shuniu.queries.naming import node_names


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """``shared_by``: the Party organization at which it is shared, empty for what the account keeps for itself."""

    uuid: UUID
    name: str
    path: str
    query: str
    own: bool
    shared_by: str


def views_of(actor: Actor) -> Sequence[KeptView]:
    """The own ones first, by name. What somebody shared is seen while an account of theirs works there."""
    at_work = Assignment.objects.filter(
        IN_FORCE,
        account=OuterRef("account"),
        account__is_active=True,
        party_organization=OuterRef("shared_at"),
        period__contains=actor.today,
    )
    shared = Q(shared_at__in=above(actor)) & Q(Exists(at_work)) if actor.node is not None else Q(pk__in=[])
    rows = SavedView.objects.filter(Q(account=actor.account) | shared)
    found = sorted(rows.order_by("name", "id"), key=lambda one: one.account_id != actor.account)
    names = node_names([one.shared_at_id for one in found], actor.today)
    return [
        KeptView(
            uuid=one.uuid,
            name=one.name,
            path=one.path,
            query=one.query,
            own=one.account_id == actor.account,
            shared_by=names.get(one.shared_at_id, "") if one.shared_at_id else "",
        )
        for one in found
    ]


def own_view(actor: Actor, view: UUID) -> KeptView | None:
    """None for another's, whether it is shared with this office or not."""
    return next((one for one in views_of(actor) if one.own and one.uuid == view), None)

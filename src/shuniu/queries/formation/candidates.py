"""Who could be proposed as secretary, as far as the rolls within reach tell? A list to choose from, by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from shuniu.access import Actor, granted, visible
from shuniu.models import Employment, Membership, Person
from shuniu.policy.grants import Action
from shuniu.policy.words import MembershipState
from shuniu.queries.days import during
from shuniu.queries.naming import member_names
from shuniu.queries.paging import OFFERED


def candidates_at(actor: Actor, units: Iterable[int], on: date) -> list[tuple[UUID, str]]:
    """Full members who work at these units and stand in a roll that the actor reads."""
    if not granted(actor, Action.READ_MEMBER):
        return []
    working = Employment.objects.filter(during(on), unit__in=set(units)).values("person")
    full = Membership.objects.filter(during(on), state=MembershipState.FULL.value, person__in=working).values("person")
    rows = visible(Person.objects.filter(pk__in=full), actor, Action.READ_MEMBER, named=True)
    found = dict(rows.values_list("pk", "uuid")[:OFFERED])
    names = member_names(found, on)
    return sorted(((found[key], names.get(key, "")) for key in found), key=lambda pair: pair[1])


def candidate_named(actor: Actor, public: str, on: date) -> str:
    """The name of the member proposed, for whoever reads that roll; empty for everybody else."""
    try:
        wanted = UUID(public)
    except ValueError:
        return ""
    rows = visible(Person.objects.filter(uuid=wanted), actor, Action.READ_MEMBER, named=True)
    key = rows.values_list("pk", flat=True).first()
    return "" if key is None else member_names([key], on).get(key, "")

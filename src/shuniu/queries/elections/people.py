"""Which members may be named in an election, and how is one called whom the actor may read?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shuniu.access import Actor, visible
from shuniu.models import Membership, Particulars, Person
from shuniu.policy.grants import Action
from shuniu.policy.words import MembershipState
from shuniu.queries.days import during
from shuniu.queries.facts.elections import electing

# So many members are offered to choose from; a larger body elects by delegates.
MOST = 500


@dataclass(frozen=True, slots=True)
class MemberToName:
    person: UUID
    key: int
    name: str


def members_to_name(actor: Actor, body: int, on: date) -> list[MemberToName]:
    """Full members held in the body whom the actor may name, by pinyin."""
    held = Membership.objects.filter(
        during(on), party_organization__in=electing(body, on), state=MembershipState.FULL.value
    ).values("person")
    mine = visible(Person.objects.filter(pk__in=held), actor, Action.WRITE_MEMBER, named=True)
    rows = Particulars.objects.filter(during(on), person__in=mine.values("pk")).order_by("sort_key", "person_id")
    return [MemberToName(*row) for row in rows.values_list("person__uuid", "person_id", "name")[:MOST]]


def names_to_read(actor: Actor, keys: Iterable[int], on: date) -> dict[int, str]:
    """The names of those whose record is within reach; others are not named."""
    mine = visible(Person.objects.filter(pk__in=set(keys)), actor, Action.READ_MEMBER, named=True)
    rows = Particulars.objects.filter(during(on), person__in=mine.values("pk"))
    return dict(rows.values_list("person_id", "name"))

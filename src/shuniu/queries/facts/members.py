"""Whom does the roll hold, and where? For the law and the commands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from shuniu.models import Membership, Particulars, Person
from shuniu.models.facts import IN_FORCE
from shuniu.queries.arrays import among, numbered
from shuniu.queries.days import during


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """A person on a day: where held (None: nowhere), under which key; ``key`` is None once it was destroyed."""

    person: int
    uuid: UUID
    key: int | None
    name: str
    held_at: int | None
    membership: dict[str, Any]
    particulars: dict[str, Any]


def holders_of(indexes: Iterable[bytes]) -> dict[bytes, int]:
    """The person to whom each blind index belongs, on whatever day, as far as the roll knows one."""
    found: QuerySet[Any, Any] = Particulars.objects.filter(IN_FORCE, numbered(indexes))
    return {bytes(index): person for index, person in found.order_by("period").values_list("number_index", "person")}


def ended_memberships(keys: Iterable[int], on: date) -> dict[int, dict[str, Any]]:
    """The latest membership that has ended by the day, of each person that has one."""
    rows: QuerySet[Any, Any] = Membership.objects.filter(IN_FORCE, Q(period__endswith__lte=on), person__in=among(keys))
    return {row["person_id"]: row for row in rows.order_by("period").values()}


def members(keys: Iterable[int], on: date) -> dict[int, MemberFacts]:
    """The persons named with what is in force on the day; three queries."""
    wanted = among(keys)
    memberships: QuerySet[Any, Any] = Membership.objects.filter(during(on), person__in=wanted).values()
    particulars: QuerySet[Any, Any] = Particulars.objects.filter(during(on), person__in=wanted).values()
    held = {row["person_id"]: row for row in memberships}
    known = {row["person_id"]: row for row in particulars}
    return {
        key: MemberFacts(
            person=key,
            uuid=public,
            key=wrapped,
            name=known[key]["name"] if key in known else "",
            held_at=held[key]["party_organization_id"] if key in held else None,
            membership=held.get(key, {}),
            particulars=known.get(key, {}),
        )
        for key, public, wrapped in Person.objects.filter(pk__in=wanted).values_list("pk", "uuid", "key")
    }

"""Everything about one member on a day: who, held where, since when, and what has been true before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, may, visible
from shuniu.models import Employment, Membership, Participation, Particulars, Person, Post
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.members.naming import rolls_named, units_named
from shuniu.queries.members.requests import about
from shuniu.queries.members.telling import told_of_member
from shuniu.queries.naming import member_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.choosing import Choice
from shuniu.queries.timeline import TimelineFact, timeline

# Numbers are kept under the person's key; a card knows only whether they are there.
SECRET = frozenset({"citizen_number", "number_index", "mobile"})
SHOWN = tuple(
    field.attname for field in Particulars._meta.concrete_fields if field.name not in SECRET | {"recorded", "retracted"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCard:
    """``particulars`` and ``membership`` are None on a day on which the roll says nothing of them.

    ``nodes`` names what the actor may know of the Party organizations; ``held``: which numbers the roll holds and
    the actor may ask to see. ``requests`` is empty but for the office that keeps the roll.
    """

    key: int
    uuid: UUID
    name: str
    particulars: Mapping[str, Any] | None
    membership: Mapping[str, Any] | None
    employment: Mapping[str, Any] | None
    unit: str
    posts: list[tuple[int, str]]
    sharing: list[tuple[int, date]]
    nodes: Mapping[int, Choice]
    numbers: Mapping[str, bool]
    requests: list[dict[str, Any]]
    facts: list[TimelineFact]
    writable: bool
    reveals: bool


def member_to_read(actor: Actor, uuid: UUID) -> Person:
    """The member of a public id, when the actor may read the roll that holds or shares it; NotFound otherwise."""
    found = visible(Person.objects.filter(uuid=uuid), actor, Action.READ_MEMBER).first()
    if found is None:
        raise NotFound
    return found


def member_card(actor: Actor, uuid: UUID, on: date) -> MemberCard:
    """The card as of ``on``; its timeline reaches over all days. Raises NotFound."""
    person = member_to_read(actor, uuid)
    today = during(on) & Q(person=person)
    particulars = Particulars.objects.filter(today).values(*SHOWN, *SECRET - {"number_index"}).first()
    membership = Membership.objects.filter(today).values().first()
    employment = Employment.objects.filter(today).values().first()
    posts = list(Post.objects.filter(today).order_by("period").values_list("party_organization_id", "post"))
    sharing = list(
        Participation.objects.filter(today)
        .order_by("period")
        .values_list("party_organization_id", "period__startswith")
    )
    at = [key for key, _ in (*posts, *sharing)] + ([membership["party_organization_id"]] if membership else [])
    unit = employment["unit_id"] if employment else None
    writable = may(actor, Action.WRITE_MEMBER, person)
    return MemberCard(
        key=person.pk,
        uuid=person.uuid,
        name=member_names([person.pk], on).get(person.pk, ""),
        particulars={name: particulars[name] for name in SHOWN} if particulars else None,
        membership=membership,
        employment=employment,
        unit=units_named(actor, [unit], on).get(unit, "") if unit else "",
        posts=posts,
        sharing=sharing,
        nodes=rolls_named(actor, at, on),
        numbers=_numbers(particulars, opens=person.key_id is not None),
        requests=about(person.pk, on) if writable else [],
        facts=timeline(told_of_member(actor, person.pk, on), Q(person=person)),
        writable=writable,
        reveals=may(actor, Action.READ_NUMBER, person),
    )


def _numbers(particulars: Mapping[str, Any] | None, *, opens: bool) -> dict[str, bool]:
    """Which numbers stand in the roll that day; none once the person's key was destroyed."""
    held = particulars or {}
    return {name: opens and held.get(name) is not None for name in ("citizen_number", "mobile")}

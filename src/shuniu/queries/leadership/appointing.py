"""A proposed leadership as a page shows it: who is meant, what the texts say against it, where it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor, visible
from shuniu.models import Case, Person, Post, Unit
from shuniu.policy.grants import Action
from shuniu.policy.leadership.appointing import SOURCES, mode_of
from shuniu.policy.members.secretary import source_choices
from shuniu.policy.packs.open_lists import open_items
from shuniu.policy.words import AppointmentMode, PartyOrganizationKind, PartyPost
from shuniu.queries.facts.leadership import was_led
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.naming import member_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentTerms:
    """``sources`` by key as the texts name them; ``mode`` is None where the leadership is elected."""

    sources: Mapping[str, str]
    mode: AppointmentMode | None


def terms_of(node: int, kind: PartyOrganizationKind, on: date) -> AppointmentTerms:
    figures = figures_at([node], on)[node]
    if figures is None:
        return AppointmentTerms(sources={}, mode=None)
    mode = mode_of(kind, figures, led_before=was_led(node, on))
    appointed = mode is AppointmentMode.APPOINTED
    return AppointmentTerms(sources=open_items(SOURCES, figures) if appointed else source_choices(figures), mode=mode)


def named_members(actor: Actor, publics: Collection[str], on: date) -> dict[str, str]:
    """Names of those whose roll the actor may read."""
    rows = visible(Person.objects.filter(uuid__in=[UUID(one) for one in publics]), actor, Action.READ_MEMBER)
    known = dict(rows.values_list("pk", "uuid"))
    names = member_names(known, on)
    return {str(public): names.get(key, "") for key, public in known.items()}


def named_unit(public: str, on: date) -> str:
    key = Unit.objects.filter(uuid=public).values_list("pk", flat=True).first() if public else None
    return names_of([key], on).get(key, "") if key is not None else ""


def unit_code(public: str, on: date) -> str:
    """What a clerk writes to name it again: the code, else the name."""
    row = Unit.objects.filter(uuid=public).first() if public else None
    return "" if row is None else row.code or named_unit(public, on)


def open_appointment(node: int) -> Mapping[str, Any] | None:
    """The open case of a Party organization, for its form."""
    rows = Case.objects.filter(kind="appointment", party_organization=node).exclude(holder="")
    return rows.values("uuid", "version", "filed", "state").first()


def unit_public(key: int) -> UUID:
    return Unit.objects.values_list("uuid", flat=True).get(pk=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed:
    """What an appointment came to: each by name (empty where the actor may not read that roll), post and whether
    full-time; since when it counts as the register had it when it was written."""

    posts: list[tuple[str, PartyPost, bool | None]]
    whole: bool
    unit: str
    since: date | None


def appointed(actor: Actor, public: UUID, number: str, on: date) -> Appointed:
    """Raises NotFound out of reach."""
    rows = visible(Case.objects.filter(uuid=public, kind="appointment"), actor, Action.READ_CASE, named=True)
    row = rows.first()
    if row is None:
        raise NotFound
    people = named_members(actor, {one["person"] for one in row.filed.get("posts", ())}, on)
    facts = Post.objects.filter(party_organization=row.party_organization_id, document_number=number)
    first = facts.order_by("pk").values_list("period", flat=True).first()
    return Appointed(
        posts=[
            (people.get(one["person"], ""), PartyPost(one["post"]), one.get("full_time"))
            for one in row.filed.get("posts", ())
        ],
        whole=bool(row.filed.get("whole")),
        unit=named_unit(row.filed.get("secretary_unit", ""), on),
        since=first.lower if first is not None else None,
    )

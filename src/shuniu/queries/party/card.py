"""Everything about one Party organization on a day: what it is, what stands around it, and its past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, may
from shuniu.models import (
    Coverage,
    Formation,
    Jurisdiction,
    LocalFigure,
    Locality,
    Naming,
    OfficeContact,
    PackBinding,
    Placement,
    Registration,
    Seat,
    Target,
    Term,
)
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.queries.naming import node_names
from shuniu.queries.party.tree import node_to_read, path_to
from shuniu.queries.timeline import TimelineFact, Told, timeline
from shuniu.queries.wording import label


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCard:
    """``naming`` is None when it did not exist on the day; ``covers`` are the units it covers then."""

    key: int
    uuid: UUID
    code: str
    managed: bool
    known_from: date | None
    naming: Mapping[str, Any] | None
    formation: Mapping[str, Any] | None
    term_ends_on: date | None
    path: list[Mapping[str, Any]]
    covers: list[Mapping[str, Any]]
    seats: list[Mapping[str, Any]]
    contacts: list[Mapping[str, Any]]
    facts: list[TimelineFact]
    writable: bool
    may_see_contact: bool


def party_card(actor: Actor, code: str, on: date) -> PartyCard:
    """The card as of ``on``; its timeline reaches over all days. Raises NotFound."""
    node = node_to_read(actor, code)
    today = Q(retracted__isnull=True, period__contains=on, party_organization=node)
    terms = Term.objects.filter(retracted__isnull=True, party_organization=node).order_by("-period")
    period = terms.values_list("period", flat=True).first()
    return PartyCard(
        key=node.pk,
        uuid=node.uuid,
        code=node.code,
        managed=node.managed,
        known_from=node.known_from,
        naming=Naming.objects.filter(today).values().first(),
        formation=Formation.objects.filter(today).values().first(),
        term_ends_on=period.upper if period else None,
        path=path_to(actor, node.pk, on),
        covers=_units(Coverage.objects.filter(today).values_list("unit_id", "role"), on),
        seats=_units(Seat.objects.filter(today).values_list("unit_id", "role"), on),
        contacts=list(OfficeContact.objects.filter(today).values("role", "name", "row")),
        facts=timeline(_told(node.pk, on), Q(party_organization=node)),
        writable=may(actor, Action.WRITE_PARTY_ORGANIZATION, node),
        may_see_contact=may(actor, Action.READ_CONTACT, node),
    )


def _units(pairs: Any, on: date) -> list[Mapping[str, Any]]:
    roles = dict(pairs)
    rows = Registration.objects.filter(retracted__isnull=True, period__contains=on, unit__in=roles)
    found = rows.order_by("sort_key").values("unit_id", "unit__uuid", "unit__code", "name", "type", "status")
    return [{**row, "role": roles[row["unit_id"]]} for row in found]


def _told(key: int, on: date) -> list[Told]:
    parents = node_names(Placement.objects.filter(party_organization=key).values_list("parent_id", flat=True), on)
    units = dict(
        Registration.objects.filter(
            retracted__isnull=True,
            unit__in=Coverage.objects.filter(party_organization=key).values("unit"),
        )
        .order_by("period")
        .values_list("unit_id", "name")
    )
    return [
        Told(
            model=Naming,
            heading="名称和类别",
            tell=lambda row: f"{row['name']}（{label(words.PartyOrganizationKind, row['kind'])}）",
        ),
        Told(
            model=Placement,
            heading="上级党组织",
            tell=lambda row: parents.get(row["parent_id"], "无（顶层）" if row["parent_id"] is None else "—"),
        ),
        Told(
            model=Formation,
            heading="组建",
            tell=lambda row: " · ".join(
                part
                for part in (label(words.FormationMode, row["mode"]), row["approver"], row["document_number"])
                if part
            ),
        ),
        Told(model=Term, heading="任期", tell=lambda row: "领导班子任期"),
        Told(model=Coverage, heading="覆盖单位", tell=lambda row: units.get(row["unit_id"], "—")),
        Told(model=PackBinding, heading="适用文本", tell=lambda row: " → ".join(row["chain"])),
        Told(model=LocalFigure, heading="本级决定", tell=lambda row: f"{row['key']}：{row['value']}"),
        Told(model=Locality, heading="兜底区域", tell=lambda row: row["region"]),
        Told(model=Target, heading="目标", tell=lambda row: f"{row['measure']}，{row['due_on']} 前"),
    ]


def responsible_count(key: int, on: date) -> int:
    """For how many units the Party organization itself answers on a day, not counting what stands under it."""
    today = Q(retracted__isnull=True, period__contains=on, party_organization=key)
    return Jurisdiction.objects.filter(today).count()

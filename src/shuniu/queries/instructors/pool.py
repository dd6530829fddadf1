"""Who stands in the pools of Party-building instructors on a day, and where has each been sent since when?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.access import Actor, instructors_within, may, reach, visible
from shuniu.models import InstructorPool, Naming, OfficeContact, PartyOrganization, Posting, Unit
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import OFFERED, Page, Window, page_of
from shuniu.queries.party.choosing import Choice
from shuniu.queries.timeline import TimelineFact, Told, timeline
from shuniu.queries.wording import label

FIELDS = (
    "instructor_id", "instructor__uuid", "instructor__code", "party_organization_id", "source", "full_time",
    "available", "home_unit", "recommended_by", "selection_number", "selected_on", "period",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One posting of a day; ``uuid`` is None for a unit whose card the actor may not open, its name is left out."""

    unit: int
    uuid: UUID | None
    name: str
    since: date
    document_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructorCard:
    """``pool`` is None on a day outside of every pool; ``writable``: the actor keeps the pool today."""

    key: int
    uuid: UUID
    code: str
    name: str
    contact: UUID | None
    pool: Mapping[str, Any] | None
    postings: list[Sent]
    facts: list[TimelineFact]
    writable: bool


def instructors(
    actor: Actor, on: date, *, text: str = "", node: str = "", source: str = "", state: str = ""
) -> QuerySet[InstructorPool]:
    """Who stands in a pool on the day; ``state``: posted, free (可派驻、尚未派驻), unavailable.

    Instructors are known by their contact: they are shown to whoever reads the contacts of today's pool.
    """
    rows = InstructorPool.objects.filter(during(on), instructor__in=instructors_within(actor, Action.READ_CONTACT))
    if text:
        rows = rows.filter(_called(text, on))
    if node:
        rows = rows.filter(party_organization__code=node)
    if source:
        rows = rows.filter(source=source)
    posted = Exists(Posting.objects.filter(during(on), instructor=OuterRef("instructor")))
    if state:
        rows = rows.filter({"posted": Q(posted), "free": Q(available=True) & ~Q(posted)}.get(state, Q(available=False)))
    return rows


def _called(text: str, on: date) -> Q:
    """By a part of the name, or by the beginning of the number."""
    named = OfficeContact.objects.filter(during(on), name__contains=text, instructor__isnull=False)
    return Q(instructor__code__startswith=text) | Q(instructor__in=named.values("instructor"))


def instructor_page(actor: Actor, on: date, window: Window, **narrowing: str) -> Page:
    """One page by number in the pool, never by load; every row with its name and where it has been sent."""
    found = page_of(instructors(actor, on, **narrowing), ["instructor__code", "instructor_id"], window, FIELDS)
    keys = [row["instructor_id"] for row in found.rows]
    nodes = node_names([row["party_organization_id"] for row in found.rows], on)
    names, postings = contact_names(keys, on), _postings(actor, keys, on)
    rows = [
        {
            **row,
            "name": names.get(row["instructor_id"], ("", None))[0],
            "pool": nodes.get(row["party_organization_id"], ""),
            "since": row["period"].lower,
            "postings": postings[row["instructor_id"]],
        }
        for row in found.rows
    ]
    return Page(rows, found.count, found.capped, found.after, found.before)


def contact_names(keys: Iterable[int], on: date) -> dict[int, tuple[str, UUID]]:
    """Name and row of the contact; the latest one known by the day."""
    rows = OfficeContact.objects.filter(retracted__isnull=True, instructor__in=set(keys), period__startswith__lte=on)
    return {key: (name, row) for key, name, row in rows.order_by("period").values_list("instructor_id", "name", "row")}


def _postings(actor: Actor, keys: Iterable[int], on: date) -> dict[int, list[Sent]]:
    rows = list(
        Posting.objects.filter(during(on), instructor__in=set(keys))
        .annotate(readable=Exists(Unit.objects.filter(reach(actor, Action.READ_UNIT, Unit), pk=OuterRef("unit"))))
        .order_by("period", "unit")
        .values_list("instructor_id", "unit_id", "unit__uuid", "readable", "period__startswith", "document_number")
    )
    names = names_of([row[1] for row in rows if row[3]], on)
    found: dict[int, list[Sent]] = defaultdict(list)
    for key, unit, uuid, readable, since, document in rows:
        line = Sent(
            unit=unit,
            uuid=uuid if readable else None,
            name=names.get(unit, ""),
            since=since,
            document_number=document if readable else "",
        )
        found[key].append(line)
    return found


def instructor_card(actor: Actor, uuid: UUID, on: date) -> InstructorCard:
    """Whoever reads the pool it stands in today, or stood in last, reads its card. Raises NotFound.

    ``contact`` is None where none is in force today: only that one can be looked at.
    """
    found = instructors_within(actor, Action.READ_CONTACT).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    pool = InstructorPool.objects.filter(during(on), instructor=found).values(*FIELDS).first()
    name, contact = contact_names([found.pk], on).get(found.pk, ("", None))
    in_force = contact and OfficeContact.objects.filter(during(actor.today), row=contact).exists()
    return InstructorCard(
        key=found.pk,
        uuid=found.uuid,
        code=found.code,
        name=name,
        contact=contact if in_force else None,
        pool=pool,
        postings=_postings(actor, [found.pk], on)[found.pk],
        facts=timeline(_told(actor, found.pk, on), Q(instructor=found)),
        writable=pool is not None and _keeps(actor, pool["party_organization_id"]),
    )


def _keeps(actor: Actor, node: int) -> bool:
    """Pools are kept by whoever keeps the register of the node."""
    held = PartyOrganization.objects.filter(pk=node).first()
    return held is not None and may(actor, Action.WRITE_UNIT, held)


def _told(actor: Actor, key: int, on: date) -> list[Told]:
    pools = InstructorPool.objects.filter(instructor=key).values_list("party_organization_id", flat=True)
    nodes = node_names(pools, on)
    units = Unit.objects.filter(
        reach(actor, Action.READ_UNIT, Unit), pk__in=Posting.objects.filter(instructor=key).values("unit")
    )
    names = names_of(units.values_list("pk", flat=True), on)

    def pooled(row: Mapping[str, Any]) -> str:
        parts = [
            nodes.get(row["party_organization_id"], "该日不存在的党组织"),
            label(words.InstructorSource, row["source"]),
            "专职" if row["full_time"] else "兼职",
            "可派驻" if row["available"] else "不可派驻",
            row["recommended_by"] and f"{row['recommended_by']}推荐",
            row["selection_number"],
            row["selected_on"] and f"{row['selected_on'].isoformat()} 选派",
        ]
        return " · ".join(part for part in parts if part)

    def sent(row: Mapping[str, Any]) -> str:
        if row["unit_id"] not in names:
            return "管辖范围以外的单位"
        return " · ".join(part for part in (names[row["unit_id"]], row["document_number"]) if part)

    return [
        Told(model=InstructorPool, heading="人才库", tell=pooled),
        Told(model=Posting, heading="派驻", tell=sent),
    ]


def pools_to_keep(actor: Actor, on: date) -> list[Choice]:
    """The Party organizations in whose pool the actor may put somebody: own node first, then by kind and name."""
    mine = visible(PartyOrganization.objects.filter(managed=True), actor, Action.WRITE_UNIT)
    rows = Naming.objects.filter(during(on), party_organization__in=mine)
    gathering = [one.value for one in words.PartyOrganizationKind if not one.is_branch]
    found = rows.filter(kind__in=gathering).order_by("kind", "sort_key", "party_organization_id")
    fields = ("party_organization_id", "party_organization__code", "name")
    choices = [Choice(*row) for row in found.values_list(*fields)]
    return sorted(choices, key=lambda one: one.key != actor.node)


def instructors_to_send(
    actor: Actor, on: date, text: str = "", chosen: UUID | None = None
) -> tuple[list[tuple[int, str, UUID]], bool]:
    """Who stands today in a pool that the actor keeps: key, name with number, public id; by number.

    At most OFFERED of those that ``text`` names, ``chosen`` always among them; and whether there are more.
    """
    mine = visible(PartyOrganization.objects.all(), actor, Action.WRITE_UNIT)
    rows = InstructorPool.objects.filter(during(on), party_organization__in=mine).order_by("instructor__code")
    fields = ("instructor_id", "instructor__code", "instructor__uuid", "available")
    found = list(rows.filter(_called(text, on) if text else Q()).values_list(*fields)[: OFFERED + 1])
    more, found = len(found) > OFFERED, found[:OFFERED]
    if chosen is not None and chosen not in {row[2] for row in found}:
        found += rows.filter(instructor__uuid=chosen).values_list(*fields)
    names = contact_names([row[0] for row in found], on)

    def told(key: int, code: str, available: bool) -> str:
        name = names.get(key, ("", None))[0]
        return f"{name}（{code}{'' if available else '，不可派驻'}）" if name else code

    return [(key, told(key, code, available), uuid) for key, code, uuid, available in found], more

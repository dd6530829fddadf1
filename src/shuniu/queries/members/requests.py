"""Which requests about members wait for this office, and what was answered to its own? (组织关系核对)

The office that holds a member reads who asks; the asking office reads what it wrote itself, and the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from shuniu.access import Actor, below, visible
from shuniu.models import MembershipRequest, PartyOrganization, Person
from shuniu.policy.grants import Action
from shuniu.policy.words import RequestState
from shuniu.queries.naming import member_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import Page, Window, page_of
from shuniu.queries.party.choosing import choices_of

FIELDS = (
    "id", "uuid", "person_id", "person__uuid", "asked_for_id", "name", "state", "reason", "version", "recorded__at",
    "answered__at",
)  # fmt: skip
ANSWERED = (RequestState.GRANTED.value, RequestState.DECLINED.value)
# How long an answer stands on the first page of the office that asked.
TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestToSettle:
    """One open request: ``name`` as the asking office wrote it, ``asked_for`` the name of its Party organization.

    ``member`` is what the roll calls the person, empty for the office that asked.
    """

    uuid: UUID
    version: int
    name: str
    member: str
    member_uuid: UUID | None
    asked_for: str


def to_answer(actor: Actor) -> QuerySet[MembershipRequest]:
    """问我们的: about members whose roll the actor keeps, and what was answered from here."""
    kept = visible(Person.objects.all(), actor, Action.WRITE_MEMBER)
    return MembershipRequest.objects.filter(
        Q(state=RequestState.OPEN, person__in=kept) | Q(state__in=ANSWERED, answered__node__in=below(actor))
    )


def asked_by(actor: Actor) -> QuerySet[MembershipRequest]:
    """我们问的: for rolls the actor keeps."""
    rolls = visible(PartyOrganization.objects.all(), actor, Action.WRITE_MEMBER)
    return MembershipRequest.objects.filter(asked_for__in=rolls)


def open_to_answer(actor: Actor) -> int:
    return to_answer(actor).filter(state=RequestState.OPEN).count()


def lately_answered(actor: Actor) -> int:
    """Answers of the latest days to what this office asked."""
    since = actor.now - TOLD_FOR
    return asked_by(actor).filter(state__in=ANSWERED, answered__at__gte=since).count()


def request_page(actor: Actor, on: date, window: Window, *, asked: bool, state: str = "") -> Page:
    """One page of either side; ``member`` and its public id only where the actor may open the card."""
    rows = asked_by(actor) if asked else to_answer(actor)
    found = page_of(rows.filter(state=state) if state else rows, ["id"], window, FIELDS)
    readable = visible(
        Person.objects.filter(pk__in=[row["person_id"] for row in found.rows]), actor, Action.READ_MEMBER
    )
    known = set(readable.values_list("pk", flat=True))
    names = member_names(known, on)
    nodes = choices_of([row["asked_for_id"] for row in found.rows], on)
    told = [_told(row, known, names, nodes[row["asked_for_id"]].name) for row in found.rows]
    return Page(told, found.count, found.capped, found.after, found.before)


def _told(row: Mapping[str, Any], known: set[int], names: Mapping[int, str], asked_for: str) -> dict[str, Any]:
    opens = row["person_id"] in known
    return {
        **row,
        "member": names.get(row["person_id"], "") if opens else "",
        "member_uuid": row["person__uuid"] if opens else None,
        "asked_for": asked_for,
    }


def about(person: int, on: date) -> list[dict[str, Any]]:
    """Every request about one member, newest first: for the office that keeps the roll."""
    rows = list(MembershipRequest.objects.filter(person=person).order_by("-id").values(*FIELDS))
    nodes = choices_of([row["asked_for_id"] for row in rows], on)
    return [{**row, "asked_for": nodes[row["asked_for_id"]].name} for row in rows]


def request_to_answer(actor: Actor, uuid: UUID, on: date) -> RequestToSettle:
    """Raises NotFound for whoever does not keep the roll, and for what is settled."""
    kept = visible(Person.objects.all(), actor, Action.WRITE_MEMBER)
    return _one(MembershipRequest.objects.filter(uuid=uuid, state=RequestState.OPEN, person__in=kept), on, member=True)


def request_to_withdraw(actor: Actor, uuid: UUID, on: date) -> RequestToSettle:
    """Raises NotFound for whoever did not ask, and for what is settled."""
    return _one(asked_by(actor).filter(uuid=uuid, state=RequestState.OPEN), on, member=False)


def _one(rows: QuerySet[MembershipRequest], on: date, *, member: bool) -> RequestToSettle:
    row = rows.values(*FIELDS).first()
    if row is None:
        raise NotFound
    return RequestToSettle(
        uuid=row["uuid"],
        version=row["version"],
        name=row["name"],
        member=member_names([row["person_id"]], on).get(row["person_id"], "") if member else "",
        member_uuid=row["person__uuid"] if member else None,
        asked_for=choices_of([row["asked_for_id"]], on)[row["asked_for_id"]].name,
    )

"""党务工作者人才库 (J09): who works for Party affairs on a day, full-time or beside other work, as far as one may see?

In the order of pinyin, never of anything else. Nothing is said of how anybody works.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.access import Actor, visible
from shuniu.models import Particulars, PartyAffairsWorker, Person, Post
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.members.naming import OUT_OF_REACH, UNIT_OUT_OF_REACH, rolls_named, units_named
from shuniu.queries.members.roll import within
from shuniu.queries.naming import name_contains
from shuniu.queries.paging import Page, Window, page_of

FIELDS = ("person_id", "person__uuid", "name")
WAYS, TRAINED = ("full", "part"), ("trained", "untold")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerFilter:
    """``node`` is a code, else the actor's own with all below it; ``way`` one of WAYS, ``trained`` one of TRAINED,
    ``post``: holds or does not hold a Party post where the work is done. Empty values do not narrow."""

    text: str = ""
    node: str = ""
    way: str = ""
    trained: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work for one Party organization; ``post`` is the Party post held there that day, empty without one. ``since`` is
    None where a ledger said it first, ``until`` while no end is set."""

    party_organization: str
    full_time: bool
    post: str
    unit: str
    trained_on: date | None
    since: date | None
    until: date | None


def worker_page(actor: Actor, on: date, window: Window, wanted: WorkerFilter) -> Page:
    """One page by pinyin; every row with the work that was asked for, and nothing else of the person."""
    works = _works(actor, on, wanted)
    mine = visible(Person.objects.all(), actor, Action.READ_MEMBER)
    rows = Particulars.objects.filter(during(on), person__in=mine)
    rows = rows.filter(person__in=works.values("person"))
    if wanted.text:
        annotations, condition = name_contains(wanted.text)
        rows = rows.alias(**annotations).filter(condition)
    found = page_of(rows, ["sort_key", "person_id"], window, FIELDS)
    told = _told(actor, on, works.filter(person__in=[row["person_id"] for row in found.rows]))
    lines = [{**row, "works": told[row["person_id"]]} for row in found.rows]
    return Page(lines, found.count, found.capped, found.after, found.before)


def _works(actor: Actor, on: date, wanted: WorkerFilter) -> QuerySet[PartyAffairsWorker]:
    places = within(Q(ancestor__code=wanted.node) if wanted.node else Q(ancestor=actor.node), on)
    rows = PartyAffairsWorker.objects.filter(during(on), party_organization__in=places)
    if wanted.way:
        rows = rows.filter(full_time=wanted.way == "full")
    if wanted.trained:
        rows = rows.filter(trained_on__isnull=wanted.trained == "untold")
    if wanted.post:
        posts = Post.objects.filter(
            during(on), person=OuterRef("person"), party_organization=OuterRef("party_organization")
        )
        rows = rows.filter(Exists(posts) if wanted.post == "held" else ~Exists(posts))
    return rows


def _told(actor: Actor, on: date, rows: QuerySet[PartyAffairsWorker]) -> Mapping[int, Sequence[Work]]:
    held = list(rows.order_by("period", "pk"))
    nodes = rolls_named(actor, {one.party_organization_id for one in held}, on)
    units = units_named(actor, {one.unit_id for one in held}, on)
    found = Post.objects.filter(during(on), person__in={one.person_id for one in held})
    posts = {(person, node): post for person, node, post in found.values_list("person", "party_organization", "post")}
    told: dict[int, list[Work]] = defaultdict(list)
    for one in held:
        place = nodes.get(one.party_organization_id)
        told[one.person_id].append(
            Work(
                party_organization=place.name if place is not None else OUT_OF_REACH,
                full_time=one.full_time,
                post=posts.get((one.person_id, one.party_organization_id), ""),
                unit=units.get(one.unit_id, UNIT_OUT_OF_REACH) if one.unit_id is not None else "",
                trained_on=one.trained_on,
                since=None if one.precision == "opening" else one.period.lower,
                until=one.period.upper,
            )
        )
    return told

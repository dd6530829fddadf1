"""Who stands in the roll of a Party organization and of those below it on a day, as far as this actor may see?

The day selects facts; whom the actor sees is judged by now: who has gone to another office's roll is no longer shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.access import Actor, visible
from shuniu.models import Employment, Lineage, Membership, Naming, Participation, Particulars, Person, Post
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.members.naming import OUT_OF_REACH, UNIT_OUT_OF_REACH, rolls_named, units_named
from shuniu.queries.naming import name_contains
from shuniu.queries.paging import Page, Window, capped_count, page_of
from shuniu.queries.shapes import Rows

FIELDS = ("person_id", "person__uuid", "name", "sex", "ethnic_group", "born_on", "born_precision", "education")
HELD = (
    "person_id", "party_organization_id", "state", "admitted_on", "admitted_precision", "full_member_on",
    "full_member_precision", "status", "lost_contact", "mobile_member",
)  # fmt: skip
# What a filter calls a state that no ledger has told.
UNTOLD = "untold"
CONDITIONS = ("lost_contact", "mobile_member", "takes_part")


def within(node: Q, on: date) -> QuerySet[Lineage, Any]:
    """The Party organizations that stood at or below one on a day; ``node`` says which, of the lineage's ancestor."""
    standing = Lineage.objects.filter(node, valid_from__lte=on)
    return standing.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).values("descendant")


@dataclass(frozen=True, slots=True, kw_only=True)
class RollFilter:
    """Which members are wanted; empty values do not narrow.

    ``node`` is a code, else the actor's own; ``branch`` a part of a Party organization's name; ``condition`` one of
    CONDITIONS, where ``takes_part`` are those whose relation lies elsewhere.
    """

    text: str = ""
    node: str = ""
    branch: str = ""
    state: str = ""
    status: str = ""
    condition: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """Columns of the membership that are asked for."""
        asked: dict[str, Any] = {
            name: "" if value == UNTOLD else value
            for name, value in (("state", self.state), ("status", self.status))
            if value
        }
        return asked | ({self.condition: True} if self.condition in ("lost_contact", "mobile_member") else {})


EVERYBODY = RollFilter()


def roll(actor: Actor, on: date, wanted: RollFilter = EVERYBODY) -> QuerySet[Particulars]:
    """Members held there on the day, and those who only take part there; narrowed."""
    mine = visible(Person.objects.all(), actor, Action.READ_MEMBER)
    places = _places(actor, on, wanted.node, wanted.branch)
    held = Membership.objects.filter(during(on), party_organization__in=places)
    sharing = Participation.objects.filter(during(on), party_organization__in=places)
    if wanted.condition == "takes_part":
        chosen = _named_in(actor, sharing) & ~_named_in(actor, held)
    elif wanted.columns:
        chosen = _named_in(actor, held.filter(**wanted.columns))
    else:
        chosen = _named_in(actor, held) | _named_in(actor, sharing)
    rows = Particulars.objects.filter(chosen, during(on), person__in=mine)
    if not wanted.text:
        return rows
    if too_short(actor, wanted):
        return rows.none()
    annotations, condition = name_contains(wanted.text)
    return rows.alias(**annotations).filter(condition)


def too_short(actor: Actor, wanted: RollFilter) -> bool:
    """One character alone is not looked for among the members of most of a register."""
    return actor.wide and len(wanted.text.strip()) == 1


def _named_in(actor: Actor, rows: QuerySet[Any, Any]) -> Q:
    """Whom the rows name. For whoever has most of a register below, each is looked up in the order of the page: to
    list them all first would take minutes."""
    if actor.wide:
        return Q(Exists(rows.filter(person=OuterRef("person"))))
    return Q(person__in=rows.values("person"))


def _places(actor: Actor, on: date, node: str, branch: str) -> QuerySet[Any, Any]:
    places = within(Q(ancestor__code=node) if node else Q(ancestor=actor.node), on)
    if not branch:
        return places
    named = Naming.objects.filter(during(on), party_organization__in=places, name__contains=branch)
    return named.values("party_organization")


def roll_count(actor: Actor, on: date, node: str = "") -> tuple[int, bool]:
    """How many members are held at a Party organization and below it on the day, and whether there are more."""
    mine = visible(Person.objects.all(), actor, Action.READ_MEMBER)
    places = _places(actor, on, node, "")
    return capped_count(Membership.objects.filter(during(on), party_organization__in=places, person__in=mine))


def roll_page(actor: Actor, on: date, window: Window, wanted: RollFilter = EVERYBODY) -> Page:
    """One page by pinyin; every row with where the member is held, takes part, works, and which posts are held."""
    asked = roll(actor, on, wanted) if wanted.text or wanted.branch else Rows(roll, actor, on, (wanted,))
    found = page_of(asked, ["sort_key", "person_id"], window, FIELDS)
    keys = [row["person_id"] for row in found.rows]
    rows = _told(actor, on, keys, found.rows)
    return Page(rows, found.count, found.capped, found.after, found.before)


def _told(actor: Actor, on: date, keys: Sequence[int], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    held = {row["person_id"]: row for row in Membership.objects.filter(during(on), person__in=keys).values(*HELD)}
    jobs = {row["person_id"]: row for row in Employment.objects.filter(during(on), person__in=keys).values()}
    sharing, posts = _places_of(Participation, keys, on), _posts(keys, on)
    at = {row["party_organization_id"] for row in held.values()}
    at |= {node for nodes in sharing.values() for node in nodes} | {
        node for pairs in posts.values() for node, _ in pairs
    }
    nodes = rolls_named(actor, at, on)
    units = units_named(actor, [row["unit_id"] for row in jobs.values()], on)

    def called(key: int) -> str:
        return nodes[key].name if key in nodes else OUT_OF_REACH

    told = []
    for row in rows:
        person = row["person_id"]
        one, job = held.get(person), jobs.get(person)
        told.append(
            {
                **row,
                "held": one,
                "branch": called(one["party_organization_id"]) if one else "",
                "takes_part_at": [called(key) for key in sharing[person]],
                "posts": [
                    (post, "" if one and node == one["party_organization_id"] else called(node))
                    for node, post in posts[person]
                ],
                "unit": units.get(job["unit_id"], UNIT_OUT_OF_REACH) if job and job["unit_id"] else "",
                "position": job["position"] if job else "",
            }
        )
    return told


def _places_of(model: type[Participation], keys: Sequence[int], on: date) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = model.objects.filter(during(on), person__in=keys).order_by("period", "party_organization_id")
    for person, node in rows.values_list("person_id", "party_organization_id"):
        found[person].append(node)
    return found


def _posts(keys: Sequence[int], on: date) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Post.objects.filter(during(on), person__in=keys).order_by("period", "party_organization_id")
    for person, node, post in rows.values_list("person_id", "party_organization_id", "post"):
        found[person].append((node, post))
    return found

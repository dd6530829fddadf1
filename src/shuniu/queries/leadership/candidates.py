"""From where may a secretary of this Party organization come, and who of its roll comes by which source?

Sources stand in the order of the text, members beneath them by name: nobody is put before anybody else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, visible
from shuniu.models import Employment, Membership, Particulars, Person
from shuniu.policy.grants import Action
from shuniu.policy.members.secretary import Source, comes_by, sources
from shuniu.policy.words import MembershipState
from shuniu.queries.days import during
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.naming import name_contains, node_names
from shuniu.queries.paging import OFFERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    name: str
    uuid: UUID
    position: str


def sources_with_members(actor: Actor, node: int, on: date) -> list[tuple[Source, list[Candidate]]]:
    """Full members of the roll, by the post they hold where they work; whose roll may not be read is not named."""
    figures = figures_at([node], on)[node]
    if figures is None:
        return []
    found = sources(figures)
    if not any(one.posts for one in found):
        return [(one, []) for one in found]
    held = Membership.objects.filter(during(on), party_organization=node, state=MembershipState.FULL.value)
    mine = visible(Person.objects.filter(pk__in=held.values("person")), actor, Action.READ_MEMBER)
    works = Employment.objects.filter(during(on), person__in=mine).exclude(position="")
    positions = dict(works.values_list("person", "position"))
    people = dict(Person.objects.filter(pk__in=positions).values_list("pk", "uuid"))
    named = Particulars.objects.filter(during(on), person__in=positions).order_by("sort_key", "person")
    members = [
        Candidate(name=name, uuid=people[person], position=positions[person])
        for person, name in named.values_list("person", "name")
    ]
    return [(one, [member for member in members if comes_by(one, member.position)]) for one in found]


def members_to_post(
    actor: Actor, node: int, words: str, on: date, also: Collection[UUID] = ()
) -> tuple[list[tuple[UUID, str]], bool]:
    """Whom the actor may put into a post there: of its roll, of those who lead it, and whose name contains ``words``.

    At most as many as a page offers; whether there are more. ``also`` are named in any case.
    """
    mine = visible(Person.objects.all(), actor, Action.WRITE_MEMBER)
    rows = Particulars.objects.filter(during(on), person__in=mine)
    if words:
        extra, condition = name_contains(words)
        rows = rows.alias(**extra).filter(condition | Q(person__uuid__in=also))
    else:
        held = Membership.objects.filter(during(on), party_organization=node).values("person")
        rows = rows.filter(Q(person__in=held) | Q(person__uuid__in=also))
    found = list(rows.order_by("sort_key", "person").values_list("person", "person__uuid", "name")[: OFFERED + 1])
    people = [person for person, _, _ in found[:OFFERED]]
    at = dict(Membership.objects.filter(during(on), person__in=people).values_list("person", "party_organization"))
    names = node_names(at.values(), on)
    told = [(public, _called(name, names.get(at.get(person, 0), ""))) for person, public, name in found[:OFFERED]]
    return told, len(found) > OFFERED


def _called(name: str, branch: str) -> str:
    return f"{name}（{branch}）" if branch else name


def person_keys(publics: Collection[UUID]) -> dict[UUID, int]:
    return dict(Person.objects.filter(uuid__in=publics).values_list("uuid", "pk"))

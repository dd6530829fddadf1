"""Who holds which Party post where, and what is known of them on the day they begin? For the law and the commands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.period import Period
from shuniu.models import Membership, Participation, Post
from shuniu.policy.words import PartyPost
from shuniu.queries.arrays import among
from shuniu.queries.days import during, since
from shuniu.queries.facts.party import period_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A post in force: the key of the fact, who holds what where, and when."""

    key: int
    person: int
    party_organization: int
    post: str
    period: Period


def posts_in(nodes: Iterable[int], on: date) -> dict[int, list[HeldPost]]:
    """The posts in each Party organization that count on the day or later, in the order of their days."""
    found: dict[int, list[HeldPost]] = defaultdict(list)
    rows = Post.objects.filter(since(on), party_organization__in=among(nodes)).order_by("period", "pk")
    for key, person, node, post, days in rows.values_list("pk", "person", "party_organization", "post", "period"):
        found[node].append(HeldPost(key=key, person=person, party_organization=node, post=post, period=period_of(days)))
    return found


def secretaries(nodes: Iterable[int], on: date) -> dict[int, list[HeldPost]]:
    """Of those, the secretaries."""
    return {
        node: [one for one in held if one.post == PartyPost.SECRETARY] for node, held in posts_in(nodes, on).items()
    }


def states_on(persons: Iterable[int], on: date) -> dict[int, str]:
    """Whom the roll names that day, held or taking part, with the state; empty where it is held elsewhere."""
    wanted = among(persons)
    part = Participation.objects.filter(during(on), person__in=wanted).values_list("person", flat=True)
    held = Membership.objects.filter(during(on), person__in=wanted).values_list("person", "state")
    return {**dict.fromkeys(part, ""), **dict(held)}

"""What must be known before who leads a Party organization is put down by hand? For the law and the commands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from shuniu.kernel.decision import Clause
from shuniu.models import Document, Post
from shuniu.policy.cases.issuing import number_of
from shuniu.policy.leadership.appointing import SOURCES, is_appointed
from shuniu.policy.leadership.registering import Chosen
from shuniu.policy.words import AppointmentMode, PartyOrganizationKind, PartyPost
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.facts.elections import managed_above
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import NodeFacts, nodes
from shuniu.queries.facts.posts import HeldPost, posts_in

DECIDING = (CaseKind.ELECTION.value, CaseKind.APPOINTMENT.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """``superior``: who decides, empty where that is whoever asks. ``appointed``: by which clause its leadership is
    appointed, None where it is elected. ``held``: what counts there from the day on; ``chosen`` of it, by the key of
    the fact, what somebody was elected to, or appointed to by a case."""

    name: str
    superior: str
    appointed: Clause | None
    held: Sequence[HeldPost]
    chosen: Mapping[int, Chosen]


def led_from(keys: Collection[int], on: date, *, today: date, own: int | None) -> dict[int, Led]:
    """Each of ``keys`` from ``on`` on. ``own``: where whoever asks works."""
    known, held = nodes(keys), posts_in(keys, on)
    clauses, chosen = _appointed(known, today), _chosen(held)
    return {
        key: Led(
            name=known[key].label,
            superior=superior_over(key, today) if key == own else "",
            appointed=clauses[key],
            held=held.get(key, ()),
            chosen=chosen,
        )
        for key in keys
    }


def superior_over(node: int, on: date) -> str:
    """The name of the office above that decides on its leadership; empty where it is the topmost itself."""
    above = managed_above(node, on)
    return nodes([above])[above].label if above != node else ""


def _appointed(known: Mapping[int, NodeFacts], on: date) -> dict[int, Clause | None]:
    texts = figures_at(known, on)
    found: dict[int, Clause | None] = dict.fromkeys(known)
    for key, node in known.items():
        named, figures = node.named(on), texts[key]
        if named is None or figures is None:
            continue
        stated = figures.stated(SOURCES) if is_appointed(PartyOrganizationKind(named.kind), figures) else None
        found[key] = stated.clause if stated is not None else None
    return found


def _chosen(held: Mapping[int, Iterable[HeldPost]]) -> dict[int, Chosen]:
    leading = [one.key for rows in held.values() for one in rows if PartyPost(one.post).leads]
    rows = Post.objects.filter(Q(how=AppointmentMode.ELECTED.value) | ~Q(document_number=""), pk__in=leading)
    told = list(rows.values_list("pk", "party_organization", "post", "how", "document_number"))
    decided = _decided({node for _, node, *_ in told}) if told else set()
    return {
        key: Chosen(post=PartyPost(post), how=how, number=number)
        for key, node, post, how, number in told
        if how == AppointmentMode.ELECTED or (node, number) in decided
    }


def _decided(keys: Collection[int]) -> set[tuple[int, str]]:
    """The numbers under which elections and appointments of these were decided."""
    of_case = Q(case__party_organization__in=keys, case__kind__in=DECIDING)
    rows = Document.objects.filter(of_case).values_list("case__party_organization", "mark", "year", "number")
    return {(node, number_of(mark, year, number)) for node, mark, year, number in rows if node is not None}

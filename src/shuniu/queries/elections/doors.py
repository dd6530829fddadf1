"""How does the leadership of this Party organization come into office, and what of it may the actor begin now?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuniu.access import Actor, may
from shuniu.models import Case
from shuniu.policy.elections.requesting import is_appointed, may_begin
from shuniu.policy.grants import Action
from shuniu.policy.members.secretary import source_choices
from shuniu.policy.words.cases import CaseKind, FollowUpTopic
from shuniu.queries.facts.elections import body_facts
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.party.tree import node_to_read


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionDoors:
    """``appointed``: a level above puts the leadership there. ``first``: nobody has led it yet. ``ends``: its term has
    an end that may be put off. ``under_way``: the open cases, kind to id and state."""

    appointed: bool
    first: bool
    ends: bool
    under_way: Mapping[str, tuple[Any, str]]


def doors_at(actor: Actor, code: str, on: date) -> ElectionDoors | None:
    """None where there is nothing to elect, or this office files nothing for it. Raises NotFound."""
    node = node_to_read(actor, code)
    if not node.managed or not may(actor, Action.FILE_CASE, node):
        return None
    body, texts = body_facts(node.pk, on), figures_at([node.pk], on)[node.pk]
    if not body.kind or texts is None:
        return None
    appointed = is_appointed(body.kind, texts)
    if not appointed and not may_begin(body.kind, texts).allowed:
        return None
    kinds = [CaseKind.ELECTION.value, CaseKind.POSTPONEMENT.value, CaseKind.APPOINTMENT.value]
    rows = Case.objects.filter(kind__in=kinds, party_organization=node).exclude(holder="")
    return ElectionDoors(
        appointed=appointed,
        first=body.first,
        ends=body.ends_on is not None,
        under_way={kind: (public, state) for kind, public, state in rows.values_list("kind", "uuid", "state")},
    )


def proposed_secretary(node: int) -> Mapping[str, Any]:
    """What the application by which the body was set up says of its secretary; empty where it says nothing.

    Whoever was proposed holds no post until elected.
    """
    rows = Case.objects.filter(kind=CaseKind.FORMATION.value, party_organization=node)
    filed = rows.order_by("-pk").values_list("filed", flat=True).first() or {}
    return {name: value for name, value in filed.items() if value and name in PROPOSED}


# As an application and a nomination both call it.
PROPOSED = (
    "secretary", "secretary_source", "skipped_grounds", "measure_document", "management_stated", "trained_on",
)  # fmt: skip


def sources_open(node: int, on: date) -> Mapping[str, str]:
    """From where a secretary may come by the texts of the day, by key; empty where they do not say."""
    texts = figures_at([node], on)[node]
    return source_choices(texts)


def dispatch_asked(node: int) -> tuple[int, str]:
    """The version of what was asked for and is still open, and its text; 0: nothing is."""
    rows = Case.objects.filter(kind=CaseKind.FOLLOW_UP.value, topic=FollowUpTopic.DISPATCH.value)
    found = rows.filter(party_organization=node).exclude(holder="").values_list("version", "filed__text").first()
    return found or (0, "")

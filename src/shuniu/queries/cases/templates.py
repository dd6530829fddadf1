"""From which template does an office write a document of a kind, and which of them are its own?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shuniu.access import Actor, visible
from shuniu.models import DocumentTemplate, PartyOrganization
from shuniu.policy.grants import Action
from shuniu.policy.words.templates import TemplateKind
from shuniu.queries.facts.packs import upward
from shuniu.queries.naming import node_names


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateInForce:
    """``content`` None: that of the platform. ``key``: the office's own latest row, for whoever changes it.

    ``of`` names the office above whose template holds here; empty for one's own and the platform's.
    """

    kind: TemplateKind
    content: bytes | None = None
    key: int | None = None
    own: bool = False
    of: str = ""
    since: datetime | None = None


def templates_in_force(actor: Actor, node: int) -> list[TemplateInForce]:
    """Of each kind, at a node the actor may issue documents for; nothing elsewhere."""
    if not visible(PartyOrganization.objects.filter(pk=node), actor, Action.ISSUE_DOCUMENT).exists():
        return []
    return _at(node, actor)


def template_for(actor: Actor, node: int, kind: TemplateKind, *, received: bool = False) -> bytes | None:
    """The Word file a document of the node is written from; None for that of the platform.

    Whoever may read the Party organization writes its papers in its form; ``received``: the actor reads a document that
    it sent out, and finds it in the form in which it went out.
    """
    mine = visible(PartyOrganization.objects.filter(pk=node), actor, Action.READ_PARTY_ORGANIZATION)
    if not received and not mine.exists():
        return None
    return next(one.content for one in _at(node, actor) if one.kind is kind)


def _at(node: int, actor: Actor) -> list[TemplateInForce]:
    line = upward([node], actor.today)[node]
    latest = DocumentTemplate.objects.filter(party_organization__in=line).order_by("party_organization", "kind", "-pk")
    rows = {
        (row.party_organization_id, row.kind): row
        for row in latest.distinct("party_organization", "kind").select_related("recorded")
    }
    names = node_names({key for key, _ in rows}, actor.today)
    found = []
    for kind in TemplateKind:
        mine = rows.get((node, kind.value))
        row = next((one for key in line if (one := rows.get((key, kind.value))) and one.content is not None), None)
        own = row is not None and row.party_organization_id == node
        found.append(
            TemplateInForce(
                kind=kind,
                content=bytes(row.content) if row and row.content else None,
                key=mine.pk if mine else None,
                own=own,
                of="" if row is None or own else names.get(row.party_organization_id, ""),
                since=row.recorded.at if row else None,
            )
        )
    return found

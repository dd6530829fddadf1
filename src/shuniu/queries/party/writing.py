"""What must be known of a Party organization on a day before an act on it is offered?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuniu.access import Actor, may
from shuniu.models import Naming
from shuniu.policy.grants import Action
from shuniu.queries.party.tree import node_to_read


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeToWrite:
    """``naming`` is empty when it does not exist on the day. ``writable``: the actor may change it;
    ``keeps_units``: the actor keeps the register there.
    """

    key: int
    code: str
    naming: Mapping[str, Any]
    writable: bool
    keeps_units: bool

    @property
    def name(self) -> str:
        return str(self.naming.get("name") or self.code)


def node_to_write(actor: Actor, code: str, on: date) -> NodeToWrite:
    """Raises NotFound for what the actor may not even read."""
    node = node_to_read(actor, code)
    rows = Naming.objects.filter(retracted__isnull=True, period__contains=on, party_organization=node)
    return NodeToWrite(
        key=node.pk,
        code=node.code,
        naming=rows.values().first() or {},
        writable=may(actor, Action.WRITE_PARTY_ORGANIZATION, node),
        keeps_units=may(actor, Action.WRITE_UNIT, node),
    )

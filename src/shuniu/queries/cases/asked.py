"""What is asked for in the cases of an agenda, as it was sent last."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from shuniu.access import Actor, visible
from shuniu.models import Case
from shuniu.policy.grants import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    topic: str
    filed: Mapping[str, Any]


def asked_for(actor: Actor, cases: Collection[int]) -> dict[int, AskedFor]:
    """By case, of those within reach; in one query for any number of them."""
    rows = visible(Case.objects.filter(pk__in=cases), actor, Action.READ_CASE, named=True)
    return {key: AskedFor(topic=topic, filed=filed) for key, topic, filed in rows.values_list("pk", "topic", "filed")}

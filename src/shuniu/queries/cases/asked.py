"""What was asked for in the cases of a meeting, as it was sent last before the meeting decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from shuniu.access import Actor, visible
from shuniu.models import Case, Resolution, Step
from shuniu.policy.grants import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """``units``: whom it was about, the applicant first; empty where it is about a Party organization."""

    topic: str
    filed: Mapping[str, Any]
    units: tuple[int, ...] = ()


def asked_for(actor: Actor, meeting: int, cases: Collection[int]) -> dict[int, AskedFor]:
    """By case, of those within reach; in one query for any number of them.

    What is filled in since, or sent again, was not before that meeting. Without a decision: as it was sent last.
    """
    resolved = Resolution.objects.filter(item__meeting=meeting, item__case=OuterRef("case"))
    decided = Step.objects.filter(
        case=OuterRef("case"), pk__lt=OuterRef("pk"), recorded__in=resolved.values("recorded")
    )
    sent = Step.objects.filter(~Exists(decided), case=OuterRef("pk"), filed__isnull=False).order_by("-pk")
    rows = visible(Case.objects.filter(pk__in=cases), actor, Action.READ_CASE, named=True)
    found = rows.annotate(sent=Subquery(sent.values("filed")[:1])).values_list("pk", "topic", "unit", "sent")
    return {
        key: AskedFor(topic=topic, filed=filed, units=_units(unit, filed))
        for key, topic, unit, filed in found
        if filed is not None
    }


def _units(unit: int | None, filed: Mapping[str, Any]) -> tuple[int, ...]:
    return () if unit is None else tuple(dict.fromkeys([unit, *(filed.get("units") or ())]))

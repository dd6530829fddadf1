"""What has an office decided itself, set out to reach and reported: from when to when, and by whom?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from shuniu.access import Actor, visible
from shuniu.kernel.period import Period
from shuniu.models import (
    CampaignTarget,
    Lineage,
    LocalFigure,
    PackBinding,
    PartyOrganization,
    ReportedFigure,
    Target,
)
from shuniu.policy.grants import Action
from shuniu.policy.measures import MEASURES
from shuniu.policy.packs import load_packs, vocabulary
from shuniu.policy.packs.readings import said
from shuniu.queries.days import during
from shuniu.queries.facts.packs import ADOPTS
from shuniu.queries.naming import node_names
from shuniu.queries.timeline import TimelineFact, Told, timeline


def may_at(actor: Actor, action: Action, node: int) -> bool:
    """May the actor do this at the node today?"""
    return visible(PartyOrganization.objects.filter(pk=node), actor, action).exists()


def decided_words(key: str, value: Any) -> str:
    """每月, or 采用《……》的做法: what a decision says, whatever form it has."""
    if isinstance(value, dict) and set(value) == {ADOPTS}:
        pack = load_packs().get(value[ADOPTS])
        return f"采用《{pack.title if pack else value[ADOPTS]}》的做法"
    entry = vocabulary().get(key)
    return said(key, value) + entry.unit if entry else str(value)


def _exact(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def target_words(row: Mapping[str, Any]) -> str:
    measure = MEASURES.get(row["measure"])
    name = measure.name if measure else row["measure"]
    return f"{name}：基数{_exact(row['baseline'])}%，提升{_exact(row['points'])}个百分点，限{row['due_on'].isoformat()}"


def reported_value(share: Decimal | None, numerator: Decimal | None, denominator: Decimal | None, unit: str) -> str:
    """68.6%（10 / 20）, 55 户, or 10 / 20: as it was reported."""
    parts = [f"{part.normalize():,f}" for part in (numerator, denominator) if part is not None]
    counts = " / ".join(parts)
    if share is not None:
        shown = f"{_exact(share * 100)}%"
        return f"{shown}（{counts}）" if counts else shown
    return f"{counts} {unit}" if len(parts) == 1 and unit not in ("", "%") else counts


def reported_words(row: Mapping[str, Any]) -> str:
    """The same under its own name, with its source."""
    measure = MEASURES.get(row["key"])
    name, unit = (measure.name, measure.unit) if measure else (row["key"], "")
    return f"{name}：{reported_value(row['share'], row['numerator'], row['denominator'], unit)}，来源：{row['source']}"


def _decision(row: Mapping[str, Any]) -> str:
    basis = f"，决定：{row['decision']}" if row["decision"] else ""
    entry = vocabulary().get(row["key"])  # a key may leave the vocabulary, what was decided about it stays
    return f"{entry.label if entry else row['key']}：{decided_words(row['key'], row['value'])}{basis}"


def goal_words(row: Mapping[str, Any]) -> str:
    """党组织覆盖率：由31%到36%，限2018-12-31."""
    measure = MEASURES.get(row["measure"])
    name = measure.name if measure else row["measure"]
    start = "" if row["baseline"] is None else f"由{_exact(row['baseline'])}%"
    return f"{name}：{start}到{_exact(row['goal'])}%，限{row['due_on'].isoformat()}"


DECISIONS = Told(model=LocalFigure, heading="本级决定", tell=_decision)
TARGETS = Told(model=Target, heading="目标", tell=target_words)
GOALS = Told(model=CampaignTarget, heading="专项行动目标", tell=goal_words)
REPORTS = Told(model=ReportedFigure, heading="填报数", tell=reported_words)
TEXTS = Told(
    model=PackBinding,
    heading="适用文本",
    tell=lambda row: " → ".join(load_packs()[one].title for one in row["chain"] if one in load_packs()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision that holds at a node on a day. ``own``: the node's own, not one of a node above it."""

    key: str
    said: str
    decision: str
    node: str
    own: bool
    period: Period
    recorded_at: datetime
    recorded_by: str


def decisions_at(node: int, on: date) -> list[Decision]:
    """Whatever an office decided that holds here on the day, the nearest office first for each key."""
    line = _upward(node, on)
    names = node_names(line, on)
    columns = ("key", "value", "decision", "party_organization_id", "period", "recorded__at", "recorded__actor__title")
    rows = LocalFigure.objects.filter(during(on), party_organization__in=line).values(*columns)
    nearest: dict[str, Mapping[str, Any]] = {}
    for row in sorted(rows, key=lambda row: line.index(row["party_organization_id"])):
        nearest.setdefault(row["key"], row)
    return [_held(nearest[key], names, node) for key in vocabulary() if key in nearest]


def _held(row: Mapping[str, Any], names: Mapping[int, str], node: int) -> Decision:
    above, days = row["party_organization_id"], row["period"]
    return Decision(
        key=row["key"],
        said=decided_words(row["key"], row["value"]),
        decision=row["decision"],
        node=names.get(above, ""),
        own=above == node,
        period=Period(days.lower, days.upper),
        recorded_at=row["recorded__at"],
        recorded_by=row["recorded__actor__title"],
    )


def _upward(node: int, on: date) -> list[int]:
    """The node and everything above it on the day, nearest first."""
    rows = Lineage.objects.filter(descendant=node, valid_from__lte=on)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).order_by("depth")
    return list(rows.values_list("ancestor", flat=True))


def decisions_on(node: int, key: str) -> list[TimelineFact]:
    """Everything the node itself ever decided about a key, latest first."""
    return timeline([DECISIONS], Q(party_organization=node, key=key))


def own_decision(node: int, key: str, on: date) -> Mapping[str, Any] | None:
    """What the node itself has decided about a key and holds on the day: value, decision, clause."""
    rows = LocalFigure.objects.filter(during(on), party_organization=node, key=key)
    return rows.values("value", "decision", "clause").first()


def targets_of(node: int) -> list[TimelineFact]:
    """Every target the node ever set, latest first."""
    return timeline([TARGETS], Q(party_organization=node))


def reports_of(node: int) -> list[TimelineFact]:
    """Every figure reported at the node, latest first; what was taken back stands there as such."""
    return timeline([REPORTS], Q(party_organization=node))

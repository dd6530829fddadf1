"""Which campaigns are there within reach, what does each say, and how has that changed?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from shuniu.access import Actor, visible
from shuniu.models import CampaignTarget, CampaignTerms, PartyOrganization
from shuniu.policy.grants import Action
from shuniu.queries.decided import GOALS
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.timeline import TimelineFact, Told, timeline

TERMS = Told(
    model=CampaignTerms,
    heading="专项行动",
    tell=lambda row: "，".join(
        part for part in (row["name"], row["document_number"], "责任单位：" + "、".join(row["bodies"])) if part
    ),
)
_COLUMNS = (
    "id", "campaign_id", "campaign__uuid", "party_organization_id", "name", "document_number", "issued_on", "bodies",
    "clause", "period",
)  # fmt: skip
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignCard:
    """What a campaign says on a day. ``over``: it has ended by then. ``seen``: the facts that were shown."""

    key: int
    uuid: UUID
    node: int
    node_name: str
    name: str
    document_number: str
    issued_on: date | None
    bodies: Sequence[str]
    clause: str
    starts_on: date
    ends_on: date | None
    over: bool
    seen: tuple[int, ...]


def _nodes(actor: Actor) -> Any:
    return visible(PartyOrganization.objects.all(), actor, Action.READ_FIGURE)


def _readable(actor: Actor, on: date) -> QuerySet[CampaignTerms]:
    """What is said of campaigns of nodes within reach, and of those that have by then set a node within reach a goal:
    whoever is to reach it reads what the campaign is."""
    nodes = _nodes(actor)
    goals = CampaignTarget.objects.filter(
        retracted__isnull=True, party_organization__in=nodes, period__startswith__lte=on
    )
    return CampaignTerms.objects.filter(
        Q(party_organization__in=nodes) | Q(campaign__in=goals.values("campaign")),
        retracted__isnull=True,
        period__startswith__lte=on,
    )


def campaigns_of(actor: Actor, on: date) -> list[CampaignCard]:
    """Those begun by ``on``: under way first, then those that have ended; each as it was said last by that day."""
    return _told(_readable(actor, on).order_by("period").values(*_COLUMNS), on)


def campaign_to_read(actor: Actor, public: UUID, on: date) -> CampaignCard:
    """Raises NotFound, the same for what is foreign, missing, or not begun by ``on``."""
    rows = _readable(actor, on).filter(campaign__uuid=public)
    found = _told(rows.order_by("period").values(*_COLUMNS), on)
    if not found:
        raise NotFound
    return found[0]


def _told(rows: Any, on: date) -> list[CampaignCard]:
    stretches: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        stretches.setdefault(row["campaign_id"], []).append(row)
    names = node_names({held[-1]["party_organization_id"] for held in stretches.values()}, on)
    found = [_card(held, names, on) for held in stretches.values()]
    return sorted(found, key=lambda one: (one.over, -one.starts_on.toordinal(), one.key))


def _card(held: Sequence[Mapping[str, Any]], names: Mapping[int, str], on: date) -> CampaignCard:
    row = held[-1]
    end = row["period"].upper
    return CampaignCard(
        key=row["campaign_id"],
        uuid=row["campaign__uuid"],
        node=row["party_organization_id"],
        node_name=names.get(row["party_organization_id"], ""),
        name=row["name"],
        document_number=row["document_number"],
        issued_on=row["issued_on"],
        bodies=row["bodies"],
        clause=row["clause"],
        starts_on=held[0]["period"].lower,
        ends_on=None if end is None else end - DAY,
        over=end is not None and end <= on,
        seen=tuple(one["id"] for one in held),
    )


def goals_seen(campaign: int) -> tuple[int, ...]:
    """Every goal of the campaign in force on any day, by number."""
    rows = CampaignTarget.objects.filter(retracted__isnull=True, campaign=campaign)
    return tuple(rows.order_by("id").values_list("id", flat=True))


def terms_seen(campaign: int) -> tuple[int, ...]:
    rows = CampaignTerms.objects.filter(retracted__isnull=True, campaign=campaign)
    return tuple(rows.order_by("id").values_list("id", flat=True))


def campaign_story(actor: Actor, campaign: int) -> list[TimelineFact]:
    """Everything that was ever said about it, latest first; what was taken back stands there as such. Of the goals
    only those of nodes within reach, each with whose it is."""
    own = Q(campaign=campaign, party_organization__in=_nodes(actor))
    whose = node_names(CampaignTarget.objects.filter(own).values_list("party_organization", flat=True), actor.today)

    def goal(row: Mapping[str, Any]) -> str:
        return "：".join(part for part in (whose.get(row["party_organization_id"]), GOALS.tell(row)) if part)

    told = [*timeline([TERMS], Q(campaign=campaign)), *timeline([replace(GOALS, tell=goal)], own)]
    return sorted(told, key=lambda line: (line.period.start, line.recorded_at), reverse=True)

"""What is to be urged within reach: branches to be set up out of gathered members, temporary ones at their end?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from shuniu.access import Actor, granted, visible
from shuniu.models import Case, PartyOrganization
from shuniu.policy.formation.pooling import Group, could_be_set_up
from shuniu.policy.formation.temporary import TemporaryStands, stands
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseKind, FollowUpTopic
from shuniu.policy.words.urging import TemporaryState
from shuniu.queries.facts.urging import (
    Waived,
    gathered_at,
    pooling_branches,
    temporary_at,
    temporary_branches,
    waived_at,
)
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.packs import figures_of_each
from shuniu.queries.party.choosing import choices_of

# Soonest first; what has no day last.
_LAST = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledGroup:
    """A branch that could be set up out of ``node``; ``waived`` while it is put aside."""

    node: int
    code: str
    name: str
    group: Group
    waived: Waived | None = None
    under_way: UUID | None = None

    @property
    def urged(self) -> bool:
        return self.waived is None and self.under_way is None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryBranch:
    node: int
    code: str
    name: str
    told: TemporaryStands
    waived: Waived | None = None
    under_way: UUID | None = None

    @property
    def urged(self) -> bool:
        return self.told.urged and self.waived is None and self.under_way is None


def pooled(actor: Actor, on: date) -> list[PooledGroup]:
    """Every group of the branches within reach that reaches the standard, those to be dealt with first."""
    nodes = _within_reach(actor, pooling_branches(on))
    if not nodes:
        return []
    figures, people = figures_of_each(nodes, on), gathered_at(nodes, on)
    aside = waived_at(FollowUpTopic.SPLIT_OFF, nodes, on)
    open_, names = _under_way(AdjustmentTopic.SPLIT, nodes), choices_of(nodes, on)
    rows = [
        PooledGroup(
            node=node,
            code=names[node].code,
            name=names[node].name,
            group=group,
            waived=aside.get((node, group.part)),
            under_way=open_.get(node),
        )
        for node in nodes
        for group in could_be_set_up(people.get(node, ()), figures[node])
    ]
    return sorted(rows, key=lambda one: (not one.urged, one.name, one.group.part))


def temporary(actor: Actor, on: date) -> list[TemporaryBranch]:
    """Every temporary branch within reach, with its end as far as it is known; those to be dealt with first."""
    nodes = _within_reach(actor, temporary_branches(on))
    if not nodes:
        return []
    figures, facts = figures_of_each(nodes, on), temporary_at(nodes, on)
    aside = waived_at(FollowUpTopic.END_TEMPORARY, nodes, on)
    open_, names = _under_way(AdjustmentTopic.DISSOLVE, nodes), choices_of(nodes, on)
    rows = [
        TemporaryBranch(
            node=node,
            code=names[node].code,
            name=names[node].name,
            told=stands(facts[node], on, figures[node]),
            waived=aside.get((node, "")),
            under_way=open_.get(node),
        )
        for node in nodes
    ]
    return sorted(rows, key=lambda one: (not one.urged, one.told.ends_on or _LAST, one.name))


def urged_below(actor: Actor, on: date) -> Mapping[str, tuple[int, date | None, bool]]:
    """By list: how many are to be dealt with, the nearest day, and whether one is over it."""
    groups = [one for one in pooled(actor, on) if one.urged]
    branches = [one for one in temporary(actor, on) if one.urged]
    days = [one.told.ends_on for one in branches if one.told.ends_on is not None]
    over = any(one.told.state in (TemporaryState.OVER, TemporaryState.BODY_ENDED) for one in branches)
    return {
        "pooling": (len({one.node for one in groups}), None, False),
        "temporary": (len(branches), min(days, default=None), over),
    }


def _within_reach(actor: Actor, rows: QuerySet[PartyOrganization]) -> list[int]:
    """Such branches are few: each is asked by itself."""
    if not granted(actor, Action.REVIEW_CASE):
        return []
    mine = visible(rows, actor, Action.REVIEW_CASE, named=True)
    return list(mine.order_by("pk").values_list("pk", flat=True))


def _under_way(topic: AdjustmentTopic, nodes: Collection[int]) -> dict[int, UUID]:
    rows = Case.objects.filter(kind=CaseKind.ADJUSTMENT.value, topic=topic.value, party_organization__in=nodes)
    return {node: public for node, public in rows.exclude(holder="").values_list("party_organization", "uuid") if node}


def branch_to_urge(actor: Actor, code: str) -> PartyOrganization:
    """The Party organization of a code, where the actor may see to it; NotFound otherwise."""
    found = visible(PartyOrganization.objects.filter(code=code), actor, Action.REVIEW_CASE, named=True).first()
    if found is None:
        raise NotFound
    return found

"""What is to be urged within reach: branches to be set up out of gathered members, temporary ones at their end?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from shuniu.access import Actor, granted, visible
from shuniu.models import Case, PartyOrganization
from shuniu.policy.formation.pooling import Group, could_be_set_up, least_full
from shuniu.policy.formation.temporary import TemporaryStands, stands
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseKind, FollowUpTopic
from shuniu.policy.words.urging import TemporaryState
from shuniu.queries.arrays import among
from shuniu.queries.facts.urging import (
    Waived,
    pooling_branches,
    sums_at,
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
class UrgedBranch:
    """``waived`` while it is put aside, ``under_way`` while a case of it is open."""

    node: int
    code: str
    name: str
    waived: Waived | None = None
    under_way: UUID | None = None

    @property
    def urged(self) -> bool:
        return self.waived is None and self.under_way is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledGroup(UrgedBranch):
    """A branch that could be set up out of this one."""

    group: Group

    @property
    def key(self) -> tuple[str, int]:
        """Its place on the list: what is to be dealt with comes first."""
        return f"{int(not self.urged)}{self.name} {self.group.part}", self.node


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryBranch(UrgedBranch):
    told: TemporaryStands

    @property
    def urged(self) -> bool:
        return self.told.urged and self.waived is None and self.under_way is None

    @property
    def key(self) -> tuple[str, int]:
        return f"{int(not self.urged)}{self.told.ends_on or _LAST}{self.name}", self.node


def pooled(actor: Actor, on: date, code: str = "") -> list[PooledGroup]:
    """Every group of the branches within reach (or of one of them) that reaches the standard, those to be dealt with
    first."""
    nodes = _within_reach(actor, pooling_branches(on), code)
    figures = figures_of_each(nodes, on)
    least = {node: number for node in nodes if (number := least_full(figures[node])) is not None}
    sums = sums_at(least, on, min(least.values(), default=0))
    around = _Around(FollowUpTopic.SPLIT_OFF, AdjustmentTopic.SPLIT, sums, on)
    rows = [
        PooledGroup(group=group, **around.of(node, group.part))
        for node, told in sums.items()
        for group in could_be_set_up(told, figures[node])
    ]
    return sorted(rows, key=lambda one: one.key)


def temporary(actor: Actor, on: date) -> list[TemporaryBranch]:
    """Every temporary branch within reach, with its end as far as it is known; those to be dealt with first."""
    nodes = _within_reach(actor, temporary_branches(on))
    figures, facts = figures_of_each(nodes, on), temporary_at(nodes, on)
    around = _Around(FollowUpTopic.END_TEMPORARY, AdjustmentTopic.DISSOLVE, nodes, on)
    rows = [TemporaryBranch(told=stands(facts[node], on, figures[node]), **around.of(node)) for node in nodes]
    return sorted(rows, key=lambda one: one.key)


class _Around:
    """What is known of each branch beside what urges: its name, what was put aside, the case that is open."""

    def __init__(self, aside: FollowUpTopic, case: AdjustmentTopic, nodes: Collection[int], on: date) -> None:
        self._aside, self._open = waived_at(aside, nodes, on), _under_way(case, nodes)
        self._names = choices_of(nodes, on)

    def of(self, node: int, part: str = "") -> dict[str, Any]:
        named = self._names[node]
        return {
            "node": node,
            "code": named.code,
            "name": named.name,
            "waived": self._aside.get((node, part)),
            "under_way": self._open.get(node),
        }


def urged_below(actor: Actor, on: date) -> Mapping[str, tuple[int, date | None, bool]]:
    """By list: how many are to be dealt with, the nearest day, and whether one is over it.

    For a first page: whoever has most of a register below is told by the lists alone, each by the offices below.
    """
    if actor.wide:
        return dict.fromkeys(("pooling", "temporary"), (0, None, False))
    groups = [one for one in pooled(actor, on) if one.urged]
    branches = [one for one in temporary(actor, on) if one.urged]
    days = [one.told.ends_on for one in branches if one.told.ends_on is not None]
    over = any(one.told.state in (TemporaryState.OVER, TemporaryState.BODY_ENDED) for one in branches)
    return {
        "pooling": (len({one.node for one in groups}), None, False),
        "temporary": (len(branches), min(days, default=None), over),
    }


def _within_reach(actor: Actor, rows: QuerySet[PartyOrganization], code: str = "") -> list[int]:
    if not granted(actor, Action.REVIEW_CASE):
        return []
    mine = visible(rows.filter(code=code) if code else rows, actor, Action.REVIEW_CASE, named=bool(code))
    return list(mine.order_by("pk").values_list("pk", flat=True))


def _under_way(topic: AdjustmentTopic, nodes: Collection[int]) -> dict[int, UUID]:
    rows = Case.objects.filter(kind=CaseKind.ADJUSTMENT.value, topic=topic.value, party_organization__in=among(nodes))
    return {node: public for node, public in rows.exclude(holder="").values_list("party_organization", "uuid") if node}


def branch_to_urge(actor: Actor, code: str) -> PartyOrganization:
    """The Party organization of a code, where the actor may see to it; NotFound otherwise."""
    found = visible(PartyOrganization.objects.filter(code=code), actor, Action.REVIEW_CASE, named=True).first()
    if found is None:
        raise NotFound
    return found

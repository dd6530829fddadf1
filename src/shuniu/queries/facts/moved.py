"""Which Party organizations stand under another superior since a day, while work begun before it lies with the old one?

A move that was put down ahead of its day leaves the work where it is until then (docs/decisions/0015).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q

from shuniu.models import Case, Placement
from shuniu.policy.cases.lapsing import follows_superior
from shuniu.queries.days import during

_PLACES = ("at", "committee", "origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """``node`` stands under ``now`` since a day, and under ``before`` until then or earlier; ``cases`` about it, begun
    before that day, that have to do with ``before``."""

    node: int
    before: int
    now: int
    since: date
    cases: tuple[int, ...]


def left_behind(on: date) -> list[Left]:
    """As of ``on``, the earliest day first; a constant number of questions."""
    ahead = Placement.objects.filter(
        during(on), parent__isnull=False, recorded__at__date__lt=F("period__startswith")
    ).values_list("party_organization", "parent", "period__startswith")
    now = {node: (parent, since) for node, parent, since in ahead if parent is not None}
    open_ = Case.objects.filter(party_organization__in=now, unit__isnull=True).exclude(holder="")
    rows = open_.annotate(begun=Min("steps__recorded__on")).values_list(
        "pk", "party_organization", "begun", "kind", *_PLACES
    )
    waiting = [row for row in rows.order_by("pk") if row[1] in now and row[2] is not None and row[2] < now[row[1]][1]]
    earlier = _earlier({row[1] for row in waiting}, on)
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for case, node, _, kind, *held in waiting:
        places = dict(zip(_PLACES, held, strict=True))
        # Of what does not go along it is the old one's for good.
        follow = {places[name] for name in follows_superior(kind)}
        for before in follow & earlier[node] - {now[node][0]}:
            found[node, before].append(case)
    told = [
        Left(node=node, before=before, now=now[node][0], since=now[node][1], cases=tuple(cases))
        for (node, before), cases in found.items()
    ]
    return sorted(told, key=lambda one: (one.since, one.now, one.node, one.before))


def _earlier(nodes: Sequence[int] | set[int], on: date) -> dict[int, set[int]]:
    """Under whom they stood before."""
    ended = Placement.objects.filter(
        Q(retracted=None, parent__isnull=False, party_organization__in=nodes, period__endswith__lte=on)
    )
    found: dict[int, set[int]] = defaultdict(set)
    for node, parent in ended.values_list("party_organization", "parent"):
        if parent is not None:
            found[node].add(parent)
    return found

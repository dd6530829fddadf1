"""Whose figures are asked for: does the node exist on the day, since when is it known, and may this actor read it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from shuniu.access import Actor, visible
from shuniu.models import Lineage, Naming, PartyOrganization, TallyNode
from shuniu.policy.grants import Action
from shuniu.statistics.answers import NotYours


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A node as the counter needs it. ``silent``: why there is no information on the day; empty when there is.

    ``tallied``: it is so large that it keeps tallies.
    """

    key: int
    code: str
    name: str
    silent: str
    tallied: bool


class Ambiguous(LookupError):
    """Several Party organizations bear the name on the day."""

    def __init__(self, name: str, codes: Iterable[str]) -> None:
        super().__init__(f"名称“{name}”当日对应多个党组织，请改用代码：{'、'.join(sorted(codes))}")


def places(nodes: Iterable[int], on: date) -> dict[int, Place]:
    """The nodes that exist in the register, in three queries."""
    wanted = sorted(set(nodes))
    keeping = Exists(TallyNode.objects.filter(pk=OuterRef("pk")))
    rows = PartyOrganization.objects.filter(pk__in=wanted).values_list("pk", "code", keeping)
    known = {key: (code, tallied) for key, code, tallied in rows}
    since = _known_from(wanted)
    named: dict[int, list[tuple[date, date | None, str]]] = {}
    namings = Naming.objects.filter(party_organization__in=wanted, retracted__isnull=True).order_by("period")
    for node, days, name in namings.values_list("party_organization", "period", "name"):
        named.setdefault(node, []).append((days.lower, days.upper, name))
    return {
        key: Place(key=key, code=code, tallied=tallied, **_said(code, since.get(key), named.get(key, []), on))
        for key, (code, tallied) in sorted(known.items())
    }


def known_days(node: int, days: Iterable[date]) -> list[date]:
    """Of ``days``, those on which something is known about the node, in two queries."""
    since = _known_from([node]).get(node)
    named = Naming.objects.filter(party_organization=node, retracted__isnull=True).values_list("period", flat=True)
    stretches = list(named)
    return [day for day in days if (since is None or day >= since) and any(day in stretch for stretch in stretches)]


def _known_from(nodes: list[int]) -> dict[int, date]:
    """The day stated by the node itself, else by the nearest above it that states one."""
    rows: Any = Lineage.objects.filter(descendant__in=nodes, ancestor__known_from__isnull=False)
    found: dict[int, date] = {}
    for node, day in rows.order_by("descendant", "depth", "-valid_from").values_list(
        "descendant", "ancestor__known_from"
    ):
        found.setdefault(node, day)
    return found


def _said(code: str, since: date | None, named: list[tuple[date, date | None, str]], on: date) -> dict[str, str]:
    name = next((name for start, end, name in named if start <= on and (end is None or on < end)), "")
    silent = ""
    if since is not None and on < since:
        silent = f"无数据：该党组织的数据自{since.isoformat()}起"
    elif not name:
        last = named[-1][1] if named else None
        ended = last is not None and last <= on
        silent = f"无数据：该党组织自{last.isoformat()}起已不存在" if last and ended else "无数据：该党组织当日尚不存在"
    return {"name": name or (named[-1][2] if named else code), "silent": silent}


def place_of(node: int, on: date) -> Place:
    """Raises NotYours when there is no such node."""
    try:
        return places([node], on)[node]
    except KeyError:
        raise NotYours from None


def guarded(actor: Actor, nodes: Iterable[int]) -> set[int]:
    """Of ``nodes``, those whose figures the actor may read now."""
    rows = PartyOrganization.objects.filter(pk__in=set(nodes))
    return set(visible(rows, actor, Action.READ_FIGURE).values_list("pk", flat=True))


def require(actor: Actor, node: int) -> None:
    """Raises NotYours, the same for what is foreign and for what does not exist."""
    if node not in guarded(actor, [node]):
        raise NotYours


def node_named(actor: Actor, text: str, on: date) -> int:
    """The node of a code, or of the full name valid on the day where only one bears it.

    Only nodes whose figures the actor may read are looked at. Raises NotYours, Ambiguous.
    """
    mine = visible(PartyOrganization.objects.all(), actor, Action.READ_FIGURE)
    by_code = mine.filter(code=text).values_list("pk", flat=True).first()
    if by_code is not None:
        return by_code
    named = Q(namings__name=text, namings__retracted__isnull=True, namings__period__contains=on)
    found = dict(mine.filter(named).values_list("pk", "code"))
    if not found:
        raise NotYours
    if len(found) > 1:
        raise Ambiguous(text, found.values())
    return next(iter(found))

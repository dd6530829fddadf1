"""What is known of Party organizations: names, places in the tree, and what hangs on them?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Model, Q

from shuniu.kernel.period import Period
from shuniu.models import Formation, Naming, PartyOrganization, Placement
from shuniu.policy.party.tree import Placed
from shuniu.queries.arrays import answers, array
from shuniu.queries.days import since

IN_FORCE = Q(retracted__isnull=True)
_NAMES_BELOW = """
    SELECT p.parent_id, n.name, n.party_organization_id FROM shuniu_placement p
    JOIN shuniu_naming n ON n.party_organization_id = p.party_organization_id
        AND n.retracted_id IS NULL AND n.period @> %(on)s::date
    WHERE p.parent_id = ANY (%(keys)s::bigint[]) AND p.retracted_id IS NULL AND p.period @> %(on)s::date
"""
_NODES = """
    SELECT p.id, p.uuid, p.code, p.managed, n.period, n.name, n.kind FROM shuniu_partyorganization p
    LEFT JOIN shuniu_naming n ON n.party_organization_id = p.id AND n.retracted_id IS NULL
    WHERE p.id = ANY (%(keys)s::bigint[]) ORDER BY n.period
"""
# What stands nowhere has a row without days.
_UPWARD = """
    WITH RECURSIVE upward(id) AS (
        SELECT unnest(%(keys)s::bigint[])
        UNION
        SELECT p.parent_id FROM upward u JOIN shuniu_placement p ON p.party_organization_id = u.id
        WHERE p.parent_id IS NOT NULL AND p.retracted_id IS NULL
        AND (upper(p.period) IS NULL OR upper(p.period) > %(on)s::date)
    )
    SELECT u.id, p.period, p.parent_id FROM upward u
    LEFT JOIN shuniu_placement p ON p.party_organization_id = u.id AND p.retracted_id IS NULL
        AND (upper(p.period) IS NULL OR upper(p.period) > %(on)s::date)
    ORDER BY p.period
"""


def period_of(days: Any) -> Period:
    """A range of the database as a period."""
    return Period(days.lower, days.upper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The name and kind a Party organization has during a period."""

    period: Period
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeFacts:
    """A Party organization with its names in the order of their days."""

    key: int
    uuid: str
    code: str
    managed: bool
    names: tuple[Named, ...]

    def named(self, on: date) -> Named | None:
        return next((one for one in self.names if one.period.contains(on)), None)

    def exists(self, on: date) -> bool:
        return self.named(on) is not None

    def gap(self, period: Period) -> date | None:
        """The earliest day of ``period`` on which it does not exist; None when it exists all through."""
        reached: date | None = period.start
        for one in self.names:
            if reached is not None and one.period.contains(reached):
                reached = one.period.end
        missing = reached is not None and (period.end is None or reached < period.end)
        return reached if missing else None

    def ends_on(self, on: date) -> date | None:
        """The earliest day after ``on`` on which it no longer exists; None while it stays."""
        return self.gap(Period(on))

    @property
    def label(self) -> str:
        """Its latest name, for a sentence."""
        return self.names[-1].name if self.names else self.code


def nodes(keys: Iterable[int | None]) -> dict[int, NodeFacts]:
    """The Party organizations named, with every name in force; one query."""
    wanted = {key for key in keys if key is not None}
    found: dict[int, tuple[str, str, bool]] = {}
    names: dict[int, list[Named]] = defaultdict(list)
    for key, uuid, code, managed, days, name, kind in answers(_NODES, keys=array(wanted)) if wanted else ():
        found[key] = (str(uuid), code, managed)
        if days is not None:
            names[key].append(Named(period=period_of(days), name=name, kind=kind))
    return {
        key: NodeFacts(key=key, uuid=uuid, code=code, managed=managed, names=tuple(names[key]))
        for key, (uuid, code, managed) in found.items()
    }


def places(keys: Iterable[int], on: date) -> dict[int, list[Placed]]:
    """Where the Party organizations named stand, from ``on`` on, in the order of their days."""
    found: dict[int, list[Placed]] = defaultdict(list)
    rows = Placement.objects.filter(since(on), party_organization__in=set(keys)).order_by("period")
    for node, days, parent in rows.values_list("party_organization", "period", "parent"):
        found[node].append(Placed(period_of(days), parent))
    return found


def places_upward(starts: Iterable[int], on: date) -> dict[int, list[Placed]]:
    """Every place from ``starts`` up to the tops, on any day from ``on`` on; one query."""
    wanted = set(starts)
    found: dict[int, list[Placed]] = {}
    for node, days, parent in answers(_UPWARD, keys=array(wanted), on=on) if wanted else ():
        found.setdefault(node, [])
        if days is not None:
            found[node].append(Placed(period_of(days), parent))
    return found


def codes_taken(codes: Iterable[str]) -> set[str]:
    return set(PartyOrganization.objects.filter(code__in=set(codes)).values_list("code", flat=True))


def names_below(parents: Iterable[int], on: date) -> dict[tuple[int | None, str], int]:
    """The names that stand directly under the named parents on ``on``."""
    wanted = {key for key in parents if key is not None}
    rows = answers(_NAMES_BELOW, keys=array(wanted), on=on) if wanted else ()
    return {(parent, name): node for parent, name, node in rows}


def last_days(keys: Iterable[int | None]) -> dict[int, date]:
    """The first day on which each of the named Party organizations no longer exists; absent while it stays."""
    rows = Naming.objects.filter(IN_FORCE, party_organization__in={key for key in keys if key is not None})
    ends = dict(rows.order_by("period").values_list("party_organization", "period"))
    return {node: days.upper for node, days in ends.items() if days.upper is not None}


def founded_on(key: int) -> date | None:
    """The day on which it was set up, as far as that is written down: its first day in the register says nothing of it.

    Of a month or a year the first day: what is before that is before it in any case.
    """
    rows = Formation.objects.filter(IN_FORCE, party_organization=key)
    return rows.aggregate(earliest=Min("established_on"))["earliest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """What still hangs on a Party organization from a day on: a word, how many, and what to do about them."""

    what: str
    count: int
    examples: tuple[str, ...]


def counted(model: type[Model], node_field: str, keys: Iterable[int], on: date) -> Mapping[int, int]:
    """How many facts of ``model`` point to each Party organization from ``on`` on."""
    rows = model._default_manager.filter(since(on), **{f"{node_field}__in": set(keys)})
    found: dict[int, int] = defaultdict(int)
    for node in rows.values_list(node_field, flat=True):
        found[node] += 1
    return found

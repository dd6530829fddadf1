"""Everything that decides how units are counted, read in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from shuniu.queries.facts.keeping import Keepers, keepers

# Days as they come from the database: first day, and the first day after or None.
Days = tuple[date, date | None]
Dated = tuple[date, date | None, Any]

_REGISTERED = """
    SELECT unit_id, lower(period), upper(period), status, type, region, field, mode, supervising_unit_id,
           CASE WHEN full_time_staff IS NULL AND part_time_staff IS NULL THEN NULL
                ELSE coalesce(full_time_staff, 0) + coalesce(part_time_staff, 0) END
    FROM shuniu_registration
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = unit_id
    WHERE retracted_id IS NULL ORDER BY unit_id, period
"""
_ANSWERED = """
    SELECT unit_id, lower(period), upper(period), party_organization_id
    FROM shuniu_jurisdiction
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = unit_id
    WHERE retracted_id IS NULL
"""
_COVERED = """
    SELECT unit_id, lower(period), upper(period), party_organization_id
    FROM shuniu_coverage
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = unit_id
    WHERE retracted_id IS NULL
"""
_WORKED = """
    SELECT unit_id, lower(period), upper(period), instrument FROM shuniu_workcoverage
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = unit_id
    WHERE retracted_id IS NULL
    UNION ALL
    SELECT unit_id, lower(period), upper(period), 'instructor' FROM shuniu_posting
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = unit_id
    WHERE retracted_id IS NULL
"""
_COUNTED = """
    SELECT unit_id, as_of, full_members, members
    FROM shuniu_headcount
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = unit_id
    WHERE retracted_id IS NULL ORDER BY unit_id, as_of
"""
# How many full members rolls name as working there, from each day on which that changes: wherever they are held, and
# none whose membership is suspended.
EMPLOYED = """
    SELECT unit_id, day, sum(change) OVER (PARTITION BY unit_id ORDER BY day)::integer AS full_members FROM (
        SELECT e.unit_id, step.day, sum(step.sign) AS change
        FROM shuniu_employment e
        JOIN shuniu_membership m ON m.person_id = e.person_id AND m.retracted_id IS NULL AND m.period && e.period
            AND m.state = 'full' AND m.status <> 'suspended'
        CROSS JOIN LATERAL (
            VALUES (lower(e.period * m.period), 1), (upper(e.period * m.period), -1)) AS step(day, sign)
        WHERE e.retracted_id IS NULL AND step.day IS NOT NULL AND {units}
        GROUP BY 1, 2 HAVING sum(step.sign) <> 0
    ) AS steps
"""
_EMPLOYED = EMPLOYED.format(units="e.unit_id = any(%s::bigint[])") + " ORDER BY unit_id, day"
_GUIDED = """
    SELECT unit_id, lower(period), upper(period), party_organization_id, hub_id
    FROM shuniu_guidance
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = unit_id
    WHERE retracted_id IS NULL
"""
_PLACED = """
    SELECT id, registered_at_id FROM shuniu_unit JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = id
"""
_NAMED = """
    SELECT party_organization_id, lower(period), upper(period), kind
    FROM shuniu_naming
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = party_organization_id
    WHERE retracted_id IS NULL
"""
_SHARED = """
    SELECT party_organization_id, lower(period), upper(period), unit_id
    FROM shuniu_coverage
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = party_organization_id
    WHERE retracted_id IS NULL
"""
_FORMED = """
    SELECT party_organization_id, lower(period), upper(period), mode
    FROM shuniu_formation
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = party_organization_id
    WHERE retracted_id IS NULL
"""
_HUBS = """
    SELECT unit_id, lower(period), upper(period), element FROM shuniu_hubelement
    JOIN unnest(%s::bigint[]) AS asked(key) ON asked.key = unit_id
    WHERE retracted_id IS NULL
"""


@dataclass(slots=True)
class Facts:
    """Facts in force, by unit or by Party organization; each with its days."""

    registered_at: dict[int, int] = field(default_factory=dict)
    # By the node into whose register units were entered: who keeps that register, from which day on.
    keepers: dict[int, Keepers] = field(default_factory=dict)
    registered: dict[int, list[tuple[Any, ...]]] = field(default_factory=dict)
    answered: dict[int, list[Dated]] = field(default_factory=dict)
    covered: dict[int, list[Dated]] = field(default_factory=dict)
    worked: dict[int, list[Dated]] = field(default_factory=dict)
    counted: dict[int, list[tuple[date, int | None, int | None]]] = field(default_factory=dict)
    # From each day on: full members whom rolls name as working there.
    employed: dict[int, list[tuple[date, int]]] = field(default_factory=dict)
    guided: dict[int, list[tuple[date, date | None, int | None, int | None]]] = field(default_factory=dict)
    named: dict[int, list[Dated]] = field(default_factory=dict)
    shared: dict[int, list[Dated]] = field(default_factory=dict)
    formed: dict[int, list[Dated]] = field(default_factory=dict)
    hubs: dict[int, list[Dated]] = field(default_factory=dict)

    @property
    def nodes(self) -> set[int]:
        """Every node a unit may be counted at."""
        answering = {row[2] for rows in self.answered.values() for row in rows}
        return answering | {node for kept in self.keepers.values() for _, node in kept}


def as_array(keys: Iterable[int]) -> str:
    """Keys as PostgreSQL writes an array: twenty thousand numbers are not quoted one by one."""
    return "{" + ",".join(map(str, keys)) + "}"


def _rows(query: str, keys: Sequence[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [as_array(keys)] * query.count("%s"))
        return cursor.fetchall()


def _by_key(query: str, keys: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in _rows(query, keys):
        found[row[0]].append(row[1:])
    return dict(found)


def gather(units: Iterable[int]) -> Facts:
    """Facts about ``units`` and about the Party organizations and hubs they have to do with."""
    wanted = sorted(set(units))
    registered_at = dict(_rows(_PLACED, wanted))
    facts = Facts(
        registered_at=registered_at,
        keepers=keepers(registered_at.values()),
        registered=_by_key(_REGISTERED, wanted),
        answered=_by_key(_ANSWERED, wanted),
        covered=_by_key(_COVERED, wanted),
        worked=_by_key(_WORKED, wanted),
        counted=_by_key(_COUNTED, wanted),
        employed=_by_key(_EMPLOYED, wanted),
        guided=_by_key(_GUIDED, wanted),
    )
    branches = sorted({row[2] for rows in facts.covered.values() for row in rows})
    if branches:
        facts.named = _by_key(_NAMED, branches)
        facts.shared = _by_key(_SHARED, branches)
        facts.formed = _by_key(_FORMED, branches)
    answering = sorted({row[2] for rows in facts.answered.values() for row in rows} - set(branches))
    if answering:
        facts.named.update(_by_key(_NAMED, answering))
    hubs = sorted({row[3] for rows in facts.guided.values() for row in rows if row[3] is not None})
    if hubs:
        facts.hubs = _by_key(_HUBS, hubs)
    return facts

"""Everything that decides how units are counted, read in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shuniu.queries.facts.keeping import Keepers, keepers
from shuniu.queries.prepared import rows_of, statement

# Days as they come from the database: first day, and the first day after or None.
Days = tuple[date, date | None]
Dated = tuple[date, date | None, Any]

_REGISTERED = """
    SELECT r.unit_id, lower(r.period), upper(r.period), r.status, r.type, r.region, r.field, r.mode,
           r.supervising_unit_id, CASE WHEN r.full_time_staff IS NULL AND r.part_time_staff IS NULL THEN NULL
                ELSE coalesce(r.full_time_staff, 0) + coalesce(r.part_time_staff, 0) END, u.registered_at_id
    FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_registration r ON r.unit_id = asked.key AND r.retracted_id IS NULL
    JOIN shuniu_unit u ON u.id = r.unit_id
    ORDER BY r.unit_id, r.period
"""
# What has days and says one thing, in one statement: what it says of whom, from when until when.
_OF_UNITS = """
    SELECT 'answered', f.unit_id, lower(f.period), upper(f.period), f.party_organization_id, NULL::bigint, NULL
    FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_jurisdiction f ON f.unit_id = asked.key AND f.retracted_id IS NULL
    UNION ALL
    SELECT 'covered', f.unit_id, lower(f.period), upper(f.period), f.party_organization_id, NULL, NULL
    FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_coverage f ON f.unit_id = asked.key AND f.retracted_id IS NULL
    UNION ALL
    SELECT 'guided', f.unit_id, lower(f.period), upper(f.period), f.party_organization_id, f.hub_id, NULL
    FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_guidance f ON f.unit_id = asked.key AND f.retracted_id IS NULL
    UNION ALL
    SELECT 'worked', f.unit_id, lower(f.period), upper(f.period), NULL, NULL, f.instrument
    FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_workcoverage f ON f.unit_id = asked.key AND f.retracted_id IS NULL
    UNION ALL
    SELECT 'worked', f.unit_id, lower(f.period), upper(f.period), NULL, NULL, 'instructor'
    FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_posting f ON f.unit_id = asked.key AND f.retracted_id IS NULL
"""
_COUNTED = """
    SELECT unit_id, as_of, full_members, members
    FROM shuniu_headcount
    JOIN unnest(%(keys)s::bigint[]) AS asked(key) ON asked.key = unit_id
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
_EMPLOYED = EMPLOYED.format(units="e.unit_id = any(%(keys)s::bigint[])") + " ORDER BY unit_id, day"
# Of those who answer for units their names; how they came about and whom they cover, of those that cover any.
_OF_BODIES = """
    SELECT 'named', f.party_organization_id, lower(f.period), upper(f.period), f.kind, NULL::bigint
    FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_naming f ON f.party_organization_id = asked.key AND f.retracted_id IS NULL
    UNION ALL
    SELECT 'formed', f.party_organization_id, lower(f.period), upper(f.period), f.mode, NULL
    FROM unnest(%(branches)s::bigint[]) AS asked(key)
    JOIN shuniu_formation f ON f.party_organization_id = asked.key AND f.retracted_id IS NULL
    UNION ALL
    SELECT 'shared', f.party_organization_id, lower(f.period), upper(f.period), NULL, f.unit_id
    FROM unnest(%(branches)s::bigint[]) AS asked(key)
    JOIN shuniu_coverage f ON f.party_organization_id = asked.key AND f.retracted_id IS NULL
"""
_HUBS = """
    SELECT unit_id, lower(period), upper(period), element FROM shuniu_hubelement
    JOIN unnest(%(keys)s::bigint[]) AS asked(key) ON asked.key = unit_id
    WHERE retracted_id IS NULL
"""
# So many are looked up one by one, whatever the best way for many thousands is: such questions stay prepared.
FEW = 300


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


def asked(query: str, keys: Sequence[int], **more: Any) -> list[tuple[Any, ...]]:
    """All rows of the answer about ``keys``; of few of them a statement the server knows from the last time."""
    return rows_of(statement(query), {"keys": as_array(keys), **more}, once=len(keys) > FEW)


def _by_key(query: str, keys: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in asked(query, keys):
        found[row[0]].append(row[1:])
    return dict(found)


def gather(units: Iterable[int]) -> Facts:
    """Facts about ``units`` and about the Party organizations and hubs they have to do with."""
    wanted = sorted(set(units))
    facts = Facts(counted=_by_key(_COUNTED, wanted), employed=_by_key(_EMPLOYED, wanted))
    for unit, *told, registered_at in asked(_REGISTERED, wanted):
        facts.registered.setdefault(unit, []).append(tuple(told))
        facts.registered_at[unit] = registered_at
    facts.keepers = keepers(facts.registered_at.values())
    of_units = {"answered": facts.answered, "covered": facts.covered, "worked": facts.worked}
    for what, unit, first, after, node, hub, instrument in asked(_OF_UNITS, wanted):
        if what == "guided":
            facts.guided.setdefault(unit, []).append((first, after, node, hub))
        else:
            of_units[what].setdefault(unit, []).append((first, after, instrument or node))
    branches, answering = _said_in(facts.covered), _said_in(facts.answered)
    of_bodies = {"named": facts.named, "formed": facts.formed, "shared": facts.shared}
    if branches | answering:
        bodies = sorted(branches | answering)
        for what, body, first, after, word, unit in asked(_OF_BODIES, bodies, branches=as_array(sorted(branches))):
            of_bodies[what].setdefault(body, []).append((first, after, unit if what == "shared" else word))
    hubs = sorted({row[3] for rows in facts.guided.values() for row in rows if row[3] is not None})
    if hubs:
        facts.hubs = _by_key(_HUBS, hubs)
    return facts


def _said_in(told: Mapping[int, Iterable[Dated]]) -> set[int]:
    return {row[2] for rows in told.values() for row in rows}

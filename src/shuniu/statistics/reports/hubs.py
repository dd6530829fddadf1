"""How many hubs are there at each level (C01), and is the “3+1” of each complete (C04)?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from psycopg import sql

from shuniu.access import Actor
from shuniu.policy.measures import Subject
from shuniu.policy.organizations.hubs import MECHANISM, Mechanism, judge_mechanism
from shuniu.policy.words import DesignationVerb, HubElement, HubLevel
from shuniu.queries.wording import label
from shuniu.statistics.counting import answer, scope
from shuniu.statistics.law import law_at
from shuniu.statistics.reports.asked import asked


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLevelLine:
    """Municipal ones are 认定, lower ones 建立: the same record with another verb."""

    level: str
    verb: str
    hubs: int


def hub_levels(actor: Actor, node: int, on: date) -> list[HubLevelLine]:
    """Hubs by level and verb, from the municipal ones down."""
    asked(actor, node, on)
    query = sql.SQL("SELECT s.level, s.verb, count(*) FROM {} GROUP BY s.level, s.verb").format(scope(Subject.HUB))
    rows = answer(query, {"nodes": [node], "days": [on]})
    order = {level.value: place for place, level in enumerate(HubLevel)}
    rows.sort(key=lambda row: (order.get(row[0], len(order)), row[1]))
    return [
        HubLevelLine(level=label(HubLevel, level), verb=label(DesignationVerb, verb), hubs=number)
        for level, verb, number in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLine:
    """One hub with what stands of its “3+1”; ``mechanism`` is None where no text of the chain speaks of it."""

    uuid: UUID
    name: str
    level: str
    present: tuple[str, ...]
    mechanism: Mechanism | None


def hub_mechanisms(actor: Actor, node: int, on: date) -> list[HubLine]:
    """Every hub of the day with the elements it has and lacks, by name."""
    asked(actor, node, on)
    query = sql.SQL(
        "SELECT u.uuid, coalesce(named.name, u.code, ''), s.level, s.elements FROM {}"
        " JOIN shuniu_unit u ON u.id = s.subject LEFT JOIN LATERAL ("
        " SELECT r.name, r.sort_key FROM shuniu_registration r WHERE r.unit_id = u.id AND r.retracted_id IS NULL"
        " AND r.period @> s.day UNION ALL SELECT n.name, n.sort_key FROM shuniu_unitname n WHERE n.unit_id = u.id"
        " AND n.retracted_id IS NULL AND n.period @> s.day LIMIT 1) named ON true ORDER BY named.sort_key, u.id"
    ).format(scope(Subject.HUB))
    figures = law_at([node], on)[node]
    stated = figures.stated(MECHANISM) is not None
    return [
        HubLine(
            uuid=uuid,
            name=name,
            level=label(HubLevel, level),
            present=tuple(one.label for one in HubElement if one.value in elements),
            mechanism=judge_mechanism({HubElement(one) for one in elements}, figures) if stated else None,
        )
        for uuid, name, level, elements in answer(query, {"nodes": [node], "days": [on]})
    ]

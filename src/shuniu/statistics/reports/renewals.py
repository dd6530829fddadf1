"""Where do an organization's own renewal and the term of its Party organization fall on different days (F03)?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from psycopg import sql

from shuniu.access import Actor
from shuniu.policy.sync.renewing import TOGETHER, RenewalFacts, RenewalFinding, asks, judge_renewal
from shuniu.policy.words.sync import RenewalState
from shuniu.statistics.counting import answer
from shuniu.statistics.law import law_at
from shuniu.statistics.reports.asked import asked

# The term that runs on the day; one without an end, and none, is a day that is not known.
_COVERED = sql.SQL("""
    SELECT u.uuid, r.name, n.name, s.node_id, w.due_on, upper(t.period), p.code
    FROM unnest(%(days)s::date[]) AS d(day)
    JOIN shuniu_lineage l ON l.ancestor_id = any(%(nodes)s::bigint[])
        AND l.valid_from <= d.day AND (l.valid_to IS NULL OR l.valid_to > d.day)
    JOIN shuniu_standing s ON s.node_id = l.descendant_id
        AND s.valid_from <= d.day AND (s.valid_to IS NULL OR s.valid_to > d.day)
    JOIN shuniu_unit u ON u.id = s.unit_id
    JOIN shuniu_registration r ON r.unit_id = u.id AND r.retracted_id IS NULL AND r.period @> d.day
    JOIN shuniu_coverage c ON c.unit_id = u.id AND c.retracted_id IS NULL AND c.period @> d.day
    JOIN shuniu_partyorganization p ON p.id = c.party_organization_id
    JOIN shuniu_naming n ON n.party_organization_id = p.id AND n.retracted_id IS NULL AND n.period @> d.day
    LEFT JOIN shuniu_term t ON t.party_organization_id = p.id AND t.retracted_id IS NULL AND t.period @> d.day
    LEFT JOIN shuniu_renewal w ON w.unit_id = u.id AND w.retracted_id IS NULL AND w.period @> d.day
    ORDER BY r.sort_key, u.id, n.sort_key
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalLine:
    """An organization and a Party organization covering it: whose days differ, or of which one is not known."""

    unit: UUID
    name: str
    code: str
    branch: str
    unit_due: date | None
    term_due: date | None
    finding: RenewalFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewals:
    """``asked``: some text of the tree wants both together. ``lines``: those of the states that were wanted; of all
    states it is counted how many organizations there are."""

    asked: bool
    lines: tuple[RenewalLine, ...] = ()
    apart: int = 0
    together: int = 0
    unit_unknown: int = 0
    term_unknown: int = 0


APART = (RenewalState.APART, RenewalState.UNDECIDED)


def renewals_apart(actor: Actor, node: int, on: date, wanted: Collection[RenewalState] = APART) -> Renewals:
    """By the name of the organization, each judged by the texts of the node that answers for it."""
    asked(actor, node, on)
    rows = answer(_COVERED, {"nodes": [node], "days": [on]})
    law = law_at({node, *(row[3] for row in rows)}, on)
    lines: list[RenewalLine] = []
    units: dict[RenewalState, set[UUID]] = {state: set() for state in RenewalState}
    for unit, name, branch, at, unit_due, term_due, code in rows:
        found = judge_renewal(RenewalFacts(unit_due=unit_due, term_due=term_due), law[at])
        if found is None:
            continue
        # One that two cover is one organization.
        units[found.state].add(unit)
        if found.state in wanted:
            days = {"unit_due": unit_due, "term_due": term_due}
            lines.append(RenewalLine(unit=unit, name=name, code=code, branch=branch, finding=found, **days))
    return Renewals(
        asked=asks(law[node], TOGETHER) is not None or any(units.values()),
        lines=tuple(lines),
        apart=len(units[RenewalState.APART] | units[RenewalState.UNDECIDED]),
        together=len(units[RenewalState.TOGETHER]),
        unit_unknown=len(units[RenewalState.UNIT_UNKNOWN]),
        term_unknown=len(units[RenewalState.TERM_UNKNOWN]),
    )

"""Where do an organization's own renewal and the term of its Party organization fall on different days (F03)?"""

from __future__ import annotations

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
    """An organization and a Party organization covering it whose days differ."""

    unit: UUID
    name: str
    code: str
    branch: str
    unit_due: date
    term_due: date
    finding: RenewalFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewals:
    """``asked``: some text of the tree wants both together. What is not known is counted, not listed."""

    asked: bool
    lines: tuple[RenewalLine, ...] = ()
    together: int = 0
    unit_unknown: int = 0
    term_unknown: int = 0


def renewals_apart(actor: Actor, node: int, on: date) -> Renewals:
    """By the name of the organization, each judged by the texts of the node that answers for it."""
    asked(actor, node, on)
    rows = answer(_COVERED, {"nodes": [node], "days": [on]})
    law = law_at({node, *(row[3] for row in rows)}, on)
    lines, counts = [], dict.fromkeys(RenewalState, 0)
    for unit, name, branch, at, unit_due, term_due, code in rows:
        found = judge_renewal(RenewalFacts(unit_due=unit_due, term_due=term_due), law[at])
        if found is None:
            continue
        counts[found.state] += 1
        if found.open and found.days is not None:
            lines.append(
                RenewalLine(
                    unit=unit,
                    name=name,
                    code=code,
                    branch=branch,
                    unit_due=unit_due,
                    term_due=term_due,
                    finding=found,
                )
            )
    return Renewals(
        asked=asks(law[node], TOGETHER) is not None or any(counts.values()),
        lines=tuple(lines),
        together=counts[RenewalState.TOGETHER],
        unit_unknown=counts[RenewalState.UNIT_UNKNOWN],
        term_unknown=counts[RenewalState.TERM_UNKNOWN],
    )

"""Which leaderships of a tree lack somebody by the texts (B10, B11, J10)? Bodies are listed, never persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from psycopg import sql

from shuniu.access import Actor
from shuniu.kernel.decision import Objection
from shuniu.policy.leadership.findings import is_short, is_undecided, leadership_findings
from shuniu.policy.words import PartyOrganizationKind
from shuniu.queries.leadership.lacking import leaderships
from shuniu.statistics.counting import answer
from shuniu.statistics.law import law_at
from shuniu.statistics.reports.asked import asked

_BODIES = sql.SQL("""
    SELECT DISTINCT p.id, p.code, n.name, n.kind, n.sort_key
    FROM unnest(%(days)s::date[]) AS d(day)
    JOIN shuniu_lineage l ON l.ancestor_id = any(%(nodes)s::bigint[])
        AND l.valid_from <= d.day AND (l.valid_to IS NULL OR l.valid_to > d.day)
    JOIN shuniu_partyorganization p ON p.id = l.descendant_id
    JOIN shuniu_naming n ON n.party_organization_id = p.id AND n.retracted_id IS NULL AND n.period @> d.day
    ORDER BY n.sort_key, p.id
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortLine:
    """One thing that a leadership lacks."""

    code: str
    name: str
    kind: PartyOrganizationKind
    finding: Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfalls:
    """``bodies``: how many were looked at; ``short``: how many of each kind lack something; ``undecided``: what cannot
    be judged before a limit is decided, each told once."""

    bodies: int
    lines: tuple[ShortLine, ...]
    short: dict[PartyOrganizationKind, int]
    undecided: tuple[Objection, ...]


def shortfalls(actor: Actor, node: int, on: date) -> Shortfalls:
    """Committees before branches, then by name. Raises NotYours, NothingKnown."""
    asked(actor, node, on)
    rows = answer(_BODIES, {"nodes": [node], "days": [on]})
    facts = leaderships({row[0]: PartyOrganizationKind(row[3]) for row in rows}, on)
    law = law_at({row[0] for row in rows}, on)
    lines: list[ShortLine] = []
    short: dict[PartyOrganizationKind, int] = {}
    undecided: dict[str, Objection] = {}
    for body, code, name, _, _ in rows:
        kind = facts[body].kind
        found = leadership_findings(facts[body], law[body])
        missing = [one for one in found if is_short(one)]
        lines += [ShortLine(code=code, name=name, kind=kind, finding=one) for one in missing]
        short[kind] = short.get(kind, 0) + bool(missing)
        undecided |= {one.missing: one for one in found if is_undecided(one)}
    return Shortfalls(
        bodies=len(rows),
        lines=tuple(sorted(lines, key=lambda one: _order(one.kind))),
        short={kind: short[kind] for kind in sorted(short, key=_order) if short[kind]},
        undecided=tuple(undecided.values()),
    )


def _order(kind: PartyOrganizationKind) -> tuple[bool, int]:
    return not kind.is_committee, list(PartyOrganizationKind).index(kind)

"""Which Party organizations stand where the three tiers leave no place (B02)? A ledger tells what stands already, so
this is a finding, as a covering branch of another committee is; whoever decides a place anew is refused it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from psycopg import sql

from shuniu.access import Actor
from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures
from shuniu.policy.party.tiers import PlaceFacts, keeps_tiers, may_stand, tier_of
from shuniu.policy.words import PartyOrganizationKind as Kind
from shuniu.statistics.counting import answer
from shuniu.statistics.law import law_at
from shuniu.statistics.reports.asked import asked

# Only those not above their subordinate by a tier can be out of place: few, however large the tree is.
_SUSPECTS = sql.SQL("""
    SELECT c.name, c.kind, a.name, a.kind, p.parent_id, n.code, (
        SELECT count(*) > 0 FROM shuniu_seat x JOIN shuniu_seat y ON y.unit_id = x.unit_id
        WHERE x.party_organization_id = p.party_organization_id AND y.party_organization_id = p.parent_id
            AND x.retracted_id IS NULL AND x.period @> d.day AND x.role <> 'secretary_unit'
            AND y.retracted_id IS NULL AND y.period @> d.day AND y.role <> 'secretary_unit')
    FROM unnest(%(days)s::date[]) AS d(day)
    JOIN shuniu_lineage l ON l.ancestor_id = any(%(nodes)s::bigint[]) AND l.depth > 0
        AND l.valid_from <= d.day AND (l.valid_to IS NULL OR l.valid_to > d.day)
    JOIN shuniu_placement p ON p.party_organization_id = l.descendant_id AND p.retracted_id IS NULL
        AND p.period @> d.day AND p.parent_id IS NOT NULL
    JOIN shuniu_partyorganization n ON n.id = p.party_organization_id AND n.managed
    JOIN shuniu_partyorganization m ON m.id = p.parent_id AND m.managed
    JOIN shuniu_naming c ON c.party_organization_id = n.id AND c.retracted_id IS NULL AND c.period @> d.day
    JOIN shuniu_naming a ON a.party_organization_id = m.id AND a.retracted_id IS NULL AND a.period @> d.day
    JOIN unnest(%(kinds)s::varchar[], %(tiers)s::int[]) AS own(kind, tier) ON own.kind = c.kind
    JOIN unnest(%(kinds)s::varchar[], %(tiers)s::int[]) AS above(kind, tier) ON above.kind = a.kind
    WHERE own.tier <= above.tier
    ORDER BY a.sort_key, a.party_organization_id, c.sort_key, n.id
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfTier:
    """One that stands too low, and under whom; ``fact`` is the law's sentence about both."""

    code: str
    name: str
    kind: str
    parent: str
    parent_kind: str
    fact: str
    clause: Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers:
    """``kept``: whether the committee asked about, or one under it of whom something is listed, keeps tiers at all."""

    kept: bool
    lines: tuple[OutOfTier, ...] = ()


def out_of_tiers(actor: Actor, node: int, on: date) -> Tiers:
    """By the name of the superior, each judged by the texts that hold at that superior."""
    asked(actor, node, on)
    tiers = {kind.value: tier for kind in Kind if (tier := tier_of(kind.value)) is not None}
    rows = answer(_SUSPECTS, {"nodes": [node], "days": [on], "kinds": list(tiers), "tiers": list(tiers.values())})
    law = law_at({node, *(row[4] for row in rows)}, on)
    lines = tuple(line for row in rows if (line := _judged(row, law[row[4]])) is not None)
    return Tiers(kept=bool(lines) or keeps_tiers(law[node]), lines=lines)


def _judged(row: tuple[str, str, str, str, int, str, bool], figures: Figures) -> OutOfTier | None:
    name, kind, parent, parent_kind, _, code, same_unit = row
    facts = PlaceFacts(
        name=name, kind=kind, parent=parent, parent_kind=parent_kind, same_unit=same_unit, figures=figures
    )
    for objection in may_stand(facts).objections:
        return OutOfTier(
            code=code,
            name=name,
            kind=Kind(kind).label,
            parent=parent,
            parent_kind=Kind(parent_kind).label,
            fact=objection.fact,
            clause=objection.clause,
        )
    return None

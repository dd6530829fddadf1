"""May one Party organization stand under another, where the place keeps three tiers or two lines apart?

综合党委－联合党委－社会组织党组织 (B02) and the peer relation of a comprehensive committee and the Party bodies of
supervising units (B21) are practices of reports: they bind an office that has adopted them, or where a normative
text states them. The tiers of outside nodes belong to other trees and are not judged; peers are judged there too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.packs import Figure, Figures
from shuniu.policy.words import Force, GuidanceKind
from shuniu.policy.words import PartyOrganizationKind as Kind

TIERS, RELATION = "structure.tiers", "leading_body.relation_to_supervisors"
_HEADS = {Kind.COMPREHENSIVE_COMMITTEE: 1, Kind.JOINT_COMMITTEE: 2}
LAST = 3
_SUPERVISORS = frozenset({Kind.OFFICE_COMMITTEE, Kind.LEADING_PARTY_GROUP})
# The Party organizations of social organizations; industry, area and territorial bodies are not among the three tiers.
_OWN = frozenset({Kind.PRIMARY_COMMITTEE, Kind.GENERAL_BRANCH}) | {kind for kind in Kind if kind.is_branch}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """``same_unit``: both are seated at one and the same unit. ``outside``: one of them belongs to another tree.
    ``figures`` hold at the parent that day."""

    name: str
    kind: str
    parent: str
    parent_kind: str
    same_unit: bool = False
    outside: bool = False
    figures: Figures | None = None


def keeps_tiers(figures: Figures | None) -> bool:
    return _holding(TIERS, figures) is not None


def binds(figures: Figures | None) -> bool:
    """Is there anything here that may_stand could refuse?"""
    return keeps_tiers(figures) or _holding(RELATION, figures) is not None


def may_stand(facts: PlaceFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_objections(facts, row)))


def may_attach(node: str, kind: str, unit: str, figures: Figures | None, row: int | None = None) -> Decision:
    """A social organization attaches to the second tier, whether it has a Party organization of its own or not."""
    figure = _holding(TIERS, figures)
    if figure is None or tier_of(kind) != LAST:
        return Decision()
    return Decision(
        (
            Objection(
                clause=figure.clause,
                code="attached_too_low",
                missing=f"“{unit}”应当纳入联合党委，不能归口到“{node}”。",
                fact=f"“{node}”是社会组织党组织，属于第三级",
                remedy="请选择相关领域的联合党委；由该支部覆盖的，登记为组织覆盖",
                who="综合党委",
                field="party_organization",
                row=row,
            ),
        )
    )


def tier_of(kind: str) -> int | None:
    """1, 2 or 3; None for kinds that the three tiers do not name."""
    known = Kind(kind) if kind in set(Kind) else None
    if known is None:
        return None
    return LAST if known in _OWN else _HEADS.get(known)


def _holding(key: str, figures: Figures | None) -> Figure | None:
    """The figure where it binds: stated by a normative text, or taken over by the office itself."""
    figure = figures.stated(key) if figures is not None else None
    binds = figure is not None and (figure.force is Force.NORMATIVE or bool(figure.decision))
    return figure if binds else None


def _objections(facts: PlaceFacts, row: int | None) -> Iterator[Objection]:
    relation = _holding(RELATION, facts.figures)
    if relation is not None and relation.value == GuidanceKind.PEER and _are_peers(facts):
        yield Objection(
            clause=relation.clause,
            code="peers",
            missing=f"“{facts.name}”与“{facts.parent}”是平行关系，不能互为上下级。",
            fact="一方是综合党委，另一方是业务主管单位的党组（党委）",
            remedy="请选择其他上级；综合党委对其所主管社会组织的指导和督促，登记为指导联系关系",
            who="综合党委",
            field="parent",
            row=row,
        )
    figure = _holding(TIERS, facts.figures)
    own, above = tier_of(facts.kind), tier_of(facts.parent_kind)
    if figure is None or facts.outside or own is None or above is None or _fits(own, above, facts, figure):
        return
    yield Objection(
        clause=figure.clause,
        code="tiers",
        missing=f"“{facts.name}”不能隶属于“{facts.parent}”：本级只设{figure.value}级。",
        fact=f"上级是{Kind(facts.parent_kind).label}，下级是{Kind(facts.kind).label}，两者不属于同一社会组织",
        remedy="综合党委之下设联合党委，联合党委之下设社会组织党组织；同属一家社会组织的，先登记双方的所在单位",
        who="综合党委",
        field="parent",
        row=row,
    )


def _are_peers(facts: PlaceFacts) -> bool:
    one, other = facts.kind, facts.parent_kind
    return Kind.COMPREHENSIVE_COMMITTEE in (one, other) and not _SUPERVISORS.isdisjoint((one, other))


def _fits(own: int, above: int, facts: PlaceFacts, figure: Figure) -> bool:
    """Below its superior, or inside one organization; and not deeper than the tiers there are.

    A comprehensive committee under another one is that of the next administrative level and begins three of its own.
    """
    inside = own == above == LAST and facts.same_unit
    next_level = own == above == _HEADS[Kind.COMPREHENSIVE_COMMITTEE]
    return (own > above or inside or next_level) and own <= int(figure.value)

"""Which Party organization should be responsible for a social organization, and by which clause?

The rules are read in order: what the office adopted, the texts of its place (normative before practice), the texts
beyond. The first rule that applies is proposed. A rule that cannot be judged because an attribute was never
decided stops the reading: the proposal then names what is lacking, it never guesses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from shuniu.kernel.decision import Clause
from shuniu.policy.organizations.routing_conditions import CONDITIONS, Condition, Lacking, RoutingFacts
from shuniu.policy.packs import Figure, Figures, NotStated, load_packs
from shuniu.policy.words import GuidanceKind, JointAxis, RoutingRelation, RoutingTarget

RULES = "leading_body.rules"


class Outcome(StrEnum):
    APPLIES = "applies"
    DOES_NOT_APPLY = "does_not_apply"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Which Party organization is meant; ``parameters`` let a query find it in the register."""

    kind: RoutingTarget
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    key: str
    label: str
    clause: Clause
    conditions: tuple[Condition, ...]
    target: RoutingTarget
    relation: RoutingRelation
    guided_by: RoutingTarget | None
    guidance: GuidanceKind | None
    under: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """One rule with the answer to each of its conditions; ``marks`` as they stand beside its text."""

    rule: str
    label: str
    clause: Clause
    outcome: Outcome
    answers: tuple[tuple[str, bool | None], ...]
    target: Target
    relation: RoutingRelation
    marks: tuple[str, ...]

    @property
    def reason(self) -> str:
        if self.outcome is Outcome.APPLIES:
            return "符合：" + "、".join(label for label, _ in self.answers)
        wanted = False if self.outcome is Outcome.DOES_NOT_APPLY else None
        opening = "不符合：" if wanted is False else "尚不能判断："
        return opening + "、".join(label for label, answer in self.answers if answer is wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What routing proposes. Without a target it says what is lacking, or that the texts are silent."""

    target: Target | None
    relation: RoutingRelation | None
    guidance: tuple[tuple[Target, GuidanceKind], ...]
    clause: Clause | None
    explanation: str
    marks: tuple[str, ...]
    lacking: tuple[Lacking, ...]
    alternatives: tuple[Considered, ...]
    trace: tuple[Considered, ...]

    @property
    def decided(self) -> bool:
        return self.target is not None


def propose(facts: RoutingFacts, figures: Figures) -> Proposal:
    """The responsible Party organization that the texts in force propose for these facts."""
    judged = [(rule, _considered(rule, facts, figures)) for rule in rules_of(figures)]
    trace = tuple(considered for _, considered in judged)
    for place, (rule, considered) in enumerate(judged):
        later = tuple(one for one in trace[place + 1 :] if _is_another_way(one, considered))
        if considered.outcome is Outcome.APPLIES:
            return _applied(rule, considered, later, trace)
        if considered.outcome is Outcome.UNDECIDED:
            return _undecided(rule, considered, later, trace)
    return _silent(trace)


def rules_of(figures: Figures) -> Iterator[Rule]:
    """Every rule in the order in which it is read."""
    for figure in figures.layers(RULES):
        for row in figure.value:
            yield _rule(row, figure)


def _rule(row: Mapping[str, Any], figure: Figure) -> Rule:
    pack = load_packs().get(figure.pack)
    clause = pack.clause(row["clause"]) if pack and "clause" in row else figure.clause
    guided_by = row.get("guided_by")
    return Rule(
        key=row["key"],
        label=row["label"],
        clause=clause,
        conditions=tuple(CONDITIONS[name] for name in row["when"]),
        target=RoutingTarget(row["target"]),
        relation=RoutingRelation(row["relation"]),
        guided_by=RoutingTarget(guided_by) if guided_by else None,
        guidance=GuidanceKind(row["guidance"]) if guided_by else None,
        under=row.get("under", ""),
        figure=figure,
    )


def _considered(rule: Rule, facts: RoutingFacts, figures: Figures) -> Considered:
    answers = tuple((condition.label, condition.holds(facts)) for condition in rule.conditions)
    given = [answer for _, answer in answers]
    outcome = Outcome.APPLIES
    if False in given:
        outcome = Outcome.DOES_NOT_APPLY
    elif None in given:
        outcome = Outcome.UNDECIDED
    return Considered(
        rule=rule.key,
        label=rule.label,
        clause=rule.clause,
        outcome=outcome,
        answers=answers,
        target=_target(rule.target, rule, facts, figures),
        relation=rule.relation,
        marks=rule.figure.marks,
    )


def _is_another_way(one: Considered, chosen: Considered) -> bool:
    return one.outcome is Outcome.APPLIES and one.target.kind is not chosen.target.kind


def _applied(
    rule: Rule, considered: Considered, alternatives: tuple[Considered, ...], trace: tuple[Considered, ...]
) -> Proposal:
    guidance: tuple[tuple[Target, GuidanceKind], ...] = ()
    beside = ""
    if rule.guided_by is not None and rule.guidance is not None:
        guidance = ((Target(kind=rule.guided_by), rule.guidance),)
        beside = f"，由{rule.guided_by.label}{rule.guidance.label}"
    return Proposal(
        target=considered.target,
        relation=rule.relation,
        guidance=guidance,
        clause=rule.clause,
        explanation=f"建议由{_named(considered.target)}{rule.relation.label}{beside}。{rule.label}（{rule.clause}）",
        marks=considered.marks,
        lacking=(),
        alternatives=alternatives,
        trace=trace,
    )


def _undecided(
    rule: Rule, considered: Considered, alternatives: tuple[Considered, ...], trace: tuple[Considered, ...]
) -> Proposal:
    open_conditions = [
        condition for condition, (_, answer) in zip(rule.conditions, considered.answers, strict=True) if answer is None
    ]
    lacking = tuple(dict.fromkeys(condition.lacking for condition in open_conditions))
    wanted = "；".join(one.sentence for one in lacking)
    return Proposal(
        target=None,
        relation=None,
        guidance=(),
        clause=rule.clause,
        explanation=f"暂不能提出建议：{wanted}。{rule.label}（{rule.clause}）",
        marks=considered.marks,
        lacking=lacking,
        alternatives=alternatives,
        trace=trace,
    )


def _silent(trace: tuple[Considered, ...]) -> Proposal:
    return Proposal(
        target=None,
        relation=None,
        guidance=(),
        clause=trace[0].clause if trace else None,
        explanation=str(NotStated(RULES, note="所列各条都不适用于该组织" if trace else "")) + "。",
        marks=(),
        lacking=(),
        alternatives=(),
        trace=trace,
    )


def _target(kind: RoutingTarget, rule: Rule, facts: RoutingFacts, figures: Figures) -> Target:
    parameters: dict[str, Any] = {}
    match kind:
        case RoutingTarget.SUPERVISOR_PARTY_ORG:
            parameters["supervising_unit"] = facts.supervising_unit
        case RoutingTarget.REGULATOR_PARTY_ORG:
            rows = figures.stated("organizations.regulators")
            regulators = {row["key"]: row["label"] for row in rows.value} if rows else {}
            parameters["regulator"] = regulators.get(facts.type)
        case RoutingTarget.INDUSTRY_PARTY_ORG:
            sponsors = figures.stated("leading_body.industry_sponsors")
            parameters["industry"] = facts.axes.get(JointAxis.INDUSTRY)
            parameters["sponsors"] = tuple(row["key"] for row in sponsors.value) if sponsors else ()
        case RoutingTarget.JOINT_COMMITTEE:
            parameters["under"] = rule.under
            parameters["axes"] = {axis.value: value for axis, value in facts.axes.items() if value}
        case RoutingTarget.FALLBACK_STREET:
            parameters["region"], parameters["street"] = facts.region, facts.street
        case RoutingTarget.COMPREHENSIVE_COMMITTEE:
            parameters["level"] = facts.level
    return Target(kind=kind, parameters=parameters)


def _named(target: Target) -> str:
    parameters = target.parameters
    name = parameters.get("supervising_unit") or parameters.get("regulator") or parameters.get("street")
    axes = "、".join((parameters.get("axes") or {}).values())
    inside = name or axes
    return f"{target.kind.label}（{inside}）" if inside else target.kind.label

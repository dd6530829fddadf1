"""Which Party organization should be responsible for a social organization, and by which clause?

The rules are read in order: what the office adopted, the texts of its place (normative before practice), the texts
beyond. The first rule that applies is proposed. A rule that cannot be judged because an attribute was never
decided stops the reading: the proposal then names what is lacking, it never guesses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
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
    """One rule of a text, read once per set of figures; ``known`` holds what its target needs from the texts."""

    key: str
    label: str
    clause: Clause
    conditions: tuple[Condition, ...]
    target: RoutingTarget
    relation: RoutingRelation
    guided_by: RoutingTarget | None
    guidance: GuidanceKind | None
    known: Mapping[str, Any]
    marks: tuple[str, ...]

    def outcome(self, facts: RoutingFacts) -> Outcome:
        undecided = False
        for condition in self.conditions:
            answer = condition.holds(facts)
            if answer is False:
                return Outcome.DOES_NOT_APPLY
            undecided = undecided or answer is None
        return Outcome.UNDECIDED if undecided else Outcome.APPLIES


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
    """What routing proposes. Without a target it says what is lacking, or that the texts are silent.

    ``trace`` and ``alternatives`` are worked out when asked for: an import asks for neither.
    """

    target: Target | None
    relation: RoutingRelation | None
    guidance: tuple[tuple[Target, GuidanceKind], ...]
    clause: Clause | None
    explanation: str
    marks: tuple[str, ...]
    lacking: tuple[Lacking, ...]
    facts: RoutingFacts
    rules: tuple[Rule, ...]
    place: int

    @property
    def decided(self) -> bool:
        return self.target is not None

    @property
    def trace(self) -> tuple[Considered, ...]:
        """Every rule in the order it was read, with why it applies or not."""
        return tuple(_considered(rule, self.facts) for rule in self.rules)

    @property
    def alternatives(self) -> tuple[Considered, ...]:
        """Rules read later that would lead elsewhere."""
        later = self.rules[self.place + 1 :]
        chosen = self.target.kind if self.target else None
        return tuple(
            _considered(rule, self.facts)
            for rule in later
            if rule.target is not chosen and rule.outcome(self.facts) is Outcome.APPLIES
        )


def propose(facts: RoutingFacts, figures: Figures) -> Proposal:
    """The responsible Party organization that the texts in force propose for these facts."""
    rules = rules_of(figures)
    for place, rule in enumerate(rules):
        outcome = rule.outcome(facts)
        if outcome is Outcome.APPLIES:
            return _applied(facts, rules, place)
        if outcome is Outcome.UNDECIDED:
            return _undecided(facts, rules, place)
    return _silent(facts, rules)


@lru_cache(maxsize=64)
def rules_of(figures: Figures) -> tuple[Rule, ...]:
    """Every rule in the order in which it is read."""
    return tuple(_rule(row, figure, figures) for figure in figures.layers(RULES) for row in figure.value)


def _rule(row: Mapping[str, Any], figure: Figure, figures: Figures) -> Rule:
    pack = load_packs().get(figure.pack)
    target = RoutingTarget(row["target"])
    guided_by = row.get("guided_by")
    return Rule(
        key=row["key"],
        label=row["label"],
        clause=pack.clause(row["clause"]) if pack and "clause" in row else figure.clause,
        conditions=tuple(CONDITIONS[name] for name in row["when"]),
        target=target,
        relation=RoutingRelation(row["relation"]),
        guided_by=RoutingTarget(guided_by) if guided_by else None,
        guidance=GuidanceKind(row["guidance"]) if guided_by else None,
        known=_known(target, row, figures),
        marks=figure.marks,
    )


def _known(target: RoutingTarget, row: Mapping[str, Any], figures: Figures) -> dict[str, Any]:
    if target is RoutingTarget.REGULATOR_PARTY_ORG:
        regulators = figures.stated("organizations.regulators")
        return {one["key"]: one["label"] for one in regulators.value} if regulators else {}
    if target is RoutingTarget.INDUSTRY_PARTY_ORG:
        sponsors = figures.stated("leading_body.industry_sponsors")
        return {"sponsors": tuple(one["key"] for one in sponsors.value) if sponsors else ()}
    return {"under": row["under"]} if "under" in row else {}


def _considered(rule: Rule, facts: RoutingFacts) -> Considered:
    return Considered(
        rule=rule.key,
        label=rule.label,
        clause=rule.clause,
        outcome=rule.outcome(facts),
        answers=tuple((condition.label, condition.holds(facts)) for condition in rule.conditions),
        target=_target(rule, facts),
        relation=rule.relation,
        marks=rule.marks,
    )


def _applied(facts: RoutingFacts, rules: tuple[Rule, ...], place: int) -> Proposal:
    rule = rules[place]
    target = _target(rule, facts)
    guidance: tuple[tuple[Target, GuidanceKind], ...] = ()
    beside = ""
    if rule.guided_by is not None and rule.guidance is not None:
        guidance = ((Target(kind=rule.guided_by), rule.guidance),)
        beside = f"，由{rule.guided_by.label}{rule.guidance.label}"
    return Proposal(
        target=target,
        relation=rule.relation,
        guidance=guidance,
        clause=rule.clause,
        explanation=f"建议由{_named(target)}{rule.relation.label}{beside}。{rule.label}（{rule.clause}）",
        marks=rule.marks,
        lacking=(),
        facts=facts,
        rules=rules,
        place=place,
    )


def _undecided(facts: RoutingFacts, rules: tuple[Rule, ...], place: int) -> Proposal:
    rule = rules[place]
    open_conditions = [one for one in rule.conditions if one.holds(facts) is None]
    lacking = tuple(dict.fromkeys(one.lacking for one in open_conditions))
    wanted = "；".join(one.sentence for one in lacking)
    return Proposal(
        target=None,
        relation=None,
        guidance=(),
        clause=rule.clause,
        explanation=f"暂不能提出建议：{wanted}。{rule.label}（{rule.clause}）",
        marks=rule.marks,
        lacking=lacking,
        facts=facts,
        rules=rules,
        place=place,
    )


def _silent(facts: RoutingFacts, rules: tuple[Rule, ...]) -> Proposal:
    return Proposal(
        target=None,
        relation=None,
        guidance=(),
        clause=rules[0].clause if rules else None,
        explanation=str(NotStated(RULES, note="所列各条都不适用于该组织" if rules else "")) + "。",
        marks=(),
        lacking=(),
        facts=facts,
        rules=rules,
        place=len(rules),
    )


def _target(rule: Rule, facts: RoutingFacts) -> Target:
    parameters: dict[str, Any] = {}
    match rule.target:
        case RoutingTarget.SUPERVISOR_PARTY_ORG:
            parameters["supervising_unit"] = facts.supervising_unit
        case RoutingTarget.REGULATOR_PARTY_ORG:
            parameters["regulator"] = rule.known.get(facts.type) if facts.type else None
        case RoutingTarget.INDUSTRY_PARTY_ORG:
            parameters = {"industry": facts.axes.get(JointAxis.INDUSTRY), **rule.known}
        case RoutingTarget.JOINT_COMMITTEE:
            axes = {axis.value: value for axis, value in facts.axes.items() if value}
            parameters = {"axes": axes, **rule.known}
        case RoutingTarget.FALLBACK_STREET:
            parameters = {"region": facts.region, "street": facts.street}
        case RoutingTarget.COMPREHENSIVE_COMMITTEE:
            parameters["level"] = facts.level
    return Target(kind=rule.target, parameters=parameters)


def _named(target: Target) -> str:
    parameters = target.parameters
    name = parameters.get("supervising_unit") or parameters.get("regulator") or parameters.get("street")
    inside = name or "、".join((parameters.get("axes") or {}).values())
    return f"{target.kind.label}（{inside}）" if inside else target.kind.label

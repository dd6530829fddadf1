"""From where does the secretary come, and may the one proposed take the post?

The text names sources in an order (J01–J03): whoever skips one says why. Where it only lists them (J04–J07) any will
do. What is general of Party standing is left to whoever approves.
"""

from __future__ import annotations

from dataclasses import replace

from shuniu.kernel.calendar import after_months
from shuniu.kernel.decision import Objection
from shuniu.policy.formation.applying import (
    APPLICANT,
    Beyond,
    CandidateFacts,
    Finding,
    FormationFacts,
    Said,
    weighed,
)
from shuniu.policy.formation.steps import RULES
from shuniu.policy.members.secretary import ORDER, STANDING, asked_for, nomination_of, not_listed, sources
from shuniu.policy.packs import Figures


def check_secretary(facts: FormationFacts, figures: Figures) -> Said:
    source, order = facts.text("secretary_source"), figures.stated(ORDER)
    if not source and facts.candidate is None:
        yield Finding(
            clause=order.clause if order else RULES,
            code="secretary_open",
            sentence="书记人选待定，批复后由党员大会选举，或提请上级党组织选派",
            field="secretary",
        )
    objection = not_listed(source, figures, field="secretary_source")
    if objection is not None:
        yield objection
    elif source:
        yield from _in_order(facts, source, figures)
        yield from _asked_for(facts, source, figures)
    if facts.candidate is not None:
        yield from _candidate(facts, facts.candidate, figures)


def _in_order(facts: FormationFacts, source: str, figures: Figures) -> Said:
    one = next((found for found in sources(figures) if found.key == source), None)
    if one is None or not one.before:
        return
    skipped = "、".join(one.before)
    if facts.text("skipped_grounds"):
        sentence = f"书记一般先从{skipped}中产生；已写明未选任的理由"
        yield Finding(clause=one.clause, code="source_skipped", sentence=sentence, field="secretary_source")
        return
    yield Objection(
        clause=one.clause,
        code="source_skipped",
        missing=f"请写明为什么不从{skipped}中选任书记。",
        fact="没有写理由",
        remedy="写明前一来源没有合适人选的情况，或按次序选任",
        who=APPLICANT,
        field="skipped_grounds",
    )


def _asked_for(facts: FormationFacts, source: str, figures: Figures) -> Said:
    """What the source itself asks for, as of any nomination (J04, J06, J07)."""
    one = next((found for found in sources(figures) if found.key == source), None)
    if one is None:
        return
    for objection in asked_for(nomination_of(facts.filed, "secretary_source", facts.on), one.clause):
        yield replace(objection, who=APPLICANT)


def _candidate(facts: FormationFacts, one: CandidateFacts, figures: Figures) -> Said:
    if not one.known:
        yield Objection(
            clause=RULES,
            code="candidate_unknown",
            missing="书记人选不在可查阅的党员名册中。",
            fact="当前岗位看不到该党员",
            remedy="只填人选来源，人选由负责的党组织补填",
            who="负责的党组织",
            field="secretary",
        )
        return
    if not one.full_member:
        yield _not_full(figures)
        return
    yield from _standing(facts, one, figures)
    if one.secretary_at:
        yield Finding(
            clause=RULES,
            code="secretary_elsewhere",
            sentence=f"该党员现任{'、'.join(one.secretary_at)}书记",
            field="secretary",
        )


def _not_full(figures: Figures) -> Objection:
    years = figures.stated(STANDING)
    return Objection(
        clause=years.clause if years else RULES,
        code="candidate_not_full",
        missing="书记应由正式党员担任。",
        fact="名册上不是正式党员",
        remedy="另选正式党员；名册有误的先更正名册",
        who=APPLICANT,
        field="secretary",
    )


def _standing(facts: FormationFacts, one: CandidateFacts, figures: Figures) -> Said:
    """党龄 counts from the day of becoming a full member; the year is reached on the same day of the next."""
    years = figures.stated(STANDING)
    if years is None:
        return
    if one.full_since is None:
        sentence = f"一般应有 {years.value} 年以上党龄；名册没有载明转正日期"
        yield Finding(clause=years.clause, code="standing_unknown", sentence=sentence, field="secretary")
    elif after_months(one.full_since, 12 * years.value) > facts.on:
        rule = f"书记一般应有 {years.value} 年以上党龄"
        fact = f"{one.full_since.isoformat()}转正，至{facts.on.isoformat()}不满"
        yield weighed(facts, Beyond(clause=years.clause, code="standing", rule=rule, fact=fact, field="secretary"))

"""May a Party organization that stands take in further organizations: free, fitting its kind, within its size?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Objection
from shuniu.policy.formation.adjusting_parts import MEMBERS, RULES, UNITS, weighed
from shuniu.policy.formation.applying import APPLICANT, REVIEWER, Finding, Said, UnitFacts
from shuniu.policy.formation.eligibility import THRESHOLD
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import open_items
from shuniu.policy.words import PartyOrganizationKind as Kind

MODES, AFFILIATED = "formation.modes", "affiliated"
JOINT = frozenset({Kind.JOINT_BRANCH, Kind.JOINT_TEMPORARY_BRANCH})


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingIn:
    """``taken`` come to the ``units`` that are covered already and the ``full`` members of the roll."""

    name: str
    kind: str
    units: int
    full: int
    taken: Sequence[UnitFacts]


def check_taking_in(facts: TakingIn, figures: Figures | None, *, excused: bool) -> Said:
    if not facts.taken:
        yield _plain("units_missing", "请填写增加覆盖的单位。", ("没有填写", "至少填写一家"))
    if facts.kind and not Kind(facts.kind).is_branch:
        told = (f"现在是{Kind(facts.kind).label}", "改由其下的党支部覆盖")
        yield _plain("no_branch", "由党支部覆盖单位。", told)
    elif figures is not None and facts.taken:
        yield from _fitting(facts, figures)
        yield from _sizes(facts, figures, excused=excused)
        yield from _eligible(facts, figures)


def still_free(one: UnitFacts) -> Iterator[Objection]:
    """Asked again when it is carried out: somebody else may have been quicker."""
    if not one.known or one.ended:
        told = (f"登记状态为{one.ended}" if one.ended else "当日没有登记事项", "登记状态有误的，先更正登记")
        yield _plain("unit_not_registered", f"“{one.name}”不在登记之中。", told, REVIEWER)
    if one.covered_by:
        names = "、".join(name for name, _ in one.covered_by)
        told = (f"现由{names}覆盖", "先由现在覆盖它的党组织划出，或从这里移出")
        yield _plain("covered_already", f"“{one.name}”已有党组织覆盖。", told, REVIEWER)
    if one.open_elsewhere:
        told = ("那份申请还没有办结", "先办结或终止那一份，或从这里移出")
        yield _plain("applied_for_elsewhere", f"“{one.name}”已在一份组建申请中。", told, REVIEWER)


def _fitting(facts: TakingIn, figures: Figures) -> Said:
    """What is no joint branch takes others in only where 挂靠 is open."""
    if facts.kind in JOINT or AFFILIATED in open_items(MODES, figures):
        return
    modes = figures.stated(MODES)
    yield Objection(
        clause=modes.clause if modes else RULES,
        code="not_joint",
        missing=f"“{facts.name}”不是联合党支部，不能增加覆盖别的单位。",
        fact=f"种类是{Kind(facts.kind).label}，适用文本没有列出挂靠组建",
        remedy="改由联合党支部覆盖，或先报批升格、改建为联合党支部",
        who=APPLICANT,
        field="units",
    )


def _sizes(facts: TakingIn, figures: Figures, *, excused: bool) -> Said:
    units, members = figures.stated(UNITS), figures.stated(MEMBERS)
    together = facts.units + len(facts.taken)
    if facts.kind in JOINT and units is not None and together > units.value:
        said = (f"联合党支部覆盖单位一般不超过 {units.value} 个", f"增加以后覆盖 {together} 家")
        yield weighed(units.clause, "units_many", said, "units", excused=excused)
    coming = sum(one.counted.full or 0 for one in facts.taken if one.counted is not None)
    if members is not None and facts.full + coming > members.value:
        said = (f"党支部党员一般不超过 {members.value} 名", f"连同新增单位的正式党员共 {facts.full + coming} 名")
        yield weighed(members.clause, "members_many", said, "units", excused=excused)


def _eligible(facts: TakingIn, figures: Figures) -> Said:
    threshold = figures.stated(THRESHOLD)
    for one in facts.taken:
        full = one.counted.full if one.counted is not None else None
        if threshold is not None and full is not None and full >= threshold.value:
            sentence = f"“{one.name}”有正式党员 {full} 名，已达应建标准，可以单独组建"
            yield Finding(clause=threshold.clause, code="could_form_its_own", sentence=sentence, field="units")


def _plain(code: str, missing: str, told: tuple[str, str], who: str = APPLICANT, clause: Clause = RULES) -> Objection:
    """``told``: the fact and the remedy."""
    return Objection(clause=clause, code=code, missing=missing, fact=told[0], remedy=told[1], who=who, field="units")

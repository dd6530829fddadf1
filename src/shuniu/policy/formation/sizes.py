"""Which body do so many members make, and what committee does it need?

党委, 总支, 支部 by number are a practice; fewer are possible with approval. A branch generally holds up to fifty; from
seven full members on it has a committee. A temporary branch is for a task and ends with it.
"""

from __future__ import annotations

from datetime import date

from shuniu.kernel.calendar import after_months
from shuniu.kernel.decision import Objection
from shuniu.policy.formation.applying import (
    APPLICANT,
    Beyond,
    Finding,
    FormationFacts,
    Said,
    unfilled,
    weighed,
)
from shuniu.policy.formation.fields import FIELDS
from shuniu.policy.formation.members import TASKED, TEMPORARY
from shuniu.policy.formation.steps import RULES
from shuniu.policy.formation.temporary import LONGEST
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import not_open
from shuniu.policy.party.kinds import kind_of
from shuniu.policy.words import PartyOrganizationKind as Kind

_LEAST = {
    Kind.GENERAL_BRANCH: "formation.general_branch_members_min",
    Kind.PRIMARY_COMMITTEE: "formation.committee_members_min",
}
_JOINT_KINDS = {Kind.PARTY_BRANCH: Kind.JOINT_BRANCH, Kind.TEMPORARY_BRANCH: Kind.JOINT_TEMPORARY_BRANCH}
# What a social organization can have for its own, and what several of an area have.
_OWN = frozenset({Kind.PRIMARY_COMMITTEE, Kind.GENERAL_BRANCH, Kind.AREA_PARTY_ORG}) | {
    one for one in Kind if one.is_branch
}


def check_size(facts: FormationFacts, figures: Figures) -> Said:
    kind = facts.kind
    if not facts.text("name"):
        yield unfilled("name", FIELDS["name"], why="按拟成立的全称填写")
    if kind is None or kind not in _OWN:
        yield unfilled("kind", FIELDS["kind"], why="从党委、党总支、党支部等类型中选择一种")
        return
    yield from _kind(facts, kind, figures)
    yield from _members(facts, kind, figures)
    if kind.is_branch and kind not in TEMPORARY:
        yield from _committee(facts, figures)
    if kind in TEMPORARY:
        yield from _temporary(facts, figures)


def _kind(facts: FormationFacts, kind: Kind, figures: Figures) -> Said:
    family = Kind.PARTY_BRANCH if kind.is_branch else kind
    objection = not_open("formation.kinds", family.value, figures, field="kind")
    if objection is not None:
        yield objection
    named = kind_of(facts.text("name"))
    if named is not None and named is not kind:
        yield _differs(f"名称是{named.label}，类型选了{kind.label}。", "名称与类型不一致", "name", "改名称或改类型")
    if len(facts.units) > 1 and kind in _JOINT_KINDS:
        joint = _JOINT_KINDS[kind].label
        yield _differs(f"由几家单位组成的应为{joint}。", f"类型选了{kind.label}", "kind", f"改为{joint}，名称随之改正")


def _differs(missing: str, fact: str, field: str, remedy: str) -> Objection:
    return Objection(
        clause=RULES, code=f"{field}_differs", missing=missing, fact=fact, remedy=remedy, who=APPLICANT, field=field
    )


def _members(facts: FormationFacts, kind: Kind, figures: Figures) -> Said:
    full = facts.count("full_members")
    if full is None:
        return
    yield from _too_small(facts, kind, full, figures)
    yield from _could_be_larger(kind, full, figures)
    most = figures.stated("formation.branch_members_max")
    members = full + (facts.count("probationary") or 0)
    if kind.is_branch and most is not None and members > most.value:
        rule, fact = f"党支部党员一般不超过 {most.value} 名", f"党员 {members} 名"
        yield weighed(facts, Beyond(clause=most.clause, code="branch_too_large", rule=rule, fact=fact, field="kind"))


def _too_small(facts: FormationFacts, kind: Kind, full: int, figures: Figures) -> Said:
    least = figures.stated(_LEAST[kind]) if kind in _LEAST else None
    if least is not None and full < least.value:
        rule, fact = f"设立{kind.label}一般有正式党员 {least.value} 名以上", f"正式党员 {full} 名"
        yield weighed(facts, Beyond(clause=least.clause, code="kind_too_large", rule=rule, fact=fact, field="kind"))


def _could_be_larger(kind: Kind, full: int, figures: Figures) -> Said:
    """The largest body that so many members make in practice, where a smaller one is applied for."""
    order = [Kind.GENERAL_BRANCH, Kind.PRIMARY_COMMITTEE]
    reached = [
        (one, figure) for one in order if (figure := figures.stated(_LEAST[one])) is not None and full >= figure.value
    ]
    if not reached or order.index(reached[-1][0]) <= (order.index(kind) if kind in order else -1):
        return
    larger, figure = reached[-1]
    yield Finding(
        clause=figure.clause,
        code="could_be_larger",
        sentence=f"正式党员 {full} 名，达到 {figure.value} 名，可以设立{larger.label}（实践做法）",
        field="kind",
    )


def _committee(facts: FormationFacts, figures: Figures) -> Said:
    needed = figures.stated("formation.committee_needed_members_min")
    full, seats = facts.count("full_members"), facts.count("committee_seats") or 0
    if needed is None or full is None:
        return
    if full < needed.value:
        if seats:
            yield Objection(
                clause=needed.clause,
                code="committee_not_needed",
                missing=f"正式党员不足 {needed.value} 名的，设书记1名，必要时设副书记1名。",
                fact=f"正式党员 {full} 名，填了委员 {seats} 名",
                remedy="委员会委员名额留空",
                who=APPLICANT,
                field="committee_seats",
            )
        return
    yield from _seats(facts, seats, figures)


def _seats(facts: FormationFacts, seats: int, figures: Figures) -> Said:
    names = ("committee_seats_min", "committee_seats_usual_max", "committee_seats_max")
    least, usual, most = (figures.stated(f"formation.{name}") for name in names)
    if least is None or usual is None or most is None:
        return
    rule = f"支部委员会一般 {least.value} 至 {usual.value} 人，一般不超过 {most.value} 人"
    if seats < least.value:
        yield Objection(
            clause=least.clause,
            code="committee_too_small",
            missing=f"应当设立支部委员会：{rule}。",
            fact=f"填了委员 {seats} 名" if seats else "没有填委员名额",
            remedy=f"填 {least.value} 名以上",
            who=APPLICANT,
            field="committee_seats",
        )
    elif seats > most.value:
        beyond = Beyond(
            clause=most.clause,
            code="committee_too_large",
            rule=rule,
            fact=f"填了委员 {seats} 名",
            field="committee_seats",
        )
        yield weighed(facts, beyond)
    elif seats > usual.value:
        yield Finding(
            clause=usual.clause,
            code="committee_above_usual",
            sentence=f"{rule}；填了委员 {seats} 名",
            field="committee_seats",
        )


def _temporary(facts: FormationFacts, figures: Figures) -> Said:
    if not facts.text("task"):
        yield unfilled("task", FIELDS["task"], clause=TASKED, why="临时党支部为执行某项任务设立，写明任务")
    ends = _day(facts.text("task_ends_on"))
    if ends is None or ends <= facts.on:
        yield unfilled("task_ends_on", FIELDS["task_ends_on"], clause=TASKED, why="写明将来的日期，任务结束即撤销")
    longest = figures.stated(LONGEST)
    if longest is not None and ends is not None and ends > after_months(facts.on, int(longest.value)):
        yield Objection(
            clause=longest.clause,
            code="task_too_long",
            missing=f"临时党支部最长 {longest.value} 个月。",
            fact=f"任务结束日期填了{ends.isoformat()}",
            remedy="改为期限以内的日期，或者改设党支部、联合党支部",
            who=APPLICANT,
            field="task_ends_on",
        )
    yield Finding(
        clause=TASKED,
        code="temporary_branch",
        sentence="临时党支部一般不发展党员、不处分处置党员、不收缴党费、不选举代表、不换届；班子由批准成立的党组织指定",
        field="kind",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

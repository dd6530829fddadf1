"""May a Party organization be adjusted as it is filled in? Everything that the law has to say, at once.

What the ordinary acts of the register have against it is asked of them and comes along as ``against``: there is one
law of renaming, moving, merging and dissolving, whether a clerk does it or a committee decides on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.lapsing import RULES as LAPSING
from shuniu.policy.formation.adjusting_parts import RULES, PartFacts, check_parts, weighed
from shuniu.policy.formation.adjusting_steps import FIELDS, fields_of
from shuniu.policy.formation.applying import APPLICANT, Checked, Finding, UnitFacts
from shuniu.policy.formation.evolving import check_evolution
from shuniu.policy.formation.fields import LONGEST, LONGEST_TEXT
from shuniu.policy.formation.taking_in import TakingIn, check_taking_in, still_free
from shuniu.policy.members.holding import HELD
from shuniu.policy.packs import Figures
from shuniu.policy.party.kinds import kind_of
from shuniu.policy.words import PartyOrganizationKind as Kind
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic

Said = Iterator[Objection | Finding]
ONE = Clause("platform#调整", "同一党组织同时只办一项调整")
SUPERIOR = Clause("national#党章13")
LEAST = {
    Kind.GENERAL_BRANCH: "formation.general_branch_members_min",
    Kind.PRIMARY_COMMITTEE: "formation.committee_members_min",
}
# What a social organization can have for its own.
_OWN = frozenset(LEAST) | {one for one in Kind if one.is_branch}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentFacts:
    """``name`` and ``kind`` as they are on the day, empty where it does not stand. ``full`` and ``members``: its roll.

    ``superior``: the name of what it stands under. ``elsewhere``: other adjustments of it that are under way.
    ``against``: what the ordinary acts have against it. ``parts`` as they were filled in, with what is known of them.
    ``taken``: units that would be covered as well.
    ``open_work``: where it ends by this, how many open cases end or go to others with it.
    """

    topic: Topic
    filed: Mapping[str, Any]
    name: str
    kind: str
    superior: str
    full: int = 0
    members: int = 0
    units: int = 0
    elsewhere: tuple[str, ...] = ()
    parts: tuple[PartFacts, ...] = ()
    taken: tuple[UnitFacts, ...] = ()
    against: tuple[Objection, ...] = ()
    open_work: int = 0

    def text(self, name: str) -> str:
        return str(self.filed.get(name) or "").strip()

    @property
    def excused(self) -> bool:
        return bool(self.text("exception_grounds"))


def may_adjust(facts: AdjustmentFacts) -> Decision:
    """Whether it can be begun at all; nothing needs to be filled in yet."""
    return Decision(tuple(_beginning(facts)))


def judge_adjustment(facts: AdjustmentFacts, figures: Figures | None) -> Checked:
    """What stands against it, and what is to be weighed. ``figures``: the texts of the committee that decides."""
    said: list[Objection | Finding] = [*_beginning(facts), *_filled(facts), *_TOPICS[facts.topic](facts, figures)]
    said += _left_open(facts)
    objections = [one for one in said if isinstance(one, Objection)]
    return Checked(Decision((*objections, *facts.against)), tuple(one for one in said if isinstance(one, Finding)))


def _beginning(facts: AdjustmentFacts) -> Iterator[Objection]:
    if not facts.name:
        yield _plain(RULES, "absent", "该党组织当日并不存在。", ("尚未成立或已经撤销", "请核对办理的党组织"))
    if not facts.superior:
        told = ("没有上级党组织", "由其上级党组织办理后，在登记中作变更")
        yield _plain(SUPERIOR, "no_superior", "没有上级党组织的，不在这里办理调整。", told)
    if facts.elsewhere:
        told = ("正在办理：" + "、".join(facts.elsewhere), "先办结或终止那一项")
        yield _plain(ONE, "adjusted_elsewhere", f"“{facts.name}”另有调整正在办理。", told)
    for one in facts.taken:
        yield from still_free(one)


def _filled(facts: AdjustmentFacts) -> Iterator[Objection]:
    if not facts.text("grounds"):
        yield _plain(RULES, "grounds_missing", "请写明调整的理由。", ("理由为空", "写明为什么调整"), "grounds")
    for name in fields_of(facts.topic):
        longest = LONGEST.get(name, LONGEST_TEXT)
        if isinstance(facts.filed.get(name), str) and len(facts.text(name)) > longest:
            told = (f"写了 {len(facts.text(name))} 字", f"不超过 {longest} 字")
            yield _plain(RULES, f"{name}_length", f"{FIELDS[name]}太长。", told, name)


def ends(topic: Topic, filed: Mapping[str, Any]) -> bool:
    """Is the Party organization no more once it is carried out?"""
    return topic in (Topic.MERGE, Topic.DISSOLVE) or (topic is Topic.SPLIT and bool(filed.get("dissolve")))


def _left_open(facts: AdjustmentFacts) -> Iterator[Finding]:
    """Whoever decides knows what is not finished there."""
    if facts.open_work:
        told = f"该党组织还有 {facts.open_work} 项未办结的事项，逐项列在页面下方"
        yield Finding(clause=LAPSING, code="open_work", sentence=told)


def _rename(facts: AdjustmentFacts, figures: Figures | None) -> Said:
    if not facts.text("name"):
        yield _plain(RULES, "name_missing", "请填写新的全称。", ("新的全称为空", "按拟用的全称填写"), "name")
    elif facts.text("name") == facts.name:
        yield _plain(RULES, "name_same", "新的全称与现在相同。", (f"现在就叫“{facts.name}”", "请填写新的全称"), "name")
    yield from _named(facts, facts.kind)


def _named(facts: AdjustmentFacts, kind: str) -> Iterator[Objection]:
    """A name that says another kind than it is."""
    told = kind_of(facts.text("name") or facts.name)
    if kind and told is not None and told != kind:
        said = (f"名称是{told.label}，种类是{Kind(kind).label}", "改名称，或一并改变种类")
        yield _plain(RULES, "name_differs", "名称与种类不一致。", said, "name")


def _rank(facts: AdjustmentFacts, figures: Figures | None) -> Said:
    if facts.text("kind") not in {one.value for one in _OWN}:
        told = ("种类为空", "从党委、党总支、党支部等种类中选择一种")
        yield _plain(RULES, "kind_missing", "请选择新的种类。", told, "kind")
        return
    kind = Kind(facts.text("kind"))
    if kind == facts.kind:
        yield _plain(RULES, "kind_same", "新的种类与现在相同。", (f"现在就是{kind.label}", "请改选种类"), "kind")
    yield from _named(facts, kind)
    least = figures.stated(LEAST[kind]) if figures is not None and kind in LEAST else None
    if least is not None and facts.full < least.value:
        rule = f"设立{kind.label}一般有正式党员 {least.value} 名以上"
        said = (rule, f"名册正式党员 {facts.full} 名")
        yield weighed(least.clause, "kind_too_large", said, "kind", excused=facts.excused)
    if kind.is_branch and facts.parts:
        told = (f"{kind.label}之下不设党组织", "升格为党总支、党委的，才在其下设党支部")
        yield _plain(RULES, "parts_below_branch", "党支部之下不能再设党组织。", told, "parts")
    yield from check_parts(facts.parts, figures, excused=facts.excused)


def _merge(facts: AdjustmentFacts, figures: Figures | None) -> Said:
    if not facts.filed.get("into"):
        yield _plain(RULES, "into_missing", "请选择并入的党组织。", ("没有选择", "选择合并后继续存在的一个"), "into")


def _split(facts: AdjustmentFacts, figures: Figures | None) -> Said:
    if not facts.parts:
        told = ("没有填写", "至少填写一个新设的党组织")
        yield _plain(RULES, "parts_missing", "请填写新设的党组织。", told, "parts")
    yield from check_parts(facts.parts, figures, excused=facts.excused)
    if facts.filed.get("dissolve"):
        left_members = facts.members - sum(one.members for one in facts.parts)
        left_units = facts.units - sum(len(one.units) - one.added for one in facts.parts)
        if left_members > 0:
            told = (f"还有 {left_members} 名党员没有去处", "把党员全部编入新设的党组织，或保留原党组织")
            yield _plain(HELD, "members_left", "原党组织撤销的，党员须全部有去处。", told, "parts")
        if left_units > 0:
            told = (f"还有 {left_units} 家没有划出", "全部划入新设的党组织，或保留原党组织")
            yield _plain(RULES, "units_left", "原党组织撤销的，覆盖的单位须全部划出。", told, "parts")


def _take_in(facts: AdjustmentFacts, figures: Figures | None) -> Said:
    asked = TakingIn(name=facts.name, kind=facts.kind, units=facts.units, full=facts.full, taken=facts.taken)
    yield from check_taking_in(asked, figures, excused=facts.excused)


def _reattach(facts: AdjustmentFacts, figures: Figures | None) -> Said:
    if not facts.filed.get("parent"):
        yield _plain(RULES, "parent_missing", "请选择新的上级党组织。", ("没有选择", "选择划转后的上级"), "parent")


def _dissolve(facts: AdjustmentFacts, figures: Figures | None) -> Said:
    if facts.members and not facts.filed.get("receiver"):
        told = (f"名册有党员 {facts.members} 名", "选择党员转入的党组织，逐名转接组织关系")
        yield _plain(HELD, "receiver_missing", "撤销以前，党员须有去处。", told, "receiver")
    if facts.units:
        yield Finding(
            clause=RULES,
            code="coverage_ends",
            sentence=f"覆盖的 {facts.units} 家社会组织自撤销之日起不再由其覆盖，请另作安排",
        )


def _evolve(facts: AdjustmentFacts, figures: Figures | None) -> Said:
    parts = tuple(len(one.units) for one in facts.parts)
    yield from check_evolution(facts.text("transition"), facts.units, parts, figures)
    yield from _named(facts, facts.text("kind") or facts.kind)
    yield from check_parts(facts.parts, figures, excused=facts.excused)


_TOPICS = {
    Topic.RENAME: _rename,
    Topic.RANK: _rank,
    Topic.MERGE: _merge,
    Topic.SPLIT: _split,
    Topic.TAKE_IN: _take_in,
    Topic.REATTACH: _reattach,
    Topic.DISSOLVE: _dissolve,
    Topic.EVOLVE: _evolve,
}


def _plain(clause: Clause, code: str, missing: str, told: tuple[str, str], field: str = "") -> Objection:
    """``told``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=told[0], remedy=told[1], who=APPLICANT, field=field
    )

"""May these members be appointed to the leadership of this Party organization, and is it appointed at all (X-18)?

Joint committees are appointed where the text says so; branches elect. The level above may designate the leaders of a
temporary branch, and the first of a body that never had any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.issuing import may_bear
from shuniu.policy.leadership.appointment import RULES
from shuniu.policy.members.secretary import Nomination, may_nominate, standing
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import not_open
from shuniu.policy.words import AppointmentMode, MembershipState, PartyOrganizationKind, PartyPost

ELECTED = Clause("national#选举条例3")
RIGHTS = Clause("national#党章7")
UNIT = Clause("bj2020#B11")
SOURCES = "structure.joint_committee_appointment"
TEMPORARY = frozenset({PartyOrganizationKind.TEMPORARY_BRANCH, PartyOrganizationKind.JOINT_TEMPORARY_BRANCH})
PROPOSER, COMMITTEE = "提名的党组织", "审批党组织"
GROUNDS_LENGTH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominee:
    """``known`` is False where whoever files or decides may not look into that roll; ``person`` is a public id.
    ``source``: from where this one comes, where the leadership is appointed; the text says it of each (B09)."""

    person: str
    post: PartyPost
    source: str = ""
    known: bool = True
    state: str = ""
    full_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentFacts:
    """``superior``: there is a Party organization above that decides. ``led_before``: it has or had a leadership.
    ``unit``: the secretary's unit is named and may be. ``nomination``: what is said of where the secretary comes from.
    """

    name: str
    kind: PartyOrganizationKind
    on: date
    nomination: Nomination
    nominees: Sequence[Nominee] = ()
    superior: bool = True
    led_before: bool = True
    unit: bool = False
    grounds: str = ""


def is_appointed(kind: PartyOrganizationKind, figures: Figures) -> bool:
    """By a text, time and again; not only for once."""
    return kind is PartyOrganizationKind.JOINT_COMMITTEE and figures.stated(SOURCES) is not None


def mode_of(kind: PartyOrganizationKind, figures: Figures, *, led_before: bool) -> AppointmentMode | None:
    """How its leadership comes into office by a decision of the level above; None: it is elected."""
    if is_appointed(kind, figures):
        return AppointmentMode.APPOINTED
    return AppointmentMode.DESIGNATED if kind in TEMPORARY or not led_before else None


def may_appoint(facts: AppointmentFacts, figures: Figures) -> Decision:
    """Everything at once."""
    return Decision.of([*_body(facts, figures), *_people(facts), *_secretary(facts, figures)])


def appointment_findings(facts: AppointmentFacts, figures: Figures) -> list[Objection]:
    """What the committee weighs: it bars nothing."""
    found = (
        standing(one.full_since, facts.on, figures)
        for one in facts.nominees
        if one.post is PartyPost.SECRETARY and one.known
    )
    return [one for one in found if one is not None]


def _body(facts: AppointmentFacts, figures: Figures) -> Iterator[Objection]:
    if not facts.superior:
        said = (f"“{facts.name}”的班子由它的上级任命。", "本平台没有它的上级党组织", "请上级党组织办理后，登记党内职务")
        yield _objection(RULES, "no_superior", said, "posts", COMMITTEE)
    if mode_of(facts.kind, figures, led_before=facts.led_before) is None:
        yield Objection(
            clause=ELECTED,
            code="is_elected",
            missing=f"{facts.kind.label}的班子由选举产生。",
            fact="适用文件没有写由上级任命",
            remedy="请办理换届选举或者补选",
            who="党组织",
            alternatives=("没有合适人选的，提请上级党组织选派，再按规定选举",),
            field="posts",
        )
    if len(facts.grounds.strip()) > GROUNDS_LENGTH:
        said = ("任命事由过长。", f"写了 {len(facts.grounds.strip())} 字", f"不超过 {GROUNDS_LENGTH} 字")
        yield _objection(RULES, "grounds_length", said, "grounds")


def _people(facts: AppointmentFacts) -> Iterator[Objection]:
    if not facts.nominees:
        yield _objection(RULES, "posts_missing", ("请填写拟任人选。", "没有人选", "至少填写一名党员和职务"), "posts")
    secretaries = sum(one.post is PartyPost.SECRETARY for one in facts.nominees)
    if secretaries > 1:
        said = ("书记只有一名。", f"填写了 {secretaries} 名书记", "保留一名，其余改任其他职务")
        yield _objection(RULES, "two_secretaries", said, "posts")
    if any(number > 1 for number in Counter(one.person for one in facts.nominees).values()):
        said = ("同一名党员只填一项职务。", "有党员填写了两次", "保留其中一项")
        yield _objection(RULES, "named_twice", said, "posts")
    unknown = sum(not one.known for one in facts.nominees)
    if unknown:
        said = ("人选不在可查阅的党员名册中。", f"{unknown} 名人选当前岗位看不到", "由能查阅其名册的党组织填写")
        yield _objection(RULES, "nominee_unknown", said, "posts")
    if any(one.known and one.state != MembershipState.FULL for one in facts.nominees):
        said = ("班子成员应当是正式党员。", "有人选在名册上不是正式党员", "另选正式党员；名册有误的先更正名册")
        yield _objection(RIGHTS, "not_full", said, "posts")


def _secretary(facts: AppointmentFacts, figures: Figures) -> Iterator[Objection]:
    """Where a secretary is among them: the source, and for a joint committee the unit that supplies it (B10)."""
    joint = facts.kind is PartyOrganizationKind.JOINT_COMMITTEE
    stated = figures.stated(SOURCES) if joint else None
    if stated is not None:
        yield from _sources(facts.nominees, stated.clause, figures)
    elif _has_secretary(facts.nominees):
        yield from may_nominate(facts.nomination, figures).objections
    if joint and _has_secretary(facts.nominees) and not facts.unit:
        said = ("请填写书记单位。", "没有填写，或者该单位不能选用", "填写书记所在的单位，由它提供场地、人员和资源")
        yield _objection(UNIT, "secretary_unit_missing", said, "secretary_unit")


def _sources(nominees: Sequence[Nominee], clause: Clause, figures: Figures) -> Iterator[Objection]:
    """Of each by itself; persons are told by their place in the list."""
    missing = [str(place) for place, one in enumerate(nominees, start=1) if not one.source]
    if missing:
        said = ("请选择每一名人选的来源。", f"第{'、'.join(missing)}名没有选择", "按适用文件列出的来源逐人选择")
        yield _objection(clause, "source_missing", said, "source")
    for source in dict.fromkeys(one.source for one in nominees):
        closed = not_open(SOURCES, source, figures, field="source")
        if closed is not None:
            yield closed


def _has_secretary(nominees: Collection[Nominee]) -> bool:
    return any(one.post is PartyPost.SECRETARY for one in nominees)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFacts:
    """``number`` and ``issued_on`` only of a document that went out on paper; without them the register numbers it."""

    submitted_on: date
    effective_on: date
    number: str = ""
    issued_on: date | None = None


def may_reply(facts: ReplyFacts) -> Decision:
    return Decision(tuple(_replying(facts)))


def _replying(facts: ReplyFacts) -> Iterator[Objection]:
    yield from may_bear(facts.number, facts.issued_on).objections
    if facts.effective_on < facts.submitted_on:
        said = (
            "任职日期不早于提交日期。",
            f"提交 {facts.submitted_on.isoformat()}，任职 {facts.effective_on.isoformat()}",
            "请核对任职日期；以前的任职在“班子”中登记",
        )
        yield _objection(RULES, "effective_early", said, "effective_on", COMMITTEE)


def title_of(name: str, kind: str = "批复", *, verdict: str = "") -> str:
    """What goes out about it names nobody: the register is read by more than the rolls are. ``verdict``: how it is told
    that it is not agreed to."""
    return f"关于{verdict}{name}班子任职的{kind}"


def _objection(clause: Clause, code: str, said: tuple[str, str, str], name: str, who: str = PROPOSER) -> Objection:
    missing, fact, remedy = said
    return Objection(clause=clause, code=code, missing=missing, fact=fact, remedy=remedy, who=who, field=name)

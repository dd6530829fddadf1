"""May these be set up out of a Party organization: with enough members, for these organizations, under these names?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Objection
from shuniu.policy.formation.applying import APPLICANT, Finding
from shuniu.policy.packs import Figures
from shuniu.policy.party.kinds import kind_of
from shuniu.policy.words import PartyOrganizationKind as Kind

RULES = Clause("national#支部条例7")
THRESHOLD, UNITS, MEMBERS = (
    "formation.min_full_members",
    "formation.joint_branch_units_max",
    "formation.branch_members_max",
)
Said = Iterator[Objection | Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """One that is to be set up. ``units`` are those covered by the source; ``strange``: named, but not the source's.
    ``added`` of them nobody covers so far: members gathered in the source work there.

    ``twice``: a unit or a member that stands in an earlier part as well.
    """

    name: str
    kind: str
    units: tuple[int, ...] = ()
    added: int = 0
    members: int = 0
    full: int = 0
    strange_units: int = 0
    strange_members: int = 0
    twice: bool = False


def check_parts(parts: Sequence[PartFacts], figures: Figures | None, *, excused: bool) -> Said:
    for one in parts:
        yield from _named(one)
        yield from _given(one)
        if figures is not None:
            yield from _sizes(one, figures, excused=excused)
    names = [one.name for one in parts]
    if len(set(names)) < len(names):
        told = ("有两个名称相同", "用序号或字号区分")
        yield _plain("part_named_twice", "新设的党组织不能同名。", told)


def _named(one: PartFacts) -> Iterator[Objection]:
    known = {kind.value for kind in Kind if kind.is_branch}
    if not one.name:
        yield _plain("part_name_missing", "请填写新设党组织的全称。", ("全称为空", "按拟用的全称填写"))
    if one.kind not in known:
        yield _plain("part_kind", f"请选择“{one.name}”的种类。", ("种类不是党支部", "分设出来的是党支部"))
    elif (said := kind_of(one.name)) is not None and said != one.kind:
        told = (f"名称是{said.label}，种类是{Kind(one.kind).label}", "改名称或改种类")
        yield _plain("part_name_differs", f"“{one.name}”的名称与种类不一致。", told)
    elif len(one.units) > 1 and one.kind == Kind.PARTY_BRANCH:
        told = (f"覆盖 {len(one.units)} 家", "改为联合党支部，名称随之改正")
        yield _plain("part_joint", f"“{one.name}”由几家单位组成，应为联合党支部。", told)


def _given(one: PartFacts) -> Iterator[Objection]:
    if one.strange_units:
        told = (f"{one.strange_units} 家不由原党组织覆盖", "只从原党组织覆盖的单位中选择")
        yield _plain("part_units", f"“{one.name}”只能划入原党组织覆盖的单位。", told)
    if one.strange_members:
        told = (f"{one.strange_members} 名的组织关系不在原党组织", "只从原党组织的名册中选择")
        yield _plain("part_members", f"“{one.name}”只能编入原党组织的党员。", told)
    if one.twice:
        told = ("有单位或党员同时划入两个党组织", "每家单位、每名党员只划入一个")
        yield _plain("part_twice", "同一单位、同一党员只能划入一个新设的党组织。", told)


def _sizes(one: PartFacts, figures: Figures, *, excused: bool) -> Said:
    threshold, units, most = (figures.stated(key) for key in (THRESHOLD, UNITS, MEMBERS))
    if threshold is not None and one.full < threshold.value:
        yield Objection(
            clause=threshold.clause,
            code="part_too_few",
            missing=f"“{one.name}”应有正式党员 {threshold.value} 名以上。",
            fact=f"编入正式党员 {one.full} 名",
            remedy=f"编入 {threshold.value} 名以上正式党员，或不单独设立",
            who=APPLICANT,
            field="parts",
        )
    if units is not None and len(one.units) > units.value:
        said = (f"联合党支部覆盖单位一般不超过 {units.value} 个", f"“{one.name}”划入 {len(one.units)} 家")
        yield weighed(units.clause, "part_units_many", said, "parts", excused=excused)
    if most is not None and one.members > most.value:
        said = (f"党支部党员一般不超过 {most.value} 名", f"“{one.name}”编入 {one.members} 名")
        yield weighed(most.clause, "part_members_many", said, "parts", excused=excused)


def weighed(clause: Clause, code: str, said: tuple[str, str], field: str, *, excused: bool) -> Objection | Finding:
    """``said``: what is so in general (一般), and the fact. No bar where it is said why."""
    rule, fact = said
    if excused:
        return Finding(clause=clause, code=code, sentence=f"{rule}；{fact}，已写明理由", field=field)
    return Objection(
        clause=clause,
        code=code,
        missing=f"{rule}，超出的请写明理由。",
        fact=fact,
        remedy="调整到规定之内，或在“超出一般规定的理由”中写明，由审批党组织研究",
        who=APPLICANT,
        field=field,
    )


def _plain(code: str, missing: str, told: tuple[str, str]) -> Objection:
    return Objection(
        clause=RULES, code=code, missing=missing, fact=told[0], remedy=told[1], who=APPLICANT, field="parts"
    )

"""Are there members enough for it, and do those count whose relations lie elsewhere?

Whom the standard counts is told by ``eligibility``: the same law for what is filled in as for what the register says.
A Party organization consists of those whose relations lie there: taking part elsewhere never counts, unless the text
frees the form of it (D15–D18).
"""

from __future__ import annotations

from shuniu.kernel.decision import Clause, Objection
from shuniu.policy.formation.applying import APPLICANT, Finding, FormationFacts, Said, unfilled
from shuniu.policy.formation.eligibility import (
    BASE,
    THRESHOLD,
    Eligibility,
    EligibilityFacts,
    MemberCount,
    judge,
    waits,
)
from shuniu.policy.formation.fields import COUNTS, FIELDS
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import open_items
from shuniu.policy.words import FormationMode, MemberBase
from shuniu.policy.words import PartyOrganizationKind as Kind
from shuniu.policy.words.adjusting import AdjustmentTopic

TRANSFER = "formation.transfer_required"
CONSISTENT = Clause("platform#组建", "组建申请的数字前后一致")
TASKED = Clause("national#支部条例8")
TEMPORARY = frozenset({Kind.TEMPORARY_BRANCH, Kind.JOINT_TEMPORARY_BRANCH})
_PART_OF = (
    ("full_time", "full_members"), ("managers", "full_members"), ("relations_in", "full_members"),
    ("managers_transferred", "managers"),
)  # fmt: skip
# What a reading has to know beside the number of full members.
_ASKED = {"full_time_staff": ("full_time",), "full_time_staff_and_managers": ("full_time", "managers")}


def check_members(facts: FormationFacts, figures: Figures) -> Said:
    if facts.count("full_members") is None:
        yield unfilled("full_members", FIELDS["full_members"], why="没有的填 0")
        return
    yield from _consistent(facts)
    yield from _otherwise_reported(facts)
    asked = [name for name in _unanswered(facts, figures) if facts.count(name) is None]
    yield from (unfilled(name, FIELDS[name], clause=figures.value(BASE).clause) for name in asked)
    if not asked:
        yield from _enough(facts, figures)
    yield from _relations(facts, figures)


def _consistent(facts: FormationFacts) -> Said:
    for name in COUNTS:
        count = facts.count(name)
        if count is not None and count < 0:
            yield _wrong(name, f"{FIELDS[name]}不能小于 0。", f"填写为 {count}")
    for part, whole in _PART_OF:
        few, many = facts.count(part), facts.count(whole)
        if few is not None and many is not None and few > many:
            yield _wrong(part, f"“{FIELDS[part]}”不能多于“{FIELDS[whole]}”。", f"{few} 名多于 {many} 名")
    both = (facts.count("full_time") or 0) + (facts.count("managers") or 0)
    full = facts.count("full_members") or 0
    if both > full >= max(facts.count("full_time") or 0, facts.count("managers") or 0):
        yield _wrong("managers", "专职工作人员和管理人员不重复计数。", f"两项合计 {both} 名，正式党员 {full} 名")


def _otherwise_reported(facts: FormationFacts) -> Said:
    """The latest head-counts of all the units together say another number: to be looked into, whoever is right."""
    counts = [one.counted for one in facts.units]
    reported = [one.full for one in counts if one is not None and one.full is not None]
    if len(reported) != len(facts.units) or sum(reported) == facts.count("full_members"):
        return
    latest = max(one.as_of for one in counts if one is not None)
    yield Finding(
        clause=CONSISTENT,
        code="otherwise_reported",
        sentence=f"申请填正式党员 {facts.count('full_members')} 名，"
        f"截至{latest.isoformat()}的人数填报合计 {sum(reported)} 名",
        field="full_members",
    )


def _wrong(name: str, missing: str, fact: str) -> Objection:
    return Objection(
        clause=CONSISTENT,
        code=f"{name}_inconsistent",
        missing=missing,
        fact=fact,
        remedy="请核对人数",
        who=APPLICANT,
        field=name,
    )


def _unanswered(facts: FormationFacts, figures: Figures) -> tuple[str, ...]:
    base = figures.stated(BASE)
    asked = _ASKED.get(base.value, ()) if base else ()
    return (*asked, "managers_transferred") if "managers" in asked and _managers_transfer(figures) else asked


def _managers_transfer(figures: Figures) -> bool:
    stated = figures.stated(TRANSFER)
    return any(row["key"] == "managers_counted" and row["required"] for row in stated.value) if stated else False


def judged(facts: FormationFacts, figures: Figures) -> Eligibility:
    """All units of the application together."""
    full, probationary = facts.count("full_members"), facts.count("probationary") or 0
    count = MemberCount(
        base=MemberBase.HEAD_COUNT,
        as_of=facts.on,
        full=full,
        members=None if full is None else full + probationary,
        probationary=probationary,
        full_time=facts.count("full_time"),
        managers=facts.count("managers"),
        managers_transferred=facts.count("managers_transferred"),
        source="组建申请",
    )
    return judge(EligibilityFacts(has_party_organization=False, head_count=count), figures)


def _enough(facts: FormationFacts, figures: Figures) -> Said:
    if figures.stated(THRESHOLD) is None:
        yield _not_stated(facts)
        return
    found = judged(facts, figures)
    if not found.confirmed:
        yield Finding(
            clause=found.clause,
            code="base_not_confirmed",
            sentence="计数范围原文未明示，暂按填报的正式党员，待审批党组织确认",
            field="full_members",
        )
    if not found.eligible:
        yield Objection(
            clause=found.clause,
            code="too_few_members",
            missing=f"正式党员不足 {found.threshold} 名。",
            fact=f"{found.reading} {found.counted} 名，预备党员不计入",
            remedy=_remedy(facts, found, figures),
            who=APPLICANT,
            alternatives=_other_ways(facts, figures),
            field="full_members",
        )


def _remedy(facts: FormationFacts, found: Eligibility, figures: Figures) -> str:
    """The nearest way first: managers who only have to say that they will be transferred, a branch that stands."""
    rest = f"达到 {found.threshold} 名后再申请，或改用其他办法"
    if found.waiting:
        said = f"{waits(found.waiting)}，写明将转入（“{FIELDS['managers_transferred']}”）即可计入"
        enough = (found.counted or 0) + found.waiting >= found.threshold
        return said if enough else f"{said}，但仍不足 {found.threshold} 名；{rest}"
    if facts.mode == FormationMode.POOLING:
        modes = open_items("formation.modes", figures)
        return f"不另行组建：{_into_pooling(modes.get(facts.mode, FormationMode.POOLING.label))}"
    return rest


def _into_pooling(label: str) -> str:
    """Who is too few for a branch is gathered in one that stands (D20): nothing is set up."""
    return f"{label}，即由已有的这个党支部报批“{AdjustmentTopic.TAKE_IN.label}”，党员的组织关系转入其中"


def _not_stated(facts: FormationFacts) -> Objection:
    return Objection(
        clause=Clause("platform#适用文本", "组建标准以适用文本为准"),
        code="threshold_not_stated",
        missing=f"{facts.on.isoformat()}适用的文本没有写明组建标准。",
        fact="原文未明示",
        remedy="由审批党组织作出决定并登记依据",
        who="审批党组织",
    )


def _other_ways(facts: FormationFacts, figures: Figures) -> tuple[str, ...]:
    """The other forms that are open, a wider base that a text explores, and Party work without an organization."""
    modes = open_items("formation.modes", figures)
    ways = [
        _into_pooling(label) if key == FormationMode.POOLING else label
        for key, label in modes.items()
        if key not in (facts.mode, FormationMode.SEPARATE.value)
    ]
    explored, base = figures.stated("formation.headcount_base_explored"), figures.stated(BASE)
    if explored is not None and base is not None and base.value != explored.value:
        ways.append("由审批党组织决定采用探索中的计数范围（专职工作人员和管理人员）")
    if figures.stated("formation.unqualified") is not None:
        ways.append("暂不组建，选派党建工作指导员等加强党的工作")
    return tuple(ways)


def _relations(facts: FormationFacts, figures: Figures) -> Said:
    threshold = figures.stated(THRESHOLD)
    if threshold is None or _freed(facts, figures):
        return
    inside = facts.count("relations_in")
    if inside is None:
        yield unfilled("relations_in", FIELDS["relations_in"], why="没有的填 0")
    elif inside < threshold.value:
        yield Objection(
            clause=threshold.clause,
            code="relations_elsewhere",
            missing=f"组织关系已在或将转入的正式党员不足 {threshold.value} 名。",
            fact=f"{inside} 名；只参加组织生活、组织关系不转的不计入",
            remedy="组建后将组织关系转入新建党组织",
            who="党员本人和现所在党组织",
            alternatives=_without_transfer(figures),
            field="relations_in",
        )


def _freed(facts: FormationFacts, figures: Figures) -> bool:
    """The text frees the form of it, or it is set up for a task to which relations are not transferred."""
    return facts.kind in TEMPORARY or facts.mode in _free_forms(figures)


def _free_forms(figures: Figures) -> dict[str, str]:
    stated = figures.stated(TRANSFER)
    return {row["key"]: row["label"] for row in stated.value if not row["required"]} if stated else {}


def _without_transfer(figures: Figures) -> tuple[str, ...]:
    return tuple(_free_forms(figures).values())

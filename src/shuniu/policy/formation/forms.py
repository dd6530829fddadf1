"""Is the form open here, and does the application meet what the texts ask of that form?

Forms, bases and areas are open lists of the packs (D03–D06, D28). What joins units is nearness or a field they share
(D07, D08); how many it may join is so in general and left to whoever approves.
"""

from __future__ import annotations

from collections.abc import Iterator

from shuniu.kernel.decision import Clause, Objection
from shuniu.policy.formation.applying import (
    APPLICANT,
    REVIEWER,
    Beyond,
    Finding,
    FormationFacts,
    Said,
    UnitFacts,
    unfilled,
    weighed,
)
from shuniu.policy.formation.areas import check_area
from shuniu.policy.formation.eligibility import THRESHOLD, EligibilityFacts, judge
from shuniu.policy.formation.fields import FIELDS
from shuniu.policy.formation.steps import RULES
from shuniu.policy.packs import Figure, Figures
from shuniu.policy.packs.open_lists import not_open
from shuniu.policy.words import Combination, FormationBasis, FormationMode, OrganizationSubtype, OrganizationType

MODES, PRINCIPLE, UNITS_MAX = "formation.modes", "formation.joint_principle", "formation.joint_branch_units_max"
INDUSTRY, TRANSFER = "formation.industry_condition", "formation.transfer_required"
# Forms that gather several organizations, and those in which each stands alone.
JOINT = frozenset({FormationMode.JOINT, FormationMode.STREET_JOINT, FormationMode.AREA, *Combination})
_ALONE = frozenset({FormationMode.SEPARATE})
# 社会团体、民办学校等实体性社会组织.
_PRIORITY = {
    "substantive_many_staff": (OrganizationType.SOCIAL_ASSOCIATION.value, OrganizationType.PRIVATE_NON_ENTERPRISE.value)
}


def check_form(facts: FormationFacts, figures: Figures) -> Said:
    if not facts.mode:
        yield unfilled("mode", FIELDS["mode"])
    yield from _open(facts, figures)
    yield from check_area(facts)
    yield from _industry(facts, figures)
    if facts.mode in _ALONE and len(facts.units) > 1:
        yield _number_of_units("单独组建只涉及一家社会组织。", facts, "改为联合组建，或只保留本单位")
    if facts.mode in JOINT:
        yield from _joint(facts, figures)
    if facts.mode == FormationMode.POOLING:
        yield from _pooling(figures)


def _open(facts: FormationFacts, figures: Figures) -> Iterator[Objection]:
    for key, name in (
        (MODES, "mode"),
        ("formation.bases", "basis"),
        ("formation.area_kinds", "area_kind"),
        ("formation.combinations", "combination"),
    ):
        objection = not_open(key, facts.text(name), figures, field=name)
        if objection is not None:
            yield objection


def _industry(facts: FormationFacts, figures: Figures) -> Said:
    """行业特征明显、管理体系健全 (D05), where the text asks for it."""
    stated = figures.stated(INDUSTRY)
    by_industry = facts.mode == FormationMode.INDUSTRY or facts.text("basis") == FormationBasis.INDUSTRY
    if stated is None or not by_industry or not facts.units:
        return
    host = facts.units[0]
    if host.industry_distinct is not True:
        yield Objection(
            clause=stated.clause,
            code="industry_not_distinct",
            missing="依托的社会组织应当行业特征明显。",
            fact="认定为行业特征不明显" if host.industry_distinct is False else "行业特征尚未认定",
            remedy="由负责的党组织认定行业特征，或改用其他组建方式",
            who=REVIEWER,
            field="mode",
        )
    if facts.filed.get("management_sound") is not True:
        yield Objection(
            clause=stated.clause,
            code="management_not_sound",
            missing="该行业应当管理体系健全。",
            fact="没有确认管理体系健全",
            remedy="确认后勾选，或改用其他组建方式",
            who=APPLICANT,
            field="management_sound",
        )
    if host.subtype != OrganizationSubtype.TRADE_ASSOCIATION:
        yield Finding(
            clause=stated.clause,
            code="host_no_trade_association",
            sentence=f"原文写“依托行业协会商会”，“{host.name}”没有登记为行业协会商会",
            field="mode",
        )


def _joint(facts: FormationFacts, figures: Figures) -> Said:
    if len(facts.units) < 2:
        yield _number_of_units("联合组建至少涉及两家社会组织。", facts, "由负责的党组织提出参加单位，或改为单独组建")
        return
    most = figures.stated(UNITS_MAX)
    if most is not None and len(facts.units) > most.value:
        rule, fact = f"联合党支部一般不超过 {most.value} 家单位", f"共 {len(facts.units)} 家"
        yield weighed(facts, Beyond(clause=most.clause, code="many_units", rule=rule, fact=fact, field="units"))
    if facts.mode == FormationMode.STREET_JOINT:
        yield from _one_street(facts, figures)
    else:
        yield from _near_or_alike(facts, figures)
    yield from _could_stand_alone(facts, figures)


def _number_of_units(missing: str, facts: FormationFacts, remedy: str) -> Objection:
    return Objection(
        clause=RULES,
        code="number_of_units",
        missing=missing,
        fact=f"共 {len(facts.units)} 家",
        remedy=remedy,
        who=REVIEWER,
        field="units",
    )


def _near_or_alike(facts: FormationFacts, figures: Figures) -> Said:
    """In one street, of one field, or said in words how near."""
    stated = figures.stated(PRINCIPLE)
    same = any(_shared([getattr(one, name) for one in facts.units]) for name in ("street", "field"))
    if stated is None or same or facts.text("proximity"):
        return
    yield Objection(
        clause=stated.clause,
        code="neither_near_nor_alike",
        missing=f"联合组建应当{'、'.join(stated.value)}。",
        fact="登记的街道和领域都不相同，也没有写明就近就便的情况",
        remedy="写明地域相邻或行业相近的情况，或另选参加单位",
        who=APPLICANT,
        alternatives=("与同一街道的社会组织联合", "与同一领域的社会组织联合"),
        field="proximity",
    )


def _shared(values: list[str]) -> bool:
    return bool(values[0]) and len(set(values)) == 1


def _one_street(facts: FormationFacts, figures: Figures) -> Said:
    """Without transfer, all of them stand inside one street (D18)."""
    if _shared([one.street for one in facts.units]):
        return
    stated = figures.stated(TRANSFER)
    yield Objection(
        clause=_clause_of(stated, facts.mode) if stated else RULES,
        code="streets_differ",
        missing="街道辖区内联合组建的，参加单位应在同一街道。",
        fact="、".join(f"{one.name}：{one.street or '街道未登记'}" for one in facts.units),
        remedy="补登街道，或改为联合组建并转入组织关系",
        who=REVIEWER,
        field="units",
    )


def _could_stand_alone(facts: FormationFacts, figures: Figures) -> Said:
    """规模小、党员少的 join (D07); whoever reaches the standard alone is told, and so is who should go first (D25)."""
    if figures.stated(THRESHOLD) is None:
        return
    for one in facts.units:
        found = judge(EligibilityFacts(has_party_organization=False, head_count=one.counted), figures)
        if one.counted is not None and found.eligible:
            yield Finding(
                clause=found.clause,
                code="could_stand_alone",
                sentence=f"“{one.name}”自己已有正式党员 {found.counted} 名，可以单独组建",
                field="units",
            )
        if has_priority(one, figures):
            yield Finding(
                clause=figures.value("organizations.priority_classes").clause,
                code="priority_class",
                sentence=f"“{one.name}”属于优先单独组建的实体性社会组织",
                field="units",
            )


def has_priority(one: UnitFacts, figures: Figures) -> bool:
    """职工人数较多的社会团体、民办学校等 (D25). The number is the office's to say; until then nobody is told apart."""
    classes = figures.stated("organizations.priority_classes")
    least = figures.stated("organizations.priority_staff_threshold")
    if classes is None or least is None or one.staff is None or one.staff < least.value:
        return False
    return any(one.type in _PRIORITY.get(row["key"], ()) for row in classes.value)


def _pooling(figures: Figures) -> Said:
    """Relations are gathered there first; new branches are split off when there are enough (D20–D22)."""
    stated = figures.stated(MODES)
    if stated is not None:
        yield Finding(
            clause=_clause_of(stated, FormationMode.POOLING),
            code="pooling_branch",
            sentence="流动党员的组织关系先转入，预备党员在此按期转正；够条件的由审批党组织督促另建联合党支部",
            field="mode",
        )


def _clause_of(listed: Figure, key: str) -> Clause:
    """The place that speaks of the item itself, where the text names one."""
    own = [row["clause"] for row in listed.value if row["key"] == key and "clause" in row]
    return Clause(own[0]) if own else listed.clause

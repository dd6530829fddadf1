"""How are facts, figures and texts of law themselves described?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class Precision(Word):
    """How well the start of a period is known. ``opening``: true on the ledger's day, start unknown."""

    DAY = "day", "到日"
    MONTH = "month", "到月"
    YEAR = "year", "到年"
    OPENING = "opening", "期初（起始日不详）"


class Force(Word):
    NORMATIVE = "normative", "规范性文件"
    PRACTICE = "practice", "实践做法"
    LOCAL = "local", "本级决定"


class Confidence(Word):
    """How far a value is verified; ``convention`` is this platform's own way of counting, not a text."""

    SEED = "seed", "所附文件原文"
    STORED_PAGE = "stored_page", "公开网页转载"
    MEMORY = "memory", "未核对原文"
    CONVENTION = "convention", "本平台口径"


class FigureSource(Word):
    """Counted and reported figures never share a label."""

    COUNTED = "counted", "按登记数据计算"
    REPORTED = "reported", "填报数"


class Line(Word):
    RESPONSIBLE = "responsible", "具体负责"
    GUIDED = "guided", "指导联系"
    BOTH = "both", "具体负责和指导联系"


class EligibilityState(Word):
    """Could and should a unit form a Party organization (D01, E10)?"""

    FORMED = "formed", "已建立"
    ELIGIBLE_NOT_FORMED = "eligible_not_formed", "应建未建"
    NOT_ELIGIBLE = "not_eligible", "暂不具备组建条件"
    UNKNOWN = "unknown", "党员情况不详"


class RoutingTarget(Word):
    """What kind of Party organization a routing rule proposes."""

    SUPERVISOR_PARTY_ORG = "supervisor_party_org", "业务主管单位党组织"
    REGULATOR_PARTY_ORG = "regulator_party_org", "行业监管部门党组织"
    INDUSTRY_PARTY_ORG = "industry_party_org", "行业党组织"
    COMPREHENSIVE_COMMITTEE = "comprehensive_committee", "综合党委"
    JOINT_COMMITTEE = "joint_committee", "联合党委"
    FALLBACK_STREET = "fallback_street", "街道社区、乡镇村党组织"


class RoutingRelation(Word):
    RESPONSIBLE = "responsible", "具体负责"
    CONTACT_MANAGEMENT = "contact_management", "联系管理"

"""May a Party organization be set up for an area, and by which centre is it hosted (D06, D26)?

A text names the kinds of areas; where one of them is a Party-building activity centre, that is a body of its own: it
hosts the Party organization, and every organization named takes part. Which organizations fall to it where nobody else
answers for them is written down as the region it takes (兜底).
"""

from __future__ import annotations

from shuniu.kernel.decision import Objection
from shuniu.policy.formation.applying import REVIEWER, FormationFacts, Said, unfilled
from shuniu.policy.formation.fields import FIELDS
from shuniu.policy.formation.steps import RULES
from shuniu.policy.words import AreaKind, FormationBasis, FormationMode
from shuniu.policy.words import PartyOrganizationKind as Kind

CENTRE = AreaKind.ACTIVITY_CENTRE.value


def by_area(facts: FormationFacts) -> bool:
    return facts.mode == FormationMode.AREA or facts.text("basis") == FormationBasis.AREA


def check_area(facts: FormationFacts) -> Said:
    if by_area(facts) and not facts.text("area_kind"):
        yield unfilled("area_kind", FIELDS["area_kind"], why="写明在哪一类区域统一建立")
    yield from _centre(facts)
    if facts.kind is Kind.AREA_PARTY_ORG and not by_area(facts):
        told = ("设置依据不是区域", "设置依据选“区域”，并写明区域类型；或改选党组织类型")
        yield _objection("kind", "area_kind_differs", "区域性党组织按区域设置。", told)
    if facts.text("region") and facts.kind is not Kind.AREA_PARTY_ORG:
        told = ("类型不是区域性党组织", "不填兜底区域，或改选党组织类型")
        yield _objection("region", "region_differs", "只有区域性党组织可以写明兜底区域。", told)


def _centre(facts: FormationFacts) -> Said:
    hosted = by_area(facts) and facts.text("area_kind") == CENTRE
    if hosted and not facts.filed.get("centre"):
        told = ("没有写明是哪一个中心", "由负责的党组织填写；还没有登记的，先在“其他单位”登记这个中心")
        yield _objection("centre", "centre_missing", "依托党建活动中心的，写明中心。", told)
    if facts.filed.get("centre") and not hosted:
        told = ("区域类型不是党建活动中心", "不填中心，或把设置依据和区域类型改为党建活动中心")
        yield _objection("centre", "centre_differs", "只有依托党建活动中心的才填写中心。", told)
    elif hosted and facts.filed.get("centre") and not facts.centre:
        told = ("所填的不是在册的其他单位", "填写党建活动中心本身；由社会组织承办的，填写中心，不填承办单位")
        yield _objection("centre", "centre_unknown", "所填的不是党建活动中心。", told)


def _objection(field: str, code: str, missing: str, told: tuple[str, str]) -> Objection:
    return Objection(clause=RULES, code=code, missing=missing, fact=told[0], remedy=told[1], who=REVIEWER, field=field)

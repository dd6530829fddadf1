"""Which conditions may a routing rule name, and does an organization meet them?

A condition answers yes, no, or None: the register does not hold the attribute, or nobody has decided it yet. Then
the condition also knows what is lacking and who supplies it. This list is closed; packs combine it, nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shuniu.policy.words import (
    AdministrativeLevel,
    Influence,
    JointAxis,
    LegalStatus,
    OrganizationType,
    RegistrationMode,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingFacts:
    """What routing reads of one organization on one day; None means not recorded or not decided."""

    type: OrganizationType | None = None
    legal_status: LegalStatus | None = None
    mode: RegistrationMode | None = None
    supervising_unit: str | None = None
    supervisor_is_civil_affairs: bool | None = None
    industry_distinct: bool | None = None
    influence: Influence | None = None
    level: AdministrativeLevel | None = None
    region: str = ""
    street: str = ""
    axes: Mapping[JointAxis, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lacking:
    """One attribute without which the rule cannot be applied, and who supplies it."""

    attribute: str
    label: str
    who: str

    @property
    def sentence(self) -> str:
        return f"缺少“{self.label}”，由{self.who}"


@dataclass(frozen=True, slots=True)
class Condition:
    name: str
    label: str
    holds: Callable[[RoutingFacts], bool | None]
    lacking: Lacking


REGULATED = (OrganizationType.LAW_FIRM, OrganizationType.ACCOUNTING_FIRM, OrganizationType.TAX_FIRM)

_MODE = Lacking("mode", "登记管理方式（有无业务主管单位）", "登记管理机关核对登记")
_TYPE = Lacking("type", "社会组织类型", "登记管理机关核对登记")
_LEVEL = Lacking("level", "登记层级", "登记管理机关核对登记")
_INDUSTRY = Lacking("industry_distinct", "行业特征是否明显的认定", "社会组织党建工作机构认定并登记依据")
_INFLUENCE = Lacking("influence", "规模、影响力的认定", "社会组织党建工作机构认定并登记依据")
_CIVIL_AFFAIRS = Lacking("supervisor_is_civil_affairs", "业务主管单位是否为民政部门", "登记管理机关核对登记")
_AXIS = Lacking("axes", "行业、类别或领域归属", "综合党委认定并登记依据")


def has_supervisor(facts: RoutingFacts) -> bool | None:
    if facts.mode is not None:
        # A licence to practise says nothing of a supervising unit; the other modes do.
        licensed = facts.mode is RegistrationMode.PRACTICE_LICENCE
        return bool(facts.supervising_unit) if licensed else facts.mode.supervised
    if facts.supervising_unit:
        return True
    return False if facts.legal_status is LegalStatus.FILING else None


def no_supervisor(facts: RoutingFacts) -> bool | None:
    answer = has_supervisor(facts)
    return None if answer is None else not answer


def direct_registration(facts: RoutingFacts) -> bool | None:
    return _mode_is(facts, RegistrationMode.DIRECT_REGISTRATION)


def decoupled(facts: RoutingFacts) -> bool | None:
    return _mode_is(facts, RegistrationMode.DECOUPLED)


def supervised_by_civil_affairs(facts: RoutingFacts) -> bool | None:
    if facts.mode is RegistrationMode.CIVIL_AFFAIRS_SUPERVISED:
        return True
    if facts.mode is RegistrationMode.DUAL_ADMINISTRATION:
        # The register says dual and distinguishes civil affairs by a mode of its own.
        return bool(facts.supervisor_is_civil_affairs)
    supervised = has_supervisor(facts)
    return facts.supervisor_is_civil_affairs if supervised else supervised


def _mode_is(facts: RoutingFacts, mode: RegistrationMode) -> bool | None:
    if facts.mode is None:
        return None if has_supervisor(facts) is None else False
    return facts.mode is mode


def on_file(facts: RoutingFacts) -> bool | None:
    if facts.legal_status is None and facts.mode is None:
        return None
    return facts.legal_status is LegalStatus.FILING or facts.mode is RegistrationMode.FILING


def community_organization(facts: RoutingFacts) -> bool | None:
    if facts.type is OrganizationType.COMMUNITY_SOCIAL_ORG or on_file(facts):
        return True
    return None if facts.type is None else False


def regulated_firm(facts: RoutingFacts) -> bool | None:
    return None if facts.type is None else facts.type in REGULATED


def industry_distinct(facts: RoutingFacts) -> bool | None:
    return facts.industry_distinct


def industry_not_distinct(facts: RoutingFacts) -> bool | None:
    return None if facts.industry_distinct is None else not facts.industry_distinct


def influence_large(facts: RoutingFacts) -> bool | None:
    return None if facts.influence is None else facts.influence is Influence.LARGE


def influence_small(facts: RoutingFacts) -> bool | None:
    return None if facts.influence is None else facts.influence is Influence.SMALL


def provincial(facts: RoutingFacts) -> bool | None:
    return None if facts.level is None else facts.level is AdministrativeLevel.PROVINCE


def axis_known(facts: RoutingFacts) -> bool | None:
    return True if any(facts.axes.values()) else None


CONDITIONS: Mapping[str, Condition] = {
    one.name: one
    for one in (
        Condition("has_supervisor", "有业务主管单位", has_supervisor, _MODE),
        Condition("no_supervisor", "没有业务主管单位", no_supervisor, _MODE),
        Condition("direct_registration", "直接登记", direct_registration, _MODE),
        Condition("decoupled", "已与行政机关脱钩", decoupled, _MODE),
        Condition("supervised_by_civil_affairs", "业务主管单位为民政部门", supervised_by_civil_affairs, _CIVIL_AFFAIRS),
        Condition("on_file", "备案类", on_file, _MODE),
        Condition("community_organization", "城乡社区社会组织", community_organization, _TYPE),
        Condition("regulated_firm", "律师、会计师、税务师事务所", regulated_firm, _TYPE),
        Condition("industry_distinct", "行业特征明显", industry_distinct, _INDUSTRY),
        Condition("industry_not_distinct", "行业特征不明显", industry_not_distinct, _INDUSTRY),
        Condition("influence_large", "影响力较大", influence_large, _INFLUENCE),
        Condition("influence_small", "规模较小", influence_small, _INFLUENCE),
        Condition("provincial", "省级（直辖市市级）登记", provincial, _LEVEL),
        Condition("axis_known", "行业、类别或领域已明确", axis_known, _AXIS),
    )
}

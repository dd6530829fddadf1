"""Which kinds, forms and relations can a Party organization have?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class PartyOrganizationKind(Word):
    PRIMARY_COMMITTEE = "primary_committee", "党委", "基层党委"
    GENERAL_BRANCH = "general_branch", "党总支", "总支"
    PARTY_BRANCH = "party_branch", "党支部", "支部"
    JOINT_BRANCH = "joint_branch", "联合党支部"
    TEMPORARY_BRANCH = "temporary_branch", "临时党支部"
    JOINT_TEMPORARY_BRANCH = "joint_temporary_branch", "联合临时党支部", "临时联合党支部"
    MOBILE_MEMBER_BRANCH = "mobile_member_branch", "流动党员党支部"
    FUNCTIONAL_BRANCH = "functional_branch", "功能型党支部", "功能党支部"
    COMPREHENSIVE_COMMITTEE = "comprehensive_committee", "综合党委"
    JOINT_COMMITTEE = "joint_committee", "联合党委"
    INDUSTRY_COMMITTEE = "industry_committee", "行业党委"
    WORK_COMMITTEE = "work_committee", "工委", "党工委", "党的工作委员会"
    OFFICE_COMMITTEE = "office_committee", "机关党委"
    LEADING_PARTY_GROUP = "leading_party_group", "党组"
    LOCAL_COMMITTEE = "local_committee", "地方党委"
    AREA_PARTY_ORG = "area_party_org", "区域性党组织", "区域党组织"

    @property
    def is_branch(self) -> bool:
        """Branches in the sense of the branch regulations, joint, temporary and functional ones included."""
        return self.value.endswith("_branch") and self is not PartyOrganizationKind.GENERAL_BRANCH

    @property
    def is_committee(self) -> bool:
        """Bodies that stand above branches and organizations in the tree."""
        return self.value.endswith("_committee")


class FormationMode(Word):
    """Modes the law itself speaks of; which are open is pack data (``formation.modes``), a pack may add."""

    SEPARATE = "separate", "单独组建", "单独"
    JOINT = "joint", "联合组建", "联合"
    INDUSTRY = "industry", "行业组建", "行业"
    AREA = "area", "区域组建", "区域"
    AFFILIATED = "affiliated", "挂靠组建", "挂靠"
    STREET_JOINT = "street_joint", "街道辖区联合组建", "街道联合"
    POOLING = "pooling", "依托联合会联合党支部"


class FormationBasis(Word):
    """By what a Party organization is formed (D03)."""

    UNIT = "unit", "单位"
    INDUSTRY = "industry", "行业"
    AREA = "area", "区域"


class AreaKind(Word):
    """Areas where units may be joined (D06, D26)."""

    BLOCK = "block", "街区"
    PARK = "park", "园区"
    BUILDING = "building", "楼宇"
    MARKET = "market", "商圈市场"
    ACTIVITY_CENTRE = "activity_centre", "党建活动中心"


class CoverageRole(Word):
    """The unit that hosts a joint branch, and those that share it."""

    HOST = "host", "牵头单位"
    MEMBER = "member", "参加单位"


class SeatRole(Word):
    OWN = "own", "所在单位"
    HOST = "host", "依托单位"
    SECRETARY_UNIT = "secretary_unit", "书记单位"


class GuidanceKind(Word):
    """Links beside the line of responsibility: n:m, never subordination (B19, B21, B22, B31, C03)."""

    GUIDANCE = "guidance", "指导"
    CONTACT = "contact", "联系"
    GUIDANCE_AND_URGING = "guidance_and_urging", "指导和督促", "指导督促"
    PEER = "peer", "平行关系", "平行"


class WorkCoverageInstrument(Word):
    """Instruments the texts name; which count at a node is pack data (``work_coverage.instruments``)."""

    HUB_MECHANISM = "hub_mechanism", "“枢纽型”社会组织党建“3+1”机制"
    INSTRUCTOR = "instructor", "选派党建工作指导员"
    TRADE_UNION = "trade_union", "建立工会"
    YOUTH_LEAGUE = "youth_league", "建立共青团"
    WOMENS_FEDERATION = "womens_federation", "建立妇联"
    SERVICE_BASE_BODY = "service_base_body", "服务基地、孵化中心的党建服务指导机构"
    JOINT_COMMITTEE_ATTACHMENT = "joint_committee_attachment", "纳入联合党委"


class JointAxis(Word):
    """By what a joint committee gathers its organizations (B04)."""

    INDUSTRY = "industry", "行业"
    CATEGORY = "category", "类别"
    FIELD = "field", "领域"


class IndustrySponsor(Word):
    """Who may set up an industry Party organization (B15)."""

    SUPERVISING_UNIT = "supervising_unit", "业务主管单位"
    REGISTRATION_AUTHORITY = "registration_authority", "登记管理部门"
    TRADE_ASSOCIATION = "trade_association", "行业协会商会"
    HUB_ORGANIZATION = "hub_organization", "“枢纽型”社会组织"


class Combination(Word):
    """The “social organization +” forms (B33)."""

    WITH_SOCIAL_ORGANIZATION = "with_social_organization", "社会组织+社会组织"
    WITH_ENTERPRISE = "with_enterprise", "社会组织+非公企业"


class ActorRole(Word):
    """Bodies with duties in this work (B24, B25); the duties are pack data (``structure.actors``)."""

    PARTY_COMMITTEE = "party_committee", "党委"
    ORGANIZATION_DEPARTMENT = "organization_department", "组织部门"
    SOCIAL_WORK_COMMITTEE = "social_work_committee", "社会工委"
    CIVIL_AFFAIRS_DEPARTMENT = "civil_affairs_department", "民政部门"
    OTHER_SUPERVISING_DEPARTMENT = "other_supervising_department", "其他业务主管部门"
    REGISTRATION_AUTHORITY = "registration_authority", "登记管理机关"
    SUPERVISING_UNIT = "supervising_unit", "业务主管单位"
    TERRITORY = "territory", "属地"


class AppointmentMode(Word):
    """Joint committees are appointed, branches elect, superiors may designate (X-18)."""

    ELECTED = "elected", "选举产生"
    APPOINTED = "appointed", "任命"
    DESIGNATED = "designated", "指定"


class InstructorSource(Word):
    RETIRED = "retired", "退休"
    NOT_IN_POST = "not_in_post", "不担任现职"
    YOUNG_RESERVE = "young_reserve", "年轻优秀后备干部"
    OTHER = "other", "其他"


class InstructorDuty(Word):
    ORGANIZE_AND_PUBLICIZE = "organize_and_publicize", "组织宣传"
    CONTACT_AND_SERVE = "contact_and_serve", "联系服务"
    COORDINATE_AND_GUIDE = "coordinate_and_guide", "协调指导"

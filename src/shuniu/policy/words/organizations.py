"""Which kinds, modes and states can a unit or a social organization have?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class UnitKind(Word):
    """What a unit is; a hub is a designation, not a kind."""

    SOCIAL_ORGANIZATION = "social_organization", "社会组织"
    SUPERVISING_UNIT = "supervising_unit", "业务主管单位"
    REGISTRATION_AUTHORITY = "registration_authority", "登记管理机关"
    ENTERPRISE = "enterprise", "企业"
    STREET = "street", "街道（乡镇）"
    OTHER = "other", "其他单位"


class OrganizationType(Word):
    """The five types of 京办发〔2016〕27号 art. 1; intermediary firms are told apart by profession (A02)."""

    SOCIAL_ASSOCIATION = "social_association", "社会团体", "社团"
    PRIVATE_NON_ENTERPRISE = (
        "private_non_enterprise",
        "民办非企业单位",
        "社会服务机构",
        "民非",
        "民办非企业",
        "民办非企业单位（社会服务机构）",
    )
    FOUNDATION = "foundation", "基金会"
    LAW_FIRM = "law_firm", "律师事务所", "律所"
    ACCOUNTING_FIRM = "accounting_firm", "会计师事务所"
    TAX_FIRM = "tax_firm", "税务师事务所"
    INTERMEDIARY_ORG = "intermediary_org", "社会中介组织", "其他社会中介组织"
    COMMUNITY_SOCIAL_ORG = "community_social_org", "城乡社区社会组织", "社区社会组织"

    @property
    def family(self) -> OrganizationType:
        """The type among the five: law, accounting and tax firms are intermediary organizations."""
        if self in (OrganizationType.LAW_FIRM, OrganizationType.ACCOUNTING_FIRM, OrganizationType.TAX_FIRM):
            return OrganizationType.INTERMEDIARY_ORG
        return self


class OrganizationSubtype(Word):
    """Finer classes that a rule or a planning grid names (A14, D25)."""

    TRADE_ASSOCIATION = "trade_association", "行业协会", "行业协会商会"
    PROVENANCE_CHAMBER = "provenance_chamber", "异地商会"
    GRASSROOTS_CHAMBER = "grassroots_chamber", "基层商会"
    PRIVATE_SCHOOL = "private_school", "民办学校"
    PRIVATE_HOSPITAL = "private_hospital", "民办医院", "民营医院"
    OTHER = "other", "其他"


class LegalStatus(Word):
    LEGAL_PERSON = "legal_person", "法人登记"
    FILING = "filing", "备案"
    PRACTISING_BODY = "practising_body", "执业机构"


class RegistrationMode(Word):
    """Who stands over the organization: it decides who leads its Party work (A04, A05)."""

    DIRECT_REGISTRATION = "direct_registration", "直接登记", "直接登记（无业务主管单位）"
    CIVIL_AFFAIRS_SUPERVISED = (
        "civil_affairs_supervised",
        "民政部门主管",
        "业务主管=民政",
        "业务主管=民政局",
        "业务主管单位为民政部门",
    )
    DUAL_ADMINISTRATION = "dual_administration", "双重管理", "业务主管=其他"
    DECOUPLED = "decoupled", "脱钩", "已脱钩"
    FILING = "filing", "备案"
    PRACTICE_LICENCE = "practice_licence", "执业许可"

    @property
    def supervised(self) -> bool:
        return self in (RegistrationMode.CIVIL_AFFAIRS_SUPERVISED, RegistrationMode.DUAL_ADMINISTRATION)


class RegistrationStatus(Word):
    NORMAL = "normal", "正常", "存续", "在业"
    ABNORMAL = "abnormal", "异常", "活动异常"
    FILED = "filed", "备案"
    DEREGISTERED = "deregistered", "注销", "已注销"
    REVOKED = "revoked", "撤销", "已撤销", "吊销"


class Grade(Word):
    GRADE_5A = "5a", "5A", "AAAAA"
    GRADE_4A = "4a", "4A", "AAAA"
    GRADE_3A = "3a", "3A", "AAA"
    GRADE_2A = "2a", "2A", "AA"
    GRADE_1A = "1a", "1A", "A"

    @property
    def level(self) -> int:
        return int(self.value[0])


class ActivityScope(Word):
    """How far the organization's activity reaches (A18)."""

    STREET = "street", "街道（乡镇）"
    DISTRICT = "district", "区", "县", "区（县）"
    MUNICIPAL = "municipal", "市"
    PROVINCIAL = "provincial", "省"
    NATIONAL = "national", "全国"
    TRANSNATIONAL = "transnational", "跨国"


class AdministrativeLevel(Word):
    """The level at which a body is registered (B36)."""

    NATIONAL = "national", "国家"
    PROVINCE = "province", "省（自治区、直辖市）", "省", "省级", "市级（直辖市）"
    CITY = "city", "市", "市级", "设区的市"
    COUNTY = "county", "县（市、区）", "县", "区", "区级", "县级"
    STREET = "street", "街道（乡镇）", "街道", "乡镇"


class Influence(Word):
    """Size and influence as routing needs it: a recorded judgement, never computed (A09)."""

    LARGE = "large", "较大", "大"
    SMALL = "small", "较小", "小"


class CharterClauseState(Word):
    """Does the charter speak of Party building (A15–A17)?"""

    ABSENT = "absent", "未写入"
    PROVISIONAL = "provisional", "先行写入，待会议确认"
    ADOPTED = "adopted", "会议已通过，待核准"
    APPROVED = "approved", "已核准"


class SuccessionKind(Word):
    MERGED = "merged", "合并"
    SPLIT = "split", "分立"
    RENAMED = "renamed", "更名"


class HubLevel(Word):
    MUNICIPAL = "municipal", "市级", "市"
    DISTRICT = "district", "区级", "区", "区县"
    STREET = "street", "街道级", "街", "街道"


class DesignationVerb(Word):
    """Municipal hubs are accredited, lower ones set up (C01): the same record, another verb (X-25)."""

    ACCREDITED = "accredited", "认定"
    SET_UP = "set_up", "建立"


class HubElement(Word):
    """The 3+1 of a hub (C04): three bodies and one system."""

    WORK_COMMITTEE = "work_committee", "党建工作委员会"
    JOINT_PARTY_ORGANIZATION = "joint_party_organization", "社会组织联合党组织"
    COMMITTEE_OFFICE = "committee_office", "党建委办公室"
    REGULAR_MEETING = "regular_meeting", "党建工作例会制度"


class PlanningCell(Word):
    """One wished organization per cell of the planning grid (A14)."""

    INDUSTRY = "industry", "新兴行业"
    PROVINCE = "province", "省级地域"
    TOWNSHIP = "township", "乡镇区域"


class ContactRole(Word):
    """Whose office contact it is; a contact is a role's, not a person's file (N08)."""

    HEAD = "head", "负责人"
    CONTACT = "contact", "联系人"
    SECRETARY = "secretary", "书记"
    INSTRUCTOR = "instructor", "党建工作指导员"
    OFFICE = "office", "办公室"


class MemberBase(Word):
    """On which count a statement about a unit's members stands."""

    ROLL = "roll", "党员名册"
    HEAD_COUNT = "head_count", "人数填报"

"""Which kinds of ledger are known, and by which headings?"""

from shuniu.spreadsheets.imports.headings import spellings as spelled
from shuniu.spreadsheets.imports.kinds import party_organizations, social_organizations
from shuniu.spreadsheets.imports.kinds.kind import Field, Kind, Signature

KINDS: dict[str, Kind] = {kind.name: kind for kind in (social_organizations.KIND, party_organizations.KIND)}


def _known(name: str, label: str, spellings: str) -> Signature:
    return Signature(name, label, spelled(spellings))


# Ledgers that are told apart already and read by a later version.
SIGNATURES: tuple[Signature, ...] = (
    _known(
        "party_building_state",
        "社会组织党建情况统计表",
        """社会组织名称 统一社会信用代码 业务主管单位 业务主管单位行业主管部门 从业人员数 从业人员数合计
            专职 党员总数 党员人数 正式党员 预备党员 已转入 未转入 组织关系已转入 是否建立党组织 单独组建
            联合组建 组建方式 组建方式打√ 党组织名称 成立时间 未建立原因 未建党组织原因 党建工作指导员
            党建指导员 党建指导员姓名 工作单位及职务 工会 共青团 妇联 群团组织 党员数 覆盖情况""",
    ),
    _known(
        "members",
        "党员信息（花名册）",
        """姓名 性别 民族 公民身份证号 公民身份号码 身份证号码 身份证号 出生日期 出生年月 学历 文化程度
            人员类别 党员类别 加入党组织日期 入党时间 入党日期 转为正式党员日期 转正时间 转正日期
            所在党支部 所在党组织 工作岗位 党籍状态 是否为失联党员 是否为流动党员 手机号 手机号码 家庭住址
            党内职务 工作单位 职务 籍贯""",
    ),
    _known(
        "admissions",
        "发展党员工作台账",
        """姓名 性别 出生年月 学历 递交入党申请书时间 申请入党时间 入党申请时间 党组织派人谈话时间
            确定为入党积极分子时间 列为积极分子时间 培养联系人 确定为发展对象时间 列为发展对象时间
            政治审查时间 短期集中培训时间 上级党委预审时间 支部大会接收时间 上级党委审批时间 转正时间
            所在党支部 所在社会组织""",
    ),
    _known(
        "meetings",
        "三会一课记录台账",
        """党支部名称 党支部 会议时间 活动时间 会议类型 地点 会议地点 会议主要内容 会议内容 应到 实到
            请假缺席 缺席 参加人数 主持人 记录人 会议主题""",
    ),
    _known(
        "dues",
        "党费收缴明细",
        """党支部 姓名 月缴纳标准 月缴标准 应缴 实缴 1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月
            合计""",
    ),
)

__all__ = ["KINDS", "SIGNATURES", "Field", "Kind", "Signature"]

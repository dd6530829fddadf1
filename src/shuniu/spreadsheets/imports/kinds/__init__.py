"""Which kinds of ledger are known, and by which headings?"""

from shuniu.spreadsheets.imports.headings import spellings as spelled
from shuniu.spreadsheets.imports.kinds import members, party_building_state, party_organizations, social_organizations
from shuniu.spreadsheets.imports.kinds.kind import Field, Kind, Signature

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (social_organizations.KIND, party_organizations.KIND, party_building_state.KIND, members.KIND)
}


def _known(name: str, label: str, spellings: str) -> Signature:
    return Signature(name, label, spelled(spellings))


# Ledgers that are told apart already and read by a later version.
SIGNATURES: tuple[Signature, ...] = (
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

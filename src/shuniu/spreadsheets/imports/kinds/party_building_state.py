"""What does a table of Party building report of each organization? (社会组织党建情况统计表)"""

from shuniu.spreadsheets.imports import converting
from shuniu.spreadsheets.imports.headings import spellings
from shuniu.spreadsheets.imports.kinds import reported_state
from shuniu.spreadsheets.imports.kinds.kind import Kind, named, ticked
from shuniu.spreadsheets.imports.kinds.reported_state import attached, head_count
from shuniu.spreadsheets.imports.kinds.social_organizations import KIND as ORGANIZATIONS
from shuniu.spreadsheets.imports.kinds.social_organizations import is_a_code

_NAMES = " ".join(ORGANIZATIONS.field_named("name").spellings)
_CODES = " ".join(ORGANIZATIONS.field_named("uscc").spellings)
_SUPERVISORS = " ".join(ORGANIZATIONS.field_named("supervising_unit").spellings)
_ALSO = """法定代表人 负责人 党组织书记 书记 书记姓名 党组织负责人 党组织类型 党组织隶属关系 上级党组织 社会组织类型
    成立登记日期 类型 社会组织类别 所属区 区县 街道 地址 联系人 联系电话 工会 团组织 覆盖情况 群团组织 覆盖方式"""

KIND = Kind(
    name="party_building_state",
    label="社会组织党建情况统计表",
    anchor="uscc",
    judge=reported_state.judge,
    asked_for="“社会组织名称”“党员总数”“是否建立党组织”",
    key=("uscc",),
    rival="name",
    key_without=("name",),
    complete=reported_state.complete,
    fields=(
        named(
            "name",
            "社会组织名称",
            _NAMES,
            converting.required_name,
            pattern=r"(社会组织|社会团体|民办非企业|法人|单位|机构|组织)(全称|名称)$",
            unlike=r"主管|党|登记|上级|曾用|法定代表|英文|联合|指导",
            weight=2,
            missing="name_missing",
        ),
        named(
            "uscc",
            "统一社会信用代码",
            _CODES,
            converting.code,
            pattern=r"(统一社会|社会)?信用代码",
            unlike=r"主管|上级|法定代表人",
            recognises=is_a_code,
        ),
        named("supervising_unit", "业务主管单位", _SUPERVISORS, reported_state.supervising_unit),
        named(
            "staff",
            "从业人员数",
            """从业人员数 从业人员数合计 从业人员 从业人员总数 从业人员合计 职工总数 职工人数 工作人员数 工作人员总数
            从业人数 从业人员人数 员工总数 员工人数 工作人员合计 在职人员数 组织总人数 从业人员情况合计 从业人员情况总数
            职工数 从业人员数总数 从业人员数总计 工作人员数合计 总人数""",
            head_count,
        ),
        named(
            "full_time_staff",
            "专职人员数",
            """专职 从业人员专职 专职人员 专职从业人员 专职工作人员 专职人数 专职人员数 专职工作人员数 从业人员数专职
            专职从业人员数 工作人员专职 从业人员情况专职 其中专职 其中专职人员 专职员工 专职工作人员人数""",
            head_count,
        ),
        named(
            "members",
            "党员总数",
            """党员总数 党员人数 党员数 党员数合计 党员情况合计 党员总人数 党员人数合计 中共党员数 中共党员人数 党员合计
            党员情况总数 党员数总数 党员数量 中共党员数量 党员情况党员数 党员总计 党员数总计 现有党员数 党员情况人数
            中共党员总数 现有党员 党员总数人 从业人员中党员数 党员情况小计 党员""",
            head_count,
            pattern=r"党员(总人数|人数|总数|数量|数)",
            unlike=r"正式|预备|转|流动|女|专职|兼职|失联|发展|退休|领导|岁|学历|关系|流入|流出|困难",
            weight=2,
        ),
        named(
            "full_members",
            "正式党员",
            "正式党员 正式党员数 正式党员人数 党员情况正式 党员正式 正式 党员数正式 党员总数正式党员 正式党员数量",
            head_count,
        ),
        named(
            "probationary_members",
            "预备党员",
            "预备党员 预备党员数 预备党员人数 党员情况预备 党员预备 预备 党员数预备 党员总数预备党员 预备党员数量",
            head_count,
        ),
        named(
            "relations_transferred",
            "组织关系已转入",
            """已转入 组织关系已转入 已转入组织关系 组织关系转入 组织关系已转入数 组织关系在本单位 转入组织关系
            组织关系已转入党员数 已转入组织关系党员数 已转入组织关系数 已转入组织关系的党员数 组织关系转入数
            组织关系在本单位党员数 组织关系已转入人数 党员组织关系已转入 组织关系在本组织 转入""",
            head_count,
        ),
        named(
            "relations_not_transferred",
            "组织关系未转入",
            """未转入 组织关系未转入 未转入组织关系 组织关系未转入数 组织关系不在本单位 未转入组织关系数
            组织关系未转入党员数 未转入组织关系党员数 未转入组织关系的党员数 组织关系未转入人数 组织关系不在本组织
            组织关系不在本单位党员数 党员组织关系未转入 未转""",
            head_count,
        ),
        named(
            "has_party_organization",
            "是否建立党组织",
            """是否建立党组织 是否有中共党组织 是否成立党组织 是否已建党组织 是否建党组织 是否组建党组织
            是否有党组织 党组织建立情况 党组织是否建立 是否已建立党组织 建立党组织情况 是否建立 党组织组建情况
            是否建立了党组织 有无党组织 党建情况 是否已成立党组织 是否设立党组织 是否单独建立党组织 党组织建立与否
            是否建立中共党组织 是否建立党支部 是否成立党支部 党组织覆盖""",
            reported_state.there,
            weight=2,
        ),
        ticked("has_party_organization.yes", True, "已建立党组织", "已建立 已建 已建立党组织 已建党组织"),
        ticked("has_party_organization.no", False, "未建立党组织", "未建立 未建 未建立党组织 未建党组织"),
        named(
            "formation_mode",
            "组建方式",
            """组建方式 组建形式 党组织组建方式 党组织组建形式 组建类型 建立方式 组建模式 党组织建立方式 建立形式
            党组织设置方式 党组织设置形式 设置方式 组建方式单独联合 单独联合组建 建立党组织方式""",
            reported_state.mode,
        ),
        ticked(
            "formation_mode.separate",
            "单独组建",
            "组建方式：单独组建",
            "单独组建 单独建立 单独 独立组建 单独组建党组织 单独成立 单独建立党组织 单建 单独党支部 独立党支部 独立",
        ),
        ticked(
            "formation_mode.joint",
            "联合组建",
            "组建方式：联合组建",
            "联合组建 联合建立 联合 联合组建党组织 联合成立 联合建立党组织 联建 联合党支部",
        ),
        named(
            "party_organization",
            "党组织名称",
            """党组织名称 党支部名称 党组织全称 党支部全称 所在党组织名称 已建党组织名称 所建党组织名称 支部名称
            所属党组织名称 建立党组织名称 所在党组织 所属党组织 党组织 所在党支部名称 所属党支部名称 已建立党组织名称
            所在党支部 所属党支部 成立党组织名称 党支部""",
            converting.text,
            weight=2,
        ),
        named(
            "party_organization_established_on",
            "党组织成立时间",
            """党组织成立时间 党组织成立日期 成立时间 建立时间 党组织建立时间 党组织建立日期 党支部成立时间 成立日期
            建立日期 批准成立时间 党组织批准成立时间 党组织组建时间 组建时间 党组织情况成立时间 批准成立日期
            党组织建立情况成立时间 党组织建立情况成立日期 党组织建立情况建立时间 支部成立时间 党支部成立日期""",
            converting.day,
            not_under=r"基本|登记|社会组织|单位",
        ),
        named(
            "reason_not_formed",
            "未建立原因",
            """未建立原因 未建党组织原因 未建立党组织原因 未建原因 未建立党组织的原因 未组建原因 未成立原因
            未组建党组织原因 未成立党组织原因 没有建立党组织的原因 未建立党组织情况说明 未建党组织的原因 未建说明""",
            converting.text,
        ),
        named(
            "instructor",
            "党建工作指导员",
            """党建工作指导员 党建指导员 党建指导员姓名 党建工作指导员姓名 指导员姓名 指导员 党建联络员姓名 党建联络员
            联络员姓名 选派党建指导员姓名 派驻党建指导员 党建工作联络员 选派党建指导员 党建工作联络员姓名
            党建指导员情况姓名 党建工作指导员情况姓名 选派指导员姓名""",
            converting.person_name,
        ),
        named(
            "instructor_unit",
            "指导员工作单位及职务",
            """党建工作指导员工作单位及职务 党建指导员工作单位及职务 指导员工作单位及职务 指导员工作单位 指导员单位
            党建工作指导员工作单位 党建指导员工作单位 党建工作指导员单位及职务 党建指导员单位及职务 指导员单位及职务
            党建指导员单位 党建工作指导员单位 指导员所在单位 党建工作指导员所在单位 党建指导员所在单位
            指导员单位职务""",
            converting.text,
            weak="工作单位及职务 工作单位 单位及职务 工作单位职务 所在单位及职务",
            not_under=r"书记|负责人|法定|联系人|基本",
        ),
        named(
            "instructor_phone",
            "指导员联系电话",
            """党建工作指导员联系电话 党建指导员联系电话 指导员联系电话 指导员电话 党建工作指导员电话 党建指导员电话
            党建工作指导员联系方式 党建指导员联系方式 指导员联系方式 党建指导员手机号 指导员手机 指导员手机号码
            党建工作指导员手机号码 党建指导员手机号码 党建指导员手机 党建联络员联系方式 党建联络员电话""",
            converting.phone,
            weak="联系电话 联系方式 电话 手机 手机号码 手机号",
            not_under=r"书记|负责人|法定|单位|联系人|社会组织|基本",
        ),
        named(
            "has_trade_union",
            "工会",
            """工会 是否建立工会 工会组织 是否有工会 是否成立工会 建立工会 有无工会 是否建有工会 是否建工会 群团组织工会
            工会建立情况 是否建立工会组织 工会情况""",
            attached,
        ),
        named(
            "has_youth_league",
            "共青团",
            """共青团 团组织 是否建立共青团 是否有共青团组织 团支部 共青团组织 是否建立团组织 是否有团组织
            群团组织共青团 是否成立团组织 有无团组织 是否建立共青团组织 是否有共青团 是否建团组织
            团组织建立情况 是否成立共青团""",
            attached,
        ),
        named(
            "has_womens_federation",
            "妇联",
            """妇联 妇联组织 是否建立妇联 是否有妇联组织 妇女组织 是否建立妇联组织 群团组织妇联 是否成立妇联 有无妇联
            是否有妇联 妇女联合会 是否建立妇女组织 是否建妇联 妇委会 妇联建立情况""",
            attached,
        ),
    ),
    also=spellings(_ALSO),
)

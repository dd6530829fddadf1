"""What does a ledger of social organizations say in each row? (基本信息台账, 登记信息导出)"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from shuniu.kernel.identifier import uscc_problem, uscc_type, uscc_warning
from shuniu.kernel.text import EMPTY_MARKS, PLACEHOLDERS, fold
from shuniu.spreadsheets.imports import converting
from shuniu.spreadsheets.imports.findings import Flaw
from shuniu.spreadsheets.imports.headings import Heading, spellings, words
from shuniu.spreadsheets.imports.kinds.kind import Kind, Remark, Values, named

TYPES = {
    "社会团体": "社会团体",
    "社团": "社会团体",
    "社会团体法人": "社会团体",
    "民办非企业单位": "民办非企业单位",
    "民办非企业": "民办非企业单位",
    "民非": "民办非企业单位",
    "民非企业": "民办非企业单位",
    "民办非企业单位法人": "民办非企业单位",
    "社会服务机构": "民办非企业单位",
    "基金会": "基金会",
    "基金会法人": "基金会",
    "律师事务所": "律师事务所",
    "律所": "律师事务所",
    "会计师事务所": "会计师事务所",
    "税务师事务所": "税务师事务所",
}
_TYPE_WORDS = {
    "民办非企业": "民办非企业单位",
    "社会服务机构": "民办非企业单位",
    "民非": "民办非企业单位",
    "基金会": "基金会",
    "律师事务所": "律师事务所",
    "会计师事务所": "会计师事务所",
    "税务师事务所": "税务师事务所",
    "社会团体": "社会团体",
    "社团": "社会团体",
    "行业协会商会": "社会团体",
}
_NORMAL = "正常 在业 存续 登记 开业 在营 有效 已登记 成立 在册 正常登记 运行 正常运行 正常运营 存续（在营）"
STATUSES = {
    **dict.fromkeys(words(_NORMAL), "正常"),
    **dict.fromkeys(words("异常 列入活动异常名录 活动异常 异常名录 列入异常名录 列入异常 经营异常"), "异常"),
    **dict.fromkeys(words("注销 已注销 注销登记 准予注销"), "注销"),
    **dict.fromkeys(words("撤销 撤销登记 已撤销 吊销 已吊销 被撤销"), "撤销"),
}
_STATUS_WORDS = {"撤销": "撤销", "吊销": "撤销", "注销": "注销", "异常": "异常"}
_DIRECT = ("直接登记", "无业务主管单位", "无主管单位")
_SUPERVISORS = re.compile(r"[,，;；、/]")


def supervisor(cell: Any) -> Any:
    """The supervising unit, and whether the organization says it registered directly."""
    kept = fold(converting.unguarded(cell))
    if kept == "":
        return (None, None)  # an empty cell claims nothing
    if kept in EMPTY_MARKS or any(word in kept for word in _DIRECT):
        return (None, True)
    if kept in PLACEHOLDERS or kept == "政府相关部门":
        return Flaw((None, None), "placeholder_value")
    parts = [name for piece in _SUPERVISORS.split(str(cell).strip()) if len(name := fold(piece)) > 1]
    if len(parts) > 1 and all(len(part) >= 4 for part in parts):
        # Both names are kept, so that nothing the ledger says is lost; which one counts is the register's affair.
        return Flaw(("、".join(parts), False), "two_supervisors", detail=parts[0])
    return (kept, False)


def funds(heading: Heading, title: str) -> converting.Converter:
    """The unit stands in the heading, else in the ledger's line “单位：万元”."""
    for written in (fold(heading.path), fold(title)):
        if "元/万元" in written or "万元/元" in written:
            break
        if "万元" in written:
            return converting.money(10_000)
        if "元）" in written or "单位：元" in written or "单位:元" in written:
            return converting.money(1)
    return converting.money(None)


def is_a_code(cell: Any) -> bool:
    return isinstance(cell, str) and uscc_problem(fold(converting.unguarded(cell)).upper()) is None


def judge(values: Values, on: date | None) -> Iterable[Remark]:
    if "type" in values:
        for place, (code, type_) in enumerate(zip(values["uscc"], values["type"], strict=True)):
            if code is not None and type_ is not None and uscc_warning(code, type_) == "uscc_kind_mismatch":
                yield place, "type", Flaw(None, "uscc_kind_mismatch", detail=uscc_type(code) or code[:2])
    if "certificate_valid_from" in values and "certificate_valid_to" in values:
        pairs = zip(values["certificate_valid_from"], values["certificate_valid_to"], strict=True)
        for place, (begins, ends) in enumerate(pairs):
            if begins and ends and len(begins) == len(ends) and ends < begins:
                yield place, "certificate_valid_to", Flaw(None, "date_order", detail=f"有效期起日{begins}")


_CODES = """统一社会信用代码 社会信用代码 信用代码 机构信用代码 统一代码 统一信用代码
            法人单位统一社会信用代码 组织统一社会信用代码 社会组织统一社会信用代码 社会组织代码
            统一社会信用代码证号 登记证号统一社会信用代码"""

KIND = Kind(
    name="social_organizations",
    label="社会组织台账",
    anchor="uscc",
    judge=judge,
    asked_for="“社会组织名称”“统一社会信用代码”",
    key=("uscc",),
    rival="name",
    fields=(
        named(
            "district",
            "所属区（县）",
            """所属区 所在区 区县 所属区县 所在区县 区 县区 所属县区 所在县区 县市区 所属县市区 市区 行政区划
            行政区 所属地区 地区 所在地区 所属区域 区域 辖区 所属辖区 属地 区划 住所所在区 登记地区
            所属行政区 所属行政区划 县 市县 所属市县 所在县市区 县（市、区） 县市、区 县市区名称""",
            converting.text,
            carried=True,
        ),
        named(
            "name",
            "社会组织名称",
            """社会组织名称 单位名称 组织名称 机构名称 常用名称 名称 单位全称 社会组织全称 社会组织 全称
            法人名称 机构全称 社团名称 社会团体名称 民非名称 基金会名称 单位""",
            converting.required_name,
            pattern=r"(社会组织|社会团体|民办非企业单位|法人|单位|机构|组织)(全称|名称)$",
            unlike=r"主管|党|登记|上级|曾用|法定代表|英文|联合",
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
            weight=2,
            recognises=is_a_code,
            missing="uscc_missing",
        ),
        named(
            "type",
            "社会组织类型",
            """社会组织类型 社会组织种类 社会组织类别 类型 类别 种类 实体类型 组织类型 单位类型 机构类型
            组织类别 法人类型 登记类型 单位性质 组织性质 社会组织性质""",
            converting.choice(TYPES, _TYPE_WORDS),
            recognises=lambda cell: fold(cell) in TYPES,
        ),
        named(
            "registration_authority",
            "登记管理机关",
            """登记管理机关 登记机关 登记部门 注册机关 登记管理部门 登记单位 发证机关 登记管理单位
            注册登记机关""",
            converting.authority,
        ),
        named(
            "supervising_unit",
            "业务主管单位",
            """业务主管单位 行业主管部门 主管单位 业务主管单位行业主管部门 主管部门 业务主管部门 业务主管
            业务主管单位名称 业务主管行业主管单位 行业管理部门 业务主管行业管理部门""",
            supervisor,
            gives=("supervising_unit", "direct_registration"),
        ),
        named(
            "established_on",
            "成立登记日期",
            """成立登记日期 成立日期 成立时间 批准日期 登记日期 创办时间 注册时间 成立登记时间 登记时间
            注册日期 注册登记日期 注册登记时间 批准成立日期 批准成立时间 设立日期 设立时间 批准登记日期
            批准登记时间 成立年月 创办日期""",
            converting.day,
        ),
        named(
            "registered_funds_yuan",
            "注册资金",
            """注册资金 原始基金数额 开办资金 活动资金 注册资金数额 注册资本 原始基金 开办资金数额
            注册资金万元 开办资金万元 注册活动资金 注册资金元 原始基金万元 活动资金万元 注册资金原始基金""",
            converter_for=funds,
            pattern=r"(注册|开办|活动)资(金|本)|原始基金",
        ),
        named(
            "certificate_valid",
            "证书有效期",
            """证书有效期 有效期 登记证书有效期 证书有效期限 有效期限 证书有效期起止 登记证书有效期限
            有效期起止""",
            converting.day_range,
            gives=("certificate_valid_from", "certificate_valid_to"),
        ),
        named(
            "certificate_valid_from",
            "证书有效期起",
            """证书有效期起 有效期起 有效期自 证书有效期自 证书有效期开始日期 有效期始 证书有效期起始日期
            发证日期 发证时间""",
            converting.day,
        ),
        named(
            "certificate_valid_to",
            "证书有效期止",
            """证书有效期止 有效期止 有效期至 证书有效期至 证书有效期截止日期 证书到期日 证书有效期结束日期
            有效截止日期""",
            converting.day,
        ),
        named(
            "status",
            "登记状态",
            "登记状态 状态 法人状态 存续状态 运行状态 组织状态 社会组织状态 当前状态 单位状态",
            converting.choice(STATUSES, _STATUS_WORDS),
            recognises=lambda cell: fold(cell) in STATUSES,
        ),
        named(
            "grade",
            "评估等级",
            """评估等级 社会组织评估等级 评估情况 等级评估 评估结果 等级 评估等级情况 评估级别 社会组织等级
            评估""",
            converting.grade,
        ),
        named(
            "full_time_staff",
            "专职工作人员数",
            """从业人员专职 专职从业人员 专职人员 专职工作人员数 专职工作人员 专职人数 专职 专职人员数
            专职从业人员数 从业人员数专职 工作人员专职 机构/项目全职人数 全职人数 全职人员
            专职工作人员人数""",
            converting.count,
        ),
        named(
            "part_time_staff",
            "兼职工作人员数",
            """从业人员兼职 兼职从业人员 兼职人员 兼职工作人员数 兼职工作人员 兼职人数 兼职 兼职人员数
            兼职从业人员数 从业人员数兼职 工作人员兼职 兼职工作人员人数""",
            converting.count,
        ),
        named(
            "address",
            "住所",
            """住所 地址 具体地址 社会组织地址 办公地址 详细地址 住所地址 登记住所 住址 办公场所 注册地址
            住所地 通讯地址 联系地址""",
            converting.place,
        ),
        named(
            "street",
            "所在街道（乡镇）",
            """所在街道乡镇 所在街道 街道 街道乡镇 乡镇街道 所属街道 所属街道镇 街镇 镇街 所属镇街
            所在乡镇街道 所属街道乡镇 所属街镇 街乡镇 所在街乡镇 乡镇 所属乡镇 所属乡镇街道 街道乡、镇
            所在街镇 所属街乡镇 街乡 镇街道""",
            converting.text,
        ),
        named(
            "phone",
            "联系电话",
            """联系电话 电话 办公电话 联系方式 联系人电话 单位电话 固定电话 电话号码 手机 手机号码 联系手机
            手机号""",
            converting.phone,
        ),
        named(
            "charity",
            "是否慈善组织",
            """是否慈善组织 慈善组织 是否为慈善组织 是否认定为慈善组织 是否认定慈善组织 慈善组织认定
            是否具有慈善组织属性""",
            converting.yes_no,
        ),
    ),
    also=spellings("业务范围 法定代表人 法定代表人姓名 负责人 登记证号 邮编 活动地域 宗旨"),
)

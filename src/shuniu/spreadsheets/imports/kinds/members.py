"""What does a roll of Party members say in each row? (党员基本信息汇总表, 党员花名册, 党员信息导出)"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from shuniu.kernel.identifier import citizen_sex
from shuniu.spreadsheets.imports import converting, persons
from shuniu.spreadsheets.imports.findings import Flaw
from shuniu.spreadsheets.imports.headings import spellings
from shuniu.spreadsheets.imports.kinds.kind import Kind, Remark, Values, named, ticked

_ADULT = 18


def judge(values: Values, on: date | None) -> Iterable[Remark]:
    nothing: list[None] = [None] * len(values["name"])
    numbers, born = values.get("citizen_number", nothing), list(values.get("born_on", nothing))
    yield from _of_numbers(numbers, values.get("sex", nothing), born)
    states, admitted, full = (
        values.get(name, nothing) for name in ("membership_state", "admitted_on", "full_member_on")
    )
    yield from _of_admission(born, admitted)
    yield from _of_confirmation(states, admitted, full, on)


def _of_numbers(numbers: Sequence[Any], sexes: Sequence[Any], born: list[Any]) -> Iterable[Remark]:
    """What a number says of its bearer; from here on `born` holds the day the number names."""
    withdrawn = persons.withdrawn_areas()
    for place, number in enumerate(numbers):
        if number is None:
            continue
        birth = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
        if number[:6] in withdrawn:
            yield place, "citizen_number", Flaw(None, "ric_area_withdrawn", detail=number[:6])
        if born[place] is not None and not birth.startswith(born[place]):
            yield place, "born_on", Flaw(None, "ric_birth_mismatch")
        if sexes[place] is not None and sexes[place] != citizen_sex(number):
            yield place, "sex", Flaw(None, "ric_sex_mismatch")
        born[place] = birth


def _of_admission(born: Sequence[Any], admitted: Sequence[Any]) -> Iterable[Remark]:
    for place, (birth, day) in enumerate(zip(born, admitted, strict=True)):
        if birth is not None and day is not None and _before(day, _eighteenth_birthday(birth)):
            yield place, "admitted_on", Flaw(None, "join_under_18")


def _of_confirmation(
    states: Sequence[Any], admitted: Sequence[Any], full: Sequence[Any], on: date | None
) -> Iterable[Remark]:
    for place, (state, begun, day) in enumerate(zip(states, admitted, full, strict=True)):
        if day is None:
            continue
        if begun is not None and _before(day, begun):
            yield place, "full_member_on", Flaw(None, "formal_before_join", detail=begun)
        if state == "预备党员":
            ahead = on is not None and _before(on.isoformat(), day)
            yield place, "full_member_on", Flaw(None, "full_member_ahead" if ahead else "category_conflict")


def _before(one: str, other: str) -> bool:
    """Whether a date, as precise as it was written, lies wholly before another: doubt is no."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def _eighteenth_birthday(born: str) -> str:
    return f"{int(born[:4]) + _ADULT:04d}{born[4:]}"


_ALSO = """固定电话 家庭住址 籍贯 出生地 年龄 学位 毕业院校 毕业学校 专业 所学专业 从事专业技术职务 专业技术职务
    新的社会阶层 是否农民工 档案所在单位 户籍所在地 现居住地 失去联系情形 信息完整度 政治面貌 入党介绍人 参加工作时间
    党龄 工作证号 邮箱 行政职务 党员类型 困难党员 党代表 志愿者"""
_OTHERS = r"书记|介绍人|联系人|培养|负责人|指导员|家属"

KIND = Kind(
    name="members",
    label="党员信息（花名册）",
    anchor="citizen_number",
    judge=judge,
    asked_for="“姓名”“公民身份号码”“所在党支部”",
    key=("citizen_number",),
    rival="name",
    key_without=("name", "party_organization", "born_on", "mobile"),
    grouped_by="party_organization",
    fields=(
        named(
            "name",
            "姓名",
            "姓名 党员姓名 人员姓名 名字 党员名字 党员名称 姓名全称",
            persons.name,
            pattern=r"姓名$",
            unlike=r"书记|介绍|联系人|培养|负责|曾用|英文|父|母|配偶|指导员|填表|拼音",
            not_under=_OTHERS,
            weight=2,
            missing="name_missing",
        ),
        named(
            "party_organization",
            "所在党支部",
            """所在党支部 所在党组织 所属党支部 所属党组织 党支部名称 支部名称 党组织名称 所在支部 所属支部 党支部
            支部 组织关系所在党支部 组织关系所在党组织 组织关系所在支部 所在党支部名称 所在党组织名称 所属组织
            所在组织 所属党支部名称 所属党组织名称 组织关系所在单位 所在党支部全称 党支部全称 所在基层党组织
            隶属党组织 隶属党支部 现所在党支部 党组织全称 所在党支部党组织 管理党支部""",
            converting.text,
            pattern=r"(党支部|党组织|支部)(全称|名称)?$",
            unlike=r"入党时|转正时|上级|转出|转入|转往|接收|联合|书记|单位|流入|原|报到|社区|填报",
            weak="党组织 所属党总支 所在党总支 党总支 组织 所属党委支部",
            carried=True,
        ),
        named(
            "citizen_number",
            "公民身份号码",
            """公民身份证号 公民身份号码 身份证号码 身份证号 公民身份证号码 居民身份证号码 居民身份证号 身份证
            居民身份证 公民身份证 身份证件号码 证件号码 证件号 身份号码 身份证编号""",
            persons.citizen_number,
            pattern=r"身份证(件)?(号|号码)?$|身份号码$",
            unlike=r"父|母|配偶|介绍人|书记|负责人|法定代表",
            weight=2,
            recognises=persons.is_a_citizen_number,
        ),
        named("sex", "性别", "性别 男女", persons.sex),
        ticked("sex.male", "男", "性别：男", "性别男 男"),
        ticked("sex.female", "女", "性别：女", "性别女 女"),
        named("ethnic_group", "民族", "民族 民族名称 族别 民族代码", persons.ethnic_group),
        named(
            "born_on",
            "出生日期",
            "出生日期 出生年月 出生年月日 出生时间 生日 出生 出生年份 出生年月份",
            persons.birthday,
            pattern=r"^出生(日期|年月|时间)",
        ),
        named(
            "education",
            "学历",
            """学历 文化程度 教育程度 学历代码 最高学历 学历层次 受教育程度 学历情况 学历教育 文化 学历文化程度
            全日制学历 学历学位""",
            persons.education,
            weak="在职学历 在职教育",
        ),
        named(
            "membership_state",
            "人员类别",
            """人员类别 党员类别 党员类型 党员身份 人员类型 党员状态 政治身份 党员性质 正式预备 正式党员预备党员
            是正式党员还是预备党员 党员类别正式预备""",
            persons.membership_state,
            weak="政治面貌 类别 人员性质 身份",
        ),
        ticked("membership_state.full", "正式党员", "人员类别：正式党员", "正式党员 人员类别正式党员 正式"),
        ticked("membership_state.probationary", "预备党员", "人员类别：预备党员", "预备党员 人员类别预备党员 预备"),
        named(
            "admitted_on",
            "加入党组织日期",
            """加入党组织日期 入党时间 入党日期 加入党组织时间 加入中国共产党日期 加入中国共产党时间 入党年月
            入党年月日 列为预备党员时间 成为预备党员时间 接收预备党员时间 接收为预备党员时间 成为预备党员日期
            列为预备党员日期 接收预备党员日期 加入中共时间 入党""",
            persons.day_of_life,
            pattern=r"^(入党|加入(中国共产党|党组织|中共))(时间|日期|年月)",
            unlike=r"申请",
        ),
        named(
            "full_member_on",
            "转为正式党员日期",
            """转为正式党员日期 转正时间 转正日期 转为正式党员时间 成为正式党员时间 预备党员转正时间 转正年月
            成为正式党员日期 预备党员转正日期 预备期转正时间 转正年月日 转正""",
            persons.day_of_life,
            pattern=r"^(转正|(转|成)为正式党员)(时间|日期|年月)",
            unlike=r"申请",
        ),
        named(
            "social_organization",
            "所在社会组织",
            """工作单位 所在单位 所在社会组织 社会组织名称 单位名称 所在单位名称 工作单位名称 所在社会组织名称
            现工作单位 单位 所属社会组织 所属单位 从业单位 社会组织""",
            converting.text,
        ),
        named(
            "position",
            "工作岗位",
            """工作岗位 职务 岗位 现任职务 行政职务 职业 单位职务 职务或职业 职务职业 所在岗位 现任岗位 岗位职务
            工作职务 担任职务 单位任职 社会组织职务 工作岗位职务""",
            converting.text,
            weak="工作单位及职务 单位及职务 工作单位职务 单位职务名称 工作单位和职务",
            not_under=_OTHERS,
        ),
        named(
            "party_post",
            "党内职务",
            """党内职务 党务职务 党内任职 党组织职务 支部职务 党支部职务 党内职务名称 党内身份 支部任职
            党内担任职务 党务工作职务 在党内职务""",
            converting.text,
        ),
        named(
            "mobile",
            "手机号码",
            """手机号 手机号码 手机 移动电话 联系手机 本人手机 手机电话 手机联系方式 移动电话号码 本人手机号码
            本人手机号""",
            converting.phone,
            pattern=r"手机",
            unlike=r"书记|联系人|介绍人|家属|紧急|负责人|党组织|单位|备用|指导员",
            weak="联系电话 联系方式 电话 电话号码 本人联系电话 联系电话手机 本人电话 联系号码",
            not_under=_OTHERS,
        ),
        named(
            "relation_transferred",
            "组织关系是否转入",
            """组织关系是否转入 是否转入组织关系 组织关系是否已转入 组织关系是否转接 组织关系转入情况
            组织关系是否在本支部 组织关系是否在支部 组织关系转入 是否转入 组织关系是否转入本支部 组织关系是否已转
            组织关系是否转入本党支部 组织关系是否转移 党组织关系是否转入""",
            converting.yes_no,
        ),
        named(
            "membership_status",
            "党籍状态",
            "党籍状态 党籍情况 党籍",
            persons.membership_status,
        ),
        named(
            "lost_contact",
            "是否为失联党员",
            "是否为失联党员 是否失联党员 是否失联 失联党员 是否为失去联系党员 是否失去联系 失联情况",
            converting.yes_no,
        ),
        named(
            "lost_contact_on",
            "失去联系日期",
            "失去联系日期 失联日期 失去联系时间 失联时间",
            converting.day,
        ),
        named(
            "mobile_member",
            "是否为流动党员",
            "是否为流动党员 是否流动党员 流动党员 是否流动 是否属于流动党员 是否系流动党员",
            converting.yes_no,
        ),
        named(
            "moved_to",
            "外出流向",
            "外出流向 流向 流动去向 外出去向 外出地点 流动方向 外出流动地点 流入地",
            converting.text,
        ),
        named(
            "joint_unit",
            "联合支部单位名称",
            "联合支部单位名称 联合党支部单位名称 联合支部所在单位 联合党支部所在单位名称 联合支部单位",
            converting.text,
        ),
    ),
    also=spellings(_ALSO),
)

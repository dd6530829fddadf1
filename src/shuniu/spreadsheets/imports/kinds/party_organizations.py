"""What does a ledger of Party organizations and the units they stand in say? (党组织和所在单位信息汇总表)"""

from collections.abc import Iterable
from datetime import date

from shuniu.kernel.dates import PartialDate
from shuniu.kernel.text import fold
from shuniu.spreadsheets.imports import converting
from shuniu.spreadsheets.imports.findings import Flaw
from shuniu.spreadsheets.imports.headings import spellings
from shuniu.spreadsheets.imports.kinds.kind import Kind, Remark, Values, named

# The national form numbers the kinds; clerks write the number, the words, or both.
KINDS = {
    "61": "党委", "610": "党委", "611": "党委", "621": "党总支", "62": "党总支",
    "631": "党支部", "632": "联合党支部", "63": "党支部",
    "党委": "党委", "基层党委": "党委", "党的基层委员会": "党委", "委员会": "党委",
    "党总支": "党总支", "党总支部": "党总支", "总支": "党总支", "总支部": "党总支",
    "党支部": "党支部", "支部": "党支部", "单独党支部": "党支部", "独立党支部": "党支部",
    "联合党支部": "联合党支部", "联合支部": "联合党支部",
}  # fmt: skip
_KIND_WORDS = {"联合": "联合党支部", "总支": "党总支", "支部": "党支部", "党委": "党委", "委员会": "党委"}
SITUATIONS = {
    "与上级党组织相同": "与上级党组织相同",
    "法人单位": "法人单位",
    "法人": "法人单位",
    "单独法人单位": "法人单位",
    "联合党支部": "联合党支部",
    "联合支部": "联合党支部",
}
_SITUATION_WORDS = {"联合": "联合党支部", "上级": "与上级党组织相同", "法人": "法人单位"}
FORMATIONS = {
    "建立党委的": "建立党委的",
    "建立党委": "建立党委的",
    "建立党总支的": "建立党总支的",
    "建立党总支": "建立党总支的",
    "建立党支部的": "建立党支部的",
    "建立党支部": "建立党支部的",
    "建立联合党支部的": "建立联合党支部的",
    "建立联合党支部": "建立联合党支部的",
}
_FORMATION_WORDS = {
    "联合": "建立联合党支部的",
    "总支": "建立党总支的",
    "支部": "建立党支部的",
    "党委": "建立党委的",
}


def judge(values: Values, on: date | None) -> Iterable[Remark]:
    count = len(values["name"])
    nothing = [None] * count
    begins, ends = values.get("established_on", nothing), values.get("term_ends_on", nothing)
    for place in range(count):
        end = PartialDate.from_iso(ends[place]) if ends[place] else None
        if end is None:
            continue
        if begins[place] and end.latest < PartialDate.from_iso(begins[place]).earliest:
            yield place, "term_ends_on", Flaw(None, "date_order", detail=f"成立日期{begins[place]}")
        if on is not None and end.latest < on:
            yield place, "term_ends_on", Flaw(None, "term_expired")


KIND = Kind(
    name="party_organizations",
    label="党组织和所在单位信息",
    anchor="",
    judge=judge,
    asked_for="“党组织名称”“党组织书记”",
    key=("name", "parent"),
    units="units",
    fields=(
        named(
            "name",
            "党组织名称",
            """党组织名称 党支部名称 党组织全称 党支部全称 支部名称 基层党组织名称 党的基层组织名称 党组织
            党支部 名称 党组织名称全称 所建党组织名称 已建党组织名称""",
            converting.required_name,
            pattern=r"(党组织|党支部|支部)(全称|名称)",
            unlike=r"上级|所属|所在|单位|隶属",
            weight=2,
            missing="name_missing",
        ),
        named(
            "secretary",
            "党组织书记",
            """党组织书记 书记 党组织负责人 党组织书记名称 党组织书记姓名 支部书记 书记姓名 党支部书记
            党支部书记姓名 负责人 党组织负责人姓名 书记（负责人） 书记负责人""",
            converting.person_name,
            weight=2,
        ),
        named(
            "contact",
            "党组织联系人",
            "党组织联系人 联系人 联系人姓名 党务联系人 党建联系人 党组织联系人姓名 党务干部 联络员",
            converting.person_name,
        ),
        named(
            "phone",
            "联系电话",
            """联系电话 电话 联系方式 联系人电话 党组织联系电话 手机 手机号码 手机号 联系人联系电话
            党组织书记电话 书记电话""",
            converting.phone,
        ),
        named(
            "kind",
            "组织类别",
            """组织类别 党组织类型 党组织形式 党组织建制 党组织类别 组织类型 类别 党组织种类 建制 组织形式
            党组织设置形式 组织类别代码""",
            converting.choice(KINDS, _KIND_WORDS),
        ),
        named(
            "established_on",
            "批准成立日期",
            """批准成立日期 成立日期 成立时间 党组织成立时间 建立日期 建立时间 批准成立时间 党组织成立日期
            批准日期 批准时间 党组织建立时间 党组织建立日期""",
            converting.day,
        ),
        named(
            "term_ends_on",
            "届满日期",
            """届满日期 届满时间 任期届满日期 任期届满时间 本届届满日期 本届届满时间 换届日期 换届时间
            下次换届时间 到届时间 任期截止日期 任期届满 应换届时间""",
            converting.day,
        ),
        named(
            "parent",
            "上级党组织名称",
            """上级党组织名称 上级党组织 所属党组织 隶属党组织 上级党委 所属党委 隶属关系 所属上级党组织
            上级党组织全称 上级党委名称 隶属上级党组织 批准成立的上级党组织""",
            converting.text,
        ),
        named(
            "unit_situation",
            "党组织所在单位情况",
            "党组织所在单位情况 所在单位情况 单位情况 党组织所在单位类型",
            converting.choice(SITUATIONS, _SITUATION_WORDS),
        ),
        named(
            "units.name",
            "单位名称",
            """单位名称 所在单位名称 所在单位 法人单位名称 社会组织名称 所在社会组织 单位全称 覆盖社会组织
            覆盖单位名称 所在单位全称 党组织所在单位名称 所在社会组织名称 党组织所在单位 覆盖社会组织名称""",
            converting.required_name,
            pattern=r"(单位|社会组织)(全称|名称)$",
            unlike=r"主管|上级",
            level="unit",
        ),
        named(
            "units.uscc",
            "法人单位统一社会信用代码",
            """法人单位统一社会信用代码 统一社会信用代码 社会信用代码 信用代码 单位统一社会信用代码 统一代码
            所在单位统一社会信用代码 社会组织统一社会信用代码""",
            converting.code,
            pattern=r"信用代码",
            level="unit",
            recognises=lambda cell: isinstance(cell, str) and len(fold(cell)) == 18 and fold(cell).isalnum(),
        ),
        named(
            "units.formation",
            "单位建立党组织情况",
            """单位建立党组织情况 建立党组织情况 法人单位建立党组织情况 单位党组织建立情况
            所在单位建立党组织情况 党组织建立情况""",
            converting.choice(FORMATIONS, _FORMATION_WORDS),
            level="unit",
        ),
    ),
    also=spellings("单位性质类别 单位类别 单位性质 是否换届"),
)

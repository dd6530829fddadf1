"""What is said about a cell, a row or a whole file, in sentences a clerk can act on?"""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

_CITIZEN_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:(?:18|19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d{4}[0-9Xx]|\d{9})(?![0-9A-Za-z])"
)
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class NotRead(Exception):
    """The file as a whole was not read; `message` says where and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return (NotRead, (self.code, self.message))


@dataclass(frozen=True, slots=True)
class Problem:
    cell: str
    code: str
    message: str
    suggestion: str

    def as_json(self) -> dict[str, str]:
        return {"cell": self.cell, "code": self.code, "message": self.message, "suggestion": self.suggestion}


class Flaw(NamedTuple):
    """What a converter says of one cell: the value kept and what is wrong or odd."""

    value: Any
    code: str
    suggestion: str = ""
    detail: str = ""


class Sentence(NamedTuple):
    message: str
    suggestion: str
    rejects: bool


_CATALOGUE: dict[str, Sentence] = {
    "name_missing": Sentence("{cell}“{heading}”没有填写。", "请补填。", True),
    "uscc_missing": Sentence(
        "{cell}“{heading}”没有填写有效的统一社会信用代码{seen}。", "请按登记证书补填18位代码。", True
    ),
    "uscc_length": Sentence(
        "{cell}“{heading}”填写的{shown}共{detail}位，统一社会信用代码应为18位。", "请按登记证书核对后补全。", True
    ),
    "uscc_charset": Sentence(
        "{cell}“{heading}”填写的{shown}含有代码不使用的字符{detail}。",
        "代码不用字母I、O、S、V、Z，请按登记证书改正。",
        True,
    ),
    "uscc_check": Sentence("{cell}“{heading}”填写的{shown}的校验位不符，代码有误。", "请按登记证书逐位核对。", True),
    "uscc_precision_lost": Sentence(
        "{cell}“{heading}”以数字保存，末几位已被表格软件改成0。",
        "请把该列设为文本格式，按登记证书重新录入。",
        True,
    ),
    "date_invalid": Sentence(
        "{cell}“{heading}”填写的{shown}不是有效的日期。", "请改为如2020-06-01、2020-06或2020的写法。", True
    ),
    "date_order": Sentence("{cell}“{heading}”填写的{shown}早于{detail}。", "请核对两个日期。", True),
    "number_invalid": Sentence(
        "{cell}“{heading}”填写的{shown}不是确定的数。", "请填写一个阿拉伯数字，没有的填0。", True
    ),
    "duplicate_in_file": Sentence("{cell}与{detail}重复。", "请保留一行，删去其余。", True),
    "duplicate_conflict": Sentence(
        "{cell}的号码与{detail}相同，名称却不同。", "同一号码只属于一个组织或一个人，请核对哪一行有误。", True
    ),
    "branch_missing": Sentence(
        "{cell}“{heading}”没有写明所在的党支部。", "请填写党支部全称，或在该支部党员的上方单列一行写明。", True
    ),
    "ric_length": Sentence(
        "{cell}“{heading}”填写的内容共{detail}位，公民身份号码应为18位。", "请按身份证核对后补全。", True
    ),
    "ric_check": Sentence("{cell}“{heading}”的校验位不符，号码有误。", "请按身份证逐位核对。", True),
    "ric_masked": Sentence("{cell}“{heading}”的部分号码被遮盖，无法使用。", "请填写完整的公民身份号码。", True),
    "ric_precision_lost": Sentence(
        "{cell}“{heading}”以数字保存，末几位已被表格软件改成0。",
        "请把该列设为文本格式，按身份证重新录入。",
        True,
    ),
    "ric_birth_invalid": Sentence("{cell}“{heading}”中的出生日期不存在，号码有误。", "请按身份证逐位核对。", True),
    "sum_mismatch": Sentence(
        "{cell}“{heading}”填写的{shown}与分项{detail}不相符。", "请核对总数和各分项的人数。", True
    ),
    "built_conflict": Sentence(
        "{cell}“{heading}”{seen_or_empty}与本行{detail}矛盾。", "请核对是否建立党组织，改正其中一处。", True
    ),
    "join_under_18": Sentence("{cell}“{heading}”填写的{shown}时未满18岁。", "请核对入党日期和出生日期。", True),
    "formal_before_join": Sentence(
        "{cell}“{heading}”填写的{shown}早于入党日期{detail}。", "请核对入党日期和转正日期。", True
    ),
    "category_conflict": Sentence(
        "{cell}“{heading}”填写了{shown}，本行人员类别却是预备党员。", "请核对人员类别和转正日期。", True
    ),
    "not_a_member": Sentence(
        "{cell}“{heading}”填写的{shown}不是党员，不列入党员名册。", "请删去本行，或改正人员类别。", True
    ),
    "ric_missing": Sentence(
        "{cell}“{heading}”没有填写公民身份号码，只能按姓名和所在党支部辨认。", "请按身份证补填18位号码。", False
    ),
    "ric_15_digits": Sentence("{cell}“{heading}”填写的是15位旧号码，已换算为18位。", "请按身份证核对。", False),
    "ric_area_withdrawn": Sentence(
        "{cell}“{heading}”开头的行政区划代码{detail}现已不用，号码仍可登记。", "请留意核对。", False
    ),
    "ric_birth_mismatch": Sentence(
        "{cell}“{heading}”填写的{shown}与公民身份号码中的出生日期不一致。", "请按身份证核对。", False
    ),
    "ric_sex_mismatch": Sentence(
        "{cell}“{heading}”填写的{shown}与公民身份号码所示的性别不一致。", "请按身份证核对。", False
    ),
    "full_member_ahead": Sentence(
        "{cell}“{heading}”填写的{shown}尚未到来，按预备党员登记。", "转正后再填写转正日期。", False
    ),
    "two_ticks": Sentence("{cell}“{heading}”与{detail}同时打了勾，暂不采用。", "请只保留一处。", False),
    "date_two_digit_year": Sentence(
        "{cell}“{heading}”填写的{shown}只写了两位年份，按{detail}读取。", "请写四位年份。", False
    ),
    "date_month_ambiguous": Sentence(
        "{cell}“{heading}”填写的{shown}可能是1月，也可能是10月，只取年份{detail}。",
        "请把该列设为文本格式，写明月份。",
        False,
    ),
    "date_null_marker": Sentence(
        "{cell}“{heading}”填写的{shown}是系统的空日期，按未填处理。", "请补填实际日期。", False
    ),
    "fund_unit_ambiguous": Sentence(
        "{cell}“{heading}”填写的{shown}未写明是元还是万元，暂不采用。", "请写明单位，如“3万元”。", False
    ),
    "two_supervisors": Sentence(
        "{cell}“{heading}”填写的{shown}写了多个单位，以第一个“{detail}”为准。", "请核对业务主管单位。", False
    ),
    "placeholder_value": Sentence("{cell}“{heading}”{seen_or_empty}不是实际内容，按未填处理。", "请补填。", False),
    "uscc_kind_mismatch": Sentence(
        "{cell}“{heading}”填写的{shown}与代码所示的类型“{detail}”不一致。", "请按登记证书核对类型。", False
    ),
    "uscc_inner_check": Sentence(
        "{cell}“{heading}”填写的{shown}的主体标识码（第9至17位）校验不符。", "代码可以登记，请留意核对。", False
    ),
    "formula_like_text": Sentence(
        "{cell}“{heading}”的内容以“{detail}”开头，像是公式，只作文字保存。",
        "请核对，必要时删去开头的符号。",
        False,
    ),
    "term_expired": Sentence("{cell}“{heading}”填写的{shown}已过，任期届满。", "请安排换届，或更正届满日期。", False),
    "value_unknown": Sentence(
        "{cell}“{heading}”填写的{shown}不在可选的内容之内，暂不采用。", "可填：{detail}。", False
    ),
    "phone_invalid": Sentence(
        "{cell}“{heading}”填写的{shown}不像电话号码，暂不采用。", "请填手机号或“区号-号码”。", False
    ),
    "unknown_reference": Sentence(
        "{cell}“{heading}”填写的{shown}在系统中尚未登记。", "请先登记，或在导入时选择“自动建立”。", False
    ),
}


def rejects(code: str) -> bool:
    return _CATALOGUE[code].rejects


def sentence(flaw: Flaw, cell: str, heading: str, shown: str) -> Problem:
    written = _CATALOGUE[flaw.code]
    if not flaw.code.startswith("uscc_"):
        shown = _CITIZEN_NUMBER.sub("（公民身份号码）", shown)  # never said again outside its own cell
    shortened = shown if len(shown) <= 40 else f"{shown[:40]}…"
    slots = {
        "cell": cell,
        "heading": heading,
        "shown": f"“{shortened}”",
        "seen": f"（现填“{shortened}”）" if shortened else "",
        "seen_or_empty": f"填写的“{shortened}”" if shortened else "为空，",
        "detail": flaw.detail,
    }
    advice = flaw.suggestion or written.suggestion.format(**slots)
    return Problem(cell, flaw.code, written.message.format(**slots).replace("为空，不是实际内容", "为空"), advice)


def column_letters(column: int) -> str:
    """The letters of a column counted from 1, as spreadsheets show them."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(cell: str) -> tuple[int, int] | None:
    """Row and column of a cell, both from 1; None for what names no cell."""
    written = _CELL.fullmatch(cell)
    if written is None:
        return None
    column = 0
    for letter in written[1]:
        column = column * 26 + ord(letter) - 64
    return int(written[2]), column

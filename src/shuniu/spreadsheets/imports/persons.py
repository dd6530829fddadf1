"""What does one cell say about a person, in the normal form of its field?"""

import re
from functools import cache
from typing import Any

from shuniu.kernel.dates import parse_date
from shuniu.kernel.identifier import citizen_check_digit, citizen_number_of_eighteen, citizen_number_problem
from shuniu.kernel.text import EMPTY_MARKS, PLACEHOLDERS, cell_text, fold
from shuniu.policy.persons.education import EDUCATION, education_code
from shuniu.policy.persons.ethnic_groups import ETHNIC_GROUP_CODES, ETHNIC_GROUPS
from shuniu.policy.places.divisions import divisions
from shuniu.spreadsheets.imports import converting
from shuniu.spreadsheets.imports.findings import Flaw

_EXPONENT = re.compile(r"\d(?:\.\d+)?[Ee]\+?1[4-8]")
_LOOKALIKES = str.maketrans("ⅩⅹХх×", "XXXXX")  # signs typed for the last X
_SEPARATORS = re.compile(r"[-·.、,，'’‘`]")
_MOST_EXACT = 10**15  # a workbook keeps fifteen digits of a number
_DOTS = re.compile(r"(?<=[\u3400-\u9fff])[．.。•・‧∙⋅･˙●](?=[\u3400-\u9fff])")
_CODE_OF_GROUP = re.compile(r"（\d{2}）|\d{2}$")

SEXES = {
    **dict.fromkeys(("男", "男性", "男士", "1", "M", "m"), "男"),
    **dict.fromkeys(("女", "女性", "女士", "2", "F", "f"), "女"),
}
STATES = {
    **dict.fromkeys(("正式党员", "正式", "中共党员", "中共正式党员", "共产党员", "党员", "01", "1"), "正式党员"),
    **dict.fromkeys(("预备党员", "预备", "中共预备党员", "02", "2"), "预备党员"),
}
_STATE_WORDS = {"预备": "预备党员", "正式": "正式党员", "中共党员": "正式党员"}
STATUSES = {
    **dict.fromkeys(("正常", "党籍正常", "在籍", "有", "1"), "正常"),
    **dict.fromkeys(("停止党籍", "已停止党籍", "停止", "2"), "停止党籍"),
}
_NOT_MEMBERS = ("积极分子", "发展对象", "申请人", "群众", "共青团员", "民主党派")


def name(cell: Any) -> Any:
    """A name in Chinese; the dot inside a name is written with whatever dot the keyboard had."""
    kept = converting.required_name(cell)
    return _DOTS.sub("·", kept) if isinstance(kept, str) else kept


def citizen_number(cell: Any) -> Any:
    """Eighteen digits; nothing a workbook has rounded or an office has hidden can be told."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) >= _MOST_EXACT:
        return Flaw(None, "ric_precision_lost")
    kept = converting.unguarded(cell).translate(_LOOKALIKES) if cell.__class__ is str else cell_text(cell)
    kept = fold(kept).upper()
    if kept in EMPTY_MARKS or kept in PLACEHOLDERS:
        return Flaw(None, "ric_missing")
    if _EXPONENT.fullmatch(kept):
        return Flaw(None, "ric_precision_lost")
    kept = _SEPARATORS.sub("", kept.removesuffix(".0"))
    problem = citizen_number_problem(kept)
    if problem == "ric_check" and kept.endswith("000"):
        problem = "ric_precision_lost"  # saved as text after a workbook had rounded it
    if problem is not None:
        return Flaw(None, problem, _last_sign_missing(kept), str(len(kept)))
    return kept if len(kept) == 18 else Flaw(citizen_number_of_eighteen(kept), "ric_15_digits")


def _last_sign_missing(kept: str) -> str:
    """People leave out the X."""
    digits = len(kept) == 17 and kept.isascii() and kept.isdigit()
    return "可能漏填末位的X，请按身份证核对。" if digits and citizen_check_digit(kept) == "X" else ""


def is_a_citizen_number(cell: Any) -> bool:
    kept = fold(converting.unguarded(cell)).upper()
    return len(kept) == 18 and kept[:17].isdigit() and citizen_number_problem(kept) is None


@cache
def withdrawn_areas() -> frozenset[str]:
    """Codes of divisions that exist no longer; numbers issued there stay good."""
    known = divisions()
    return frozenset(one.code for one in known) - {one.code for one in known if one.end is None}


def day_of_life(cell: Any) -> Any:
    """A day somebody must know: 不详 and 忘记了 are no answer to it."""
    found = converting.day(cell)
    return Flaw(None, "date_invalid") if isinstance(found, Flaw) and found.code == "placeholder_value" else found


def birthday(cell: Any) -> Any:
    """As `day_of_life`, but people were born on the first day of 1970 too."""
    found = day_of_life(cell)
    if isinstance(found, Flaw) and found.code == "date_null_marker":
        marker = parse_date(cell).marker
        return marker.iso if marker is not None else found
    return found


def ethnic_group(cell: Any) -> Any:
    kept = fold(cell).strip("'")
    if kept in ETHNIC_GROUP_CODES:
        return ETHNIC_GROUP_CODES[kept]
    bare = _CODE_OF_GROUP.sub("", kept)
    if bare in ETHNIC_GROUP_CODES:
        return ETHNIC_GROUP_CODES[bare]
    return _otherwise(kept, "、".join(list(ETHNIC_GROUPS.values())[:5]) + "等")


def education(cell: Any) -> Any:
    kept = fold(cell).strip("'")
    if kept in EMPTY_MARKS or kept in PLACEHOLDERS:
        return _otherwise(kept, "")
    return education_code(kept) or _otherwise(
        kept, "、".join(EDUCATION[code] for code in ("14", "21", "31", "41", "61"))
    )


def _otherwise(kept: str, values: str) -> Any:
    if kept in EMPTY_MARKS:
        return None
    return Flaw(None, "placeholder_value") if kept in PLACEHOLDERS else Flaw(None, "value_unknown", detail=values)


sex = converting.choice(SEXES)
membership_status = converting.choice(STATUSES, {"停止": "停止党籍", "正常": "正常"})
_state = converting.choice(STATES, _STATE_WORDS)


def membership_state(cell: Any) -> Any:
    kept = fold(cell)
    if any(word in kept for word in _NOT_MEMBERS):
        return Flaw(None, "not_a_member")
    return _state(cell)

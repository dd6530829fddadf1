"""What does one cell say, in the normal form of its field?

A converter takes the raw cell and returns the value kept, or a Flaw that carries it. Converters are pure, so
a column's answers are remembered per distinct cell.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from shuniu.kernel.dates import parse_date
from shuniu.kernel.identifier import uscc_candidates, uscc_problem
from shuniu.kernel.text import EMPTY_MARKS, PLACEHOLDERS, cell_text, chinese_number, fold, narrow
from shuniu.spreadsheets.imports.findings import Flaw
from shuniu.spreadsheets.imports.headings import words

Converter = Callable[[Any], Any]

_GUARDED = re.compile(r'=\s*"(.*)"', re.S)
_GUARDS = ("=", "'", "’", "‘", "`")
_NOT_IN_CODES = re.compile(r"[^0-9A-Z]|[IOSVZ]")
_CODE = re.compile(r"[0-9A-Z]{10,}")
# More persons than a country has, or more money than all of it, is a slip of the hand, and no column holds it.
_MOST_PERSONS, _MOST_YUAN = 999_999_999, 10**13
_COUNT = re.compile(r"0*(\d{1,9})(?:\.0+)?[人名个家位]?")
_MONEY = re.compile(r"([\d.]+)(亿|千万|百万|万|千)?元?整?(?:人民币)?")
_SCALES = {"亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4, "千": 1e3, None: 1}
_PHONE = re.compile(r"\d[\d-]*")
_TWO_PHONES = re.compile(r"[;；,，、/／]|\s{2,}|或")
_YES = words("是 √ ✓ ✔ ☑ ✅ ● ■ 有 已 对 已建 已建立 已转入 1 Y y V v T YES Yes yes TRUE True true")
_NO = words("否 × ✗ ✘ ☐ □ 无 未 没有 不是 未建 未建立 未转入 0 N n F NO No no FALSE False false")
_RANGE = re.compile(r"至|到|~|～|—|–|--|(?<=[\d日])-(?=\d{4}[.年/])")


def unguarded(cell: Any) -> str:
    """The text inside the guards that exports put around codes: ="…" and a leading apostrophe."""
    text = cell_text(cell).strip()
    if found := _GUARDED.fullmatch(text):
        text = found[1]
    return text.lstrip("'’‘`")


def text(cell: Any) -> Any:
    kept = fold(cell)
    if kept in EMPTY_MARKS:
        return None
    return Flaw(None, "placeholder_value") if kept in PLACEHOLDERS else kept


def place(cell: Any) -> Any:
    """An address; exports shift columns, so a word of status here is no place."""
    kept = text(cell)
    return Flaw(None, "placeholder_value") if kept in ("正常", "注销", "撤销", "异常", "存续", "在业") else kept


def authority(cell: Any) -> Any:
    kept = text(cell)
    return Flaw(None, "placeholder_value") if kept is None else kept


def required_name(cell: Any) -> Any:
    kept = fold(cell)
    if kept[:1] in _GUARDS:
        kept = fold(unguarded(cell))
    return Flaw(None, "name_missing") if kept in EMPTY_MARKS or kept in PLACEHOLDERS else kept


def person_name(cell: Any) -> Any:
    kept = text(cell)
    return None if kept in ("空缺", "暂缺", "缺", "待选", "待选举") else kept


def code(cell: Any) -> Any:
    if type(cell) is str and uscc_problem(cell) is None:
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) >= 1e15:
        return Flaw(None, "uscc_precision_lost")
    kept = fold(unguarded(cell)).upper().replace("-", "").replace("'", "")
    problem = uscc_problem(kept)
    if problem is None:
        return kept
    return _code_flaw(kept, problem)


def _code_flaw(kept: str, problem: str) -> Flaw:
    if _CODE.search(kept) is None:
        return Flaw(None, "uscc_missing")
    detail = str(len(kept))
    if problem == "uscc_charset":
        detail = "".join(f"“{character}”" for character in dict.fromkeys(_NOT_IN_CODES.findall(kept)))
    return Flaw(None, problem, detail=detail)


def code_hint(cell: Any) -> str:
    """What was probably meant by a code with one slip in it. Slow: asked for the first bad codes of a sheet only."""
    candidates = uscc_candidates(fold(unguarded(cell)).upper().replace("-", ""))
    return f"可能是{'或'.join(candidates)}，请按登记证书核对。" if candidates else ""


def day(cell: Any) -> Any:
    """A date in ISO form, as precise as written."""
    if type(cell) is str and len(cell) == 10 and cell[4] == cell[7] == "-" and cell > "1970-01-01":
        try:
            date.fromisoformat(cell)
        except ValueError:
            pass  # 2009-11-9日 is as long, and a date
        else:
            return cell if cell < "2100-01-01" else Flaw(None, "date_invalid")
    if isinstance(cell, str) and fold(cell) in PLACEHOLDERS:
        return Flaw(None, "placeholder_value")
    found = parse_date(cell)
    if found.problem:
        return Flaw(None, found.problem)
    if found.warning:
        return Flaw(found.iso, found.warning, detail=found.iso or "")
    return found.iso


def day_range(cell: Any) -> Any:
    """Two dates in one cell; either may be open."""
    if not isinstance(cell, str):
        found = day(cell)
        return (found, None) if not isinstance(found, Flaw) else Flaw((None, None), found.code)
    parts = _RANGE.split(cell, maxsplit=1)
    if len(parts) == 1 and cell.strip():
        parts = ["", cell]  # one date alone is the day a certificate ends
    values: list[Any] = []
    flaw: Flaw | None = None
    for part in (*parts, "")[:2]:
        found = None if part.strip() in ("长期", "永久", "今") else day(part)
        if isinstance(found, Flaw):
            flaw, found = found, found.value
        values.append(found)
    pair = tuple(values)
    return pair if flaw is None else Flaw(pair, flaw.code, detail=flaw.detail)


def count(cell: Any) -> Any:
    """A whole number of persons."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        whole = 0 <= cell <= _MOST_PERSONS and float(cell).is_integer()
        return int(cell) if whole else Flaw(None, "number_invalid")
    kept = narrow(fold(cell)).replace(",", "").lstrip("'")
    if kept in EMPTY_MARKS:
        return None
    if kept in PLACEHOLDERS:
        return Flaw(None, "placeholder_value")
    if found := _COUNT.fullmatch(kept):
        return int(found[1])
    number = chinese_number(kept.rstrip("人名个家位"))
    return Flaw(None, "number_invalid") if number is None else number


def money(unit: int | None) -> Converter:
    """An amount in 元; `unit` is what the heading says a bare number counts, None where it does not say."""

    def convert(cell: Any) -> Any:
        kept = narrow(fold(cell)).replace(",", "").strip("¥￥$'人民币约")
        if kept in EMPTY_MARKS:
            return None
        if kept in PLACEHOLDERS:
            return Flaw(None, "placeholder_value")
        if "元/万元" in kept or "万元/元" in kept:
            return Flaw(None, "fund_unit_ambiguous")
        kept = kept.replace("(", "").replace(")", "").replace("单位:", "").replace("RMB", "")
        found = _MONEY.fullmatch(kept)
        if found is None or found[1].count(".") > 1 or found[1] == ".":
            return Flaw(None, "number_invalid")
        if found[2] is None and "元" not in kept:
            if unit is None:
                return Flaw(None, "fund_unit_ambiguous")
            return _whole(float(found[1]) * unit)
        return _whole(float(found[1]) * _SCALES[found[2]])

    return convert


def _whole(amount: float) -> float | int | Flaw:
    if amount > _MOST_YUAN:
        return Flaw(None, "number_invalid")
    rounded = round(amount, 2)
    return int(rounded) if rounded.is_integer() else rounded


def phone(cell: Any) -> Any:
    written = cell_text(cell)
    if type(cell) is str and len(written) == 11 and written.isascii() and written.isdigit() and written[0] == "1":
        return written
    kept = re.sub(r"[\s()（）]+", lambda gap: "-" if ")" in gap[0] or "）" in gap[0] else "", _first_phone(written))
    kept = kept.strip("-+'\"").removesuffix(".0")  # a number on its way through another program
    if kept in EMPTY_MARKS:
        return None
    if kept in PLACEHOLDERS:
        return Flaw(None, "placeholder_value")
    if _PHONE.fullmatch(kept) is None or not 7 <= sum(map(str.isdigit, kept)) <= 20:
        return Flaw(None, "phone_invalid")
    return _normal_phone(kept)


def _first_phone(written: str) -> str:
    kept = narrow(unguarded(written))
    for part in _TWO_PHONES.split(kept):
        if part.strip():
            return re.sub(r"[^\d\s()（）+\-]*[:：]", "", part)
    return ""


def _normal_phone(kept: str) -> str:
    digits = kept.replace("-", "")
    for country in ("0086", "86"):
        if digits.startswith(country) and len(digits) > 11:
            digits = digits[len(country) :]
            kept = digits
    if len(digits) == 11 and digits[0] == "1":
        return digits
    if digits[0] == "0" and 10 <= len(digits) <= 12:
        area = 3 if digits[1] in "12" else 4
        return f"{digits[:area]}-{digits[area:]}"
    return re.sub(r"-{2,}", "-", kept)


def yes_no(cell: Any) -> Any:
    if isinstance(cell, bool):
        return cell
    kept = fold(cell)
    if kept in _YES:
        return True
    if kept in _NO:
        return False
    if kept in EMPTY_MARKS:
        return None
    return Flaw(None, "placeholder_value") if kept in PLACEHOLDERS else Flaw(None, "value_unknown", detail="是、否")


def tick(cell: Any) -> Any:
    """A column that is ticked or left empty: whatever is no tick says nothing."""
    found = yes_no(cell)
    if isinstance(found, Flaw):
        return found._replace(detail="√") if found.code == "value_unknown" else found
    return True if found else None


def choice(spellings: Mapping[str, str], containing: Mapping[str, str] | None = None) -> Converter:
    """One of a closed list: by spelling first, then by a word the cell contains, in the order given."""
    values = "、".join(dict.fromkeys(spellings.values()))

    def convert(cell: Any) -> Any:
        kept = fold(cell).strip("'")
        if kept in spellings:
            return spellings[kept]
        if kept in EMPTY_MARKS:
            return None
        if kept in PLACEHOLDERS:
            return Flaw(None, "placeholder_value")
        for word, value in (containing or {}).items():
            if word in kept:
                return value
        return Flaw(None, "value_unknown", detail=values)

    return convert


def grade(cell: Any) -> Any:
    kept = fold(cell).upper().removesuffix("级").removesuffix("等").replace("级", "")
    if kept in EMPTY_MARKS or kept.startswith(("未", "无", "不")):
        return None
    if kept in PLACEHOLDERS:
        return Flaw(None, "placeholder_value")
    if set(kept) == {"A"} and len(kept) <= 5:
        return f"{len(kept)}A"
    stem = kept.rstrip("A")
    number = int(stem) if stem.isdecimal() and len(stem) == 1 else chinese_number(stem)
    if kept.endswith("A") and number in range(1, 6):
        return f"{number}A"
    return Flaw(None, "value_unknown", detail="1A、2A、3A、4A、5A")

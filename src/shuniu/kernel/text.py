"""How is text written by many hands brought into one form?"""

import re

_WIDE_TO_NARROW = {0xFEE0 + code: code for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
_UNSEEN = (
    *range(0x21),
    *range(0x7F, 0xA1),
    0xAD,
    0x1680,
    *range(0x2000, 0x2010),
    *range(0x2028, 0x2030),
    0x205F,
    *range(0x2060, 0x2065),
    0x3000,
    0xFEFF,
)
_BRACKETS = {ord("("): "（", ord(")"): "）", ord("﹙"): "（", ord("﹚"): "）"}
_FOLDING: dict[int, int | str | None] = {**_WIDE_TO_NARROW, **dict.fromkeys(_UNSEEN), **_BRACKETS}
_NEEDS_FOLDING = re.compile("[" + "".join(re.escape(chr(code)) for code in _FOLDING) + "]")

_NARROWING: dict[int, int | str | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NARROWING |= {0x3000: " ", 0xA0: " ", 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None}
_NARROWING |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), "-")

_EMPTY = "无 — —— - -- － / ／ \\ 、 – ― … *"
_WAITING = "暂无 待定 待核实 待核 待查 待检 待填 待补 待补充 待确认 不详 不明 未知 未填 未填写 空 无数据"
_MACHINE = "nan NaN NAN null NULL Null None none N/A n/a NA #N/A #REF! #VALUE! #NAME? #DIV/0! undefined"
EMPTY_MARKS = frozenset(_EMPTY.split()) | {""}
PLACEHOLDERS = frozenset((*_WAITING.split(), *_MACHINE.split()))
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {character: value for value, character in enumerate("〇壹贰叁肆伍陆柒捌玖")} | {"○": 0, "两": 2}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def fold(value: object) -> str:
    """Full-width letters and digits to ASCII, white space and zero-width removed, brackets full-width."""
    text = value if isinstance(value, str) else cell_text(value)
    if _NEEDS_FOLDING.search(text) is None:
        return text
    return text.translate(_FOLDING)


def narrow(text: str) -> str:
    """Every full-width sign to its ASCII twin, dashes to one dash; for numbers, dates and phones."""
    return text if text.isascii() else text.translate(_NARROWING)


def cell_text(value: object) -> str:
    """What a person reads in the cell: whole numbers without the decimal point a workbook stores."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def whole_number(text: str, most: int) -> int | None:
    """The number written in plain digits, at most ``most`` however long it is; None for whatever is no such number."""
    if not (text.isascii() and text.isdigit()):
        return None
    digits = text.lstrip("0") or "0"
    return min(int(digits), most) if len(digits) <= len(str(most)) else most


def chinese_number(text: str) -> int | None:
    """The whole number that Chinese numerals below ten thousand write, read by place or digit by digit."""
    if not text or any(character not in _DIGITS and character not in _TENS for character in text):
        return None
    if not any(character in _TENS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text)) if len(text) < 10 else None
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


_YEAR_OF_DOCUMENT = re.compile(r"[\[［【（(〔〈<](\d{4})[\]］】）)〕〉>]")


def document_number(text: str) -> str:
    """皖社党[2017]1号 as it is to be written, 皖社党〔2017〕1号; what is no number of a document stays as it is."""
    return _YEAR_OF_DOCUMENT.sub(r"〔\1〕", text.strip())

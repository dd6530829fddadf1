"""Which rows of a sheet are data, and what are the others: titles, headings, totals, notes, blanks?"""

import re
from typing import Any

from shuniu.kernel.dates import parse_date
from shuniu.kernel.text import fold
from shuniu.spreadsheets.imports.branches import branch_in, branch_in_row, subgroup_in_row
from shuniu.spreadsheets.imports.layout import Layout
from shuniu.spreadsheets.imports.opening import Grid

_TOTAL = re.compile(r"^.{0,14}(?:小计|合计|总计|共计|累计)[:：]?(?:[（共]?\d.{0,8})?$")
_GRAND = re.compile(r"合计|总计|共计|累计")
_NOTE = re.compile(
    r"^(?:注|备注|说明|填表|填报|制表|审核|复核|导出|打印|编制|报送|截止|截至|经办|单位负责人|负责人|联系人|本表|数据来源"
    r"|统计人|校对|签字|盖章|以上|第\d+页|共\d+[条页]|附件?|备查)[^，,]{0,12}[:：\d（.、]|^(?:填表说明|注[:：.、]|※|\*)"
)
_EXAMPLE = re.compile(r"样例|示例|例如|^例[:：]?$|（例）|填写示范|××")
_NUMBERING = re.compile(r"（?(\d{1,3}|[A-Z]|[甲乙丙丁戊己庚辛壬癸])）?")
_SERIAL = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,6}[）)]?[.、]?")
_MOST_OF_A_GROUP = 6
_STATED = re.compile(
    r"(?:截止|截至|填报|导出|统计|填表|制表|上报|编制)(?:日期|时间|日)?[:：]?\s*"
    r"((?:\d{4}|[〇○零一二三四五六七八九]{4})[-/.年][\d一二三四五六七八九十]{1,3}(?:[-/.月][\d一二三四五六七八九十]{0,3})?日?)"
)


def kind_of(row: list[Any], number: int, layout: Layout, grid: Grid) -> str | None:
    """What an unlikely row is, or None when it must be taken as data. `number` counts from 0."""
    texts = {place: text for place, cell in enumerate(row) if (text := fold(cell))}
    if layout.groups and len(texts) <= _MOST_OF_A_GROUP and _names_a_group(row, texts, layout):
        return "group"
    carried = {one.place for one in layout.columns if one.field is not None and one.field.carried}
    numbers = {place for place in layout.serials if _SERIAL.fullmatch(texts.get(place, ""))}
    if not texts.keys() - numbers - carried:
        return _total(texts) or "blank"
    if _repeats_heading(texts, layout, grid) or _is_numbering(texts):
        return "header"
    return _total(texts) or _remark(texts, number, layout, grid)


def _names_a_group(row: list[Any], texts: dict[int, str], layout: Layout) -> bool:
    """The rows below belong to the branch this row names; a row of data names it in the branch's own column only."""
    if branch_in_row(row) is None:
        return subgroup_in_row(row)
    own = layout.by_field.get(layout.groups)
    return own is None or texts.keys() != {own.place} or branch_in(texts[own.place]) != texts[own.place]


def _repeats_heading(texts: dict[int, str], layout: Layout, grid: Grid) -> bool:
    for number in range(layout.first, layout.last + 1):
        heading = {place: text for place, cell in enumerate(grid.rows[number]) if (text := fold(cell))}
        same = sum(1 for place, text in heading.items() if texts.get(place) == text)
        if same >= 2 and same >= 0.6 * max(len(heading), len(texts)):
            return True
    return False


def _is_numbering(texts: dict[int, str]) -> bool:
    """The row that numbers the columns: 1 2 3 … or A B C … or 甲 乙 丙 …"""
    if len(texts) < 3:
        return False
    found = [_NUMBERING.fullmatch(text) for text in texts.values()]
    if not all(found):
        return False
    signs = [one[1] for one in found if one is not None and one[1].isdecimal()]
    return [int(sign) for sign in signs] == list(range(int(signs[0]), int(signs[0]) + len(signs))) if signs else True


def _total(texts: dict[int, str]) -> str | None:
    for text in list(texts.values())[:3]:
        if _TOTAL.match(text):
            return "total" if _GRAND.search(text) else "subtotal"
    return None


def _remark(texts: dict[int, str], number: int, layout: Layout, grid: Grid) -> str | None:
    first_place, first = next(iter(texts.items()))
    mapped = {one.place for one in layout.columns if one.field is not None}
    filled = len(texts.keys() & mapped)
    if any(_EXAMPLE.search(text) for text in list(texts.values())[:4]):
        return "example"
    if _NOTE.match(first) and filled <= max(3, len(mapped) // 3):
        return "note"
    if len(texts) == 1:
        wide = any(top <= number <= bottom and right - left >= 2 for top, left, bottom, right in grid.merges)
        if wide or first_place not in mapped or len(first) > 60:
            return "note"
    return None


def stated_day(grid: Grid, layout: Layout) -> str | None:
    """The day the ledger says it stands for: 截止日期, 填报时间, 导出时间 …"""
    edges = grid.rows[: layout.first] + grid.rows[layout.last + 1 :][-6:]
    for row in edges:
        line = " ".join(str(cell) for cell in row if cell not in ("", None))
        if len(line) < 500 and (found := _STATED.search(line)):
            day = parse_date(found[1])
            if day.value is not None:
                return day.value.latest.isoformat()
    return None


def title_of(grid: Grid, layout: Layout) -> str:
    return "\n".join(str(cell) for row in grid.rows[: layout.first] for cell in row if cell not in ("", None))

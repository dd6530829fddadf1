"""The three panes: what was understood, the rows by state, the row with its cell, reason, suggestion and box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from shuniu.spreadsheets.imports.findings import Problem, column_letters, place_of
from shuniu.spreadsheets.imports.reading import fields_of, kinds
from shuniu.spreadsheets.imports.results import Column
from shuniu.spreadsheets.imports.results import SheetReading as ReadSheet
from shuniu.spreadsheets.imports.staging import Outcome
from shuniu.web.import_parts import (
    ColumnReading,
    FieldChange,
    ImportPreview,
    RowProblem,
    RowReading,
    SheetReading,
)
from shuniu.web.imports.opened import Opened
from shuniu.web.parts import Link, Status, Tone
from shuniu.web.wording import plain

PAGE = 40
STATES: dict[str, tuple[str, Tone]] = {
    "new": ("新增", "plain"),
    "changed": ("变更", "soon"),
    "reject": ("有问题", "urgent"),
    "warned": ("有提示", "soon"),
    "same": ("相同", "muted"),
    "ignore": ("略过", "muted"),
}
IGNORED = {
    "title": "标题行",
    "header": "表头",
    "subtotal": "小计",
    "total": "合计",
    "blank": "空行",
    "note": "说明",
    "example": "示例",
}
SAME_NAME, CONTRADICTION, MEMBERS = "name_registered", "contradiction", "members"
WHOSE_WORD = [
    ("", "请选定"),
    ("register", "以名册为准，台账这几项不写入"),
    ("ledger", "以台账为准，名册从来不是原来登记的那样"),
]
_ROLES = {"ignore": "没有认出表头，未读取", "hidden": "隐藏的工作表，未读取", "empty": "空工作表"}


def states_of(one: Outcome) -> list[str]:
    """Under which counts a row stands."""
    if one.state != "accept":
        return [one.state]
    return [one.change or "same", *(["warned"] if one.warnings or (one.judged and one.judged.alike) else [])]


def preview(opened: Opened, state: str, page: int) -> ImportPreview:
    """Page ``page`` (from 1) of the rows in ``state``; without one, the first state that has rows.

    A page past the end is the last one.
    """
    batch, found = opened.batch, opened.outcomes
    counts = dict.fromkeys(STATES, 0)
    for one in found:
        for name in states_of(one):
            counts[name] += 1
    if state not in STATES:
        state = next((name for name in ("reject", "changed", "new") if counts[name]), "same")
    wanted = [one for one in found if state in states_of(one)]
    here = reverse("batch", args=[batch.uuid])
    page = min(max(page, 1), max(-(-len(wanted) // PAGE), 1))
    start = (page - 1) * PAGE
    return ImportPreview(
        file=batch.file_name,
        kind=dict(kinds()).get(batch.kind, batch.kind),
        sheets=[_sheet(opened, number, sheet) for number, sheet in enumerate(opened.reading.sheets)],
        states=[
            Link(label, f"{here}?state={name}", name == state, counts[name]) for name, (label, _) in STATES.items()
        ],
        rows=[_row(opened, one, state, page) for one in wanted[start : start + PAGE]],
        writable=counts["new"] + counts["changed"],
        write_address=reverse("batch_apply", args=[batch.uuid]),
        mapping_address=f"{reverse('batch_mapping', args=[batch.uuid])}?version={batch.version}",
        marked_copy=reverse("batch_marked", args=[batch.uuid]),
        previous=f"{here}?state={state}&page={page - 1}" if page > 1 else "",
        next=f"{here}?state={state}&page={page + 1}" if start + PAGE < len(wanted) else "",
    )


def _sheet(opened: Opened, number: int, sheet: ReadSheet) -> SheetReading:
    rows = sum(1 for packed in opened.reading.packed if packed[0] == number)
    lines = sheet.header_rows
    return SheetReading(
        name=sheet.name,
        header_rows="" if lines is None else f"{lines[0]}" if lines[0] == lines[1] else f"{lines[0]}–{lines[1]}",
        row_count=rows,
        columns=[_column(opened, number, column) for column in sheet.columns if column.header],
        note="" if sheet.role == "data" else _ROLES.get(sheet.role, "未读取"),
    )


def _column(opened: Opened, sheet: int, column: Column) -> ColumnReading:
    """A column nobody took can be mapped; one the clerk mapped can be changed again."""
    letter = column_letters(column.index)
    if column.field is not None and column.key not in opened.choices.mapping:
        return ColumnReading(letter=letter, header=column.header, meaning=column.label)
    return ColumnReading(
        letter=letter,
        header=column.header,
        meaning=column.label,
        field=f"column-{sheet}-{column.index}",
        options=[("", "不写入"), *fields_of(opened.batch.kind)],
        chosen=column.field or "",
    )


def _row(opened: Opened, one: Outcome, state: str, page: int) -> RowReading:
    label, tone = STATES[one.change or one.state] if one.state == "accept" else STATES[one.state]
    query = {"sheet": one.row.sheet, "row": one.row.row, "state": state, "page": page, "version": opened.batch.version}
    judged = one.judged
    return RowReading(
        sheet=one.row.sheet,
        row=one.row.row,
        label=_name(opened, one),
        state=Status(label, tone),
        changes=[FieldChange(label=c.label, before=c.before, after=c.after) for c in judged.differences]
        if judged
        else (),
        problems=[*_problems(opened, one), *_questions(opened, one)],
        mend_address=f"{reverse('batch_mend', args=[opened.batch.uuid])}?{urlencode(query)}",
    )


def _problems(opened: Opened, one: Outcome) -> Iterator[RowProblem]:
    """Everything said of the row; a cell of which several things are said has one box."""
    boxed: set[str] = set()
    for warning, told in ((False, one.problems), (True, one.warnings)):
        for problem in told:
            if problem.code in (SAME_NAME, CONTRADICTION):  # asked below, where it can be answered
                continue
            place = None if problem.cell in boxed else place_of(problem.cell)
            boxed.add(problem.cell)
            yield _problem(problem, _text(opened, one, place) if place else None, warning)


def _problem(problem: Problem, text: str | None, warning: bool) -> RowProblem:
    return RowProblem(
        cell=problem.cell,
        reason=problem.message.removeprefix(problem.cell),
        suggestion=problem.suggestion,
        field="" if text is None else f"cell-{problem.cell}",
        value=text or "",
        warning=warning,
    )


def _name(opened: Opened, one: Outcome) -> str:
    """The row's name as it was read; a row that was refused has none but what its cell says."""
    if one.row.state == "ignore":
        return IGNORED.get(one.row.ignored_kind or "", "")
    named = (one.row.record or {}).get("name")
    return str(named or _text(opened, one, (one.row.row, opened.names.get(one.row.sheet, 0))) or "未写名称")


def _text(opened: Opened, one: Outcome, place: tuple[int, int]) -> str | None:
    """What the clerk put into a cell, else what the file has there, else what was made of it; None if unknown."""
    cell = (one.row.sheet, *place)
    found = opened.choices.cells.get(cell, opened.reading.cells.get(cell))
    return found if found is not None else _read(opened, one, place[1])


def _read(opened: Opened, one: Outcome, column: int) -> str | None:
    """The value in the record. Of several units in one row nobody knows which of them is meant."""
    sheet = next(sheet for sheet in opened.reading.sheets if sheet.name == one.row.sheet)
    field = next((known.field for known in sheet.columns if known.index == column), None) or ""
    outer, _, inner = field.partition(".")
    value = (one.row.record or {}).get(outer)
    if inner:
        if not isinstance(value, Sequence) or len(value) != 1:
            return None
        value = value[0].get(inner)
    return "" if value is None else plain(value)


def _questions(opened: Opened, one: Outcome) -> Iterator[RowProblem]:
    """What only the clerk can say: is this the same body, whose word counts, was it never so?"""
    place, judged = (one.row.sheet, one.row.row), one.judged
    chosen = opened.choices.same_as.get(place, "")
    if judged is None:
        return
    against = next((found for found in judged.problems if found.code == CONTRADICTION), None)
    if against is not None or (chosen and chosen in dict(WHOSE_WORD)):
        yield RowProblem(
            cell="互相矛盾",
            reason=against.message if against else "台账与名册互相矛盾的各项已有选定。",
            suggestion="核对介绍信、志愿书等材料后选定；其余各项照常写入。",
            field="same_as",
            value=chosen,
            choices=WHOSE_WORD,
            warning=against is None,
        )
    elif judged.alike or chosen:
        yield _same_name(opened, one, chosen)
    if judged.change == "changed":
        yield RowProblem(
            cell="写入方式",
            reason="原来的登记是错的，请选“更正”；情况后来变了，选“变更”。",
            field="corrected",
            value="1" if place in opened.choices.corrected else "",
            choices=[("", f"变更：自{opened.batch.on.isoformat()}起"), ("1", "更正：从来不是原来登记的那样")],
            warning=True,
        )


def _same_name(opened: Opened, one: Outcome, chosen: str) -> RowProblem:
    """Of several of the same name, which is it?"""
    whom, each = ("党员", "一位") if opened.batch.kind == MEMBERS else ("社会组织", "一家")
    alike = one.judged.alike if one.judged is not None else ()
    choices = [
        ("", f"是另{each}，作为新的登记"),
        *((str(found.uuid), f"就是这{each}：{found.name}（{found.code or '无代码'}）") for found in alike),
    ]
    if chosen and chosen not in dict(choices):
        choices.append((chosen, f"就是这{each}：{_name(opened, one)}"))
    return RowProblem(
        cell="同名",
        reason=f"登记簿中有同名的{whom}，请选定是不是同{each}。",
        suggestion="选定为同一家的，今后按本行的代码也能找到它。"
        if whom == "社会组织"
        else "选定后，本行写到这一位名下。",
        field="same_as",
        value=chosen,
        choices=choices,
        warning=True,
    )

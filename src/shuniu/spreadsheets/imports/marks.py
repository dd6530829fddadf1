"""Which cells of a ledger are to be marked, and what stands beside each?"""

from dataclasses import dataclass, field

from shuniu.spreadsheets.imports.findings import place_of
from shuniu.spreadsheets.imports.results import Reading
from shuniu.spreadsheets.tables import display_width

LIST_NAME = "问题清单"
LIST_COLUMNS = (("序号", 6), ("处理", 10), ("工作表", 18), ("行", 8), ("单元格", 9), ("问题", 64), ("建议", 52))
MOST_LISTED = 20_000
REFUSED, ADVISED = "不导入", "提醒"


@dataclass
class Mark:
    refused: bool
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass
class Marks:
    """By sheet: (row, column), both from 1 → the mark. `listed` are the lines of the list of problems."""

    cells: dict[str, dict[tuple[int, int], Mark]] = field(default_factory=dict)
    listed: list[tuple[str, str, int, str, str, str]] = field(default_factory=list)


def marks_of(reading: Reading) -> Marks:
    found = Marks()
    for row in reading.rows:
        for refused, findings in ((True, row.problems), (False, row.warnings)):
            for one in findings:
                place = place_of(one.cell) or (row.row, 1)
                mark = found.cells.setdefault(row.sheet, {}).setdefault(place, Mark(refused))
                mark.refused = mark.refused or refused
                word = REFUSED if refused else ADVISED
                mark.lines.append(f"【{word}】{one.message}{one.suggestion}")
                found.listed.append((word, row.sheet, row.row, one.cell, one.message, one.suggestion))
    return found


def line_height(line: tuple[str, str, int, str, str, str]) -> float:
    """Points that a line of the list needs once its sentences are wrapped."""
    widths = (LIST_COLUMNS[5][1], LIST_COLUMNS[6][1])
    rows = max(display_width(text) // (width + 4) + 1 for text, width in zip(line[4:], widths, strict=True))
    return 4 + 14.0 * rows


def summary(reading: Reading) -> str:
    counts = reading.counts
    warned = sum(1 for row in reading.rows if row.state == "accept" and row.warnings)
    return (
        f"{reading.file_name}：可导入{counts['accept']}行（其中{warned}行有提醒），不导入{counts['reject']}行，"
        f"未计入（表头、合计、说明等）{counts['ignore']}行。"
    )

"""Lengths of GB/T 9704-2012 in twips (a twentieth of a point), and the styles that carry them."""

from __future__ import annotations

from dataclasses import dataclass


def mm(length: float) -> int:
    return round(length * 1440 / 25.4)


PAGE = (11906, 16838)  # A4
LEFT, TOP = mm(28), mm(37)
WIDTH, HEIGHT = mm(156), mm(225)
RIGHT, BOTTOM = PAGE[0] - LEFT - WIDTH, PAGE[1] - TOP - HEIGHT
# 22 lines of 28 characters: the pitch of each, rounded down so that the last still fits.
LINE = HEIGHT // 22
# The line of the page number is 15 points high and stands 7 mm under the type area.
NUMBER = 300
FOOT = BOTTOM - mm(7) - NUMBER
CHARACTER = WIDTH // 28
BODY = 16  # 3号, in points
# A quarter of a point less for each letter brings 28 of them into the line. Not by Word's grid of letters: LibreOffice
# reads that grid otherwise, and a document should look the same in both.
TIGHTER = -5

FANGSONG, KAITI, HEITI, SONGTI, XIAOBIAOSONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
RED = "FF0000"


@dataclass(frozen=True, kw_only=True)
class Style:
    """A paragraph style. ``before`` and ``after`` in twips, indents in characters of 3号; ``wide``: of each letter, in
    hundredths.
    """

    name: str
    font: str = FANGSONG
    size: float = BODY
    align: str = "both"
    first: float = 0
    left: float = 0
    right: float = 0
    before: int = 0
    after: int = 0
    line: int = LINE
    color: str = ""
    under: tuple[str, int, int] | None = None  # colour, eighths of a point, points of distance
    tabs: tuple[tuple[str, int], ...] = ()
    keep: bool = False
    wide: int = 100


def signed(name: str, **more: object) -> Style:
    return Style(name=name, align="left", keep=True, **more)  # type: ignore[arg-type]


MARK = "发文机关标志"
# So long may a mark be in letters of that size and width, to stand on one line: of the type area, and of a letter.
MARKS = ((9, 48, 100), (12, 36, 100), (17, 26, 100), (20, 22, 100), (25, 22, 80), (None, 22, 62))
LETTER_MARKS = ((9, 48, 100), (13, 36, 100), (18, 26, 100), (24, 26, 75), (None, 26, 58))


def mark_style(size: int, wide: int, of: str = MARK) -> str:
    return f"{of}{size}磅" + (f"（{wide}%）" if wide < 100 else "")


# The date stands four characters from the right. One of seven digits is as wide as those, three characters and the five
# narrow gaps between them together.
SIGNATURE_CENTRE = WIDTH - 4 * CHARACTER - round((7 * 8.2 + 3 * 15.75 + 5 * 3.6) / 2 * 20)

STYLES = (
    Style(name="公文正文", first=2),
    # The last paragraph goes with the signature: no page bears a signature alone.
    Style(name="公文末段", first=2, keep=True),
    Style(name="公文一级标题", font=HEITI, first=2, keep=True),
    Style(name="公文二级标题", font=KAITI, first=2, keep=True),
    Style(name="公文紧急程度", font=HEITI, align="left"),
    # The upper edge of the letters stands 35 mm below that of the type area; the first line is that of urgency.
    *(
        Style(
            name=mark_style(size, wide),
            font=XIAOBIAOSONG,
            size=size,
            wide=wide,
            align="center",
            before=mm(35) - LINE - {48: 70, 36: 50, 26: 40, 22: 35}[size],
            line=round(size * 1.25 * 20),
            color=RED,
        )
        for _, size, wide in MARKS
    ),
    Style(name="公文字号", align="center", before=2 * LINE, under=(RED, 12, 7)),
    Style(name="上行文字号", align="left", first=1, before=2 * LINE, under=(RED, 12, 7),
          tabs=(("right", WIDTH - CHARACTER),)),
    Style(name="公文标题", font=XIAOBIAOSONG, size=22, align="center", before=2 * LINE, line=660),
    Style(name="公文主送机关", align="left", before=LINE),
    Style(name="公文附件说明", align="left", before=LINE, left=7, first=-5, keep=True),
    Style(name="公文附件续行", align="left", left=7, first=-2, keep=True),
    signed("公文署名", before=2 * LINE, tabs=(("center", SIGNATURE_CENTRE),)),
    Style(name="公文署名（长）", align="right", right=2, before=2 * LINE, keep=True),
    Style(name="公文成文日期", align="right", right=4, keep=True),
    Style(name="公文附注", align="left", first=2),
    Style(name="公文版记", size=14, align="left", left=1, right=1, line=480, tabs=(("right", WIDTH - CHARACTER),)),
    Style(name="公文末行", size=1, line=20),
    Style(name="公文页码单页", font=SONGTI, size=14, align="right", right=1, line=NUMBER),
    Style(name="公文页码双页", font=SONGTI, size=14, align="left", left=1, line=NUMBER),
    # What lies between the page number of a letter and the place of its lower red rule.
    Style(name="信函页码下行", size=1, line=FOOT - mm(20)),
    Style(name="信函字号", align="right", right=0),
    *(
        Style(name=mark_style(size, wide, "信函机关标志"), font=XIAOBIAOSONG, size=size, wide=wide, align="center",
              line=round(size * 1.05 * 20), color=RED)
        for _, size, wide in LETTER_MARKS
    ),
    Style(name="纪要名单", first=2, keep=True),
    Style(name="选票标题", font=XIAOBIAOSONG, size=22, align="center", line=700),
    Style(name="选票名额", align="center", after=LINE // 3),
    Style(name="选票说明", first=2),
    Style(name="选票表格", align="center", line=560),
    Style(name="选票表头", font=HEITI, align="center", line=560),
    Style(name="记录表格", size=12, align="center", line=400),
    Style(name="记录表格左", size=12, align="left", line=400),
    Style(name="记录表头", font=HEITI, size=12, align="center", line=400),
    # A table stands a little apart from the text; no page bears the names to be signed alone.
    Style(name="记录表前", first=2, after=LINE // 3, keep=True),
    Style(name="记录表后", first=2, before=LINE // 3, keep=True),
    Style(name="记录签字", align="left", first=2, before=LINE // 2, keep=True),
)  # fmt: skip

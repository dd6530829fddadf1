"""What stands where on a page of a PDF? Words by pdftotext, rules by looking at the picture; all in millimetres."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

POINT = 25.4 / 72
# 10 pixels to the millimetre.
_RESOLUTION = "254"
RED, BLACK = b"\xff\x00\x00", b"\x00\x00\x00"
_LINE = re.compile(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</line>', re.S)
_WORD = re.compile(r"<word [^>]*>(.*?)</word>")


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    middle: float


@dataclass(frozen=True)
class Page:
    """A picture at 10 pixels to the millimetre, and its lines of text from above."""

    width: int
    height: int
    pixels: bytes
    lines: tuple[Line, ...]

    def line(self, beginning: str) -> Line:
        return next(one for one in self.lines if one.text.startswith(beginning))

    def bands(self, color: bytes, *, across: float = 0.1) -> list[tuple[float, float]]:
        """Where, from above, the colour is found over at least ``across`` millimetres of width."""
        found: list[list[int]] = []
        for y in range(self.height):
            if self._row(y).count(color) >= across * 10:
                if found and y == found[-1][1]:
                    found[-1][1] = y + 1
                else:
                    found.append([y, y + 1])
        return [(top / 10, bottom / 10) for top, bottom in found]

    def reach(self, color: bytes, height: float) -> tuple[float, float]:
        """The left and right end of a colour at a height."""
        row = self._row(round(height * 10))
        return row.index(color) // 3 / 10, row.rindex(color) // 3 / 10 + 0.1

    def _row(self, y: int) -> bytes:
        return self.pixels[y * self.width * 3 : (y + 1) * self.width * 3]


@cache
def pages(pdf: Path) -> tuple[Page, ...]:
    said = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    subprocess.run(["pdftoppm", "-r", _RESOLUTION, pdf, pdf.with_suffix("")], check=True)
    pictures = sorted(pdf.parent.glob(f"{pdf.stem}-*.ppm"))
    texts = said.split("<page ")[1:]
    return tuple(_page(picture, text) for picture, text in zip(pictures, texts, strict=True))


def _page(picture: Path, text: str) -> Page:
    _, size, _, pixels = picture.read_bytes().split(b"\n", 3)
    width, height = (int(one) for one in size.split())
    lines = [
        Line(
            text="".join(unescape(word) for word in _WORD.findall(inside)),
            left=float(left) * POINT,
            right=float(right) * POINT,
            middle=(float(top) + float(bottom)) / 2 * POINT,
        )
        for left, top, right, bottom, inside in _LINE.findall(text)
    ]
    return Page(width, height, pixels, tuple(sorted(lines, key=lambda one: (round(one.middle), one.left))))


def paper(pdf: Path) -> tuple[float, float]:
    """Width and height of the paper."""
    said = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    found = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", said)
    assert found
    return float(found[1]) * POINT, float(found[2]) * POINT


def fonts(pdf: Path) -> set[str]:
    said = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
    return {line.split()[0].partition("+")[2] for line in said.splitlines()[2:]}

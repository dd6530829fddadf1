"""Which fonts does an official document ask for, and which of them are missing on this machine?

A document names the fonts of the standard; what stands in for one is named too. Word on a clerk's own machine looks
for itself; what is asked here matters for PDF, which is made on this machine.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """``others`` may stand in for it, the nearest first."""

    name: str
    used_for: str
    others: tuple[str, ...]


_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun")
FONTS = (
    Font(name="方正小标宋简体", used_for="标志、标题", others=("方正小标宋_GBK", "华文中宋", "STZhongsong", *_SERIF)),
    Font(name="仿宋_GB2312", used_for="正文", others=("仿宋", "FangSong", "华文仿宋", "STFangsong", *_SERIF)),
    Font(name="楷体_GB2312", used_for="二级标题", others=("楷体", "KaiTi", "华文楷体", "STKaiti", *_SERIF)),
    Font(name="黑体", used_for="一级标题", others=("SimHei", "华文黑体", "Noto Sans CJK SC", "Source Han Sans SC")),
    Font(name="宋体", used_for="页码", others=("SimSun", "华文宋体", "STSong", *_SERIF)),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """``instead`` is what stands in for it here; empty: nothing that is named."""

    font: Font
    instead: str


def missing() -> tuple[Missing, ...] | None:
    """The fonts of the standard that this machine lacks; None where it cannot be asked."""
    here = _installed()
    if here is None:
        return None
    return tuple(
        Missing(font=font, instead=next((name for name in font.others if name in here), ""))
        for font in FONTS
        if font.name not in here
    )


@cache
def _installed() -> frozenset[str] | None:
    program = shutil.which("fc-list")
    if program is None:
        return None
    said = subprocess.run([program, ":", "family"], capture_output=True, text=True, check=False, timeout=20).stdout
    return frozenset(name.strip() for line in said.splitlines() for name in line.split(","))

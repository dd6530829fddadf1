"""How is a name sorted? By the sound of each character, so that no ICU collation is needed."""

from __future__ import annotations

import os
import unicodedata
from functools import cache


@cache
def _sounds() -> dict[int, str]:
    """Every Chinese character with its first reading, tones taken off."""
    # Read when first needed, and without the package's table of phrases: that alone takes 45 MB of every process.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin.constants import PINYIN_DICT

    table: dict[int, str] = {}
    for point, readings in PINYIN_DICT.items():
        plain = unicodedata.normalize("NFD", readings.split(",")[0])
        table[point] = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return table


def sort_key(name: str) -> str:
    """``北京`` → ``beijing``. Characters without a reading stay as they are; at most 200 letters."""
    return name.translate(_sounds()).lower()[:200]

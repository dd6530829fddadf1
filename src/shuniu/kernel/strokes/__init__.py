"""In which order do Chinese names stand by strokes (以姓氏笔画为序)?

By the strokes of the first character, fewer first; where the counts are equal, by the first strokes in the order
横竖撇点折; then by the next character; a name that ends is before one that goes on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _places() -> dict[str, int]:
    """Every character the table knows (20,897) with its place."""
    listed = (Path(__file__).parent / "order.txt").read_text(encoding="utf-8")
    return {one: place for place, one in enumerate(listed.replace("\n", ""))}


def stroke_key(name: str) -> tuple[tuple[int, str], ...]:
    """What names are sorted by. Characters the table does not know come after all others, by their code."""
    places = _places()
    return tuple((places.get(one, len(places)), one) for one in name if not one.isspace())


def without_strokes(name: str) -> str:
    """The characters of a name that the table does not know: where they stand is for somebody to say."""
    return "".join(dict.fromkeys(one for one in name if one not in _places() and not one.isspace() and one != "·"))

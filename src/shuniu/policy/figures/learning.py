"""Why does the figure of a day read otherwise now than it did then? One cause for each organization."""

from __future__ import annotations

from collections.abc import Iterable

from shuniu.policy.words.word import Word

# Acts that say of something entered that it was never so.
CORRECTIONS = frozenset({"unit.resolve"})


class Learned(Word):
    """In the order in which they are asked: the first that applies is the cause."""

    UNDONE = "undone", "撤销导入"
    CORRECTED = "corrected", "更正"
    ENTERED = "entered", "补录"
    ELSEWHERE = "elsewhere", "党组织或口径变动"


def learned(acts: Iterable[str]) -> Learned:
    """By the acts that have touched what the register says of the organization on the day, since then."""
    names = set(acts)
    if any(name.endswith(".undo") for name in names):
        return Learned.UNDONE
    if any(name.endswith(".correct") or name in CORRECTIONS for name in names):
        return Learned.CORRECTED
    return Learned.ENTERED if names else Learned.ELSEWHERE

"""How is a joint committee named, and which ordinal comes next?

The pattern is evidenced by a report (B05): 市＋领域＋类型＋第N＋联合党委.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shuniu.policy.packs import Figures

PATTERN = "structure.joint_committee_naming"
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """``field`` is given without the word 领域; parts that do not apply stay empty."""

    place: str = "市"
    field: str = ""
    type: str = ""
    ordinal: int | None = None


class NameIncomplete(ValueError):
    """A joint committee needs at least an industry, a category or a field in its name."""


def joint_committee_name(parts: NameParts, figures: Figures) -> str:
    if not parts.field and not parts.type:
        raise NameIncomplete("联合党委名称至少要有领域或类型")
    spelled = {
        "市": parts.place,
        "领域": f"{parts.field}领域" if parts.field else "",
        "类型": parts.type,
        "第N": f"第{chinese_number(parts.ordinal)}" if parts.ordinal is not None else "",
        "联合党委": "联合党委",
    }
    return "".join(spelled[part] for part in figures.words(PATTERN))


def next_ordinal(parts: NameParts, existing: Iterable[str], figures: Figures) -> int:
    """One above the highest ordinal in use for the same place, field and type; ordinals are not used again."""
    stem = joint_committee_name(NameParts(place=parts.place, field=parts.field, type=parts.type), figures)
    head = stem.removesuffix("联合党委")
    pattern = re.compile(re.escape(head) + f"第([{DIGITS}十]+)" + "联合党委$")
    used = [chinese_value(found.group(1)) for name in existing if (found := pattern.match(name))]
    return max(used, default=0) + 1


def chinese_number(number: int) -> str:
    """1–99 in Chinese, as ordinals of committees are written."""
    if not 1 <= number <= 99:
        raise ValueError(f"序号应在1至99之间：{number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")


def chinese_value(text: str) -> int:
    if "十" not in text:
        return DIGITS.index(text)
    tens, _, ones = text.partition("十")
    return (DIGITS.index(tens) if tens else 1) * 10 + (DIGITS.index(ones) if ones else 0)

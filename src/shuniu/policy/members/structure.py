"""Into which groups are the members of a node parted: by age, sex, ethnic group, education, occupation and joining?

The groups are those of the bulletins of 党内统计 (rules.md §18); no source text names others. The roll keeps the work
of a member in the words of whoever wrote it: a text of the chain says which words belong to which class of the
bulletin, and what it does not name is told as 未归类, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shuniu.policy.figures.withholding import SMALLEST_TOLD
from shuniu.policy.packs import Figures
from shuniu.policy.persons.ethnic_groups import ETHNIC_GROUPS
from shuniu.policy.words import MembershipState, Sex
from shuniu.policy.words.word import Word


class Part(Word):
    """By what the members of a node are parted."""

    SEX = "sex", "性别"
    ETHNIC_GROUP = "ethnic_group", "民族"
    AGE = "age", "年龄"
    EDUCATION = "education", "学历"
    OCCUPATION = "occupation", "职业"
    JOINED = "joined", "人员类别和入党时间"


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    label: str


# From which age, and from which day of joining, the next group begins.
AGES = (31, 36, 41, 46, 51, 56, 61)
JOINED = (date(1949, 10, 1), date(1979, 1, 1), date(2012, 12, 1))
NOT_FILLED, UNDATED, REST, UNCLASSED = "none", "undated", "rest", "unclassed"
OCCUPATIONS = "members.occupations"
HAN = next(code for code, name in ETHNIC_GROUPS.items() if name == "汉族")
# Groups that say nothing of anybody but that the roll is not complete.
PLAIN = frozenset({NOT_FILLED, UNDATED})

_LEVELS = {
    "1": "研究生", "2": "大学本科", "3": "大学专科", "4": "中专", "6": "高中", "7": "初中及以下", "9": "其他",
}  # fmt: skip
_PRIMARY, _SECONDARY = "8", "7"  # 小学 stands with 初中
_FIXED: Mapping[Part, tuple[Group, ...]] = {
    Part.SEX: tuple(Group(one.value, one.label) for one in Sex),
    Part.AGE: (
        Group("0", f"{AGES[0] - 1}岁及以下"),
        *(Group(str(at), f"{AGES[at - 1]}至{AGES[at] - 1}岁") for at in range(1, len(AGES))),
        Group(str(len(AGES)), f"{AGES[-1]}岁及以上"),
    ),
    Part.EDUCATION: tuple(Group(key, label) for key, label in _LEVELS.items()),
    Part.JOINED: (
        Group(MembershipState.PROBATIONARY.value, MembershipState.PROBATIONARY.label),
        Group("0", "正式党员，1949年9月及以前入党"),
        Group("1", "正式党员，1949年10月至1978年12月入党"),
        Group("2", "正式党员，1979年1月至2012年11月入党"),
        Group("3", "正式党员，2012年12月及以后入党"),
        Group(UNDATED, "正式党员，未填入党时间"),
    ),
}


@dataclass(frozen=True, slots=True)
class Occupations:
    """The classes of the texts in their order, and which class a word of the roll belongs to."""

    classes: tuple[Group, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, law: Figures) -> Occupations:
        """Of a class that several texts name the nearest says the words."""
        rows: dict[str, Mapping[str, Any]] = {}
        for layer in law.layers(OCCUPATIONS):
            for row in layer.value:
                rows.setdefault(row["key"], row)
        words = {word: key for key, row in rows.items() for word in (row["label"], *row.get("words", ()))}
        return cls(tuple(Group(key, row["label"]) for key, row in rows.items()), words)

    def class_of(self, written: str) -> str:
        """Only what is written just so; everything else is nobody's guess."""
        said = "".join(written.split())
        return self.words.get(said, UNCLASSED) if said else ""


def groups(part: Part, stored: Mapping[str, int], occupations: Occupations) -> list[Group]:
    """The groups of a part; ethnic groups by what is stored, each that is large enough by itself."""
    if part is Part.ETHNIC_GROUP:
        fixed = _ethnic_groups(stored)
    elif part is Part.OCCUPATION:
        fixed = [*occupations.classes, Group(UNCLASSED, "未归类（名册所写不在分类用词之内）")]
    else:
        fixed = list(_FIXED[part])
    return [*fixed, Group(NOT_FILLED, "未填写")]


def _ethnic_groups(stored: Mapping[str, int]) -> list[Group]:
    """The largest first. Those too small for a line stand together, and with them so many others that it is large."""
    others = sorted((code for code in stored if code and code != HAN), key=lambda code: (-stored[code], code))
    alone = [code for code in others if stored[code] >= SMALLEST_TOLD]
    rest = sum(stored[code] for code in others[len(alone) :])
    while alone and 0 < rest < SMALLEST_TOLD:
        rest += stored[alone.pop()]
    named = [Group(code, ETHNIC_GROUPS.get(code, code)) for code in alone]
    label = "其他少数民族" if alone else "少数民族"
    return [Group(HAN, ETHNIC_GROUPS[HAN]), *named, *([Group(REST, label)] if rest or not alone else [])]


def group_of(part: Part, stored: str, among: frozenset[str]) -> str:
    """The group in which a stored value stands, of those there are."""
    if not stored:
        return NOT_FILLED
    if part is Part.EDUCATION:
        stored = _SECONDARY if stored[0] == _PRIMARY else stored[0]
    if stored in among:
        return stored
    return REST if part is Part.ETHNIC_GROUP else NOT_FILLED


# A sum that follows from what is told: the sum of all without these groups.
FOLLOWING: Mapping[Part, tuple[str, tuple[str, ...]]] = {
    Part.ETHNIC_GROUP: ("少数民族合计", (HAN, NOT_FILLED)),
    Part.JOINED: ("正式党员合计", (MembershipState.PROBATIONARY.value, NOT_FILLED)),
}


def following(part: Part, told: Mapping[str, int | None], whole: int | None) -> tuple[str, int | None] | None:
    """Its name and number; the number is None where what it follows from is not told."""
    if part not in FOLLOWING:
        return None
    label, without = FOLLOWING[part]
    taken = [told[key] for key in without]
    if whole is None or any(number is None for number in taken):
        return label, None
    return label, whole - sum(number or 0 for number in taken)

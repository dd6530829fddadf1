"""What does a table of Party building say in its cells, and what contradicts itself in a row?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from shuniu.kernel.text import fold
from shuniu.policy.words import FormationMode
from shuniu.spreadsheets.imports import converting
from shuniu.spreadsheets.imports.findings import Flaw
from shuniu.spreadsheets.imports.kinds.kind import Remark, Values
from shuniu.spreadsheets.imports.kinds.social_organizations import supervisor

_MODES = {spelled: mode.label for mode in FormationMode for spelled in (mode.label, *mode.spellings)}
_MODE_WORDS = {
    "单独": "单独组建",
    "独立": "单独组建",
    "单建": "单独组建",
    "联合": "联合组建",
    "联建": "联合组建",
    "挂靠": "挂靠组建",
    "行业": "行业组建",
    "区域": "区域组建",
}
_NOT_YET = ("未", "无", "没", "否", "不", "拟", "待", "筹", "正在", "尚")
_THERE = ("已", "有", "是", "建", "成立", "单独", "联合")


def supervising_unit(cell: Any) -> Any:
    """The unit alone: whether the organization registered directly is the register's affair."""
    found = supervisor(cell)
    return found._replace(value=found.value[0]) if isinstance(found, Flaw) else found[0]


def head_count(cell: Any) -> Any:
    """无 under a number of persons says that there are none; a dash says nothing."""
    return 0 if cell.__class__ is str and fold(cell) == "无" else converting.count(cell)


def there(cell: Any) -> Any:
    """Whether a body exists, as ticked, counted or told."""
    found = converting.yes_no(cell)
    if not isinstance(found, Flaw) or found.code != "value_unknown":
        return found
    kept = fold(cell)
    number = converting.count(kept)
    if isinstance(number, int):
        return number > 0
    if kept.startswith(_NOT_YET):
        return False
    return True if kept.startswith(_THERE) else found


def attached(cell: Any) -> Any:
    """Of 工会, 共青团, 妇联 a table of Party building names those there are: an empty cell is 否."""
    found = there(cell)
    return False if found is None else found


def complete(values: dict[str, list[Any]]) -> None:
    """A row that leaves 是否建立党组织 empty says it by what it tells of one."""
    built = values.get("has_party_organization")
    if built is None:
        return
    told = [values[name] for name in ("party_organization", "formation_mode") if name in values]
    for place, said in enumerate(built):
        if said is None:
            built[place] = any(column[place] is not None for column in told)


def judge(values: Values, on: date | None) -> Iterable[Remark]:
    yield from _sums(values)
    count = len(values["name"])
    nothing: list[None] = [None] * count
    asked = ("has_party_organization", "party_organization", "formation_mode", "reason_not_formed")
    columns = [values.get(name, nothing) for name in asked]
    for place, (built, name, formed, reason) in enumerate(zip(*columns, strict=True)):
        if built is False and (name or formed):
            detail = "填有党组织名称或组建方式"
        elif built is True and reason and not (name or formed):
            detail = "填有未建立原因"
        else:
            continue
        yield place, "has_party_organization", Flaw(None, "built_conflict", detail=detail)


# Total, its parts with their words, and whether the parts are all of it.
_ADDITIONS = (
    ("members", {"full_members": "正式党员", "probationary_members": "预备党员"}, True),
    ("members", {"relations_transferred": "已转入", "relations_not_transferred": "未转入"}, True),
    ("members", {"full_members": "正式党员"}, False),
    ("members", {"probationary_members": "预备党员"}, False),
    ("staff", {"full_time_staff": "专职"}, False),
)


def _sums(values: Values) -> Iterable[Remark]:
    told: set[tuple[int, str]] = set()
    for whole, parts, all_of_it in _ADDITIONS:
        if whole not in values or not all(part in values for part in parts):
            continue
        for place, (total, *counts) in enumerate(zip(values[whole], *(values[part] for part in parts), strict=True)):
            if total is None or None in counts or (place, whole) in told:
                continue
            if sum(counts) > total or (all_of_it and sum(counts) != total):
                told.add((place, whole))
                written = "、".join(f"{word}{number}" for word, number in zip(parts.values(), counts, strict=True))
                yield place, whole, Flaw(None, "sum_mismatch", detail=written)


mode = converting.choice(_MODES, _MODE_WORDS)

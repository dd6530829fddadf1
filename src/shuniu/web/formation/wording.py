"""How does what is filled in an application read, and in which parts does it stand?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shuniu.policy import words
from shuniu.policy.formation.fields import COUNTS
from shuniu.policy.members.secretary import SAID
from shuniu.queries.formation.reading import Told
from shuniu.web.wording import word

BODY = "班子"
PARTS: Sequence[tuple[str, Sequence[str]]] = (
    ("拟成立的党组织", ("name", "short_name", "kind", "parent")),
    (
        "组建方式",
        (
            "mode",
            "basis",
            "units",
            "field",
            "proximity",
            "area_kind",
            "centre",
            "region",
            "combination",
            "management_sound",
        ),
    ),  # fmt: skip
    ("党员", COUNTS[:-1]),
    (BODY, ("committee_seats", "secretary_source", "secretary", "skipped_grounds", *SAID[1:])),
    ("临时党支部", ("task", "task_ends_on")),
    ("理由和达标", ("grounds", "exception_grounds", "checklist")),
)
NOBODY_NAMED = "已提出人选"


def said_by(told: Told) -> Callable[[str, Any], Any]:
    """A function that says the value of a field in words; None for what is not filled in."""

    def said(name: str, value: Any) -> Any:
        if value in (None, "", [], {}):
            return None
        if name in _SAYING:
            return _SAYING[name](told, value)
        if name in told.lists:
            return told.lists[name].get(str(value), str(value))
        return f"{value} 名" if name in COUNTS else value

    return said


def _units(told: Told, value: Any) -> str:
    return "、".join(told.units.get(key, "") for key in value)


def _checklist(told: Told, value: Mapping[str, bool]) -> str:
    labels = told.lists["checklist"]
    done = [labels.get(key, key) for key, met in value.items() if met is True]
    return f"已达标 {len(done)} 项：{'、'.join(done)}" if done else "没有确认达标的"


_SAYING: Mapping[str, Callable[[Told, Any], Any]] = {
    "parent": lambda told, value: told.nodes.get(value),
    "centre": lambda told, value: told.units.get(value),
    "region": lambda told, value: told.regions.get(value, value),
    "units": _units,
    "secretary": lambda told, value: told.candidates.get(str(value)) or NOBODY_NAMED,
    "checklist": _checklist,
    "kind": lambda told, value: word(value, words.PartyOrganizationKind),
    "management_stated": lambda told, value: "是" if value else "否",
    "management_sound": lambda told, value: "是" if value else "否",
}

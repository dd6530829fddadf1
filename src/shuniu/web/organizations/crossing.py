"""双向进入、交叉任职 on the card of an organization: numbers, for whoever reads a roll of what covers it."""

from __future__ import annotations

from datetime import date
from typing import Any

from shuniu.queries.accounts import Actor
from shuniu.queries.leadership.crossing import crossing_at
from shuniu.queries.organizations.card import OrganizationCard


def crossing_facts(actor: Actor, card: OrganizationCard, on: date) -> list[tuple[str, Any]]:
    covering = [one["key"] for one in card.registration["branches"]] if card.registration is not None else []
    found = crossing_at(actor, covering, on, card.unit) if covering else None
    if found is None:
        return []
    numbers, posts = found
    leaders: tuple[str, Any] = ("班子成员", f"{numbers.leaders} 名")
    if posts.posts is None:
        return [leaders, ("党员管理人员", "管理层包括哪些职务原文未明示，由审批党组织决定后计数")]
    return [
        leaders,
        ("党员管理人员", f"{numbers.managers} 名（在本单位任{'、'.join(sorted(posts.posts))}的党员）"),
        ("两边都任职", f"{numbers.both} 名（同一批人，两个方向各计一次）"),
    ]

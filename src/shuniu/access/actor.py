"""Who is acting, as what, at which moment?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from shuniu.policy.words.accounts import Role

SHANGHAI = ZoneInfo("Asia/Shanghai")


@lru_cache(maxsize=100)
def _day_at(now: datetime) -> date:
    """Asked many times for each page."""
    return now.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An account under one of its assignments, at a moment. The guard always judges by ``now``."""

    account: int
    title: str
    assignment: int
    assignment_uuid: UUID
    role: Role
    node: int | None
    unit: int | None
    now: datetime
    # So much stands below the node that its tallies are kept, and much is told from what is derived.
    wide: bool = False
    # More than a tenth of the register does: the guard asks each row by itself; the answers are the same.
    most: bool = False

    @property
    def today(self) -> date:
        return _day_at(self.now)

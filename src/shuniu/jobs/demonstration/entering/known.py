"""Under which keys does the register hold what the plan speaks of, and who enters it?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from shuniu.commands.journal import Act, act_of
from shuniu.queries.accounts import Actor

Thing = TypeVar("Thing")
# The secretary of the shown branch, and who works for Party affairs in the branches beside it.
SECRETARY, HELPER = "zhibu", "dangwu"


@dataclass(slots=True)
class Known:
    """``nodes`` by key of the plan, ``units`` by number of the organization, ``bodies`` by key, ``campaigns`` by name.

    ``parents`` and ``members`` follow the branches: under which node of the plan, in which organizations.
    """

    clerk: Actor
    nodes: dict[str, int] = field(default_factory=dict)
    units: dict[int, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    members: dict[str, tuple[int, ...]] = field(default_factory=dict)
    guides: dict[str, int] = field(default_factory=dict)
    campaigns: dict[str, UUID] = field(default_factory=dict)

    def act(self, on: date) -> Act:
        """Each act of the load is an ordinary one of the committee's clerk, back-dated to its day."""
        return act_of(self.clerk, on)


def by_day(pairs: list[tuple[date, Thing]]) -> dict[date, list[Thing]]:
    found: dict[date, list[Thing]] = {}
    for day, thing in pairs:
        found.setdefault(day, []).append(thing)
    return found

"""Is a unit due to form a Party organization, and on which count does that stand? For the second count.

By the latest head-count, and by whom the rolls name as working there: counted person by person on the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from shuniu.policy.formation.eligibility import EligibilityFacts, MemberCount, judge
from shuniu.policy.packs import Figures, NotStated
from shuniu.policy.words import MemberBase, MembershipState, MembershipStatus
from shuniu.statistics.check.held import Facts, Held

# The latest head-count of a unit: its day, full members, members.
Head = tuple[date, int | None, int | None]
# Whether the standard is reached, and by which count.
Reached = tuple[bool | None, str]


def named_full(working: Iterable[Held], memberships: Facts, day: date) -> int:
    """How many full members the rolls name as working there, wherever they are held."""
    there = {row.values[0] for row in working if row.on(day)}
    return sum(1 for person in there if _full(memberships.get(person, ()), day))


def _full(memberships: Iterable[Held], day: date) -> bool:
    held_there = next((row for row in memberships if row.on(day)), None)
    if held_there is None:
        return False
    state, status = held_there.values
    return bool(state == MembershipState.FULL and status != MembershipStatus.SUSPENDED)


class Due:
    """The law, asked once for each distinct pair of counts."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool, int | None, int | None, int], Reached] = {}

    def reached(self, law: Figures, head: Head | None, named: int) -> Reached:
        as_of, full, members = head or (date.min, None, None)
        key = (id(law), head is not None, full, members, named)
        if key not in self._known:
            count = MemberCount(base=MemberBase.HEAD_COUNT, as_of=as_of, full=full, members=members)
            facts = EligibilityFacts(
                has_party_organization=False,
                roll=MemberCount(base=MemberBase.ROLL, as_of=as_of, full=named),
                head_count=count if head else None,
            )
            self._known[key] = _judged(facts, law)
        return self._known[key]


def _judged(facts: EligibilityFacts, law: Figures) -> Reached:
    try:
        found = judge(facts, law)
    except NotStated:
        return None, MemberBase.HEAD_COUNT.value if facts.head_count else "none"
    return found.eligible, found.count.base.value if found.count else "none"

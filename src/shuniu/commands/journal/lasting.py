"""Until when may a fact about a Party organization last? Not longer than that exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from shuniu.commands.journal.acts import Act
from shuniu.commands.journal.reaching import refuse
from shuniu.policy.party.existing import absent
from shuniu.queries.facts.party import last_days, nodes


def ends_of(act: Act, keys: Sequence[int]) -> Mapping[int, date]:
    """The day on which each of the named ones is to end, where that is known; for ``Change.until``.

    Raises Refused for one that is no more on the day of the act.
    """
    ends = last_days(keys)
    gone = {key for key, day in ends.items() if day <= act.on}
    if gone:
        known = nodes(gone)
        refuse(absent(known[key].label, act.on, row) for row, key in enumerate(keys) if key in gone)
    return ends

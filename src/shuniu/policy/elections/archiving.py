"""归档目录 of an election: which papers come of it, and who notes where they lie?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from shuniu.policy.cases.archiving import Keeping, in_order
from shuniu.policy.elections.steps import ELECTION
from shuniu.policy.grants import Action
from shuniu.policy.words.archiving import ElectionPaper
from shuniu.policy.words.cases import CaseState

# Whoever archives it notes where its papers lie, and mends that afterwards.
ELECTION_KEEPING = Keeping(
    procedure=ELECTION,
    states=frozenset({CaseState.DONE}),
    action=Action.FILE_CASE,
    who="换届的党组织",
    when="归档时登记存放处，归档以后可以修改",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionArchive:
    """``members``, ``committee``: it was voted on in the meeting of the members, of the committee. ``known``: of what
    the platform holds something, or its place is noted."""

    members: bool
    committee: bool
    known: Collection[ElectionPaper]


def election_papers(facts: ElectionArchive) -> tuple[ElectionPaper, ...]:
    """In the order of the steps. What was filed further up is listed only where that was done."""
    left_out = {
        *(() if facts.members else (ElectionPaper.MINUTES,)),
        *(() if facts.committee else (ElectionPaper.FIRST_MEETING,)),
        ElectionPaper.FILED,
    }
    return in_order(tuple(ElectionPaper), left_out, facts.known)

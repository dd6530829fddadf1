"""Which papers come of an election?"""

from __future__ import annotations

import pytest

from shuniu.policy.elections.archiving import ElectionArchive, election_papers
from shuniu.policy.words.archiving import ElectionPaper as P


@pytest.mark.parametrize(
    ("members", "committee", "known", "absent"),
    [
        (True, True, (), {P.FILED}),
        (True, False, (), {P.FILED, P.FIRST_MEETING}),
        (False, True, (), {P.FILED, P.MINUTES}),
        # What is there is listed, whatever was voted on.
        (True, False, (P.FILED, P.FIRST_MEETING), set()),
    ],
)
def test_the_papers_are_those_of_the_steps(
    members: bool, committee: bool, known: tuple[P, ...], absent: set[P]
) -> None:
    found = election_papers(ElectionArchive(members=members, committee=committee, known=known))
    assert list(found) == [one for one in P if one not in absent], "in the order of the steps"

"""The rolls of an invented province or nation: members of branches, numbers that were never issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from shuniu.commands.members.enter import NewMember
from shuniu.jobs.demonstration.invented import citizen_number, contact_name, mobile
from shuniu.jobs.demonstration.large.shape import NEVER, Shape

# On these days of as many years rolls were taken over from paper.
SITTINGS = 4
# The work of every third is known.
EMPLOYED = 3
# Of so many numbers of one birthday; birthdays are four days apart.
A_DAY, APART, FIRST_BORN = 1_000, 4, date(1950, 1, 1)
EDUCATION = ("14", "21", "31", "61")


class Rolls:
    """Who is entered on each of the days: every branch that stood then has a share."""

    def __init__(self, shape: Shape, nodes: Sequence[int], units: Sequence[int]) -> None:
        self.shape, self.nodes = shape, nodes
        self._works = {one.branch: units[one.unit] for one in shape.covers() if one.after == NEVER}
        self._standing = [node for node in shape.branches if shape.until[node] == NEVER]

    def on(self, number: int) -> date:
        return date(self.shape.today.year - number, 1, 1)

    def roll(self, number: int) -> Iterator[NewMember]:
        """Branch after branch, over and over, as many members as it takes."""
        first = self.on(number).toordinal()
        there = [node for node in self._standing[number::SITTINGS] if self.shape.since[node] <= first]
        for place, one in enumerate(range(number, self.shape.size.members, SITTINGS)):
            branch = there[place % len(there)]
            yield _member(one, self.nodes[branch], self._works.get(branch) if one % EMPLOYED == 0 else None)


def _member(number: int, branch: int, unit: int | None) -> NewMember:
    born = FIRST_BORN + timedelta(days=number // A_DAY * APART)
    admitted = date(born.year + 25, 7, 1)
    return NewMember(
        party_organization=branch,
        name=contact_name(number),
        particulars={
            "sex": "male" if number % 5 else "female",
            "ethnic_group": "01",
            "born_on": born,
            "born_precision": "day",
            "education": EDUCATION[number % len(EDUCATION)],
        },
        membership={
            "state": "full" if number % 30 else "probationary",
            "admitted_on": admitted,
            "admitted_precision": "day",
            "status": "normal",
        },
        number=citizen_number(born, number),
        mobile=mobile(number),
        unit=unit,
    )

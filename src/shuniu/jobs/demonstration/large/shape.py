"""Who is there in an invented province or nation, since when, until when, under whom? Numbers only, the same each time.

Whatever is asked about the n-th organization or Party organization is told from n, so that millions need no lists but
a few arrays of small numbers.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

# The register goes back so far, Party organizations so far.
YEARS, YEARS_OF_PARTY = 15, 10
NEVER = 0
# So many organizations, of a hundred.
STRUCK_OFF, ABNORMAL, MOVED, UNATTACHED, WORKED, COUNTED = 22, 3, 4, 5, 30, 65
# A branch of its own for one organization; of every so many the next is joint, for so many.
EVERY_JOINT, SHARED = 4, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large the world is; ``provinces`` is 0 where the root itself is a province."""

    key: str
    organizations: int
    party_organizations: int
    members: int
    provinces: int = 0

    def divided(self, by: int) -> Size:
        """The same world, so many times smaller: for tests."""
        return Size(
            key=self.key,
            organizations=self.organizations // by,
            party_organizations=self.party_organizations // by,
            members=self.members // by,
            provinces=-(-self.provinces // by) if self.provinces else 0,
        )


PROVINCE = Size(key="province", organizations=50_000, party_organizations=12_000, members=150_000)
NATION = Size(key="nation", organizations=900_000, party_organizations=200_000, members=4_000_000, provinces=31)
SIZES = {one.key: one for one in (PROVINCE, NATION)}


@dataclass(frozen=True, slots=True)
class Cover:
    """An organization covered by a branch, in ordinals, with days."""

    branch: int
    unit: int
    first: int
    after: int


class Shape:
    """Nodes by number: the root, provinces, districts, committees, branches. Days are ordinals, 0 is no end."""

    def __init__(self, size: Size, today: date) -> None:
        self.size, self.today = size, today
        self.opening = date(today.year - YEARS, 1, 1)
        self.units = size.organizations
        districts = max(2, size.organizations // 2_250)
        committees = max(districts, size.organizations // 75)
        self.provinces = range(1, 1 + size.provinces)
        self.districts = range(self.provinces.stop, self.provinces.stop + districts)
        self.committees = range(self.districts.stop, self.districts.stop + committees)
        self.branches = range(self.committees.stop, max(size.party_organizations, self.committees.stop + 1))
        self.nodes = self.branches.stop
        self._committees()
        self._units()
        self._branches()

    def _committees(self) -> None:
        """Half of them stood from the beginning, the others were set up in ten sittings; some moved to a neighbour."""
        chance = Random(f"{self.size.key}:committees")
        self.since = array("i", [self.opening.toordinal()] * self.committees.start)
        self.moved_on = array("i", [NEVER] * self.nodes)
        start = self.today.year - YEARS_OF_PARTY
        sittings = [date(start + number, 7, 1).toordinal() for number in range(YEARS_OF_PARTY)]
        moves = [date(self.today.year - back, 3, 1).toordinal() for back in (6, 4, 2)]
        for node in self.committees:
            self.since.append(self.opening.toordinal() if chance.random() < 0.5 else chance.choice(sittings))
            if chance.random() < 0.02:
                self.moved_on[node] = next((day for day in moves if day > self.since[node]), NEVER)

    def _units(self) -> None:
        chance = Random(f"{self.size.key}:organizations")
        first, last = self.opening.toordinal(), self.today.toordinal()
        self.entered, self.ended = array("i"), array("i")
        for _ in range(self.units):
            # A third stood when the register began.
            day = first if chance.random() < 0.34 else chance.randrange(first, last - 60)
            self.entered.append(day)
            self.ended.append(chance.randrange(day + 30, last) if chance.randrange(100) < STRUCK_OFF else NEVER)
        # Committees differ in size: the first answer for a third of what the last do.
        self._first_of = [
            min(self.units, int(self.units * (number / len(self.committees)) ** 1.4))
            for number in range(len(self.committees) + 1)
        ]

    def _branches(self) -> None:
        """Set up in any month of ten years, seldom before its committee; a few have ended."""
        chance = Random(f"{self.size.key}:branches")
        months = [date(self.today.year - YEARS_OF_PARTY + n // 12, n % 12 + 1, 1) for n in range(YEARS_OF_PARTY * 12)]
        days = [month.toordinal() for month in months]
        self.until = array("i", [NEVER] * self.nodes)
        for node in self.branches:
            self.since.append(max(chance.choice(days), self.since[self.parent(node) or 0]))
            if chance.random() < 0.04:
                self.until[node] = self.since[node] + chance.randrange(200, 1_500)
                self.until[node] *= self.until[node] < self.today.toordinal() - 400

    def parent(self, node: int, *, moved: bool = False) -> int | None:
        """The number above; ``moved``: after its move, to the district beside."""
        if node == 0:
            return None
        for level, above in ((self.branches, self.committees), (self.committees, self.districts)):
            if node in level:
                place = (node - level.start) * len(above) // len(level)
                return above[(place + moved) % len(above)]
        if node in self.districts and self.provinces:
            return self.provinces[(node - self.districts.start) * len(self.provinces) // len(self.districts)]
        return 0

    def committee(self, unit: int) -> int:
        return self.committees[min(bisect_right(self._first_of, unit) - 1, len(self.committees) - 1)]

    def units_of(self, committee: int) -> range:
        place = committee - self.committees.start
        return range(self._first_of[place], self._first_of[place + 1])

    def branches_of(self, committee: int) -> range:
        """As ``parent`` says it, the other way round."""
        place, count, branches = committee - self.committees.start, len(self.committees), len(self.branches)
        first, after = (-(-number * branches // count) for number in (place, place + 1))
        return self.branches[first:after]

    def joint(self, branch: int) -> bool:
        return branch % EVERY_JOINT == 0

    def covers(self) -> Iterator[Cover]:
        """Who covers whom, while both are there."""
        for committee in self.committees:
            units = iter(self.units_of(committee))
            for branch in self.branches_of(committee):
                for _ in range(SHARED if self.joint(branch) else 1):
                    unit = next(units, None)
                    if unit is not None:
                        yield from self._cover(branch, unit)

    def _cover(self, branch: int, unit: int) -> Iterator[Cover]:
        first = max(self.since[branch], self.entered[unit])
        ends = [day for day in (self.until[branch], self.ended[unit]) if day]
        after = min(ends, default=NEVER)
        if not after or first < after:
            yield Cover(branch, unit, first, after)

    def draw(self, unit: int, salt: int, of: int = 100) -> int:
        """A number below ``of`` that belongs to the organization."""
        return ((unit * 2_654_435_761 + salt * 40_503_721) % 4_294_967_291 >> 7) % of

    def day(self, ordinal: int) -> date:
        return date.fromordinal(ordinal)

    def later(self, ordinal: int, days: int) -> int:
        """So many days later, but not today or after it."""
        return min(ordinal + days, (self.today - timedelta(days=1)).toordinal())

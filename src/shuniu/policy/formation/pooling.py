"""Which further branches could be set up out of one in which the members of many units are gathered (D20, D21)?

先转入，再另建: relations are gathered first, then new joint branches are split off by area or field. Counted are those
whose place of work is known and has no Party organization of its own; whoever is on probation comes along and does not
count towards the standard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.policy.formation.eligibility import THRESHOLD
from shuniu.policy.packs import Figures
from shuniu.policy.packs.readings import clause_words
from shuniu.policy.words import FormationMode
from shuniu.policy.words import PartyOrganizationKind as Kind

SPLIT = "formation.pooling_split"
# Branches in which members of other units are gathered: by how they were set up, or by what they are.
POOLING_MODE, POOLING_KIND = FormationMode.POOLING, Kind.MOBILE_MEMBER_BRANCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A member of its roll by public id. ``values``: what the register says of the unit, by the keys of the text."""

    member: str
    full: bool
    unit: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """How many one value joins, of how many units."""

    basis: str
    value: str
    full: int
    members: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Those that one value joins: enough of them for a branch. ``units``: how many; nobody is named."""

    basis: str
    label: str
    value: str
    units: int
    full: int
    probationary: int
    threshold: int
    clause: Clause
    counted_by: Clause

    @property
    def part(self) -> str:
        """By what it is told apart from others of the same branch."""
        return part_of(self.basis, self.value)

    @property
    def kind(self) -> Kind:
        return Kind.JOINT_BRANCH if self.units > 1 else Kind.PARTY_BRANCH

    @property
    def sentence(self) -> str:
        """Numbers only, no names."""
        more = f"，另有预备党员 {self.probationary} 名" if self.probationary else ""
        return (
            f"可另建{self.kind.label}：{self.label}同为“{self.value}”的单位 {self.units} 家，"
            f"正式党员 {self.full} 名{more}，达到 {self.threshold} 名"
        )

    @property
    def by(self) -> str:
        """The clauses in words: of the splitting, and of the number."""
        return f"{clause_words(str(self.clause))}；人数依{clause_words(str(self.counted_by))}"


def part_of(basis: str, value: str) -> str:
    return f"{basis}:{value}"


def could_be_set_up(sums: Iterable[Sum], figures: Figures | None) -> list[Group]:
    """One group for each value of area and of field that reaches the standard (以上 includes it); none where no text
    speaks of it. A member may stand in two of them: which branch it will be is decided with the case."""
    least = least_full(figures)
    if figures is None or least is None:
        return []
    stated, threshold = figures.value(SPLIT), figures.value(THRESHOLD)
    known = sorted(sums, key=lambda one: one.value)
    return [
        Group(
            basis=row["key"],
            label=row["label"],
            value=one.value,
            units=one.units,
            full=one.full,
            probationary=one.members - one.full,
            threshold=least,
            clause=stated.clause,
            counted_by=threshold.clause,
        )
        for row in stated.value
        for one in known
        if one.basis == row["key"] and one.full >= least
    ]


def least_full(figures: Figures | None) -> int | None:
    """From how many full members on another branch could be set up; None where no text speaks of it."""
    if figures is None or figures.stated(SPLIT) is None:
        return None
    threshold = figures.stated(THRESHOLD)
    return None if threshold is None else int(threshold.value)


def sums_of(gathered: Iterable[Gathered]) -> list[Sum]:
    """Of whom the register says nothing by a basis does not count by it."""
    found: dict[tuple[str, str], list[Gathered]] = defaultdict(list)
    for one in gathered:
        for basis, value in one.values.items():
            if value:
                found[basis, value].append(one)
    return [
        Sum(
            basis=basis,
            value=value,
            full=sum(one.full for one in members),
            members=len(members),
            units=len({one.unit for one in members}),
        )
        for (basis, value), members in found.items()
    ]


def joined(gathered: Iterable[Gathered], group: Group) -> list[Gathered]:
    """Who would come along into the branch."""
    return [one for one in gathered if one.values.get(group.basis) == group.value]

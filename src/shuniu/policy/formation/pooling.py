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
class Group:
    """Those that one value joins: enough of them for a branch."""

    basis: str
    label: str
    value: str
    members: tuple[str, ...]
    units: tuple[int, ...]
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
        return Kind.JOINT_BRANCH if len(self.units) > 1 else Kind.PARTY_BRANCH

    @property
    def sentence(self) -> str:
        """Numbers only, no names."""
        more = f"，另有预备党员 {self.probationary} 名" if self.probationary else ""
        return (
            f"可另建{self.kind.label}：{self.label}同为“{self.value}”的单位 {len(self.units)} 家，"
            f"正式党员 {self.full} 名{more}，达到 {self.threshold} 名"
        )

    @property
    def by(self) -> str:
        """The clauses in words: of the splitting, and of the number."""
        return f"{clause_words(str(self.clause))}；人数依{clause_words(str(self.counted_by))}"


def part_of(basis: str, value: str) -> str:
    return f"{basis}:{value}"


def could_be_set_up(gathered: Iterable[Gathered], figures: Figures | None) -> list[Group]:
    """One group for each value of area and of field that reaches the standard (以上 includes it); none where no text
    speaks of it. A member may stand in two of them: which branch it will be is decided with the case."""
    stated = figures.stated(SPLIT) if figures else None
    threshold = figures.stated(THRESHOLD) if figures else None
    if stated is None or threshold is None:
        return []
    known = list(gathered)
    found = []
    for row in stated.value:
        for value, members in sorted(_by_value(known, row["key"]).items()):
            full = sum(one.full for one in members)
            if full < threshold.value:
                continue
            found.append(
                Group(
                    basis=row["key"],
                    label=row["label"],
                    value=value,
                    members=tuple(one.member for one in members),
                    units=tuple(sorted({one.unit for one in members})),
                    full=full,
                    probationary=len(members) - full,
                    threshold=threshold.value,
                    clause=stated.clause,
                    counted_by=threshold.clause,
                )
            )
    return found


def _by_value(gathered: Iterable[Gathered], basis: str) -> dict[str, list[Gathered]]:
    found: dict[str, list[Gathered]] = defaultdict(list)
    for one in gathered:
        if one.values.get(basis):
            found[one.values[basis]].append(one)
    return found

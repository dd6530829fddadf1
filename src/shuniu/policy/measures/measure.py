"""What is a measure: what is counted, over what, by which clause, and how is that said in one sentence?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from shuniu.kernel.decision import Clause
from shuniu.policy.measures.conditions import CONDITIONS, Row
from shuniu.policy.packs import Figures, load_packs, vocabulary
from shuniu.policy.words import FigureSource, Force, Line, PartyOrganizationKind, RegistrationStatus

STATUSES = "coverage.counted_statuses"


class Subject(StrEnum):
    """Whose rows a measure counts."""

    UNIT = "unit"  # rows of standing
    PARTY_ORGANIZATION = "party_organization"  # managed Party organizations of the kinds listed
    HUB = "hub"  # hub designations, by level
    POSTING = "posting"  # instructors' postings
    ROLL = "roll"  # rolls of members, one for each Party organization that holds them
    CROSSING = "crossing"  # 交叉任职 in Party organizations that cover organizations of the register
    REPORTED = "reported"  # dated figures an office reports with their source


# Those of which each row is a Party organization.
OF_BODIES = frozenset({Subject.PARTY_ORGANIZATION, Subject.ROLL, Subject.CROSSING})


class Dimension(StrEnum):
    CHILD = "child"
    TYPE = "type"
    REGION = "region"
    FIELD = "field"
    MODE = "mode"
    SUPERVISOR = "supervisor"


ALL_DIMENSIONS = tuple(Dimension)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """``denominator`` None makes it a count, () a share of all; ``sums`` names a column to add instead of rows.

    ``distinct`` names what is counted once; ``kinds_key`` the pack key that lists the kinds counted;
    ``denominator_key`` a pack key whose value names another denominator; ``ceiling_key`` the number it should
    not exceed; ``clauses`` pack → clause, the nearest of the chain is cited. ``awaits`` says why nothing is recorded
    yet that it could count, ``decided_key`` names what has to be stated before anything can be counted: it is 无数据
    then and never 0. ``over`` makes it a share of sums: the column that adds up to the denominator; ``counted``: what
    numerator and denominator of a share are counted in.
    """

    key: str
    name: str
    unit: str
    definition: str
    subject: Subject
    clauses: Mapping[str, str]
    source: FigureSource = FigureSource.COUNTED
    line: Line = Line.RESPONSIBLE
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] | None = None
    sums: tuple[str, ...] = ()
    over: str = ""
    counted: str = "家"
    distinct: str = ""
    kinds_key: str = ""
    denominator_key: str = ""
    ceiling_key: str = ""
    awaits: str = ""
    decided_key: str = ""
    dimensions: tuple[Dimension, ...] = field(default=ALL_DIMENSIONS)

    @property
    def is_ratio(self) -> bool:
        return self.denominator is not None

    @property
    def counted_in(self) -> str:
        return self.counted if self.is_ratio else self.unit

    def silence(self, figures: Figures) -> str:
        """Why there is no information where these figures hold; empty where there is."""
        if self.awaits or not self.decided_key or figures.stated(self.decided_key) is not None:
            return self.awaits
        return f"无数据：{vocabulary()[self.decided_key].label}原文未明示，由审批党组织决定后计数"

    def clause(self, chain: Sequence[str]) -> Clause:
        """The clause of the nearest place that speaks of this measure, a normative text before a report."""
        packs = load_packs()
        for key in chain:
            speaking = [pack for pack in packs.values() if pack.key in self.clauses and pack.key in chain]
            here = [pack for pack in speaking if pack.place == packs[key].place]
            if here:
                chosen = min(here, key=lambda pack: (pack.standing is not Force.NORMATIVE, chain.index(pack.key)))
                return chosen.clause(self.clauses[chosen.key])
        pack, key = next(iter(self.clauses.items()))
        return load_packs()[pack].clause(key)

    def denominator_for(self, figures: Figures) -> tuple[str, ...] | None:
        """The denominator at a node on a day; an office may have chosen another one where texts are silent."""
        chosen = figures.stated(self.denominator_key) if self.denominator_key else None
        return _DENOMINATORS[chosen.value] if chosen else self.denominator

    def kinds(self, figures: Figures) -> tuple[PartyOrganizationKind, ...]:
        if not self.kinds_key:
            return ()
        return tuple(PartyOrganizationKind(kind) for kind in figures.words(self.kinds_key))

    def statuses(self, figures: Figures) -> tuple[RegistrationStatus, ...]:
        if self.subject is not Subject.UNIT:
            return ()
        return tuple(RegistrationStatus(status) for status in figures.words(STATUSES))

    def counts_row(self, row: Row) -> bool:
        """Is this row of standing in the numerator? The counter's SQL must give the same answer."""
        return all(CONDITIONS[name].holds(row) for name in self.numerator)

    def definition_for(self, figures: Figures) -> str:
        """The 口径 as it applies at a node on a day, statuses and kinds spelled out."""
        parts = [self.definition.rstrip("。")]
        denominator = self.denominator_for(figures)
        if self.denominator_key and denominator is not None:
            parts.append(f"分母为{_conditions_said(denominator)}")
        statuses = self.statuses(figures)
        if statuses:
            parts.append("计入登记状态：" + "、".join(one.label for one in statuses))
        kinds = self.kinds(figures)
        if kinds:
            parts.append("计入党组织：" + "、".join(one.label for one in kinds))
        return "；".join(parts) + "。"


_DENOMINATORS: Mapping[str, tuple[str, ...]] = {
    "organization_covered": ("org_covered",),
    "all_organizations": (),
}


def _conditions_said(names: tuple[str, ...]) -> str:
    said = "、".join(CONDITIONS[name].label for name in names)
    return f"{said}的社会组织" if said else "全部社会组织"

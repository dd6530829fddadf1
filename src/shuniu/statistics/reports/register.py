"""The register in reports: supervising units (B26), two blocks (B27), growth (A13), density (A12), the grid (A14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from shuniu.access import Actor
from shuniu.models import PlannedCell, Standing
from shuniu.policy.figures.indicators import yearly_growth as growth_of
from shuniu.policy.organizations.planning import GRID, Gap, gaps
from shuniu.policy.organizations.supervisors import Supervisor, ranked
from shuniu.policy.words import OrganizationSubtype, PlanningCell
from shuniu.statistics.answers import NoFigures, Number, Table
from shuniu.statistics.dimensions import NO_SUPERVISOR
from shuniu.statistics.figures import figure
from shuniu.statistics.law import law_at
from shuniu.statistics.reported import PER_10_000, ReportedLine, reported_lines
from shuniu.statistics.reports.asked import asked
from shuniu.statistics.targets import TargetLine, targets

ALL, STAFF = "social_organizations", "employed_staff"


def supervising_units(actor: Actor, node: int, on: date) -> list[Supervisor]:
    """Supervising units by how many organizations they supervise, most first; who carries key responsibility (B26).

    Bodies are ordered here, never persons.
    """
    asked(actor, node, on)
    table = figure(ALL, node, on, ("supervisor",), with_digest=False)
    assert isinstance(table, Table)
    counts = {cell.cell["supervisor"]: int(cell.numerator) for cell in table.by}
    counts.pop(NO_SUPERVISOR, None)
    return ranked(counts, law_at([node], on)[node])


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One of the two blocks, or what stands in neither because its mode is not known."""

    key: str
    name: str
    organizations: Number


def blocks(actor: Actor, node: int, on: date) -> list[Block]:
    """What the comprehensive committee leads itself, what has a supervising unit, and the rest (B27)."""
    asked(actor, node, on)
    tables = [figure(key, node, on, with_digest=False) for key in ("committee_block", "supervisor_block", ALL)]
    ours, theirs, everything = (table for table in tables if isinstance(table, Table))
    numbers = [table.numerator or 0 for table in (ours, theirs, everything)]
    return [
        Block(key="committee_block", name=ours.measure.name, organizations=numbers[0]),
        Block(key="supervisor_block", name=theirs.measure.name, organizations=numbers[1]),
        Block(key="neither", name="登记管理方式未明或备案的", organizations=numbers[2] - numbers[0] - numbers[1]),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """``percent`` is None where a year ago nothing was known, or nothing was there to grow from."""

    now: Number
    a_year_ago: Number | None
    day: date
    percent: Decimal | None
    sentence: str


def yearly_growth(actor: Actor, node: int, on: date) -> Growth:
    """The registered total against the same day a year ago (A13)."""
    asked(actor, node, on)
    before = _a_year_before(on)
    now, then = (figure(ALL, node, day, with_digest=False) for day in (on, before))
    assert isinstance(now, Table)
    number = now.numerator or 0
    if isinstance(then, NoFigures):
        said = f"{before.isoformat()}{then.sentence}，不能计算增长率"
        return Growth(now=number, a_year_ago=None, day=before, percent=None, sentence=said)
    earlier = then.numerator or 0
    percent = growth_of(int(earlier), int(number))
    said = f"较{before.isoformat()}的{earlier:,}家" + ("无从计算增长率" if percent is None else f"增长{percent}%")
    return Growth(now=number, a_year_ago=earlier, day=before, percent=percent, sentence=said)


def _a_year_before(on: date) -> date:
    try:
        return on.replace(year=on.year - 1)
    except ValueError:  # 29 February
        return on.replace(year=on.year - 1, day=28)


def per_10_000(actor: Actor, node: int, on: date) -> tuple[Table | NoFigures, Table | NoFigures]:
    """Organizations per 10,000 reported residents, and the staff they state (A12)."""
    asked(actor, node, on)
    return figure(PER_10_000, node, on), figure(STAFF, node, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGap:
    """A cell of the grid whose number differs from the wish, in words."""

    gap: Gap
    kind: str
    subtype: str
    cell: str
    sentence: str


def planning_gaps(actor: Actor, node: int, on: date) -> list[PlanGap]:
    """Cells of the planning grid that lack their organization, or have too many (A14); empty without a grid."""
    asked(actor, node, on)
    figures = law_at([node], on)[node]
    grid = figures.stated(GRID)
    if grid is None:
        return []
    kinds = {row["subtype"]: PlanningCell(row["key"]) for row in grid.value}
    rows = _cells(node, on)
    cells: dict[PlanningCell, list[str]] = defaultdict(list)
    for subtype, cell, _ in rows:
        if subtype in kinds and cell not in cells[kinds[subtype]]:
            cells[kinds[subtype]].append(cell)
    existing = [(OrganizationSubtype(subtype), cell) for subtype, cell, there in rows if there and subtype in kinds]
    return [_said(gap) for gap in gaps(cells, existing, figures)]


def _cells(node: int, on: date) -> Sequence[tuple[str, str, bool]]:
    """Each planned cell, and whether the organization named for it counts on the day."""
    counted = Standing.objects.filter(unit=OuterRef("unit"), valid_from__lte=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    )
    rows = PlannedCell.objects.filter(party_organization=node, retracted__isnull=True, period__contains=on)
    return list(
        rows.annotate(there=Exists(counted)).order_by("subtype", "cell", "id").values_list("subtype", "cell", "there")
    )


def _said(gap: Gap) -> PlanGap:
    number = f"尚缺{gap.missing}家" if gap.missing else f"多出{gap.surplus}家"
    return PlanGap(
        gap=gap,
        kind=gap.kind.label,
        subtype=gap.subtype.label,
        cell=gap.cell,
        sentence=f"{gap.kind.label}“{gap.cell}”应有{gap.subtype.label}{gap.wanted}家，{number}（{gap.clause}）",
    )


def reported(actor: Actor, node: int, on: date) -> list[ReportedLine]:
    """Every figure reported at the node, with its source and the label 填报数 (B29–B32, D27)."""
    return reported_lines(asked(actor, node, on), on)


def target_lines(actor: Actor, node: int, on: date) -> list[TargetLine]:
    """The node's targets with baseline, points still wanting and deadline (E07)."""
    asked(actor, node, on)
    return targets(node, on)

"""Which tables do the source texts ask for beside single figures, and how do they read?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from shuniu.policy.words import FigureSource
from shuniu.queries.decided import reported_value
from shuniu.statistics import NoFigures, Table, figure_for, reports
from shuniu.statistics.reports import LoadLine
from shuniu.web.clauses import clause_words
from shuniu.web.figures.asked import Asked
from shuniu.web.figures.telling import rows_address
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link, Status, Tone
from shuniu.web.wording import day, number, percent

# A share is words to a workbook and stands as a number on a page.
TEXT, NUMBER, SHARE = "text", "number", "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """One table: ``columns`` are (heading, kind); ``notes`` say what it means; ``empty`` why there is nothing;
    ``trends`` lead to how its figures developed, ``doors`` to other rows of the same report, the chosen one marked."""

    title: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Any]]
    notes: Sequence[str] = ()
    empty: str = "没有记录。"
    trends: Sequence[Link] = ()
    doors: Sequence[Link] = ()


def _said(value: Any) -> Any:
    """A cell of the workbook: words and numbers without links."""
    if isinstance(value, Link):
        return value.label
    return value.word if isinstance(value, Status) else value


def exported(table: ReportTable) -> list[list[Any]]:
    return [[_said(value) for value in row] for row in table.rows]


def overview(request: HttpRequest, asked: Asked) -> ReportTable:
    """The registered total (A11), growth (A13), density and staff (A12), the two blocks (B27)."""
    actor, on = actor_of(request), day_of(request)
    total = figure_for(actor, "social_organizations", asked.key, on, with_digest=False)
    growth = reports.yearly_growth(actor, asked.key, on)
    density, staff = reports.per_10_000(actor, asked.key, on)
    lines: list[Sequence[Any]] = [
        (_name(total), _value(request, total, asked), _label(total), "登记在册的社会组织总数"),
        ("年增长率", _growth(growth.percent), FigureSource.COUNTED.label, growth.sentence),
        (_name(density), _density(density), FigureSource.REPORTED.label, _origin(density)),
        (_name(staff), _value(request, staff, asked), _label(staff), "登记事项中的专职和兼职人员数"),
    ]
    for block in reports.blocks(actor, asked.key, on):
        said = number(block.organizations) + " 家"
        linked = block.key != "neither"
        value = Link(said, rows_address(request, block.key, asked.code)) if linked else said
        lines.append((block.name, value, FigureSource.COUNTED.label, "按登记方式分为两块"))
    return ReportTable(title="登记概况", columns=_columns("项目", "数值", "性质", "说明"), rows=lines)


def _columns(*names: str) -> list[tuple[str, str]]:
    return [(name, TEXT) for name in names]


def _name(told: Table | NoFigures) -> str:
    return told.measure.name


def _label(told: Table | NoFigures) -> str:
    return told.measure.source.label


def _value(request: HttpRequest, told: Table | NoFigures, asked: Asked) -> Any:
    if isinstance(told, NoFigures) or told.value is None:
        return "无数据"
    said = f"{number(told.value)} {told.measure.unit}"
    return Link(said, rows_address(request, told.measure.key, asked.code))


def _growth(value: Decimal | None) -> str:
    return "无数据" if value is None else f"{value}%"


def _density(told: Table | NoFigures) -> str:
    if isinstance(told, NoFigures) or told.value is None:
        return "无数据"
    return f"{number(told.value, 1)} {told.measure.unit}"


def _origin(told: Table | NoFigures) -> str:
    return told.sentence.removeprefix("无数据：") if isinstance(told, NoFigures) else f"人口来源：{told.said}"


def supervisors(request: HttpRequest, asked: Asked) -> ReportTable:
    """Supervising units by how many organizations they supervise (B26)."""
    rows = reports.supervising_units(actor_of(request), asked.key, day_of(request))
    return ReportTable(
        title="业务主管单位",
        columns=[("业务主管单位", TEXT), ("主管的社会组织（家）", NUMBER), ("重点责任", TEXT)],
        rows=[
            (
                one.name,
                Link(
                    number(one.organizations),
                    rows_address(request, "social_organizations", asked.code, supervisor=one.name),
                ),
                Status("重点责任单位") if one.key_responsibility else None,
            )
            for one in rows
        ],
        notes=["主管 10 家以上（含 10 家，以适用文本为准）的，列为重点责任单位。"],
        empty="没有登记业务主管单位的社会组织。",
    )


MOST_NAMED = 10
TONES: dict[str, Tone] = {"over": "urgent", "within": "done", "under": "soon"}
STATES = {"over": "超出目标", "within": "规模适当", "under": "低于目标"}


def loads(request: HttpRequest, asked: Asked) -> ReportTable:
    """How many organizations each joint committee carries (B06)."""
    rows = reports.joint_committee_loads(actor_of(request), asked.key, day_of(request))
    clause = next((one.load.clause.key for one in rows if one.load), "")
    target = next((one.load.target for one in rows if one.load), None)
    notes = [] if target is None else [f"每个联合党委目标覆盖 {target} 家。依据 {clause_words(clause)}"]
    # Where there is no joint committee at all, nobody is missing from one.
    if rows:
        alone = reports.in_no_joint_committee(actor_of(request), asked.key, day_of(request), most=MOST_NAMED)
        more = "等" if alone.organizations > MOST_NAMED else ""
        if alone.organizations:
            notes.append(f"尚未纳入联合党委的 {number(alone.organizations)} 家：{'、'.join(alone.names)}{more}")
    return ReportTable(
        title="联合党委负荷",
        columns=[("联合党委", TEXT), ("社会组织（家）", NUMBER), ("负荷", TEXT), ("建议", TEXT)],
        rows=[_load(request, one) for one in rows],
        notes=notes,
        empty="没有联合党委。",
    )


def _load(request: HttpRequest, one: LoadLine) -> Sequence[Any]:
    count = Link(number(one.organizations), rows_address(request, "social_organizations", one.code))
    if one.load is None:
        return one.name, count, None, None
    state = one.load.state.value
    advice = one.load.sentence.rpartition("：")[2].rpartition("（")[0]
    if one.merge_with and state == "under":
        advice += f"；可与{one.merge_with[0]}合并"
    return one.name, count, Status(STATES[state], TONES[state]), advice


def hubs(request: HttpRequest, asked: Asked) -> ReportTable:
    """Hubs by level (C01) and what each lacks of its 3+1 (C04)."""
    actor, on = actor_of(request), day_of(request)
    levels = reports.hub_levels(actor, asked.key, on)
    rows = reports.hub_mechanisms(actor, asked.key, on)
    counted = "，".join(f"{one.level}{one.verb} {number(one.hubs)} 家" for one in levels)
    return ReportTable(
        title="“枢纽型”社会组织",
        columns=_columns("名称", "级别", "已有的机构和制度", "还缺"),
        rows=[
            (
                one.name,
                one.level,
                "、".join(one.present) or None,
                _lacking(one.mechanism),
            )
            for one in rows
        ],
        notes=[counted] if counted else [],
        empty="没有“枢纽型”社会组织。",
    )


def _lacking(mechanism: Any) -> Any:
    if mechanism is None:
        return "适用文本没有“3+1”的规定"
    if mechanism.complete:
        return Status("健全", "done")
    return "、".join(one.label for one in mechanism.missing)


def planning(request: HttpRequest, asked: Asked) -> ReportTable:
    """Cells of the planning grid that lack their organization (A14)."""
    rows = reports.planning_gaps(actor_of(request), asked.key, day_of(request))
    return ReportTable(
        title="布局缺口",
        columns=[*_columns("布局依据", "行业、地域", "应有"), ("应有（家）", NUMBER), ("现有（家）", NUMBER),
                 ("情况", TEXT)],
        rows=[
            (one.kind, one.cell, one.subtype, one.gap.wanted, one.gap.existing,
             Status(f"尚缺 {one.gap.missing} 家", "soon") if one.gap.missing else f"多出 {one.gap.surplus} 家")
            for one in rows
        ],
        empty="没有布局缺口，或者没有登记布局。",
    )  # fmt: skip


def instructors(request: HttpRequest, asked: Asked) -> ReportTable:
    """Postings of instructors, in the order of their numbers (G07)."""
    rows = reports.instructor_loads(actor_of(request), asked.key, day_of(request))
    return ReportTable(
        title="指导员派驻",
        columns=[("编号", TEXT), ("派驻的社会组织（家）", NUMBER)],
        rows=[(one.code, one.organizations) for one in rows],
        notes=[f"在派指导员 {number(len(rows))} 名。按编号排列，不作比较。"] if rows else [],
        empty="没有在派的党建工作指导员。",
    )


def reported(request: HttpRequest, asked: Asked) -> ReportTable:
    """What offices reported, with its source; never under the label of a counted figure (B29–B32, D27)."""
    rows = reports.reported(actor_of(request), asked.key, day_of(request))
    return ReportTable(
        title="填报数",
        columns=_columns("项目", "填报值", "性质", "来源", "自"),
        rows=[
            (
                one.name,
                reported_value(one.share, one.numerator, one.denominator, one.unit),
                one.label,
                one.source,
                day(one.since),
            )
            for one in rows
        ],
        notes=["填报数照来源登记，不由平台计算，也不与计算数相加。"],
        empty="本级没有填报数。",
    )


GOALS: dict[str, Status] = {
    "met": Status("已达到", "done"),
    "under_way": Status("进行中"),
    "missed": Status("到期未达到", "urgent"),
    "no_figure": Status("没有数据", "muted"),
}


def goals(request: HttpRequest, asked: Asked) -> ReportTable:
    """Targets with baseline, points and deadline (E07)."""
    rows = reports.target_lines(actor_of(request), asked.key, day_of(request))
    return ReportTable(
        title="目标",
        columns=_columns("指标", "基数", "提升", "目标", "现为", "情况", "期限", "来源"),
        rows=[
            (
                one.measure.name,
                f"{one.target.baseline.normalize():f}%",
                f"{one.target.delta.normalize():f} 个百分点",
                f"{one.target.goal.normalize():f}%",
                _now(request, one.figure, asked),
                GOALS[one.progress.state.value] if one.progress else GOALS["no_figure"],
                one.target.deadline,
                one.source,
            )
            for one in rows
        ],
        empty="本级没有设定目标。",
    )


def _now(request: HttpRequest, told: Table | NoFigures, asked: Asked) -> Any:
    if isinstance(told, NoFigures) or told.value is None:
        return None
    return Link(percent(told.value, 2), rows_address(request, told.measure.key, asked.code))


Report = Callable[[HttpRequest, Asked], ReportTable]
REPORTS: dict[str, tuple[str, Report]] = {
    "overview": ("登记概况", overview),
    "goals": ("目标", goals),
    "supervisors": ("业务主管单位", supervisors),
    "loads": ("联合党委负荷", loads),
    "hubs": ("“枢纽型”社会组织", hubs),
    "planning": ("布局缺口", planning),
    "instructors": ("指导员派驻", instructors),
    "reported": ("填报数", reported),
}

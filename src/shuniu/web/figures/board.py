"""The board of one node on a day: its key figures, and how each part stands, every number the way to its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.kernel.pinyin import sort_key
from shuniu.kernel.text import chinese_number
from shuniu.policy.measures import Dimension, Measure, Subject, UnknownMeasure, measure
from shuniu.policy.words import FigureSource
from shuniu.queries.party.choosing import Choice, committees_to_read
from shuniu.statistics import Cell, NoFigures, NotCountedSo, Table, figure_for, figures_for
from shuniu.web.clauses import cited
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.targets import ceilings_of, targets_at
from shuniu.web.figures.telling import figure_of, ratio_columns, rows_address
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import Chart, Colour, Link, Series

DIMENSIONS = (
    (Dimension.CHILD, "下级党组织"),
    (Dimension.TYPE, "类型"),
    (Dimension.REGION, "区"),
    (Dimension.FIELD, "领域"),
    (Dimension.MODE, "登记方式"),
    (Dimension.SUPERVISOR, "业务主管单位"),
)
ORDINAL = re.compile("第([一二三四五六七八九十百]+)")
LABELS = dict(DIMENSIONS)
COUNTED = (
    "organization_coverage",
    "work_coverage",
    "combined_coverage",
    "separate_formation",
    "activity_coverage",
    "social_organizations",
    "eligible_not_formed",
    "unattached",
    "joint_committees",
    "party_branches",
    "members",
    "members_unknown",
)
REPORTED = (
    "reported_members",
    "reported_full_members",
    "members_without_branch",
    "reported_activity_coverage",
)
BROKEN_DOWN: tuple[tuple[str, Colour], ...] = (
    ("social_organizations", "grey"),
    ("organization_coverage", "ink"),
    ("work_coverage", "amber"),
    ("eligible_not_formed", "red"),
)


def dimension_of(request: HttpRequest) -> Dimension:
    given = request.GET.get("by", "")
    return Dimension(given) if given in set(Dimension) else Dimension.CHILD


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    actor, on, asked = actor_of(request), day_of(request), asked_node(request)
    by = dimension_of(request)
    told = figures_for(actor, COUNTED, asked.key, on)
    silent = next((one.sentence for one in told if isinstance(one, NoFigures) and not one.measure.awaits), "")
    reported = figures_for(actor, REPORTED, asked.key, on)
    targets = ceilings_of(told) | targets_at(actor, asked.key, on)
    context = {
        "asked": asked,
        "silent": silent,
        "choices": choices(request),
        "by": by.value,
        "counted": [figure_of(request, one, target=targets.get(one.measure.key)) for one in told],
        "reported": [figure_of(request, one) for one in reported],
        "charts": [] if silent else _charts(request, asked, by),
        "dimensions": _dimensions(request, asked, by),
        "ways": ways(request, asked),
        "by_label": LABELS[by],
    }
    return framed(request, "figures/board.html.jinja", context)


def ways(request: HttpRequest, asked: Asked) -> list[Link]:
    """The other pages about figures, for the same node and day."""
    return [
        Link("专项报表", with_day(request, reverse("reports"), node=asked.code)),
        Link("按当时所知", with_day(request, reverse("figures_earlier"), node=asked.code)),
        Link("专项行动", with_day(request, reverse("campaigns"))),
        Link("已发布数字", with_day(request, reverse("publications"))),
    ]


def choices(request: HttpRequest) -> Sequence[Choice]:
    """The committees and general branches whose figures can be chosen."""
    return committees_to_read(actor_of(request), day_of(request), request.GET.get("node", ""))


def _dimensions(request: HttpRequest, asked: Asked, chosen: Dimension) -> list[Link]:
    address = reverse("figures")
    return [
        Link(label, with_day(request, address, node=asked.code, by=key.value), key is chosen)
        for key, label in DIMENSIONS
    ]


def _charts(request: HttpRequest, asked: Asked, by: Dimension) -> list[tuple[Chart, str]]:
    """One chart for each measure, so that every number has its own way to its rows; beside it its workbook."""
    found = []
    for key, colour in BROKEN_DOWN:
        told = _broken_down(request, key, asked, by)
        if isinstance(told, Table) and told.by:
            export = with_day(request, reverse("figure_export", args=[key]), node=asked.code, by=by.value)
            found.append((_chart(request, told, by, colour), export))
    return found


def _broken_down(request: HttpRequest, key: str, asked: Asked, by: Dimension) -> Table | NoFigures:
    try:
        return figure_for(actor_of(request), key, asked.key, day_of(request), [by.value], with_digest=False)
    except (UnknownMeasure, NotCountedSo) as problem:
        raise Http404 from problem


def cell_name(cell: Cell, by: Dimension) -> str:
    return cell.names.get(by.value) or cell.cell[by.value]


def _numbered(name: str) -> str:
    """第二 stands before 第十: ordinals in figures, for the order only."""
    return ORDINAL.sub(lambda found: f"第{chinese_number(found[1]) or 0:03d}", name)


def in_order(told: Table, by: Dimension) -> list[tuple[str, Cell]]:
    """Cells by the sound of their names; what hangs on the node itself comes first and says so."""

    def placed(cell: Cell) -> tuple[bool, str]:
        return by is not Dimension.CHILD or cell.cell[by.value] != told.at, sort_key(_numbered(cell_name(cell, by)))

    cells = sorted(told.by, key=placed)
    return [("本级直接归口" if not placed(one)[0] else cell_name(one, by), one) for one in cells]


def _chart(request: HttpRequest, told: Table, by: Dimension, colour: Colour) -> Chart:
    cells = in_order(told, by)
    return Chart(
        key=told.measure.key.replace("_", "-"),
        title=told.measure.name,
        kind="bar",
        labels=[name for name, _ in cells],
        series=(Series(told.measure.name, [one.value for _, one in cells], colour),),
        on=told.on,
        dimension=LABELS[by],
        unit=told.measure.counted_in,
        ratio=told.measure.is_ratio,
        definition=told.definition,
        reported=told.source is FigureSource.REPORTED,
        addresses=[rows_address(request, told.measure.key, told.at, **one.cell) for _, one in cells],
    )


@require_GET
def figure_export(request: HttpRequest, key: str) -> FileResponse:
    """The table of one breakdown as a workbook, with its 口径 and its day."""
    asked, by = asked_node(request), dimension_of(request)
    told = _broken_down(request, key, asked, by)
    if isinstance(told, NoFigures):
        raise Http404
    return table_file(
        request,
        f"{told.measure.name}_按{LABELS[by]}",
        _columns(told, by),
        [*(_row(one, name) for name, one in in_order(told, by)), _total(told)],
        [
            f"范围：{asked.name}及其下级",
            f"口径：{told.definition}",
            f"依据：{cited(told.clause)}",
            told.source.label,
        ],
    )


def _columns(told: Table, by: Dimension) -> list[tuple[str, str]]:
    if not told.measure.is_ratio:
        return [(LABELS[by], "text"), (f"{told.measure.name}（{told.measure.unit}）", "number")]
    return [(LABELS[by], "text"), *ratio_columns(told.measure)]


def _row(cell: Any, name: str) -> list[Any]:
    if cell.denominator is None:
        return [name, cell.numerator]
    return [name, cell.numerator, cell.denominator, cell.value]


def _total(told: Table) -> list[Any]:
    return _row(told, "合计")


def listed_measure(key: str) -> Measure:
    """A measure whose rows can be opened; 404 for others."""
    try:
        found = measure(key)
    except UnknownMeasure as problem:
        raise Http404 from problem
    if found.subject is Subject.REPORTED:
        raise Http404
    return found

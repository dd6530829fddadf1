"""The table on 双向进入、交叉任职 (Q01): counted for Party organizations, each line opening one level lower."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.leadership.crossing import Crossing
from shuniu.policy.measures.crossing import CROSSING
from shuniu.statistics import reports
from shuniu.statistics.reports import CrossAppointments, CrossingLine
from shuniu.web.clauses import clause_words
from shuniu.web.figures.asked import Asked
from shuniu.web.figures.tables import NUMBER, SHARE, TEXT, ReportTable
from shuniu.web.frame import actor_of, day_of, with_day
from shuniu.web.parts import Link
from shuniu.web.wording import number, percent

DEFINITION = (
    "口径：前两列是党组织（个），其余是党员（名）。只数当日覆盖社会组织的党组织。班子成员是任书记、副书记或委员的党员；党员管理人员是名册上在所覆盖的社会组织任管理职务"
    "的党员。在几个党组织任职的，分别计数；不列姓名。"
)


def crossing(request: HttpRequest, asked: Asked) -> ReportTable:
    found = reports.cross_appointments(actor_of(request), asked.key, day_of(request))
    rows = [_row(_name(request, one), one.numbers) for one in found.lines]
    if len(rows) > 1:
        rows.append(_row("合计", found.total))
    return ReportTable(
        title="交叉任职",
        columns=[("党组织", TEXT), ("覆盖社会组织的", NUMBER), ("有交叉任职的", NUMBER), ("班子成员", NUMBER),
                 ("任管理职务", NUMBER), ("占班子", SHARE),
                 ("党员管理人员", NUMBER), ("进入班子", NUMBER), ("占管理层", SHARE)],
        rows=rows,
        notes=_notes(found),
        empty="没有覆盖社会组织的党组织。",
        trends=_trends(request, asked) if found.posts.posts is not None else (),
    )  # fmt: skip


def _trends(request: HttpRequest, asked: Asked) -> list[Link]:
    return [
        Link(one.name, with_day(request, reverse("figure_trend", args=[one.key]), node=asked.code)) for one in CROSSING
    ]


def _name(request: HttpRequest, one: CrossingLine) -> Link:
    if one.itself:
        return Link(one.name, with_day(request, reverse("leadership", args=[one.code])))
    return Link(one.name, with_day(request, reverse("reports"), node=one.code, report="crossing"))


def _row(name: Any, one: Crossing) -> Sequence[Any]:
    return (
        name,
        one.bodies,
        one.crossed if one.both is not None else None,
        one.leaders,
        one.both,
        _share(one.both, one.leaders),
        one.managers,
        one.both,
        _share(one.both, one.managers),
    )


def _share(part: int | None, whole: int | None) -> str | None:
    return percent(part / whole) if part is not None and whole else None


def _notes(found: CrossAppointments) -> list[str]:
    notes = [DEFINITION]
    if found.wanted is not None:
        notes.append(f"适用文本推行双向进入、交叉任职，没有写人数。依据 {clause_words(found.wanted.key)}")
    else:
        notes.append("适用文本没有双向进入、交叉任职的要求。")
    total, posts = found.total, found.posts
    if posts.posts is None:
        notes.append("管理层包括哪些职务原文未明示，管理人员不能计数；由审批党组织在“管理”的“适用文本”中决定。")
        return notes
    listed = "、".join(sorted(posts.posts))
    clause = f"。依据 {clause_words(posts.clause.key)}" if posts.clause is not None else ""
    notes.append(f"管理职务：{listed}{clause}")
    if total.both:
        apart = total.leaders + (total.managers or 0) - total.both
        notes.append(
            f"两个方向是同一批人：{number(total.both)} 名既在班子又在管理层，两列各计一次；"
            f"合并后不重复计算为 {number(apart)} 名。"
        )
    return notes

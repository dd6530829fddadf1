"""录入进度 as a table: the nodes right below, each state a number that opens its organizations (P01, P04)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from shuniu.policy.words.submissions import EntryState
from shuniu.statistics import reports
from shuniu.statistics.reports import EntryLine
from shuniu.web.figures.asked import Asked
from shuniu.web.figures.tables import NUMBER, TEXT, ReportTable
from shuniu.web.frame import actor_of, address_of, day_of, with_day
from shuniu.web.parts import Link
from shuniu.web.wording import number

DEFINITION = "口径：计入登记的社会组织，按截至当日最近一次填报所处的状态各计一次，相加等于社会组织总数。"


def entries(request: HttpRequest, asked: Asked) -> ReportTable:
    found = reports.entry_progress(actor_of(request), asked.key, day_of(request))
    lines = [_line(request, one, asked, own=not one.code) for one in found.lines]
    if len(found.lines) > 1:
        lines.append(_line(request, found.total, asked, own=False, name="合计"))
    return ReportTable(
        title="录入进度",
        columns=[("党组织", TEXT), ("社会组织", NUMBER), *((state.label, NUMBER) for state in EntryState)],
        rows=lines,
        notes=[
            DEFINITION,
            f"党员情况已填报的 {number(found.known)} 家，其中经本单位填报并审核通过的 {number(found.accepted)} 家，"
            "其余由台账、调查和登记录入。",
        ],
        empty="没有社会组织。",
    )


def _line(request: HttpRequest, one: EntryLine, asked: Asked, *, own: bool, name: str = "") -> Sequence[Any]:
    where = {"node": one.code or asked.code, **({"own": "1"} if own else {})}
    cells = [_number(request, one.organizations, where)]
    cells += [_number(request, one.counts.get(state, 0), {**where, "state": state.value}) for state in EntryState]
    return (name or (f"{one.name}（本级）" if own else one.name), *cells)


def _number(request: HttpRequest, count: int, where: dict[str, str]) -> Any:
    # A later subject: its page opens the rows.
    return Link(number(count), with_day(request, address_of("submission_progress"), **where)) if count else 0

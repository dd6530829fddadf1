"""The tables on joint Party organizations over time (D23) and on renewals that do not go together (F03)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.words.sync import RenewalState
from shuniu.statistics import reports
from shuniu.statistics.reports import JointOverTime, RenewalLine
from shuniu.statistics.reports.renewals import APART
from shuniu.web.clauses import clause_words
from shuniu.web.figures.asked import Asked
from shuniu.web.figures.tables import NUMBER, TEXT, ReportTable
from shuniu.web.frame import actor_of, address_of, day_of, with_day
from shuniu.web.parts import Link, Status
from shuniu.web.wording import day, number


def joint(request: HttpRequest, asked: Asked) -> ReportTable:
    """Number and size of joint Party organizations at the ends of months; bodies are counted, never persons."""
    found = reports.joint_over_time(actor_of(request), asked.key, day_of(request))
    return ReportTable(
        title="联合组建",
        columns=[("截至", TEXT), *((label, NUMBER) for label in _columns(found))],
        rows=[_point(point, found) for point in reversed(found.points)],
        notes=[
            "口径：截至当日覆盖两家以上（含两家）社会组织的党组织；单独的只覆盖一家。按所覆盖的家数和正式党员数分档，只数党组织。",
            *(f"适用文本要求{label}。依据 {clause_words(clause.key)}" for label, clause in found.wanted),
            *_lines(found),
        ],
        empty="没有覆盖社会组织的党组织。",
    )  # fmt: skip


def _lines(found: JointOverTime) -> list[str]:
    if found.units_max is None:
        return []
    return [f"大小联合的界线原文未明示，这里按联合党支部一般覆盖不超过 {found.units_max} 个单位划分。"]


def _columns(found: JointOverTime) -> list[str]:
    sizes = [] if found.units_max is None else [f"其中：2 至 {found.units_max} 家", f"其中：超过 {found.units_max} 家"]
    bands = [] if found.threshold is None else [f"正式党员不足 {found.threshold} 名", *_upper(found)]
    return ["联合（个）", "覆盖（家）", "平均（家）", *sizes, "单独（个）", *bands, "没有名册"]


def _upper(found: JointOverTime) -> list[str]:
    if found.committee is None:
        return [f"{found.threshold} 名以上"]
    return [f"{found.threshold} 至 {found.committee - 1} 名", f"{found.committee} 名以上"]


def _point(point: reports.JointPoint, found: JointOverTime) -> Sequence[Any]:
    sizes = [] if found.units_max is None else [point.small, point.large]
    above = [] if found.committee is None else [point.above]
    bands = [] if found.threshold is None else [point.below, point.between, *above]
    return (day(point.day), point.joint, point.organizations, point.mean, *sizes, point.separate, *bands, point.unknown)


# What cannot be compared, each with the organizations of it: the value of ``without`` in the address.
WITHOUT = {"unit": RenewalState.UNIT_UNKNOWN, "term": RenewalState.TERM_UNKNOWN}


def renewals(request: HttpRequest, asked: Asked) -> ReportTable:
    """Organizations whose own renewal falls on another day than that of the Party organization covering them; those
    of which one of the days is not known where the address asks for them."""
    without = request.GET.get("without", "")
    wanted = (WITHOUT[without],) if without in WITHOUT else APART
    found = reports.renewals_apart(actor_of(request), asked.key, day_of(request), wanted)
    clauses = [f"依据 {clause_words(found.lines[0].finding.clause.key)}"] if found.lines else []
    together = f"同步的 {number(found.together)} 家。"
    return ReportTable(
        title=f"换届同步：{wanted[0].label}" if without in WITHOUT else "换届同步",
        columns=[("社会组织", TEXT), ("本单位换届", TEXT), ("覆盖的党组织", TEXT), ("党组织届满", TEXT),
                 ("相差（天）", NUMBER), ("情况", TEXT)],
        rows=[_line(request, one) for one in found.lines],
        notes=[together, *clauses] if found.asked else [],
        doors=_doors(request, asked, found, without),
        empty=_none(found, without),
    )  # fmt: skip


def _doors(request: HttpRequest, asked: Asked, found: reports.Renewals, chosen: str) -> list[Link]:
    """Each number with its organizations; where both days are the same there is nothing to open."""
    told = (
        ("", "日期不同的", found.apart),
        ("unit", "本单位换届日期未登记的", found.unit_unknown),
        ("term", "党组织届满日期未登记的", found.term_unknown),
    )
    here = {"node": asked.code, "report": "renewals"}
    return [
        Link(
            f"{what} {number(count)} 家",
            with_day(request, reverse("reports"), **here, **({"without": key} if key else {})),
            key == chosen,
        )
        for key, what, count in told
        if count or key == chosen
    ]


def _none(found: reports.Renewals, without: str) -> str:
    if not found.asked:
        return "适用文本没有同步换届的要求。"
    if not (found.apart or found.together or found.unit_unknown or found.term_unknown):
        return "没有党组织覆盖的社会组织。"
    if without in WITHOUT:
        return "没有日期未登记的。"
    return f"没有日期不同的。同步的 {number(found.together)} 家。"


def _line(request: HttpRequest, one: RenewalLine) -> Sequence[Any]:
    return (
        Link(one.name, with_day(request, address_of("organization", one.unit), tab="party")),
        day(one.unit_due) if one.unit_due else "未登记",
        Link(one.branch, with_day(request, reverse("party_organization", args=[one.code]))),
        day(one.term_due) if one.term_due else "未登记",
        one.finding.days,
        Status(one.finding.state.label, "soon"),
    )

"""The tables on coverage by level (E01, C06), on classes (B23), on larger ones without an instructor (G01) and on
Party organizations that stand outside the three tiers (B02)."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shuniu.statistics import Pair, reports
from shuniu.web.clauses import clause_words
from shuniu.web.figures.asked import Asked
from shuniu.web.figures.tables import NUMBER, TEXT, ReportTable
from shuniu.web.frame import actor_of, day_of, with_day
from shuniu.web.parts import Link
from shuniu.web.wording import number, percent


def levels(request: HttpRequest, asked: Asked) -> ReportTable:
    """Both coverages at each level, and beside them what reports say, which is never compared."""
    actor, on = actor_of(request), day_of(request)
    told = reports.coverage_headlines(actor, asked.key, on)
    return ReportTable(
        title="分级覆盖",
        columns=[
            ("登记级别", TEXT),
            ("社会组织（家）", NUMBER),
            ("党组织覆盖", TEXT),
            ("党的工作覆盖", TEXT),
            ("组织或工作覆盖", TEXT),
            ("组织和工作都覆盖", TEXT),
        ],
        rows=[
            (
                one.level,
                one.organization.denominator,
                *(_share(pair) for pair in (one.organization, one.work, one.either, one.both)),
            )
            for one in reports.coverage_by_level(actor, asked.key, on)
        ],
        notes=["直辖市市级登记的社会组织列在省级。", *(_headline(one) for one in told)],
        empty="没有社会组织。",
    )


def _share(pair: Pair) -> str | None:
    return None if pair.value is None else f"{percent(pair.value)}（{number(pair.numerator)}）"


def _headline(one: reports.Headline) -> str:
    note = f"{one.note}。" if one.note else ""
    return f"报告数：{one.label}{one.said}。{note}依据 {clause_words(one.clause.key)}"


def dispatch(request: HttpRequest, asked: Asked) -> ReportTable:
    """Who reaches the size the office decided and has no instructor; open while nobody decided it."""
    found = reports.larger_without_instructor(actor_of(request), asked.key, day_of(request))
    notes, empty = [], "适用文本没有对较大规模社会组织派驻指导员的要求。"
    if found.size is not None:
        empty = found.size.open + "。" if found.size.open else "较大规模的社会组织都有指导员派驻。"
    if found.size is not None and found.size.staff is not None:
        notes = [f"从业人员{number(found.size.staff)}人以上的，派驻党建工作指导员。"]
        notes += [f"另有{number(found.unknown)}家没有登记从业人员数，不能判断。"] if found.unknown else []
    return ReportTable(
        title="应派指导员",
        columns=[("社会组织", TEXT), ("统一社会信用代码", TEXT), ("从业人员（人）", NUMBER)],
        rows=[(one.name, one.code or None, one.staff) for one in found.without],
        notes=notes,
        empty=empty,
    )


def classes(request: HttpRequest, asked: Asked) -> ReportTable:
    """What is due of each class of organizations, and for how many it is done."""
    found = reports.class_duties(actor_of(request), asked.key, day_of(request))
    return ReportTable(
        title="分类施策",
        columns=[
            ("类别", TEXT),
            ("要求", TEXT),
            ("社会组织（家）", NUMBER),
            ("已落实（家）", NUMBER),
            ("未落实（家）", NUMBER),
        ],
        rows=[(one.label, one.duty, one.organizations, one.done, one.open) for one in found],
        notes=[f"党员情况不详的不在其中。依据 {clause_words(found[0].clause.key)}"] if found else [],
        empty="适用文本没有分类的要求。",
    )


def tiers(request: HttpRequest, asked: Asked) -> ReportTable:
    """What ledgers brought that stands where the tiers leave no place: a finding to be put right, no error."""
    found = reports.out_of_tiers(actor_of(request), asked.key, day_of(request))
    return ReportTable(
        title="级次核对",
        columns=[("党组织", TEXT), ("种类", TEXT), ("上级党组织", TEXT), ("上级种类", TEXT), ("情况", TEXT)],
        rows=[(_card(request, one), one.kind, one.parent, one.parent_kind, one.fact) for one in found.lines],
        notes=[f"台账照实登记，不因级次不符而拒收；请办理划转或改建。依据 {clause_words(one.clause.key)}"
               for one in found.lines[:1]],
        empty="没有超出规定级次的党组织。" if found.kept else "本级没有采用三级设置，不核对级次。",
    )  # fmt: skip


def _card(request: HttpRequest, one: reports.OutOfTier) -> Link:
    return Link(one.name, with_day(request, reverse("party_organization", args=[one.code])))

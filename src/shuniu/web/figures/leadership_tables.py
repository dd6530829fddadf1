"""班子缺额: the leaderships of a tree that lack somebody by the texts, each with what is missing and its clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shuniu.statistics import reports
from shuniu.statistics.reports import Shortfalls, ShortLine
from shuniu.web.clauses import cited
from shuniu.web.figures.asked import Asked
from shuniu.web.figures.tables import TEXT, ReportTable
from shuniu.web.frame import actor_of, address_of, day_of, with_day
from shuniu.web.parts import Link
from shuniu.web.wording import number

DEFINITION = "口径：当日存在的党组织，按登记的任职、名册和书记单位对照适用文本，缺几项列几行。只列党组织，不列姓名。"


def shortfalls(request: HttpRequest, asked: Asked) -> ReportTable:
    found = reports.shortfalls(actor_of(request), asked.key, day_of(request))
    chosen = request.GET.get("kind", "")
    rows = [one for one in found.lines if not chosen or one.kind.value == chosen]
    return ReportTable(
        title="班子缺额",
        columns=[("党组织", TEXT), ("类别", TEXT), ("缺额", TEXT), ("现状", TEXT), ("办理", TEXT), ("依据", TEXT)],
        rows=[_line(request, one) for one in rows],
        notes=[DEFINITION, *_undecided(found)],
        doors=_doors(request, asked, found, chosen),
        empty="没有班子缺额。" if found.bodies else "没有党组织。",
    )


def _undecided(found: Shortfalls) -> list[str]:
    told = "".join(one.missing for one in found.undecided)
    return [f"{told}没有决定以前，不列专职副书记的缺额。"] if told else []


def _doors(request: HttpRequest, asked: Asked, found: Shortfalls, chosen: str) -> list[Link]:
    here = {"node": asked.code, "report": "shortfalls"}
    everyone = f"有缺额的 {number(sum(found.short.values()))} 个（共 {number(found.bodies)} 个）"
    told = [("", everyone), *((kind.value, f"{kind.label} {number(count)} 个") for kind, count in found.short.items())]
    if not found.short:
        return []
    return [
        Link(words, with_day(request, reverse("reports"), **here, **({"kind": key} if key else {})), key == chosen)
        for key, words in told
    ]


def _line(request: HttpRequest, one: ShortLine) -> Sequence[Any]:
    said = one.finding
    return (
        Link(one.name, with_day(request, address_of("leadership", one.code))),
        one.kind.label,
        said.missing,
        said.fact,
        said.who,
        cited(said.clause),
    )

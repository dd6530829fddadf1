"""党员结构: the members of a node by groups, or its children by one of them, and as a workbook.

Numbers only: nobody's record is opened, so no look is kept. The way to persons is the roll, for whoever may read it.
"""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.figures.withholding import SMALLEST_TOLD
from shuniu.policy.grants import Action
from shuniu.policy.members.structure import Part
from shuniu.queries.accounts import granted
from shuniu.statistics.reports import NothingKnown, Structure, StructureByChild, member_structure, structure_by_child
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices
from shuniu.web.figures.report_tabs import report_crumbs, report_tabs
from shuniu.web.figures.reports import TITLES
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import Link

TITLE = "党员结构"
DEFINITION = "当日组织关系在本级及下级党组织的党员，按党员名册逐人计数；年龄算到账日"
WITHHELD = "不公布"
WHY = (
    f"标“{WITHHELD}”的，是少于 {SMALLEST_TOLD} 名（含 0 名）的数，以及公布后可以推算出这类数的数。"
    "“未填写”“未填入党时间”不说明任何人的情况，照实列出。"
)
OCCUPATION = (
    "职业按党内统计公报的八类列出。名册里写的工作岗位归入哪一类，公报原文未明示：只归入字面上明确的，其余列为“未归类”。"
)
TOO_FEW = f"党员少于 {SMALLEST_TOLD} 名，不公布结构。"
OWN = "本支部查看本支部，如实列出。"


def _part(request: HttpRequest) -> Part | None:
    given = request.GET.get("by", "")
    return Part(given) if given in set(Part) else None


def _found(request: HttpRequest, asked: Asked) -> Structure | StructureByChild:
    actor, on, part = actor_of(request), day_of(request), _part(request)
    return structure_by_child(actor, asked.key, on, part) if part else member_structure(actor, asked.key, on)


@require_GET
def structure(request: HttpRequest) -> HttpResponse:
    asked, part, silent = asked_node(request), _part(request), ""
    found: Structure | StructureByChild | None = None
    try:
        found = _found(request, asked)
    except NothingKnown as nothing:
        silent = str(nothing)
    kept = {"node": asked.code, "by": part.value if part else ""}
    reads = granted(actor_of(request), Action.READ_MEMBER)
    context = {
        "asked": asked,
        "silent": silent,
        "found": found,
        "tables": _tables(found) if isinstance(found, Structure) else [],
        "table": _by_child(request, found) if isinstance(found, StructureByChild) else None,
        "part": part.value if part else "",
        "ways": [(one.value, f"下级 × {one.label}") for one in Part],
        "withheld": WITHHELD,
        "notes": _notes(found) if found else [],
        "definition": DEFINITION,
        "choices": choices(request),
        "crumbs": report_crumbs(request, asked),
        "tabs": report_tabs(request, asked, "structure", TITLES),
        "export": with_day(request, reverse("structure_export"), **kept),
        "roll": with_day(request, reverse("members"), node=asked.code) if reads else "",
    }
    return framed(request, "figures/structure.html.jinja", context)


def _notes(found: Structure | StructureByChild) -> list[str]:
    if found.members is None:
        return [TOO_FEW]
    told = isinstance(found, Structure) or found.part is Part.OCCUPATION
    notes = [OWN] if found.own else [WHY] if found.withheld else []
    return [*notes, OCCUPATION] if told and found.members else notes


def _share(number: int | None, whole: int | None) -> float | None:
    return None if number is None or not whole else number / whole


def _tables(found: Structure) -> list[tuple[str, list[tuple[str, int | None, float | None]]]]:
    """By part: name, number and share; a sum that follows stands last."""
    tables = []
    for one in found.parts:
        lines = [(group.label, number, _share(number, found.members)) for group, number in one.lines]
        if one.more is not None:
            lines.append((one.more[0], one.more[1], _share(one.more[1], found.members)))
        tables.append((one.part.label, lines))
    return tables


def _by_child(request: HttpRequest, found: StructureByChild) -> dict[str, Any]:
    here = {"by": found.part.value}
    lines = []
    for one in found.lines:
        name = Link(one.name, with_day(request, reverse("structure"), node=one.code, **here)) if one.code else one.name
        lines.append((name, [*one.numbers, one.members]))
    return {
        "columns": [*(group.label for group in found.groups), "合计"],
        "lines": lines,
        "totals": [*found.totals, found.members],
    }


@require_GET
def structure_export(request: HttpRequest) -> FileResponse:
    """What the page shows, and no more."""
    asked = asked_node(request)
    try:
        found = _found(request, asked)
    except NothingKnown as nothing:
        raise Http404 from nothing
    notes = [f"范围：{asked.name}及其下级", f"口径：{DEFINITION}", *_notes(found)]
    if isinstance(found, Structure):
        rows = [[part, name, _said(number)] for part, lines in _tables(found) for name, number, _ in lines]
        rows.append(["合计", "党员", _said(found.members)])
        return table_file(request, TITLE, [("项目", "text"), ("分组", "text"), ("党员（名）", "number")], rows, notes)
    columns = [("党组织", "text"), *((group.label, "number") for group in found.groups), ("合计", "number")]
    lines = [[one.name, *(_said(number) for number in (*one.numbers, one.members))] for one in found.lines]
    lines.append(["合计", *(_said(number) for number in (*found.totals, found.members))])
    return table_file(request, f"{TITLE}_按下级和{found.part.label}", columns, lines, notes)


def _said(number: int | None) -> int | str:
    return WITHHELD if number is None else number

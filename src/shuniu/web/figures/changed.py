"""Which organizations stand behind one number of the changes between two days? Page by page, and as a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.figures.changing import Cause
from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.statistics.changes import ChangedPage, ChangedUnit, Moved, WantedUnits, changed_units_for
from shuniu.statistics.earlier.ledger import TooMany
from shuniu.web.exporting import table_file
from shuniu.web.figures.changes import Question, notes_of, question_of
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.lists import window_of
from shuniu.web.parts import Chip, Column, Link, Listing, Row

PAGE, EXPORTED_AT_ONCE = 50, 5_000
MOVED = {
    Moved.CAME: "分子：来",
    Moved.WENT: "分子：去",
    Moved.WHOLE_CAME: "分母：来",
    Moved.WHOLE_WENT: "分母：去",
}
COLUMNS = (("name", "名称"), ("code", "代码"), ("cause", "原因"), ("step", "来去"))


def _narrowing(request: HttpRequest) -> tuple[Cause | None, Moved | None]:
    """What no line has written narrows nothing."""
    cause, moved = request.GET.get("cause", ""), request.GET.get("moved", "")
    return (Cause(cause) if cause in set(Cause) else None, Moved(moved) if moved in set(Moved) else None)


def _page(request: HttpRequest, asking: Question, after: tuple[str, int] | None, limit: int) -> ChangedPage:
    cause, moved = _narrowing(request)
    wanted = WantedUnits(cause=cause, moved=moved, after=after, limit=limit, known_at=asking.known_at)
    try:
        return changed_units_for(actor_of(request), asking.measure.key, asking.asked.key, asking.days, wanted)
    except TooMany as many:
        raise Http404 from many


@require_GET
def figure_changed(request: HttpRequest) -> HttpResponse:
    asking, after = question_of(request), window_of(request).after
    found = _page(request, asking, (str(after[0]), int(after[1])) if after else None, PAGE)
    back = with_day(request, reverse("figure_changes"), **asking.query)
    context = {
        "asking": asking,
        "asked": asking.asked,
        "listing": _listing(request, asking, found),
        "crumbs": [
            Link("统计", with_day(request, reverse("figures"), node=asking.asked.code)),
            Link("变化", back),
            Link("明细", ""),
        ],
    }
    return framed(request, "figures/changed.html.jinja", context)


def _listing(request: HttpRequest, asking: Question, found: ChangedPage) -> Listing:
    cause, moved = _narrowing(request)
    kept = {key: one.value for key, one in (("cause", cause), ("moved", moved)) if one is not None}
    address, here = reverse("figure_changed"), {**asking.query, **kept}

    def without(name: str) -> str:
        return with_day(request, address, **{key: value for key, value in here.items() if key != name})

    chips = [Chip("原因", cause.label, without("cause"))] if cause else []
    chips += [Chip("来去", said(moved, asking), without("moved"))] if moved else []
    after = json.dumps(found.after, ensure_ascii=False) if found.after else ""
    return Listing(
        title=f"{asking.measure.name}：变化明细",
        columns=[Column(key=key, label=label) for key, label in COLUMNS],
        rows=[Row([one.name, one.code, why(one), step(one)], _card(request, one)) for one in found.units],
        on=day_of(request),
        chips=chips,
        previous=with_day(request, address, **here) if request.GET.get("after") else "",
        next=with_day(request, address, **here, after=after) if after else "",
        exports=[Link("导出 Excel", with_day(request, reverse("figure_changed_export"), **here))],
        why_empty="这两日之间没有这样的变化。",
        what_next="请减少条件，或换一个比较日。",
    )


def said(moved: Moved, asking: Question) -> str:
    return MOVED[moved] if asking.measure.is_ratio else MOVED[moved].removeprefix("分子：")


def why(one: ChangedUnit) -> str:
    """The cause; of what has been learned of the first day since, in which way."""
    return one.cause.label if one.learned is None else f"更正：{one.learned.label}"


def step(one: ChangedUnit) -> str:
    """Into the numerator, out of it, or neither: then only the denominator has changed."""
    return {1: "来", -1: "去"}.get(one.step, "只在分母")


def _card(request: HttpRequest, one: ChangedUnit) -> str:
    """The card opens only for whoever reaches it today."""
    if not granted(actor_of(request), Action.READ_UNIT):
        return ""
    return with_day(request, reverse("organization", args=[one.uuid]))


@require_GET
def figure_changed_export(request: HttpRequest) -> FileResponse:
    asking = question_of(request)
    cause, moved = _narrowing(request)

    def every_row() -> Iterator[list[Any]]:
        after = None
        while True:
            found = _page(request, asking, after, EXPORTED_AT_ONCE)
            for one in found.units:
                yield [one.name, one.code, why(one), step(one)]
            after = found.after
            if after is None:
                return

    narrowed = [f"原因：{cause.label}"] if cause else []
    narrowed += [f"来去：{said(moved, asking)}"] if moved else []
    notes = [*notes_of(asking), *([f"筛选：{'；'.join(narrowed)}"] if narrowed else [])]
    columns = [(label, "text") for _, label in COLUMNS]
    return table_file(request, f"{asking.measure.name}_变化明细", columns, every_row(), notes)

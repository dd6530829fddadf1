"""How does a table leave as a workbook: row by row, with its day, its filters and its definitions below it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, HttpRequest

from shuniu.queries.paging import Page, Window
from shuniu.spreadsheets.tables import write_table_to
from shuniu.web.frame import day_of
from shuniu.web.lists import Filtering, Screen, columns_of

EXPORTED_AT_ONCE = 1_000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    request: HttpRequest, screen: Screen, rows: Iterable[Mapping[str, Any]], filters: Filtering
) -> FileResponse:
    """Exactly the columns the list shows now, for every row."""
    keys = {screen.fields[0].key, *columns_of(request, screen)}
    fields = [one for one in screen.fields if one.key in keys]
    narrowed = "；".join(f"{filters.fields[key].label}：{filters.words(key)}" for key in filters.chosen)
    return table_file(
        request,
        screen.title,
        [(one.label, "number" if one.numeric else "text") for one in fields],
        ([one.exported(row) for one in fields] for row in rows),
        [f"筛选：{narrowed}"] if narrowed else [],
    )


def every_row(request: HttpRequest, page: Callable[[Window], Page]) -> Iterator[Mapping[str, Any]]:
    """All pages of a list, in the order in which it stands on the screen."""
    down, after = request.GET.get("down") == "1", None
    while True:
        found = page(Window(size=EXPORTED_AT_ONCE, after=after, down=down))
        yield from found.rows
        after = found.after
        if after is None:
            return


def table_file(
    request: HttpRequest,
    title: str,
    columns: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[Any]],
    notes: Sequence[str] = (),
) -> FileResponse:
    """Any table with its day below it; ``columns`` are (heading, kind)."""
    on = day_of(request).isoformat()
    out = TemporaryFile()  # noqa: SIM115 - the answer closes it when it has been sent
    write_table_to(out, columns, rows, sheet=title, notes=[f"截至 {on}", *notes], title=title)
    out.seek(0)
    answer = FileResponse(out, as_attachment=True, filename=f"{title}_{on}.xlsx", content_type=WORKBOOK)
    answer["Cache-Control"] = "no-store"
    return answer

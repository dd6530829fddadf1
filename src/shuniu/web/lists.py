"""The shared list screen: the address carries filters, order, page and columns; this reads and writes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils.choices import BaseChoiceIterator

from shuniu.queries.paging import Page, Window
from shuniu.queries.party.choosing import Choice
from shuniu.web.frame import day_of
from shuniu.web.parts import Chip, Column, Link, Listing, Row

_OUTSIDE_FILTERS = frozenset({"on", "after", "before", "columns", "down"})
_REMEMBERED = "columns:"
ALL = ("", "全部")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a list: how it is called, and how a row shows it. ``quiet`` ones are hidden at first.

    ``plain`` gives the exported text where the page shows a status or a link; numbers are exported as numbers.
    """

    key: str
    label: str
    show: Callable[[Mapping[str, Any]], Any]
    plain: Callable[[Mapping[str, Any]], Any] | None = None
    numeric: bool = False
    quiet: bool = False

    def exported(self, row: Mapping[str, Any]) -> Any:
        return (self.plain or self.show)(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What a list shows, of what, and where it leads. ``ordered``: the column its order follows, the first one if not
    named; ``newest``: as long as nobody turns it round, that order is the newest first."""

    key: str
    title: str
    fields: Sequence[Field]
    address: Callable[[Mapping[str, Any]], str]
    unit: str = "家"
    ordered: str = ""
    newest: bool = False
    why_empty: str = "没有符合条件的记录。"
    what_next: str = "请减少筛选条件，或换一个账日。"


class _Asked(dict[str, forms.Field]):
    """The fields of a form of filters. Django copies them for each request with all that hangs on them; here a form
    changes nothing of a field but its choices and whether it is required, and of its widget nothing but the choices."""

    def __deepcopy__(self, memo: Any) -> dict[str, forms.Field]:
        found = {}
        for name, field in self.items():
            found[name] = asked = _alike(field)
            asked.widget = _alike(field.widget)
        return found


def _alike(one: Any) -> Any:
    """Another of the kind with the same parts; by the ways of ``copy`` it takes five times as long."""
    made = object.__new__(type(one))
    made.__dict__.update(one.__dict__)
    return made


class Offered(BaseChoiceIterator):
    """Pairs of texts to choose from as they are; Django looks into every list of choices it is given, pair by pair."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = (ALL, *pairs)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)


class Filtering(forms.Form):
    """Filters of a list are a plain form by GET; what is not valid simply does not narrow."""

    def __init__(self, *args: Any, **more: Any) -> None:
        self.base_fields = _Asked(type(self).base_fields)  # type: ignore[misc]
        super().__init__(*args, **more)
        for field in self.fields.values():
            field.required = False

    def offer(self, name: str, known: Iterable[Choice]) -> None:
        """What may be chosen under a field, beside all."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = Offered((one.code, one.name) for one in known)

    @property
    def is_asked(self) -> bool:
        """Does the address say anything about its questions?"""
        return not self.fields.keys().isdisjoint(self.data)

    @property
    def chosen(self) -> dict[str, Any]:
        if not self.is_asked:
            return {}
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value not in (None, "")}

    def words(self, key: str) -> str:
        """The chosen value as the list of choices says it."""
        value, field = self.cleaned_data[key], self.fields[key]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(str(value), value))  # type: ignore[arg-type]
        return str(value)


def words_of(request: HttpRequest) -> str:
    """What is looked for, where no list is filtered."""
    return request.GET.get("q", "").strip()[:80]


def window_of(request: HttpRequest, size: int = 50) -> Window:
    """Which page the address asks for; a key that nobody wrote is the first page."""
    return Window(
        size=size,
        after=key_in(request.GET.get("after", ""), str, int),
        before=key_in(request.GET.get("before", ""), str, int),
        down=request.GET.get("down") == "1",
    )


def key_in(text: str, *kinds: type) -> tuple[Any, ...] | None:
    """The key of a row as an address carries it; None for what no list has written."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list) or tuple(map(type, found)) != kinds or not all(map(_held, found)):
        return None
    return tuple(found)


def by_day(page: Callable[[Window], Page]) -> Callable[[Window], Page]:
    """A list whose keys begin with a day, which an address carries as text; what is none asks for the first page."""

    def read(window: Window) -> Page:
        found = page(replace(window, after=_dated(window.after), before=_dated(window.before)))
        return replace(found, after=_undated(found.after), before=_undated(found.before))

    return read


def _dated(key: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    try:
        return None if key is None else (date.fromisoformat(key[0]), *key[1:])
    except ValueError:
        return None


def _undated(key: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    return None if key is None else (key[0].isoformat(), *key[1:])


def _held(part: Any) -> bool:
    """Could it stand in the database at all? JSON can write NUL, half a pair of signs and numbers without end."""
    if isinstance(part, int):
        return abs(part) < 2**62
    return "\0" not in part and not any("\ud800" <= sign <= "\udfff" for sign in part)


def _address(request: HttpRequest, **changes: Any) -> str:
    left_out = {"after", "before", *changes}
    query = {key: values for key, values in request.GET.lists() if key not in left_out}
    for key, value in changes.items():
        if value is not None:
            query[key] = [json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else str(value)]
    written = urlencode(query, doseq=True)
    return request.path + ("?" + written if written else "")


def columns_of(request: HttpRequest, screen: Screen) -> list[str]:
    """Which columns are shown: those of the address, else those remembered, else the usual ones."""
    known = [field.key for field in screen.fields]
    asked = [key for key in request.GET.getlist("columns") if key in known]
    remembered = _REMEMBERED + screen.key
    if asked:
        request.session[remembered] = asked
    held = asked or [key for key in request.session.get(remembered, []) if key in known]
    return held or [field.key for field in screen.fields if not field.quiet]


def listing(request: HttpRequest, screen: Screen, found: Page, filters: Filtering | None, export: str = "") -> Listing:
    """The list as the macro draws it."""
    shown = set(columns_of(request, screen)) | {screen.fields[0].key}
    visible = [field for field in screen.fields if field.key in shown]
    narrowing = _narrowing(filters)
    down = request.GET.get("down") == "1"
    columns = [
        Column(key=field.key, label=field.label, numeric=field.numeric, shown=field.key in shown)
        for field in screen.fields
    ]
    at = [field.key for field in screen.fields].index(screen.ordered or screen.fields[0].key)
    columns[at] = columns[at]._replace(
        sort=_address(request, down=None if down else "1"), order="down" if down != screen.newest else "up"
    )
    outside = [(key, value) for key, values in request.GET.lists() for value in values]
    return Listing(
        title=screen.title,
        columns=columns,
        rows=_rows(visible, screen, found.rows),
        on=day_of(request),
        count=found.count,
        capped=found.capped,
        unit=screen.unit,
        chips=[_chip(request, filters, key) for key in narrowing] if filters is not None else (),
        filters=filters,
        kept=[pair for pair in outside if pair[0] in ("on", "down")],
        filter_pairs=[pair for pair in outside if pair[0] not in _OUTSIDE_FILTERS],
        clear_address=_address(request, **dict.fromkeys(narrowing)),
        previous=_address(request, before=found.before) if found.before else "",
        next=_address(request, after=found.after) if found.after else "",
        exports=_exports(request, export),
        why_empty=screen.why_empty,
        what_next=screen.what_next,
    )


def _rows(visible: Sequence[Field], screen: Screen, found: Sequence[dict[str, Any]]) -> list[Row]:
    cells = zip(*(map(field.show, found) for field in visible), strict=True)
    return list(map(Row, cells, map(screen.address, found)))


def _narrowing(filters: Filtering | None) -> list[str]:
    """What was chosen to narrow the list; which of its tabs it stands on is no filter."""
    if filters is None:
        return []
    return [key for key in filters.chosen if not filters.fields[key].widget.is_hidden]


def _chip(request: HttpRequest, filters: Filtering, key: str) -> Chip:
    return Chip(str(filters.fields[key].label), filters.words(key), _address(request, **{key: None}))


def _exports(request: HttpRequest, address: str) -> list[Link]:
    if not address:
        return []
    kept = [(key, value) for key, values in request.GET.lists() for value in values if key not in ("after", "before")]
    written = urlencode(kept)
    return [Link("导出 Excel", address + ("?" + written if written else ""))]

"""The organizations behind a number of a report: narrowed by its words, page by page, and as a workbook.

A report says what it narrows by and how a row is shown; paging, filters, notes and the 404 of a day on which nothing
is known are the same for each.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse

from shuniu.policy.words.word import Word
from shuniu.queries.accounts import Actor
from shuniu.statistics.reports import NothingKnown
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.frame import actor_of, day_of, with_day
from shuniu.web.lists import window_of
from shuniu.web.parts import Chip, Column, Link, Listing, Row

PAGE, EXPORTED_AT_ONCE = 50, 5_000
Key = tuple[str, int]


class Keyed(Protocol):
    """A row of a report tells the key after which the next page begins."""

    @property
    def key(self) -> Key: ...


R = TypeVar("R", bound=Keyed)
Read = Callable[[Actor, int, date, Mapping[str, str], Key | None, int], list[R]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind(Generic[R]):
    """``rows``/``export``: names of the addresses. ``words``: what it is narrowed by, with its label and its words;
    ``flags``: what is either asked for or not. ``exported``: the columns of the workbook, with what each row says."""

    title: str
    rows: str
    export: str
    file: str
    definition: str
    columns: Sequence[str]
    exported: Sequence[str]
    read: Read[R]
    row: Callable[[HttpRequest, R], Row]
    told: Callable[[R], Sequence[Any]]
    words: Mapping[str, tuple[str, type[Word]]]
    flags: Mapping[str, tuple[str, str]]
    numeric: frozenset[str] = field(default=frozenset())
    why_empty: str = "没有符合条件的社会组织。"
    what_next: str = "请减少筛选条件，或换一个账日。"

    def narrowing(self, request: HttpRequest) -> dict[str, str]:
        """What the address narrows by; a word nobody knows does not narrow."""
        given = {name: request.GET.get(name, "") for name in self.words}
        known = {name: value for name, value in given.items() if value in set(self.words[name][1])}
        return known | {name: "1" for name in self.flags if request.GET.get(name)}

    def page(self, request: HttpRequest, actions: Sequence[Link] = ()) -> dict[str, Any]:
        """What the template of such a page is given, without its heading and crumbs."""
        asked, silent, found = asked_node(request), "", list[R]()
        given = window_of(request).after
        after = (str(given[0]), int(given[1])) if given else None
        try:
            found = self._read(request, asked, after, PAGE + 1)
        except NothingKnown as nothing:
            silent = str(nothing)
        return {
            "asked": asked,
            "silent": silent,
            "listing": self._listing(request, asked, found, actions),
            "choosing": self._choosing(request, asked),
            "definition": self.definition,
        }

    def workbook(self, request: HttpRequest) -> FileResponse:
        """Every row behind the number."""
        asked = asked_node(request)
        try:
            first = self._read(request, asked, None, EXPORTED_AT_ONCE)
        except NothingKnown as nothing:
            raise Http404 from nothing

        def every_row() -> Iterator[Sequence[Any]]:
            found = first
            while found:
                yield from map(self.told, found)
                found = self._read(request, asked, found[-1].key, EXPORTED_AT_ONCE)

        columns = [(name, "number" if name in self.numeric else "text") for name in self.exported]
        narrowed = self._narrowed(request)
        notes = [f"范围：{asked.name}及其下级", self.definition, *([f"筛选：{narrowed}"] if narrowed else [])]
        return table_file(request, self.file, columns, every_row(), notes)

    def _read(self, request: HttpRequest, asked: Asked, after: Key | None, limit: int) -> list[R]:
        return self.read(actor_of(request), asked.key, day_of(request), self.narrowing(request), after, limit)

    def _listing(self, request: HttpRequest, asked: Asked, found: list[R], actions: Sequence[Link]) -> Listing:
        here = {"node": asked.code, **self.narrowing(request)}
        address = reverse(self.rows)
        more = len(found) > PAGE
        return Listing(
            title=self.title,
            columns=[Column(key=name, label=name, numeric=name in self.numeric) for name in self.columns],
            rows=[self.row(request, one) for one in found[:PAGE]],
            on=day_of(request),
            chips=self._chips(request, here),
            actions=actions,
            previous=with_day(request, address, **here) if request.GET.get("after") else "",
            next=with_day(request, address, **here, after=json.dumps(found[PAGE - 1].key)) if more else "",
            exports=[Link("导出 Excel", with_day(request, reverse(self.export), **here))],
            why_empty=self.why_empty,
            what_next=self.what_next,
        )

    def _choosing(self, request: HttpRequest, asked: Asked) -> list[tuple[str, list[Link]]]:
        """Each filter with its words as links; the chosen one is marked."""
        kept, address = self.narrowing(request), reverse(self.rows)
        offered = []
        for name, (label, words) in self.words.items():
            rest = {one: value for one, value in kept.items() if one != name}
            links = [Link("全部", with_day(request, address, node=asked.code, **rest), name not in kept)]
            links += [
                Link(one.label, with_day(request, address, node=asked.code, **rest, **{name: one.value}),
                     kept.get(name) == one.value)
                for one in words
            ]  # fmt: skip
            offered.append((label, links))
        return offered

    def _chips(self, request: HttpRequest, here: Mapping[str, str]) -> list[Chip]:
        """What no line of words above the list shows as chosen."""
        return [
            Chip(*said, with_day(request, reverse(self.rows), **{one: here[one] for one in here if one != name}))
            for name, said in self.flags.items()
            if name in here
        ]

    def _narrowed(self, request: HttpRequest) -> str:
        kept = self.narrowing(request)
        told = [f"{label}：{words(kept[name]).label}" for name, (label, words) in self.words.items() if name in kept]
        return "；".join([*told, *(f"{label}：{said}" for name, (label, said) in self.flags.items() if name in kept)])

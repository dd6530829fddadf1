"""What a kept form says, in the words of its page: whoever sends it is shown all of it before.

The page with the form is asked for anew, as the account that has just signed in. Where it no longer opens, nothing of
the form could be sent either.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from shuniu.queries.accounts import actor_and_offices

OTHERWISE = "其他"  # a field that the page does not ask for now
CHOSEN = "选择"
PRESSED = "办理"
NOTHING = "未填"
MARK = "field-optional"  # 选填 beside a label is no part of it


@dataclass(frozen=True, slots=True)
class Shown:
    """``lines``: label and what stands there."""

    title: str
    lines: Sequence[tuple[str, str]]


def shown_again(request: HttpRequest, fields: Sequence[tuple[str, str]], addresses: Sequence[str]) -> Shown | None:
    """``addresses``: where the form was sent to, and the page it stood on. None where no page with the form opens."""
    for address in addresses:
        page = _page(request, address)
        if page is not None:
            read = _Read(urlsplit(addresses[0]).path, urlsplit(address).path)
            read.feed(page)
            if read.found:
                return Shown(read.title.strip(), read.lines_of(fields))
    return None


def as_signed_in(request: Any, account: int, assignment: UUID, moment: Any) -> None:
    """The rest of this request is asked by whoever has just signed in."""
    request.actor, request.offices = actor_and_offices(account, assignment, moment)
    request.on = request.actor.today


def _page(request: Any, address: str) -> str | None:
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
        asked = copy(request)
        asked.method, asked.path, asked.path_info = "GET", parts.path, parts.path
        asked.GET, asked.POST = QueryDict(parts.query), QueryDict()
        asked.META = {**request.META, "REQUEST_METHOD": "GET", "QUERY_STRING": parts.query}
        asked.resolver_match = match
        asked.on = date.fromisoformat(asked.GET["on"]) if asked.GET.get("on") else request.on
        answer = match.func(asked, *match.args, **match.kwargs)
    except (Resolver404, Http404, PermissionDenied, ValueError):
        return None
    whole = answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")
    return answer.content.decode() if whole and not answer.streaming else None


@dataclass(slots=True)
class _Box:
    """One field of the form; ``choices``: what may be chosen, by value."""

    label: str = ""
    hidden: bool = True
    choices: dict[str, str] = field(default_factory=dict)


class _Read(HTMLParser):
    """Reads the form that is sent to ``sent_to`` out of the page at ``own``."""

    def __init__(self, sent_to: str, own: str) -> None:
        super().__init__()
        self.sent_to, self.own = sent_to, own
        self.found, self.title = False, ""
        self._inside = self._heading = self._sent = False
        self._pressed = ""  # the button that sends it there
        self._begin()
        self._texts: list[str] | None = None  # of what is read now
        self._marked = False
        self._for = self._legend = self._select = self._value = ""
        self._there = False

    def _begin(self) -> None:
        self._boxes: dict[str, _Box] = {}
        self._labels: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "h1":
            self._heading = True
        elif tag == "form" and not self.found:
            self._begin()
            self._inside = held.get("method", "").lower() == "post"
            self._sent = self._inside and urlsplit(held.get("action") or self.own).path == self.sent_to
        elif self._inside:
            self._field(tag, held)

    def _field(self, tag: str, held: dict[str, str]) -> None:
        name = held.get("name", "")
        self._marked = self._marked or MARK in held.get("class", "")
        if tag in ("label", "legend", "option", "button"):
            self._texts, self._for, self._value = [], held.get("for", ""), held.get("value", "")
        if tag in ("select", "button"):
            self._select = name
        if tag == "button":
            self._there = urlsplit(held.get("formaction", "")).path == self.sent_to
            self._sent = self._sent or self._there
        if not name or tag not in ("input", "select", "textarea", "button"):
            return
        box = self._boxes.setdefault(name, _Box())
        if held.get("type") == "hidden":
            return
        box.hidden = False
        if held.get("type") in ("radio", "checkbox"):
            box.label = box.label or self._legend
            value = held.get("value", "on")
            box.choices[value] = held.get("aria-label", value)
            self._ids[held.get("id", "")] = f"{name} {value}"
        else:
            self._ids[held.get("id", "")] = name

    def handle_data(self, data: str) -> None:
        if self._heading:
            self.title += data
        if self._texts is not None and not self._marked:
            self._texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._marked = False
        elif tag == "h1":
            self._heading = False
        elif tag == "form" and self._inside:
            self._inside, self.found = False, self._sent
        elif tag == "fieldset":
            self._legend = ""
        elif self._texts is not None and tag in ("label", "legend", "option", "button"):
            self._name(tag, "".join(self._texts).strip())
            self._texts = None

    def _name(self, tag: str, said: str) -> None:
        if tag == "label":
            self._labels[self._for] = said
        elif tag == "legend":
            self._legend = said
        elif tag == "button" and self._there:
            self._pressed = said
        elif self._select:
            self._boxes[self._select].choices[self._value] = said

    def lines_of(self, fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Every field but those that nobody sees on the page."""
        for at, label in self._labels.items():
            name, _, value = self._ids.get(at, "").partition(" ") if at else ("", "", "")
            if name and value:
                self._boxes[name].choices[value] = label
            elif name:
                self._boxes[name].label = label
        lines = [(PRESSED, self._pressed)] if self._pressed else []
        for name, text in fields:
            box = self._boxes.get(name, _Box(OTHERWISE, hidden=False))
            if not box.hidden:
                said = box.choices.get(text, text) or NOTHING
                lines.append((box.label or (CHOSEN if box.choices else OTHERWISE), said))
        return lines

"""Addresses nobody links to: a page answers, or says calmly that there is none; it never breaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import cycle
from urllib.parse import quote

import pytest
from django.db import transaction
from django.http import QueryDict
from django.urls.resolvers import URLPattern, URLResolver, get_resolver
from tests.security.asking import address, copy_of, get, place_of, read
from tests.security.expected import NOT_SENT, NOT_SHOWN
from tests.security.sitemap import EXPECTED
from tests.security.tree import World
from tests.security.walking import DEAR, FULL, VIEWS, views_of

# As they stand in an address: a digit that is no number, a number too long to be read, NUL, bytes that are no text
# and an overlong text.
ODD = ("%C2%B2", "5" * 5_000, "%00", "%FF" + quote("长") * 2_000)
IN_PATHS = (*ODD, "%FF", "-1", "%2F%2F%5B", "..%2F..%2F", "%0A")
# Where the key of a list is expected: half a pair of signs, NUL, a number beyond all numbers, too many brackets.
KEYS = (r'["\ud800", 1]', r'["\u0000", 1]', f'["a", {"9" * 4_000}]', f"[{'9' * 4_000}]", "[" * 5_000)
OF_KEYS = frozenset({"after", "before"})
# Whoever opens most pages, and the one who opens the rest.
PERSONAS = ("committee", "audit_admin")


# The frame of every page asks for the day and the words of the search; a few pages are enough for those.
OF_THE_FRAME, FRAMED = frozenset({"on", "q"}), frozenset({"home", "organizations", "party_list"})
ARGUMENT = re.compile(r"<[^>]+>")


class Heard:
    """Which names of the query did a page ask for?"""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.names: set[str] = set()
        for method in ("__getitem__", "getlist", "get"):
            patch.setattr(QueryDict, method, self._hearing(getattr(QueryDict, method)))

    def _hearing(self, asked: object) -> object:
        def heard(query: QueryDict, key: str, *more: object, **named: object) -> object:
            self.names.add(key)
            return asked(query, key, *more, **named)  # type: ignore[operator]

        return heard


def own_addresses(world: World, persona: str) -> Iterator[tuple[str, str]]:
    for name, row in EXPECTED.items():
        asks = row.post is NOT_SENT or name in VIEWS  # the page of a form asks for nothing but the day
        if row.get is not NOT_SHOWN and (FULL or (asks and (name not in DEAR or name == "figures"))):
            place = place_of(row.subject, persona, "own") if row.subject else ""
            if place or not row.subject:
                yield name, address(world, name, row.subject, place)


def status(world: World, persona: str, where: str) -> int:
    """As a browser would see it: what breaks is answered with 500 and not thrown at the test."""
    client = copy_of(world.client(persona))
    client.raise_request_exception = False
    with transaction.atomic():  # what the database refuses must not spoil the world
        answer = client.get(where)
        transaction.set_rollback(True)
    return read(answer).status


def broken(world: World, persona: str, asked: Collection[str]) -> list[str]:
    return [where[:90] for where in asked if status(world, persona, where) >= 500]


def with_odd(where: str, name: str, odd: Collection[str]) -> Iterator[str]:
    joined = f"{where}{'&' if '?' in where else '?'}"
    for one in odd:
        yield f"{joined}{quote(name)}={one}"


def odd_queries(world: World, persona: str, heard: Heard) -> Iterator[str]:
    """An ordinary run asks the odd values of each name in turn, on one page after the other, until it has asked them
    all: what many lists ask for is read by one piece of code. A full proof asks all of each name on each page."""
    keys = tuple(map(quote, KEYS))
    left: dict[str, list[str]] = {}
    for name, where in own_addresses(world, persona):
        heard.names.clear()
        for view in ("", *(views_of(name) if FULL else ())):
            status(world, persona, f"{where}{'&' if '?' in where else '?'}{view}")
        for one in sorted(heard.names if name in FRAMED else heard.names - OF_THE_FRAME):
            each = [*ODD, *(keys if one in OF_KEYS else ())]
            first = len(left) % len(each)
            waiting = left.setdefault(one, [*each[first:], *each[:first]])
            yield from with_odd(where, one, each if FULL else [waiting.pop()] if waiting else ())


@pytest.mark.parametrize("persona", PERSONAS)
def test_no_query_breaks_a_page(world: World, persona: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list(odd_queries(world, persona, Heard(monkeypatch)))
    monkeypatch.undo()
    assert len(asked) > (10 * len(ODD) if FULL else 10)
    assert broken(world, persona, asked) == []


def odd_paths() -> Iterator[str]:
    """Every route with odd text for each of its arguments, and odd text where there is no route at all.

    Odd text is no uuid, so that a route of nothing else is none: an ordinary run asks those with one text each.
    """
    yield from (f"/{odd}/" for odd in IN_PATHS)
    turn = cycle(IN_PATHS)
    for route in routes():
        found = ARGUMENT.findall(route)
        if found:
            never = not FULL and all(one.startswith("<uuid:") for one in found)
            yield from (f"/{odd.join(ARGUMENT.split(route))}" for odd in ([next(turn)] if never else IN_PATHS))


def routes(patterns: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[str]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        else:
            yield route


@pytest.mark.parametrize("persona", ("committee", "nobody"))
def test_no_path_breaks_a_page(world: World, persona: str) -> None:
    asked = list(odd_paths())
    assert len(asked) > 20 * len(IN_PATHS)
    assert broken(world, persona, asked) == []


@pytest.mark.parametrize("where", ("/party/of/%00/", "/organizations/?q=a%00b", "/figures/?%00=1", "/%00"))
def test_what_no_text_can_hold_is_nowhere(world: World, where: str) -> None:
    answer = get(world, "committee", where)
    assert answer.status == 404 and "没有这一页" in answer.body

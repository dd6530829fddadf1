"""Where does a page stand? What of an address does not change from row to row is looked up once, not for each row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse

# What Django would write into an address as it is, whatever the address takes there.
_PLAIN = re.compile(r"[-A-Za-z0-9_]+")
_ANY_UUID, _ANY_CODE = "00000000-0000-4000-8000-000000000000", "stand-in_of-a-code"


def address(name: str) -> str:
    """The address of a page that stands once; there is one site map."""
    return _once(name, get_script_prefix())


@lru_cache(maxsize=1_000)
def _once(name: str, prefix: str) -> str:
    return reverse(name)


@lru_cache(maxsize=1_000)
def _around(name: str, stand_in: str, prefix: str) -> tuple[str, str] | None:
    """What stands before and after the key; None where the address takes no key of that kind."""
    try:
        before, _, after = reverse(name, args=[stand_in]).partition(stand_in)
    except NoReverseMatch:
        return None
    return before, after


def leading(name: str, key: str, query: str = "") -> Callable[[Mapping[str, Any]], str]:
    """For a list: from a row to the page ``name`` of what it holds under ``key`` (a uuid, a code)."""
    prefix = get_script_prefix()
    known: dict[type, tuple[str, str] | None] = {}

    def written(row: Mapping[str, Any]) -> str:
        held = row[key]
        kind = type(held)
        around = None
        if kind is UUID or (kind is str and _PLAIN.fullmatch(held)):
            if kind not in known:
                known[kind] = _around(name, _ANY_CODE if kind is str else _ANY_UUID, prefix)
            around = known[kind]
        return f"{around[0]}{held}{around[1]}{query}" if around else reverse(name, args=[held]) + query

    return written


class WrongDay(BadRequest):
    """What stands in an address as the day of the page is none."""

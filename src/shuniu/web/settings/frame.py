"""Whose settings does a page keep, may they be changed here, and where does the page stand?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.queries.decided import may_at
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.parts import Link
from shuniu.web.writing import Sheet, written


def place(request: HttpRequest, name: str, asked: Asked, *args: Any) -> str:
    """The address of a page of settings that stays at this node and on this day."""
    return with_day(request, reverse(name, args=args), node="" if asked.own else asked.code)


def may_set(request: HttpRequest, action: Action, asked: Asked) -> bool:
    actor = actor_of(request)
    return not writing_off(request) and granted(actor, action) and may_at(actor, action, asked.key)


def settable(request: HttpRequest, action: Action) -> Asked:
    """The node of the address, where the office may set something; 403 where it may only read."""
    asked = asked_node(request)
    if not may_set(request, action, asked):
        raise PermissionDenied
    return asked


def crumbs(request: HttpRequest, *more: Link) -> list[Link]:
    return [Link("管理", with_day(request, reverse("settings"))), *more]


def shown(request: HttpRequest, template: str, asked: Asked, context: dict[str, Any]) -> HttpResponse:
    """A page about one node, with the choice of another."""
    return framed(request, template, {"asked": asked, "choices": choices(request), **context})


def set_down(request: HttpRequest, sheet: Sheet, work: Callable[[Act], object], done: str) -> HttpResponse:
    return written(request, sheet, work, done, sheet.back)


def first_day(request: HttpRequest) -> dict[str, Any]:
    return {"since": day_of(request)}

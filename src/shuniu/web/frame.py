"""What stands around every page: the office one acts for, the groups it may open, the day the page is about."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, get_script_prefix, reverse

from shuniu.policy.grants import Action
from shuniu.queries.accounts import Actor, granted
from shuniu.web.addresses import address
from shuniu.web.keepable import address_in
from shuniu.web.parts import Link, Notice, Office, Shell
from shuniu.web.rendering import page

# Group, address, the actions of which one is enough to see it.
GROUPS: tuple[tuple[str, str, str, tuple[Action, ...]], ...] = (
    ("工作台", "home", "/", ()),
    ("社会组织", "organizations", "/organizations/", (Action.READ_UNIT,)),
    ("党组织", "party", "/party/", (Action.READ_PARTY_ORGANIZATION,)),
    ("党员", "members", "/members/", (Action.READ_MEMBER,)),
    ("事项", "cases", "/cases/", (Action.READ_CASE,)),
    ("统计", "figures", "/figures/", (Action.READ_FIGURE,)),
    ("导入", "imports", "/imports/", (Action.IMPORT_LEDGER,)),
    ("管理", "settings", "/settings/", (Action.READ_ACCOUNT, Action.READ_ENTRY, Action.DECIDE_FIGURE)),
)
# Procedures whose pages stand elsewhere; whoever is at one has come from 事项.
_OF_CASES = ("/elections/", "/party/handovers/", "/party/appointments/")
_TONES = {"success": "done", "warning": "soon", "error": "urgent"}
# The parameters that mean this one page and nothing on another day.
_PAGING = frozenset({"on", "after", "before"})


def actor_of(request: HttpRequest) -> Actor:
    """Who is acting; the middleware has put it there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def day_of(request: HttpRequest) -> date:
    """The day this page is about (账日)."""
    on: date = request.on  # type: ignore[attr-defined]
    return on


def with_day(request: HttpRequest, address: str, **query: Any) -> str:
    """An address that stays on this page's day."""
    if day_of(request) != actor_of(request).today:
        query.setdefault("on", day_of(request).isoformat())
    written = urlencode({key: value for key, value in query.items() if value not in (None, "")}, doseq=True)
    return address + ("?" + written if written else "")


def address_of(name: str, *args: Any) -> str:
    """The address of a page of another subject; empty while the site map has none, and then it is no link."""
    try:
        return reverse(name, args=args) if args else address(name)
    except NoReverseMatch:
        return ""


def writing_off(request: HttpRequest) -> bool:
    """On another day than today everything is read-only."""
    return day_of(request) != actor_of(request).today


def links(request: HttpRequest, wanted: Iterable[tuple[str, str, bool]]) -> list[Link]:
    """Words, the pages they lead to on this page's day, and whether one stands there; a page of another subject that
    the site map does not have is no link."""
    query, prefix, found = with_day(request, ""), get_script_prefix(), []
    for label, name, current in wanted:
        with suppress(NoReverseMatch):
            found.append(_link(label, name, query, current, prefix))
    return found


@lru_cache(maxsize=1_000)
def _link(label: str, name: str, query: str, current: bool, prefix: str) -> Link:
    return Link(label, address(name) + query, current)


def _navigation(request: HttpRequest, actor: Actor) -> list[Link]:
    path = "/cases/" if request.path.startswith(_OF_CASES) else request.path
    return links(
        request,
        (
            (label, name, path == prefix if prefix == "/" else path.startswith(prefix))
            for label, name, prefix, actions in GROUPS
            if not actions or any(granted(actor, action) for action in actions)
        ),
    )


def _offices(request: HttpRequest, actor: Actor) -> tuple[Office, list[Office]]:
    held = [Office(str(one.uuid), one.place, one.role.label) for one in request.offices]  # type: ignore[attr-defined]
    current = next((one for one in held if one.key == str(actor.assignment_uuid)), Office("", "", actor.role.label))
    return current, held


def shell_of(request: HttpRequest) -> Shell:
    """The frame of a page behind sign-in."""
    actor, on = actor_of(request), day_of(request)
    office, offices = _offices(request, actor)
    kept = [(key, value) for key, values in request.GET.lists() for value in values if key not in _PAGING]
    plain = urlencode(kept)
    dated = urlencode([*kept, ("on", on.isoformat())])
    return Shell(
        office=office,
        offices=offices if len(offices) > 1 else (),
        nav=_navigation(request, actor),
        on=on,
        today=actor.today,
        kept=kept,
        today_address=request.path + ("?" + plain if plain else ""),
        permalink=request.build_absolute_uri(f"{request.path}?{dated}"),
        keep_address=keeping_address(request),
        account=request.user.title if request.user.is_authenticated else "",
        home_address=with_day(request, address("home")),
        search_address=address("organizations") if granted(actor, Action.READ_UNIT) else "",
        search_words=request.GET.get("q", ""),
        switch_address=address("switch_office"),
        sign_out_address=address("sign_out"),
        guide_address=with_day(request, address("guide")),
        notices=[Notice(str(one), _TONES.get(one.level_tag, "plain")) for one in messages.get_messages(request)],  # type: ignore[arg-type]
    )


def keeping_address(request: HttpRequest) -> str:
    """Where this page is kept as a saved view; empty for a page that is not kept, and while nothing is written."""
    if writing_off(request):
        return ""
    kept = address_in(request.get_full_path(), request.resolver_match)
    return "" if kept is None else address_of("view_new") + "?" + urlencode({"address": kept.whole})


def framed(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """A page in its frame, or the one part HTMX asked for. Nothing of it may be kept by a cache on the way."""
    answer = page(request, template, {"shell": shell_of(request), **context}, part=part, status=status)
    answer["Cache-Control"] = "no-store"
    return answer

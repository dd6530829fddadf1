"""Who asks, under which assignment, about which day? Answered once for every request, before any page.

A session ends with its assignment: it carries the epoch of its account, which every change of rights raises. It also
ends when nothing was asked for a while; what a board asks by itself is not asked by anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now

from shuniu.queries.accounts import Actor, NoAssignment, actor_and_offices
from shuniu.web.accounts.asking import sign_in_page
from shuniu.web.accounts.forms import SignInForm
from shuniu.web.accounts.typed import sealed
from shuniu.web.addresses import WrongDay
from shuniu.web.reloading import address_asked, reloads
from shuniu.web.rendering import page

# What an account with a one-time password may open.
OPEN_BEFORE_CHANGE = frozenset({"change_password", "sign_out", "sign_in"})
SEEN_AGAIN = 60  # seconds; not every request writes the session
YEARS = range(1900, 2101)
ENDED = "您的岗位授权或账号已有变动，请重新登录。"
IDLE = "您有一段时间没有操作，为安全起见已退出，请重新登录。"
SIGNED_OUT = "账号已退出，请重新登录。"
KEPT = "刚才提交的内容没有写入，留在这个窗口里。请用原来的账号在这里登录，再继续提交。"
LOST = "刚才提交的内容没有写入。登录后回到填写的那一页，请重新填写、提交。"


Answering = Callable[[HttpRequest], HttpResponse]


class ActingMiddleware:
    """Puts ``request.actor`` (None before sign-in), ``request.offices`` (with it) and ``request.on`` (账日)."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        moment = now()
        request.actor = None
        if _holds_nul(request):
            raise Http404
        if request.user.is_authenticated:
            ended = _ended(request, moment) or _act(request, moment)
            if ended:
                typed = sealed(request, moment) if ended == IDLE else ""
                logout(request)
                if reloads(request):
                    return _board_ended(request, ended)
                messages.warning(request, ended)
                if typed:
                    return asked_again(request, _sent_from(request), typed)
                return _for_htmx(request, _to_sign_in(request, back=ended == IDLE))
        elif reloads(request):
            return _board_ended(request, SIGNED_OUT)
        request.on = _day(request, moment)
        answer = self.get_response(request)
        if _asks_to_sign_in(answer) and (request.method == "POST" or request.htmx):
            answer = _to_sign_in(request)
        return _for_htmx(request, answer)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.actor is None or not request.user.must_change_password:
            return None
        if request.resolver_match.url_name in OPEN_BEFORE_CHANGE:
            return None
        return HttpResponseRedirect(reverse("change_password"))


def _holds_nul(request: HttpRequest) -> bool:
    """No text of the ledger can hold NUL, so an address with one leads nowhere."""
    return "\0" in request.path or any("\0" in text for key, held in request.GET.lists() for text in (key, *held))


def _asks_to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer.get("Location", "").startswith(reverse("sign_in") + "?next=")


def _to_sign_in(request: Any, *, back: bool = True) -> HttpResponse:
    """And from there back to the page one stood on, unless one's rights changed. What was sent by then is lost, and
    that is said."""
    if request.method == "POST" and request.path != reverse("sign_out"):
        messages.warning(request, LOST)
    stood = request.get_full_path() if request.method == "GET" and not request.htmx else _sent_from(request)
    again = "?" + urlencode({"next": stood or reverse("home")}) if back else ""
    return HttpResponseRedirect(reverse("sign_in") + again)


def asked_again(request: HttpRequest, wanted: str, typed: str) -> HttpResponse:
    """To sign in on the spot: what was typed waits in this page."""
    messages.warning(request, KEPT)
    return sign_in_page(request, SignInForm(), wanted, typed=typed, status=403)


def _sent_from(request: HttpRequest) -> str:
    """The address of the page with the form, where the browser tells it and it is ours."""
    page_of_form = urlsplit(request.headers.get("Referer", ""))
    if page_of_form.netloc != request.get_host():
        return ""
    return page_of_form.path + ("?" + page_of_form.query if page_of_form.query else "")


def _board_ended(request: HttpRequest, why: str) -> HttpResponse:
    """Nobody may stand before the board: it says so, shows nothing more and does not ask again."""
    address = reverse("sign_in") + "?" + urlencode({"next": address_asked(request)})
    answer = page(request, "accounts/board_ended.html.jinja", {"why": why, "address": address}, status=403)
    answer["Cache-Control"] = "no-store"
    return answer


def _ended(request: Any, moment: datetime) -> str:
    """Why the session ends now; empty while it goes on."""
    session = request.session
    if session.get("epoch") != request.user.epoch or not request.user.is_active:
        return ENDED
    silent = moment.timestamp() - session.get("seen", 0)
    # A clock set back revives nothing: a session seen in the future has ended too.
    if not -SEEN_AGAIN <= silent <= settings.IDLE_SECONDS:
        return IDLE
    if silent > SEEN_AGAIN and not reloads(request):
        session["seen"] = int(moment.timestamp())
    return ""


def _act(request: Any, moment: datetime) -> str:
    try:
        held = getattr(request.user, "held", None)
        found = actor_and_offices(request.user.pk, UUID(request.session["assignment"]), moment, held)
    except (NoAssignment, KeyError, ValueError):
        return ENDED
    request.actor, request.offices = found
    return ""


def _day(request: Any, moment: datetime) -> date:
    """The day in the address, today without one."""
    written = request.GET.get("on", "")
    if not written:
        actor: Actor | None = request.actor
        return actor.today if actor is not None else moment.date()
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS or len(written) != 10:
        raise WrongDay
    return day


def _for_htmx(request: Any, response: HttpResponse) -> HttpResponse:
    """A part of a page must not be filled with the sign-in page: the browser is sent there as a whole."""
    place = response.get("Location", "")
    if not getattr(request, "htmx", False) or response.status_code != 302 or not place.startswith(reverse("sign_in")):
        return response
    whole = HttpResponse(status=200)
    whole["HX-Redirect"] = place
    whole.cookies = response.cookies
    return whole

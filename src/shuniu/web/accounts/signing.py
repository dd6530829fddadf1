"""Sign in, sign out, and what is answered when somebody guesses too often."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from shuniu.queries.accounts import Actor, NoAssignment, actor_for
from shuniu.web.accounts.asking import sign_in_page
from shuniu.web.accounts.forms import SignInForm
from shuniu.web.accounts.shown_again import as_signed_in, shown_again
from shuniu.web.accounts.typed import LARGEST, Typed, opened
from shuniu.web.rendering import page

# The same words whether the account exists, is stopped, or the password is wrong.
WRONG = "账号或口令不正确。"
NOT_KEPT = (
    "登录以前提交的内容没有写入，也没有保留："
    "不是由这个账号填写，或者岗位、口令已有变动，或者已经太久，或者填写的那一页现在打不开。"
)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "typed")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sessions of another account end; the address asked for before is opened then."""
    wanted = _wanted(request)
    if request.method == "GET":
        if request.user.is_authenticated:
            return HttpResponseRedirect(wanted or reverse("home"))
        return sign_in_page(request, SignInForm(), wanted)
    form = SignInForm(request.POST)
    account = authenticate(request, **form.cleaned_data) if form.is_valid() else None
    try:
        if account is not None:
            return _signed_in(request, account, wanted)
        if form.is_valid():
            form.add_error(None, WRONG)
    except NoAssignment as problem:
        form.add_error(None, str(problem))
    return sign_in_page(request, form, wanted, typed=request.POST.get("typed", "")[:LARGEST], status=422)


def _signed_in(request: HttpRequest, account: Any, wanted: str) -> HttpResponse:
    moment = now()
    typed, actor = _typed(request, account, moment)
    login(request, account)
    request.session["epoch"] = account.epoch
    request.session["assignment"] = str(actor.assignment_uuid)
    request.session["seen"] = int(moment.timestamp())
    if typed is not None and not account.must_change_password:
        as_signed_in(request, account.pk, typed.assignment, moment)
        shown = shown_again(request, typed.fields, [typed.address, *([wanted] if wanted else [])])
        if shown is not None:
            context = {"typed": typed, "shown": shown, "back": wanted or reverse("home")}
            answer = page(request, "accounts/typed.html.jinja", context)
            answer["Cache-Control"] = "no-store"
            return answer
    if request.POST.get("typed"):
        messages.warning(request, NOT_KEPT)
    first = reverse("change_password") if account.must_change_password else wanted
    return HttpResponseRedirect(first or reverse("home"))


def _typed(request: HttpRequest, account: Any, moment: datetime) -> tuple[Typed | None, Actor]:
    """What this account had typed, with the actor that it typed it as; else nothing, with its first assignment. Raises
    NoAssignment."""
    typed = opened(request.POST.get("typed", ""), account.pk, moment)
    if typed is not None:
        try:
            return typed, actor_for(account.pk, typed.assignment, moment)
        except NoAssignment:
            typed = None
    return None, actor_for(account.pk, None, moment)


def _wanted(request: HttpRequest) -> str:
    """The address to open afterwards; only one of this platform."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else ""


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, "您已退出。")
    return HttpResponseRedirect(reverse("sign_in"))


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any = None) -> HttpResponse:
    """Too many failures from here for this name. Told alike whether the account exists."""
    locked = page(request, "errors/429.html.jinja", {}, status=429)
    locked["Cache-Control"] = "no-store"
    locked["Retry-After"] = "900"
    return locked

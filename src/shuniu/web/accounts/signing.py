"""Sign in, sign out, and what is answered when somebody guesses too often."""

from __future__ import annotations

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

from shuniu.queries.accounts import NoAssignment, actor_for
from shuniu.web.accounts.forms import SignInForm
from shuniu.web.rendering import page

# The same words whether the account exists, is stopped, or the password is wrong.
WRONG = "账号或口令不正确。"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sessions of another account end; the address asked for before is opened then."""
    wanted = _wanted(request)
    if request.method == "GET":
        if request.user.is_authenticated:
            return HttpResponseRedirect(wanted or reverse("home"))
        return _form(request, SignInForm(), wanted)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _form(request, form, wanted, 422)
    account = authenticate(request, **form.cleaned_data)
    if account is None:
        form.add_error(None, WRONG)
        return _form(request, form, wanted, 422)
    try:
        return _signed_in(request, account, wanted)
    except NoAssignment as problem:
        form.add_error(None, str(problem))
        return _form(request, form, wanted, 422)


def _signed_in(request: HttpRequest, account: Any, wanted: str) -> HttpResponse:
    moment = now()
    actor = actor_for(account.pk, None, moment)
    login(request, account)
    request.session["epoch"] = account.epoch
    request.session["assignment"] = str(actor.assignment_uuid)
    request.session["seen"] = int(moment.timestamp())
    if account.must_change_password:
        return HttpResponseRedirect(reverse("change_password"))
    return HttpResponseRedirect(wanted or reverse("home"))


def _wanted(request: HttpRequest) -> str:
    """The address to open afterwards; only one of this platform."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else ""


def _form(request: HttpRequest, form: SignInForm, wanted: str, status: int = 200) -> HttpResponse:
    told = [str(one) for one in messages.get_messages(request)]
    context = {"form": form, "next": wanted, "told": told}
    return page(request, "accounts/sign_in.html.jinja", context, status=status)


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

"""The page that asks to sign in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shuniu.web.accounts.forms import SignInForm
from shuniu.web.rendering import page


def sign_in_page(
    request: HttpRequest, form: SignInForm, wanted: str, *, typed: str = "", status: int = 200
) -> HttpResponse:
    """``wanted``: the address to open afterwards; ``typed``: what waits, sealed."""
    told = [str(one) for one in messages.get_messages(request)]
    context = {"form": form, "next": wanted, "typed": typed, "told": told, "address": reverse("sign_in")}
    answer = page(request, "accounts/sign_in.html.jinja", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer

"""Change the own password; act for another of the own offices."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from shuniu.commands.accounts import change_own_password
from shuniu.commands.journal import act_of
from shuniu.kernel.decision import Refused
from shuniu.queries.accounts import NoAssignment, actor_for
from shuniu.web.accounts.forms import ChangePasswordForm
from shuniu.web.frame import actor_of
from shuniu.web.rendering import page


@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Every session of the account ends with it, this one too: one signs in with the new password."""
    form = ChangePasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            change_own_password(act_of(actor_of(request)), form.cleaned_data["old"], form.cleaned_data["new"])
        except Refused as refused:
            for one in refused.decision.objections:
                form.add_error(one.field or None, one.missing)
        else:
            logout(request)
            messages.success(request, "口令已修改，请用新口令登录。")
            return HttpResponseRedirect(reverse("sign_in"))
    context = {"form": form, "forced": request.user.must_change_password}  # type: ignore[union-attr]
    return page(request, "accounts/change_password.html.jinja", context, status=422 if form.errors else 200)


@require_POST
def switch_office(request: HttpRequest) -> HttpResponse:
    """From the next page on one acts under another assignment of the same account."""
    actor = actor_of(request)
    try:
        chosen = actor_for(actor.account, UUID(request.POST.get("office", "")), actor.now)
    except (NoAssignment, ValueError) as problem:
        raise Http404 from problem
    request.session["assignment"] = str(chosen.assignment_uuid)
    return HttpResponseRedirect(reverse("home"))

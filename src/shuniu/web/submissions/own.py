"""填报本单位信息: filled in, kept, submitted, taken back, mended after it was returned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuniu.commands.journal import Act
from shuniu.commands.submissions.filling import FilledIn, keep_submission, submit_submission, withdraw_submission
from shuniu.policy.grants import Action
from shuniu.policy.submissions.fields import FIELDS, KEPT_BY
from shuniu.policy.submissions.states import INFORMATION
from shuniu.policy.words import OrganizationType, RegistrationMode, RegistrationStatus
from shuniu.policy.words.submissions import SubmissionState
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.submissions.own import OwnOrganization, own_organization
from shuniu.web.frame import actor_of, day_of, framed
from shuniu.web.parts import Link
from shuniu.web.refusals import Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.submissions.forms import OwnForm, WithdrawForm, label_of, said
from shuniu.web.submissions.steps import step_views
from shuniu.web.wording import day, word
from shuniu.web.writing import act_from, only_today

KEPT_WORDS: dict[str, tuple[str, Any]] = {
    "name": ("名称", None),
    "code": ("统一社会信用代码", None),
    "type": ("类型", OrganizationType),
    "status": ("登记状态", RegistrationStatus),
    "mode": ("登记方式", RegistrationMode),
    "authority": ("登记管理机关", None),
    "supervising_unit": ("业务主管单位", None),
}
NOT_DONE = Refusal(status=200)
Fill = Callable[[Act, FilledIn], UUID]


def _own(request: HttpRequest) -> OwnOrganization:
    try:
        return own_organization(actor_of(request), day_of(request))
    except NotFound as problem:
        raise Http404 from problem


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_SUBMISSION)
def submission_own(request: HttpRequest) -> HttpResponse:
    """暂存, and the page of it all."""
    if request.method == "POST":
        return _filled(request, keep_submission, "已暂存。填完后请提交。")
    own = _own(request)
    if _fillable(own):
        return _form_page(request, own, OwnForm(None, own), NOT_DONE)
    return _waiting_page(request, own)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_SUBMISSION)
def submission_submit(request: HttpRequest) -> HttpResponse:
    """提交 to whoever reviews it."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("submission_own"))
    return _filled(request, submit_submission, "已提交，等待审核。")


@only_today
@require_POST
@needs(Action.WRITE_SUBMISSION)
def submission_withdraw(request: HttpRequest) -> HttpResponse:
    """撤回 while nobody has decided on it."""
    own = _own(request)
    form, here = WithdrawForm(request.POST), HttpResponseRedirect(reverse("submission_own"))
    under_way = own.under_way
    if under_way is None or not form.is_valid():
        return here
    public, version = under_way.uuid, form.cleaned_data["version"]
    refusal = attempt(form, lambda: withdraw_submission(act_from(request, form), public, version))
    if refusal is None:
        messages.success(request, "已撤回，可以修改后再提交。")
    else:
        messages.warning(request, "没有撤回：这份填报刚刚已经办理，请看现在的状态。")
    return here


def _fillable(own: OwnOrganization) -> bool:
    return own.under_way is None or own.under_way.state in INFORMATION.filled_in


def _filled(request: HttpRequest, fill: Fill, done: str) -> HttpResponse:
    own = _own(request)
    here = HttpResponseRedirect(reverse("submission_own"))
    if not _fillable(own):
        messages.warning(request, "这份填报已经提交，本次没有写入。")
        return here
    form = OwnForm(request.POST, own)
    if not form.is_valid():
        return _form_page(request, own, form, Refusal())

    def work() -> object:
        version = form.cleaned_data["version"]
        row = FilledIn(unit=own.unit, values=form.values, counts=form.counts, version=version, seen=form.seen)
        return fill(act_from(request, form), row)

    refusal = attempt(form, work)
    if refusal is not None:
        if refusal.meanwhile is not None:
            form.renew()
        return _form_page(request, own, form, refusal)
    messages.success(request, done)
    return here


def _form_page(request: HttpRequest, own: OwnOrganization, form: OwnForm, refusal: Refusal) -> HttpResponse:
    context = {
        **_frame(own),
        "form": form,
        "locked": [(label_of(name), said(name, form.initial.get(name))) for name in form.locked],
        "returned": own.under_way is not None and own.under_way.state is SubmissionState.RETURNED,
        "objections": refusal.objections,
        "meanwhile": refusal.meanwhile,
        "accepted": day(own.steps[-1].on) if own.steps and own.under_way is None else "",
    }
    return framed(request, "submissions/own.html.jinja", context, status=refusal.status)


def _waiting_page(request: HttpRequest, own: OwnOrganization) -> HttpResponse:
    assert own.under_way is not None, "what is not filled in is under way"
    filed = own.under_way.filed
    context = {
        **_frame(own),
        "form": WithdrawForm(initial={"version": own.under_way.version}),
        "filed": [(label_of(name), said(name, filed[name])) for name in FIELDS if name in filed],
    }
    return framed(request, "submissions/waiting.html.jinja", context)


def _frame(own: OwnOrganization) -> dict[str, Any]:
    return {
        "own": own,
        "kept": [(*_kept_value(own, name), keeper) for name, keeper in KEPT_BY.items()],
        "branches": "、".join(own.branches),
        "steps": step_views(own.steps),
        "crumbs": [
            Link("社会组织", reverse("organizations")),
            Link(own.name, reverse("organization", args=[own.uuid])),
            Link("填报本单位信息", ""),
        ],
    }


def _kept_value(own: OwnOrganization, name: str) -> tuple[str, str]:
    label, kind = KEPT_WORDS[name]
    value = own.held.get(name) or ""
    return label, word(str(value), kind) if kind else str(value)

"""What is filed beside what is in the register; taken over, or returned with remarks on its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuniu.commands.journal import Act
from shuniu.commands.submissions.reviewing import Reviewed, accept_submission, return_submission
from shuniu.policy.grants import Action
from shuniu.policy.submissions.fields import FIELDS
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.submissions.reviewing import ComparedField, ReviewedSubmission, submission_to_review
from shuniu.web.frame import actor_of, day_of, framed, writing_off
from shuniu.web.parts import Link
from shuniu.web.refusals import CONFLICT, Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.submissions.forms import REMARKS, ReviewForm, label_of, remark_on, said
from shuniu.web.submissions.steps import status_of, step_views
from shuniu.web.writing import act_from, only_today

NOT_DONE = Refusal(status=200)


def _found(request: HttpRequest, uuid: UUID) -> ReviewedSubmission:
    try:
        return submission_to_review(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def _first(found: ReviewedSubmission) -> dict[str, Any]:
    return {"version": found.version, "seen": found.seen, "seen_counts": found.counted}


@require_GET
@needs(Action.REVIEW_SUBMISSION)
def submission(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _found(request, uuid)
    return _page(request, found, ReviewForm(initial=_first(found)), NOT_DONE)


@only_today
@require_POST
@needs(Action.REVIEW_SUBMISSION)
def submission_accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """通过: into the register."""
    found = _found(request, uuid)
    form = ReviewForm(request.POST, initial=_first(found))
    if form.is_valid() and form.remarks:
        for name in form.remarks:
            form.add_error(remark_on(name), "写了退回意见的不能通过；不需要退回的，请清空意见。")
    if not form.is_valid():
        return _page(request, found, form, Refusal())
    return _decided(request, found, form, accept_submission, "已通过，登记已更新。")


@only_today
@require_POST
@needs(Action.REVIEW_SUBMISSION)
def submission_return(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """退回, with remarks."""
    found = _found(request, uuid)
    form = ReviewForm(request.POST, initial=_first(found))
    if not form.is_valid():
        return _page(request, found, form, Refusal())
    return _decided(
        request, found, form, lambda act, one: return_submission(act, one, form.remarks), "已退回，由填报单位修改。"
    )


Decide = Callable[[Act, Reviewed], object]


def _decided(
    request: HttpRequest, found: ReviewedSubmission, form: ReviewForm, decide: Decide, done: str
) -> HttpResponse:
    reviewed = Reviewed(
        submission=found.uuid,
        version=form.cleaned_data["version"],
        seen=form.seen,
        counted=form.seen_of("counts"),
    )

    def work() -> object:
        return decide(act_from(request, form), reviewed)

    refusal = attempt(form, work, REMARKS)
    if refusal is None:
        messages.success(request, done)
        return HttpResponseRedirect(reverse("submissions"))
    if refusal.status == CONFLICT:
        # It is shown again as it is now, with what was written; the next decision is on this.
        now = _found(request, found.uuid)
        kept = {remark_on(name): text for name, text in form.remarks.items()}
        return _page(request, now, ReviewForm(initial={**_first(now), **kept}), refusal)
    return _page(request, found, form, refusal)


def _page(request: HttpRequest, found: ReviewedSubmission, form: ReviewForm, refusal: Refusal) -> HttpResponse:
    compared = {one.name for one in found.fields}
    decidable = found.decidable and not found.own and not writing_off(request)
    context = {
        "found": found,
        "state": status_of(found.state),
        "rows": [_row(one, form) for one in found.fields],
        "others": [form[remark_on(name)] for name in FIELDS if name not in compared] if decidable else [],
        "form": form,
        "decidable": decidable,
        "steps": step_views(found.steps),
        "objections": refusal.objections,
        "conflict": refusal.status == CONFLICT,
        "card": reverse("organization", args=[found.unit]),
        "crumbs": [
            Link("社会组织", reverse("organizations")),
            Link("信息填报", reverse("submissions")),
            Link(found.name, ""),
        ],
    }
    return framed(request, "submissions/review.html.jinja", context, status=refusal.status)


def _row(one: ComparedField, form: ReviewForm) -> dict[str, Any]:
    return {
        "label": label_of(one.name),
        "held": said(one.name, one.held),
        "then": (said(one.name, one.then) or "未填") if one.moved else "",
        "filed": said(one.name, one.filed),
        "before": (said(one.name, one.before) or "未填") if one.mended else "",
        "same": not one.differs,
        "remarks": one.remarks,
        "remark": form[remark_on(one.name)],
    }

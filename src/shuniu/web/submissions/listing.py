"""The submissions that wait at this office, and what became of the others within its reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.submissions import SubmissionState
from shuniu.queries.submissions.listing import ELSEWHERE, HERE, submission_page, waiting_here
from shuniu.web.frame import actor_of, address_of, day_of, framed, with_day
from shuniu.web.lists import Field, Screen, listing, window_of
from shuniu.web.organizations.views import views_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.submissions.steps import status_of
from shuniu.web.wording import day

WHICH: Mapping[str, str] = {
    HERE: "待本级审核",
    ELSEWHERE: "待下级审核",
    SubmissionState.RETURNED.value: "已退回",
    SubmissionState.ACCEPTED.value: "已通过",
}
FIELDS = (
    Field(key="name", label="名称", show=lambda row: row["name"]),
    Field(key="code", label="代码", show=lambda row: row["unit__code"]),
    Field(key="state", label="状态", show=lambda row: status_of(SubmissionState(row["state"]))),
    Field(key="moved_on", label="自", show=lambda row: day(row["moved_on"])),
)


@require_GET
@needs(Action.REVIEW_SUBMISSION)
def submissions(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    which = request.GET.get("which", HERE)
    which = which if which in WHICH else HERE
    screen = Screen(
        key="submissions",
        title="信息填报",
        fields=FIELDS,
        address=lambda row: _address(request, row),
        unit="件",
        why_empty="没有待本级审核的填报。" if which == HERE else "没有这样的填报。",
        what_next="社会组织提交以后列在这里。",
    )
    here = reverse("submissions")
    counts = {HERE: waiting_here(actor)}
    context = {
        "views": views_of(request, "submissions"),
        "tabs": [
            Link(label, with_day(request, here, which=key), key == which, counts.get(key))
            for key, label in WHICH.items()
        ],
        "listing": listing(request, screen, submission_page(actor, which, on, window_of(request)), None),
        "progress": with_day(request, address_of("reports"), report="entries"),
    }
    return framed(request, "submissions/list.html.jinja", context)


def _address(request: HttpRequest, row: Mapping[str, Any]) -> str:
    return with_day(request, reverse("submission", args=[row["uuid"]]))

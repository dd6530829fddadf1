"""What has this office to do, what runs out, how does it stand, what happened last?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.acts import act_words
from shuniu.queries.accounts import granted
from shuniu.queries.duties import Duty, RecentAct, deadlines, duties, recent_acts, works
from shuniu.queries.elsewhere import Elsewhere, waiting_elsewhere
from shuniu.statistics import figures_for, trends_for
from shuniu.web.figures.targets import answers_for_some, ceilings_of, counts_branches, targets_at
from shuniu.web.figures.telling import figure_of
from shuniu.web.frame import actor_of, address_of, day_of, framed, with_day
from shuniu.web.kept_views import views_at_home
from shuniu.web.parts import Figure, Link, Status

# Where each duty is settled: the list that shows exactly these.
LISTS: dict[str, tuple[str, dict[str, str]]] = {
    "cases": ("cases", {}),
    "consents": ("formation_consents", {}),
    "received_unread": ("received", {"which": "unread"}),
    "received_open": ("received", {"which": "open"}),
    "cases_late": ("cases", {"which": "late"}),
    "unattached": ("organizations", {"state": "unattached"}),
    "eligible": ("organizations", {"state": "eligible"}),
    "uncovered": ("organizations", {"covered": "none"}),
    "plans_over": ("pipeline_rows", {"plan": "over"}),
    "urge_registered": ("urgings", {"which": "registered"}),
    "urge_pooling": ("urgings", {"which": "pooling"}),
    "urge_temporary": ("urgings", {"which": "temporary"}),
    "batches": ("imports", {}),
    "requests": ("member_requests", {"state": "open"}),
    "answers": ("member_requests", {"side": "asked"}),
    "submissions": ("submissions", {}),
    "own_not_begun": ("submission_own", {}),
    "own_draft": ("submission_own", {}),
    "own_returned": ("submission_own", {}),
    "terms_beyond": ("elections", {"which": "beyond"}),
    "terms_over": ("elections", {"which": "over"}),
    "terms_6": ("elections", {"which": "near"}),
    "terms_4": ("elections", {"which": "near"}),
    "terms_1": ("elections", {"which": "near"}),
    "secretary_plan": ("leadership", {}),
    # The card shows both days, what is said of them, and leads to the Party organization.
    "renewal": ("organization", {"tab": "party"}),
    "renewals_apart": ("reports", {"report": "renewals"}),
    "renewals_undecided": ("reports", {"report": "renewals"}),
    "certificates_over": ("organizations", {"certificate": "over"}),
    "certificates_near": ("organizations", {"certificate": "near"}),
}
FIGURES = (
    "organization_coverage",
    "work_coverage",
    "social_organizations",
    "eligible_not_formed",
    "unattached",
    "party_branches",
)
# What concerns a branch that answers for no organization.
OF_MEMBERS = ("members", "full_members", "probationary_members")
# Only these are worth a line over a year on the first page.
TRENDS = ("organization_coverage", "work_coverage", "social_organizations")
SOON_DAYS = 30


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    context = {
        "duties": [_task(request, one) for one in duties(actor, on)],
        "deadlines": [_task(request, one) for one in deadlines(actor, on)],
        "figures": _figures(request),
        "views": views_at_home(request),
        "recent": [_line(request, one) for one in recent_acts(actor)],
        "elsewhere": _elsewhere(request),
        "works": works(actor),
        "reads_journal": granted(actor, Action.READ_ENTRY),
    }
    return framed(request, "pages/home.html.jinja", context)


def _elsewhere(request: HttpRequest) -> list[tuple[str, str]]:
    """The other offices of the account at which something waits: which, and the sentence. One office asks nothing."""
    held = {one.uuid: one for one in request.offices}  # type: ignore[attr-defined]
    if len(held) < 2:
        return []
    return [
        (str(one.office), f"您在{held[one.office].place}（{held[one.office].role.label}）还有 {_counted(one)}。")
        for one in waiting_elsewhere(actor_of(request))
        if one.office in held
    ]


def _counted(one: Elsewhere) -> str:
    told = ((one.cases, "件待办事项"), (one.unread, "份未签收的收文"))
    return "、".join(f"{count:,} {what}" for count, what in told if count)


def _task(request: HttpRequest, duty: Duty) -> tuple[Link, date | None, Status]:
    name, query = LISTS[duty.key]
    address = address_of(name, *([duty.of] if duty.of else []))
    link = Link(f"{duty.what}：{duty.count:,} {duty.unit}", with_day(request, address, **query))
    return link, duty.due_on, _state(duty, day_of(request))


def _state(duty: Duty, on: date) -> Status:
    if duty.overdue:
        return Status("已超期", "urgent")
    if duty.told:
        return Status("已答复")
    if duty.due_on is None:
        return Status("待办")
    left = (duty.due_on - on).days
    return Status(f"还有 {left} 天" if left > 0 else "今天到期", "soon" if left <= SOON_DAYS else "plain")


def _figures(request: HttpRequest) -> Sequence[Figure]:
    actor, on = actor_of(request), day_of(request)
    if actor.node is None or not granted(actor, Action.READ_FIGURE):
        return []
    told = figures_for(actor, FIGURES, actor.node, on)
    if not answers_for_some(told) and counts_branches(told):
        told = figures_for(actor, OF_MEMBERS, actor.node, on)
    targets = ceilings_of(told) | targets_at(actor, actor.node, on)
    lines = trends_for(actor, TRENDS, actor.node, on)
    return [
        figure_of(request, one, trend=lines.get(one.measure.key, ()), target=targets.get(one.measure.key))
        for one in told
    ]


def _line(request: HttpRequest, act: RecentAct) -> dict[str, Any]:
    return {
        "what": Link(act_words(act.act), address_of("entry", act.uuid)),
        "at": act.at,
        "by": act.by,
        "on": act.on,
    }

"""起草组建申请 from the page of the instructor who is sent to an organization without a Party organization.

An instructor's own account begins it from the page of the organization (发起组建), for the office that answers for it.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.instructors.forming import FromPlan, begin_as_instructor, begin_from_instructor
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.policy.words.pipeline import PlanWay
from shuniu.queries.formation.plans import PlanCard, plan_card
from shuniu.queries.instructors.forming import formable, own_forming
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.beginning import against_applying, told_refused
from shuniu.web.formation.plans import facts_of, plan_of
from shuniu.web.frame import actor_of, day_of, with_day
from shuniu.web.instructors.card import card_of, name_of
from shuniu.web.instructors.views import crumbs_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import day, word
from shuniu.web.writing import ActForm, Sheet, only_today, written


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def instructor_formation(request: HttpRequest, uuid: UUID, unit: UUID) -> HttpResponse:
    """Shows what is known of the organization and of its plan, and begins the application with it."""
    card, actor, on = card_of(request, uuid), actor_of(request), day_of(request)
    posted = next((one for one in card.postings if one.uuid == unit), None)
    found = formable(actor, [posted.unit], on).get(posted.unit) if posted is not None else None
    if posted is None or found is None:
        raise Http404
    if found.case is not None:
        # Begun already, perhaps by the second press of the same button: gone on with.
        return HttpResponseRedirect(reverse("formation", args=[found.case]))
    try:
        plan = plan_card(actor, unit, on)
    except NotFound as problem:
        raise Http404 from problem
    back = reverse("instructor", args=[uuid])
    if against := against_applying(request, posted.unit):
        return told_refused(request, f"起草组建申请：{posted.name}", back, against)

    def begin(act: Act) -> object:
        return begin_from_instructor(act, FromPlan(instructor=card.key, unit=posted.unit))

    sheet = Sheet(
        title=f"起草组建申请：{posted.name}",
        lead=f"由指导员{name_of(card)}的计划发起；已知的情况先填入申请，由承办人补充后提交",
        form=ActForm(request.POST or None),
        submit="起草组建申请",
        back=back,
        facts=[*facts_of(plan), *plan_of(plan)],
        crumbs=crumbs_of(request, Link(name_of(card), back), Link("起草组建申请", "")),
    )
    return written(request, sheet, begin, "已起草，请补充后提交。", reverse("formation_fill", args=[unit]))


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.BEGIN_FORMATION)
def instructor_formation_own(request: HttpRequest) -> HttpResponse:
    """Shows what is known of the own organization, and begins the application for the office that answers for it."""
    actor, on = actor_of(request), day_of(request)
    own = own_forming(actor, on)
    if own is None:
        raise Http404
    try:
        plan = plan_card(actor, own.uuid, on)
    except NotFound as problem:
        raise Http404 from problem
    back = with_day(request, reverse("organization", args=[own.uuid]))
    told = f"已有组建申请（{own.state.label}），由负责的党组织办理，不必再发起。" if own.state is not None else ""
    if told and request.method == "POST":
        # Perhaps by the second press of the same button.
        messages.warning(request, told)
        return HttpResponseRedirect(back)
    title = f"发起组建党组织：{plan.name}"
    if not told and (against := against_applying(request, own.unit)):
        return told_refused(request, title, back, against)
    sheet = Sheet(
        title=title,
        lead=f"已知的情况先填入申请，由“{own.office}”补充后提交",
        form=ActForm(request.POST or None),
        submit="" if told or plan.covered else "发起组建",
        back=back,
        facts=[*facts_of(plan), *_planned(plan)],
        notes=[told] if told else [],
        crumbs=[Link(plan.name, back), Link("发起组建党组织", "")],
    )
    done = f"已发起，由“{own.office}”补充后提交。"
    return written(request, sheet, lambda act: begin_as_instructor(act, own.unit), done, back)


def _planned(card: PlanCard) -> list[tuple[str, str]]:
    """Of the plan what an instructor needs; who could be sent is for the office."""
    if card.plan is None:
        return []
    return [("方式", word(card.plan["way"], PlanWay)), ("计划日", day(card.plan["planned_on"]))]

"""起草组建申请 from the page of the instructor who is sent to an organization without a Party organization."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.instructors.forming import FromPlan, begin_from_instructor
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.queries.formation.plans import plan_card
from shuniu.queries.instructors.forming import formable
from shuniu.queries.organizations.card import NotFound
from shuniu.web.formation.plans import facts_of, plan_of
from shuniu.web.frame import actor_of, day_of
from shuniu.web.instructors.card import card_of, name_of
from shuniu.web.instructors.views import crumbs_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
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

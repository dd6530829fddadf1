"""督促同步建立: an organization that reaches the standard is asked to apply."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.formation.following import urge_formation
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.queries.formation.applying import application_of
from shuniu.queries.organizations.card import NotFound
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import ActForm, Sheet, only_today, written


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def formation_urge(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Work for that organization, or for whoever answers for it where nobody signs in there."""
    try:
        to = application_of(actor_of(request), unit, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    form = ActForm(request.POST or None)
    back = reverse("organization", args=[unit])

    def urge(act: Act) -> None:
        urge_formation(act, to.unit)

    sheet = Sheet(
        title="督促同步建立党组织",
        form=form,
        submit="督促",
        back=back,
        lead=to.name,
        notes=["督促后，该社会组织的待办里会有一项后续工作，请它提出组建申请。"],
        crumbs=[Link("社会组织", reverse("organizations")), Link(to.name, back), Link("督促同步建立党组织", "")],
    )
    return written(request, sheet, urge, "已督促。", f"{back}?tab=cases")

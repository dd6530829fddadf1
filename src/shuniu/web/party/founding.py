"""Set up a Party organization."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.queries.party.choosing import committees_to_name
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.party.acts import may_write
from shuniu.web.party.forms import NewPartyForm
from shuniu.web.writing import Sheet, only_today, written

TERMS = ("mode", "basis", "approver", "document_number", "document_on")


@only_today
@require_http_methods(["GET", "POST"])
def party_new(request: HttpRequest) -> HttpResponse:
    """新建: under a superior within reach, from a day on."""
    if not may_write(request):
        raise PermissionDenied
    actor, on = actor_of(request), day_of(request)
    first = {"since": on}
    chosen = next((one for one in committees_to_name(actor, on) if one.code == request.GET.get("under")), None)
    if chosen is not None:
        first["parent"] = str(chosen.key)  # type: ignore[assignment]
    form = NewPartyForm(request.POST or None, actor, on, initial=first)

    def establish(act: Act) -> None:
        establish_party_organizations(act, [_new(form)])

    sheet = Sheet(
        title="新建党组织",
        form=form,
        submit="新建",
        back=reverse("party"),
        crumbs=[Link("党组织", reverse("party")), Link("新建", "")],
    )
    return written(request, sheet, establish, "已新建。", reverse("party_list"))


def _new(form: NewPartyForm) -> NewPartyOrganization:
    cells = form.cleaned_data
    terms = Terms(**{name: cells[name] for name in TERMS}, established_on=cells["since"], established_precision="day")
    return NewPartyOrganization(
        name=cells["name"],
        kind=cells["kind"],
        parent=int(cells["parent"]),
        code=cells["code"],
        short_name=cells["short_name"],
        axis=cells["axis"],
        axis_value=cells["axis_value"],
        target_load=cells["target_load"],
        terms=terms if any(cells[name] for name in TERMS) else None,
    )

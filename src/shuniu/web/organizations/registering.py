"""Enter an organization into the register, change it from a day on, or correct what was never so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.edit import EditedOrganization, edit_organizations
from shuniu.commands.organizations.maintain import enter_organization, maintain_organizations
from shuniu.commands.organizations.register import NewOrganization
from shuniu.policy.grants import Action
from shuniu.policy.words import LegalStatus, RegistrationStatus
from shuniu.queries.accounts import granted
from shuniu.queries.formation.registered import to_be_urged
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.organizations.choosing import home_region
from shuniu.queries.organizations.writing import Editable, organization_to_write
from shuniu.queries.seen import head_counts_seen, registrations_seen
from shuniu.web.frame import actor_of, address_of, day_of, with_day
from shuniu.web.organizations.forms import PARTS, MaintainForm, RegistrationForm, changes, initial_of
from shuniu.web.parts import Link
from shuniu.web.writing import Sheet, only_today, written

# Parts of the register that are changed by acts of their own.
OWN_ACTS = ("归口所需的认定", "章程")
TEMPLATE = "organizations/register.html.jinja"


def editable(request: HttpRequest, uuid: UUID) -> Editable:
    """What is to be changed: 404 for what may not be read, 403 for what may not be changed or is not registered."""
    try:
        found = organization_to_write(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    if not (found.writable and found.values):
        raise PermissionDenied
    return found


def crumbs_of(found: Editable, last: str) -> list[Link]:
    address = reverse("organization", args=[found.uuid])
    return [Link("社会组织", reverse("organizations")), Link(found.name, address), Link(last, "")]


@only_today
@require_http_methods(["GET", "POST"])
def organization_new(request: HttpRequest) -> HttpResponse:
    """登记: into the register of the office one acts for."""
    actor, on = actor_of(request), day_of(request)
    if not granted(actor, Action.WRITE_UNIT) or actor.node is None:
        raise PermissionDenied
    node = actor.node
    first = {
        "since": on,
        "legal_status": LegalStatus.LEGAL_PERSON.value,
        "status": RegistrationStatus.NORMAL.value,
    }
    form = MaintainForm(request.POST or None, actor, on, home_region(actor, on), initial=first)
    form.fields["as_of"].help_text = "有党员情况调查表的填写，没有的不填。"
    form.fields["source"].help_text = "例如：社会组织党员情况调查表。"
    made: list[tuple[int, str]] = []

    def register(act: Act) -> None:
        row = NewOrganization(
            code=form.cleaned_data["code"] or None,
            values=form.new_columns,
            grade=form.cleaned_data["grade"] or None,
        )
        cells = form.cleaned_data
        reported = (cells["as_of"], cells["source"], form.counts) if form.counts else None
        made.append((enter_organization(act, row, node, reported), cells["code"] or cells["name"]))

    sheet = Sheet(
        title="登记社会组织",
        lead="登记后按适用文本提出归口建议",
        form=form,
        submit="登记",
        back=reverse("organizations"),
        crumbs=[Link("社会组织", reverse("organizations")), Link("登记", "")],
        template=TEMPLATE,
    )

    def then() -> str:
        unit, called = made[0]
        return urging_of(request, unit) or with_day(request, reverse("organizations"), q=called)

    return written(request, sheet, register, "已登记。", then)


def urging_of(request: HttpRequest, unit: int) -> str:
    """Where what was written just now makes it one to be urged (D09): the page on which that is done. Else empty."""
    public = to_be_urged(actor_of(request), unit, day_of(request))
    if public is None:
        return ""
    messages.info(request, "这家社会组织具备组建条件，请督促同步建立党组织；现在不办的，会留在“督促事项”里。")
    return address_of("formation_urge", public)


@only_today
@require_http_methods(["GET", "POST"])
def organization_change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """变更: true from a day on; what was before stays as it was."""
    return _change(request, uuid, correction=False)


@only_today
@require_http_methods(["GET", "POST"])
def organization_correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """更正: it was never so; the old line stays visible as taken back."""
    return _change(request, uuid, correction=True)


def _change(request: HttpRequest, uuid: UUID, *, correction: bool) -> HttpResponse:
    seen = {"seen": registrations_seen(uuid), "seen_counts": head_counts_seen(uuid)}
    actor, on, found = actor_of(request), day_of(request), editable(request, uuid)
    first = {**initial_of(found.values, found.code, found.grade), "since": on, **seen}
    home = str(found.values.get("region") or "") or home_region(actor, on)
    asked = RegistrationForm if correction else MaintainForm
    form = asked(request.POST or None, actor, on, home, initial=first)
    _fit(form, correction=correction)

    def change(act: Act) -> object:
        values = changes(found.values, form.register_values)
        edits = [EditedOrganization(unit=found.unit, values=values, seen=form.seen)] if values else []
        counts = _counts(form, found.unit)
        if edits and counts:
            return maintain_organizations(act, edits, counts)
        if counts:
            return report_head_counts(act, counts)
        return edits and edit_organizations(act, edits, correction=correction)

    sheet = Sheet(
        title=f"{'更正' if correction else '变更'}：{found.name}",
        lead="更正是说从来不是这样，原来的日期不变" if correction else "变更是说从某一天起是这样，以前的照旧",
        form=form,
        submit="更正" if correction else "变更",
        back=reverse("organization", args=[uuid]),
        crumbs=crumbs_of(found, "更正" if correction else "变更"),
        template=TEMPLATE,
    )
    done = "已更正，原记录仍可在变动中看到。" if correction else "已变更。"

    def then() -> str:
        asked = bool(form.cleaned_data.get("as_of")) or "established_on" in form.changed_data
        return (urging_of(request, found.unit) if asked else "") or sheet.back

    return written(request, sheet, change, done, then)


def _counts(form: RegistrationForm, unit: int) -> list[CountOfMembers]:
    """What was filled in of the Party part, where it is asked for."""
    if not (isinstance(form, MaintainForm) and form.counts):
        return []
    cells = form.cleaned_data
    counts: dict[str, Any] = {**form.counts, "seen": form.seen_of("counts")}
    return [CountOfMembers(unit=unit, as_of=cells["as_of"], source=cells["source"], **counts)]


def _fit(form: RegistrationForm, *, correction: bool) -> None:
    """A code is who the organization is: it is not changed here. Status, judgements and the charter have own acts."""
    form.leave_out("code", "grade")
    if not correction:
        form.leave_out("status", *(name for title, names in PARTS if title in OWN_ACTS for name in names))
        return
    form.fields["since"].label = "更正哪一天有效的登记"
    form.fields["since"].help_text = "这一天有效的那一条登记整条更正，它的起止日期不变。"

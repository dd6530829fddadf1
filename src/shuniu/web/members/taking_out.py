"""The roll leaves the platform, as a workbook or on paper: only for a purpose that is put down, without numbers."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import act_of
from shuniu.commands.looks.members import keep_taking_out
from shuniu.policy.grants import Action
from shuniu.queries.members.choosing import own_node
from shuniu.queries.members.roll import roll_page
from shuniu.queries.paging import Window
from shuniu.queries.party.choosing import Choice
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.members.card import crumbs_of
from shuniu.web.members.columns import FIELDS
from shuniu.web.members.listing import RollFiltering, node_to_show, screen
from shuniu.web.parts import Column, Link, Listing, Row
from shuniu.web.refusals import Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, shown

# What fits on paper and is still read; more leaves as a workbook.
PRINTED_AT_ONCE = 500
# The columns on paper, in their order; that of the Party organization only where there are several.
_ON_PAPER = ("name", "sex", "ethnic", "born", "education", "state", "admitted", "confirmed", "posts", "work", "branch")
PRINTED = sorted((one for one in FIELDS if one.key in _ON_PAPER), key=lambda one: _ON_PAPER.index(one.key))


class TakingOutForm(forms.Form):
    way = forms.ChoiceField(
        label="方式",
        widget=forms.RadioSelect,
        choices=[("workbook", "导出 Excel"), ("print", "打印（A4）")],
        initial="workbook",
    )
    purpose = forms.CharField(label="用途", max_length=200, required=False, help_text="例如：支部换届核对名册。")


@require_http_methods(["GET", "POST"])
@needs(Action.READ_MEMBER)
def members_export(request: HttpRequest) -> HttpResponse | FileResponse:
    """The rows the list shows. The filters stand in the address, the purpose does not."""
    filters = RollFiltering(request.GET, actor_of(request), day_of(request))
    chosen = _chosen(request, filters)
    form = TakingOutForm(request.POST or None)
    if request.method != "POST":
        return shown(request, _sheet(request, form, filters, chosen), Refusal(status=200))
    if not form.is_valid():
        return shown(request, _sheet(request, form, filters, chosen), Refusal())
    if form.cleaned_data["way"] == "print" and _too_long(request, filters):
        form.add_error("way", f"超过 {PRINTED_AT_ONCE} 名，请先选定一个党组织，或导出 Excel。")
        return shown(request, _sheet(request, form, filters, chosen), Refusal())
    cells = form.cleaned_data
    refusal = attempt(
        form, lambda: keep_taking_out(act_of(actor_of(request)), chosen.key, cells["way"], cells["purpose"])
    )
    if refusal is not None:
        return shown(request, _sheet(request, form, filters, chosen), refusal)
    return _workbook(request, filters, chosen) if cells["way"] == "workbook" else _printed(request, filters, chosen)


def _chosen(request: HttpRequest, filters: RollFiltering) -> Choice:
    """Whose roll it is: the one the filter names, else the own one."""
    code = filters.wanted.node
    found = (
        node_to_show(actor_of(request), code, day_of(request)) if code else own_node(actor_of(request), day_of(request))
    )
    if found is None:
        raise PermissionDenied
    return found


def _sheet(request: HttpRequest, form: forms.Form, filters: RollFiltering, chosen: Choice) -> Sheet:
    back = with_day(request, reverse("members"), **{name: str(value) for name, value in filters.chosen.items()})
    narrowed = "；".join(f"{filters.fields[name].label}：{filters.words(name)}" for name in filters.chosen)
    return Sheet(
        title="导出或打印党员名册",
        lead="名册不含公民身份号码和手机；每次导出、打印都会记下经办人、时间和用途",
        form=form,
        facts=[("名册", chosen.name), ("筛选", narrowed or "全部"), ("截至", day_of(request))],
        submit="导出或打印",
        back=back,
        crumbs=crumbs_of(request, Link("导出或打印", "")),
    )


def _too_long(request: HttpRequest, filters: RollFiltering) -> bool:
    return roll_page(actor_of(request), day_of(request), Window(size=1), filters.wanted).count > PRINTED_AT_ONCE


def _workbook(request: HttpRequest, filters: RollFiltering, chosen: Choice) -> FileResponse:
    actor, on, wanted = actor_of(request), day_of(request), filters.wanted
    rows = every_row(request, lambda window: roll_page(actor, on, window, wanted))
    return workbook(request, screen("", title="党员名册"), rows, filters)


def _printed(request: HttpRequest, filters: RollFiltering, chosen: Choice) -> HttpResponse:
    found = roll_page(actor_of(request), day_of(request), Window(size=PRINTED_AT_ONCE), filters.wanted)
    branches = {row["branch"] for row in found.rows}
    fields = [one for one in PRINTED if one.key != "branch" or len(branches) > 1]
    context = {
        "listing": Listing(
            title="党员名册",
            columns=[Column(key=one.key, label=one.label) for one in fields],
            rows=[Row([one.show(row) for one in fields]) for row in found.rows],
            on=day_of(request),
            count=found.count,
            unit="名",
        ),
        "name": chosen.name,
        "crumbs": crumbs_of(request, Link("打印", "")),
    }
    return framed(request, "members/print.html.jinja", context)

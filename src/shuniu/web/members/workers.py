"""党务工作者人才库 of the own committee and those below it on a day (J09), and taking it out for a purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.journal import act_of
from shuniu.commands.looks.members import keep_taking_out
from shuniu.kernel.text import fold
from shuniu.policy.grants import Action
from shuniu.policy.words import PartyPost
from shuniu.queries.accounts import Actor
from shuniu.queries.members.choosing import node_to_show, own_node
from shuniu.queries.members.workers import Work, WorkerFilter, worker_page
from shuniu.queries.party.choosing import Choice
from shuniu.web.addresses import leading
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.lists import Field, Filtering, Screen, listing, window_of
from shuniu.web.members.card import crumbs_of
from shuniu.web.members.listing import ALL, nodes_offered
from shuniu.web.parts import Link
from shuniu.web.refusals import Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.wording import day, word
from shuniu.web.writing import Sheet, shown

TITLE = "党务工作者人才库"


def _of_each(said: Callable[[Work], str | None]) -> Callable[[Mapping[str, Any]], str | None]:
    """One for each Party organization worked for, in the same order in every column."""

    def told(row: Mapping[str, Any]) -> str | None:
        found = [said(one) or "—" for one in row["works"]]
        return "；".join(found) if any(one != "—" for one in found) else None

    return told


FIELDS = (
    Field(key="name", label="姓名", show=lambda row: row["name"]),
    Field(key="where", label="所在党组织", show=_of_each(lambda one: one.party_organization)),
    Field(key="way", label="专职或兼职", show=_of_each(lambda one: "专职" if one.full_time else "兼职")),
    Field(key="post", label="党内职务", show=_of_each(lambda one: word(one.post, PartyPost) if one.post else None)),
    Field(key="since", label="自", show=_of_each(lambda one: day(one.since) if one.since else "台账未载")),
    Field(key="until", label="至", show=_of_each(lambda one: day(one.until) if one.until else None)),
    Field(
        key="trained", label="上岗培训", show=_of_each(lambda one: day(one.trained_on) if one.trained_on else "未登记")
    ),
    Field(key="unit", label="配备单位", show=_of_each(lambda one: one.unit)),
)


class WorkerFiltering(Filtering):
    q = forms.CharField(label="姓名", max_length=60)
    node = forms.ChoiceField(label="党组织（含下级）")
    way = forms.ChoiceField(label="专职或兼职", choices=[ALL, ("full", "专职"), ("part", "兼职")])
    post = forms.ChoiceField(label="党内职务", choices=[ALL, ("held", "在该党组织任职"), ("none", "没有任职")])
    trained = forms.ChoiceField(label="上岗培训", choices=[ALL, ("trained", "已登记"), ("untold", "未登记")])

    def __init__(self, given: Any, actor: Actor, on: date) -> None:
        super().__init__(given)
        node = self.fields["node"]
        assert isinstance(node, forms.ChoiceField)
        node.choices = nodes_offered(actor, on, str(given.get("node", "")))

    @property
    def wanted(self) -> WorkerFilter:
        chosen = self.chosen
        kept: dict[str, str] = {
            name: str(chosen[name]) for name in ("node", "way", "post", "trained") if name in chosen
        }
        return WorkerFilter(text=fold(chosen.get("q", "")), **kept)


def _screen(query: str) -> Screen:
    return Screen(
        key="affairs_workers",
        title=TITLE,
        unit="名",
        fields=FIELDS,
        address=leading("member", "person__uuid", query),
        why_empty="这一天没有符合条件的党务工作者。",
        what_next="请减少筛选条件，或换一个账日；还没有登记的，在党组织的“班子”中登记党务工作者。",
    )


@require_GET
@needs(Action.READ_MEMBER)
def affairs_workers(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    filters = WorkerFiltering(request.GET, actor, on)
    found = worker_page(actor, on, window_of(request), filters.wanted)
    kept = {name: str(value) for name, value in filters.chosen.items()}
    context = {
        "listing": listing(request, _screen(with_day(request, "")), found, filters),
        "acts": [Link("导出", with_day(request, reverse("affairs_workers_export"), **kept))],
        "crumbs": crumbs_of(request, Link(TITLE, "")),
    }
    return framed(request, "members/workers.html.jinja", context)


class TakingOutForm(forms.Form):
    purpose = forms.CharField(label="用途", max_length=200, required=False, help_text="例如：核对人才库。")


@require_http_methods(["GET", "POST"])
@needs(Action.READ_MEMBER)
def affairs_workers_export(request: HttpRequest) -> HttpResponse | FileResponse:
    """The rows the list shows. The filters stand in the address, the purpose does not."""
    actor, on = actor_of(request), day_of(request)
    filters = WorkerFiltering(request.GET, actor, on)
    code = filters.wanted.node
    chosen = node_to_show(actor, code, on) if code else own_node(actor, on)
    if chosen is None:
        raise PermissionDenied
    form = TakingOutForm(request.POST or None)
    sheet = _sheet(request, form, filters, chosen)
    if request.method != "POST":
        return shown(request, sheet, Refusal(status=200))
    if not form.is_valid():
        return shown(request, sheet, Refusal())
    purpose = form.cleaned_data["purpose"]
    refusal = attempt(form, lambda: keep_taking_out(act_of(actor), chosen.key, "workers", purpose))
    if refusal is not None:
        return shown(request, sheet, refusal)
    rows = every_row(request, lambda window: worker_page(actor, on, window, filters.wanted))
    return workbook(request, _screen(""), rows, filters)


def _sheet(request: HttpRequest, form: forms.Form, filters: WorkerFiltering, chosen: Choice) -> Sheet:
    back = with_day(request, reverse("affairs_workers"), **{name: str(one) for name, one in filters.chosen.items()})
    narrowed = "；".join(f"{filters.fields[name].label}：{filters.words(name)}" for name in filters.chosen)
    return Sheet(
        title=f"导出{TITLE}",
        lead="每次导出都会记下经办人、时间和用途",
        form=form,
        facts=[("范围", f"{chosen.name}及其下级"), ("筛选", narrowed or "全部"), ("截至", day_of(request))],
        submit="导出",
        back=back,
        crumbs=crumbs_of(request, Link(TITLE, back), Link("导出", "")),
    )

"""Hub-type social organizations: their list, their designation, and which of the 3+1 stands at each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.organizations.hubs import Designation, ElementOfHub, designate_hubs, end_hubs, set_hub_elements
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.organizations.hubs import HubToWrite, hub_page, hub_to_write
from shuniu.queries.seen import hub_elements_seen, hubs_seen
from shuniu.web.addresses import leading
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.lists import Field, Filtering, Screen, listing, window_of
from shuniu.web.organizations.views import views_of
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.wording import word
from shuniu.web.writing import BEGIN, END, DatedForm, Sheet, only_today, written


def lacking(elements: Any) -> str:
    """What the 3+1 still lacks, in words; empty where it is complete."""
    return "、".join(one.label for one in words.HubElement if one.value not in elements)


def _mechanism(row: Mapping[str, Any]) -> Status:
    missing = lacking(row["elements"])
    return Status(f"还缺：{missing}", "soon") if missing else Status("健全", "done")


FIELDS = (
    Field(key="name", label="名称", show=lambda row: row["name"]),
    Field(key="level", label="级别", show=lambda row: word(row["level"], words.HubLevel)),
    Field(
        key="designated_by",
        label="认定或建立单位",
        show=lambda row: f"{row['designated_by']}（{word(row['verb'], words.DesignationVerb)}）",
        quiet=True,
    ),
    Field(key="field", label="领域", show=lambda row: row["field"]),
    Field(key="since", label="自", show=lambda row: row["since"]),
    Field(
        key="mechanism",
        label="“3+1”机制",
        show=_mechanism,
        plain=lambda row: f"还缺：{lacking(row['elements'])}" if lacking(row["elements"]) else "健全",
    ),
    Field(key="contacted", label="联系的社会组织", show=lambda row: row["contacted"], numeric=True),
)


class HubFiltering(Filtering):
    q = forms.CharField(label="名称", max_length=80)
    level = forms.ChoiceField(label="级别", choices=[("", "全部"), *words.HubLevel.choices()])

    @property
    def narrowing(self) -> dict[str, str]:
        chosen = self.chosen
        return {"words": str(chosen.get("q", "")), "level": str(chosen.get("level", ""))}


def screen(query: str) -> Screen:
    return Screen(
        key="hubs",
        title="“枢纽型”社会组织",
        fields=FIELDS,
        address=leading("organization", "unit__uuid", query),
        why_empty="这一天没有符合条件的“枢纽型”社会组织。",
        what_next="认定或建立的，在该单位的页面“办理”中登记。",
    )


@require_GET
@needs(Action.READ_UNIT)
def hubs(request: HttpRequest) -> HttpResponse:
    filters = HubFiltering(request.GET)
    found = hub_page(actor_of(request), day_of(request), window_of(request), **filters.narrowing)
    context = {
        "heading": "“枢纽型”社会组织",
        "listing": listing(request, screen(with_day(request, "")), found, filters, reverse("hubs_export")),
        "views": views_of(request, "hubs"),
    }
    return framed(request, "organizations/hubs.html.jinja", context)


@require_GET
@needs(Action.READ_UNIT)
def hubs_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows, all pages of it."""
    actor, on = actor_of(request), day_of(request)
    filters = HubFiltering(request.GET)
    narrowing = filters.narrowing
    rows = every_row(request, lambda window: hub_page(actor, on, window, **narrowing))
    return workbook(request, screen(""), rows, filters)


def _hub_to_write(request: HttpRequest, uuid: UUID) -> HubToWrite:
    """404 for what may not be read, 403 for what may not be changed."""
    try:
        found = hub_to_write(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    if not found.writable:
        raise PermissionDenied
    return found


def _sheet(found: HubToWrite, act: str, form: forms.Form, lead: str) -> Sheet:
    address = reverse("organization", args=[found.uuid])
    return Sheet(
        title=f"{act}：{found.name}",
        lead=lead,
        form=form,
        submit="登记",
        back=address,
        crumbs=[Link("社会组织", reverse("organizations")), Link(found.name, address), Link(act, "")],
    )


class HubForm(DatedForm):
    """Accredit or set up a hub, or put down that it is none any more."""

    way = forms.ChoiceField(label="办什么", widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label="级别",
        choices=[("", "请选择"), *words.HubLevel.choices()],
        required=False,
        help_text="市级为认定，区级、街道级为建立。",
    )
    designated_by = forms.CharField(label="认定或建立单位", max_length=120, required=False)
    field = forms.CharField(label="联系的领域或类别", max_length=40, required=False)
    field_order = ["way", "level", "designated_by", "field", "since"]

    def __init__(self, given: Any, held: Mapping[str, Any] | None, **more: Any) -> None:
        super().__init__(given, **more)
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)
        way.choices = [(BEGIN, "认定（建立）" if held is None else "变更登记")]
        if held is not None:
            way.choices = [*way.choices, (END, "不再是“枢纽型”社会组织；“3+1”一并结束")]
        self.initial.update({**(held or {}), "way": BEGIN})


@only_today
@require_http_methods(["GET", "POST"])
def organization_hub(request: HttpRequest, uuid: UUID) -> HttpResponse:
    seen = hubs_seen(uuid)
    found = _hub_to_write(request, uuid)
    first = {"since": day_of(request), "seen": seen, LATER_TOO: ""}
    form = HubForm(request.POST or None, found.hub, initial=first)

    def designate(act: Act) -> object:
        cells = form.cleaned_data
        if cells["way"] == END:
            return end_hubs(act, [found.unit], seen=form.seen, later_too=form.later_too)
        row = Designation(
            unit=found.unit,
            level=cells["level"],
            designated_by=cells["designated_by"],
            field=cells["field"],
            seen=form.seen,
        )
        return designate_hubs(act, [row])

    sheet = _sheet(found, "“枢纽型”社会组织", form, "由谁认定或建立，联系哪个领域")
    return written(request, sheet, designate, "已登记。", sheet.back)


class ElementsForm(DatedForm):
    """Three bodies and the system of regular meetings: what is ticked stands from the day on."""

    elements = forms.MultipleChoiceField(
        label="已健全的",
        choices=words.HubElement.choices(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="没有勾选的，从这一天起一直不再算有。",
    )
    field_order = ["elements", "since"]


@only_today
@require_http_methods(["GET", "POST"])
def organization_hub_elements(request: HttpRequest, uuid: UUID) -> HttpResponse:
    seen = hub_elements_seen(uuid)
    found = _hub_to_write(request, uuid)
    first = {"since": day_of(request), "seen": seen, "elements": list(found.elements)}
    form = ElementsForm(request.POST or None, initial=first)

    def put(act: Act) -> object:
        chosen = set(form.cleaned_data["elements"])
        rows = [
            ElementOfHub(unit=found.unit, element=one, stands=one.value in chosen, seen=form.seen)
            for one in words.HubElement
        ]
        return set_hub_elements(act, rows)

    sheet = _sheet(found, "“3+1”机制", form, "健全的“3+1”机制，是它所联系的社会组织的一种工作覆盖")
    return written(request, sheet, put, "已登记。", sheet.back)

"""Take an instructor into a pool, change what is known there, let one leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.instructors.pool import NewInstructor, PoolChange, change_pools, enter_pool, leave_pool
from shuniu.commands.journal import Act
from shuniu.kernel.text import fold
from shuniu.policy.grants import Action
from shuniu.policy.instructors.posting import sources_open
from shuniu.queries.accounts import Actor, granted
from shuniu.queries.instructors.pool import InstructorCard, pools_to_keep
from shuniu.queries.packs import figures_of_each
from shuniu.queries.seen import pools_seen
from shuniu.web.frame import actor_of, day_of
from shuniu.web.instructors.card import name_of, writable
from shuniu.web.instructors.views import crumbs_of
from shuniu.web.parts import Link
from shuniu.web.writing import DatedForm, Sheet, day_field, only_today, written

KIND = [("1", "专职"), ("0", "兼职")]


class PoolForm(DatedForm):
    """What a pool says of an instructor. No judgement of a person is asked for."""

    party_organization = forms.ChoiceField(label="所在人才库")
    source = forms.ChoiceField(label="来源")
    full_time = forms.ChoiceField(label="专兼职", widget=forms.RadioSelect, choices=KIND, initial="1")
    available = forms.ChoiceField(
        label="可否派驻", widget=forms.RadioSelect, choices=[("1", "可派驻"), ("0", "不可派驻")], initial="1"
    )
    home_unit = forms.CharField(label="原单位", max_length=120, required=False)
    recommended_by = forms.CharField(label="推荐单位", max_length=120, required=False)
    selection_number = forms.CharField(label="选派文号", max_length=80, required=False)
    selected_on = day_field("选派日", required=False, help_text="作出选派决定的那一天。")
    field_order: list[str] | None = [
        "name", "phone", "code", "party_organization", "source", "full_time", "available", "home_unit",
        "recommended_by", "selection_number", "selected_on", "since",
    ]  # fmt: skip

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, **more)
        pools = [(str(one.key), one.name) for one in pools_to_keep(actor, on)]
        pool = self.fields["party_organization"]
        assert isinstance(pool, forms.ChoiceField)
        pool.choices = pools
        self.initial.setdefault("party_organization", pools[0][0] if pools else "")
        # What any of these nodes opens is offered; whether the chosen one does is for the law to say.
        opened = {
            code: label
            for texts in figures_of_each([int(key) for key, _ in pools], on).values()
            for code, label in sources_open(texts).items()
        }
        source = self.fields["source"]
        assert isinstance(source, forms.ChoiceField)
        source.choices = [("", "请选择"), *opened.items()]

    @property
    def pool(self) -> dict[str, Any]:
        cells = self.cleaned_data
        return {
            "party_organization": int(cells["party_organization"]),
            "source": cells["source"],
            "full_time": cells["full_time"] == "1",
            "available": cells["available"] == "1",
            "home_unit": fold(cells["home_unit"]),
            "recommended_by": fold(cells["recommended_by"]),
            "selection_number": cells["selection_number"],
            "selected_on": cells["selected_on"],
        }


class NewInstructorForm(PoolForm):
    """Name and telephone go to the contact; the telephone is only stored encrypted."""

    name = forms.CharField(label="姓名", max_length=60)
    phone = forms.CharField(label="联系电话", max_length=40, required=False, help_text="加密保存，查看须写明用途。")
    code = forms.CharField(label="编号", max_length=40, required=False, help_text="不填的由系统编号。")


@only_today
@require_http_methods(["GET", "POST"])
def instructor_new(request: HttpRequest) -> HttpResponse:
    """入库."""
    actor, on = actor_of(request), day_of(request)
    if not granted(actor, Action.WRITE_UNIT):
        raise PermissionDenied
    form = NewInstructorForm(request.POST or None, actor, on, initial={"since": on})

    def enter(act: Act) -> None:
        cells = form.cleaned_data
        row = NewInstructor(name=fold(cells["name"]), phone=cells["phone"].strip(), code=cells["code"], **form.pool)
        enter_pool(act, [row])

    sheet = Sheet(
        title="指导员入库",
        lead="来源以适用文本列出的为准",
        form=form,
        submit="入库",
        back=reverse("instructors"),
        crumbs=crumbs_of(request, Link("入库", "")),
    )
    return written(request, sheet, enter, "已入库。", sheet.back)


def sheet_of(request: HttpRequest, card: InstructorCard, act: str, form: forms.Form, lead: str = "") -> Sheet:
    address = reverse("instructor", args=[card.uuid])
    return Sheet(
        title=f"{act}：{name_of(card)}",
        lead=lead,
        form=form,
        submit=act,
        back=address,
        crumbs=crumbs_of(request, Link(name_of(card), address), Link(act, "")),
    )


def _held(pool: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "party_organization": str(pool["party_organization_id"]),
        "source": pool["source"],
        "full_time": "1" if pool["full_time"] else "0",
        "available": "1" if pool["available"] else "0",
        "home_unit": pool["home_unit"],
        "recommended_by": pool["recommended_by"],
        "selection_number": pool["selection_number"],
        "selected_on": pool["selected_on"],
    }


@only_today
@require_http_methods(["GET", "POST"])
def instructor_change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """From a day on: another pool, source, full-time or not, available or not."""
    seen = pools_seen(uuid)
    card, actor, on = writable(request, uuid), actor_of(request), day_of(request)
    assert card.pool is not None
    form = PoolForm(request.POST or None, actor, on, initial={**_held(card.pool), "since": on, "seen": seen})

    def change(act: Act) -> object:
        return change_pools(act, [PoolChange(instructor=card.key, seen=form.seen, **form.pool)])

    sheet = sheet_of(request, card, "调整信息", form, "从这一天起是这样，以前的照旧可查")
    return written(request, sheet, change, "已调整。", sheet.back)


class LeaveForm(DatedForm):
    sure = forms.BooleanField(label="确认出库；联系方式一并结束，以前的登记仍可按账日查看")


@only_today
@require_http_methods(["GET", "POST"])
def instructor_leave(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """出库: nobody leaves while still sent somewhere."""
    seen = pools_seen(uuid)
    card = writable(request, uuid)
    form = LeaveForm(request.POST or None, initial={"since": day_of(request), "seen": seen})

    def leave(act: Act) -> object:
        return leave_pool(act, [card.key], seen=form.seen)

    sheet = sheet_of(request, card, "出库", form, "还在派驻的，先结束派驻")
    return written(request, sheet, leave, "已出库。", reverse("instructors"))

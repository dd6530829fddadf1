"""Record a training of instructors, or correct what is known of it. No marks and no results are asked for."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.instructors.training import Training, TrainingCorrection, correct_trainings, record_trainings
from shuniu.commands.journal import Act
from shuniu.kernel.text import fold
from shuniu.policy.grants import Action
from shuniu.queries.accounts import Actor
from shuniu.queries.instructors.pool import pools_to_keep
from shuniu.queries.instructors.training import TrainingCard, instructors_numbered, instructors_to_train
from shuniu.queries.seen import trainings_seen
from shuniu.web.frame import actor_of, day_of
from shuniu.web.instructors.trainings import card_of
from shuniu.web.instructors.views import crumbs_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import ActForm, Sheet, day_field, only_today, written

MEND, WITHDRAW = "mend", "withdraw"
WAYS = [(MEND, "更正内容"), (WITHDRAW, "撤回：从来没有办过这次培训")]


class TrainingForm(ActForm):
    """The boxes offer who stands in a pool today; whoever is not among them is named by number."""

    party_organization = forms.ChoiceField(label="组织培训的党组织")
    name = forms.CharField(label="培训名称", max_length=120)
    begins_on = day_field("开始日")
    ends_on = day_field("结束日")
    hours = forms.IntegerField(
        label="学时",
        required=False,
        min_value=1,
        max_value=999,
        error_messages={
            "invalid": "请填写整数。",
            "min_value": "请填写 1 至 999。",
            "max_value": "请填写 1 至 999。",
        },
    )
    organizer = forms.CharField(label="承办单位", max_length=120, required=False)
    instructors = forms.MultipleChoiceField(
        label="参加培训的指导员",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    numbered = forms.CharField(
        label="其他参加的指导员", max_length=4000, required=False, help_text="上面没有列出的，写编号，用逗号隔开。"
    )

    def __init__(self, given: Any, actor: Actor, offered: list[tuple[int, str]], on: date, **more: Any) -> None:
        super().__init__(given, **more)
        self.actor = actor
        pools = [(str(one.key), one.name) for one in pools_to_keep(actor, on)]
        pool, who = self.fields["party_organization"], self.fields["instructors"]
        assert isinstance(pool, forms.ChoiceField) and isinstance(who, forms.MultipleChoiceField)
        pool.choices = pools
        who.choices = [(str(key), label) for key, label in offered]
        self.initial.setdefault("party_organization", pools[0][0] if pools else "")

    def clean_numbered(self) -> list[int]:
        codes = [one for one in re.split(r"[,，、;；\s]+", str(self.cleaned_data["numbered"])) if one]
        known = instructors_numbered(self.actor, codes)
        unknown = [one for one in codes if one not in known]
        if unknown:
            raise forms.ValidationError(f"没有找到编号为{'、'.join(unknown[:5])}的指导员，请核对。")
        return [known[one] for one in codes]

    def said(self, *more: int) -> Training:
        """What the form says; ``more``: who is down already and stays, though this office cannot tick them."""
        cells = self.cleaned_data
        ticked = [int(one) for one in cells["instructors"]]
        return Training(
            party_organization=int(cells["party_organization"]),
            name=fold(cells["name"]),
            begins_on=cells["begins_on"],
            ends_on=cells["ends_on"],
            organizer=fold(cells["organizer"]),
            hours=cells["hours"],
            instructors=tuple(sorted({*ticked, *cells["numbered"], *more})),
        )


class TrainingCorrectionForm(TrainingForm):
    way = forms.ChoiceField(label="怎样更正", widget=forms.RadioSelect, choices=WAYS, initial=MEND)
    field_order = ["way"]


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def instructor_training_new(request: HttpRequest) -> HttpResponse:
    """登记培训."""
    actor, on = actor_of(request), day_of(request)
    form = TrainingForm(request.POST or None, actor, instructors_to_train(actor, on), on)

    def put_down(act: Act) -> object:
        return record_trainings(act, [form.said()])

    sheet = Sheet(
        title="登记指导员培训",
        lead="培训结束以后登记；只记参加，不记成绩",
        form=form,
        submit="登记",
        back=reverse("instructor_trainings"),
        crumbs=crumbs_of(request, Link("培训", reverse("instructor_trainings")), Link("登记培训", "")),
    )
    return written(request, sheet, put_down, "已登记培训。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
def instructor_training_correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """更正: days, name, hours and who took part, as they should have been."""
    seen = trainings_seen(uuid)
    card, actor, on = card_of(request, uuid), actor_of(request), day_of(request)
    if not card.writable:
        raise PermissionDenied
    form = TrainingCorrectionForm(
        request.POST or None, actor, _offered(actor, card, on), on, initial={**_held(card), "seen": seen}
    )
    address = reverse("instructor_training", args=[uuid])

    def correct(act: Act) -> object:
        said = None if form.cleaned_data["way"] == WITHDRAW else form.said(*card.hidden)
        return correct_trainings(act, [TrainingCorrection(course=uuid, said=said, seen=form.seen)])

    sheet = Sheet(
        title=f"更正培训：{card.row['name']}",
        lead="原来的登记留在办理记录里",
        form=form,
        submit="更正",
        back=address,
        crumbs=crumbs_of(request, Link(card.row["name"], address), Link("更正", "")),
        notes=[f"另有 {len(card.hidden)} 名参加的指导员不在您的管辖范围内，仍保留。"] if card.hidden else [],
    )
    return written(request, sheet, correct, "已更正。", lambda: _after(form, address))


def _after(form: TrainingCorrectionForm, address: str) -> str:
    """What was taken back has no page any more."""
    return reverse("instructor_trainings") if form.cleaned_data["way"] == WITHDRAW else address


def _offered(actor: Actor, card: TrainingCard, on: date) -> list[tuple[int, str]]:
    """Who took part first, then whoever else stands in a pool."""
    down = [(key, name) for key, name, _ in card.known]
    keys = {key for key, _ in down}
    return [*down, *(one for one in instructors_to_train(actor, on) if one[0] not in keys)]


def _held(card: TrainingCard) -> dict[str, Any]:
    row = card.row
    kept = ("name", "begins_on", "ends_on", "hours", "organizer")
    return {
        **{name: row[name] for name in kept},
        "party_organization": str(row["party_organization_id"]),
        "instructors": [str(key) for key, _, _ in card.known],
        "way": MEND,
    }

"""Write an entry of the work log of an organization, or correct one.

An account is not linked to an instructor: its right is for a unit. The form offers whoever was ever posted there, and
the law asks whether it was on that day; the line of the journal says which account wrote.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.instructors.work import WorkCorrection, WorkDone, correct_work_logs, write_work_logs
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.policy.instructors.work import LONGEST
from shuniu.queries.instructors.work import LoggedUnit, duty_words, instructors_posted_at, unit_to_log
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.seen import work_logs_seen
from shuniu.web.frame import actor_of, day_of
from shuniu.web.instructors.log import card_of
from shuniu.web.instructors.views import crumbs_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import day
from shuniu.web.writing import ActForm, Sheet, day_field, few_lines, only_today, written

MEND, WITHDRAW = "mend", "withdraw"
WAYS = [(MEND, "更正内容"), (WITHDRAW, "撤回：从来不该记这一条")]


class WorkForm(ActForm):
    """What was done at the organization. Nothing is asked about a person."""

    instructor = forms.ChoiceField(label="指导员")
    done_on = day_field("日期", help_text="做这项工作的那一天，须在派驻期间。")
    duty = forms.ChoiceField(label="职责", widget=forms.RadioSelect)
    done = few_lines(
        "做了什么",
        max_length=LONGEST,
        help_text=f"只写对社会组织做的工作，{LONGEST} 字以内；不写个人情况，不写姓名、电话和证件号码。",
    )

    def __init__(self, given: Any, sent: list[tuple[int, str]], duties: dict[str, str], **more: Any) -> None:
        super().__init__(given, **more)
        who, duty = self.fields["instructor"], self.fields["duty"]
        assert isinstance(who, forms.ChoiceField) and isinstance(duty, forms.ChoiceField)
        choices = [(str(key), label) for key, label in sent]
        # One alone need not be chosen.
        who.choices = choices if len(choices) == 1 else [("", "请选择"), *choices]
        duty.choices = list(duties.items())

    @property
    def said(self) -> dict[str, Any]:
        cells = self.cleaned_data
        return {
            "instructor": int(cells["instructor"]),
            "done_on": cells["done_on"],
            "duty": cells["duty"],
            "done": " ".join(cells["done"].split()),
        }


class CorrectionForm(WorkForm):
    way = forms.ChoiceField(label="怎样更正", widget=forms.RadioSelect, choices=WAYS, initial=MEND)
    field_order = ["way", "instructor", "done_on", "duty", "done"]


def _unit(request: HttpRequest, uuid: UUID) -> LoggedUnit:
    try:
        unit = unit_to_log(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    if not unit.writable:
        raise PermissionDenied
    return unit


def _tab(unit: UUID) -> str:
    return f"{reverse('organization', args=[unit])}?tab=work"


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_WORK_LOG)
def work_log_new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """记工作日志 of the organization ``uuid``."""
    unit, on = _unit(request, uuid), day_of(request)
    sent = instructors_posted_at(unit.key, on)
    first = {"done_on": on, "instructor": str(sent[0][0]) if len(sent) == 1 else ""}
    form = WorkForm(request.POST or None, sent, duty_words([key for key, _ in sent], on), initial=first)

    def write(act: Act) -> object:
        return write_work_logs(act, [WorkDone(unit=unit.key, **form.said)])

    sheet = Sheet(
        title=f"记工作日志：{unit.name}",
        lead="每做一项工作记一条",
        form=form,
        submit="记入",
        back=_tab(uuid),
        crumbs=crumbs_of(request, Link(unit.name, _tab(uuid)), Link("记工作日志", "")),
        notes=[] if sent else ["这个单位没有派驻过指导员，先派驻才能记工作日志。"],
    )
    return written(request, sheet, write, "已记入工作日志。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.CORRECT_WORK_LOG)
def work_log_correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """更正: by whoever wrote it, or by the committee; what was written first stays in the journal's past."""
    seen = work_logs_seen(uuid)
    card, on = card_of(request, uuid), day_of(request)
    if not card.correctable:
        raise PermissionDenied
    sent = instructors_posted_at(unit_to_log(actor_of(request), card.unit, on).key, on)
    held = {"instructor": str(card.instructor), "done_on": card.done_on, "duty": card.duty, "done": card.done}
    duties = duty_words([card.instructor], on)
    form = CorrectionForm(request.POST or None, sent, duties, initial={**held, "seen": seen, "way": MEND})

    def correct(act: Act) -> object:
        if form.cleaned_data["way"] == WITHDRAW:
            return correct_work_logs(act, [WorkCorrection(work_log=uuid, withdrawn=True, seen=form.seen)])
        return correct_work_logs(act, [WorkCorrection(work_log=uuid, seen=form.seen, **form.said)])

    address = reverse("work_log", args=[uuid])
    sheet = Sheet(
        title=f"更正工作日志：{card.unit_name}",
        lead="原来的写法留在办理记录里",
        form=form,
        submit="更正",
        back=address,
        crumbs=crumbs_of(request, Link(f"{card.unit_name} {day(card.done_on)}", address), Link("更正", "")),
    )
    return written(request, sheet, correct, "已更正。", lambda: _after(form, card.unit, address))


def _after(form: CorrectionForm, unit: UUID, address: str) -> str:
    """What was withdrawn has no page any more."""
    return _tab(unit) if form.cleaned_data["way"] == WITHDRAW else address

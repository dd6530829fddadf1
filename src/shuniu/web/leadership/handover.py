"""工作交接: begun, handed over thing by thing, returned or taken over, or said not to be taken over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuniu.commands.journal import Act
from shuniu.commands.leadership.handing import (
    HandedOver,
    TakenOver,
    begin_handover,
    end_untaken,
    hand_over,
    leave_untaken,
    return_handover,
    take_over,
)
from shuniu.kernel.text import fold
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.grants import Action
from shuniu.policy.leadership.handover import CHANGED_ON, HANDOVER, NOTE, NOTE_LENGTH, STATE
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.leadership import Handed, HandoverItem
from shuniu.queries.cases.card import CaseCard, case_card
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.acting import NOT_DONE, Doing, acted
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.screen import Asked, Door, screen_of
from shuniu.web.frame import actor_of, address_of, day_of, framed, with_day
from shuniu.web.leadership.board import board_of
from shuniu.web.leadership.writing import sheet_of
from shuniu.web.parts import Link, Notice
from shuniu.web.refusals import Refusal
from shuniu.web.rights import needs
from shuniu.web.writing import ActForm, Sheet, day_field, few_lines, only_today, unless_done, written

NEXT = "继任者还没有账号的，由上级党组织在“管理”中授予岗位；授予以前，没有办完的事项由上级党组织接着办。"
STAYS = "原书记在本党组织的岗位授权自这一天起结束，没有办完的事项由继任者接着办，不需要另外移交。"
SEEN_ABOVE = "没有接收的交接列在上级党组织的“别处超期未办”里，接收以后办结；不再交接的，由上级党组织写明原因。"


def _card(request: HttpRequest, uuid: UUID) -> CaseCard:
    try:
        return case_card(actor_of(request), HANDOVER, uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def said(name: str, value: Any) -> str:
    if not isinstance(value, dict) or not value.get(STATE):
        return "还没有移交"
    note = value.get(NOTE) or ""
    return Handed(value[STATE]).label + (f"：{note}" if note else "")


@require_GET
@needs(Action.READ_CASE)
def handover(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = _card(request, uuid)
    return _page(request, card, CaseForm(initial={"version": card.version}, procedure=HANDOVER), NOT_DONE)


def _page(request: HttpRequest, card: CaseCard, form: CaseForm, refusal: Refusal) -> HttpResponse:
    doors = {
        Verb.HAND_OVER: Door(address=reverse("handover_hand", args=[card.uuid]), link=True),
        Verb.TAKE_OVER: Door(address=reverse("handover_take", args=[card.uuid]), link=True),
        Verb.RETURN: Door(address=reverse("handover_return", args=[card.uuid])),
        Verb.LEAVE_UNTAKEN: Door(address=reverse("handover_untaken", args=[card.uuid]), link=True),
        Verb.WAIVE: Door(address=reverse("handover_end", args=[card.uuid]), link=True, label="不再交接"),
    }
    asked = Asked(
        procedure=HANDOVER,
        parts=[("交接的内容", [item.value for item in HandoverItem])],
        said=said,
        doors=doors,
    )
    notices = [Notice(f"书记自 {card.filed.get(CHANGED_ON, '')} 起变动。{STAYS}", more=NEXT)] if card.open else []
    screen = screen_of(
        request, card, asked, form, notices=notices, objections=refusal.objections, told=bool(refusal.objections)
    )
    name = card.party_organization[1] if card.party_organization else ""
    context = {
        "title": f"工作交接：{name}",
        "screen": screen,
        "crumbs": [Link("事项", with_day(request, address_of("cases"))), Link("工作交接", "")],
    }
    return framed(request, "cases/case.html.jinja", context, status=refusal.status)


@only_today
@require_POST
@needs(Action.FILE_CASE)
def handover_return(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """退回, with a remark on what is missing."""
    card = _card(request, uuid)
    form = CaseForm(request.POST, procedure=HANDOVER)

    def work(act: Act) -> None:
        return_handover(act, uuid, form.cleaned_data["version"], form.remarks)

    def again(kept: CaseForm, refusal: Refusal) -> HttpResponse:
        return _page(request, _card(request, uuid), kept, refusal)

    then = reverse("handover", args=[card.uuid])
    return acted(request, form, Doing(work=work, done="已退回，请补充移交。", then=then, again=again))


@only_today
@require_http_methods(["GET", "POST"])
def handover_begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begun by hand: the secretary was changed in the roll, or is about to go."""
    found = board_of(request, code)
    if not found.files or found.kind is None:
        raise PermissionDenied
    form = BeginForm(request.POST or None, initial={"changes_on": day_of(request)})

    begun: list[UUID] = []

    def begin(act: Act) -> None:
        begun.append(begin_handover(act, found.key, form.cleaned_data["changes_on"]))

    lead = "书记变动时，场地、人员、资源、印章材料逐项交接；登记新书记、结束书记任职的，交接自动开始"
    sheet = sheet_of(found, "工作交接", form, "开始交接", lead=lead)
    done = "工作交接已开始，请逐项移交。"
    return written(request, sheet, begin, done, lambda: reverse("handover", args=[begun[0]]))


class BeginForm(ActForm):
    changes_on = day_field(
        "书记自哪天起变动",
        help_text="这一天以前授予的书记岗位授权到这一天结束；这一天或者以后授予的是继任者的，不受影响。",
    )


class ReasonForm(CaseForm):
    reason = few_lines("原因", max_length=LONGEST_REASON, help_text="不写姓名和电话。")


class _ItemsForm(ActForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class HandForm(_ItemsForm):
    """Of each thing whether it is handed over, and what exactly."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for item in HandoverItem:
            self.fields[item.value] = forms.ChoiceField(
                label=item.label, widget=forms.RadioSelect, choices=Handed.choices(), required=False
            )
            self.fields[f"{item.value}_note"] = forms.CharField(
                label=f"{item.label}说明",
                max_length=NOTE_LENGTH,
                required=False,
                help_text="数量、存放地点等；不写姓名和电话。",
            )

    def pairs(self) -> list[tuple[Any, Any]]:
        """Each thing with the box beside it."""
        return [(self[item.value], self[f"{item.value}_note"]) for item in HandoverItem]

    @property
    def items(self) -> dict[str, dict[str, str]]:
        cells = self.cleaned_data
        return {
            item.value: {STATE: cells[item.value], NOTE: fold(cells[f"{item.value}_note"])} for item in HandoverItem
        }


class TakeForm(_ItemsForm):
    def __init__(self, *args: Any, handed: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label in handed.items():
            self.fields[name] = forms.BooleanField(label=label, required=False)

    @property
    def received(self) -> list[str]:
        return [item.value for item in HandoverItem if self.cleaned_data.get(item.value)]


def _sheet(card: CaseCard, act: str, form: forms.Form, lead: str, **more: Any) -> Sheet:
    back = reverse("handover", args=[card.uuid])
    name = card.party_organization[1] if card.party_organization else ""
    crumbs = [Link("事项", address_of("cases")), Link("工作交接", back), Link(act, "")]
    return Sheet(title=f"{act}：{name}", form=form, submit=act, back=back, crumbs=crumbs, lead=lead, **more)


def _to_do(request: HttpRequest, uuid: UUID, verb: Verb) -> CaseCard:
    card = _card(request, uuid)
    if verb not in card.verbs:
        unless_done(request, reverse("handover", args=[uuid]))
        raise PermissionDenied
    return card


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def handover_hand(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """移交."""
    card = _to_do(request, uuid, Verb.HAND_OVER)
    first: dict[str, Any] = {"version": card.version}
    for item in HandoverItem:
        kept = card.filed.get(item.value) or {}
        first |= {item.value: kept.get(STATE, ""), f"{item.value}_note": kept.get(NOTE, "")}
    form = HandForm(request.POST or None, initial=first)

    def hand(act: Act) -> None:
        hand_over(act, HandedOver(case=uuid, version=form.cleaned_data["version"], items=form.items))

    notes = [f"{HANDOVER.fields[name]}退回意见：{text}" for name, text in card.remarks.items()]
    lead = "逐项说明是否移交；没有的选“没有这一项”"
    sheet = _sheet(card, "移交", form, lead, notes=notes, template="leadership/hand.html.jinja")
    return written(request, sheet, hand, "已移交，由继任者接收。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def handover_take(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """接收."""
    card = _to_do(request, uuid, Verb.TAKE_OVER)
    told = {item.value: card.filed.get(item.value) or {} for item in HandoverItem}
    handed = {
        item.value: f"收到：{item.label}" for item in HandoverItem if told[item.value].get(STATE) == Handed.HANDED
    }
    form = TakeForm(request.POST or None, handed=handed, initial={"version": card.version})

    def take(act: Act) -> None:
        take_over(act, TakenOver(case=uuid, version=form.cleaned_data["version"], received=form.received))

    facts = [(item.label, said(item.value, told[item.value])) for item in HandoverItem]
    lead = "逐项确认；没有收到的，回到上一页写明意见退回，或者注明未接收"
    sheet = _sheet(card, "接收", form, lead, facts=facts)
    return written(request, sheet, take, "已接收，交接办结。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def handover_untaken(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """注明未接收, with the reason; it stays open."""
    card = _to_do(request, uuid, Verb.LEAVE_UNTAKEN)
    form = ReasonForm(request.POST or None, initial={"version": card.version})

    def leave(act: Act) -> None:
        leave_untaken(act, uuid, form.cleaned_data["version"], form.cleaned_data["reason"])

    sheet = _sheet(card, "注明未接收", form, SEEN_ABOVE)
    return written(request, sheet, leave, "已注明未接收，上级党组织可以看到。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def handover_end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """不再交接, by the level above."""
    card = _to_do(request, uuid, Verb.WAIVE)
    form = ReasonForm(request.POST or None, initial={"version": card.version})

    def end(act: Act) -> None:
        end_untaken(act, uuid, form.cleaned_data["version"], form.cleaned_data["reason"])

    why = next((one.reason for one in reversed(card.steps) if one.verb == Verb.LEAVE_UNTAKEN), "")
    sheet = _sheet(card, "不再交接", form, "交接没有完成就办结，由上级党组织写明原因", facts=[("没有接收的原因", why)])
    return written(request, sheet, end, "已写明不再交接，事项办结。", sheet.back)

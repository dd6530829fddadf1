"""组织关系核对: what others ask about members held here, and what this office has asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.members.requests import answer_request, withdraw_request
from shuniu.policy.grants import Action
from shuniu.policy.words import RequestState
from shuniu.queries.members.requests import (
    RequestToSettle,
    request_page,
    request_to_answer,
    request_to_withdraw,
)
from shuniu.queries.organizations.card import NotFound
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.journal.entries import newest_first
from shuniu.web.lists import Field, Filtering, Screen, listing
from shuniu.web.members.card import crumbs_of
from shuniu.web.members.forms import AnswerForm
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.wording import moment
from shuniu.web.writing import ActForm, Sheet, only_today, written

ASKED = "asked"
TITLE = "组织关系核对"


def _state(row: Mapping[str, Any]) -> Status:
    state = RequestState(row["state"])
    return Status(state.label, "soon" if state is RequestState.OPEN else "plain")


def _plain_state(row: Mapping[str, Any]) -> str:
    return RequestState(row["state"]).label


_NAME = Field(key="name", label="对方所填姓名", show=lambda row: row["name"])
_OWN_NAME = Field(key="name", label="所填姓名", show=lambda row: row["name"])
_MEMBER = Field(key="member", label="名册中的姓名", show=lambda row: row["member"] or None)
_NODE = Field(key="asked_for", label="转入的党组织", show=lambda row: row["asked_for"])
_AT = Field(key="at", label="提出时间", show=lambda row: moment(row["recorded__at"]))
_STATE = Field(key="state", label="办理情况", show=_state, plain=_plain_state)
_REASON = Field(key="reason", label="理由", show=lambda row: row["reason"])
_ANSWERED = Field(key="answered", label="答复时间", show=lambda row: moment(row["answered__at"]))
FIELDS = {
    "": (_NAME, _MEMBER, _NODE, _AT, _STATE, _ANSWERED, _REASON),
    ASKED: (_OWN_NAME, _NODE, _AT, _STATE, _ANSWERED, _REASON),
}


class RequestFiltering(Filtering):
    side = forms.ChoiceField(choices=[(ASKED, "我们问的")], widget=forms.HiddenInput)
    state = forms.ChoiceField(label="办理情况", choices=[("", "全部"), *RequestState.choices()])

    @property
    def chosen(self) -> dict[str, Any]:
        """The side is a tab, not a filter one takes off."""
        return {name: value for name, value in super().chosen.items() if name != "side"}

    @property
    def asked(self) -> bool:
        self.is_valid()
        return self.cleaned_data.get("side") == ASKED


@require_GET
@needs(Action.WRITE_MEMBER)
def member_requests(request: HttpRequest) -> HttpResponse:
    filters = RequestFiltering(request.GET)
    asked, state = filters.asked, str(filters.chosen.get("state", ""))
    found = request_page(actor_of(request), day_of(request), newest_first(request), asked=asked, state=state)
    address = reverse("member_requests")
    context = {
        "listing": listing(request, _screen(request, ASKED if asked else ""), found, filters),
        "views": [
            Link("问我们的", with_day(request, address), not asked),
            Link("我们问的", with_day(request, address, side=ASKED), asked),
        ],
        "crumbs": crumbs_of(request, Link(TITLE, "")),
    }
    return framed(request, "members/requests.html.jinja", context)


def _screen(request: HttpRequest, side: str) -> Screen:
    settles = "member_withdraw" if side else "member_answer"

    def address(row: Mapping[str, Any]) -> str:
        """An open one is settled; a settled one leads to the card where it is within reach."""
        if row["state"] == RequestState.OPEN and not writing_off(request):
            return reverse(settles, args=[row["uuid"]])
        return with_day(request, reverse("member", args=[row["member_uuid"]])) if row["member_uuid"] else ""

    return Screen(
        key=f"member_requests_{side or 'held'}",
        title=TITLE,
        unit="件",
        fields=FIELDS[side],
        ordered="at",
        newest=True,
        address=address,
        why_empty="没有核对请求。",
        what_next="登记的党员由其他党组织管理时，会自动发出核对请求；其他党组织问我们的也列在这里。",
    )


def _found(request: HttpRequest, uuid: UUID, *, answering: bool) -> RequestToSettle:
    """What is not this office's to settle and what is settled are the same 404."""
    look = request_to_answer if answering else request_to_withdraw
    try:
        return look(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def _sheet(request: HttpRequest, form: forms.Form, act: str, facts: list[tuple[str, Any]], lead: str) -> Sheet:
    back = reverse("member_requests")
    return Sheet(
        title=f"{act}{TITLE}",
        lead=lead,
        form=form,
        facts=facts,
        submit=act,
        back=back,
        crumbs=crumbs_of(request, Link(TITLE, back), Link(act, "")),
    )


@only_today
@require_http_methods(["GET", "POST"])
def member_answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """同意: the relation goes on at the asking Party organization. 不同意: with a reason, which that one reads."""
    found = _found(request, uuid, answering=True)
    form = AnswerForm(request.POST or None, initial={"since": day_of(request), "version": found.version})

    def answer(act: Act) -> None:
        cells = form.cleaned_data
        answer_request(act, uuid, cells["version"], grant=cells["answer"] == "1", reason=cells["reason"])

    card = Link(found.member or "该党员", reverse("member", args=[found.member_uuid]))
    facts: list[tuple[str, Any]] = [
        ("名册中的党员", card),
        ("对方所填姓名", found.name),
        ("提出的党组织", found.asked_for),
    ]
    lead = "同意的，组织关系从填写的日期起转入对方；不同意的，对方只看到理由"
    sheet = _sheet(request, form, "答复", facts, lead)
    return written(request, sheet, answer, "已答复。", sheet.back)


class WithdrawForm(ActForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


@only_today
@require_http_methods(["GET", "POST"])
def member_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """撤回: the asking office no longer wants an answer."""
    found = _found(request, uuid, answering=False)
    form = WithdrawForm(request.POST or None, initial={"version": found.version})

    def withdraw(act: Act) -> None:
        withdraw_request(act, uuid, form.cleaned_data["version"])

    facts: list[tuple[str, Any]] = [("所填姓名", found.name), ("转入的党组织", found.asked_for)]
    sheet = _sheet(request, form, "撤回", facts, "撤回后对方不再答复；以后可以重新登记")
    return written(request, sheet, withdraw, "已撤回。", f"{sheet.back}?side={ASKED}")

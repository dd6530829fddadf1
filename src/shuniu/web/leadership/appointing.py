"""班子任命: the case, its review, the reply after the meeting, the answer where it was refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuniu.commands.cases.turning_down import Answer
from shuniu.commands.journal import Act
from shuniu.commands.leadership.appointing import (
    accept_appointment,
    answer_appointment,
    reply_appointment,
    return_appointment,
)
from shuniu.commands.leadership.issuing import AppointmentReply
from shuniu.commands.leadership.proposing import drop_appointment, withdraw_appointment
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.policy.leadership.appointment import APPOINTMENT
from shuniu.policy.words.cases import CaseKind, CaseState, Verb
from shuniu.queries.cases.card import CaseCard, case_card
from shuniu.queries.leadership.appointing import named_members, named_unit, terms_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.choosing import choices_of
from shuniu.web.cases.acting import NOT_DONE, Doing, acted
from shuniu.web.cases.convening import agenda_address, meeting_address
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.numbering import NUMBER, NumberedForm, marks_for, number_fact, papers_of
from shuniu.web.cases.reconsidering import door_to_reconsider
from shuniu.web.cases.screen import Asked, Door, screen_of
from shuniu.web.cases.turning_down import ANSWERED, ANSWERED_LATER, answer_sheet, reasoned, said_of_decision
from shuniu.web.frame import actor_of, address_of, day_of, framed, with_day
from shuniu.web.leadership.board import FULL_TIME
from shuniu.web.parts import Link
from shuniu.web.refusals import Refusal
from shuniu.web.rights import needs
from shuniu.web.wording import word
from shuniu.web.writing import Sheet, day_field, only_today, unless_done, written

PARTS = (
    ("人选", ("posts", "whole", "source", "skipped_grounds")),
    ("来源所需", ("measure_document", "management_stated", "trained_on")),
    ("依据", ("secretary_unit", "grounds")),
)
OF_EACH = (("人选", ("posts", "whole")), ("依据", ("secretary_unit", "grounds")))
Parts = Sequence[tuple[str, Sequence[str]]]
NOT_NAMED = "名册不在本岗位管辖的党员"


def card_of(request: HttpRequest, uuid: UUID) -> CaseCard:
    try:
        return case_card(actor_of(request), APPOINTMENT, uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def _saying(request: HttpRequest, card: CaseCard) -> Callable[[str, Any], Any]:
    """How the value of a field reads; names only of those whose roll may be read."""
    people = {one["person"] for filed in (card.filed, card.before or {}) for one in filed.get("posts", ())}
    names = named_members(actor_of(request), people, day_of(request))
    node = card.party_organization[0] if card.party_organization else 0
    sources = terms_of(node, words.PartyOrganizationKind.JOINT_COMMITTEE, card.law_day).sources

    def said(name: str, value: Any) -> Any:
        if name == "posts":
            return "；".join(
                f"{names.get(one['person'], NOT_NAMED)}　{FULL_TIME[one.get('full_time')]}"
                f"{word(one['post'], words.PartyPost)}{_come_by(one, sources)}"
                for one in value or ()
            )
        if name == "secretary_unit":
            return named_unit(value or "", day_of(request))
        if name == "source":
            return sources.get(value, value)
        if name == "whole":
            return "整个班子" if value else "个别成员"
        return ("已核对" if value else "") if name == "management_stated" else value

    return said


def _parts(card: CaseCard) -> Parts:
    """Where the source was said of each, it stands with them, and nothing of what only a secretary's source asks."""
    of_each = any(one.get("source") for one in card.filed.get("posts", ()))
    return OF_EACH if of_each else PARTS


def _come_by(one: Mapping[str, Any], sources: Mapping[str, str]) -> str:
    """From where this one comes, where it was said of each."""
    source = one.get("source")
    return f"（{sources.get(source, source)}）" if source else ""


@require_GET
@needs(Action.READ_CASE)
def appointment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = card_of(request, uuid)
    return _page(request, card, CaseForm(initial={"version": card.version}, procedure=APPOINTMENT), NOT_DONE)


def _doors(card: CaseCard) -> dict[Verb, Door]:
    node = card.party_organization[0] if card.party_organization else 0
    code = choices_of([node], card.law_day)[node].code
    plain = (Verb.ACCEPT, Verb.RETURN, Verb.WITHDRAW, Verb.DROP)
    return {
        Verb.SUBMIT: Door(address=reverse("appointment_fill", args=[code]), link=True, label="修改并提交"),
        Verb.SCHEDULE: Door(address=agenda_address(card), link=True, label="列入党委会议程"),
        Verb.APPROVE: Door(address=meeting_address(card), link=True, label="登记会议决定"),
        Verb.REPLY: Door(address=reverse("appointment_reply", args=[card.uuid]), link=True, label="任命"),
        Verb.ANSWER: Door(address=reverse("appointment_answer", args=[card.uuid]), link=True),
        **{one: Door(address=reverse(f"appointment_{one.value}", args=[card.uuid])) for one in plain},
        Verb.RECONSIDER: door_to_reconsider(card),
    }


def _page(request: HttpRequest, card: CaseCard, form: CaseForm, refusal: Refusal) -> HttpResponse:
    asked = Asked(procedure=APPOINTMENT, parts=_parts(card), said=_saying(request, card), doors=_doors(card))
    screen = screen_of(
        request, card, asked, form, objections=refusal.objections, told=bool(refusal.objections), notices=reasoned(card)
    )
    name = card.party_organization[1] if card.party_organization else ""
    context = {
        "title": f"班子任命：{name}",
        "screen": screen,
        "crumbs": [Link("事项", with_day(request, address_of("cases"))), Link("班子任命", "")],
    }
    return framed(request, "cases/case.html.jinja", context, status=refusal.status)


def _act(request: HttpRequest, uuid: UUID, done: str, work: Callable[[Act, CaseForm], object]) -> HttpResponse:
    form = CaseForm(request.POST, procedure=APPOINTMENT)
    card = card_of(request, uuid)

    def again(kept: CaseForm, refusal: Refusal) -> HttpResponse:
        return _page(request, card_of(request, uuid), kept, refusal)

    then = reverse("appointment", args=[card.uuid])
    accepting = request.resolver_match is not None and request.resolver_match.url_name == "appointment_accept"
    doing = Doing(work=lambda act: work(act, form), done=done, then=then, again=again, accepting=accepting)
    return acted(request, form, doing)


def _plainly(request: HttpRequest, uuid: UUID, done: str, move: Callable[[Act, UUID, int], object]) -> HttpResponse:
    """An act that needs nothing but the case and the version of it that was shown."""
    return _act(request, uuid, done, lambda act, form: move(act, uuid, form.cleaned_data["version"]))


@only_today
@require_POST
@needs(Action.DECIDE_CASE)
def appointment_accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """初审通过."""

    return _plainly(request, uuid, "初审通过，等待上会研究。", accept_appointment)


@only_today
@require_POST
@needs(Action.DECIDE_CASE)
def appointment_return(request: HttpRequest, uuid: UUID) -> HttpResponse:
    def work(act: Act, form: CaseForm) -> None:
        return_appointment(act, uuid, form.cleaned_data["version"], form.remarks)

    return _act(request, uuid, "已退回，由提名的党组织修改。", work)


@only_today
@require_POST
@needs(Action.FILE_CASE)
def appointment_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _plainly(request, uuid, "已撤回，可以修改后再提交。", withdraw_appointment)


@only_today
@require_POST
@needs(Action.FILE_CASE)
def appointment_drop(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _plainly(request, uuid, "已终止。", drop_appointment)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def appointment_answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """答复: what was refused or put off goes back under a number, with its reasons."""
    card = card_of(request, uuid)
    if Verb.ANSWER not in card.verbs:
        unless_done(request, reverse("appointment", args=[uuid]))
        raise Http404
    back, name = reverse("appointment", args=[uuid]), card.party_organization[1] if card.party_organization else ""

    def sheet(title: str, form: CaseForm, submit: str, facts: Sequence[tuple[str, Any]]) -> Sheet:
        crumbs = [Link("事项", address_of("cases")), Link("班子任命", back), Link(title, "")]
        return Sheet(title=f"{title}：{name}", form=form, submit=submit, back=back, facts=facts, crumbs=crumbs)

    asked = card.origin is not None and card.origin != card.committee
    form, shown = (answer_sheet if asked else _closing)(request, card, APPOINTMENT.kind, sheet)
    done = "已记入事项，没有发文。" if not asked else ANSWERED_LATER if card.state is CaseState.TO_PUT_OFF else ANSWERED

    def work(act: Act) -> None:
        numbering = form.numbering if isinstance(form, NumberedForm) else {}
        answer_appointment(act, Answer(case=uuid, version=form.cleaned_data["version"], **numbering))

    return written(request, shown, work, done, back)


def _closing(
    request: HttpRequest, card: CaseCard, kind: CaseKind, sheet: Callable[..., Sheet]
) -> tuple[CaseForm, Sheet]:
    """Nobody asked: the committee takes note of what it decided on its own proposal, and nothing goes out."""
    form = CaseForm(request.POST or None, initial={"version": card.version})
    facts = [*said_of_decision(card), ("发文", "由本级自己提出，没有申请方，不发文；以会议纪要为准")]
    return form, sheet("登记结果", form, "登记", facts)


class ReplyForm(NumberedForm):
    effective_on = day_field("任职日期", help_text="任职、书记单位自这一天起登记。")


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def appointment_reply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """任命: the posts are written from the day, the secretary's unit with them."""
    card = card_of(request, uuid)
    if Verb.REPLY not in card.verbs or card.state is not CaseState.TO_REPLY:
        unless_done(request, reverse("appointment", args=[uuid]))
        raise PermissionDenied
    first = {"version": card.version, "effective_on": day_of(request)}
    marks = marks_for(request, card.committee)
    form = ReplyForm(request.POST or None, marks, papers_of(request, card, APPOINTMENT.kind), initial=first)

    def reply(act: Act) -> object:
        cells = form.cleaned_data
        row = AppointmentReply(
            case=uuid, version=cells["version"], effective_on=cells["effective_on"], **form.numbering
        )
        return reply_appointment(act, row)

    back, name = reverse("appointment", args=[uuid]), card.party_organization[1] if card.party_organization else ""
    said = _saying(request, card)
    facts = [(APPOINTMENT.fields[one], said(one, card.filed.get(one))) for one in ("posts", "whole", "secretary_unit")]
    sheet = Sheet(
        title=f"任命：{name}",
        form=form,
        submit="任命并发文",
        back=back,
        facts=[*facts, number_fact(marks)],
        template=NUMBER,
        crumbs=[Link("事项", address_of("cases")), Link("班子任命", back), Link("任命", "")],
        lead="书记变动的，工作交接随之开始",
    )
    return written(request, sheet, reply, "班子已任命，任职已登记。", back)

"""批复, 答复, what an outside body said, 终止: each on a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.cases.turning_down import Answer
from shuniu.commands.formation.filling import drop_formation
from shuniu.commands.formation.replying import Reply, answer_formation, reply_formation
from shuniu.commands.formation.reviewing import (
    Looked,
    defer_formation_outside,
    refuse_formation_outside,
    take_back_formation,
)
from shuniu.commands.journal import Act
from shuniu.kernel.text import fold
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.queries.cases.card import CaseCard
from shuniu.web.cases.citing import PuttingOffForm, ReasonsForm, citable_in
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.numbering import NUMBER, NumberedForm, marks_for, number_fact, papers_of
from shuniu.web.cases.turning_down import ANSWERED, answer_sheet
from shuniu.web.formation.looking import DropForm
from shuniu.web.formation.reading import found, title_of
from shuniu.web.frame import day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, day_field, few_lines, only_today, unless_done, written

_SINCE = "党组织自这一天起成立，覆盖也自这一天起算；任期自首次选举（或任命）的结果起算。"


class ReplyForm(NumberedForm):
    effective_on = day_field("成立日期", help_text=_SINCE)


class OutsideForm(CaseForm):
    """What the outside body has written: it stands in its register, not in this one."""

    effective_on = day_field("成立日期", help_text=_SINCE)
    number = forms.CharField(label="批复文号", max_length=60, help_text="照街道党委的批复写。")
    issued_on = day_field("批复的成文日期", required=False, help_text="照批复填写；不填的为今天。")


class TakeBackForm(CaseForm):
    reason = few_lines("撤回的原因", max_length=LONGEST_REASON, help_text="撤回后回到初审，由初审的工作人员看到。")


def _card(request: HttpRequest, uuid: UUID, verb: Verb) -> CaseCard:
    """What may not be done now has no page."""
    card = found(request, uuid)
    if verb not in card.verbs:
        unless_done(request, reverse("formation", args=[uuid]))
        raise Http404
    return card


def _sheet(card: CaseCard, title: str, form: CaseForm, submit: str, facts: Sequence[tuple[str, Any]] = ()) -> Sheet:
    back = reverse("formation", args=[card.uuid])
    return Sheet(
        title=title,
        form=form,
        submit=submit,
        back=back,
        lead=card.unit.name if card.unit else "",
        facts=[("编号", card.number or None), ("党组织名称", card.filed.get("name")), *facts],
        crumbs=[Link("事项", reverse("cases")), Link(title_of(card), back), Link(title, "")],
    )


def _done(request: HttpRequest, card: CaseCard, sheet: Sheet, work: Any, done: str) -> HttpResponse:
    return written(request, sheet, work, done, reverse("formation", args=[card.uuid]))


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def formation_reply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """批复: the Party organization stands from its day."""
    card = _card(request, uuid, Verb.REPLY)
    first = {"version": card.version, "effective_on": day_of(request)}
    if card.state is CaseState.OUTSIDE:
        return _outside_reply(request, card, OutsideForm(request.POST or None, initial=first))
    marks = marks_for(request, card.committee)
    form = ReplyForm(request.POST or None, marks, papers_of(request, card, FORMATION.kind), initial=first)
    sheet = replace(_sheet(card, "批复", form, "批复并发文", [number_fact(marks)]), template=NUMBER)

    def work(act: Act) -> None:
        cells = form.cleaned_data
        row = Reply(case=card.uuid, version=cells["version"], effective_on=cells["effective_on"], **form.numbering)
        reply_formation(act, row)

    return _done(request, card, sheet, work, "已批复，党组织已成立。批复已列入发文登记。")


def _outside_reply(request: HttpRequest, card: CaseCard, form: OutsideForm) -> HttpResponse:
    def work(act: Act) -> None:
        cells = form.cleaned_data
        row = Reply(
            case=card.uuid,
            version=cells["version"],
            effective_on=cells["effective_on"],
            number=fold(cells["number"]),
            issued_on=cells["issued_on"],
        )
        reply_formation(act, row)

    sheet = _sheet(card, "登记街道党委批复", form, "登记")
    return _done(request, card, sheet, work, "已登记批复，党组织已成立。")


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def formation_answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """答复: what was decided goes to the applicant under a number, with its reasons."""
    card = _card(request, uuid, Verb.ANSWER)
    form, sheet = answer_sheet(request, card, FORMATION.kind, lambda *asked: _sheet(card, *asked))

    def work(act: Act) -> None:
        answer_formation(act, Answer(case=card.uuid, version=form.cleaned_data["version"], **form.numbering))

    return _done(request, card, sheet, work, ANSWERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOutside:
    """What is done with an application while it lies with the outside body that approves its form. ``form`` asks for
    what is said of the case, ``work`` takes the case as it was looked at, and the form that was filled in."""

    verb: Verb
    title: str
    submit: str
    done: str
    form: Callable[[HttpRequest, CaseCard], CaseForm]
    work: Callable[[Act, Looked, Any], object]


def _reasons(kind: type[ReasonsForm]) -> Callable[[HttpRequest, CaseCard], CaseForm]:
    def form(request: HttpRequest, card: CaseCard) -> CaseForm:
        return kind(request.POST or None, citable_in(request, [card.uuid]), initial={"version": card.version})

    return form


REFUSED = AtOutside(
    verb=Verb.REFUSE,
    title="登记不同意",
    submit="登记",
    done="已登记，请答复申请方。",
    form=_reasons(ReasonsForm),
    work=lambda act, looked, form: refuse_formation_outside(act, looked, form.said),
)
DEFERRED = AtOutside(
    verb=Verb.DEFER,
    title="登记暂缓",
    submit="登记",
    done="已登记，请答复申请方；答复以后由申请方在期限以前办好再报。",
    form=_reasons(PuttingOffForm),
    work=lambda act, looked, form: defer_formation_outside(act, looked, form.said),
)
TAKEN_BACK = AtOutside(
    verb=Verb.WITHDRAW,
    title="从街道党委撤回",
    submit="撤回",
    done="已撤回，转入初审。",
    form=lambda request, card: TakeBackForm(request.POST or None, initial={"version": card.version}),
    work=lambda act, looked, form: take_back_formation(act, looked, form.cleaned_data["reason"]),
)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def formation_refuse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """不同意, as the outside body that approves this form has decided."""
    return _at_outside(request, uuid, REFUSED)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def formation_defer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """暂缓, as it has decided: with its reason, what is to be done, and until when."""
    return _at_outside(request, uuid, DEFERRED)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def formation_take_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """撤回 from the outside body, before it has answered."""
    return _at_outside(request, uuid, TAKEN_BACK)


def _at_outside(request: HttpRequest, uuid: UUID, one: AtOutside) -> HttpResponse:
    card = _card(request, uuid, one.verb)
    if card.state is not CaseState.OUTSIDE:
        unless_done(request, reverse("formation", args=[uuid]))
        raise Http404
    form = one.form(request, card)

    def work(act: Act) -> object:
        return one.work(act, Looked(case=card.uuid, version=form.cleaned_data["version"]), form)

    return _done(request, card, _sheet(card, one.title, form, one.submit), work, one.done)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def formation_drop(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """终止: it is given up; another may be begun."""
    card = _card(request, uuid, Verb.DROP)
    form = DropForm(request.POST or None, initial={"version": card.version})

    def work(act: Act) -> None:
        drop_formation(act, card.uuid, form.cleaned_data["version"], form.cleaned_data["reason"])

    return _done(request, card, _sheet(card, "终止申请", form, "终止"), work, "已终止，可以另行申请。")

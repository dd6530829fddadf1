"""Look an adjustment through, give the reply, answer a refusal, take it back or give it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuniu.commands.cases.turning_down import Answer
from shuniu.commands.formation.adjusting import (
    check_adjustment,
    drop_adjustment,
    return_adjustment,
    review_adjustment,
    withdraw_adjustment,
)
from shuniu.commands.formation.adjusting_reply import AdjustmentReply, answer_adjustment, reply_adjustment
from shuniu.commands.journal import Act
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.queries.cases.card import CaseCard
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.numbering import NUMBER, NumberedForm, marks_for, number_fact, papers_of
from shuniu.web.cases.turning_down import ANSWERED, answer_sheet
from shuniu.web.formation.adjusting_reading import form_of, found, page, title_of
from shuniu.web.formation.looking import (
    RETURNED,
    WITHDRAWN,
    Decide,
    DropForm,
    Shown,
    accepted_words,
    decided,
)
from shuniu.web.frame import day_of
from shuniu.web.parts import Link
from shuniu.web.refusals import Refusal
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, day_field, only_today, unless_done, written


@only_today
@require_POST
@needs(Action.REVIEW_CASE)
def adjustment_accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """通过: the material is complete, or the business department agrees."""
    of = found(request, uuid)
    accept = review_adjustment if of[0].state is CaseState.REVIEWING else check_adjustment
    return _decided(request, of, lambda act, one, form: accept(act, one), accepted_words(of[0]), accepting=True)


@only_today
@require_POST
@needs(Action.REVIEW_CASE)
def adjustment_return(request: HttpRequest, uuid: UUID) -> HttpResponse:
    of = found(request, uuid)
    return _decided(request, of, lambda act, one, form: return_adjustment(act, one, form.remarks), RETURNED)


@only_today
@require_POST
@needs(Action.FILE_CASE)
def adjustment_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    of = found(request, uuid)
    return _decided(request, of, lambda act, one, form: withdraw_adjustment(act, one.case, one.version), WITHDRAWN)


def _decided(
    request: HttpRequest, of: tuple[CaseCard, AdjustmentTopic], decide: Decide, done: str, *, accepting: bool = False
) -> HttpResponse:
    card, topic = of

    def anew(kept: Mapping[str, str], refusal: Refusal) -> HttpResponse:
        now, _ = found(request, card.uuid)
        return page(request, now, topic, form_of(request, now, **kept), refusal)

    shown = Shown(
        uuid=card.uuid,
        address=reverse("adjustment", args=[card.uuid]),
        page=lambda form, refusal: page(request, card, topic, form, refusal),
        anew=anew,
    )
    return decided(request, form_of(request, card, request.POST), shown, decide, done, accepting=accepting)


class ReplyForm(NumberedForm):
    effective_on = day_field("自哪一天起", help_text="从这一天起照批复登记，以前的照旧可查。")


def _asked(request: HttpRequest, uuid: UUID, verb: Verb) -> tuple[CaseCard, AdjustmentTopic]:
    """What may not be done now has no page."""
    card, topic = found(request, uuid)
    if verb not in card.verbs:
        unless_done(request, reverse("adjustment", args=[uuid]))
        raise Http404
    return card, topic


def _sheet(
    of: tuple[CaseCard, AdjustmentTopic], title: str, form: CaseForm, facts: Sequence[tuple[str, Any]] = ()
) -> Sheet:
    card, topic = of
    back = reverse("adjustment", args=[card.uuid])
    return Sheet(
        title=title,
        form=form,
        submit=title,
        back=back,
        lead=title_of(card, topic),
        facts=[("编号", card.number or None), *facts],
        crumbs=[Link("事项", reverse("cases")), Link(title_of(card, topic), back), Link(title, "")],
    )


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def adjustment_reply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """批复: what was agreed to is carried out from its day."""
    of = _asked(request, uuid, Verb.REPLY)
    marks = marks_for(request, of[0].committee)
    first = {"version": of[0].version, "effective_on": day_of(request)}
    form = ReplyForm(request.POST or None, marks, papers_of(request, of[0], ADJUSTMENT.kind), initial=first)

    def work(act: Act) -> None:
        cells = form.cleaned_data
        row = AdjustmentReply(case=uuid, version=cells["version"], effective_on=cells["effective_on"], **form.numbering)
        reply_adjustment(act, row)

    sheet = replace(_sheet(of, "批复", form, [number_fact(marks)]), submit="批复并发文", template=NUMBER)
    return written(request, sheet, work, "已批复，登记已按批复变更。批复已列入发文登记。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def adjustment_answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """答复: what was refused or put off goes back under a number, with its reasons."""
    of = _asked(request, uuid, Verb.ANSWER)

    def asked(title: str, form: CaseForm, submit: str, facts: Sequence[tuple[str, Any]]) -> Sheet:
        return replace(_sheet(of, title, form, facts), submit=submit)

    form, sheet = answer_sheet(request, of[0], ADJUSTMENT.kind, asked)

    def work(act: Act) -> None:
        answer_adjustment(act, Answer(case=uuid, version=form.cleaned_data["version"], **form.numbering))

    return written(request, sheet, work, ANSWERED, sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def adjustment_drop(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """终止: it is given up; another may be begun."""
    of = _asked(request, uuid, Verb.DROP)
    form = DropForm(request.POST or None, initial={"version": of[0].version})

    def work(act: Act) -> None:
        drop_adjustment(act, uuid, form.cleaned_data["version"], form.cleaned_data["reason"])

    sheet = _sheet(of, "终止", form)
    return written(request, sheet, work, "已终止，可以另行提出。", sheet.back)

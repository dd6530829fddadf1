"""Look an adjustment through, give the reply, answer a refusal, take it back or give it up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuniu.commands.formation.adjusting import (
    check_adjustment,
    drop_adjustment,
    return_adjustment,
    review_adjustment,
    withdraw_adjustment,
)
from shuniu.commands.formation.adjusting_reply import AdjustmentReply, answer_adjustment, reply_adjustment
from shuniu.commands.formation.reviewing import Looked
from shuniu.commands.journal import Act
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.queries.cases.card import CaseCard
from shuniu.web.cases.acting import Doing, acted, moved_meanwhile
from shuniu.web.cases.forms import CaseForm, remark_on
from shuniu.web.cases.numbering import NUMBER, NumberedForm, marks_for, number_fact, papers_of
from shuniu.web.formation.adjusting_reading import form_of, found, page, title_of
from shuniu.web.frame import day_of
from shuniu.web.parts import Link
from shuniu.web.refusals import Refusal
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, day_field, only_today, written

Decide = Callable[[Act, Looked, CaseForm], object]


@only_today
@require_POST
@needs(Action.REVIEW_CASE)
def adjustment_accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """通过: the material is complete, or the business department agrees."""
    card, topic = found(request, uuid)
    reviewing = card.state is CaseState.REVIEWING
    accept = review_adjustment if reviewing else check_adjustment
    done = "初审通过，待上会研究。" if reviewing else "材料审查通过，转入初审。"
    return _decided(request, (card, topic), lambda act, one, form: accept(act, one), done, accepting=True)


@only_today
@require_POST
@needs(Action.REVIEW_CASE)
def adjustment_return(request: HttpRequest, uuid: UUID) -> HttpResponse:
    done = "已退回，由申请方修改。"
    return _decided(
        request, found(request, uuid), lambda act, one, form: return_adjustment(act, one, form.remarks), done
    )


@only_today
@require_POST
@needs(Action.FILE_CASE)
def adjustment_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    done = "已撤回，可以继续修改。"
    return _decided(
        request,
        found(request, uuid),
        lambda act, one, form: withdraw_adjustment(act, one.case, one.version),
        done,
    )


def _decided(
    request: HttpRequest,
    of: tuple[CaseCard, AdjustmentTopic],
    decide: Decide,
    done: str,
    *,
    accepting: bool = False,
) -> HttpResponse:
    card, topic = of
    form = form_of(request, card, request.POST)

    def work(act: Act) -> object:
        return decide(act, Looked(case=card.uuid, version=form.cleaned_data["version"], seen=form.seen), form)

    def again(sent: CaseForm, refusal: Refusal) -> HttpResponse:
        if not moved_meanwhile(refusal):
            return page(request, card, topic, sent, refusal)
        now, _ = found(request, card.uuid)
        kept = {remark_on(name): text for name, text in sent.remarks.items()}
        return page(request, now, topic, form_of(request, now, **kept), refusal)

    then = reverse("adjustment", args=[card.uuid])
    return acted(request, form, Doing(work=work, done=done, then=then, again=again, accepting=accepting))


class ReplyForm(NumberedForm):
    effective_on = day_field("自哪一天起", help_text="从这一天起照批复登记，以前的照旧可查。")


class DropForm(CaseForm):
    reason = forms.CharField(
        label="终止的原因", max_length=LONGEST_REASON, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def _asked(request: HttpRequest, uuid: UUID, verb: Verb) -> tuple[CaseCard, AdjustmentTopic]:
    """What may not be done now has no page."""
    card, topic = found(request, uuid)
    if verb not in card.verbs:
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
    """答复: what was not agreed to goes back with its reason."""
    of = _asked(request, uuid, Verb.ANSWER)
    form = CaseForm(request.POST or None, initial={"version": of[0].version})
    said = next((one for one in reversed(of[0].steps) if one.reason), None)
    facts = [("原因", said.reason), ("下步努力方向", said.next_steps)] if said else []

    def work(act: Act) -> None:
        answer_adjustment(act, Looked(case=uuid, version=form.cleaned_data["version"]))

    sheet = _sheet(of, "答复", form, facts)
    return written(request, sheet, work, "已答复，下步努力方向已列为后续工作。", sheet.back)


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

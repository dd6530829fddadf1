"""后续工作: what is left to do after a decision, and the result with which it ends."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.cases.following import finish_follow_up
from shuniu.commands.journal import Act
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.following import CLAUSE, FOLLOW_UP, OF, TEXT
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind, FollowUpTopic, Verb
from shuniu.queries.cases.about import code_about, kind_and_topic
from shuniu.queries.cases.card import CaseCard, case_card
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.screen import Asked, Door, screen_of
from shuniu.web.cases.telling import page_of_kind
from shuniu.web.clauses import clause_words
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, few_lines, only_today, written


class FinishForm(CaseForm):
    reason = few_lines("办理结果", max_length=LONGEST_REASON, help_text="写明办了什么、结果如何。")


def _found(request: HttpRequest, uuid: UUID) -> CaseCard:
    try:
        return case_card(actor_of(request), FOLLOW_UP, uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def _title(request: HttpRequest, card: CaseCard) -> str:
    told = kind_and_topic(actor_of(request), card.uuid)
    return FollowUpTopic(told[1]).label if told is not None and told[1] else CaseKind.FOLLOW_UP.label


@require_GET
@needs(Action.READ_CASE)
def follow_up(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = _found(request, uuid)

    def said(name: str, value: Any) -> Any:
        if name == CLAUSE:
            return _clause(card)
        return _origin(request, str(value)) if name == OF and value else value or None

    finish = Door(address=reverse("follow_up_finish", args=[uuid]), link=True)
    told = [name for name in (TEXT, CLAUSE, OF) if card.filed.get(name)]
    asked = Asked(procedure=FOLLOW_UP, parts=[(CaseKind.FOLLOW_UP.label, told)], said=said, doors={Verb.FINISH: finish})
    title = _title(request, card)
    screen = screen_of(request, card, asked)
    context = {
        "title": title,
        "screen": replace(screen, facts=[*screen.facts, *_where_done(request, card)]),
        "crumbs": [Link("事项", with_day(request, reverse("cases"))), Link(title, "")],
    }
    return framed(request, "cases/case.html.jinja", context)


def _where_done(request: HttpRequest, card: CaseCard) -> list[tuple[str, Any]]:
    """What has a procedure of its own is done there, and ends this."""
    told = kind_and_topic(actor_of(request), card.uuid)
    code = code_about(card.key) if told is not None and told[1] == FollowUpTopic.FIRST_ELECTION else None
    if code is None or not card.open or writing_off(request):
        return []
    return [("怎样办", Link("办理首次选举", reverse("election_new", args=[code])))]


def _clause(card: CaseCard) -> str | None:
    return clause_words(str(card.filed[CLAUSE])) if card.filed.get(CLAUSE) else None


def _origin(request: HttpRequest, public: str) -> Link | None:
    """The case that it comes of, where it may be read."""
    told = kind_and_topic(actor_of(request), UUID(public))
    if told is None:
        return None
    page = page_of_kind(told[0], public)
    return Link(CaseKind(told[0]).label, with_day(request, page) if page else "")


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def follow_up_finish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """办结, with what came of it."""
    card = _found(request, uuid)
    if Verb.FINISH not in card.verbs:
        raise Http404
    form = FinishForm(request.POST or None, initial={"version": card.version})
    back = reverse("follow_up", args=[uuid])
    title = _title(request, card)

    def work(act: Act) -> None:
        finish_follow_up(act, uuid, form.cleaned_data["version"], form.cleaned_data["reason"])

    sheet = Sheet(
        title="办结",
        form=form,
        submit="办结",
        back=back,
        facts=[("要办的事", card.filed.get(TEXT)), ("依据", _clause(card))],
        crumbs=[Link("事项", reverse("cases")), Link(title, back), Link("办结", "")],
    )
    return written(request, sheet, work, "已办结。", back)

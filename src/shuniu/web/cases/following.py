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
from shuniu.policy.cases.following import CLAUSE, FOLLOW_UP, OF, PAID, PAID_ON, SHORT, TEXT, WHY_NOT
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind, FollowUpTopic, Verb
from shuniu.queries.cases.about import kind_and_topic
from shuniu.queries.cases.card import CaseCard, case_card
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.citing import clauses_said
from shuniu.web.cases.screen import Asked, Door, screen_of
from shuniu.web.cases.settling import fields_told, form_of, said_of, settled_facts
from shuniu.web.cases.telling import page_of_kind
from shuniu.web.cases.where_done import where_done
from shuniu.web.clauses import clause_words
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, only_today, unless_done, written


def _found(request: HttpRequest, uuid: UUID) -> CaseCard:
    try:
        return case_card(actor_of(request), FOLLOW_UP, uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def _topic(request: HttpRequest, card: CaseCard) -> str:
    told = kind_and_topic(actor_of(request), card.uuid)
    return told[1] if told is not None else ""


def _title(topic: str) -> str:
    return FollowUpTopic(topic).label if topic else CaseKind.FOLLOW_UP.label


@require_GET
@needs(Action.READ_CASE)
def follow_up(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = _found(request, uuid)
    topic = _topic(request, card)

    def said(name: str, value: Any) -> Any:
        if name == CLAUSE:
            return _clause(card)
        return _origin(request, str(value)) if name == OF and value else said_of(name, value)

    finish = Door(address=reverse("follow_up_finish", args=[uuid]), link=True)
    told = fields_told((TEXT, CLAUSE, OF, PAID, PAID_ON, SHORT, WHY_NOT), card)
    asked = Asked(procedure=FOLLOW_UP, parts=[(CaseKind.FOLLOW_UP.label, told)], said=said, doors={Verb.FINISH: finish})
    title = _title(topic)
    screen = screen_of(request, card, asked)
    where = where_done(request, topic, card)
    # Where it is done stands first; ended by hand it is only where it was done elsewhere.
    buttons = [*where, *(replace(one, red=one.red and not where) for one in screen.buttons)]
    context = {
        "title": title,
        "screen": replace(screen, facts=[*screen.facts, *settled_facts(request, topic, card)], buttons=buttons),
        "crumbs": [Link("事项", with_day(request, reverse("cases"))), Link(title, "")],
    }
    return framed(request, "cases/case.html.jinja", context)


def _clause(card: CaseCard) -> str | None:
    """One rule that asks for it, or those by which something was refused."""
    held = card.filed.get(CLAUSE) or None
    return clauses_said(held) if isinstance(held, list) else held and clause_words(str(held))


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
        unless_done(request, reverse("follow_up", args=[uuid]))
        raise Http404
    topic = _topic(request, card)
    form = form_of(topic)(request.POST or None, initial={"version": card.version})
    back = reverse("follow_up", args=[uuid])
    title = _title(topic)

    def work(act: Act) -> None:
        finish_follow_up(act, form.finishing(uuid))

    sheet = Sheet(
        title="办结",
        form=form,
        submit="办结",
        back=back,
        facts=[
            ("要办的事", card.filed.get(TEXT)),
            ("依据", _clause(card)),
            *settled_facts(request, topic, card),
        ],
        crumbs=[Link("事项", reverse("cases")), Link(title, back), Link("办结", "")],
    )
    return written(request, sheet, work, "已办结。", back)

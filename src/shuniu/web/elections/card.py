"""One election, or one postponement, on the shared screen of a case; its plain verbs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuniu.commands.elections.moving import PLAIN as MOVES
from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.elections.postponing import PLAIN as DECIDED
from shuniu.commands.elections.postponing import PostponementMoved, move_postponement
from shuniu.commands.journal import Act
from shuniu.kernel.decision import Clause, Objection
from shuniu.policy.elections.steps import FIRST, POSTPONEMENT, returned_upon
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.elections.card import ElectionCard, RoundLine, election_card
from shuniu.queries.elections.filing import postponement_card
from shuniu.queries.elections.letters import letters_in
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.acting import MEANWHILE, NOT_DONE, Doing, acted, moved_meanwhile
from shuniu.web.cases.archiving import told_of_archive
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.screen import screen_of
from shuniu.web.cases.turning_down import reasoned
from shuniu.web.elections.conducting import conduct_said, minutes_links
from shuniu.web.elections.papers import archived_of
from shuniu.web.elections.recording import APPROVED, doors_to_tell
from shuniu.web.elections.telling import (
    OUTCOMES,
    called_of,
    crumbs,
    election_asked,
    orders_told,
    post_of,
    postponement_asked,
    told_by_stages,
    with_letters,
)
from shuniu.web.frame import actor_of, day_of, framed
from shuniu.web.parts import Link, Notice
from shuniu.web.refusals import Refusal
from shuniu.web.rights import needs
from shuniu.web.writing import only_today


def election_to_show(request: HttpRequest, uuid: UUID) -> ElectionCard:
    try:
        return election_card(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


@require_GET
@needs(Action.READ_CASE)
def election(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = election_to_show(request, uuid)
    return _page(request, found, _form(found.case), NOT_DONE)


def _form(card: CaseCard, given: Any = None) -> CaseForm:
    assert isinstance(card.state, CaseState)
    reviews = returned_upon(card.state) if Verb.RETURN in card.verbs else None
    return CaseForm(given, initial={"version": card.version}, procedure=reviews)


@only_today
@require_POST
@needs(Action.READ_CASE)
def election_move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """退回, 候选人审查通过, 撤回, 终止: what takes no page of its own."""
    found = election_to_show(request, uuid)
    verb = _verb(request, {*MOVES, Verb.DROP} - {Verb.APPROVE, Verb.ARCHIVE})
    form = _form(found.case, request.POST)

    def work(act: Act) -> None:
        remarks = form.remarks if verb is Verb.RETURN else {}
        move_election(act, Moved(case=uuid, version=form.cleaned_data["version"], verb=verb, remarks=remarks))

    doing = Doing(
        work=work,
        done=f"已{verb.label}。",
        then=reverse("election", args=[uuid]),
        again=lambda tried, refusal: _page(request, election_to_show(request, uuid), tried, refusal),
        accepting=verb is Verb.ACCEPT,
    )
    return acted(request, form, doing)


def _verb(request: HttpRequest, known: Any) -> Verb:
    try:
        verb = Verb(request.GET.get("verb", ""))
    except ValueError as problem:
        raise Http404 from problem
    if verb not in known:
        raise Http404
    return verb


def _page(request: HttpRequest, found: ElectionCard, form: CaseForm, refusal: Refusal) -> HttpResponse:
    meanwhile = moved_meanwhile(refusal)
    shown = _form(found.case) if meanwhile else form
    notices = [Notice(MEANWHILE, "urgent")] if meanwhile else []
    screen = screen_of(
        request,
        found.case,
        election_asked(found.case, found.code, found.topic, found.sources),
        shown,
        objections=refusal.objections,
        told=bool(refusal.objections),
        notices=notices,
        findings=[ToWeigh(one) for one in found.weighed],
    )
    body = found.case.party_organization
    screen = told_by_stages(with_letters(screen, letters_in(found.case.key)))
    archived = archived_of(request, found) if found.case.state in APPROVED else None
    screen = replace(screen, facts=[*screen.facts, *doors_to_tell(request, found)])
    minutes = minutes_links(request, found)
    context = {
        "title": f"{election_title(found)}：{body[1] if body else ''}",
        "screen": screen,
        "crumbs": crumbs(request, Link(body[1] if body else "", "")),
        "candidates": [
            {
                "name": one.name,
                "post": post_of(one.post),
                "outcome": OUTCOMES[one.outcome],
                "division": post_of(one.division) if one.division else None,
                "written_in": one.written_in,
            }
            for one in found.candidates
        ],
        "orders": orders_told(request, found),
        "archive": None if archived is None else told_of_archive(archived),
        "rounds": [
            {
                "line": one,
                "post": post_of(one.post),
                "excluded": _left_out(one),
                "conduct": conduct_said(one),
                "minutes": minutes.get(one.number, ""),
            }
            for one in found.rounds
        ],
    }
    return framed(request, "elections/card.html.jinja", context, status=refusal.status)


@dataclass(frozen=True, slots=True)
class ToWeigh:
    """As the shared screen says what bars nothing."""

    objection: Objection

    @property
    def clause(self) -> Clause:
        return self.objection.clause

    @property
    def sentence(self) -> str:
        one = self.objection
        return f"书记候选人：{one.missing.rstrip('。')}；{one.fact}，{one.remedy}"


def election_title(found: ElectionCard) -> str:
    called = called_of(found.topic, first=bool(found.case.filed.get(FIRST)))
    return "换届选举" if called == "换届" else called


def _left_out(one: RoundLine) -> str:
    return f"{sum(one.excluded.values())} 名" if one.excluded else ""


def postponement_to_show(request: HttpRequest, uuid: UUID) -> tuple[CaseCard, str]:
    try:
        return postponement_card(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


@require_GET
@needs(Action.READ_CASE)
def postponement(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card, code = postponement_to_show(request, uuid)
    return _postponed(request, card, code, _reviewing(card), NOT_DONE)


def _reviewing(card: CaseCard, given: Any = None) -> CaseForm:
    reviews = POSTPONEMENT if Verb.RETURN in card.verbs else None
    return CaseForm(given, initial={"version": card.version}, procedure=reviews)


def _postponed(request: HttpRequest, card: CaseCard, code: str, form: CaseForm, refusal: Refusal) -> HttpResponse:
    meanwhile = moved_meanwhile(refusal)
    screen = screen_of(
        request,
        card,
        postponement_asked(card, code),
        _reviewing(card) if meanwhile else form,
        objections=refusal.objections,
        told=bool(refusal.objections),
        notices=[Notice(MEANWHILE, "urgent")] if meanwhile else reasoned(card),
    )
    screen = with_letters(screen, letters_in(card.key))
    name = card.party_organization[1] if card.party_organization else ""
    context = {"title": f"延期换届：{name}", "screen": screen, "crumbs": crumbs(request, Link(name, ""))}
    return framed(request, "cases/case.html.jinja", context, status=refusal.status)


@only_today
@require_POST
@needs(Action.READ_CASE)
def postponement_move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card, _ = postponement_to_show(request, uuid)
    verb = _verb(request, set(DECIDED) - {Verb.REFUSE, Verb.APPROVE})
    form = _reviewing(card, request.POST)

    def again(tried: CaseForm, refusal: Refusal) -> HttpResponse:
        now, code = postponement_to_show(request, uuid)
        return _postponed(request, now, code, tried, refusal)

    doing = Doing(
        work=lambda act: move_postponement(act, _postponement_moved(uuid, verb, form)),
        done=f"已{verb.label}。",
        then=reverse("postponement", args=[uuid]),
        again=again,
    )
    return acted(request, form, doing)


def _postponement_moved(uuid: UUID, verb: Verb, form: CaseForm) -> PostponementMoved:
    remarks = form.remarks if verb is Verb.RETURN else {}
    return PostponementMoved(case=uuid, version=form.cleaned_data["version"], verb=verb, remarks=remarks)

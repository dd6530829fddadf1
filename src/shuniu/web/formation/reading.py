"""One application as it stands: what is filled in, what the law says of it today, what may be done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.commands.formation.asking import Applied, ask_formation
from shuniu.policy.formation.applying import Checked
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState, Consent, Verb
from shuniu.policy.words.word import Word
from shuniu.queries.cases.card import CaseCard, case_card
from shuniu.queries.formation.applying import registrations_behind
from shuniu.queries.formation.joining import Joiner, joiners_of
from shuniu.queries.formation.reading import told_of
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.acting import NOT_DONE, moved_meanwhile
from shuniu.web.cases.archiving import told_of_archive
from shuniu.web.cases.convening import agenda_address, meeting_address
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.reconsidering import door_to_reconsider
from shuniu.web.cases.screen import Asked, Door
from shuniu.web.cases.turning_down import TURNED_DOWN, reasoned
from shuniu.web.formation.looking import Told, checked_today, meanwhile, screen_with
from shuniu.web.formation.papers import formation_archived
from shuniu.web.formation.wording import PARTS, said_by
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.parts import Link, Notice, Status
from shuniu.web.refusals import Refusal
from shuniu.web.rights import needs

# While it waits for one of these, whoever looks through it sees what the law says of it today.
LOOKED_THROUGH = frozenset({CaseState.CHECKING, CaseState.REVIEWING, CaseState.TO_MEET})


def found(request: HttpRequest, uuid: UUID) -> CaseCard:
    try:
        return case_card(actor_of(request), FORMATION, uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def form_of(card: CaseCard, given: Any = None, **kept: Any) -> CaseForm:
    units = [one.key for one in (card.unit, *card.others) if one is not None]
    first = {"version": card.version, "seen": registrations_behind(units), **kept}
    return CaseForm(given, initial=first, procedure=FORMATION)


@require_GET
@needs(Action.READ_CASE)
def formation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = found(request, uuid)
    return page(request, card, form_of(card), NOT_DONE)


def page(request: HttpRequest, card: CaseCard, form: CaseForm, refusal: Refusal) -> HttpResponse:
    on = day_of(request)
    told = told_of(actor_of(request), card.committee[0] if card.committee else None, (on, card.law_day),
                   [card.filed, card.before or {}])  # fmt: skip
    asked = Asked(procedure=FORMATION, parts=_parts(card), said=said_by(told), doors=_doors(card))
    told_now = Told(
        refusal=refusal,
        checked=None if refusal.objections else _checked(request, card),
        notices=_notices(card, refusal),
    )
    screen = screen_with(request, card, asked, form, told_now)
    archived = formation_archived(request, card)
    context = {
        "title": title_of(card),
        "screen": screen,
        "joiners": _joiners(request, card),
        "archive": None if archived is None else told_of_archive(archived),
        "crumbs": [Link("事项", with_day(request, reverse("cases"))), Link(title_of(card), "")],
    }
    return framed(request, "formation/case.html.jinja", context, status=refusal.status)


def _joiners(request: HttpRequest, card: CaseCard) -> list[tuple[Joiner, Status, str]]:
    """What each organization named has said, and where this actor answers for one."""
    found = joiners_of(actor_of(request), card.key, day_of(request)) if card.others and card.origin is None else []

    def address(one: Joiner) -> str:
        asked = one.asked and not writing_off(request)
        return reverse("formation_consent", args=[card.uuid, one.uuid]) if asked else ""

    return [(one, _answered(one), address(one)) for one in found]


def _answered(one: Joiner) -> Status:
    if one.answer is None:
        return Status("还没有表示", "soon")
    agreed = one.answer is Consent.AGREED
    return Status(one.answer.label + ("（代为确认）" if one.on_behalf else ""), "done" if agreed else "urgent")


def title_of(card: CaseCard) -> str:
    return f"组建党组织：{card.unit.name if card.unit else card.number}"


def _parts(card: CaseCard) -> list[tuple[str, list[str]]]:
    """Fields that are filled in, were, or bear a remark; a branch without a task needs no empty lines for it."""

    def speaks(name: str) -> bool:
        return name in _ALWAYS or bool(card.filed.get(name)) or card.changed(name) or name in card.remarks

    shown = [(title, [name for name in names if speaks(name)]) for title, names in PARTS]
    return [(title, names) for title, names in shown if names]


_ALWAYS = frozenset({"name", "kind", "parent", "mode", "full_members", "relations_in", "secretary_source", "grounds"})


def _doors(card: CaseCard) -> dict[Verb, Door]:
    """Where each act on it is done, in the order of the bar."""

    def at(name: str, *, link: bool = False, label: str = "") -> Door:
        return Door(address=reverse(name, args=[card.uuid]), link=link, label=label)

    fill = reverse("formation_fill", args=[card.unit.uuid]) if card.unit else ""
    outside = card.state is CaseState.OUTSIDE
    return {
        Verb.SUBMIT: Door(address=fill, link=True, label="修改" if card.unlocked is not None else "继续填写"),
        Verb.ACCEPT: at("formation_accept"),
        Verb.SCHEDULE: Door(address=agenda_address(card), link=True, label="列入党委会议程"),
        Verb.APPROVE: Door(address=meeting_address(card), link=True, label="登记会议决定"),
        Verb.REPLY: at("formation_reply", link=True, label="登记街道党委批复" if outside else ""),
        **(_of_outside(at) if outside else {}),
        Verb.RETURN: at("formation_return"),
        Verb.ANSWER: at("formation_answer", link=True),
        Verb.RECONSIDER: door_to_reconsider(card),
        Verb.WITHDRAW: at("formation_take_back", link=True, label="从街道党委撤回")
        if outside
        else at("formation_withdraw"),
        Verb.DROP: at("formation_drop", link=True),
    }


def _of_outside(at: Callable[..., Door]) -> dict[Verb, Door]:
    """What else the outside body may have said."""
    return {
        Verb.REFUSE: at("formation_refuse", link=True, label="登记不同意"),
        Verb.DEFER: at("formation_defer", link=True, label="登记暂缓"),
    }


def _checked(request: HttpRequest, card: CaseCard) -> Checked | None:
    if card.unit is None:
        return None
    row = Applied(unit=card.unit.key, filed=card.filed, version=card.version)
    return checked_today(request, card, LOOKED_THROUGH, lambda act: ask_formation(act, row))


def _notices(card: CaseCard, refusal: Refusal) -> list[Notice]:
    """What came of it, first of all to whoever applied."""
    if moved_meanwhile(refusal):
        return meanwhile(refusal)
    if card.state is CaseState.DONE and card.party_organization is not None:
        return [Notice(f"已批复成立：{card.party_organization[1]}。", "done")]
    if card.state in _AGAIN and card.steps[-1].reason:
        return [Notice(f"{_AGAIN[card.state]}：{card.steps[-1].reason}", "soon")]
    return reasoned(card, _REASONED)


# Back where it was before, by an act that says why.
_AGAIN: Mapping[Word, str] = {
    CaseState.REVIEWING: "已从街道党委撤回",
    CaseState.OUTSIDE: "重新登记街道党委的意见",
}
_REASONED: Mapping[Word, str] = {**TURNED_DOWN, CaseState.REFUSED: "不同意组建"}

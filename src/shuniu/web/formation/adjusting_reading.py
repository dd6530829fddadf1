"""One adjustment as it stands: what is filled in, what the law says of it today, what may be done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.commands.formation.adjusting_law import Adjusting, ask_adjustment
from shuniu.policy import words
from shuniu.policy.formation.adjusting import ends
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT, fields_of
from shuniu.policy.formation.applying import Checked
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic, Transition
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.queries.cases.card import CaseCard, case_card
from shuniu.queries.cases.ending import work_of_nodes
from shuniu.queries.formation.adjusting import AdjustedNames, names_filed, topic_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.choosing import codes_to_read
from shuniu.queries.seen import namings_seen
from shuniu.web.cases.acting import NOT_DONE, moved_meanwhile
from shuniu.web.cases.archiving import told_of_archive
from shuniu.web.cases.convening import agenda_address, meeting_address
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.open_work import WorkTable, work_before
from shuniu.web.cases.reconsidering import door_to_reconsider
from shuniu.web.cases.screen import Asked, Door
from shuniu.web.cases.turning_down import reasoned
from shuniu.web.formation.looking import Told, checked_today, meanwhile, screen_with
from shuniu.web.formation.papers import adjustment_archived
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import Link, Notice
from shuniu.web.refusals import Refusal
from shuniu.web.rights import needs
from shuniu.web.wording import word

# While it waits for one of these, whoever looks through it sees what the law says of it today.
LOOKED_THROUGH = frozenset({CaseState.CHECKING, CaseState.REVIEWING, CaseState.TO_MEET, CaseState.TO_REPLY})


def found(request: HttpRequest, uuid: UUID) -> tuple[CaseCard, AdjustmentTopic]:
    actor = actor_of(request)
    try:
        return case_card(actor, ADJUSTMENT, uuid, day_of(request)), topic_of(actor, uuid)
    except NotFound as problem:
        raise Http404 from problem


def code_of(request: HttpRequest, card: CaseCard) -> str:
    """Of the Party organization it is about, empty where its card may not be opened."""
    key = card.party_organization[0] if card.party_organization else None
    return codes_to_read(actor_of(request), [key]).get(key or 0, "")


def form_of(request: HttpRequest, card: CaseCard, given: Any = None, **kept: Any) -> CaseForm:
    first = {"version": card.version, **kept}
    code = code_of(request, card)
    if code:
        first["seen"] = namings_seen(code)
    return CaseForm(given, initial=first, procedure=ADJUSTMENT)


@require_GET
@needs(Action.READ_CASE)
def adjustment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card, topic = found(request, uuid)
    return page(request, card, topic, form_of(request, card), NOT_DONE)


def page(
    request: HttpRequest, card: CaseCard, topic: AdjustmentTopic, form: CaseForm, refusal: Refusal
) -> HttpResponse:
    names = names_filed(actor_of(request), [card.filed, card.before or {}], day_of(request))
    asked = Asked(
        procedure=ADJUSTMENT,
        parts=[(topic.label, fields_of(topic))],
        said=said_by(names),
        doors=_doors(request, card, topic),
    )
    told = Told(
        refusal=refusal,
        checked=None if refusal.objections else _checked(request, card, topic),
        notices=_notices(card, refusal),
    )
    screen = screen_with(request, card, asked, form, told)
    title = title_of(card, topic)
    archived = adjustment_archived(request, card, topic)
    context = {
        "title": title,
        "screen": screen,
        "crumbs": [Link("事项", with_day(request, reverse("cases"))), Link(title, "")],
        "work": _open_work(request, card, topic),
        "archive": None if archived is None else told_of_archive(archived),
    }
    return framed(request, "formation/adjustment.html.jinja", context, status=refusal.status)


def _open_work(request: HttpRequest, card: CaseCard, topic: AdjustmentTopic) -> WorkTable | None:
    """What would end with it, while that is not decided; afterwards the line of the journal says it."""
    if not card.open or card.party_organization is None or not ends(topic, card.filed):
        return None
    key, merged = card.party_organization[0], topic is AdjustmentTopic.MERGE
    work = work_of_nodes(actor_of(request), [key], day_of(request), merged=merged, leaving=card.key)
    return work_before(request, work, "批复")


def title_of(card: CaseCard, topic: AdjustmentTopic) -> str:
    return f"{topic.label}：{card.party_organization[1] if card.party_organization else card.number}"


def said_by(names: AdjustedNames) -> Callable[[str, Any], Any]:
    """A function that says the value of a field in words; members are named only to whoever may read them."""

    def part(one: Mapping[str, Any]) -> str:
        units = "、".join(names.units.get(key, "") for key in one.get("units") or ())
        publics = one.get("members") or ()
        told = "、".join(names.members[public] for public in publics if public in names.members)
        members = f"编入党员 {len(publics)} 名" + (f"（{told}）" if told else "") if publics else ""
        kind = word(one.get("kind"), words.PartyOrganizationKind)
        return "，".join(text for text in (f"{one.get('name')}（{kind}）", units and f"划入{units}", members) if text)

    told: Mapping[str, Callable[[Any], Any]] = {
        **dict.fromkeys(("into", "parent", "receiver"), names.nodes.get),
        "units": lambda value: "、".join(names.units.get(key, "") for key in value),
        "parts": lambda value: "；".join(part(one) for one in value),
        "kind": lambda value: word(value, words.PartyOrganizationKind),
        "transition": lambda value: word(value, Transition),
    }

    def said(name: str, value: Any) -> Any:
        if value in (None, "", [], {}, False):
            return None
        return told[name](value) if name in told else "是" if value is True else value

    return said


def _doors(request: HttpRequest, card: CaseCard, topic: AdjustmentTopic) -> dict[Verb, Door]:
    """Where each act on it is done, in the order of the bar."""

    def at(name: str, *, link: bool = False) -> Door:
        return Door(address=reverse(name, args=[card.uuid]), link=link)

    code = code_of(request, card)
    fill = reverse("adjustment_fill", args=[code, topic.value]) if code else ""
    return {
        Verb.SUBMIT: Door(address=fill, link=True, label="修改" if card.unlocked is not None else "继续填写"),
        Verb.ACCEPT: at("adjustment_accept"),
        Verb.SCHEDULE: Door(address=agenda_address(card), link=True, label="列入党委会议程"),
        Verb.APPROVE: Door(address=meeting_address(card), link=True, label="登记会议决定"),
        Verb.RETURN: at("adjustment_return"),
        Verb.REPLY: at("adjustment_reply", link=True),
        Verb.ANSWER: at("adjustment_answer", link=True),
        Verb.RECONSIDER: door_to_reconsider(card),
        Verb.WITHDRAW: at("adjustment_withdraw"),
        Verb.DROP: at("adjustment_drop", link=True),
    }


def _checked(request: HttpRequest, card: CaseCard, topic: AdjustmentTopic) -> Checked | None:
    if card.party_organization is None:
        return None
    row = Adjusting(party_organization=card.party_organization[0], topic=topic, filed=card.filed, version=card.version)
    return checked_today(request, card, LOOKED_THROUGH, lambda act: ask_adjustment(act, row))


def _notices(card: CaseCard, refusal: Refusal) -> list[Notice]:
    if moved_meanwhile(refusal):
        return meanwhile(refusal)
    if card.state is CaseState.DONE:
        return [Notice("已批复，并已按批复办理登记。", "done")]
    return reasoned(card)

"""The card of one instructor: in which pool, sent where, since when; and the telephone, shown once for a purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuniu.policy.grants import Action
from shuniu.policy.words import InstructorSource
from shuniu.queries.accounts import granted
from shuniu.queries.instructors.forming import Formable, formable
from shuniu.queries.instructors.pool import InstructorCard, Sent, instructor_card
from shuniu.queries.instructors.training import trainings_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.choosing import choices_of, codes_to_read
from shuniu.web.dated import dated_facts
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.instructors.views import crumbs_of
from shuniu.web.organizations.contacts import told_once
from shuniu.web.parts import Link, Status
from shuniu.web.wording import day, word
from shuniu.web.writing import only_today


def card_of(request: HttpRequest, uuid: UUID) -> InstructorCard:
    """The card as of the day of the page; what does not exist and what is not to be seen are the same 404."""
    try:
        return instructor_card(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def writable(request: HttpRequest, uuid: UUID) -> InstructorCard:
    """403 for whoever does not keep the pool, and for an instructor outside of every pool."""
    card = card_of(request, uuid)
    if not card.writable or writing_off(request):
        raise PermissionDenied
    return card


def name_of(card: InstructorCard) -> str:
    return card.name or card.code


@require_GET
def instructor(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card, actor, on = card_of(request, uuid), actor_of(request), day_of(request)
    reads = not writing_off(request) and card.contact is not None
    context = {
        "card": card,
        "name": name_of(card),
        "states": _states(card),
        "crumbs": crumbs_of(request, Link(name_of(card), "")),
        "facts": _facts(request, card),
        "postings": _postings(request, card),
        "trainings": [
            (Link(one["name"], with_day(request, reverse("instructor_training", args=[one["course__uuid"]]))), one)
            for one in trainings_of(actor, card.key, on)
        ],
        "acts": _acts(card) if card.writable and not writing_off(request) else [],
        "timeline": dated_facts(actor, card.facts, on),
        "contact_address": reverse("instructor_contact", args=[uuid]) if reads else "",
    }
    return framed(request, "instructors/card.html.jinja", context)


def _states(card: InstructorCard) -> list[Status]:
    if card.pool is None:
        return [Status("这一天不在人才库", "muted")]
    if card.postings:
        return [Status(f"派驻 {len(card.postings)} 家")]
    return [Status("可派驻" if card.pool["available"] else "不可派驻", "plain" if card.pool["available"] else "muted")]


def _facts(request: HttpRequest, card: InstructorCard) -> list[tuple[str, Any]]:
    if card.pool is None:
        return []
    node, on = card.pool["party_organization_id"], day_of(request)
    codes = codes_to_read(actor_of(request), [node])
    named = choices_of([node], on)[node].name
    address = with_day(request, reverse("party_organization", args=[codes[node]])) if node in codes else ""
    return [
        ("所在人才库", Link(named, address)),
        ("来源", word(card.pool["source"], InstructorSource)),
        ("专兼职", "专职" if card.pool["full_time"] else "兼职"),
        ("可派驻", card.pool["available"]),
        ("原单位", card.pool["home_unit"]),
        ("推荐单位", card.pool["recommended_by"]),
        ("选派", _selection(card.pool)),
        ("编号", card.code),
    ]


def _selection(pool: Mapping[str, Any]) -> str:
    """Day and number of the decision by which somebody was selected."""
    on = day(pool["selected_on"]) if pool["selected_on"] else ""
    return " ".join(part for part in (on, pool["selection_number"]) if part)


def _postings(request: HttpRequest, card: InstructorCard) -> list[tuple[Link, Any, str, Link | None, Any]]:
    """Unit, since when, under which document, its work log, and the way to a Party organization of its own."""
    bare = formable(actor_of(request), [one.unit for one in card.postings if one.uuid], day_of(request))
    keeps = granted(actor_of(request), Action.READ_WORK_LOG)
    rows = []
    for one in card.postings:
        address = with_day(request, reverse("organization", args=[one.uuid])) if one.uuid else ""
        log = with_day(request, reverse("organization", args=[one.uuid]), tab="work") if one.uuid and keeps else ""
        unit = Link(one.name or "管辖范围以外的单位", address)
        forming = _forming(request, card, one, bare.get(one.unit))
        rows.append((unit, one.since, one.document_number, Link("工作日志", log) if log else None, forming))
    return rows


def _forming(request: HttpRequest, card: InstructorCard, one: Sent, found: Formable | None) -> Any:
    """What is under way is gone on with; nothing is said where a Party organization covers it."""
    if found is None:
        return None
    if found.case is not None and found.state is not None:
        return Link(f"组建申请：{found.state.label}", with_day(request, reverse("formation", args=[found.case])))
    if writing_off(request):
        return None
    return Link("起草组建申请", reverse("instructor_formation", args=[card.uuid, one.uuid]))


def _acts(card: InstructorCard) -> list[Link]:
    post = Link("派驻", f"{reverse('instructor_post')}?instructor={card.uuid}")
    names = (("结束派驻", "instructor_end_posting"), ("调整信息", "instructor_change"), ("出库", "instructor_leave"))
    return [post, *(Link(label, reverse(name, args=[card.uuid])) for label, name in names)]


@only_today
@require_POST
def instructor_contact(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = card_of(request, uuid)
    return told_once(request, {card.contact}, name_of(card), reverse("instructor", args=[uuid]))

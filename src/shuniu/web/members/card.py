"""The card of one member: who, held where, since when; numbers are shown once, for a purpose. Opening it is kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.commands.journal import act_of
from shuniu.commands.looks.members import keep_opening
from shuniu.commands.looks.reveal import NUMBERS
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.policy.persons.education import EDUCATION
from shuniu.policy.persons.ethnic_groups import ETHNIC_GROUPS
from shuniu.queries.accounts import granted
from shuniu.queries.members.card import MemberCard, member_card
from shuniu.queries.members.naming import OUT_OF_REACH, UNIT_OUT_OF_REACH
from shuniu.queries.members.telling import partial
from shuniu.queries.organizations.card import NotFound
from shuniu.web.dated import dated_facts
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.members.columns import remarks_of, state_of
from shuniu.web.parts import Link, Status
from shuniu.web.wording import day, moment, word

Pairs = list[tuple[str, Any]]
# What can be done to somebody held here, in the order in which it is done.
ACTS = (
    ("变更", "member_change"),
    ("更正", "member_correct"),
    ("党内职务", "member_post"),
    ("组织关系转接", "member_move"),
    ("结束组织关系", "member_leave"),
)
# To somebody the roll holds no longer, or who only takes part here.
UNHELD = ("member_change", "member_correct", "member_move")
SHARING = ("参加组织生活", "member_share")


def card_of(request: HttpRequest, uuid: UUID) -> MemberCard:
    """The card as of the day of the page; what does not exist and what is not to be seen are the same 404."""
    try:
        return member_card(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def writable(request: HttpRequest, uuid: UUID) -> MemberCard:
    """403 for whoever only reads the card."""
    card = card_of(request, uuid)
    if not card.writable:
        raise PermissionDenied
    return card


def crumbs_of(request: HttpRequest, *more: Link) -> list[Link]:
    return [Link("党员", with_day(request, reverse("members"))), *more]


@require_GET
def member(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card, actor, on = card_of(request, uuid), actor_of(request), day_of(request)
    keep_opening(act_of(actor), uuid)
    asks = card.reveals and not writing_off(request)
    context = {
        "card": card,
        "name": card.name or "该党员",
        "states": _states(card),
        "crumbs": crumbs_of(request, Link(card.name or "该党员", "")),
        "facts": _facts(request, card),
        "sharing": [(_roll(request, card, key), since) for key, since in card.sharing],
        "numbers": [(label, "已登记" if card.numbers[name] else "未登记") for name, label in NUMBERS.items()],
        "offered": [(name, label) for name, label in NUMBERS.items() if asks and card.numbers[name]],
        "number_address": reverse("member_number", args=[uuid]),
        "requests": [_request(request, one) for one in card.requests],
        "acts": _acts(request, card),
        "timeline": dated_facts(actor, card.facts, on),
    }
    return framed(request, "members/card.html.jinja", context)


def _states(card: MemberCard) -> list[Status]:
    if card.membership is None:
        return [Status("只参加组织生活" if card.sharing else "这一天名册没有其组织关系", "muted")]
    return [Status(state_of(card.membership)), *remarks_of(card.membership)]


def _roll(request: HttpRequest, card: MemberCard, key: int) -> Link:
    if key not in card.nodes:
        return Link(OUT_OF_REACH, "")
    one = card.nodes[key]
    return Link(one.name, with_day(request, reverse("party_organization", args=[one.code])))


def _facts(request: HttpRequest, card: MemberCard) -> Pairs:
    return [*_membership(request, card), *_particulars(card), *_work(request, card)]


def _membership(request: HttpRequest, card: MemberCard) -> Pairs:
    held = card.membership
    if held is None:
        return []
    lost = partial(held, "lost_contact")
    facts: Pairs = [
        ("所在党组织", _roll(request, card, held["party_organization_id"])),
        ("人员类别", state_of(held)),
        ("入党日期", partial(held, "admitted")),
        ("转正日期", partial(held, "full_member")),
        ("党籍", word(held["status"], words.MembershipStatus)),
    ]
    if held["lost_contact"]:
        facts.append(("失去联系", lost or "是"))
    if held["mobile_member"] or held["moved_to"]:
        facts.append(("流动党员", held["moved_to"] or "是"))
    return facts


def _particulars(card: MemberCard) -> Pairs:
    row = card.particulars
    if row is None:
        return []
    return [
        ("性别", word(row["sex"], words.Sex)),
        ("民族", ETHNIC_GROUPS.get(row["ethnic_group"])),
        ("出生日期", partial(row, "born")),
        ("学历", EDUCATION.get(row["education"])),
    ]


def _work(request: HttpRequest, card: MemberCard) -> Pairs:
    facts: Pairs = []
    for node, post in card.posts:
        place = card.nodes[node].name if node in card.nodes else OUT_OF_REACH
        here = card.membership is not None and card.membership["party_organization_id"] == node
        facts.append(("党内职务", word(post, words.PartyPost) + ("" if here else f"（{place}）")))
    if card.employment is not None:
        unit = card.unit or UNIT_OUT_OF_REACH if card.employment["unit_id"] else None
        facts += [("工作单位", unit), ("岗位", card.employment["position"])]
    return facts


def _request(request: HttpRequest, row: dict[str, Any]) -> tuple[Link, str, Status]:
    """Who asked, when, and what became of it."""
    state = words.RequestState(row["state"])
    waits = state is words.RequestState.OPEN and not writing_off(request)
    address = reverse("member_answer", args=[row["uuid"]]) if waits else ""
    return (
        Link(row["asked_for"], address),
        moment(row["recorded__at"]),
        Status(state.label, "soon" if waits else "plain"),
    )


def _acts(request: HttpRequest, card: MemberCard) -> list[Link]:
    if writing_off(request):
        return []
    offered = [one for one in ACTS if card.membership is not None or one[1] in UNHELD] if card.writable else []
    if granted(actor_of(request), Action.WRITE_MEMBER):
        offered = [*offered, SHARING]
    return [Link(label, reverse(name, args=[card.uuid])) for label, name in offered]


def held_since(card: MemberCard) -> str:
    """The day from which the present membership counts, for the facts beside a form."""
    return day(card.membership["period"].lower) if card.membership else ""

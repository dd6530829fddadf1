"""组织关系转接, the end of a relation here, and taking part elsewhere."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.members.move import Departure, Relocation, let_go, move_members
from shuniu.commands.members.participate import Part, begin_participation, end_participation
from shuniu.policy.grants import Action
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.policy.words import Leaving
from shuniu.queries.accounts import granted
from shuniu.queries.seen import memberships_seen, participations_seen
from shuniu.web.frame import actor_of, day_of
from shuniu.web.members.card import card_of, writable
from shuniu.web.members.forms import LeaveForm, MoveMemberForm, ShareForm
from shuniu.web.members.sheets import sheet_of
from shuniu.web.writing import BEGIN, only_today, written


@only_today
@require_http_methods(["GET", "POST"])
def member_move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """组织关系转接 between rolls that this office keeps."""
    seen = memberships_seen(uuid)
    card, actor, on = writable(request, uuid), actor_of(request), day_of(request)
    form = MoveMemberForm(request.POST or None, actor, on, initial={"since": on, "seen": seen})

    def move(act: Act) -> object:
        assert form.roll is not None, "a valid form names a roll"
        return move_members(act, [Relocation(person=card.key, party_organization=form.roll.key, seen=form.seen)])

    lead = "在本级管理的党组织之间转接；转到其他地方的，办理“结束组织关系”，原因选转出"
    sheet = sheet_of(request, card, "组织关系转接", form, lead, submit="转接")
    return written(request, sheet, move, "组织关系已转接。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
def member_leave(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """结束组织关系: the relation goes on nowhere on this platform."""
    seen = memberships_seen(uuid)
    card = writable(request, uuid)
    if card.membership is None:
        raise PermissionDenied
    form = LeaveForm(request.POST or None, initial={"since": day_of(request), "seen": seen})

    def leave(act: Act) -> object:
        return let_go(act, [Departure(person=card.key, why=Leaving(form.cleaned_data["why"]), seen=form.seen)])

    lead = "从这一天起名册不再有其组织关系；以前的登记照旧，职务、工作岗位和参加组织生活一并结束"
    sheet = sheet_of(request, card, "结束组织关系", form, lead)
    return written(request, sheet, leave, "组织关系已结束。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
def member_share(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """参加组织生活 of a roll this office keeps; whoever reads the card may end it there."""
    seen = participations_seen(uuid)
    card, actor, on = card_of(request, uuid), actor_of(request), day_of(request)
    if not granted(actor, Action.WRITE_MEMBER):
        raise PermissionDenied
    form = ShareForm(request.POST or None, actor, on, initial={"since": on, "seen": seen, LATER_TOO: ""})

    def share(act: Act) -> object:
        assert form.roll is not None, "a valid form names a roll"
        row = Part(person=card.key, party_organization=form.roll.key, seen=form.seen, later_too=form.later_too)
        begins = form.cleaned_data["way"] == BEGIN
        return (begin_participation if begins else end_participation)(act, [row])

    lead = "一方隶属、参加多重组织生活：表决权和党费仍在组织关系所在的党组织"
    sheet = sheet_of(request, card, "参加组织生活", form, lead, submit="登记")
    return written(request, sheet, share, "参加组织生活已登记。", sheet.back)

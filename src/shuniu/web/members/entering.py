"""Enter somebody into a roll; whoever another office holds is asked for, and nothing is told but that."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.kernel.decision import Refused
from shuniu.policy.grants import Action
from shuniu.policy.words import MembershipStatus
from shuniu.queries.accounts import granted
from shuniu.queries.members.choosing import member_numbered
from shuniu.web.frame import actor_of, day_of, with_day
from shuniu.web.members.card import crumbs_of
from shuniu.web.members.forms import OF_MEMBERSHIP, PARTICULARS, SHARES, NewMemberForm
from shuniu.web.parts import Link
from shuniu.web.writing import Sheet, only_today, written

ASKED = "该党员的组织关系由其他党组织管理，已发出核对请求。"
TEMPLATE = "members/form.html.jinja"
HELD_ALREADY = "number_held"


@only_today
@require_http_methods(["GET", "POST"])
def member_new(request: HttpRequest) -> HttpResponse:
    """登记党员."""
    actor, on = actor_of(request), day_of(request)
    if not granted(actor, Action.WRITE_MEMBER):
        raise PermissionDenied
    first = {"since": on, "status": MembershipStatus.NORMAL.value}
    if request.GET.get("node"):
        first["party_organization"] = request.GET["node"]
    form = NewMemberForm(request.POST or None, actor, on, initial=first)
    asked: list[int] = []
    more: dict[str, Any] = {"known": ""}

    def enter(act: Act) -> None:
        try:
            asked.append(enter_members(act, [_row(form)], by_hand=True).asked)
        except Refused as refused:
            if any(one.code == HELD_ALREADY for one in refused.decision.objections):
                found = member_numbered(actor, form.cleaned_data["number"])
                more["known"] = reverse("member", args=[found]) if found is not None else ""
            raise

    sheet = Sheet(
        title="登记党员",
        lead="按组织关系介绍信或党员档案填写；只登记党员",
        form=form,
        submit="登记",
        back=with_day(request, reverse("members")),
        crumbs=crumbs_of(request, Link("登记党员", "")),
        fields={"citizen_number": "number"},
        template=TEMPLATE,
        more=more,
    )
    return written(request, sheet, enter, lambda: ASKED if asked[0] else "已登记。", lambda: _then(form, asked[0]))


def _row(form: NewMemberForm) -> NewMember:
    assert form.roll is not None, "a valid form names a roll"
    cells = form.cleaned_data
    shares = cells["relation"] == SHARES
    columns = form.columns([name for name in (*PARTICULARS, "born") if name != "name"])
    return NewMember(
        party_organization=form.roll.key,
        name=cells["name"],
        particulars=columns,
        membership={} if shares else form.columns(OF_MEMBERSHIP),
        number=cells["number"],
        mobile=cells["mobile"],
        unit=form.named,
        position=cells["position"].strip(),
        post=cells["post"],
        takes_part=shares,
    )


def _then(form: NewMemberForm, asked: int) -> str:
    """To the requests where somebody was asked, else to the roll in which the member now stands."""
    if asked:
        return reverse("member_requests") + "?side=asked"
    assert form.roll is not None
    return f"{reverse('members')}?node={form.roll.code}"

"""The roll of members on a day: of the own Party organization and those below it, in the order of pinyin."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.kernel.text import fold
from shuniu.policy.grants import Action
from shuniu.policy.words import MembershipState, MembershipStatus
from shuniu.queries.accounts import Actor, granted
from shuniu.queries.members.choosing import node_to_show
from shuniu.queries.members.requests import open_to_answer
from shuniu.queries.members.roll import UNTOLD, RollFilter, roll_page, too_short
from shuniu.queries.party.choosing import committees_to_read
from shuniu.web.addresses import leading
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.lists import Filtering, Screen, listing, window_of
from shuniu.web.members.columns import FIELDS
from shuniu.web.parts import Link
from shuniu.web.rights import needs

ALL, NOT_TOLD = ("", "全部"), (UNTOLD, "未写明")
CONDITIONS = [("lost_contact", "失去联系"), ("mobile_member", "流动党员"), ("takes_part", "只参加组织生活")]


def nodes_offered(actor: Actor, on: date, asked: str) -> list[tuple[str, str]]:
    """The committees by which a list of members is narrowed, and what is asked for already."""
    offered = {one.code: one.name for one in committees_to_read(actor, on, asked)}
    # A card of a branch leads here: it is asked for by its code and not among the committees.
    if asked and asked not in offered:
        found = node_to_show(actor, asked, on)
        offered |= {found.code: found.name} if found is not None else {}
    return [ALL, *offered.items()]


class RollFiltering(Filtering):
    q = forms.CharField(label="姓名", max_length=60)
    node = forms.ChoiceField(label="党组织（含下级）")
    branch = forms.CharField(label="支部名称", max_length=120)
    state = forms.ChoiceField(label="人员类别", choices=[ALL, *MembershipState.choices(), NOT_TOLD])
    status = forms.ChoiceField(label="党籍", choices=[ALL, *MembershipStatus.choices(), NOT_TOLD])
    condition = forms.ChoiceField(label="情况", choices=[ALL, *CONDITIONS])

    def __init__(self, given: Any, actor: Actor, on: date) -> None:
        super().__init__(given)
        node = self.fields["node"]
        assert isinstance(node, forms.ChoiceField)
        node.choices = nodes_offered(actor, on, str(given.get("node", "")))

    @property
    def wanted(self) -> RollFilter:
        chosen = self.chosen
        kept: dict[str, str] = {
            name: str(chosen[name]) for name in ("node", "state", "status", "condition") if name in chosen
        }
        return RollFilter(text=fold(chosen.get("q", "")), branch=fold(chosen.get("branch", "")), **kept)


# In the roll of a nation one character names hundreds of thousands.
TOO_SHORT = "查找范围很大，姓名请至少写两个字。"


def screen(query: str, title: str = "党员名册", why_empty: str = "") -> Screen:
    return Screen(
        key="members",
        title=title,
        unit="名",
        fields=FIELDS,
        address=leading("member", "person__uuid", query),
        why_empty=why_empty or "这一天名册中没有符合条件的党员。",
        what_next="请减少筛选条件，或换一个账日；还没有登记的，请登记党员或导入党员台账。",
    )


@require_GET
@needs(Action.READ_MEMBER)
def members(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    filters = RollFiltering(request.GET, actor, on)
    found = roll_page(actor, on, window_of(request), filters.wanted)
    context = {
        "listing": listing(
            request,
            screen(with_day(request, ""), why_empty=TOO_SHORT if too_short(actor, filters.wanted) else ""),
            found,
            filters,
        ),
        "acts": _acts(request, filters),
        "past": writing_off(request),
    }
    return framed(request, "members/list.html.jinja", context)


def _acts(request: HttpRequest, filters: RollFiltering) -> list[Link]:
    """The last one is the red one, where there is something to write."""
    actor = actor_of(request)
    kept = {name: str(value) for name, value in filters.chosen.items()}
    acts = [Link("导出或打印", with_day(request, reverse("members_export"), **kept))]
    acts.insert(0, Link("党务工作者人才库", with_day(request, reverse("affairs_workers"))))
    if granted(actor, Action.WRITE_MEMBER):
        waiting = open_to_answer(actor)
        acts.insert(0, Link(f"组织关系核对（{waiting}）" if waiting else "组织关系核对", reverse("member_requests")))
        if not writing_off(request):
            asked = {"node": kept["node"]} if "node" in kept else {}
            acts.append(Link("登记党员", with_day(request, reverse("member_new"), **asked)))
    return acts

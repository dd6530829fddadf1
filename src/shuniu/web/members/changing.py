"""Change what the roll says of a member from a day on, correct what was never so, or put down a Party post."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.queries.members.card import MemberCard
from shuniu.queries.seen import employments_seen, memberships_seen, particulars_seen, posts_seen
from shuniu.web.frame import actor_of, day_of
from shuniu.web.members.card import writable
from shuniu.web.members.forms import OF_MEMBERSHIP, PARTICULARS, ChangeMemberForm, PostForm, initial_of
from shuniu.web.members.sheets import sheet_of
from shuniu.web.writing import only_today, written

TEMPLATE = "members/form.html.jinja"
# The command speaks of the encrypted column, the form of the number.
FIELDS = {"citizen_number": "number"}


@only_today
@require_http_methods(["GET", "POST"])
def member_change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """变更: true from a day on; what was before stays as it was."""
    return _change(request, uuid, correction=False)


@only_today
@require_http_methods(["GET", "POST"])
def member_correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """更正: it was never so; the old line stays visible as taken back."""
    return _change(request, uuid, correction=True)


def _change(request: HttpRequest, uuid: UUID, *, correction: bool) -> HttpResponse:
    seen = {
        "seen_particulars": particulars_seen(uuid),
        "seen_membership": memberships_seen(uuid),
        "seen_employment": employments_seen(uuid),
    }
    card, actor, on = writable(request, uuid), actor_of(request), day_of(request)
    if card.particulars is None:
        raise PermissionDenied
    job = card.employment or {}
    first = {**initial_of(card.particulars, card.membership), "since": on, **seen}
    first |= {"unit": card.unit, "position": job.get("position", "")}
    form = ChangeMemberForm(request.POST or None, actor, on, initial=first)
    form.fit(correction=correction, held=card.membership is not None, mobile=card.numbers["mobile"])

    def change(act: Act) -> object:
        return change_members(act, [_row(form, card)], correction=correction)

    lead = "更正是说从来不是这样，原来的日期不变" if correction else "变更是说从某一天起是这样，以前的照旧"
    sheet = sheet_of(request, card, "更正" if correction else "变更", form, lead, template=TEMPLATE, fields=FIELDS)
    done = "已更正，原记录仍可在变动中看到。" if correction else "已变更。"
    return written(request, sheet, change, done, sheet.back)


def _row(form: ChangeMemberForm, card: MemberCard) -> MemberChange:
    cells = form.cleaned_data
    return MemberChange(
        person=card.key,
        particulars=form.changed((*PARTICULARS, "born")),
        membership=form.changed(OF_MEMBERSHIP),
        number=cells["number"] or None,
        mobile="" if cells.get("forget_mobile") else cells["mobile"] or None,
        employment=_employment(form, card),
        seen=(form.seen_of("particulars"), form.seen_of("membership")),
        seen_work=(form.seen_of("employment"), None),
    )


def _employment(form: ChangeMemberForm, card: MemberCard) -> tuple[int | None, str] | None:
    """None where nothing of it was touched."""
    touched = {"unit", "position"} & set(form.changed_data) & set(form.fields)
    if not touched:
        return None
    held: Any = card.employment or {"unit_id": None}
    return form.named if "unit" in touched else held["unit_id"], form.cleaned_data["position"].strip()


@only_today
@require_http_methods(["GET", "POST"])
def member_post(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """党内职务 in the Party organization that holds the member, from a day on."""
    seen = posts_seen(uuid)
    card = writable(request, uuid)
    if card.membership is None:
        raise PermissionDenied
    held = dict(card.posts).get(card.membership["party_organization_id"], "")
    form = PostForm(request.POST or None, held, initial={"post": held, "since": day_of(request), "seen": seen})

    def put_down(act: Act) -> object:
        row = MemberChange(person=card.key, post=form.cleaned_data["post"], seen_work=(None, form.seen))
        return change_members(act, [row], by_hand=True)

    lead = "这里只登记党小组组长；书记、副书记、委员由上级在所在党组织的“班子”中登记"
    sheet = sheet_of(request, card, "党内职务", form, lead, submit="登记")
    return written(request, sheet, put_down, "党内职务已登记。", reverse("member", args=[uuid]))

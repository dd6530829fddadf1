"""Open accounts, give and end their assignments, set passwords anew, stop them and let them in again.

A one-time password stands on the answer to the POST that made it and nowhere else: no redirect carries it, no
session, no address. The same form sent again is answered without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.accounts import (
    NewAccount,
    assign,
    create_account,
    disable_account,
    enable_account,
    end_assignment,
    reset_password,
)
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.queries.accounts import (
    NoAccount,
    account_to_read,
    accounts_visible,
    every_assignment_of,
    granted,
)
from shuniu.web.accounts.managing_forms import AssignForm, NewAccountForm
from shuniu.web.addresses import leading
from shuniu.web.frame import actor_of, framed, with_day, writing_off
from shuniu.web.lists import Field, Filtering, Screen, listing, window_of
from shuniu.web.parts import Link, Status
from shuniu.web.refusals import Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.wording import stretch
from shuniu.web.writing import ActForm, Sheet, act_from, only_today, shown, written


def _state(row: Mapping[str, Any]) -> Status:
    if not row["is_active"]:
        return Status("已停用", "muted")
    return Status("待首次登录", "soon") if row["must_change_password"] else Status("启用")


FIELDS = (
    Field(key="username", label="账号", show=lambda row: row["username"]),
    Field(key="title", label="称谓", show=lambda row: row["title"]),
    Field(key="state", label="状态", show=_state),
)


class AccountFiltering(Filtering):
    called = forms.CharField(label="账号或称谓", max_length=80)


@require_GET
@needs(Action.READ_ACCOUNT)
def accounts(request: HttpRequest) -> HttpResponse:
    filters = AccountFiltering(request.GET)
    found = accounts_visible(actor_of(request), window_of(request), str(filters.chosen.get("called", "")))
    query = with_day(request, "")
    screen = Screen(
        key="accounts",
        title="账号",
        unit="个",
        fields=FIELDS,
        address=leading("account", "uuid", query),
        what_next="请减少筛选条件，或开通账号。",
    )
    acts = (
        [Link("开通账号", reverse("account_new")), Link("批量开通", reverse("account_several"))]
        if _may_write(request)
        else []
    )
    context = {"listing": listing(request, screen, found, filters), "acts": acts, "crumbs": _crumbs(request)}
    return framed(request, "accounts/list.html.jinja", context)


def _may_write(request: HttpRequest) -> bool:
    return not writing_off(request) and granted(actor_of(request), Action.WRITE_ACCOUNT)


def _crumbs(request: HttpRequest, *more: Link) -> list[Link]:
    above = Link("管理", with_day(request, reverse("settings")))
    return [above, Link("账号", with_day(request, reverse("accounts")) if more else ""), *more]


def _account(request: HttpRequest, uuid: UUID) -> dict[str, Any]:
    try:
        return account_to_read(actor_of(request), uuid)
    except NoAccount as problem:
        raise Http404 from problem


@require_GET
@needs(Action.READ_ACCOUNT)
def account(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = _account(request, uuid)
    writable = _may_write(request) and row["id"] != actor_of(request).account
    today = actor_of(request).today
    held = []
    for one in every_assignment_of(row["id"], today):
        lasts = one.period.end is None or one.period.end > today
        end = reverse("account_end", args=[uuid, one.uuid]) if writable and lasts else ""
        held.append((one.role.label, one.place, stretch(one.period), Link("终止", end) if end else None))
    context = {
        "row": row,
        "state": _state(row),
        "held": held,
        "acts": _acts(row) if writable else [],
        "crumbs": _crumbs(request, Link(row["username"], "")),
    }
    return framed(request, "accounts/card.html.jinja", context)


def _acts(row: Mapping[str, Any]) -> list[Link]:
    names = [("授予岗位", "account_assign"), ("重置口令", "account_reset")]
    names.append(("停用", "account_disable") if row["is_active"] else ("启用", "account_disable"))
    return [Link(label, reverse(name, args=[row["uuid"]])) for label, name in names]


def _told_once(request: HttpRequest, sheet: Sheet, work: Callable[[Act], tuple[str, str, str]]) -> HttpResponse:
    """Do the act and show the password on this one answer. ``work`` gives username, password, where the account is."""
    if request.method != "POST":
        return shown(request, sheet, Refusal(status=200))
    if not sheet.form.is_valid():
        return shown(request, sheet, Refusal())
    told: list[tuple[str, str, str]] = []
    refusal = attempt(sheet.form, lambda: told.append(work(act_from(request, sheet.form))), sheet.fields)
    return _answer(request, sheet, *told[0]) if refusal is None else shown(request, sheet, refusal)


def _answer(request: HttpRequest, sheet: Sheet, username: str, password: str, address: str) -> HttpResponse:
    context = {"sheet": sheet, "username": username, "password": password, "address": address}
    return framed(request, "accounts/told.html.jinja", context)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_ACCOUNT)
def account_new(request: HttpRequest) -> HttpResponse:
    form = NewAccountForm(request.POST or None, actor_of(request))
    sheet = Sheet(
        title="开通账号",
        form=form,
        submit="开通",
        back=reverse("accounts"),
        crumbs=_crumbs(request, Link("开通", "")),
        lead="开通后显示一次性口令，只显示这一次",
        fields={"place": "unit"},
    )

    def create(act: Act) -> tuple[str, str, str]:
        cells = form.cleaned_data
        wanted = NewAccount(username=cells["username"], title=cells["title"], assignment=form.assignment())
        opened, made = create_account(act, wanted)
        uuid = opened.answer["accounts"][0]
        return cells["username"], made.password if made else "", reverse("account", args=[uuid])

    return _told_once(request, sheet, create)


def _sheet(request: HttpRequest, row: Mapping[str, Any], act: str, form: forms.Form, lead: str = "") -> Sheet:
    address = reverse("account", args=[row["uuid"]])
    return Sheet(
        title=f"{act}：{row['username']}",
        form=form,
        submit=act,
        back=address,
        crumbs=_crumbs(request, Link(row["username"], address), Link(act, "")),
        lead=lead,
        fields={"place": "unit"},
    )


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_ACCOUNT)
def account_reset(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = _account(request, uuid)
    sheet = _sheet(request, row, "重置口令", ActForm(request.POST or None), "原口令作废，已登录的立即退出")

    def reset(act: Act) -> tuple[str, str, str]:
        return row["username"], reset_password(act, uuid)[1], sheet.back

    return _told_once(request, sheet, reset)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_ACCOUNT)
def account_assign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = _account(request, uuid)
    form = AssignForm(request.POST or None, actor_of(request))
    sheet = _sheet(request, row, "授予岗位", form, "自今天起有效；已登录的立即退出，重新登录后生效")
    return written(request, sheet, lambda act: assign(act, uuid, form.assignment()), "岗位已授予。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_ACCOUNT)
def account_end(request: HttpRequest, uuid: UUID, assignment: UUID) -> HttpResponse:
    row = _account(request, uuid)
    if assignment not in {one.uuid for one in every_assignment_of(row["id"], actor_of(request).today)}:
        raise Http404
    sheet = _sheet(request, row, "终止岗位", ActForm(request.POST or None), "自今天起不再有效，已登录的立即退出")
    return written(request, sheet, lambda act: end_assignment(act, assignment), "岗位已终止。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_ACCOUNT)
def account_disable(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """停用, or 启用 of one that was stopped."""
    row = _account(request, uuid)
    if row["id"] == actor_of(request).account:
        raise PermissionDenied
    name, work = ("停用", disable_account) if row["is_active"] else ("启用", enable_account)
    lead = "已登录的立即退出，岗位保留" if row["is_active"] else "按仍然有效的岗位登录"
    sheet = _sheet(request, row, name, ActForm(request.POST or None), lead)
    return written(request, sheet, lambda act: work(act, uuid), f"账号已{name}。", sheet.back)

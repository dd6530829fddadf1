"""Keep the address of a page under a name, name it anew, drop it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuniu.commands.accounts.views import KeptAddress, change_view, drop_view, keep_view
from shuniu.commands.journal import act_of
from shuniu.policy.accounts.keeping_views import LONGEST_NAME
from shuniu.policy.grants import Action
from shuniu.queries.party.choosing import choices_of
from shuniu.queries.saved_views import own_view
from shuniu.web.frame import actor_of, day_of
from shuniu.web.keepable import PAGES, Address, address_in, may_open, without
from shuniu.web.parts import Link
from shuniu.web.writing import ActForm, Sheet, only_today, written

CRUMB = "常用视图"
SHARED = "本级和下级的岗位也能看到名称和地址；打开后各看各管辖范围内的内容。"


class ViewForm(ActForm):
    name = forms.CharField(label="名称", max_length=LONGEST_NAME)
    shared = forms.BooleanField(label="共享给本级和下级", required=False, help_text=SHARED)

    def __init__(self, *args: object, at_node: bool, **more: object) -> None:
        super().__init__(*args, **more)
        if not at_node:
            del self.fields["shared"]


def _form(request: HttpRequest, **initial: object) -> ViewForm:
    data = request.POST if request.method == "POST" else None
    return ViewForm(data, initial=initial, at_node=actor_of(request).node is not None)


@only_today
@require_http_methods(["GET", "POST"])
def view_new(request: HttpRequest) -> HttpResponse:
    """``?address=`` is the page to keep: one of ours that is a list or a board, which this office may open."""
    address = address_in(request.GET.get("address", ""))
    if address is None:
        raise Http404
    if not may_open(actor_of(request), address):
        raise PermissionDenied
    kept, form = _for_everybody(request, address), _form(request)

    def keep(act: object) -> None:
        keep_view(
            act_of(actor_of(request)),
            KeptAddress(path=kept.path, query=kept.query),
            form.cleaned_data["name"],
            shared=form.cleaned_data.get("shared", False),
        )

    sheet = Sheet(
        title="存为常用视图",
        form=form,
        submit="保存",
        back=address.whole,
        crumbs=[Link(CRUMB, reverse("views")), Link("新的", "")],
        facts=[("要保存的页", Link("再看一遍", kept.whole))],
    )
    return written(request, sheet, keep, "已存为常用视图。", reverse("views"))


def _for_everybody(request: HttpRequest, address: Address) -> Address:
    """Figures of the own office are kept without its code: whoever opens them sees those of the own office."""
    node = actor_of(request).node
    if node is None or Action.READ_FIGURE not in PAGES[address.page].needs:
        return address
    return without(address, "node", choices_of([node], day_of(request))[node].code)


@only_today
@require_http_methods(["GET", "POST"])
def view_change(request: HttpRequest, key: UUID) -> HttpResponse:
    held = own_view(actor_of(request), key)
    if held is None:
        raise Http404
    form = _form(request, name=held.name, shared=bool(held.shared_by))
    sheet = Sheet(
        title="修改常用视图",
        form=form,
        submit="保存",
        back=reverse("views"),
        crumbs=[Link(CRUMB, reverse("views")), Link(held.name, "")],
    )

    def change(act: object) -> bool:
        shared = form.cleaned_data.get("shared", False)
        return change_view(act_of(actor_of(request)), key, form.cleaned_data["name"], shared=shared)

    return written(request, sheet, change, "已修改。", reverse("views"))


@only_today
@require_POST
def view_drop(request: HttpRequest, key: UUID) -> HttpResponseBase:
    if not drop_view(act_of(actor_of(request)), key):
        raise Http404
    messages.success(request, "已删除常用视图。")
    return HttpResponseRedirect(reverse("views"))

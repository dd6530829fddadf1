"""Open accounts for several bodies at once: supervising units, directly registered and decoupled organizations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.accounts import NewAccount, NewAssignment, OpenedAccount, create_accounts
from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role
from shuniu.queries.provisioning import (
    AT_ONCE,
    Body,
    roles_to_hand_out,
    supervisors_without_account,
    unsupervised_without_account,
)
from shuniu.web.exporting import table_file
from shuniu.web.frame import actor_of, framed
from shuniu.web.parts import Link
from shuniu.web.refusals import UNPROCESSABLE, attempt
from shuniu.web.rights import needs
from shuniu.web.writing import ActForm, act_from, only_today

KINDS = {
    "supervisors": ("业务主管单位", Role.SUPERVISING_UNIT_CLERK, supervisors_without_account),
    "organizations": ("直接登记、脱钩的社会组织", Role.ORGANIZATION_CLERK, unsupervised_without_account),
}
WAYS = [("page", "显示在页面上"), ("workbook", "下载为 Excel")]
COLUMNS = ("单位", "账号", "一次性口令")


class ProvisioningForm(ActForm):
    units = forms.MultipleChoiceField(label="给哪些单位开通", widget=forms.CheckboxSelectMultiple)
    way = forms.ChoiceField(label="口令怎样交给您", choices=WAYS, widget=forms.RadioSelect, initial="page")

    def __init__(self, given: Any, bodies: list[Body]) -> None:
        super().__init__(given)
        units = self.fields["units"]
        assert isinstance(units, forms.MultipleChoiceField)
        units.choices = [(str(one.key), one.name) for one in bodies]


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_ACCOUNT)
def account_several(request: HttpRequest) -> HttpResponseBase:
    """The passwords leave with this one answer, as a page or as a workbook; they are kept nowhere."""
    actor = actor_of(request)
    kinds = {key: kind for key, kind in KINDS.items() if kind[1] in roles_to_hand_out(actor)}
    if not kinds:
        raise PermissionDenied
    asked = request.GET.get("kind", "")
    chosen = asked if asked in kinds else next(iter(kinds))
    _, role, find = kinds[chosen]
    bodies = find(actor)
    form = ProvisioningForm(request.POST or None, bodies)
    objections: Any = ()
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            made: list[OpenedAccount] = []
            refusal = attempt(
                form, lambda: made.extend(create_accounts(act_from(request, form), _rows(form, bodies, role))[1])
            )
            if refusal is None:
                return _told(request, made, form.cleaned_data["way"])
            objections, status = refusal.objections, refusal.status
    here = reverse("account_several")
    context = {
        "form": form,
        "objections": objections,
        "any": bool(bodies),
        "full": len(bodies) == AT_ONCE,
        "tabs": [Link(kind[0], f"{here}?kind={key}", key == chosen) for key, kind in kinds.items()],
        "crumbs": _crumbs(),
    }
    return framed(request, "accounts/several.html.jinja", context, status=status)


def _crumbs() -> list[Link]:
    return [Link("管理", reverse("settings")), Link("账号", reverse("accounts")), Link("批量开通", "")]


def _rows(form: ProvisioningForm, bodies: list[Body], role: Role) -> list[NewAccount]:
    wanted = {int(key) for key in form.cleaned_data["units"]}
    return [
        NewAccount(username=one.username, title=one.name[:80], assignment=NewAssignment(role=role, unit=one.key))
        for one in bodies
        if one.key in wanted
    ]


def _told(request: HttpRequest, made: list[OpenedAccount], way: str) -> HttpResponseBase:
    rows = [(one.title, one.username, one.password) for one in made]
    if way == "workbook":
        columns = [(label, "text") for label in COLUMNS]
        return table_file(request, "账号和一次性口令", columns, rows, ["首次登录后必须修改口令"])
    context = {"rows": rows, "columns": COLUMNS, "crumbs": _crumbs()}
    answer: HttpResponse = framed(request, "accounts/several_told.html.jinja", context)
    return answer

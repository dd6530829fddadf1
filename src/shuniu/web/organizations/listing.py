"""The list of social organizations on a day, and the same list as a workbook."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words import OrganizationType, RegistrationMode, RegistrationStatus
from shuniu.queries.accounts import Actor, granted
from shuniu.queries.organizations.choosing import InUse, in_use
from shuniu.queries.organizations.listing import Filters, organization_page
from shuniu.queries.party.choosing import Choice, committees_and_in_use
from shuniu.web.addresses import address
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.lists import ALL, Filtering, Offered, Screen, columns_of, listing, window_of
from shuniu.web.organizations.columns import COVERAGE, screen
from shuniu.web.organizations.views import views_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs

STATES = [("eligible", "应建未建"), ("unattached", "未归口")]
CERTIFICATES = [("over", "已过有效期"), ("near", "三个月内到期")]


class OrganizationFiltering(Filtering):
    """Choices are those that occur on the day, so that no choice leads to an empty list."""

    q = forms.CharField(label="名称或代码", max_length=80)
    type = forms.ChoiceField(label="类型", choices=[ALL, *OrganizationType.choices()])
    status = forms.ChoiceField(label="登记状态", choices=[ALL, *RegistrationStatus.choices()])
    mode = forms.ChoiceField(label="登记方式", choices=[ALL, *RegistrationMode.choices()])
    region = forms.ChoiceField(label="区")
    field = forms.ChoiceField(label="领域")
    supervisor = forms.ChoiceField(label="业务主管单位")
    node = forms.ChoiceField(label="归口于")
    covered = forms.ChoiceField(label="覆盖情况", choices=[ALL, *COVERAGE.items()])
    state = forms.ChoiceField(label="待办情况", choices=[ALL, *STATES])
    certificate = forms.ChoiceField(label="登记证书", choices=[ALL, *CERTIFICATES])

    def __init__(self, given: Any, actor: Actor, on: date) -> None:
        super().__init__(given)
        nodes, used = _offered(actor, on, str(given.get("node", "")))
        self.used = used
        offered: dict[str, list[tuple[str, str]]] = {
            "region": used.regions,
            "field": [(one, one) for one in used.fields],
            "supervisor": [(str(key), name) for key, name in used.supervisors],
            "node": [(one.code, one.name) for one in nodes],
        }
        for name, choices in offered.items():
            choice = self.fields[name]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = Offered(choices)
            if not choices:
                del self.fields[name]

    @property
    def narrowing(self) -> Filters:
        chosen = self.chosen
        exact: dict[str, str] = {
            name: chosen[name] for name in ("type", "status", "mode", "region", "field") if name in chosen
        }
        return Filters(
            words=chosen.get("q", ""),
            exact=exact,
            supervisor=UUID(chosen["supervisor"]) if "supervisor" in chosen else None,
            node=chosen.get("node", ""),
            covered=chosen.get("covered", ""),
            state=chosen.get("state", ""),
            certificate=chosen.get("certificate", ""),
        )


def _offered(actor: Actor, on: date, node: str) -> tuple[list[Choice], InUse]:
    if granted(actor, Action.READ_PARTY_ORGANIZATION):
        return committees_and_in_use(actor, on, node)
    return [], in_use(actor, on)


def _filtering(request: HttpRequest) -> OrganizationFiltering:
    return OrganizationFiltering(request.GET, actor_of(request), day_of(request))


def _screen(request: HttpRequest) -> Screen:
    return screen(with_day(request, ""))


@require_GET
@needs(Action.READ_UNIT)
def organizations(request: HttpRequest) -> HttpResponse:
    actor, filters = actor_of(request), _filtering(request)
    wanted = _screen(request)
    found = organization_page(
        actor,
        day_of(request),
        filters.narrowing,
        window_of(request),
        filters.used,
        with_branches="branches" in columns_of(request, wanted),
    )
    actions = []
    if not writing_off(request) and granted(actor, Action.WRITE_UNIT):
        actions = [Link("登记社会组织", address("organization_new"))]
    context = {
        "listing": listing(request, wanted, found, filters, address("organizations_export")),
        "actions": actions,
        "views": views_of(request, "organizations"),
    }
    return framed(request, "organizations/list.html.jinja", context)


@require_GET
@needs(Action.READ_UNIT)
def organizations_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows, all pages of it, written row by row."""
    actor, on, filters = actor_of(request), day_of(request), _filtering(request)
    narrowing = filters.narrowing
    rows = every_row(request, lambda window: organization_page(actor, on, narrowing, window))
    return workbook(request, _screen(request), rows, filters)

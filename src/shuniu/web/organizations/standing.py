"""Strike off, revoke, mark as abnormal or restore an organization; put down a judgement about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.organizations.edit import (
    Classification,
    classify_organizations,
    mark_abnormal,
    restore,
    revoke,
    strike_off,
)
from shuniu.policy.words import RegistrationStatus
from shuniu.queries.cases.ending import work_of_unit
from shuniu.queries.seen import registrations_seen
from shuniu.web.cases.open_work import work_before
from shuniu.web.frame import actor_of, day_of
from shuniu.web.organizations.forms import ClassifyForm, EndingForm
from shuniu.web.organizations.registering import crumbs_of, editable
from shuniu.web.writing import Sheet, only_today, written

Ending = Callable[..., object]
WAYS: Mapping[str, tuple[str, Ending]] = {
    "abnormal": ("列入活动异常（仍计入统计）", mark_abnormal),
    "strike_off": ("注销", strike_off),
    "revoke": ("撤销登记", revoke),
    "restore": ("恢复正常", restore),
}
ENDED = (RegistrationStatus.DEREGISTERED, RegistrationStatus.REVOKED)


def _ways(status: str) -> list[str]:
    """What can become of an organization of this status."""
    if status in ENDED:
        return ["restore"]
    if status == RegistrationStatus.ABNORMAL:
        return ["restore", "strike_off", "revoke"]
    return ["strike_off", "revoke", "abnormal"]


@only_today
@require_http_methods(["GET", "POST"])
def organization_strike_off(request: HttpRequest, uuid: UUID) -> HttpResponse:
    seen = registrations_seen(uuid)
    found = editable(request, uuid)
    ways = [(name, WAYS[name][0]) for name in _ways(str(found.values["status"]))]
    form = EndingForm(request.POST or None, ways, initial={"since": day_of(request), "seen": seen})

    def end(act: Act) -> None:
        WAYS[form.cleaned_data["way"]][1](act, [found.unit], seen=form.seen)

    sheet = Sheet(
        title=f"注销、撤销：{found.name}",
        lead="从这一天起不再计入统计；以前的日期照旧可查",
        form=form,
        submit="登记",
        back=reverse("organization", args=[uuid]),
        crumbs=crumbs_of(found, "注销、撤销"),
        template="cases/ending.html.jinja",
        more={"work": work_before(request, work_of_unit(actor_of(request), found.unit, day_of(request)), "注销、撤销")},
    )
    return written(request, sheet, end, "登记状态已变更。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
def organization_classify(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """认定: what routing needs and nobody may guess."""
    seen = registrations_seen(uuid)
    found, on = editable(request, uuid), day_of(request)
    held = found.values
    first = {
        "since": on,
        "seen": seen,
        "decided_on": held["classified_on"] or on,
        "by": held["classified_by"],
        "reason": held["classified_reason"],
        "influence": held["influence"],
        "industry_distinct": {True: "1", False: "0"}.get(held["industry_distinct"], ""),
    }
    form = ClassifyForm(request.POST or None, initial=first)

    def classify(act: Act) -> None:
        cells = form.cleaned_data
        row = Classification(
            unit=found.unit,
            by=cells["by"],
            decided_on=cells["decided_on"],
            reason=cells["reason"],
            industry_distinct={"1": True, "0": False}.get(cells["industry_distinct"]),
            influence=cells["influence"],
            seen=form.seen,
        )
        classify_organizations(act, [row])

    sheet = Sheet(
        title=f"认定：{found.name}",
        lead="行业特征、规模和影响力由党建工作机构认定，归口以此为据，平台不作推算",
        form=form,
        submit="登记认定",
        back=reverse("organization", args=[uuid]),
        crumbs=crumbs_of(found, "认定"),
    )
    return written(request, sheet, classify, "认定已登记。", sheet.back)

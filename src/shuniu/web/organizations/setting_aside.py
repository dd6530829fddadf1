"""搁置 and 恢复办理: one difference of one organization, with both sides as they stand now."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.figures.setting_aside import Aside, TakenUp, set_differences_aside, take_up_differences
from shuniu.commands.journal import Act
from shuniu.policy.figures.differences import DifferenceKind
from shuniu.policy.figures.setting_aside import LONGEST_REASON
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.organizations.writing import Editable, organization_to_write
from shuniu.queries.seen import asides_seen
from shuniu.statistics.reports.differences import DifferenceLine, differences_of
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.wording import day
from shuniu.web.writing import ActForm, Sheet, day_field, few_lines, only_today, written

CHANGED = "填报或者登记簿在您打开本页以后有了变化。请返回清单，核对后再办。"
NONE_OPEN = "现在没有可以搁置的差异。"


def _digest(lines: Sequence[DifferenceLine]) -> str:
    """What both sides said when the page was opened: nobody sets aside what he has not seen."""
    return sha256(repr([(one.kind.value, one.sides) for one in lines]).encode()).hexdigest()[:16]


class AsideForm(ActForm):
    kind = forms.ChoiceField(label="哪一项差异", widget=forms.RadioSelect)
    reason = few_lines("搁置的原因", LONGEST_REASON, help_text="写明单位的情况，不写个人。")
    until = day_field("搁置到", help_text="过了这一天，自动重新列入清单。")
    said = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, given: Any, lines: Sequence[DifferenceLine], **more: Any) -> None:
        super().__init__(given, **more)
        self.lines = lines
        self.initial["said"] = _digest(lines)
        choice = self.fields["kind"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            (one.kind.value, f"{one.kind.label}（填报：{one.reported}；登记簿：{one.held}）") for one in lines
        ]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("said") not in ("", _digest(self.lines)):
            raise forms.ValidationError(CHANGED)
        return self.cleaned_data

    @property
    def line(self) -> DifferenceLine:
        return next(one for one in self.lines if one.kind == self.cleaned_data["kind"])


class TakeUpForm(ActForm):
    kind = forms.ChoiceField(widget=forms.HiddenInput, choices=DifferenceKind.choices())


def _answered_for(request: HttpRequest, uuid: UUID) -> Editable:
    """Also where it stands in no register today: that may be what is set aside."""
    try:
        found = organization_to_write(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    if not found.writable:
        raise PermissionDenied
    return found


def _chosen(request: HttpRequest, lines: Sequence[DifferenceLine]) -> DifferenceLine | None:
    """The line of ``?kind=``, else the only one there is."""
    kind = request.GET.get("kind", "")
    return next((one for one in lines if one.kind == kind), lines[0] if len(lines) == 1 else None)


def _list(**query: str) -> str:
    return reverse("differences") + "".join(f"?{name}={value}" for name, value in query.items())


def _sheet(found: Editable, act: str, form: forms.Form, **more: Any) -> Sheet:
    crumbs = [Link("专项报表", reverse("reports")), Link("填报与登记差异", _list()), Link(act, "")]
    return Sheet(title=f"{act}：{found.name}", form=form, crumbs=crumbs, **more)


@only_today
@require_http_methods(["GET", "POST"])
def difference_aside(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """搁置 one of those still open."""
    seen = asides_seen(uuid)
    found = _answered_for(request, uuid)
    lines = [one for one in differences_of(found.unit, day_of(request)) if not one.aside]
    line = _chosen(request, lines)
    form = AsideForm(request.POST or None, lines, initial={"seen": seen, "kind": line.kind.value if line else ""})
    sheet = _sheet(
        found,
        "搁置差异",
        form,
        lead="一时不能办结的，写明原因和期限；填报或登记簿有一方变了，自动重新列入清单",
        submit="搁置",
        back=_list(),
        notes=[] if lines else [NONE_OPEN],
    )

    def set_aside(act: Act) -> object:
        chosen, cells = form.line, form.cleaned_data
        reported, held = chosen.sides
        row = Aside(
            unit=found.unit,
            kind=chosen.kind,
            reported=reported,
            held=held,
            reason=cells["reason"],
            until=cells["until"],
            seen=form.seen,
        )
        return set_differences_aside(act, [row])

    return written(request, sheet, set_aside, "差异已搁置。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
def difference_take_up(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """恢复办理: it stands on the list again from today."""
    seen = asides_seen(uuid)
    found = _answered_for(request, uuid)
    line = _chosen(request, [one for one in differences_of(found.unit, day_of(request)) if one.aside])
    form = TakeUpForm(request.POST or None, initial={"seen": seen, "kind": line.kind.value if line else ""})
    sheet = _sheet(
        found,
        "恢复办理差异",
        form,
        facts=_told(line) if line else (),
        notes=[] if line else ["这项差异现在没有搁置。"],
        submit="恢复办理",
        back=_list(aside="1"),
    )

    def take_up(act: Act) -> object:
        kind = DifferenceKind(form.cleaned_data["kind"])
        return take_up_differences(act, [TakenUp(unit=found.unit, kind=kind, seen=form.seen)])

    return written(request, sheet, take_up, "差异已恢复办理，重新列入清单。", _list())


def _told(line: DifferenceLine) -> list[tuple[str, Any]]:
    return [
        ("差异", line.kind.label),
        ("填报", line.reported),
        ("登记簿", line.held),
        ("搁置的原因", line.reason),
        ("搁置到", day(line.until)),
    ]

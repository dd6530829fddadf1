"""督促同步建立: an organization that reaches the standard is asked to apply, with a letter; or it is put aside."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.formation.urging_new import LeavingBe, Urging, leave_new_registration, urge_formation
from shuniu.commands.journal import Act
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.formation.urging import LONGEST_NUMBER
from shuniu.policy.grants import Action
from shuniu.policy.words.urging import UrgingList
from shuniu.queries.formation.registered import ToUrge, unit_to_urge
from shuniu.queries.organizations.card import NotFound
from shuniu.web.clauses import clause_words
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import ActForm, Sheet, day_field, few_lines, only_today, written


class UrgeForm(ActForm):
    """A letter from the own register where there is a mark for it; else the number of one on paper."""

    letter = forms.BooleanField(label="同时发督促函，由发文登记编号", required=False)
    mark = forms.ChoiceField(label="发文代字", required=False)
    number = forms.CharField(
        label="督促函文号", required=False, max_length=LONGEST_NUMBER, help_text="已发纸质函的填写；没有发函的不填。"
    )

    def __init__(self, given: object, marks: tuple[str, ...]) -> None:
        super().__init__(given, initial={"letter": bool(marks)})
        if not marks:
            del self.fields["letter"]
        if len(marks) < 2:
            del self.fields["mark"]
        else:
            self.fields["mark"].choices = [(one, one) for one in marks]  # type: ignore[attr-defined]


class LeaveForm(ActForm):
    reason = few_lines("原因", max_length=LONGEST_REASON,
        help_text="写单位的情况，不写个人。")  # fmt: skip
    until = day_field("到哪一天再督促", required=False, help_text="不填的，一直到有人督促为止。")


def _found(request: HttpRequest, unit: UUID) -> ToUrge:
    try:
        return unit_to_urge(actor_of(request), unit, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def _facts(to: ToUrge) -> list[tuple[str, object]]:
    return [
        ("成立登记日", to.registered_on),
        ("正式党员", None if to.full is None else f"{to.full} 名"),
        ("依据", clause_words(to.clause) if to.clause else None),
    ]


def _back() -> str:
    return f"{reverse('urgings')}?which={UrgingList.REGISTERED.value}"


def _crumbs(unit: UUID, to: ToUrge, last: str) -> list[Link]:
    return [Link("督促事项", _back()), Link(to.name, reverse("organization", args=[unit])), Link(last, "")]


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.URGE_FORMATION)
def formation_urge(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Work for that organization, or for whoever answers for it where nobody signs in there."""
    to = _found(request, unit)
    form = UrgeForm(request.POST or None, to.marks)

    def urge(act: Act) -> None:
        cells = form.cleaned_data
        row = Urging(
            unit=to.unit,
            letter=bool(cells.get("letter")),
            mark=cells.get("mark", ""),
            number=cells["number"],
        )
        urge_formation(act, row)

    sheet = Sheet(
        title="督促同步建立党组织",
        form=form,
        submit="督促",
        back=_back(),
        lead=to.name,
        facts=_facts(to),
        notes=["督促后，该社会组织的待办里会有一项后续工作，请它提出组建申请。"],
        crumbs=_crumbs(unit, to, "督促同步建立党组织"),
    )
    return written(request, sheet, urge, "已督促。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def formation_urge_waive(request: HttpRequest, unit: UUID) -> HttpResponse:
    to = _found(request, unit)
    if not to.waives:
        raise PermissionDenied
    form = LeaveForm(request.POST or None)

    def leave(act: Act) -> None:
        cells = form.cleaned_data
        leave_new_registration(act, LeavingBe(unit=to.unit, reason=cells["reason"], until=cells["until"]))

    sheet = Sheet(
        title="暂不督促同步组建",
        form=form,
        submit="暂不督促",
        back=_back(),
        lead=to.name,
        facts=_facts(to),
        crumbs=_crumbs(unit, to, "暂不督促"),
    )
    return written(request, sheet, leave, "已记下原因。", sheet.back)

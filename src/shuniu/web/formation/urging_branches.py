"""Draft what is urged of a branch, or put it aside with a reason: 起草分设, 起草撤销, 暂不办理."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.formation.urging import Waiving, draft_dissolution, draft_split, waive_urging
from shuniu.commands.journal import Act
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.formation.pooling import part_of
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import FollowUpTopic
from shuniu.policy.words.urging import UrgingList
from shuniu.queries.formation.urging import branch_to_urge, pooled
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.card import NotFound
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import ActForm, Sheet, day_field, few_lines, only_today, written


class DraftForm(ActForm):
    """Which of the groups: what joins its units, and the value of that."""

    basis = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
    value = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)


class WaiveForm(DraftForm):
    reason = few_lines("原因", max_length=LONGEST_REASON, help_text="写党组织和单位的情况，不写个人。")
    until = day_field("到哪一天再督促", required=False, help_text="不填的，一直到有人重新办理为止。")


def _found(request: HttpRequest, code: str) -> tuple[int, str]:
    """Key and name of the branch."""
    try:
        node = branch_to_urge(actor_of(request), code)
    except NotFound as problem:
        raise Http404 from problem
    return node.pk, node_names([node.pk], day_of(request)).get(node.pk, code)


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("basis", "value")}


def _group(request: HttpRequest, code: str, form: DraftForm) -> list[tuple[str, object]]:
    """What is urged, in numbers and with its clauses; empty where it is not urged any more."""
    part = part_of(form["basis"].value() or "", form["value"].value() or "")
    found = [one.group for one in pooled(actor_of(request), day_of(request), code)]
    told = next((one for one in found if one.part == part), None)
    return [("可以另建", told.sentence if told else None), ("依据", told.by if told else None)]


def _crumbs(which: UrgingList, name: str, last: str) -> list[Link]:
    return [Link("督促事项", _back(which)), Link(name, ""), Link(last, "")]


def _back(which: UrgingList) -> str:
    return f"{reverse('urgings')}?which={which.value}"


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def urging_split(request: HttpRequest, code: str) -> HttpResponse:
    """The draft with the members and units of one group; it is filled in and sent like any other."""
    node, name = _found(request, code)
    form = DraftForm(request.POST or None, initial=_asked(request))
    made: list[UUID] = []

    def draft(act: Act) -> None:
        made.append(draft_split(act, node, form.cleaned_data["basis"], form.cleaned_data["value"]))

    sheet = Sheet(
        title="起草分设",
        lead=name,
        form=form,
        submit="起草",
        back=_back(UrgingList.POOLING),
        facts=_group(request, code, form),
        notes=["这一组的党员和单位会编入草稿，由您补充全称、核对以后提交；没有编入的留在原党支部。"],
        crumbs=_crumbs(UrgingList.POOLING, name, "起草分设"),
    )
    return written(
        request, sheet, draft, "已起草，请补充全称，核对后提交。",
        lambda: reverse("adjustment_fill", args=[code, "split"]),
    )  # fmt: skip


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def urging_dissolve(request: HttpRequest, code: str) -> HttpResponse:
    """The draft of its dissolution; nothing ends before it is decided."""
    node, name = _found(request, code)

    def draft(act: Act) -> None:
        draft_dissolution(act, node)

    sheet = Sheet(
        title="起草撤销临时党支部",
        lead=name,
        form=DraftForm(request.POST or None),
        submit="起草",
        back=_back(UrgingList.TEMPORARY),
        notes=["撤销要经上级党组织批复；批复以前，临时党支部照旧。"],
        crumbs=_crumbs(UrgingList.TEMPORARY, name, "起草撤销"),
    )
    return written(
        request, sheet, draft, "已起草，请核对后提交。", lambda: reverse("adjustment_fill", args=[code, "dissolve"])
    )


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def urging_split_waive(request: HttpRequest, code: str) -> HttpResponse:
    return _waived(request, code, FollowUpTopic.SPLIT_OFF)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def urging_dissolve_waive(request: HttpRequest, code: str) -> HttpResponse:
    return _waived(request, code, FollowUpTopic.END_TEMPORARY)


def _waived(request: HttpRequest, code: str, topic: FollowUpTopic) -> HttpResponse:
    node, name = _found(request, code)
    splits = topic is FollowUpTopic.SPLIT_OFF
    which = UrgingList.POOLING if splits else UrgingList.TEMPORARY
    title = "暂不另建党支部" if splits else "暂不撤销临时党支部"
    form = WaiveForm(request.POST or None, initial=_asked(request))
    if not splits:
        form.fields["until"].label = "任务延长到哪一天"
        form.fields["until"].help_text = "到那一天再次督促。"

    def waive(act: Act) -> None:
        cells = form.cleaned_data
        part = part_of(cells["basis"], cells["value"]) if splits else ""
        waive_urging(
            act,
            Waiving(
                party_organization=node, topic=topic, part=part, reason=cells["reason"], until=cells["until"]
            ),
        )  # fmt: skip

    sheet = Sheet(
        title=title,
        lead=name,
        form=form,
        submit=title[:4],
        back=_back(which),
        facts=_group(request, code, form) if splits else (),
        crumbs=_crumbs(which, name, title),
    )
    return written(request, sheet, waive, "已记下原因。", sheet.back)

"""The forms of a campaign: begin it, say it otherwise, set a goal, end it (E12)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.figures.campaigns import (
    OpenCampaign,
    RewordCampaign,
    SetGoal,
    Terms,
    change_campaigns,
    correct_campaigns,
    end_campaigns,
    open_campaigns,
    set_goals,
)
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.policy.measures import MEASURES
from shuniu.queries.campaigns import CampaignCard, goals_seen, terms_seen
from shuniu.queries.decided import may_at
from shuniu.web.campaigns.views import campaign_of, crumbs
from shuniu.web.figures.asked import asked_node
from shuniu.web.figures.board import choices
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import DatedForm, Sheet, day_field, few_lines, only_today, written

RATIOS = [(one.key, one.name) for one in MEASURES.values() if one.is_ratio]
WRONG = {"invalid": "请填写数字。", "min_value": "不能小于 0。", "max_digits": "数字太长。",
         "max_decimal_places": "小数最多 4 位。", "max_whole_digits": "数字太大。"}  # fmt: skip


class TermsForm(DatedForm):
    """What the document of a campaign says."""

    name = forms.CharField(label="名称", max_length=120)
    document_number = forms.CharField(label="文号", max_length=80)
    issued_on = day_field("印发日期", required=False)
    bodies = few_lines("责任单位", max_length=2_000, help_text="一行写一个单位。")
    field_order = ["name", "document_number", "issued_on", "bodies", "since", "ends_on"]

    @property
    def terms(self) -> Terms:
        cells = self.cleaned_data
        return Terms(
            name=cells["name"],
            document_number=cells["document_number"],
            bodies=tuple(line.strip() for line in cells["bodies"].splitlines() if line.strip()),
            issued_on=cells["issued_on"],
            clause=self.initial.get("clause", ""),
        )


class OpenForm(TermsForm):
    ends_on = day_field("最后一天", required=False, help_text="文件没有写明的不填。")


class GoalForm(DatedForm):
    """Which share at which node is to reach what, from where, until when."""

    measure = forms.ChoiceField(label="指标", choices=[("", "请选择"), *RATIOS])
    party_organization = forms.TypedChoiceField(label="党组织", coerce=int)
    baseline = forms.DecimalField(
        label="基数（%）", max_digits=7, decimal_places=4, min_value=0, required=False, error_messages=WRONG,
        help_text="文件没有写明的不填。",
    )  # fmt: skip
    goal = forms.DecimalField(
        label="目标（%）",
        max_digits=7,
        decimal_places=4,
        min_value=0,
        error_messages=WRONG,
        help_text="“以上”包括本数。",
    )
    due_on = day_field("期限")
    field_order = ["measure", "party_organization", "baseline", "goal", "due_on", "since"]


class EndForm(DatedForm):
    """From which day the campaign is over."""


def _kept(request: HttpRequest, public: UUID) -> CampaignCard:
    """The campaign, where the office may change it; 403 where it may only read."""
    card = campaign_of(request, public)
    if not may_at(actor_of(request), Action.SET_TARGET, card.node):
        raise PermissionDenied
    return card


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.SET_TARGET)
def campaign_new(request: HttpRequest) -> HttpResponse:
    asked = asked_node(request)
    if not may_at(actor_of(request), Action.SET_TARGET, asked.key):
        raise PermissionDenied
    form, made = OpenForm(request.POST or None, initial={"since": day_of(request)}), list[UUID]()

    def begin(act: Act) -> object:
        row = OpenCampaign(party_organization=asked.key, terms=form.terms, ends_on=form.cleaned_data["ends_on"])
        made.extend(open_campaigns(act, [row]))
        return made

    sheet = Sheet(
        title="部署专项行动",
        lead=asked.name,
        form=form,
        submit="部署",
        back=reverse("campaigns"),
        crumbs=crumbs(request, Link("部署专项行动", "")),
        notes=["先写明文件和责任单位，保存后再逐项设定目标。"],
    )
    return written(request, sheet, begin, "专项行动已登记，请设定目标。", lambda: reverse("campaign", args=[made[0]]))


def _reword(
    request: HttpRequest, public: UUID, title: str, notes: list[str], write: Callable[..., object]
) -> HttpResponse:
    card = _kept(request, public)
    initial: dict[str, Any] = {
        "name": card.name,
        "document_number": card.document_number,
        "issued_on": card.issued_on,
        "bodies": "\n".join(card.bodies),
        "clause": card.clause,
        "since": day_of(request),
        "seen": terms_seen(card.key),
    }
    form = TermsForm(request.POST or None, initial=initial)

    def reword(act: Act) -> object:
        return write(act, [RewordCampaign(campaign=public, terms=form.terms, seen=form.seen)])

    return written(request, _sheet(request, card, title, form, notes), reword, f"已{title[:2]}。", _back(card))


def _back(card: CampaignCard) -> str:
    return reverse("campaign", args=[card.uuid])


def _sheet(request: HttpRequest, card: CampaignCard, title: str, form: forms.Form, notes: list[str]) -> Sheet:
    return Sheet(
        title=title,
        lead=card.name,
        form=form,
        submit=title,
        back=_back(card),
        crumbs=crumbs(request, Link(card.name, _back(card)), Link(title, "")),
        notes=notes,
    )


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.SET_TARGET)
def campaign_change(request: HttpRequest, public: UUID) -> HttpResponse:
    notes = ["自这一天起按新的写法，以前的照旧可查。原来就写错了的，请用“更正”。"]
    return _reword(request, public, "变更专项行动", notes, change_campaigns)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.SET_TARGET)
def campaign_correct(request: HttpRequest, public: UUID) -> HttpResponse:
    notes = ["更正这一天有效的写法，起止日期不变。更正前的写法留在经过里。"]
    return _reword(request, public, "更正专项行动", notes, correct_campaigns)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.SET_TARGET)
def campaign_goal(request: HttpRequest, public: UUID) -> HttpResponse:
    card = _kept(request, public)
    initial = {"since": day_of(request), "seen": goals_seen(card.key), "party_organization": card.node}
    form = GoalForm(request.POST or None, initial=initial)
    at = form.fields["party_organization"]
    assert isinstance(at, forms.TypedChoiceField)
    offered = [(one.key, one.name) for one in choices(request)]
    at.choices = offered if card.node in dict(offered) else [(card.node, card.node_name), *offered]

    def set_goal(act: Act) -> object:
        names = ("party_organization", "measure", "baseline", "goal", "due_on")
        cells = {name: form.cleaned_data[name] for name in names}
        return set_goals(act, [SetGoal(campaign=public, seen=form.seen, **cells)])

    notes = ["同一党组织同一指标已有目标的，从这一天起由新目标代替。"]
    return written(request, _sheet(request, card, "设定目标", form, notes), set_goal, "目标已设定。", _back(card))


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.SET_TARGET)
def campaign_end(request: HttpRequest, public: UUID) -> HttpResponse:
    card = _kept(request, public)
    form = EndForm(request.POST or None, initial={"since": day_of(request)})
    notes = ["自这一天起专项行动和它的目标都结束，以前的照旧可查。"]
    sheet = _sheet(request, card, "结束专项行动", form, notes)
    return written(request, sheet, lambda act: end_campaigns(act, [public]), "专项行动已结束。", _back(card))

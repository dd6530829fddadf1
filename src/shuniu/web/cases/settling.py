"""What a follow-up with something to show for it says and asks: the start-up grant, and the transfer of relations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.urls import reverse

from shuniu.commands.cases.following import Finishing
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.following import GRANT_AMOUNT, PAID
from shuniu.policy.words.cases import CaseKind, FollowUpTopic
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.settling import application_naming, members_elsewhere, start_grant_at, transfers_so_far
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.telling import page_of_kind
from shuniu.web.clauses import cited
from shuniu.web.frame import actor_of, with_day
from shuniu.web.parts import Link
from shuniu.web.wording import number
from shuniu.web.writing import day_field, few_lines


class FinishForm(CaseForm):
    reason = few_lines("办理结果", max_length=LONGEST_REASON, help_text="写明办了什么、结果如何。")

    def finishing(self, case: UUID) -> Finishing:
        cells = self.cleaned_data
        return Finishing(case=case, version=cells["version"], result=cells["reason"], **self.shown())

    def shown(self) -> dict[str, Any]:
        """What there is to show for it, by the names of the command."""
        return {}


class GrantForm(FinishForm):
    """The start-up grant as it was paid."""

    paid = forms.DecimalField(
        label="拨付金额（元）", min_value=0, max_digits=12, decimal_places=2, help_text="实际拨付的数额。"
    )
    paid_on = day_field("拨付日期", help_text="以付款凭证上的日期为准。")
    field_order = ["paid", "paid_on", "reason"]

    def shown(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("paid", "paid_on")}


class TransferForm(FinishForm):
    """Why not everybody came, where the roll does not show all of them."""

    short = few_lines(
        "没有全部转入的原因", max_length=LONGEST_REASON, required=False, help_text="名册上已经到齐的，不用填写。"
    )
    field_order = ["short", "reason"]

    def shown(self) -> dict[str, Any]:
        return {"short": self.cleaned_data["short"]}


class UrgedForm(FinishForm):
    """Why there is no application, where there is none."""

    why_not = few_lines(
        "暂不办理的原因",
        max_length=LONGEST_REASON,
        required=False,
        help_text="没有提交组建申请的必须写明；已经提交的不用填写。",
    )
    field_order = ["why_not", "reason"]

    def shown(self) -> dict[str, Any]:
        return {"why_not": self.cleaned_data["why_not"]}


FORMS: dict[str, type[FinishForm]] = {
    FollowUpTopic.START_GRANT: GrantForm,
    FollowUpTopic.TRANSFER: TransferForm,
    FollowUpTopic.URGE: UrgedForm,
}


def form_of(topic: str) -> type[FinishForm]:
    return FORMS.get(topic, FinishForm)


def settled_facts(request: HttpRequest, topic: str, card: CaseCard) -> list[tuple[str, Any]]:
    """What the texts and the roll say about it today; of what is finished it stands in what was filed."""
    if not card.open:
        return []
    if topic == FollowUpTopic.START_GRANT:
        return _grant(request, card)
    if topic == FollowUpTopic.URGE:
        return _applied(request, card)
    return _transfers(request, card) if topic == FollowUpTopic.TRANSFER else []


def _grant(request: HttpRequest, card: CaseCard) -> list[tuple[str, Any]]:
    payer = card.origin or card.committee
    figure = start_grant_at(payer[0] if payer else None, actor_of(request).today)
    facts: list[tuple[str, Any]] = [("由谁拨付", payer[1] if payer else None)]
    if figure is None:
        page = with_day(request, reverse("text_value", args=[GRANT_AMOUNT]))
        return [*facts, ("应拨数额", Link("原文未明示，由上级党组织决定", page))]
    marks = "".join(f"，{mark}" for mark in figure.marks)
    return [
        *facts,
        ("应拨数额", f"{number(float(figure.value))} 元（{figure.decision or cited(figure.clause)}{marks}）"),
    ]


def _applied(request: HttpRequest, card: CaseCard) -> list[tuple[str, Any]]:
    """How far the application is, by which the urging ends."""
    found = application_naming(actor_of(request), card.unit.key) if card.unit is not None else None
    if found is None:
        return [("组建申请", "还没有提交")]
    page = with_day(request, page_of_kind(CaseKind.FORMATION.value, found.uuid))
    return [("组建申请", Link(f"{found.number}（{found.state.label}）", page))]


def _transfers(request: HttpRequest, card: CaseCard) -> list[tuple[str, Any]]:
    if card.party_organization is None:
        return []
    actor, key = actor_of(request), card.party_organization[0]
    so_far = transfers_so_far(key, card.filed, actor.today)
    facts: list[tuple[str, Any]] = []
    if so_far is not None:
        facts.append(("组织关系转入", f"{so_far.arrived} / {so_far.expected} 名"))
    away = members_elsewhere(actor, key, actor.today)
    facts += [("还在其他党组织", Link(name, reverse("member", args=[public]))) for public, name in away.named]
    if away.unnamed:
        facts.append(("还在其他党组织", f"{'另有 ' if away.named else ''}{away.unnamed} 名，姓名由其所在党组织掌握"))
    return facts


def said_of(name: str, value: Any) -> Any:
    """An amount as an amount; the rest as it is."""
    return f"{number(float(value), 2)} 元" if name == PAID and value else value or None


def fields_told(names: Sequence[str], card: CaseCard) -> list[str]:
    return [name for name in names if card.filed.get(name)]

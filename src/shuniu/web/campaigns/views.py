"""Campaigns: the list, and one of them with how far each goal has come (E12)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.figures.targets import TargetState
from shuniu.policy.grants import Action
from shuniu.policy.measures import Dimension
from shuniu.queries.accounts import granted
from shuniu.queries.campaigns import CampaignCard, campaign_story, campaign_to_read, campaigns_of
from shuniu.queries.decided import may_at
from shuniu.queries.organizations.card import NotFound
from shuniu.statistics import NoFigures
from shuniu.statistics.campaigns import GoalLine, goals_for
from shuniu.web.clauses import clause_words
from shuniu.web.dated import dated_facts
from shuniu.web.figures.telling import rows_address
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.parts import Link, Status
from shuniu.web.publications.views import numbers_said
from shuniu.web.rights import needs
from shuniu.web.wording import NOTHING, day

STATES = {
    TargetState.MET: Status("已达到", "done"),
    TargetState.UNDER_WAY: Status("进行中"),
    TargetState.MISSED: Status("到期未达到", "urgent"),
    TargetState.NO_FIGURE: Status("无数据", "muted"),
}


def crumbs(request: HttpRequest, *more: Link) -> list[Link]:
    return [
        Link("统计", with_day(request, reverse("figures"))),
        Link("专项行动", with_day(request, reverse("campaigns"))),
        *more,
    ]


@require_GET
@needs(Action.READ_FIGURE)
def campaigns(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    may_open = granted(actor, Action.SET_TARGET) and not writing_off(request)
    context = {
        "crumbs": crumbs(request),
        "lines": [_listed(request, one, on) for one in campaigns_of(actor, on)],
        "acts": [Link("部署专项行动", reverse("campaign_new"))] if may_open else [],
    }
    return framed(request, "campaigns/list.html.jinja", context)


def _listed(request: HttpRequest, one: CampaignCard, on: date) -> tuple[Any, ...]:
    return (
        Link(one.name, with_day(request, reverse("campaign", args=[one.uuid]))),
        one.document_number,
        one.node_name,
        _days(one),
        state_of(one),
    )


def _days(one: CampaignCard) -> str:
    return f"{day(one.starts_on)} 起" if one.ends_on is None else f"{day(one.starts_on)} 至 {day(one.ends_on)}"


def state_of(one: CampaignCard) -> Status:
    return Status("已结束", "muted") if one.over else Status("进行中")


def campaign_of(request: HttpRequest, public: UUID) -> CampaignCard:
    """404 for what is foreign, for what does not exist, and before it began."""
    try:
        return campaign_to_read(actor_of(request), public, day_of(request))
    except NotFound as missing:
        raise Http404 from missing


@require_GET
@needs(Action.READ_FIGURE)
def campaign(request: HttpRequest, public: UUID) -> HttpResponse:
    actor, on, card = actor_of(request), day_of(request), campaign_of(request, public)
    lines = goals_for(actor, card.key, on)
    context = {
        "card": card,
        "crumbs": crumbs(request, Link(card.name, "")),
        "state": state_of(card),
        "facts": _facts(card),
        "lines": [_goal(request, one) for one in lines],
        "tables": [_parts(request, one) for one in lines if one.parts],
        "timeline": dated_facts(actor, campaign_story(actor, card.key), on),
        "acts": _acts(request, card),
    }
    return framed(request, "campaigns/card.html.jinja", context)


def _acts(request: HttpRequest, card: CampaignCard) -> list[Link]:
    actor = actor_of(request)
    allowed = granted(actor, Action.SET_TARGET) and may_at(actor, Action.SET_TARGET, card.node)
    if not allowed or writing_off(request) or card.over:
        return []
    names = (("campaign_goal", "设定目标"), ("campaign_change", "变更"), ("campaign_correct", "更正"),
             ("campaign_end", "结束"))  # fmt: skip
    return [Link(label, reverse(name, args=[card.uuid])) for name, label in names]


def _facts(card: CampaignCard) -> list[tuple[str, Any]]:
    return [
        ("文件", card.document_number),
        ("印发日期", card.issued_on),
        ("起止", _days(card)),
        ("部署的党组织", card.node_name),
        ("责任单位", "、".join(card.bodies)),
        ("依据", clause_words(card.clause) if card.clause else NOTHING),
    ]


def _percent(value: Decimal | None) -> str:
    return NOTHING if value is None else f"{value.normalize():f}%"


def _rise(value: Fraction | None) -> str:
    """+4.9 个百分点, cut and never rounded up; the minus of figures elsewhere."""
    if value is None:
        return NOTHING
    tenths = abs(value.numerator) * 10 // value.denominator
    sign = "−" if value < 0 else "+"
    return f"{sign}{tenths / 10:.1f} 个百分点"


def _goal(request: HttpRequest, one: GoalLine) -> tuple[Any, ...]:
    progress, told = one.progress, one.figure
    now: Any = "无数据"
    if not isinstance(told, NoFigures) and progress is not None and progress.percent is not None:
        counts = f"（{told.numerator:,}/{told.denominator:,}）" if told.denominator else ""
        now = Link(f"{progress.shown}{counts}", rows_address(request, one.measure.key, one.code))
    return (
        one.measure.name,
        one.node_name,
        _percent(one.baseline),
        now,
        _rise(one.risen),
        _percent(one.target.goal),
        progress.wanting if progress else NOTHING,
        one.target.deadline,
        STATES[progress.state if progress else TargetState.NO_FIGURE],
        clause_words(one.clause) if one.clause else NOTHING,
    )


def _parts(request: HttpRequest, one: GoalLine) -> tuple[str, list[tuple[Any, ...]]]:
    rows = []
    for cell in one.parts:
        code = cell.cell[Dimension.CHILD.value]
        name = "本级直接归口" if code == one.code else cell.names.get(Dimension.CHILD.value, code)
        said = numbers_said(cell.numerator, cell.denominator, None, "家")
        rows.append((name, Link(said, rows_address(request, one.measure.key, one.code, child=code)), _apart(one, cell)))
    return f"{one.measure.name}（{one.node_name}）", rows


def _apart(one: GoalLine, cell: Any) -> str:
    """How far a part is from the goal of the whole."""
    if not cell.denominator:
        return NOTHING
    wanting = Fraction(one.target.goal) - Fraction(int(cell.numerator) * 100, int(cell.denominator))
    return "已达到" if wanting <= 0 else f"还差 {float(wanting):.1f} 个百分点"

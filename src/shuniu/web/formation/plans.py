"""The plan for one organization, and the form in which it is made, for one or for several at once, or ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.formation.plans import Plan, PlanEnd, end_plans, set_plans
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.policy.words.pipeline import PipelineState, PlanWay
from shuniu.queries.accounts import Actor
from shuniu.queries.formation.plans import PlanCard, Plannable, plan_card, plannable, plans_seen
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.choosing import committees_to_name
from shuniu.web.cases.telling import kind_of, page_of_kind
from shuniu.web.clauses import clause_words
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.organizations.registering import editable
from shuniu.web.parts import Link
from shuniu.web.refusals import UNPROCESSABLE, Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.wording import day, number, word
from shuniu.web.writing import DatedForm, Sheet, act_from, day_field, only_today, written

AT_ONCE = 200
OWN_OFFICE = "归口的党组织"


class PlanForm(DatedForm):
    """In which way, by which day, by whom, and why there is none so far."""

    way = forms.ChoiceField(label="方式", choices=[("", "请选择"), *PlanWay.choices()])
    planned_on = day_field("计划日", help_text="计划在哪一天批复成立（或派驻到位）；各步骤的期限从这一天倒推。")
    party_organization = forms.ChoiceField(label="责任党组织", required=False, help_text="由谁推动落实。")
    reason = forms.CharField(label="未组建的原因", max_length=200, help_text="写单位的情况，不写个人。")
    note = forms.CharField(label="备注", max_length=200, required=False)
    field_order = ["way", "planned_on", "party_organization", "reason", "note", "since"]

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, **more)
        owner = self.fields["party_organization"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = [("", OWN_OFFICE), *((str(one.key), one.name) for one in committees_to_name(actor, on))]

    def plan(self, unit: int, node: int, instructor: int | None = None) -> Plan:
        """``instructor``: who could be sent so far, kept as long as one is to be sent."""
        cells = self.cleaned_data
        kept = instructor if cells["way"] == PlanWay.INSTRUCTOR else None
        return Plan(
            unit=unit,
            party_organization=int(cells["party_organization"] or node),
            way=cells["way"],
            planned_on=cells["planned_on"],
            reason=cells["reason"],
            note=cells["note"],
            instructor=kept,
            seen=self.seen,
        )


class PlanEndForm(DatedForm):
    """Only the day."""


@require_GET
def formation_plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where the organization stands, its plan, and the steps counted back from the plan's day."""
    try:
        card = plan_card(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    plans = card.writable and not writing_off(request) and (card.state is not None or card.plan is not None)
    context = {
        "card": card,
        "facts": [*facts_of(card), *_under_way(request, card)],
        "plan": plan_of(card),
        "asked": f"{card.asked.what}（{clause_words(card.asked.clause.key)}）" if card.asked else "",
        "steps": card.steps,
        "actions": _actions(card) if plans else [],
        "crumbs": _crumbs(request, card.name),
    }
    return framed(request, "formation/plan.html.jinja", context)


def _crumbs(request: HttpRequest, last: str, *, address: str = "", act: str = "") -> list[Link]:
    found = [Link("组建进度", with_day(request, reverse("pipeline"))), Link(last, address)]
    return [*found, Link(act, "")] if act else found


def _actions(card: PlanCard) -> list[Link]:
    found = []
    if card.state is not None:
        if card.case is None and card.state is PipelineState.ELIGIBLE:
            found.append(Link("起草组建申请", reverse("formation_fill", args=[card.uuid])))
        found.append(Link("变更方案" if card.plan else "制定方案", reverse("formation_plan_set", args=[card.uuid])))
    if card.plan:
        found.append(Link("结束方案", reverse("formation_plan_end", args=[card.uuid])))
    return found


def facts_of(card: PlanCard) -> list[tuple[str, Any]]:
    reached = {True: "已达到", False: "未达到", None: "不详"}[card.eligible]
    return [
        ("组建进度", card.state.label if card.state else "已有党组织覆盖" if card.covered else "当日不计入"),
        ("应建标准", reached),
        ("正式党员（填报）", f"{number(card.full_members)} 名" if card.full_members is not None else None),
        ("党的工作覆盖", "已覆盖" if card.work_covered else "未覆盖"),
        ("归口党组织", card.node_name),
    ]


def _under_way(request: HttpRequest, card: PlanCard) -> list[tuple[str, Any]]:
    """The door to the case by which it would be covered, or that was put off or not agreed to."""
    if card.case is None:
        return []
    page = page_of_kind(card.case["kind"], card.case["uuid"])
    return [("办理的事项", Link(kind_of(card.case), with_day(request, page)))]


def plan_of(card: PlanCard) -> list[tuple[str, Any]]:
    if card.plan is None:
        return []
    sender = card.plan["instructor__code"]
    page = reverse("instructor", args=[card.plan["instructor__uuid"]]) if sender else ""
    return [
        ("方式", word(card.plan["way"], PlanWay)),
        *([("建议指导员", Link(f"指导员{sender}", page))] if sender else []),
        ("计划日", day(card.plan["planned_on"])),
        ("责任党组织", card.owner),
        ("未组建的原因", card.plan["reason"]),
        ("备注", card.plan["note"]),
    ]


@only_today
@require_http_methods(["GET", "POST"])
def formation_plan_set(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """制定方案, or another one, for one organization."""
    actor, on, found = actor_of(request), day_of(request), editable(request, uuid)
    seen = plans_seen([found.unit])
    card = plan_card(actor, uuid, on)
    form = PlanForm(request.POST or None, actor, on, initial={**_first(card), "since": on, "seen": seen})
    back = reverse("formation_plan", args=[uuid])
    sheet = Sheet(
        title=f"{'变更' if card.plan else '制定'}组建方案：{card.name}",
        lead="方案只是打算，不改变登记；办成以后由组建申请登记",
        form=form,
        submit="保存方案",
        back=back,
        facts=facts_of(card),
        crumbs=_crumbs(request, card.name, address=back, act="方案"),
    )

    def plan(act: Act) -> object:
        sender = card.plan["instructor_id"] if card.plan else None
        return set_plans(act, [form.plan(found.unit, card.node or actor.node or 0, sender)])

    return written(request, sheet, plan, "方案已保存。", back)


def _first(card: PlanCard) -> dict[str, Any]:
    """What stands in the form at first: the plan as it is, else the way that fits the members."""
    if card.plan:
        names = ("way", "planned_on", "party_organization_id", "reason", "note")
        values = {name: card.plan[name] for name in names}
        return {**values, "party_organization": str(values.pop("party_organization_id"))}
    fitting = {
        PipelineState.ELIGIBLE: PlanWay.SEPARATE,
        PipelineState.FEW: PlanWay.JOINT,
        PipelineState.NO_MEMBER: PlanWay.INSTRUCTOR,
    }
    return {"way": fitting[card.state].value} if card.state in fitting else {}


@only_today
@require_http_methods(["GET", "POST"])
def formation_plan_end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """结束方案: it is no longer planned from this day on."""
    on, found = day_of(request), editable(request, uuid)
    first = {"since": on, "seen": plans_seen([found.unit]), LATER_TOO: ""}
    form = PlanEndForm(request.POST or None, initial=first)
    back = reverse("formation_plan", args=[uuid])
    sheet = Sheet(
        title=f"结束组建方案：{found.name}",
        lead="从这一天起没有方案；以前的方案仍可按账日查看",
        form=form,
        submit="结束方案",
        back=back,
        crumbs=_crumbs(request, found.name, address=back, act="结束方案"),
    )

    def end(act: Act) -> object:
        return end_plans(act, [PlanEnd(unit=found.unit, seen=form.seen, later_too=form.later_too)])

    return written(request, sheet, end, "方案已结束。", back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def formation_plans_set(request: HttpRequest) -> HttpResponse:
    """One plan for several organizations, chosen in the list; sent with its key it is made for the ticked ones."""
    actor, on = actor_of(request), day_of(request)
    chosen = _chosen(request)
    shown = plannable(actor, chosen[:AT_ONCE], on)
    sent = request.method == "POST" and "key" in request.POST
    first = {"since": on, "seen": plans_seen([one.unit for one in shown])}
    form = PlanForm(request.POST if sent else None, actor, on, initial=first)
    left = max(0, len(chosen) - AT_ONCE)
    if not sent:
        return _several(request, form, shown, Refusal(status=200), left)
    if not shown:
        form.add_error(None, "请至少选择一家。")
    if not form.is_valid():
        return _several(request, form, shown, Refusal(status=UNPROCESSABLE), left)
    made: list[int] = []
    plans = [form.plan(one.unit, one.node or actor.node or 0) for one in shown]
    refusal = attempt(form, lambda: made.extend(set_plans(act_from(request, form), plans)))
    if refusal is not None:
        return _several(request, form, shown, refusal, left)
    messages.success(request, f"已为 {len(made)} 家保存方案。")
    return HttpResponseRedirect(reverse("pipeline_rows"))


def _chosen(request: HttpRequest) -> list[UUID]:
    given = request.POST if request.method == "POST" else request.GET
    found: dict[UUID, None] = {}
    for text in given.getlist("row"):
        try:
            found.setdefault(UUID(text))
        except ValueError:
            continue
    return list(found)


def _several(
    request: HttpRequest, form: PlanForm, shown: Sequence[Plannable], refusal: Refusal, left: int
) -> HttpResponse:
    against: dict[int, list[str]] = {}
    for one in refusal.objections:
        if one.row is not None:
            against.setdefault(one.row, []).append(one.missing)
    context = {
        "form": form,
        "objections": refusal.objections,
        "conflict": refusal.meanwhile is not None,
        "rows": [
            {
                "uuid": str(one.uuid),
                "name": one.name,
                "node": one.node_name,
                "reached": {True: "已达到", False: "未达到", None: "不详"}[one.eligible],
                "way": word(one.way, PlanWay) if one.way else "",
                "against": against.get(index, []),
            }
            for index, one in enumerate(shown)
        ],
        "left": left,
        "most": AT_ONCE,
        "back": reverse("pipeline_rows"),
        "crumbs": _crumbs(request, "制定方案"),
    }
    return framed(request, "formation/plans.html.jinja", context, status=refusal.status)

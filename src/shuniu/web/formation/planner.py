"""组建规划: choose a scope, have it computed, look at what is proposed beside what is now."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuniu.commands.formation.planning import ask_planning
from shuniu.commands.journal import act_of
from shuniu.policy.formation.planning.problem import NEARNESS
from shuniu.policy.formation.planning.proposals import ProposalKind
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind, CaseState
from shuniu.policy.words.pipeline import Outcome, RunState
from shuniu.queries.formation.planning import RunCard, planning_run, proposal_page, runs_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import Window
from shuniu.statistics import NoFigures, figure_for
from shuniu.web.cases.telling import page_of_kind
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices
from shuniu.web.formation.pipeline_rows import may_plan
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.lists import key_in
from shuniu.web.parts import Column, Link, Listing, Progress, Row, Status, Tone
from shuniu.web.rights import needs
from shuniu.web.wording import day, number, percent
from shuniu.web.writing import only_today

PAGE = 50
DEFINITION = (
    "口径：同一归口党组织、同一领域、同一市的单位才会提出联合；"
    "远近按登记的住所区分为同一街道、同一区、同一市，没有坐标；合计时分别计 0、1、2。"
    "先求覆盖最多，再求距离最小、联合的单位最少。已在办理组建的单位不在其中；党员情况不详的先请填报。"
    "方案只是建议，采纳以后才有组建方案和起草的事项。"
)
OUTCOMES: dict[Outcome, Tone] = {Outcome.OPEN: "soon", Outcome.ACCEPTED: "done", Outcome.REFUSED: "muted"}
STATES: dict[RunState, Tone] = {RunState.WAITING: "soon", RunState.DONE: "done", RunState.FAILED: "urgent"}
BECAME = {CaseKind.FORMATION.value: "已起草组建申请", CaseKind.ADJUSTMENT.value: "已起草调整"}
COLUMNS = ("方案", "单位", "并入", "正式党员", "远近", "结果")


def views(request: HttpRequest, current: str, node: str = "") -> list[Link]:
    """The ways of planning beside each other."""
    named = (("planner", "组建"), ("planner_loads", "联合党委规模"), ("planner_instructors", "派驻指导员"))
    return [Link(label, with_day(request, reverse(name), node=node), name == current) for name, label in named]


def crumbs_of(request: HttpRequest, *below: Link) -> list[Link]:
    first = Link("组建进度", with_day(request, reverse("pipeline")))
    return [first, Link("组建规划", with_day(request, reverse("planner")) if below else ""), *below]


@require_GET
@needs(Action.WRITE_UNIT)
def planner(request: HttpRequest) -> HttpResponse:
    """The runs of a node, and a button for another."""
    asked = asked_node(request)
    runs = [
        (
            Link(f"{day(one.on)} 的规划", reverse("planning_run", args=[one.uuid])),
            Status(one.state.label, STATES[one.state]),
            number(one.proposals),
            number(one.open),
            one.by,
        )
        for one in runs_of(actor_of(request), asked.key)
    ]
    context = {
        "asked": asked,
        "choices": choices(request),
        "runs": runs,
        "views": views(request, "planner", asked.code),
        "asks": may_plan(request),
        "definition": DEFINITION,
        "crumbs": crumbs_of(request),
    }
    return framed(request, "formation/planner.html.jinja", context)


@only_today
@require_POST
@needs(Action.WRITE_UNIT)
def planner_ask(request: HttpRequest) -> HttpResponse:
    """计算 for a node as it stands today."""
    asked: Asked = asked_node(request)
    public = ask_planning(act_of(actor_of(request), day_of(request)), asked.key)
    return HttpResponseRedirect(reverse("planning_run", args=[public]))


def run_of(request: HttpRequest, uuid: UUID) -> RunCard:
    try:
        return planning_run(actor_of(request), uuid)
    except NotFound as problem:
        raise Http404 from problem


@require_GET
@needs(Action.WRITE_UNIT)
def run(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Its progress while it is computed; then before and after, and the proposals."""
    card = run_of(request, uuid)
    done = card.state is RunState.DONE
    context = {
        "card": card,
        "progress": _progress(request, card),
        "failed": card.state is RunState.FAILED,
        "measures": _measures(request, card) if done else [],
        "told": _told(card) if done else [],
        "choosing": _choosing(request, card),
        "listing": _listing(request, card) if done else None,
        "definition": DEFINITION,
        "crumbs": crumbs_of(request, Link(f"{card.node_name}：{day(card.on)}", "")),
    }
    return framed(request, "formation/run.html.jinja", context, part="result")


def _progress(request: HttpRequest, card: RunCard) -> Progress | None:
    if card.state is not RunState.WAITING:
        return None
    return Progress(
        title="正在计算",
        done=card.done,
        total=card.total or None,
        unit="组",
        refresh=request.get_full_path(),
        leave="可以离开本页，稍后在“组建规划”中继续查看。",
    )


def _measures(request: HttpRequest, card: RunCard) -> Sequence[Sequence[str]]:
    """Before, after, and after by the baseline: organization coverage, work coverage, and either of them."""
    found = []
    for key, name, gained in (
        ("organization_coverage", "党组织覆盖率", "covered"),
        ("work_coverage", "党的工作覆盖率", "reached"),
        ("combined_coverage", "组织或工作覆盖率", "combined"),
    ):
        told = figure_for(actor_of(request), key, card.node, card.on, with_digest=False)
        # A run of before this was counted says nothing of it.
        if isinstance(told, NoFigures) or told.denominator is None or gained not in card.summary["proposed"]:
            continue
        whole, now = int(told.denominator), int(told.numerator or 0)
        after = [now, *(now + card.summary[way][gained] for way in ("proposed", "baseline"))]
        found.append([name, *(_share(count, whole) for count in after)])
    return found


def _share(count: int, whole: int) -> str:
    return f"{percent(count / whole if whole else None)}（{number(count)} / {number(whole)}）"


def _told(card: RunCard) -> list[str]:
    best, base, limits = (card.summary[name] for name in ("proposed", "baseline", "limits"))
    most = f"联合党支部不超过 {limits['units']} 个单位" if limits["units"] else "联合的单位数原文未明示"
    members = f"，党支部不超过 {limits['members']} 名正式党员" if limits["members"] else ""
    base_is = "基线是就近依次组合的算法"
    how = f"{base_is}，方案由求解器算出，不差于基线" if card.solved else f"{base_is}，没有使用求解器，方案就是基线"
    return [
        f"限度：正式党员 {limits['threshold']} 名以上应当组建，{most}{members}。",
        f"{how}。联合党支部 {number(best['joint'])} 个（基线 {number(base['joint'])} 个），"
        f"远近合计 {number(best['distance'])}（基线 {number(base['distance'])}），越小越近。",
        f"党员情况不详 {number(card.summary['unknown'])} 家，没有提出方案；"
        f"暂无可行方式或者工作已覆盖 {number(card.summary['left'])} 家。",
    ]


def narrowing(request: HttpRequest) -> dict[str, str]:
    given = {"kind": request.GET.get("kind", ""), "outcome": request.GET.get("outcome", "")}
    known: Mapping[str, Any] = {"kind": ProposalKind, "outcome": Outcome}
    return {name: value for name, value in given.items() if value in set(known[name])}


def _choosing(request: HttpRequest, card: RunCard) -> list[tuple[str, list[Link]]]:
    kept, address = narrowing(request), reverse("planning_run", args=[card.uuid])

    def links(name: str, words: Any, place: int) -> list[Link]:
        rest = {one: value for one, value in kept.items() if one != name}
        every = Link("全部", with_day(request, address, **rest), name not in kept)
        each = [
            Link(one.label, with_day(request, address, **rest, **{name: one.value}), kept.get(name) == one.value,
                 sum(count for key, count in card.counts.items() if key[place] == one.value))
            for one in words
        ]  # fmt: skip
        return [every, *each]

    return [("方案", links("kind", ProposalKind, 0)), ("结果", links("outcome", Outcome, 1))]


def _listing(request: HttpRequest, card: RunCard) -> Listing:
    kept, address = narrowing(request), reverse("planning_run", args=[card.uuid])
    window = _window(request)
    found = proposal_page(card, kept.get("kind", ""), kept.get("outcome", ""), window)
    actions = [
        Link("采纳", reverse("planning_accept", args=[card.uuid])),
        Link("不采纳", reverse("planning_refuse", args=[card.uuid])),
        Link("撤回采纳", reverse("planning_take_back", args=[card.uuid])),
    ]
    after = json.dumps(found.after) if found.after else ""
    return Listing(
        title="规划方案",
        columns=[Column(key=name, label=name, numeric=name == "正式党员") for name in COLUMNS],
        rows=[_row(request, one) for one in found.rows],
        on=card.on,
        count=found.count,
        capped=found.capped,
        unit="项",
        actions=actions if may_plan(request) else [],
        previous=with_day(request, address, **kept) if request.GET.get("after") else "",
        next=with_day(request, address, **kept, after=after) if after else "",
        why_empty="没有这样的方案。",
        what_next="请减少筛选条件。",
    )


def _window(request: HttpRequest) -> Window:
    return Window(size=PAGE, after=key_in(request.GET.get("after", ""), int, int))


def _row(request: HttpRequest, one: Mapping[str, Any]) -> Row:
    outcome, kind = Outcome(one["outcome"]), ProposalKind(one["kind"])
    label = f"{kind.label}（重点）" if one["priority"] else kind.label
    result = _result(request, one, outcome, kind)
    far = NEARNESS[one["farthest"]] if kind in (ProposalKind.JOINT, ProposalKind.ATTACH) else None
    into = f"{one['branch']}{'（挂靠）' if one['affiliated'] else ''}" if one["branch"] else None
    cells = [label, "、".join(name for name, _ in one["names"]), into, one["members"] or None, far, result]
    return Row(cells, reverse("formation_plan", args=[one["names"][0][1]]), str(one["uuid"]))


def _result(request: HttpRequest, one: Mapping[str, Any], outcome: Outcome, kind: ProposalKind) -> Any:
    """What became of it, with the way there."""
    if outcome is not Outcome.ACCEPTED:
        said = f"{outcome.label}：{one['reason']}" if one["reason"] else outcome.label
        return Status(said, OUTCOMES[outcome])
    if one["case__uuid"]:
        state = CaseState(one["case__state"]).label
        page = page_of_kind(one["case__kind"], one["case__uuid"])
        return Link(f"已采纳，{BECAME[one['case__kind']]}（{state}）", with_day(request, page) if page else "")
    if kind is ProposalKind.INSTRUCTOR:
        return Link("已采纳，待派驻", with_day(request, reverse("instructors_waiting")))
    return Status(outcome.label, OUTCOMES[outcome])

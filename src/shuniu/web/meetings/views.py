"""The meetings of a committee with what came of each, and one meeting with its agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.cases.agenda import ALLOWED, MeetingAct
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind, CaseState, Verb
from shuniu.policy.words.meetings import MeetingState
from shuniu.queries.cases.meetings import (
    AgendaLine,
    CaseLine,
    MeetingCard,
    Results,
    meeting_card,
    meeting_page,
    waiting_for,
    year_results,
    years_of,
)
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import Window
from shuniu.web.addresses import leading
from shuniu.web.cases.citing import said_of
from shuniu.web.cases.telling import due_of, page_of_kind
from shuniu.web.cases.views import views_of
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.lists import Field, Filtering, Screen, key_in, listing
from shuniu.web.meetings.attending import attended_of
from shuniu.web.parts import Link, Status, Tone
from shuniu.web.rights import needs
from shuniu.web.wording import day, moment, word

TONES: Mapping[MeetingState, Tone] = {
    MeetingState.PLANNED: "soon",
    MeetingState.HELD: "soon",
    MeetingState.CLOSED: "done",
    MeetingState.CANCELLED: "muted",
}
OUTCOMES: Mapping[Verb, Tone] = {Verb.APPROVE: "done", Verb.REFUSE: "plain", Verb.DEFER: "soon"}
LATE = "会后补登"


class YearFilter(Filtering):
    year = forms.TypedChoiceField(label="年份", coerce=int, empty_value=None)

    def __init__(self, given: Any, years: list[int]) -> None:
        super().__init__(given)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "全部"), *((str(one), f"{one}年") for one in years)]


def _count(name: str) -> Any:
    return lambda row: getattr(row["results"], name)


def _state(row: Mapping[str, Any]) -> Status:
    state = MeetingState(row["state"])
    return Status(state.label, TONES[state])


FIELDS = (
    Field(key="day", label="日期", show=lambda row: day(row["held_on"])),
    Field(key="title", label="会议", show=lambda row: row["title"] or "党委会"),
    Field(key="node", label="党组织", show=lambda row: row["node"]),
    Field(key="state", label="情况", show=_state, plain=lambda row: _state(row).word),
    Field(key="cases", label="议题", show=_count("cases"), numeric=True),
    Field(key="applied", label="组建申请", show=_count("applied"), numeric=True),
    Field(key="approved", label="同意", show=_count("approved"), numeric=True),
    Field(key="refused", label="不同意", show=_count("refused"), numeric=True),
    Field(key="deferred", label="暂缓", show=_count("deferred"), numeric=True),
    Field(key="formed", label="同意组建", show=_count("formed"), numeric=True),
    Field(key="covered", label="覆盖社会组织", show=lambda row: len(row["results"].covered), numeric=True),
    Field(key="place", label="地点", show=lambda row: row["place"], quiet=True),
    Field(key="due", label="应到", show=lambda row: row["due"], numeric=True, quiet=True),
    Field(key="present", label="实到", show=lambda row: row["present"], numeric=True, quiet=True),
)


def crumbs_of(request: HttpRequest, *more: Link) -> list[Link]:
    return [
        Link("事项", with_day(request, reverse("cases"))),
        Link("党委会", with_day(request, reverse("meetings"))),
        *more,
    ]


def _window(request: HttpRequest) -> Window:
    after, before = (key_in(request.GET.get(name, ""), int, int) for name in ("after", "before"))
    return Window(after=after, before=before, down=request.GET.get("down") != "1")


def _screen(request: HttpRequest) -> Screen:
    return Screen(
        key="meetings",
        title="党委会",
        unit="次",
        ordered="day",
        newest=True,
        fields=FIELDS,
        address=leading("meeting", "uuid", with_day(request, "")),
        why_empty="还没有安排过党委会。",
        what_next="安排会议后，把待上会的事项列入议程，会后逐项登记决定。",
    )


def _filters(request: HttpRequest) -> tuple[YearFilter, int | None]:
    filters = YearFilter(request.GET, years_of(actor_of(request)))
    return filters, filters.chosen.get("year")


@require_GET
@needs(Action.DECIDE_CASE)
def meetings(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    filters, year = _filters(request)
    found = meeting_page(actor, day_of(request), _window(request), year)
    context = {
        "title": "党委会",
        "views": views_of(request, "meetings"),
        "listing": listing(request, _screen(request), found, filters, reverse("meetings_export")),
        "summary": _summary(year_results(actor, year), year),
        "acts": [] if writing_off(request) else [Link("安排会议", reverse("meeting_new"))],
        "footnote": "一家社会组织由几次会议研究的，覆盖数只计一次；覆盖数按同意组建时申请所列的社会组织计算。",
    }
    return framed(request, "meetings/page.html.jinja", context)


def _summary(total: Results, year: int | None) -> list[tuple[str, Any]]:
    when = f"{year}年" if year else "历次"
    return [
        (f"{when}研究组建申请", f"{total.applied} 件，涉及社会组织 {len(total.applicants)} 家"),
        ("同意组建", f"{total.formed} 个"),
        ("覆盖社会组织", f"{len(total.covered)} 家"),
        ("全部议题", f"{total.cases} 项：同意 {total.approved}，不同意 {total.refused}，暂缓 {total.deferred}"),
    ]


@require_GET
@needs(Action.DECIDE_CASE)
def meetings_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows."""
    actor, on = actor_of(request), day_of(request)
    filters, year = _filters(request)

    def latest_first(window: Window) -> Any:
        return meeting_page(actor, on, Window(size=window.size, after=window.after, down=not window.down), year)

    return workbook(request, _screen(request), every_row(request, latest_first), filters)


def card_of(request: HttpRequest, public: UUID) -> MeetingCard:
    """404 for what is foreign and for what does not exist."""
    try:
        return meeting_card(actor_of(request), public, day_of(request))
    except NotFound as missing:
        raise Http404 from missing


@require_GET
@needs(Action.DECIDE_CASE)
def meeting(request: HttpRequest, public: UUID) -> HttpResponse:
    card, actor = card_of(request, public), actor_of(request)
    writes = card.writable and not writing_off(request)
    waiting = waiting_for(actor, card.node, day_of(request)) if writes and _open(card) else []
    context = {
        "card": card,
        "crumbs": crumbs_of(request, Link(f"{card.name}（{day(card.held_on)}）", "")),
        "status": Status(card.state.label, TONES[card.state]),
        "late": LATE if card.late else "",
        "facts": facts_of(card),
        "lines": [_line(request, card, one, writes) for one in card.items],
        "waiting": [_waiting(request, one) for one in waiting],
        "steps": _steps(card, bool(waiting)) if writes else [],
        "ways": _ways(request, card, writes),
    }
    return framed(request, "meetings/card.html.jinja", context)


def _open(card: MeetingCard) -> bool:
    return card.state in ALLOWED[MeetingAct.SCHEDULE]


def facts_of(card: MeetingCard) -> list[tuple[str, Any]]:
    """What stands above agenda and minutes alike."""
    found: list[tuple[str, Any]] = [("党组织", card.node_name), ("日期", card.held_on), ("地点", card.place)]
    return [*found, *attended_of(card)]


def votes_of(one: AgendaLine) -> str:
    """赞成 6，反对 0，弃权 0; what nobody voted on says so."""
    if not (one.yes or one.no or one.abstain):
        return "未表决" if one.outcome is not None else ""
    told = f"赞成 {one.yes}，反对 {one.no}，弃权 {one.abstain}"
    return f"{told}，回避 {one.recused}" if one.recused else told


def about_of(case: CaseLine) -> str:
    return "、".join([case.about, *case.others])


def _case_link(request: HttpRequest, case: CaseLine) -> Any:
    page = page_of_kind(case.kind, case.uuid)
    return Link(about_of(case), with_day(request, page)) if page else about_of(case)


def _line(request: HttpRequest, card: MeetingCard, one: AgendaLine, writes: bool) -> tuple[Any, ...]:
    decides = writes and one.outcome is None and card.state in ALLOWED[MeetingAct.DECIDE]
    act = Link("登记决定", reverse("meeting_decide", args=[card.uuid]) + f"?case={one.case.uuid}") if decides else ""
    outcome = Status(one.outcome.label, OUTCOMES[one.outcome]) if one.outcome else Status("待研究", "muted")
    return (
        _case_link(request, one.case),
        word(one.case.kind, CaseKind),
        outcome,
        votes_of(one),
        said_of(one) or act,
    )


def _waiting(request: HttpRequest, one: CaseLine) -> tuple[Any, ...]:
    due = due_of(one.due_on, actor_of(request).today)
    return _case_link(request, one), word(one.kind, CaseKind), CaseState(one.state).label, due or ""


def _steps(card: MeetingCard, waiting: bool) -> list[str]:
    """What is to be done next, in one sentence."""
    if card.state is MeetingState.PLANNED:
        agenda = "先把待上会的事项列入议程；" if waiting and not card.items else ""
        return [f"{agenda}会后登记到会人数，再逐项登记决定。"]
    if card.state is MeetingState.HELD and card.open_items:
        return [f"还有 {len(card.open_items)} 项没有登记决定；没有研究的，移出议程留待下次会议。"]
    return ["各项都已登记，可以办结会议。"] if card.state is MeetingState.HELD else []


# Address, words, and the act that has to be possible; what is decided on is the act that stands out.
_WAYS = (
    ("meeting_decide", "登记决定", MeetingAct.DECIDE),
    ("meeting_close", "办结会议", MeetingAct.CLOSE),
    ("meeting_attendance", "登记到会", MeetingAct.HOLD),
    ("meeting_add", "增加议题", MeetingAct.SCHEDULE),
    ("meeting_order", "调整顺序", MeetingAct.ARRANGE),
    ("meeting_remove", "移出议题", MeetingAct.UNSCHEDULE),
    ("meeting_change", "变更会议", MeetingAct.CHANGE),
    ("meeting_cancel", "取消会议", MeetingAct.CANCEL),
)


def _ways(request: HttpRequest, card: MeetingCard, writes: bool) -> list[Link]:
    minutes = Link("会议纪要", with_day(request, reverse("meeting_minutes", args=[card.uuid])))
    found = [minutes] if card.state in (MeetingState.HELD, MeetingState.CLOSED) else []
    if not writes:
        return found
    offered = [
        Link(label, reverse(name, args=[card.uuid])) for name, label, act in _WAYS if _possible(request, card, act)
    ]
    # With nothing on the agenda yet, that is what is to be done first.
    return [*sorted(offered, key=lambda one: bool(card.items) or one.label != "增加议题"), *found]


def _possible(request: HttpRequest, card: MeetingCard, act: MeetingAct) -> bool:
    """What cannot be done now is not offered."""
    if card.state not in ALLOWED[act]:
        return False
    undecided = len(card.open_items)
    return {
        MeetingAct.DECIDE: undecided > 0,
        MeetingAct.UNSCHEDULE: undecided > 0,
        MeetingAct.ARRANGE: len(card.items) > 1,
        MeetingAct.CLOSE: undecided == 0,
        MeetingAct.CANCEL: undecided == 0,
        MeetingAct.HOLD: undecided == len(card.items) and card.held_on <= actor_of(request).today,
    }.get(act, True)


def recorded_words(card: MeetingCard) -> str:
    if card.attended_at is None:
        return ""
    told = f"{moment(card.attended_at)} 由{card.attended_by}登记到会"
    return f"{told}，{LATE}" if card.late else told

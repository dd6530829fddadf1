"""Arrange a meeting; for one case, or put that on the agenda of a meeting that is planned already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.cases.meetings import CaseNamed, plan_meeting, schedule_cases
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.cases.convening import OpenMeeting, ToConvene, to_convene
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.convening import CASE
from shuniu.web.cases.telling import due_of, page_of_kind
from shuniu.web.frame import actor_of, day_of
from shuniu.web.meetings.planning import MeetingForm, VersionForm
from shuniu.web.meetings.views import about_of, crumbs_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import day, word
from shuniu.web.writing import Needed, Sheet, only_today, unless_done, written

ANOTHER = "another"
_ARRANGED = Needed(name="meeting", values=(ANOTHER,), said="另行安排的必填")


class ConveningForm(MeetingForm, VersionForm):
    """``meeting`` is asked for only where one is open."""

    meeting = forms.ChoiceField(label="列入哪次会议", widget=forms.RadioSelect)
    field_order = ["meeting", "held_on", "title", "place"]

    def __init__(self, given: Any, meetings: tuple[OpenMeeting, ...], **more: Any) -> None:
        super().__init__(given, **more)
        field, held_on = self.fields["meeting"], self.fields["held_on"]
        assert isinstance(field, forms.ChoiceField)
        if not meetings:
            del self.fields["meeting"]
            return
        field.choices = [*((str(one.uuid), _called(one)) for one in meetings), (ANOTHER, "另行安排一次会议")]
        field.initial = str(meetings[0].uuid)
        held_on.required = False
        held_on.needed_with = _ARRANGED  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cells: dict[str, Any] = super().clean() or self.cleaned_data
        if cells.get("meeting") == ANOTHER and cells.get("held_on") is None and "held_on" not in self.errors:
            self.add_error("held_on", "另行安排会议的，请填写会议日期。")
        return cells

    @property
    def chosen(self) -> UUID | None:
        """None where one is to be arranged."""
        meeting = self.cleaned_data.get("meeting", ANOTHER)
        return None if meeting == ANOTHER else UUID(meeting)


def _called(one: OpenMeeting) -> str:
    return f"{one.title or '党委会'}（{day(one.held_on)}，{one.state.label}）"


@dataclass(frozen=True, slots=True)
class _Convening:
    """The act, and the meeting that it led to."""

    found: ToConvene
    form: ConveningForm

    def put(self, act: Act) -> UUID:
        named = [CaseNamed(case=self.found.case.uuid, version=self.form.cleaned_data["version"])]
        chosen = self.form.chosen
        if chosen is None:
            return plan_meeting(act, self.form.planned(self.found.node), named)
        schedule_cases(act, chosen, named)
        return chosen


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def meeting_new(request: HttpRequest) -> HttpResponse:
    """For the case whose page it comes from, or with nothing on its agenda yet."""
    if CASE in request.GET:
        return _convene(request, request.GET[CASE])
    node = actor_of(request).node
    if node is None:
        raise Http404
    form = MeetingForm(request.POST or None)
    made: list[UUID] = []
    sheet = Sheet(
        title="安排党委会",
        form=form,
        submit="安排会议",
        back=reverse("meetings"),
        crumbs=crumbs_of(request, Link("安排会议", "")),
    )

    def plan(act: Act) -> object:
        made.append(plan_meeting(act, form.planned(node)))
        return made

    return written(request, sheet, plan, "会议已安排。", lambda: reverse("meeting", args=[made[0]]))


def _convene(request: HttpRequest, public: str) -> HttpResponse:
    """列入党委会议程, come from the page of the case. 404 for what does not wait for a meeting."""
    try:
        found = to_convene(actor_of(request), UUID(public), day_of(request))
    except (NotFound, ValueError) as problem:
        unless_done(
            request, lambda done: reverse("meeting", args=[done.subject]) if done.subject else reverse("meetings")
        )
        raise Http404 from problem
    case = found.case
    form = ConveningForm(request.POST or None, found.meetings, initial={"version": case.version})
    page = page_of_kind(case.kind, case.uuid)
    title = f"{word(case.kind, CaseKind)}：{about_of(case)}"
    sheet = Sheet(
        title="列入党委会议程",
        form=form,
        submit="列入议程" if found.meetings else "安排会议并列入议程",
        back=page,
        facts=[
            ("事项", Link(title, page)),
            *([("编号", case.number)] if case.number else []),
            ("期限", due_of(case.due_on, actor_of(request).today)),
        ],
        notes=() if found.meetings else ("还没有可以列入的会议，先安排一次，这件事项随之列入议程。",),
        crumbs=crumbs_of(request, Link("列入党委会议程", "")),
    )
    led: list[UUID] = []
    return written(
        request,
        sheet,
        lambda act: led.append(_Convening(found, form).put(act)),
        "已列入议程。",
        lambda: reverse("meeting", args=[led[0]]),
    )

"""Put down who was present by number, what was decided, and close the meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuniu.commands.cases.meetings import (
    Attended,
    DecidedCase,
    close_meeting,
    decide_cases,
    hold_meeting,
)
from shuniu.commands.formation.failing import Citable
from shuniu.commands.journal import Act
from shuniu.kernel.decision import Decision, Objection, Refused
from shuniu.policy.cases.attending import CHAIRS, Presence
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.voting import OUTCOMES
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import Observer
from shuniu.queries.cases.meetings import CaseLine, MeetingCard, due_proposed
from shuniu.web.cases.citing import BOXES, ask_for_clauses, citable_in, reasons_in
from shuniu.web.meetings.agenda import CasesForm, label_of, said_as
from shuniu.web.meetings.planning import VersionForm, card_to_change, sheet_of
from shuniu.web.rights import needs
from shuniu.web.writing import day_field, few_lines, needed_with, only_today, written

MOST = 9_999
_UNTIL = "暂缓的必须填写：申请方在这一天以前办好再报；不同意的，有期限的填写下步工作办到哪一天。"

_REASONED, _PUT_OFF = (Verb.REFUSE, Verb.DEFER), (Verb.DEFER,)
_NEEDED = {"reason": _REASONED, "clauses": _REASONED, "next_steps": _REASONED, "due_on": _PUT_OFF}


def _members(label: str, **more: Any) -> forms.IntegerField:
    wrong = {"invalid": "请填写整数。", "min_value": "不能小于0。", "max_value": f"不能大于{MOST}。"}
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, error_messages=wrong, **more)


def _several(label: str, choices: Sequence[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple)


class AttendanceForm(VersionForm):
    due = _members("应到人数")
    present = _members("实到人数")
    due_reason = forms.CharField(
        label="应到人数与任职登记不一致的原因", required=False, max_length=200, help_text="一致的不填。不写姓名。"
    )
    chaired_by = forms.ChoiceField(
        label="主持人职务", required=False, choices=[("", "不写明"), *((one.value, one.label) for one in CHAIRS)]
    )
    on_leave = _members("请假人数", required=False)
    excused = _several("请假人员的职务", [(one.value, one.label) for one in CHAIRS])
    sat_in = _members("列席人数", required=False, help_text="列席的不计入应到、实到，没有表决权。")
    observers = _several("列席人员的身份", Observer.choices())

    @property
    def who(self) -> Presence:
        cells = self.cleaned_data
        return Presence(
            chaired_by=cells["chaired_by"],
            on_leave=cells["on_leave"],
            excused=tuple(cells["excused"]),
            sat_in=cells["sat_in"],
            observers=tuple(cells["observers"]),
        )


class DecisionForm(CasesForm):
    """The same outcome and the same votes for every case that is chosen."""

    outcome = forms.ChoiceField(
        label="决定", widget=forms.RadioSelect, choices=[(one.value, one.label) for one in OUTCOMES]
    )
    yes = _members("赞成", help_text="指赞成“同意”的人数。")
    no = _members("反对", initial=0)
    abstain = _members("弃权", initial=0)
    recused = _members("回避", initial=0, help_text="到会而不参加这一项表决的人数。")
    reason = few_lines("原因", required=False, max_length=LONGEST_REASON,
        help_text="不同意、暂缓的写明，将答复申请方；同意的不填。")  # fmt: skip
    next_steps = few_lines("下步努力方向", required=False, max_length=LONGEST_REASON)
    due_on = day_field("期限", required=False, help_text=_UNTIL)

    def __init__(self, given: Any, offered: Sequence[CaseLine], citable: Citable, **more: Any) -> None:
        super().__init__(given, offered, **more)
        ask_for_clauses(self, citable)
        for name, verbs in _NEEDED.items():
            needed_with(self.fields[name], "outcome", verbs)
        self.order_fields(("cases", "outcome", "yes", "no", "abstain", "recused", "reason", "clauses", *BOXES))

    @property
    def decided(self) -> list[DecidedCase]:
        cells = self.cleaned_data
        votes = {name: cells[name] for name in ("yes", "no", "abstain", "recused")}
        outcome, said = Verb(cells["outcome"]), reasons_in(cells)
        return [
            DecidedCase(case=one.case, version=one.version, outcome=outcome, said=said, **votes) for one in self.named
        ]


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def meeting_attendance(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_to_change(request, public)
    proposed = due_proposed(card.node, card.held_on)
    now = {
        "version": card.version,
        "due": card.due if card.due is not None else proposed,
        "present": card.present,
        "due_reason": card.due_reason,
        **asdict(card.who),
    }
    form = AttendanceForm(request.POST or None, initial=now)
    told = f"{proposed} 名" if proposed else "没有登记，按会议记录填写"
    sheet = replace(sheet_of(request, card, "登记到会", form, "登记到会"), facts=[("当日在该党组织任职的", told)])

    def hold(act: Act) -> None:
        cells = form.cleaned_data
        attended = Attended(due=cells["due"], present=cells["present"], reason=cells["due_reason"], who=form.who)
        hold_meeting(act, public, cells["version"], attended)

    return written(request, sheet, hold, "到会人数已登记，可以逐项登记决定。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def meeting_decide(request: HttpRequest, public: UUID) -> HttpResponse:
    """One case, or several that were decided alike."""
    card = card_to_change(request, public)
    offered = [one.case for one in card.open_items]
    asked = request.GET.get("case", "")
    chosen = [one for one in offered if str(one.uuid) == asked] or offered[:1]
    about = [one for one in offered if said_as(one) in request.POST.getlist("cases")] or chosen
    citable = citable_in(request, [one.uuid for one in about])
    form = DecisionForm(request.POST or None, offered, citable, initial={"cases": [said_as(one) for one in chosen]})
    sheet = replace(
        sheet_of(request, card, "登记决定", form, "登记决定"),
        facts=[("到会", _attended(card))],
        notes=["决定和票数相同的几项可以一并登记。登记后不能修改。"] if offered else ["各项都已登记决定。"],
    )

    def decide(act: Act) -> object:
        try:
            return decide_cases(act, public, form.decided)
        except Refused as refused:
            raise Refused(Decision(tuple(_told(refused, form, offered)))) from refused

    return written(request, sheet, decide, "决定已登记。", sheet.back)


def _attended(card: MeetingCard) -> str:
    return "还没有登记" if card.due is None else f"应到 {card.due} 名，实到 {card.present} 名"


def _told(refused: Refused, form: DecisionForm, offered: Sequence[CaseLine]) -> Iterator[Objection]:
    """What stands against all that were chosen alike is said once, the rest with the case it concerns."""
    labels = {one.uuid: label_of(one) for one in offered}
    rows, said = [labels.get(one.case, "") for one in form.named], set()
    for one in refused.decision.objections:
        alike = {each.row for each in refused.decision.objections if replace(each, row=None) == replace(one, row=None)}
        key = (one.code, one.field, one.fact)
        if len(alike) == len(rows):
            if key not in said:
                yield one
            said.add(key)
        else:
            about = rows[one.row] if one.row is not None and one.row < len(rows) else ""
            yield replace(one, fact=f"{about}：{one.fact}" if about else one.fact)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def meeting_close(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_to_change(request, public)
    form = VersionForm(request.POST or None, initial={"version": card.version})
    counts = [f"{verb.label} {sum(one.outcome is verb for one in card.items)} 项" for verb in OUTCOMES]
    sheet = replace(
        sheet_of(request, card, "办结会议", form, "办结会议"),
        facts=[("决定", "，".join(counts))],
        notes=["办结后议程和决定不再变动；同意的等待批复，不同意的等待答复。"],
    )
    return written(
        request, sheet, lambda act: close_meeting(act, public, form.cleaned_data["version"]), "会议已办结。", sheet.back
    )

"""What does the shared screen of a case need to know? Left the facts, right the objections, below the steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.http import HttpRequest
from django.urls import reverse

from shuniu.kernel.decision import Clause, Objection
from shuniu.policy.cases.deciding import DECIDING
from shuniu.policy.cases.planned import PLANNED_KINDS
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind, Verb
from shuniu.queries.accounts import granted
from shuniu.queries.cases.card import CaseCard, Party
from shuniu.queries.cases.documents import documents_of
from shuniu.web.cases.about import About, work_after
from shuniu.web.cases.asking import ASKED_FOR, asked_facts
from shuniu.web.cases.convening import convened_fact
from shuniu.web.cases.forms import CaseForm, remark_on
from shuniu.web.cases.planned import plannable
from shuniu.web.cases.telling import due_of, status_of, step_views
from shuniu.web.frame import actor_of, address_of, with_day, writing_off
from shuniu.web.parts import Link, Notice, Status, StepView
from shuniu.web.wording import day

NO_VALUE = "未填"


class Weighed(Protocol):
    """Something to be weighed that bars nothing."""

    @property
    def clause(self) -> Clause: ...
    @property
    def sentence(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field: what is filed, what was sent the time before where that was otherwise, the remark on it.

    ``box`` is where a remark is written, None for whoever does not review.
    """

    name: str
    label: str
    value: Any
    before: str = ""
    remark: str = ""
    box: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPart:
    title: str
    rows: Sequence[FieldRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """``address``: where the act is sent to; as a ``link`` it leads to a page on which the act is done."""

    label: str
    address: str
    link: bool = False
    red: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The address by which a verb is done; ``link``: it has a page of its own."""

    address: str
    link: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScreen:
    """``told``: objections come of an act that was refused just now; else they are what stands against it today.
    ``following``: the work that came of it."""

    state: Status
    due: Status | None
    facts: Sequence[tuple[str, Any]]
    parts: Sequence[FieldPart]
    changed: Sequence[FieldRow]
    buttons: Sequence[Button]
    steps: Sequence[StepView]
    following: Sequence[About] = ()
    notices: Sequence[Notice] = ()
    objections: Sequence[Objection] = ()
    findings: Sequence[Weighed] = ()
    checked: bool = False
    told: bool = False
    form: CaseForm | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a kind of case adds: its parts with their fields, how a value reads, where its verbs are done."""

    procedure: Procedure
    parts: Sequence[tuple[str, Sequence[str]]]
    said: Callable[[str, Any], Any]
    doors: Mapping[Verb, Door] = field(default_factory=dict)


def screen_of(
    request: HttpRequest, card: CaseCard, asked: Asked, form: CaseForm | None = None, **more: Any
) -> CaseScreen:
    """``form``: where remarks are written and the version is carried; ``more``: objections, findings, notices."""
    reviews = form is not None and Verb.RETURN in card.verbs and not card.own and not writing_off(request)
    parts = [
        FieldPart(title=title, rows=[_row(card, asked, name, form if reviews else None) for name in names])
        for title, names in asked.parts
    ]
    rows = [row for part in parts for row in part.rows]
    notices = [*_notices(card, actor_of(request).node), *more.pop("notices", ())]
    return CaseScreen(
        state=status_of(card.state),
        due=_due(request, card) if card.open else None,
        facts=[*_facts(request, card, asked.procedure.kind), *_undated(card, asked.procedure.kind)],
        parts=parts,
        changed=[row for row in rows if row.before],
        buttons=[] if writing_off(request) else [*_buttons(card, asked.doors), *_plan(card, asked.procedure)],
        steps=step_views(card.steps, asked.procedure.fields, lambda page: with_day(request, page)),
        following=work_after(request, card, asked.procedure.kind),
        notices=notices,
        form=form,
        **more,
    )


def _due(request: HttpRequest, card: CaseCard) -> Status | None:
    today = actor_of(request).today
    return due_of(card.due_on, today, provisional=card.due_provisional, planned=card.due_planned)


def _undated(card: CaseCard, kind: CaseKind) -> list[tuple[str, Any]]:
    """Where no text names a day and nobody has laid one down, that is said."""
    silent = card.open and card.due_on is None and kind in PLANNED_KINDS
    return [("期限", "原文未明示，还没有定计划日")] if silent else []


def _plan(card: CaseCard, procedure: Procedure) -> list[Button]:
    if not plannable(procedure, card):
        return []
    return [Button(label=Verb.PLAN.label, address=reverse("case_plan", args=[card.uuid]), link=True)]


def _row(card: CaseCard, asked: Asked, name: str, form: CaseForm | None) -> FieldRow:
    before = asked.said(name, card.before.get(name)) if card.before is not None and card.changed(name) else ""
    return FieldRow(
        name=name,
        label=asked.procedure.fields[name],
        value=asked.said(name, card.filed.get(name)),
        before=str(before or NO_VALUE) if card.changed(name) else "",
        remark=card.remarks.get(name, ""),
        box=form[remark_on(name)] if form is not None and remark_on(name) in form.fields else None,
    )


def _buttons(card: CaseCard, doors: Mapping[Verb, Door]) -> list[Button]:
    """In the order of the verbs; the first is red where it is this office's turn."""
    open_ones = [verb for verb in doors if verb in card.verbs and not (card.own and verb in DECIDING)]
    return [
        Button(
            label=doors[verb].label or verb.label,
            address=doors[verb].address,
            link=doors[verb].link,
            red=index == 0 and card.here,
        )
        for index, verb in enumerate(open_ones)
        if doors[verb].address
    ]


def _facts(request: HttpRequest, card: CaseCard, kind: CaseKind) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [("编号", card.number)] if card.number else []
    if card.unit is not None:
        facts.append(("社会组织", _linked(request, card.unit)))
    facts += [("参加单位", _linked(request, one)) for one in card.others]
    if card.party_organization is not None:
        facts.append(("党组织", card.party_organization[1]))
    if kind is CaseKind.FOLLOW_UP:
        facts += _to_follow_up(card)
    else:
        began = card.origin[1] if card.origin else "社会组织自行申请"
        facts.append(("起办", f"{began}（{card.begun_from.label}）" if card.begun_from else began))
        # Nothing of a hand-over is approved.
        above = "上级党组织" if kind is CaseKind.HANDOVER else "审批党组织"
        facts.append((above, card.committee[1] if card.committee else None))
        facts += [("现在由谁办", holder_of(card))] if card.open else []
    facts += asked_facts(request, card) if kind in ASKED_FOR else []
    facts += convened_fact(request, card)
    facts += [("生效日期", card.effective_on)] if card.effective_on else []
    facts += _sent_out(request, card)
    facts.append(("适用文件", _texts(request, card)))
    return facts


def _texts(request: HttpRequest, card: CaseCard) -> Link:
    """Which they are stands on a page of a later subject, for whoever decides: other offices open their own there."""
    actor, on = actor_of(request), day(card.law_day)
    own = card.committee is not None and card.committee[0] == actor.node and granted(actor, Action.READ_FIGURE)
    return Link(f"{on} 有效的文件", f"{address_of('texts')}?on={on}" if own else "")


def _to_follow_up(card: CaseCard) -> list[tuple[str, Any]]:
    """Nothing is applied for and nothing approved: somebody has something to do, under somebody."""
    doing = card.origin[1] if card.origin else card.unit.name if card.unit else ""
    return [("承办", doing or None), ("上级党组织", card.committee[1] if card.committee else None)]


def _sent_out(request: HttpRequest, card: CaseCard) -> list[tuple[str, Any]]:
    return [
        ("发文（补录）" if on_paper else "发文", Link(number, with_day(request, reverse("document", args=[public]))))
        for number, public, on_paper in documents_of(actor_of(request), card.key)
    ]


def holder_of(card: CaseCard) -> str:
    """Whose turn it is, by name where it lies with an office."""
    if card.holder is None:
        return ""
    if card.at is not None:
        return card.at[1]
    if card.holder is CaseHolder.APPLICANT and card.unit is not None:
        return card.unit.name
    return card.holder.label


def _linked(request: HttpRequest, one: Party) -> Link:
    """The card of another organization is not opened by the clerk of one of them."""
    actor = actor_of(request)
    opens = granted(actor, Action.READ_UNIT) and actor.unit in (None, one.key)
    return Link(one.name, with_day(request, reverse("organization", args=[one.uuid])) if opens else "")


def _notices(card: CaseCard, node: int | None) -> list[Notice]:
    found = []
    if card.here and node is not None and (card.at is None or card.at[0] != node):
        found.append(Notice(f"轮到{holder_of(card)}办理；那里没有可用账号，由本级代办。"))
    decided = "、".join(f"“{verb.label}”" for verb in Verb if verb in card.verbs & DECIDING)
    if card.own and decided:
        found.append(
            Notice(
                f"这件事项由当前账号提交，{decided}请由本级的其他账号办理；没有其他账号的，请上级党组织办理。", "soon"
            )
        )
    if card.unlocked is not None:
        found.append(Notice("已退回，请修改有退回意见的项目。其他项目不用再填。", "urgent"))
    if card.open and not card.here and card.verbs:
        found.append(Notice(f"现在由{holder_of(card)}办理。"))
    return found

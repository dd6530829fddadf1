"""What do the pages of applications and of adjustments share: how one is looked through, shown and answered?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from shuniu.commands.formation.reviewing import Looked
from shuniu.commands.journal import Act, act_of
from shuniu.kernel.decision import Refused
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.formation.applying import Checked
from shuniu.policy.words.cases import CaseKind, CaseState, Verb
from shuniu.policy.words.word import Word
from shuniu.queries.cases.card import CaseCard
from shuniu.web.cases.acting import MEANWHILE, Doing, acted, moved_meanwhile
from shuniu.web.cases.citing import clauses_said
from shuniu.web.cases.forms import CaseForm, remark_on
from shuniu.web.cases.numbering import NUMBER, NumberedForm, marks_for, number_fact, papers_of
from shuniu.web.cases.screen import Asked, CaseScreen, screen_of
from shuniu.web.cases.telling import next_words
from shuniu.web.frame import actor_of, day_of, writing_off
from shuniu.web.parts import Notice
from shuniu.web.refusals import Refusal
from shuniu.web.writing import Sheet, few_lines

Decide = Callable[[Act, Looked, CaseForm], object]
RETURNED, WITHDRAWN = "已退回，由申请方修改。", "已撤回，可以继续修改。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A case on its page: where that is, how it is shown with a form, and how as it is by now with what was written."""

    uuid: UUID
    address: str
    page: Callable[[CaseForm, Refusal], HttpResponse]
    anew: Callable[[Mapping[str, str], Refusal], HttpResponse]


class DropForm(CaseForm):
    reason = few_lines("终止的原因", max_length=LONGEST_REASON, required=False)


def decided(
    request: HttpRequest, form: CaseForm, shown: Shown, decide: Decide, done: str, *, accepting: bool = False
) -> HttpResponse:
    """What is done on the page itself; where it moved meanwhile, the next decision is on what it is now."""

    def work(act: Act) -> object:
        return decide(act, Looked(case=shown.uuid, version=form.cleaned_data["version"], seen=form.seen), form)

    def again(sent: CaseForm, refusal: Refusal) -> HttpResponse:
        if not moved_meanwhile(refusal):
            return shown.page(sent, refusal)
        return shown.anew({remark_on(name): text for name, text in sent.remarks.items()}, refusal)

    return acted(request, form, Doing(work=work, done=done, then=shown.address, again=again, accepting=accepting))


def accepted_words(card: CaseCard) -> str:
    return "初审通过，待上会研究。" if card.state is CaseState.REVIEWING else "材料审查通过，转入初审。"


ANSWERED = "已答复并列入发文登记，下步努力方向已列为后续工作。"


def answer_sheet(
    request: HttpRequest, card: CaseCard, kind: CaseKind, sheet: Callable[..., Sheet]
) -> tuple[NumberedForm, Sheet]:
    """What was refused or put off goes out as it was decided: only the number of the answer is asked for.

    ``sheet`` takes title, form, button and facts."""
    marks = marks_for(request, card.committee)
    form = NumberedForm(request.POST or None, marks, papers_of(request, card, kind), initial={"version": card.version})
    facts = [*_said_of_decision(card), number_fact(marks)]
    return form, replace(sheet("答复", form, "答复并发文", facts), template=NUMBER)


def _said_of_decision(card: CaseCard) -> list[tuple[str, Any]]:
    """Why it was not agreed to and what comes next, as it goes out with the answer."""
    said = next((one for one in reversed(card.steps) if one.verb in (Verb.REFUSE, Verb.DEFER)), None)
    if said is None:
        return []
    told: list[tuple[str, Any]] = [("决定", Verb(said.verb).label), ("原因", said.reason)]
    told += [("依据的条款", clauses_said(said.clauses)), ("下步努力方向", said.next_steps)]
    label = "再次提交期限" if said.verb == Verb.DEFER else "下步工作的期限"
    return [*told, (label, said.due_on)] if said.due_on else told


def checked_today(
    request: HttpRequest, card: CaseCard, states: Collection[Word], ask: Callable[[Act], Checked]
) -> Checked | None:
    """What the law says of it today, for whoever has it in hand; nothing once it has been decided."""
    if not card.here or card.state not in states or writing_off(request):
        return None
    try:
        return ask(act_of(actor_of(request), day_of(request)))
    except Refused:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What stands against the act that was tried, or what the law says today where none was; and the notices."""

    refusal: Refusal
    checked: Checked | None
    notices: list[Notice]


def screen_with(request: HttpRequest, card: CaseCard, asked: Asked, form: CaseForm, told: Told) -> CaseScreen:
    tried, checked = told.refusal.objections, told.checked
    return screen_of(
        request,
        card,
        asked,
        form,
        objections=tried or (checked.decision.objections if checked else ()),
        findings=checked.findings if checked else (),
        checked=checked is not None,
        told=bool(tried),
        notices=told.notices,
    )


def meanwhile(refusal: Refusal) -> list[Notice]:
    return [Notice(MEANWHILE, "urgent")] if moved_meanwhile(refusal) else []


def reasoned(card: CaseCard, words: Mapping[Word, str]) -> list[Notice]:
    """Why it was refused or put off, and what comes next; ``words`` by the states that say so."""
    step = next((one for one in reversed(card.steps) if one.reason), None)
    if card.state not in words or step is None:
        return []
    clauses = f"依据：{clauses_said(step.clauses)}。" if step.clauses else ""
    return [Notice(f"{words[card.state]}：{step.reason}", "urgent", f"{clauses}{next_words(step)}")]

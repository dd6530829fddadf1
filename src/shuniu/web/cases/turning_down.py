"""答复: how is it asked for, and how is it told, that a case was refused or put off?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from shuniu.policy.words.cases import CaseKind, CaseState, Verb
from shuniu.policy.words.word import Word
from shuniu.queries.cases.card import CaseCard
from shuniu.web.cases.citing import clauses_said
from shuniu.web.cases.numbering import NUMBER, NumberedForm, marks_for, number_fact, papers_of
from shuniu.web.cases.telling import next_words
from shuniu.web.parts import Notice
from shuniu.web.writing import Sheet

ANSWERED = "已答复并列入发文登记，下步努力方向已列为后续工作。"
# What was put off lies with whoever asked, itself.
ANSWERED_LATER = "已答复并列入发文登记，由申请方在期限以前再次提交。"
# How it is told of whatever kind has no words of its own.
TURNED_DOWN: Mapping[Word, str] = {
    CaseState.REFUSED: "不同意",
    CaseState.DEFERRED: "暂缓",
    CaseState.TO_ANSWER: "研究结果为不同意",
    CaseState.TO_PUT_OFF: "研究结果为暂缓",
}


def answer_sheet(
    request: HttpRequest, card: CaseCard, kind: CaseKind, sheet: Callable[..., Sheet]
) -> tuple[NumberedForm, Sheet]:
    """What was refused or put off goes out as it was decided: only the number of the answer is asked for.

    ``sheet`` takes title, form, button and facts."""
    marks = marks_for(request, card.committee)
    form = NumberedForm(request.POST or None, marks, papers_of(request, card, kind), initial={"version": card.version})
    facts = [*said_of_decision(card), number_fact(marks)]
    return form, replace(sheet("答复", form, "答复并发文", facts), template=NUMBER)


def said_of_decision(card: CaseCard) -> list[tuple[str, Any]]:
    """Why it was not agreed to and what comes next, as it goes out with the answer."""
    said = next((one for one in reversed(card.steps) if one.verb in (Verb.REFUSE, Verb.DEFER)), None)
    if said is None:
        return []
    told: list[tuple[str, Any]] = [("决定", Verb(said.verb).label), ("原因", said.reason)]
    told += [("依据的条款", clauses_said(said.clauses)), ("下步努力方向", said.next_steps)]
    label = "再次提交期限" if said.verb == Verb.DEFER else "下步工作的期限"
    return [*told, (label, said.due_on)] if said.due_on else told


def reasoned(card: CaseCard, words: Mapping[Word, str] = TURNED_DOWN) -> list[Notice]:
    """Why it was refused or put off, and what comes next; ``words`` by the states that say so."""
    step = next((one for one in reversed(card.steps) if one.reason), None)
    if card.state not in words or step is None:
        return []
    clauses = f"依据：{clauses_said(step.clauses)}。" if step.clauses else ""
    return [Notice(f"{words[card.state]}：{step.reason}", "urgent", f"{clauses}{next_words(step)}")]

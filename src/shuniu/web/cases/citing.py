"""How is it asked, and told, why something is refused or put off: the reason, its clauses, what comes next?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, QueryDict

from shuniu.commands.formation.failing import Citable, clauses_to_cite
from shuniu.commands.journal import act_of
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.reasoning import Reasons, clause_said
from shuniu.queries.cases.meetings import AgendaLine
from shuniu.web.cases.forms import CaseForm
from shuniu.web.frame import actor_of, day_of
from shuniu.web.wording import day
from shuniu.web.writing import day_field, few_lines

# Boxes for what the checks did not find; each takes one clause.
BOXES = ("other_clause", "further_clause")
_FAILING = "检查中不符合的条款。"
_NONE_FAILING = "检查没有发现不符合的条款，请在下面查找。"
_LIST = "clauses-known"


class ClauseInput(forms.TextInput):
    """A line in which a clause is found by a part of it. ``known``: what is offered, with the first box only."""

    template_name = "forms/clause.html.jinja"

    def __init__(self, known: Iterable[str] = ()) -> None:
        super().__init__(attrs={"list": _LIST, "autocomplete": "off"})
        self.known = tuple(known)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return {**context, "known": self.known, "list": _LIST}


class ClauseField(forms.CharField):
    """One clause by its words; cleaned to its key."""

    def __init__(self, known: Mapping[str, str], **more: Any) -> None:
        super().__init__(required=False, **more)
        self._keys = {words: key for key, words in known.items()}

    def clean(self, value: Any) -> str:
        words = super().clean(value).strip()
        if words and words not in self._keys:
            raise forms.ValidationError("没有找到这一条，请从列出的条款中选定。")
        return self._keys.get(words, "")


class ReasonsForm(CaseForm):
    """Why a case is refused: in words, by which clauses, and what comes next, with a day where one is set."""

    reason = few_lines("原因", max_length=LONGEST_REASON, help_text="写给申请方看得懂的原因。")
    next_steps = few_lines("下步努力方向", max_length=LONGEST_REASON, help_text="怎样可以再申请，或改用什么办法。")
    due_on = day_field("下步工作的期限", required=False, help_text="后续工作办到哪一天；没有定的不填。")

    def __init__(self, given: Any, citable: Citable, **more: Any) -> None:
        super().__init__(given, **more)
        ask_for_clauses(self, citable)
        # Ticked or found below: neither is needed alone, one of them is.
        self.fields["clauses"].needed_said = "至少一条"  # type: ignore[attr-defined]
        self.order_fields(("reason", "clauses", *BOXES, "next_steps", "due_on"))

    @property
    def said(self) -> Reasons:
        return reasons_in(self.cleaned_data)


class PuttingOffForm(ReasonsForm):
    """What is put off says until when."""

    due_on = day_field("再次提交期限", help_text="申请方在这一天以前办好再报，到期没有报来的列为超期。")


def citable_in(request: HttpRequest, cases: Collection[UUID]) -> Citable:
    """What may be cited of these cases, those they fail today first."""
    return clauses_to_cite(act_of(actor_of(request), day_of(request)), cases)


class ClausesField(forms.MultipleChoiceField):
    """What was ticked stays ticked, also where it is not among those that fail any more."""

    def __init__(self, known: Mapping[str, str], **more: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, required=False, **more)
        self._known = known

    def valid_value(self, value: str) -> bool:
        return value in self._known


def ask_for_clauses(form: forms.Form, citable: Citable) -> None:
    """Those that fail to tick, the others to be found; in the order of the form, after the reason."""
    known = {**citable.failing, **citable.others}
    words = citable.others.values()
    ticked = form.data.getlist("clauses") if isinstance(form.data, QueryDict) else ()
    offered_first = {**citable.failing, **{key: known[key] for key in ticked if key in known}}
    form.fields["clauses"] = ClausesField(
        known,
        label="依据的条款",
        choices=list(offered_first.items()),
        help_text=_FAILING if citable.failing else _NONE_FAILING,
    )
    labels = ("其他条款", "另一条款")
    for name, label, offered in zip(BOXES, labels, (words, ()), strict=True):
        form.fields[name] = ClauseField(
            known, label=label, widget=ClauseInput(offered), help_text="写出文件或条款的几个字，从列出的条款中选定。"
        )


def reasons_in(cells: Mapping[str, Any]) -> Reasons:
    chosen = [*cells["clauses"], *(cells[name] for name in BOXES if cells[name])]
    return Reasons(
        reason=cells["reason"],
        clauses=tuple(dict.fromkeys(chosen)),
        next_steps=cells["next_steps"],
        due_on=cells.get("due_on"),
    )


def clauses_said(keys: Iterable[str]) -> str:
    return "；".join(clause_said(key) for key in keys)


def said_of(one: AgendaLine) -> str:
    """Why a meeting did not agree to a case, in one line."""
    until = day(one.due_on) if one.due_on else ""
    named = (("原因", one.reason), ("依据", clauses_said(one.clauses)), ("下步", one.next_steps), ("期限", until))
    return "；".join(f"{label}：{text.rstrip('。')}" for label, text in named if text)

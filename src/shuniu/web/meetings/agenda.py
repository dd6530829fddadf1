"""Put on the agenda what waits for a meeting, move it back, set the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuniu.commands.cases.meetings import CaseNamed, arrange_cases, schedule_cases, unschedule_cases
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.cases.meetings import AgendaLine, CaseLine, waiting_for
from shuniu.web.frame import actor_of, day_of
from shuniu.web.meetings.planning import VersionForm, card_to_change, sheet_of
from shuniu.web.meetings.views import about_of
from shuniu.web.rights import needs
from shuniu.web.wording import word
from shuniu.web.writing import ActForm, only_today, written

_MOVED = "所选事项刚刚有变动，请重新选择。"


def said_as(case: CaseLine) -> str:
    """As a choice carries it: which case, and as it was looked at."""
    return f"{case.uuid}.{case.version}"


def label_of(case: CaseLine) -> str:
    kind = word(case.kind, CaseKind)
    return f"{about_of(case)}：{kind}{f'（{case.number}）' if case.number else ''}"


class CasesForm(ActForm):
    """Some of the cases that are offered."""

    cases = forms.MultipleChoiceField(
        label="事项", widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": _MOVED}
    )

    def __init__(self, given: Any, offered: Sequence[CaseLine], **more: Any) -> None:
        super().__init__(given, **more)
        field = self.fields["cases"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(said_as(one), label_of(one)) for one in offered]

    @property
    def named(self) -> list[CaseNamed]:
        chosen = [text.rsplit(".", 1) for text in self.cleaned_data["cases"]]
        return [CaseNamed(case=UUID(case), version=int(version)) for case, version in chosen]


class OrderForm(VersionForm):
    """One place for each case of the agenda."""

    def __init__(self, given: Any, items: Sequence[AgendaLine], **more: Any) -> None:
        super().__init__(given, **more)
        self.items = items
        for place, one in enumerate(items, 1):
            self.fields[f"at_{one.case.uuid.hex}"] = forms.IntegerField(
                label=about_of(one.case), initial=place, min_value=1, max_value=999
            )

    @property
    def order(self) -> list[UUID]:
        """By the numbers; of two with one number the one that stood first."""
        places = {one.case.uuid: self.cleaned_data[f"at_{one.case.uuid.hex}"] for one in self.items}
        return sorted(places, key=lambda one: int(places[one]))


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def meeting_add(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_to_change(request, public)
    offered = waiting_for(actor_of(request), card.node, day_of(request))
    return _moved(request, public, offered, ("增加议题", "列入议程", "没有待上会的事项。"), schedule_cases)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def meeting_remove(request: HttpRequest, public: UUID) -> HttpResponse:
    offered = [one.case for one in card_to_change(request, public).open_items]
    words = ("移出议题", "移出议程", "议程上没有可以移出的事项。")
    return _moved(request, public, offered, words, unschedule_cases)


def _moved(
    request: HttpRequest,
    public: UUID,
    offered: Sequence[CaseLine],
    words: tuple[str, str, str],
    command: Callable[[Act, UUID, Sequence[CaseNamed]], object],
) -> HttpResponse:
    title, submit, none = words
    form = CasesForm(request.POST or None, offered)
    sheet = sheet_of(request, card_to_change(request, public), title, form, submit)
    sheet = sheet if offered else replace(sheet, notes=[none])
    return written(request, sheet, lambda act: command(act, public, form.named), f"已{submit}。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def meeting_order(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_to_change(request, public)
    form = OrderForm(request.POST or None, card.items, initial={"version": card.version})

    def arrange(act: Act) -> None:
        arrange_cases(act, public, form.cleaned_data["version"], form.order)

    sheet = replace(sheet_of(request, card, "调整议程顺序", form, "保存顺序"), notes=["写上每项的序号，小的在前。"])
    return written(request, sheet, arrange, "议程顺序已调整。", sheet.back)

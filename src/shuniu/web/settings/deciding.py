"""Decide a value where the texts leave it to the office, adopt what a text reports, or withdraw what was decided."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.packs.decide import (
    AdoptedPractice,
    DecidedFigure,
    adopt_practices,
    decide_figures,
    withdraw_figures,
)
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures, vocabulary
from shuniu.policy.packs.deciding import right_to_decide
from shuniu.policy.packs.readings import TOLD, said
from shuniu.queries.accounts import granted
from shuniu.queries.decided import decided_words, own_decision
from shuniu.queries.packs import NoTexts, figures_of
from shuniu.queries.seen import decisions_seen
from shuniu.web.figures.asked import Asked
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.settings.forms import DecideForm, WithdrawForm
from shuniu.web.settings.frame import crumbs, first_day, place, set_down, settable
from shuniu.web.settings.texts import decidable
from shuniu.web.writing import Sheet, only_today


def _asked(request: HttpRequest, key: str) -> tuple[Asked, Figures, tuple[int, ...]]:
    """The node of the page, what its texts say, and the node's own decisions about the key."""
    right = right_to_decide(key)
    if not granted(actor_of(request), right):
        raise PermissionDenied
    if key not in vocabulary() or key in TOLD:
        raise Http404
    asked = settable(request, right)
    seen = decisions_seen(asked.key, key)
    try:
        return asked, figures_of(asked.key, day_of(request)), seen
    except NoTexts as none:
        raise Http404 from none


def _sheet(request: HttpRequest, asked: Asked, key: str, **more: Any) -> Sheet:
    back, label = place(request, "text_value", asked, key), vocabulary()[key].label
    above = Link("适用文本", place(request, "texts", asked))
    title = f"{more.pop('act')}：{label}"
    return Sheet(
        title=title,
        lead=asked.name,
        back=back,
        crumbs=crumbs(request, above, Link(label, back), Link(more["submit"], "")),
        **more,
    )


def _now(key: str, figures: Figures) -> list[tuple[str, Any]]:
    """What holds today and how far the texts go, above the form."""
    one, silence = figures.stated(key), figures.silent_keys().get(key)
    facts: list[tuple[str, Any]] = [("现在取值", said(key, one.value) + one.unit if one else "原文未明示")]
    if silence is not None:
        facts += [("原文情况", silence.note), ("条款", silence.clause.title or silence.clause.key)]
    elif one is not None:
        facts.append(("依据", one.decision or one.clause.title))
    return [*facts, ("由谁决定", vocabulary()[key].who or "本级党组织")]


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.READ_FIGURE)
def text_decide(request: HttpRequest, key: str) -> HttpResponse:
    """本级决定, where there is something to decide: what the texts state has no form here."""
    asked, figures, seen = _asked(request, key)
    if not decidable(asked, key, figures):
        raise Http404
    form = DecideForm(request.POST or None, vocabulary()[key], figures, initial={**first_day(request), "seen": seen})

    def decide(act: Act) -> object:
        told: dict[str, Any] = {"decision": form.cleaned_data["decision"], "seen": form.seen}
        if form.pack:
            row = AdoptedPractice(party_organization=asked.key, key=key, pack=form.pack, **told)
            return adopt_practices(act, [row])
        own = DecidedFigure(party_organization=asked.key, key=key, value=form.value, **told)
        return decide_figures(act, [own])

    sheet = _sheet(
        request, asked, key, act="本级决定", form=form, submit="登记决定", facts=_now(key, figures),
        fields={"pack": "way"},
    )  # fmt: skip
    return set_down(request, sheet, decide, "本级决定已登记。")


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.READ_FIGURE)
def text_withdraw(request: HttpRequest, key: str) -> HttpResponse:
    asked, _, seen = _asked(request, key)
    held = own_decision(asked.key, key, day_of(request))
    if held is None:
        raise Http404
    form = WithdrawForm(request.POST or None, initial={**first_day(request), "seen": seen})
    facts = [("已决定", decided_words(key, held["value"])), ("决定", held["decision"])]
    sheet = _sheet(
        request, asked, key, act="撤回本级决定", form=form, submit="撤回", facts=facts,
        notes=["撤回后从这一天起按文件或上级的决定执行，已登记的以后的决定一并撤回；以前的日子不变。"],
    )  # fmt: skip

    def withdraw(act: Act) -> object:
        return withdraw_figures(act, [(asked.key, key)], seen=form.seen)

    return set_down(request, sheet, withdraw, "本级决定已撤回。")

"""Which texts apply at a Party organization on a day: every value with its clause, and where they are silent?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.packs import Figure, Figures, Statement, load_packs, vocabulary
from shuniu.policy.packs.deciding import is_open, practices_to_adopt, right_to_decide
from shuniu.policy.packs.readings import TOLD, choices, proposed, said
from shuniu.policy.packs.texts import Shape
from shuniu.queries.decided import Decision, decisions_at, decisions_on, own_decision
from shuniu.queries.packs import NoTexts, figures_of, texts_of
from shuniu.web.dated import dated_facts
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.settings.clauses import Opened, clause_behind, clause_of
from shuniu.web.settings.frame import crumbs, may_set, place, shown
from shuniu.web.wording import moment, stretch


@require_GET
@needs(Action.READ_FIGURE)
def texts(request: HttpRequest) -> HttpResponse:
    """Values stand in the order of the vocabulary; what the office decided and what nobody stated stand first."""
    asked = asked_node(request)
    context: dict[str, Any] = {
        "crumbs": crumbs(request, Link("适用文本", "")),
        "chain": [],
        "decided": [],
        "silent": [],
        "values": [],
    }
    try:
        figures = figures_of(asked.key, day_of(request))
    except NoTexts:
        return shown(request, "settings/texts.html.jinja", asked, context)
    silent, stated = figures.silent_keys(), set(figures.keys())
    context["chain"] = [load_packs()[key].title for key in figures.chain]
    context["decided"] = [_decided(request, asked, one) for one in decisions_at(asked.key, day_of(request))]
    context["silent"] = [_silent(request, asked, silent[key]) for key in vocabulary() if key in silent]
    context["values"] = [_line(request, asked, figures.value(key)) for key in vocabulary() if key in stated]
    return shown(request, "settings/texts.html.jinja", asked, context)


def _named(request: HttpRequest, asked: Asked, key: str) -> Link:
    return Link(vocabulary()[key].label, place(request, "text_value", asked, key))


def _decided(request: HttpRequest, asked: Asked, one: Decision) -> tuple[Any, ...]:
    return (
        _named(request, asked, one.key),
        one.said,
        one.decision,
        "本级" if one.own else one.node,
        stretch(one.period),
        f"{one.recorded_by}，{moment(one.recorded_at)}",
    )


def _silent(request: HttpRequest, asked: Asked, one: Statement) -> tuple[Any, ...]:
    return _named(request, asked, one.key), one.note, clause_of(one), vocabulary()[one.key].who or "本级党组织"


def _line(request: HttpRequest, asked: Asked, one: Figure) -> tuple[Any, ...]:
    pack = load_packs().get(one.pack)
    marks = "、".join(one.marks) or one.force.label
    return (
        _named(request, asked, one.key),
        said(one.key, one.value) + one.unit,
        clause_behind(one),
        pack.title if pack else one.decision or "本级决定",
        f"{marks}、本级已采用" if pack and one.decision else marks,
    )


@require_GET
@needs(Action.READ_FIGURE)
def text_value(request: HttpRequest, key: str) -> HttpResponse:
    """One value: what each text says of it, what the office decided and when, and what may be done."""
    if key not in vocabulary():
        raise Http404
    asked, on = asked_node(request), day_of(request)
    try:
        figures = figures_of(asked.key, on)
    except NoTexts as none:
        raise Http404 from none
    label = vocabulary()[key].label
    context = {
        "label": label,
        "crumbs": crumbs(request, Link("适用文本", place(request, "texts", asked)), Link(label, "")),
        "facts": _facts(key, figures),
        "said": _said_by_texts(key, figures),
        "elsewhere": _elsewhere(key, figures),
        "timeline": dated_facts(actor_of(request), decisions_on(asked.key, key), on),
        "acts": _acts(request, asked, key),
    }
    return shown(request, "settings/value.html.jinja", asked, context)


def _facts(key: str, figures: Figures) -> list[tuple[str, Any]]:
    one, entry = figures.stated(key), vocabulary()[key]
    if one is not None:
        marks = "、".join(one.marks) or one.force.label
        return [("取值", said(key, one.value) + one.unit), ("效力", marks), ("依据", one.decision or one.clause.title)]
    facts: list[tuple[str, Any]] = [("取值", "原文未明示"), ("由谁决定", entry.who or "本级党组织")]
    if proposed(key):
        facts.append(("建议读法", choices(key)[proposed(key)] + "（须由本级决定后才作数）"))
    return facts


def _statements(key: str, chain: tuple[str, ...], figures: Figures) -> list[Statement]:
    found = [load_packs()[pack].in_force(figures.on).get(key) for pack in chain]
    return [one for one in found if one is not None]


def _row(one: Statement) -> tuple[str, str, Opened, str]:
    value = "原文未明示" if one.silent else said(one.key, one.value) + vocabulary()[one.key].unit
    return load_packs()[one.pack].title, value, clause_of(one), one.force.label


def _said_by_texts(key: str, figures: Figures) -> list[tuple[str, str, Opened, str]]:
    return [_row(one) for one in _statements(key, figures.chain, figures)]


def _elsewhere(key: str, figures: Figures) -> list[tuple[str, str, Opened, str]]:
    """What texts of other places say, to read and not to hold: only where the own ones leave the key open."""
    if not is_open(key, figures):
        return []
    others = tuple(pack for pack in load_packs() if pack not in figures.chain)
    return [_row(one) for one in _statements(key, others, figures) if not one.silent]


def decidable(asked: Asked, key: str, figures: Figures) -> bool:
    """Is there anything an office can set down here: a value of its own, or a practice to adopt?"""
    if key in TOLD:
        return False
    own = vocabulary()[key].shape is not Shape.RULES and is_open(key, texts_of(asked.key, figures.on))
    return own or bool(practices_to_adopt(key, figures.chain))


def _acts(request: HttpRequest, asked: Asked, key: str) -> list[Link]:
    if not may_set(request, right_to_decide(key), asked):
        return []
    held = own_decision(asked.key, key, day_of(request)) is not None
    acts = []
    if decidable(asked, key, figures_of(asked.key, day_of(request))):
        acts.append(Link("另作决定" if held else "作出决定", place(request, "text_decide", asked, key)))
    if held:
        acts.append(Link("撤回决定", place(request, "text_withdraw", asked, key)))
    return acts

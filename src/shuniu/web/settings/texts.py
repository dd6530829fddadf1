"""Which texts apply at a Party organization on a day: every value with its clause, and where they are silent?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.packs import load_packs, vocabulary
from shuniu.policy.packs.merging import Figure
from shuniu.queries.packs import NoTexts, figures_of
from shuniu.queries.party.choosing import Choice, committees_to_read
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import plain


@require_GET
@needs(Action.READ_FIGURE)
def texts(request: HttpRequest) -> HttpResponse:
    """Values stand in the order of the vocabulary; what nobody stated stands first."""
    node = _node(request)
    context: dict[str, Any] = {
        "name": node.name,
        "crumbs": [Link("管理", with_day(request, reverse("settings"))), Link("适用文本", "")],
        "chain": [],
        "silent": [],
        "values": [],
    }
    try:
        figures = figures_of(node.key, day_of(request))
    except NoTexts:
        return framed(request, "settings/texts.html.jinja", context)
    context["chain"] = [load_packs()[key].title for key in figures.chain]
    context["silent"] = [
        (vocabulary()[key].label, one.note, one.clause.title or one.clause.key, vocabulary()[key].who or "本级党组织")
        for key, one in figures.silent_keys().items()
    ]
    stated = set(figures.keys())
    context["values"] = [_line(figures.value(key)) for key in vocabulary() if key in stated]
    return framed(request, "settings/texts.html.jinja", context)


def _node(request: HttpRequest) -> Choice:
    """The node of the address, else the own one; foreign and missing are the same 404."""
    actor, code = actor_of(request), request.GET.get("node", "")
    found = committees_to_read(actor, day_of(request))
    chosen = next((one for one in found if (one.code == code if code else one.key == actor.node)), None)
    if chosen is None:
        raise Http404
    return chosen


def _line(one: Figure) -> tuple[str, str, str, str, str]:
    pack = load_packs().get(one.pack)
    return (
        one.label,
        f"{_said(one.value)}{one.unit}",
        one.clause.title or one.clause.key,
        pack.title if pack else one.decision or "本级决定",
        "、".join(one.marks) or one.force.label,
    )


def _said(value: Any) -> str:
    """A list is told by the labels of its rows."""
    if isinstance(value, tuple):
        return "、".join(str(one["label"]) if isinstance(one, Mapping) else str(one) for one in value)
    return str(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else plain(value)

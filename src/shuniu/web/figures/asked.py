"""Whose figures does an address ask for?"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.queries.party.choosing import Choice, choices_of
from shuniu.statistics import Ambiguous, NotYours, node_named
from shuniu.web.frame import actor_of, day_of


@dataclass(frozen=True, slots=True)
class Asked:
    """The node the page is about, with its name on the day (its last known name before and after it existed)."""

    key: int
    code: str
    name: str
    own: bool


def asked_node(request: HttpRequest) -> Asked:
    """The node of ``?node=``, by default the actor's own. Foreign and missing are the same 404."""
    actor, on = actor_of(request), day_of(request)
    if not granted(actor, Action.READ_FIGURE) or actor.node is None:
        raise PermissionDenied
    text = request.GET.get("node", "").strip()
    try:
        key = node_named(actor, text, on) if text else actor.node
    except (NotYours, Ambiguous) as problem:
        raise Http404 from problem
    told: Choice = choices_of([key], on)[key]
    return Asked(key, told.code, told.name, key == actor.node)

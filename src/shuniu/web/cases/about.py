"""The cases about one unit or one Party organization, on its card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind, CaseState, Verb
from shuniu.queries.accounts import granted
from shuniu.queries.cases.about import cases_about_node, cases_about_unit, following
from shuniu.queries.cases.card import CaseCard
from shuniu.web.cases.telling import due_of, kind_of, page_of_kind, status_of
from shuniu.web.frame import actor_of, with_day
from shuniu.web.parts import Link, Status

# Kind as a link, state, day, number.
About = tuple[Link, Status, Status | None, str]


def reads_cases(request: HttpRequest) -> bool:
    return granted(actor_of(request), Action.READ_CASE)


def about_unit(request: HttpRequest, unit: int) -> list[About]:
    return _rows(request, cases_about_unit(actor_of(request), unit))


def about_node(request: HttpRequest, node: int) -> list[About]:
    return _rows(request, cases_about_node(actor_of(request), node))


# What is decided on with work to follow.
_FOLLOWED = frozenset({CaseKind.FORMATION, CaseKind.ADJUSTMENT, CaseKind.APPOINTMENT})
_DECIDED = frozenset({Verb.REPLY, Verb.ANSWER})


def work_after(request: HttpRequest, card: CaseCard, kind: CaseKind) -> list[About]:
    """What was left to do, once it was replied to."""
    if kind not in _FOLLOWED or not any(one.verb in _DECIDED for one in card.steps):
        return []
    return _rows(request, following(actor_of(request), card.committee[0] if card.committee else None, card.uuid))


def _rows(request: HttpRequest, found: Sequence[Mapping[str, Any]]) -> list[About]:
    today = actor_of(request).today

    def linked(row: Mapping[str, Any]) -> Link:
        page = page_of_kind(row["kind"], row["uuid"])
        return Link(kind_of(row), with_day(request, page) if page else "")

    return [
        (
            linked(row),
            status_of(CaseState(row["state"])),
            due_of(row["due_on"], today, provisional=row["due_provisional"], planned=row["due_planned"])
            if row["holder"]
            else None,
            row["number"],
        )
        for row in found
    ]

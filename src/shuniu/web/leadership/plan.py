"""书记队伍长远规划 (J08) as the page of a leadership shows it; what is open leads to where the office decides it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.grants import Action
from shuniu.policy.leadership.secretary_plan import PlanDue, PlanLine
from shuniu.queries.accounts import granted
from shuniu.queries.leadership.board import Board
from shuniu.web.clauses import clause_words
from shuniu.web.frame import actor_of, with_day
from shuniu.web.parts import Link, Status
from shuniu.web.wording import day

DUE = {
    PlanDue.LATER: None,
    PlanDue.THIS_YEAR: Status("今年到期，请研究下一步规划", "soon"),
    PlanDue.OVER: Status("已到期，请重新作出决定", "urgent"),
}


def plan_part(request: HttpRequest, found: Board) -> dict[str, Any] | None:
    """Nothing where no text wants a plan."""
    if found.plan is None:
        return None
    links = granted(actor_of(request), Action.READ_FIGURE)
    return {
        "clause": clause_words(found.plan.clause.key),
        "due": DUE[found.plan.due] if found.plan.due is not None else None,
        "rows": [_row(request, found.code, one, links=links) for one in found.plan.lines],
    }


def _row(request: HttpRequest, code: str, one: PlanLine, *, links: bool) -> dict[str, Any]:
    address = with_day(request, reverse("text_value", args=[one.key]), node=code) if links else ""
    return {
        "label": Link(one.label, address),
        "said": one.said or "原文未明示，还没有决定",
        "decision": one.decision or "—",
        "since": day(one.since) if one.since is not None and one.said else "—",
        "note": one.note,
    }

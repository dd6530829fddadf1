"""Is the long-term plan for secretaries of the own office due (J08)? The plan is with whoever decided to which year it
runs; what stands below takes it over and has nothing to see to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.access import Actor, granted
from shuniu.models import LocalFigure
from shuniu.policy.grants import Action
from shuniu.policy.leadership.secretary_plan import UNTIL, PlanDue, secretary_plan
from shuniu.queries.days import during
from shuniu.queries.facts.packs import figures_at


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePlan:
    """``code``: of the office that holds it."""

    code: str
    until: date
    over: bool


def plan_due(actor: Actor, on: date) -> DuePlan | None:
    """None before its last year, and where the own office has decided nothing or its texts want no plan."""
    if actor.node is None or not granted(actor, Action.READ_PARTY_ORGANIZATION):
        return None
    own = LocalFigure.objects.filter(during(on), party_organization=actor.node, key=UNTIL)
    code = own.values_list("party_organization__code", flat=True).first()
    figures = figures_at([actor.node], on)[actor.node] if code is not None else None
    plan = secretary_plan(figures, on) if figures is not None else None
    if code is None or plan is None or plan.until is None or plan.due is PlanDue.LATER:
        return None
    return DuePlan(code=code, until=plan.until, over=plan.due is PlanDue.OVER)

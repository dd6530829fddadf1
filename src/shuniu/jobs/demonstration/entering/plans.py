"""How some uncovered organizations are to be covered: plans, one of them late, and what the planner proposes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from shuniu.commands.formation.planning import ask_planning
from shuniu.commands.formation.plans import Plan, set_plans
from shuniu.commands.journal import act_of
from shuniu.jobs.demonstration.entering.known import Known
from shuniu.jobs.demonstration.plan import Organization, World
from shuniu.policy.words.pipeline import PlanWay
from shuniu.queries.accounts import Actor

ENOUGH, FEW = 3, 1
IN_TIME, PASSED = timedelta(days=75), timedelta(days=12)
MADE, MADE_LONG_AGO = timedelta(days=20), timedelta(days=150)


def plan_formations(known: Known, world: World, office: Actor, own: str, covered: Collection[int]) -> None:
    """By the clerk of the cast's committee; ``covered`` are the organizations that a branch covers."""
    today = known.clerk.today
    mine = [
        one
        for one in world.organizations
        if one.standing(today) and one.committee(today) == own and one.key not in covered
    ]
    full = {row.organization: row.full_members for row in world.surveys[-1].rows}
    few = [one for one in mine if FEW <= full.get(one.key, 0) < ENOUGH]
    none = [one for one in mine if one.key in full and not full[one.key]]
    node = known.nodes[own]

    def plan(one: Organization, way: PlanWay, planned_on: date, reason: str, note: str = "") -> Plan:
        return Plan(
            unit=known.units[one.key],
            party_organization=node,
            way=way.value,
            planned_on=planned_on,
            reason=reason,
            note=note,
        )

    set_plans(
        act_of(office, today - MADE),
        [
            *(
                plan(one, PlanWay.JOINT, today + IN_TIME, "正式党员不足3名", "与同一街道的两家同类单位联合")
                for one in few[:2]
            ),
            *(plan(one, PlanWay.INSTRUCTOR, today + IN_TIME, "没有党员") for one in none[:1]),
        ],
    )
    set_plans(
        act_of(office, today - MADE_LONG_AGO),
        [plan(one, PlanWay.JOINT, today - PASSED, "正式党员不足3名，联合对象尚未商定") for one in few[2:3]],
    )
    ask_planning(act_of(office, today), node)

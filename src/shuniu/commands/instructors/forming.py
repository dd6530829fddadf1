"""Begin an application to set up a Party organization from the plan of the instructor who is sent there.

An office that answers for the organization begins it, and it lies with this office; or the account of an instructor
does, and it lies with the office that answers for the organization. What the register and the plan know stands in it
already, and that it came of the instructor's plan is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.commands.formation.asking import Applied
from shuniu.commands.formation.filling import begin_formation
from shuniu.commands.instructors.pool import codes_of, in_reach
from shuniu.commands.journal import Act, lock_units
from shuniu.commands.journal.reaching import out_of_reach, refuse, units_in_reach
from shuniu.models import FormationPlan, Posting
from shuniu.policy.grants import Action
from shuniu.policy.instructors.forming import BeginningFacts, may_begin_from_plan
from shuniu.policy.words import FormationMode, PartyOrganizationKind
from shuniu.policy.words.cases import BegunFrom
from shuniu.policy.words.pipeline import PlanWay
from shuniu.queries.days import during
from shuniu.queries.facts.formation import responsible_for, units_of
from shuniu.queries.facts.pipeline import stands


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPlan:
    instructor: int
    unit: int


def begin_from_instructor(act: Act, row: FromPlan) -> UUID:
    """起草组建申请, by an office. Raises Refused, also with what stands against beginning one at all; ChangedMeanwhile
    where one is open already."""
    lock_units([row.unit])
    if row.unit not in units_in_reach(act.actor, [row.unit], Action.FILE_CASE):
        refuse([out_of_reach("该社会组织", field="units")])
    if row.instructor not in in_reach(act.actor, {row.instructor}, act.actor.today):
        refuse([out_of_reach("该指导员", field="instructor")])
    since = _sent(act, row.unit).get(row.instructor)
    code = codes_of({row.instructor})[row.instructor]
    return begin_formation(act, _from_plan(act, row.unit, {code: since} if since else {}, f"指导员{code}"))


def begin_as_instructor(act: Act, unit: int) -> UUID:
    """发起组建, by the account of an instructor for the organization where one is sent: it lies with the office that
    answers for the organization, which goes on with it. Raises as ``begin_from_instructor``."""
    lock_units([unit])
    if unit not in units_in_reach(act.actor, [unit], Action.BEGIN_FORMATION):
        refuse([out_of_reach("该社会组织", field="units")])
    sent = _sent(act, unit)
    codes = codes_of(set(sent))
    begun = _from_plan(act, unit, {codes[key]: since for key, since in sent.items()}, "指导员")
    return begin_formation(act, replace(begun, office=responsible_for(unit, act.on)), Action.BEGIN_FORMATION)


def _from_plan(act: Act, unit: int, sent: Mapping[str, date], who: str) -> Applied:
    """``sent``: since when who is sent there, by number; ``who`` it would be."""
    (facts,) = units_of([unit], act.on)
    since = min(sent.values(), default=None)
    refuse(may_begin_from_plan(BeginningFacts(who=who, unit=facts.name, on=act.on, sent_since=since)).objections)
    told = "；".join(f"指导员{code}，自 {since.isoformat()} 派驻" for code, since in sorted(sent.items()))
    filed = {**_counted(facts.counted), **_planned(act, unit), "field": facts.field}
    return Applied(unit=unit, filed=filed, begun_from=BegunFrom.INSTRUCTOR, told=told[:500])


def _sent(act: Act, unit: int) -> dict[int, date]:
    """Since when which instructors are sent there."""
    rows = Posting.objects.filter(during(act.on), unit=unit).order_by("period")
    return dict(rows.values_list("instructor", "period__startswith"))


def _counted(counted: Any) -> dict[str, Any]:
    """The latest head-count; who fills in adds what it does not say."""
    return {} if counted is None else {"full_members": counted.full, "probationary": counted.probationary}


def _planned(act: Act, unit: int) -> Mapping[str, Any]:
    """The way of the plan, else what the members allow. Why there is none so far is no ground for one."""
    plan = FormationPlan.objects.filter(during(act.on), unit=unit).first()
    standing = stands([unit], act.on).get(unit)
    way = PlanWay(plan.way) if plan is not None else None
    if way is None or not way.forms:
        way = PlanWay.SEPARATE if standing is not None and standing.eligible else None
    kinds = {PlanWay.SEPARATE: PartyOrganizationKind.PARTY_BRANCH, PlanWay.JOINT: PartyOrganizationKind.JOINT_BRANCH}
    return {
        "mode": FormationMode(way.value).value if way is not None else "",
        "kind": kinds[way].value if way in kinds else "",
    }

"""What is planned for an organization without a Party organization, where does it stand, what is due by which day?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, granted, may, visible
from shuniu.models import Case, FormationPlan, Standing, Step, Unit
from shuniu.policy.formation.countdown import Countdown, countdown
from shuniu.policy.formation.pipeline import Asked, PipelineFacts, asked_of, foremost, lately_since, state_of
from shuniu.policy.grants import Action
from shuniu.policy.packs import merged
from shuniu.policy.words.cases import CaseKind, CaseState
from shuniu.policy.words.pipeline import PipelineState, PlanWay
from shuniu.queries.cases.drafts import asked, seen_by
from shuniu.queries.days import during, standing_on
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import unit_to_read
from shuniu.queries.packs import figures_of_each

_PLAN = (
    "id", "party_organization_id", "way", "planned_on", "reason", "note", "instructor_id", "instructor__uuid",
    "instructor__code", "period",
)  # fmt: skip
_STANDING = ("unit_id", "node_id", "org_covered", "work_covered", "eligible", "members", "full_members",
             "roll_full_members")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCard:
    """``state`` is None for what is covered, and for what does not count that day; ``case``: that which says so, where
    the actor may open it; ``owner`` sees to the plan."""

    unit: int
    uuid: UUID
    name: str
    node: int | None
    node_name: str
    covered: bool
    work_covered: bool
    eligible: bool | None
    full_members: int | None
    state: PipelineState | None
    case: Mapping[str, Any] | None
    asked: Asked | None
    plan: Mapping[str, Any] | None
    owner: str
    steps: tuple[Countdown, ...]
    writable: bool


def plan_card(actor: Actor, uuid: UUID, on: date) -> PlanCard:
    """As of ``on``. Raises NotFound."""
    unit = unit_to_read(actor, uuid)
    standing = _standing([unit.pk], on).get(unit.pk)
    node = standing["node_id"] if standing else None
    plan = FormationPlan.objects.filter(during(on), unit=unit).values(*_PLAN).first()
    figures = (figures_of_each([node], on)[node] if node else None) or merged(("national",), on)
    names = node_names([key for key in (node, plan and plan["party_organization_id"]) if key], on)
    state, held = None, None
    if standing is not None and not standing["org_covered"]:
        held = _foremost_case(unit.pk, on)
        state = state_of(_facts(standing, held, on))
    return PlanCard(
        unit=unit.pk,
        uuid=unit.uuid,
        name=names_of([unit.pk], on).get(unit.pk, unit.code or ""),
        node=node,
        node_name=names.get(node, "") if node else "",
        covered=bool(standing and standing["org_covered"]),
        work_covered=bool(standing and standing["work_covered"]),
        eligible=standing["eligible"] if standing else None,
        full_members=standing["full_members"] if standing else None,
        state=state,
        case=_door(actor, held),
        asked=asked_of(state, figures) if state else None,
        plan=plan,
        owner=names.get(plan["party_organization_id"], "") if plan else "",
        steps=tuple(countdown(PlanWay(plan["way"]), plan["planned_on"], figures)) if plan else (),
        writable=may(actor, Action.WRITE_UNIT, unit),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plannable:
    """One of several organizations for which a plan is to be made; ``node`` answers for it."""

    unit: int
    uuid: UUID
    name: str
    node: int | None
    node_name: str
    covered: bool
    eligible: bool | None
    way: str


def plannable(actor: Actor, uuids: Iterable[UUID], on: date) -> list[Plannable]:
    """Of the organizations named, those the actor may write, in the order in which they are named."""
    wanted = list(uuids)
    mine = visible(Unit.objects.filter(uuid__in=wanted), actor, Action.WRITE_UNIT, named=True)
    keys = dict(mine.values_list("uuid", "pk"))
    standing = _standing(keys.values(), on)
    names = names_of(keys.values(), on)
    nodes = node_names({row["node_id"] for row in standing.values()}, on)
    plans = dict(FormationPlan.objects.filter(during(on), unit__in=keys.values()).values_list("unit", "way"))
    found = []
    for uuid in wanted:
        if uuid not in keys:
            continue
        row = standing.get(keys[uuid])
        found.append(
            Plannable(
                unit=keys[uuid],
                uuid=uuid,
                name=names.get(keys[uuid], ""),
                node=row["node_id"] if row else None,
                node_name=nodes.get(row["node_id"], "") if row else "",
                covered=bool(row and row["org_covered"]),
                eligible=row["eligible"] if row else None,
                way=plans.get(keys[uuid], ""),
            )
        )
    return found


def plans_seen(units: Sequence[int]) -> tuple[int, ...]:
    """The plans in force, on any day, of the units that a page shows."""
    rows = FormationPlan.objects.filter(retracted__isnull=True, unit__in=units).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def plans_over(actor: Actor, on: date) -> tuple[int, date | None]:
    """How many plans within reach have passed their day while the organization is still not covered as planned."""
    over = FormationPlan.objects.filter(during(on), planned_on__lt=on)
    # Plans are few beside what is registered: each of their organizations is asked by itself.
    mine = visible(Unit.objects.filter(pk__in=over.values("unit")), actor, Action.WRITE_UNIT, named=True)
    bare = Standing.objects.filter(standing_on(on), org_covered=False, unit__in=over.values("unit"))
    rows = over.filter(unit__in=mine.values("pk")).filter(unit__in=bare.values("unit"))
    return rows.count(), rows.order_by("planned_on").values_list("planned_on", flat=True).first()


def _standing(units: Iterable[int], on: date) -> dict[int, dict[str, Any]]:
    rows: Any = Standing.objects.filter(standing_on(on), unit__in=list(units)).values(*_STANDING)
    return {row["unit_id"]: row for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Foremost:
    """A case by which the unit would be covered, as of a day: its state, and since when it is in it."""

    case: int
    state: CaseState
    since: date


def _foremost_case(unit: int, on: date) -> _Foremost | None:
    """Of the applications that name the unit, and of the adjustments by which a Party organization would cover it."""
    applied = Q(kind=CaseKind.FORMATION.value) & (Q(unit=unit) | Q(units__unit=unit))
    taken = Q(filed__contains={"units": [unit]}) | Q(filed__contains={"parts": [{"units": [unit]}]})
    cases = Case.objects.filter(applied | Q(kind=CaseKind.ADJUSTMENT.value) & taken)
    steps = Step.objects.filter(case__in=cases.values("pk"), recorded__on__lte=on)
    latest = {case: (pk, CaseState(state), since) for case, pk, state, since in
              steps.order_by("pk").values_list("case", "pk", "state", "recorded__on")}  # fmt: skip
    if not latest:
        return None
    case, (_, state, since) = min(latest.items(), key=lambda one: (foremost(one[1][1]), -one[1][0]))
    return _Foremost(case=case, state=state, since=since)


def _door(actor: Actor, held: _Foremost | None) -> Mapping[str, Any] | None:
    """The case, where this actor may open it: a draft of somebody else is not shown."""
    if held is None or not granted(actor, Action.READ_CASE) or foremost(held.state) == foremost(CaseState.DONE):
        return None
    mine = visible(Case.objects.filter(pk=held.case), actor, Action.READ_CASE, named=True)
    return mine.filter(seen_by(actor) | asked(actor)).values("uuid", "kind", "topic").first()


def _facts(row: Mapping[str, Any], latest: _Foremost | None, on: date) -> PipelineFacts:
    counts = [row["members"] if row["members"] is not None else row["full_members"]]
    known = [count for count in counts if count is not None]
    anybody = True if row["roll_full_members"] or any(known) else (False if known else None)
    case = latest.state if latest else None
    if latest and case is CaseState.REFUSED and latest.since < lately_since(on):
        case = None
    return PipelineFacts(eligible=row["eligible"], anybody=anybody, case=case)

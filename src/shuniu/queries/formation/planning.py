"""What did the planner propose for a node, and what became of it? Also balanced loads and instructors to send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count

from shuniu.access import Actor, visible
from shuniu.models import FormationPlan, FormationProposal, Instructor, PartyOrganization, PlanningRun, Standing, Unit
from shuniu.policy.formation.planning.assigning import assign, limit_of
from shuniu.policy.formation.planning.balancing import Bounds, balance, bounds_of
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures, merged
from shuniu.policy.words.pipeline import Outcome, PlanWay, RunState
from shuniu.queries.days import during, standing_on
from shuniu.queries.facts.planning import (
    below,
    instructors_of,
    joint_committees,
    waiting_among,
)
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.packs import figures_of_each
from shuniu.queries.paging import Page, Window, page_of

_ROW = (
    "uuid", "position", "kind", "units", "branch_id", "affiliated", "members", "farthest", "priority", "outcome",
    "reason", "case__uuid", "case__kind", "case__state",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One run of a node, the latest first."""

    uuid: UUID
    on: date
    state: RunState
    proposals: int
    open: int
    by: str


def runs_of(actor: Actor, node: int, most: int = 20) -> list[RunLine]:
    rows = PlanningRun.objects.filter(party_organization=node, party_organization__in=_mine(actor)).annotate(
        proposed=Count("proposals")
    )
    found = list(rows.order_by("-pk").values("pk", "uuid", "on", "state", "proposed", "recorded__actor__title")[:most])
    waiting = FormationProposal.objects.filter(run__in=[row["pk"] for row in found], outcome=Outcome.OPEN.value)
    left = dict(waiting.order_by().values("run").annotate(count=Count("pk")).values_list("run", "count"))
    return [
        RunLine(
            uuid=row["uuid"],
            on=row["on"],
            state=RunState(row["state"]),
            proposals=row["proposed"],
            open=left.get(row["pk"], 0),
            by=row["recorded__actor__title"],
        )
        for row in found
    ]


def _mine(actor: Actor) -> Any:
    return visible(PartyOrganization.objects.all(), actor, Action.READ_PARTY_ORGANIZATION).values("pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCard:
    """``counts``: proposals by kind and outcome."""

    key: int
    uuid: UUID
    node: int
    node_name: str
    on: date
    state: RunState
    done: int
    total: int
    solved: bool
    summary: Mapping[str, Any]
    counts: Mapping[tuple[str, str], int]


def planning_run(actor: Actor, public: UUID) -> RunCard:
    """Raises NotFound."""
    row = PlanningRun.objects.filter(uuid=public, party_organization__in=_mine(actor)).first()
    if row is None:
        raise NotFound
    counted = FormationProposal.objects.filter(run=row).order_by().values("kind", "outcome").annotate(rows=Count("pk"))
    return RunCard(
        key=row.pk,
        uuid=row.uuid,
        node=row.party_organization_id,
        node_name=node_names([row.party_organization_id], row.on).get(row.party_organization_id, ""),
        on=row.on,
        state=RunState(row.state),
        done=row.done,
        total=row.total,
        solved=row.solved,
        summary=row.summary,
        counts={(one["kind"], one["outcome"]): one["rows"] for one in counted},
    )


def proposal_page(run: RunCard, kind: str, outcome: str, window: Window) -> Page:
    """In the order in which they were proposed; rows carry the names behind their keys."""
    rows = FormationProposal.objects.filter(run=run.key)
    rows = rows.filter(**{name: value for name, value in (("kind", kind), ("outcome", outcome)) if value})
    found = page_of(rows, ("position", "pk"), window, _ROW)
    return Page(named(found.rows, run.on), found.count, found.capped, found.after, found.before)


def proposals_named(run: RunCard, chosen: Iterable[UUID], outcome: Outcome) -> list[dict[str, Any]]:
    """Those of the run that are named and still so."""
    rows = FormationProposal.objects.filter(run=run.key, uuid__in=list(chosen), outcome=outcome.value)
    return named(list(rows.order_by("position").values(*_ROW)), run.on)


def named(rows: Sequence[Mapping[str, Any]], on: date) -> list[dict[str, Any]]:
    """With the names and public ids of the organizations, and the name of the branch they would join."""
    keys = {unit for row in rows for unit in row["units"]}
    names, public = names_of(keys, on), dict(Unit.objects.filter(pk__in=keys).values_list("pk", "uuid"))
    branches = node_names([row["branch_id"] for row in rows], on)
    return [
        {
            **row,
            "names": [(names.get(unit, ""), public[unit]) for unit in row["units"]],
            "branch": branches.get(row["branch_id"], "") if row["branch_id"] else "",
        }
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """One organization that would go from one joint committee to another; ``unit`` and ``to`` are their keys."""

    unit: int
    to: int
    uuid: UUID
    name: str
    giver: str
    receiver: str
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Balanced:
    """``bounds`` is None where no text names a size. ``loads``: name, load now, load afterwards."""

    bounds: Bounds | None
    loads: tuple[tuple[str, int, int], ...] = ()
    moves: tuple[MoveLine, ...] = ()


def balanced_loads(node: int, on: date, kinds: Iterable[str]) -> Balanced:
    """The caller has asked the guard for the node."""
    bounds = bounds_of(_figures(node, on))
    if bounds is None:
        return Balanced(bounds=None)
    committees = joint_committees(node, on, kinds)
    moves = balance(committees, bounds)
    names = node_names([one.key for one in committees], on)
    keys = [one.organization for one in moves]
    units, public = names_of(keys, on), dict(Unit.objects.filter(pk__in=keys).values_list("pk", "uuid"))
    after = {one.key: one.load for one in committees}
    for one in moves:
        after[one.giver] -= 1
        after[one.receiver] += 1
    return Balanced(
        bounds=bounds,
        loads=tuple((names.get(one.key, ""), one.load, after[one.key]) for one in committees),
        moves=tuple(
            MoveLine(
                unit=one.organization,
                to=one.receiver,
                uuid=public[one.organization],
                name=units.get(one.organization, ""),
                giver=names.get(one.giver, ""),
                receiver=names.get(one.receiver, ""),
                fits=one.fits,
            )
            for one in moves
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedLine:
    """An organization with the instructor who could be sent there, by the number in the pool; no name. ``node`` answers
    for it; ``together``: how many the instructor would have then."""

    unit: int
    uuid: UUID
    name: str
    node: int
    planned: bool
    instructor: int
    instructor_uuid: UUID
    code: str
    together: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignments:
    """``limit`` is None where nobody decided one. ``left``: organizations for which nobody has room."""

    limit: int | None
    waiting: int
    left: int
    lines: tuple[AssignedLine, ...]


def instructor_assignments(node: int, on: date) -> Assignments:
    """For organizations that neither a Party organization covers nor Party work reaches, and that do not reach the
    standard. The caller has asked the guard for the node."""
    figures = _figures(node, on)
    rows = Standing.objects.filter(
        standing_on(on), node__in=below(node, on), org_covered=False, work_covered=False, eligible=False
    )
    nodes = dict(rows.values_list("unit_id", "node_id"))
    waiting = waiting_among(nodes, on, figures)
    limit = limit_of(figures)
    found = assign(waiting, instructors_of(node, on), limit)
    keys = [unit for one in found for unit in one.organizations]
    names, public = names_of(keys, on), dict(Unit.objects.filter(pk__in=keys).values_list("pk", "uuid"))
    pool = Instructor.objects.in_bulk([one.instructor for one in found])
    planned = set(
        FormationPlan.objects.filter(during(on), unit__in=keys, way=PlanWay.INSTRUCTOR.value).values_list(
            "unit", flat=True
        )
    )
    lines = [
        AssignedLine(
            unit=unit,
            uuid=public[unit],
            name=names.get(unit, ""),
            node=nodes[unit],
            planned=unit in planned,
            instructor=one.instructor,
            instructor_uuid=pool[one.instructor].uuid,
            code=pool[one.instructor].code,
            together=one.together,
        )
        for one in found
        for unit in one.organizations
    ]
    return Assignments(
        limit=limit,
        waiting=len(waiting),
        left=len(waiting) - len(keys),
        lines=tuple(sorted(lines, key=lambda one: (one.code, one.name))),
    )


def _figures(node: int, on: date) -> Figures:
    return figures_of_each([node], on)[node] or merged(("national",), on)

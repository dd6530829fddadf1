"""组建进度: where do the organizations of a node stand that no Party organization covers, for how long already, and
what is planned (D03, E10)?

Who stands in which state is the law's to say (policy/formation/pipeline); here the facts are gathered and counted.
What a case names beside its applicant, or what an adjustment would take in, is known as it is named now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import sql

from shuniu.access import Actor
from shuniu.policy.formation.pipeline import STATES, bands, foremost, lately_since
from shuniu.policy.measures import Subject
from shuniu.policy.words.cases import CaseKind, CaseState
from shuniu.policy.words.pipeline import Age, PipelineState, PlanState
from shuniu.statistics.counting import answer, scope
from shuniu.statistics.reports.asked import asked
from shuniu.statistics.reports.lines import NAMED, Portion, by_child

_ANYBODY = "({0}.roll_full_members > 0 OR coalesce({0}.members, {0}.full_members) > 0)"
# The foremost case of each unit as it stood on the day, with the day it began and the day of its latest step: an
# application that names it, or an adjustment by which a Party organization would cover it.
_CASES = sql.SQL(
    """
    SELECT DISTINCT ON (each.unit) each.unit, each.state, each.moved, each.began
    FROM (
        SELECT DISTINCT ON (named.unit, named.id) named.unit, p.id AS step, p.state, e."on" AS moved,
            min(e."on") OVER (PARTITION BY named.unit, named.id) AS began
        FROM (
            SELECT c.id, c.unit_id AS unit FROM shuniu_case c WHERE c.kind = {formation} AND c.unit_id IS NOT NULL
            UNION
            SELECT c.id, further.unit_id FROM shuniu_caseunit further JOIN shuniu_case c ON c.id = further.case_id
            WHERE c.kind = {formation}
            UNION
            SELECT c.id, (taken.unit #>> '{{}}')::bigint FROM shuniu_case c
            CROSS JOIN LATERAL (
                SELECT jsonb_path_query(c.filed, '$.units[*]')
                UNION ALL SELECT jsonb_path_query(c.filed, '$.parts[*].units[*]')
            ) taken(unit)
            WHERE c.kind = {adjustment}
        ) named
        JOIN shuniu_step p ON p.case_id = named.id
        JOIN shuniu_entry e ON e.id = p.recorded_id AND e."on" <= %(day)s
        ORDER BY named.unit, named.id, p.id DESC
    ) each
    JOIN (VALUES {order}) foremost(state, rank) USING (state)
    ORDER BY each.unit, foremost.rank, each.step DESC
    """
).format(
    formation=sql.Literal(CaseKind.FORMATION.value),
    adjustment=sql.Literal(CaseKind.ADJUSTMENT.value),
    order=sql.SQL(", ").join(
        sql.SQL("({}, {})").format(sql.Literal(state.value), sql.Literal(foremost(state))) for state in CaseState
    ),
)
_ROWS = sql.SQL(
    """
    FROM {scope}
    LEFT JOIN latest ON latest.unit = s.subject
    LEFT JOIN shuniu_formationplan f ON f.unit_id = s.subject AND f.retracted_id IS NULL AND f.period @> s.day
    JOIN states ON states.key = coalesce(left(s.eligible::text, 1), '-') || coalesce(left({anybody}::text, 1), '-')
        || CASE WHEN latest.state = {refused} AND latest.moved < %(lately)s THEN '' ELSE coalesce(latest.state, '') END
    CROSS JOIN LATERAL (
        SELECT coalesce(max(t.valid_to) FILTER (WHERE t.org_covered), min(t.valid_from)) AS bare,
            coalesce(max(t.valid_to) FILTER (WHERE t.org_covered OR (t.eligible, {before})
                IS DISTINCT FROM (s.eligible, {anybody})), min(t.valid_from)) AS counted
        FROM shuniu_standing t WHERE t.unit_id = s.subject AND t.valid_from <= s.day
    ) since
    CROSS JOIN LATERAL (
        SELECT
            CASE WHEN since.bare > %(fresh)s THEN {young} WHEN since.bare > %(year)s THEN {older} ELSE {old} END AS age,
            CASE WHEN f.id IS NULL THEN {unplanned} WHEN f.planned_on < s.day THEN {over} ELSE {ahead} END AS plan
    ) told
    {further}
    WHERE NOT s.org_covered
    """
)
_PARTS: Mapping[str, sql.Composable] = dict(
    scope=scope(Subject.UNIT),
    anybody=sql.SQL(_ANYBODY.format("s")),
    before=sql.SQL(_ANYBODY.format("t")),
    refused=sql.Literal(CaseState.REFUSED.value),
    young=sql.Literal(Age.FRESH.value),
    older=sql.Literal(Age.MONTHS.value),
    old=sql.Literal(Age.YEAR.value),
    unplanned=sql.Literal(PlanState.NONE.value),
    over=sql.Literal(PlanState.OVER.value),
    ahead=sql.Literal(PlanState.AHEAD.value),
)
_COUNTED = _ROWS.format(**_PARTS, further=sql.SQL(""))
# With what the register calls them, and who sees to the plan.
_NAMED = _ROWS.format(
    **_PARTS,
    further=sql.SQL(
        NAMED
        + """
    LEFT JOIN shuniu_naming n ON n.party_organization_id = f.party_organization_id AND n.retracted_id IS NULL
        AND n.period @> s.day
    """
    ),
)
_WITH = sql.SQL(
    "WITH latest AS MATERIALIZED ({cases}), states(key, state) AS (VALUES {table}) "
).format(
    cases=_CASES,
    table=sql.SQL(", ").join(
        sql.SQL("({}, {})").format(sql.Literal(key), sql.Literal(state.value)) for key, state in STATES.items()
    ),
)  # fmt: skip
_COLUMNS = sql.SQL(
    "{with_} SELECT u.uuid, coalesce(u.code, ''), r.name, states.state, s.eligible, s.members, s.full_members,"
    " s.work_covered, since.bare, greatest(since.counted, CASE WHEN states.state = {begun} THEN latest.began"
    " ELSE latest.moved END), told.plan, coalesce(f.way, ''), coalesce(n.name, ''), f.planned_on,"
    " coalesce(f.reason, '')"
).format(with_=_WITH, begun=sql.Literal(PipelineState.IN_PROGRESS.value))


def _given(node: int, on: date) -> dict[str, Any]:
    fresh, year = bands(on)
    return {"nodes": [node], "days": [on], "day": on, "lately": lately_since(on), "fresh": fresh, "year": year}


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineLine:
    """One node right below the one asked for, with all under it; ``code`` is empty for what is directly its own.

    ``exceptions``: how many reach the standard, whatever state they are in (D03).
    """

    code: str
    name: str
    states: Mapping[PipelineState, int]
    ages: Mapping[Age, int]
    plans: Mapping[PlanState, int]
    exceptions: int

    @property
    def organizations(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineBoard:
    """``lines`` add up to ``total``."""

    lines: tuple[PipelineLine, ...]
    total: PipelineLine


def pipeline_board(actor: Actor, node: int, on: date) -> PipelineBoard:
    """Raises NotYours, NothingKnown."""
    place = asked(actor, node, on)
    query = sql.SQL(
        "{} SELECT s.child, states.state, told.age, told.plan, count(*), count(*) FILTER (WHERE s.eligible) {}"
        " GROUP BY s.child, states.state, told.age, told.plan"
    ).format(_WITH, _COUNTED)
    rows = answer(query, _given(node, on))
    return PipelineBoard(
        lines=tuple(_line(*line) for line in by_child(rows, node, on)),
        total=_line(place.code, place.name, [tuple(cells) for _, *cells in rows]),
    )


def _line(code: str, name: str, rows: list[tuple[Any, ...]]) -> PipelineLine:
    """``rows``: state, age, plan, how many, how many of them reach the standard."""

    def summed(column: int, word: str) -> int:
        return sum(row[3] for row in rows if row[column] == word)

    return PipelineLine(
        code=code,
        name=name,
        states={state: summed(0, state) for state in PipelineState},
        ages={age: summed(1, age) for age in Age},
        plans={plan: summed(2, plan) for plan in PlanState},
        exceptions=sum(row[4] for row in rows),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineRow:
    """One organization: its state and since when, since when it is not covered, and the plan for it."""

    uuid: UUID
    code: str
    name: str
    state: PipelineState
    eligible: bool | None
    members: int | None
    full_members: int | None
    work_covered: bool
    bare_since: date
    state_since: date
    plan: PlanState
    way: str
    owner: str
    planned_on: date | None
    reason: str
    key: tuple[str, int]


# What a list may be narrowed by: the name of the filter, and what it compares.
NARROWED = {"state": "states.state", "age": "told.age", "plan": "told.plan"}


def pipeline_rows(
    actor: Actor, node: int, on: date, narrowed: Mapping[str, str], after: tuple[str, int] | None, limit: int
) -> list[PipelineRow]:
    """By name, after a key. ``narrowed``: what NARROWED names, ``own`` for what no node below answers for, and
    ``exception`` for who reaches the standard."""
    asked(actor, node, on)
    portion = Portion(narrowed, after, limit)
    for name, column in NARROWED.items():
        portion.equal(name, column)
    portion.flag("exception", "s.eligible")
    rows = sql.SQL("{} AND").format(_NAMED)
    return [_row(cells) for cells in portion.read(_COLUMNS, rows, _given(node, on))]


def _row(cells: tuple[Any, ...]) -> PipelineRow:
    (uuid, code, name, state, eligible, members, full, work, bare, since, plan, way, owner, until, reason, *key) = cells
    return PipelineRow(
        uuid=uuid,
        code=code,
        name=name,
        state=PipelineState(state),
        eligible=eligible,
        members=members,
        full_members=full,
        work_covered=work,
        bare_since=bare,
        state_since=since,
        plan=PlanState(plan),
        way=way,
        owner=owner,
        planned_on=until,
        reason=reason,
        key=(key[0], key[1]),
    )

"""录入进度: how far are the organizations of a node with what they file about themselves (P01)?

Not to be taken for the organizations of which the register knows how many members they have (P04): those come from
ledgers and surveys too. Whoever was accepted is among them, because nothing is submitted without that number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from psycopg import sql

from shuniu.access import Actor
from shuniu.policy.measures import Subject
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.submissions import EntryState, SubmissionState
from shuniu.statistics.counting import answer, scope
from shuniu.statistics.reports.asked import asked
from shuniu.statistics.reports.lines import NAMED, Portion, by_child

# By the latest step until the day, of whichever submission: what is under way again is no longer done.
_STATE = sql.SQL(
    """
    LEFT JOIN LATERAL (
        SELECT p.state, e."on" FROM shuniu_case b
        JOIN shuniu_step p ON p.case_id = b.id
        JOIN shuniu_entry e ON e.id = p.recorded_id
        WHERE b.unit_id = s.subject AND b.kind = {kind} AND e."on" <= s.day ORDER BY p.id DESC LIMIT 1
    ) latest ON true
    LEFT JOIN LATERAL (
        SELECT max(e."on") AS day FROM shuniu_case b
        JOIN shuniu_step p ON p.case_id = b.id AND p.state = {accepted}
        JOIN shuniu_entry e ON e.id = p.recorded_id
        WHERE b.unit_id = s.subject AND b.kind = {kind} AND e."on" <= s.day
    ) done ON true
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN latest.state = {resubmitted} OR latest.state = {submitted} THEN {waiting}
            WHEN latest.state <> {lapsed} THEN latest.state
            WHEN EXISTS (
                SELECT FROM shuniu_assignment a WHERE a.unit_id = s.subject AND a.role = {clerk}
                    AND a.retracted_id IS NULL AND a.period @> s.day) THEN {not_begun}
            ELSE {no_account} END AS state
    ) entry
    """
).format(
    kind=sql.Literal(CaseKind.INFORMATION.value),
    accepted=sql.Literal(SubmissionState.ACCEPTED.value),
    lapsed=sql.Literal(SubmissionState.LAPSED.value),
    submitted=sql.Literal(SubmissionState.SUBMITTED.value),
    resubmitted=sql.Literal(SubmissionState.RESUBMITTED.value),
    waiting=sql.Literal(EntryState.WAITING.value),
    clerk=sql.Literal(Role.ORGANIZATION_CLERK.value),
    not_begun=sql.Literal(EntryState.NOT_BEGUN.value),
    no_account=sql.Literal(EntryState.NO_ACCOUNT.value),
)
_SCOPE = scope(Subject.UNIT)
_COLUMNS = sql.SQL("SELECT u.uuid, coalesce(u.code, ''), r.name, entry.state, latest.\"on\", done.day")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One node right below the one asked for, with all under it; ``code`` is empty for what is directly its own."""

    code: str
    name: str
    counts: Mapping[EntryState, int]

    @property
    def organizations(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryProgress:
    """``lines`` add up to ``total``. ``known``: of how many the register knows the members, from whatever source;
    ``accepted``: how many of these were accepted at least once until the day."""

    lines: tuple[EntryLine, ...]
    total: EntryLine
    known: int
    accepted: int


def entry_progress(actor: Actor, node: int, on: date) -> EntryProgress:
    """Raises NotYours, NothingKnown."""
    place = asked(actor, node, on)
    query = sql.SQL(
        "SELECT s.child, entry.state, count(*), count(*) FILTER (WHERE s.known),"
        " count(*) FILTER (WHERE s.known AND done.day IS NOT NULL) FROM {} {} GROUP BY s.child, entry.state"
    ).format(_SCOPE, _STATE)
    rows = answer(query, {"nodes": [node], "days": [on]})
    lines = [
        EntryLine(code=code, name=name, counts={EntryState(state): count for state, count, *_ in cells})
        for code, name, cells in by_child(rows, node, on)
    ]
    total = {state: sum(one.counts.get(state, 0) for one in lines) for state in EntryState}
    return EntryProgress(
        lines=tuple(lines),
        total=EntryLine(code=place.code, name=place.name, counts=total),
        known=sum(row[3] for row in rows),
        accepted=sum(row[4] for row in rows),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One organization: where it stands, since when, and when it was last accepted."""

    uuid: UUID
    code: str
    name: str
    state: EntryState
    since: date | None
    accepted_on: date | None
    key: tuple[str, int]


def entry_rows(
    actor: Actor, node: int, on: date, narrowed: Mapping[str, str], after: tuple[str, int] | None, limit: int
) -> list[EntryRow]:
    """By name, after a key. ``narrowed``: ``state``, and ``own`` for what no node below answers for."""
    asked(actor, node, on)
    portion = Portion(narrowed, after, limit)
    portion.equal("state", "entry.state")
    rows = sql.SQL("FROM {} {} {} WHERE").format(_SCOPE, sql.SQL(NAMED), _STATE)
    found = portion.read(_COLUMNS, rows, {"nodes": [node], "days": [on]})
    return [
        EntryRow(
            uuid=uuid, code=code, name=name, state=EntryState(state), since=since, accepted_on=done, key=(order, key)
        )
        for uuid, code, name, state, since, done, order, key in found
    ]

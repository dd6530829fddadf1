"""Two days side by side in SQL: who counts on one of them and not on the other, and for what cause?"""

from __future__ import annotations

from datetime import date

from psycopg import sql

from shuniu.policy.measures import Measure, Subject
from shuniu.policy.words import Line
from shuniu.statistics.conditions import Counting, counting
from shuniu.statistics.counting import scope
from shuniu.statistics.law import law_at

_SIDE = """
    SELECT s.unit_id AS unit, s.status, s.org_covered, s.work_covered, s.separate, s.eligible, s.attached,
        (s.full_members, s.members, s.roll_full_members) AS counts, {inside} AS inside, {whole} AS whole
    FROM {scope} WHERE s.day = {day}{moving}
"""
# One stretch below the node in one place on both days is the same on both: under the same law nothing came of it.
_MOVING = """ AND NOT (s.valid_from <= least(%(before)s, %(after)s) AND s.placed_from <= least(%(before)s, %(after)s)
    AND (s.valid_to IS NULL OR s.valid_to > greatest(%(before)s, %(after)s))
    AND (s.placed_to IS NULL OR s.placed_to > greatest(%(before)s, %(after)s)))
"""
_JOINED = """
    SELECT coalesce(b.unit, a.unit) AS unit, b.unit AS b_unit, a.unit AS a_unit,
        b.org_covered AS b_org, a.org_covered AS a_org, b.work_covered AS b_work, a.work_covered AS a_work,
        b.attached AS b_attached, a.attached AS a_attached, b.counts AS b_counts, a.counts AS a_counts,
        (b.separate, b.eligible, b.status) IS NOT DISTINCT FROM (a.separate, a.eligible, a.status) AS same,
        (coalesce(a.inside, false)::int - coalesce(b.inside, false)::int) AS inside,
        (coalesce(a.whole, false)::int - coalesce(b.whole, false)::int) AS whole
    FROM ({before}) b FULL JOIN ({after}) a ON a.unit = b.unit
    WHERE coalesce(a.inside, false) <> coalesce(b.inside, false)
        OR coalesce(a.whole, false) <> coalesce(b.whole, false)
"""
_STOOD = """
    (SELECT true FROM shuniu_standing e WHERE e.unit_id = j.unit AND e.valid_from <= {day}
        AND (e.valid_to IS NULL OR e.valid_to > {day}) LIMIT 1)
"""
_CAUSE = """
    CASE
    WHEN j.b_unit IS NULL AND {stood_before} THEN 'moved_in'
    WHEN j.b_unit IS NULL AND EXISTS (SELECT FROM shuniu_standing e WHERE e.unit_id = j.unit
        AND e.valid_from <= %(before)s) THEN 'restored'
    WHEN j.b_unit IS NULL AND {unit_entered} THEN 'entered'
    WHEN j.b_unit IS NULL THEN 'registered'
    WHEN j.a_unit IS NULL AND {stands_after} THEN 'moved_out'
    WHEN j.a_unit IS NULL THEN coalesce((
        SELECT CASE r.status WHEN 'deregistered' THEN 'struck_off' WHEN 'revoked' THEN 'revoked' END
        FROM shuniu_registration r WHERE r.unit_id = j.unit AND r.retracted_id IS NULL
        AND r.period @> %(after)s::date), 'left')
    WHEN j.a_org AND NOT j.b_org THEN {who_covers}
    WHEN j.b_org AND NOT j.a_org AND EXISTS (
        SELECT FROM shuniu_coverage c WHERE c.unit_id = j.unit AND c.retracted_id IS NULL
        AND c.period @> %(before)s::date AND NOT EXISTS (
            SELECT FROM shuniu_naming n WHERE n.party_organization_id = c.party_organization_id
            AND n.retracted_id IS NULL AND n.period @> %(after)s::date)) THEN 'dissolved'
    WHEN j.b_org AND NOT j.a_org THEN 'uncovered'
    WHEN j.a_work AND NOT j.b_work THEN 'work_begun'
    WHEN j.b_work AND NOT j.a_work THEN 'work_ended'
    WHEN j.a_attached AND NOT j.b_attached THEN 'attached'
    WHEN j.b_attached AND NOT j.a_attached THEN 'released'
    WHEN j.a_counts IS DISTINCT FROM j.b_counts THEN 'members'
    WHEN j.same THEN 'law'
    ELSE 'attributes' END
"""
# What was in the register since only is new, unless it was founded on the first day at the latest: then it was brought
# in late. Of a ledger's row (``opening``) the beginning says nothing, so that only a day of founding between the two
# makes it new. A day of founding known to the month or the year counts where the whole of it lies on one side.
_ENTERED = """
    CASE WHEN {founded} > %(before)s AND {founded} <= %(after)s THEN false
    WHEN ({founded} + CASE {founded_to} WHEN 'year' THEN interval '1 year' WHEN 'month' THEN interval '1 month'
        ELSE interval '1 day' END)::date <= %(before)s::date + 1 THEN true
    ELSE {opening} END
"""
# Did it begin with a ledger's row? One that another has replaced from its very day still tells; one undone does not.
_OPENING = """
    EXISTS (SELECT FROM {table} e WHERE e.{key} = {body} AND e.precision = 'opening' AND lower(e.period) = {first}
        AND (e.retracted_id IS NULL OR EXISTS (SELECT FROM {table} w WHERE w.{key} = e.{key}
            AND w.recorded_id = e.retracted_id AND lower(w.period) = lower(e.period))))
"""
_UNIT_ENTERED = """
    (SELECT {entered} FROM (
        SELECT min(lower(r.period)) AS first,
            (array_agg(r.established_on ORDER BY r.period DESC) FILTER (WHERE r.established_on IS NOT NULL))[1]
                AS founded,
            (array_agg(r.established_precision ORDER BY r.period DESC) FILTER (WHERE r.established_on IS NOT NULL))[1]
                AS founded_to
        FROM shuniu_registration r WHERE r.unit_id = j.unit AND r.retracted_id IS NULL) AS one)
"""
# Of several that cover it one that is new says more than one that was brought in late, and that more than an old one.
_WHO_COVERS = """
    coalesce((SELECT CASE WHEN bool_or(NOT late) THEN 'formed' WHEN bool_or(late) THEN 'founded_before' END FROM (
        SELECT {entered} AS late FROM shuniu_coverage c
        CROSS JOIN LATERAL (
            SELECT min(lower(n.period)) AS first FROM shuniu_naming n
            WHERE n.party_organization_id = c.party_organization_id AND n.retracted_id IS NULL) AS named
        LEFT JOIN LATERAL (
            SELECT f.established_on AS founded, f.established_precision AS founded_to FROM shuniu_formation f
            WHERE f.party_organization_id = c.party_organization_id AND f.retracted_id IS NULL
                AND f.established_on IS NOT NULL
            ORDER BY f.period DESC LIMIT 1) AS formed ON true
        WHERE c.unit_id = j.unit AND c.retracted_id IS NULL AND c.period @> %(after)s::date
            AND named.first > %(before)s AND named.first <= %(after)s) AS new), 'covered')
"""


def _entered(table: str, key: str, body: str, first: str) -> sql.Composable:
    given = {"table": table, "key": key, "body": body, "first": first}
    opening = sql.SQL(_OPENING).format(**{name: sql.SQL(said) for name, said in given.items()})
    return sql.SQL(_ENTERED).format(opening=opening, founded=sql.SQL("founded"), founded_to=sql.SQL("founded_to"))


def cause_told() -> sql.Composable:
    """Of a row ``j`` of the join of two days, %(before)s and %(after)s: the word of its cause."""
    day = sql.SQL("%(before)s"), sql.SQL("%(after)s")
    return sql.SQL(_CAUSE).format(
        stood_before=sql.SQL(_STOOD).format(day=day[0]),
        stands_after=sql.SQL(_STOOD).format(day=day[1]),
        unit_entered=sql.SQL(_UNIT_ENTERED).format(
            entered=_entered("shuniu_registration", "unit_id", "j.unit", "one.first")
        ),
        who_covers=sql.SQL(_WHO_COVERS).format(
            entered=_entered("shuniu_naming", "party_organization_id", "c.party_organization_id", "named.first")
        ),
    )


def joined(measure: Measure, node: int, before: date, after: date) -> sql.Composable:
    """Of each unit that counts otherwise how it stood on either day, and by what the numbers differ."""
    first, last = (counting(measure, law_at([node], on)[node]) for on in (before, after))
    alike = measure.line is Line.RESPONSIBLE and (first.inside, first.whole) == (last.inside, last.whole)
    moving = sql.SQL(_MOVING if alike else "")
    return sql.SQL(_JOINED).format(before=_side(first, "%(before)s", moving), after=_side(last, "%(after)s", moving))


def _side(one: Counting, day: str, moving: sql.Composable) -> sql.Composable:
    return sql.SQL(_SIDE).format(
        moving=moving,
        inside=one.inside,
        whole=one.whole if one.whole is not None else sql.SQL("false"),
        scope=scope(Subject.UNIT, one.measure.line),
        day=sql.SQL(day),
    )

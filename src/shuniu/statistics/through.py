"""How many are counted on each of many days? Every row is read once, with the stretch of days on which it counts.

Read day by day, a trend of three years reads everything thirty-seven times. Here rows that count on the same of the
asked days are added up first; of those sums there are never more than stretches of asked days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from psycopg import sql

from shuniu.policy.measures import Subject
from shuniu.statistics.answers import Pair
from shuniu.statistics.conditions import Counting
from shuniu.statistics.counting import HOLDING, answer, plain

_BELOW = """
    FROM shuniu_lineage l
    {joined}
    WHERE l.ancestor_id = any(%(nodes)s::bigint[])
        AND l.valid_from <= %(last)s AND (l.valid_to IS NULL OR l.valid_to > %(first)s)
"""
_STANDS = "{0}.valid_from <= %(last)s AND ({0}.valid_to IS NULL OR {0}.valid_to > %(first)s)"
_NAMED = """
    JOIN shuniu_partyorganization p ON p.id = l.descendant_id AND p.managed
    JOIN shuniu_naming n ON n.party_organization_id = l.descendant_id AND n.retracted_id IS NULL
        AND n.period && daterange(%(first)s, %(last)s, '[]')
"""
# What is read of each row, from which day on, and the first day after: an open end is passed over by the least.
_ROWS: Mapping[Subject, tuple[str, str]] = {
    Subject.UNIT: (
        "s.*, greatest(l.valid_from, s.valid_from) AS since, least(l.valid_to, s.valid_to) AS until",
        "JOIN shuniu_standing s ON s.node_id = l.descendant_id AND " + _STANDS.format("s"),
    ),
    Subject.PARTY_ORGANIZATION: (
        "n.kind, greatest(l.valid_from, lower(n.period)) AS since, least(l.valid_to, upper(n.period)) AS until",
        _NAMED,
    ),
    Subject.ROLL: (
        "r.members, r.full_members, r.probationary, greatest(l.valid_from, lower(n.period), r.valid_from) AS since,"
        " least(l.valid_to, upper(n.period), r.valid_to) AS until",
        _NAMED
        + f" AND n.kind = any({HOLDING}) JOIN shuniu_rollstanding r ON r.party_organization_id = l.descendant_id AND "
        + _STANDS.format("r"),
    ),
    Subject.CROSSING: (
        "c.leaders, c.managers, c.in_both, greatest(l.valid_from, c.valid_from) AS since,"
        " least(l.valid_to, c.valid_to) AS until",
        "JOIN shuniu_partyorganization p ON p.id = l.descendant_id AND p.managed"
        " JOIN shuniu_crossingstanding c ON c.party_organization_id = l.descendant_id AND " + _STANDS.format("c"),
    ),
}
STRETCHED = frozenset(_ROWS)
_COUNTED = sql.SQL("""
    SELECT d.place, {sums} FROM generate_series(1, cardinality(%(days)s::date[])) AS d(place) JOIN (
        SELECT s.passed, s.reached, {columns} FROM (
            SELECT width_bucket(w.since - 1, %(days)s::date[]) AS passed,
                CASE WHEN w.until IS NULL THEN cardinality(%(days)s::date[])
                    ELSE width_bucket(w.until - 1, %(days)s::date[]) END AS reached, w.*
            FROM (SELECT {rows}) AS w
        ) AS s WHERE s.passed < s.reached GROUP BY s.passed, s.reached
    ) AS g ON g.passed < d.place AND d.place <= g.reached GROUP BY d.place
""")


def counted_through(
    countings: Sequence[Counting], node: int, days: Sequence[date], *, small: bool
) -> dict[date, list[Pair]]:
    """For each of ``days``, in their order, the pairs of the countings, all of one STRETCHED subject; a day without a
    row is absent. ``small`` as in ``counting.answer``."""
    told = [column for one in countings for column in (one.numerator, one.denominator or sql.SQL("NULL::bigint"))]
    names = [sql.Identifier(f"told_{place}") for place in range(len(told))]
    read, joined = _ROWS[countings[0].measure.subject]
    query = _COUNTED.format(
        sums=sql.SQL(", ").join([sql.SQL("sum(g.{})").format(name) for name in names]),
        columns=sql.SQL(", ").join(
            [sql.SQL("{} AS {}").format(column, name) for column, name in zip(told, names, strict=True)]
        ),
        rows=sql.SQL(read + _BELOW.format(joined=joined)),
    )
    given = {"nodes": [node], "days": list(days), "first": days[0], "last": days[-1]}
    return {
        days[place - 1]: [
            Pair(numerator=plain(row[2 * at]) or 0, denominator=plain(row[2 * at + 1])) for at in range(len(countings))
        ]
        for place, *row in answer(query, given, small=small)
    }

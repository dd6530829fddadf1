"""Do the tallies of large nodes say, for every day, what lineage and stretches say?

Added up a second time by another way: each stretch is cut to the days on which its node stood below the large one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import connection
from psycopg import sql

from shuniu.models import PartyOrganization, TallyNode
from shuniu.models.figures import FIRST_MONTH
from shuniu.policy.measures.additive import ADDITIVE
from shuniu.queries.conditions import part_of
from shuniu.statistics.dimensions import TITLES

_NAMES = sql.SQL(", ").join([sql.Identifier(name) for name in ADDITIVE])
_SUMS = sql.SQL(", ").join([sql.SQL("sum({0}) AS {0}").format(sql.Identifier(name)) for name in ADDITIVE])
_DIFFERENT = sql.SQL(" OR ").join(
    [sql.SQL("coalesce(a.{0}, 0) <> coalesce(b.{0}, 0)").format(sql.Identifier(name)) for name in ADDITIVE]
)
_SIGNED = sql.SQL(", ").join(
    [sql.SQL("e.sign * {} AS {}").format(part_of(one), sql.Identifier(name)) for name, one in ADDITIVE.items()]
)
_RUNNING = sql.SQL(", ").join(
    [sql.SQL("sum(coalesce(c.{0}, 0)) OVER until_then AS {0}").format(sql.Identifier(name)) for name in ADDITIVE]
)

# One statement sees one moment: what acts put down stands beside what they wrote.
_DAYS = sql.SQL("""
    WITH swept AS (
        SELECT CASE WHEN grouping(total) = 0 THEN 'total' WHEN grouping(type) = 0 THEN 'type'
                WHEN grouping(field) = 0 THEN 'field' WHEN grouping(mode) = 0 THEN 'mode' ELSE 'child' END AS margin,
            CASE WHEN grouping(type) = 0 THEN type WHEN grouping(field) = 0 THEN field
                WHEN grouping(mode) = 0 THEN mode WHEN grouping(child) = 0 THEN child ELSE '' END AS key,
            day, {sums}
        FROM (
            SELECT '' AS total, s.type, s.field, s.mode, l.child_id::text AS child, e.day, {signed}
            FROM shuniu_lineage l JOIN shuniu_standing s ON s.node_id = l.descendant_id
                AND (s.valid_to IS NULL OR s.valid_to > l.valid_from)
                AND (l.valid_to IS NULL OR l.valid_to > s.valid_from)
            CROSS JOIN LATERAL (VALUES
                (greatest(l.valid_from, s.valid_from), 1), (least(l.valid_to, s.valid_to), -1)) AS e(day, sign)
            WHERE l.ancestor_id = %(node)s AND e.day IS NOT NULL
        ) AS w GROUP BY GROUPING SETS ((total, day), (type, day), (field, day), (mode, day), (child, day))
    ),
    told AS (
        SELECT margin, key, day, {sums} FROM (
            SELECT margin, key, day, {names} FROM shuniu_tallychange WHERE node_id = %(node)s
            UNION ALL SELECT margin, key, day, {names} FROM shuniu_tallypending WHERE node_id = %(node)s
        ) AS both_of_them GROUP BY margin, key, day
    )
    SELECT margin, key, day FROM swept a FULL JOIN told b USING (margin, key, day)
    WHERE {different} ORDER BY day, margin, key LIMIT 1
""").format(names=_NAMES, sums=_SUMS, signed=_SIGNED, different=_DIFFERENT)
_MONTHS = sql.SQL("""
    WITH by_month AS (
        SELECT margin, key, {sums},
            greatest((date_trunc('month', day::timestamp) + interval '1 month -1 day')::date, {first}) AS month
        FROM shuniu_tallychange WHERE node_id = %(node)s GROUP BY margin, key, month
    ),
    through_time AS (
        SELECT k.margin, k.key, (m.begin + interval '1 month -1 day')::date AS month
        FROM (SELECT margin, key, min(month) AS first FROM by_month GROUP BY margin, key) AS k
        CROSS JOIN LATERAL generate_series(
            date_trunc('month', k.first::timestamp), %(until)s::timestamp, interval '1 month') AS m(begin)
    ),
    a AS (
        SELECT margin, key, month, {running} FROM through_time LEFT JOIN by_month c USING (margin, key, month)
        WINDOW until_then AS (PARTITION BY margin, key ORDER BY month)
    )
    SELECT margin, key, month FROM a FULL JOIN (SELECT * FROM shuniu_tallymonth WHERE node_id = %(node)s) AS b
        USING (margin, key, month)
    WHERE {different} ORDER BY month, margin, key LIMIT 1
""").format(sums=_SUMS, first=sql.Literal(FIRST_MONTH), running=_RUNNING, different=_DIFFERENT)
_SAID: Mapping[str, str] = {dimension.value: title for dimension, title in TITLES.items()}


def tally_differences() -> Iterator[str]:
    """For each large node the first day on which a tally, and the first month-end on which a total, is wrong."""
    codes = dict(PartyOrganization.objects.filter(pk__in=TallyNode.objects.values("pk")).values_list("pk", "code"))
    for node, until in TallyNode.objects.order_by("pk").values_list("pk", "until"):
        given = {"node": node, "until": until}
        for query, what in ((_DAYS, "当日的变动累计"), (_MONTHS, "月末累计")):
            for margin, key, day in _answer(query, given):
                yield f"党组织“{codes[node]}”在{day.isoformat()}的{what}（{_cell(margin, key)}）与逐家统计不一致。"


def _answer(query: sql.Composable, given: Mapping[str, Any]) -> list[tuple[str, str, date]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return cursor.fetchall()


def _cell(margin: str, key: str) -> str:
    return f"{_SAID[margin]}{key}" if margin in _SAID else "合计"

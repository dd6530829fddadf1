"""Build the tallies of nodes that have become large: once so many units stood below them at a time, they keep them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from shuniu.commands.figures.folding import MONTH_ENDS, MONTH_OF, MONTHS, SUMS, last_month_end
from shuniu.commands.figures.tallies import NAMES, add_up_from_start
from shuniu.commands.journal.acts import TREE_LOCK
from shuniu.models import TallyChange, TallyMonth, TallyNode, TallyPending, record
from shuniu.policy.measures.additive import ADDITIVE

# Every stretch that ever was is at least as many as the units of any day: a quick count leaves few to count well.
_CANDIDATES = """
    WITH here AS (SELECT node_id, count(*) AS stretches FROM shuniu_standing GROUP BY node_id)
    SELECT a.ancestor_id
    FROM (SELECT DISTINCT ancestor_id, descendant_id FROM shuniu_lineage) a
    JOIN here ON here.node_id = a.descendant_id
    WHERE NOT EXISTS (SELECT FROM shuniu_tallynode n WHERE n.node_id = a.ancestor_id)
    GROUP BY a.ancestor_id HAVING sum(here.stretches) >= %s
"""
_LARGE = """
    SELECT ancestor_id FROM (
        SELECT ancestor_id, sum(change) OVER (PARTITION BY ancestor_id ORDER BY day) AS units FROM (
            SELECT l.ancestor_id, greatest(p.day, b.day) AS day, sum(p.sign * b.sign) AS change
            FROM shuniu_lineage l JOIN shuniu_standing s ON s.node_id = l.descendant_id
            CROSS JOIN LATERAL (VALUES (l.valid_from, 1), (l.valid_to, -1)) AS p(day, sign)
            CROSS JOIN LATERAL (VALUES (s.valid_from, 1), (s.valid_to, -1)) AS b(day, sign)
            WHERE l.ancestor_id = any(%s) AND p.day IS NOT NULL AND b.day IS NOT NULL
            GROUP BY 1, 2
        ) AS by_day
    ) AS through_time
    GROUP BY ancestor_id HAVING max(units) >= %s
"""
_ALL_MONTHS = sql.SQL("""
    INSERT INTO shuniu_tallymonth (node_id, margin, key, month, {names})
    WITH by_month AS (
        SELECT t.node_id, t.margin, t.key, {month_of} AS month, {sums}
        FROM shuniu_tallychange t WHERE t.node_id = any(%(nodes)s) GROUP BY 1, 2, 3, 4
    ),
    told AS (
        SELECT t.node_id, t.margin, t.key, {month_ends} AS month
        FROM (SELECT node_id, margin, key, min(month) AS month FROM by_month GROUP BY 1, 2, 3) AS t
        JOIN shuniu_tallynode n ON n.node_id = t.node_id CROSS JOIN LATERAL {months}
    )
    SELECT node_id, margin, key, month, {running} FROM told LEFT JOIN by_month t USING (node_id, margin, key, month)
    WINDOW until_then AS (PARTITION BY node_id, margin, key ORDER BY month)
""").format(
    names=NAMES,
    sums=SUMS,
    month_of=MONTH_OF,
    months=MONTHS,
    month_ends=MONTH_ENDS,
    running=sql.SQL(", ").join(
        [sql.SQL("nullif(sum(t.{}) OVER until_then, 0)").format(sql.Identifier(name)) for name in ADDITIVE]
    ),
)


def build_tallies(at: datetime) -> list[int]:
    """Build the tallies of nodes that have become large since the last time. Returns these nodes.

    While an act is under way nothing is built: it would not know that its changes are to be put down. The next
    time is soon, and until then the node is counted as small ones are.
    """
    if not newly_large():
        return []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [TREE_LOCK])
            (alone,) = cursor.fetchone()
        return build(newly_large(), at) if alone else []


def build(nodes: Sequence[int], at: datetime) -> list[int]:
    """The tallies of the nodes from the first day on. The caller holds the tree, or is alone for another reason."""
    until = last_month_end(at.date())
    record.insert(TallyNode, ["node", "built_at", "until"], [(node, at, until) for node in nodes])
    with connection.cursor() as cursor:
        # Sorting millions of steps on disk takes several times as long.
        cursor.execute("SELECT set_config('work_mem', '256MB', true)")
    for node in nodes:
        add_up_from_start([node])
    with connection.cursor() as cursor:
        cursor.execute(_ALL_MONTHS, {"nodes": list(nodes)})
    return list(nodes)


def newly_large() -> list[int]:
    """Nodes without tallies below which at least so many units stood on one day."""
    least = settings.TALLY_UNITS
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [least])
        candidates = [row[0] for row in cursor.fetchall()]
        if not candidates:
            return []
        cursor.execute(_LARGE, [candidates, least])
        return sorted(row[0] for row in cursor.fetchall())


def forget_tallies() -> None:
    """Before everything is built anew."""
    for model in (TallyPending, TallyChange, TallyMonth, TallyNode):
        model._default_manager.all().delete()

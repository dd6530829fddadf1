"""Fold what acts put down about large nodes into their tallies; one at a time, all of it or nothing."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection, transaction
from psycopg import sql

from shuniu.commands.figures.tallies import NAMES
from shuniu.models import TallyNode
from shuniu.models.figures import FIRST_MONTH
from shuniu.policy.measures.additive import ADDITIVE

FOLDING_LOCK = 7_305
SUMS = sql.SQL(", ").join([sql.SQL("nullif(sum(t.{0}), 0) AS {0}").format(sql.Identifier(name)) for name in ADDITIVE])
_MONTH_END = "(date_trunc('month', {}::timestamp) + interval '1 month -1 day')::date"
MONTH_OF = sql.SQL("greatest(" + _MONTH_END.format("t.day") + ", {first})").format(first=sql.Literal(FIRST_MONTH))
# Month-ends from ``t.month`` to ``n.until``.
MONTHS = sql.SQL(
    "generate_series(date_trunc('month', t.month::timestamp), n.until::timestamp, interval '1 month') AS m(begin)"
)
MONTH_ENDS = sql.SQL(_MONTH_END.format("m.begin"))


def _added(table: str) -> sql.Composable:
    """How a change is added to a row that stands already."""
    return sql.SQL(", ").join(
        sql.SQL("{0} = nullif(coalesce({1}.{0}, 0) + coalesce(excluded.{0}, 0), 0)").format(
            sql.Identifier(name), sql.Identifier(table)
        )
        for name in ADDITIVE
    )


FOLD = sql.SQL("""
    WITH taken AS (DELETE FROM shuniu_tallypending RETURNING node_id, margin, key, day, {names}),
    summed AS (
        SELECT * FROM (SELECT t.node_id, t.margin, t.key, t.day, {sums} FROM taken t GROUP BY 1, 2, 3, 4) AS s
        WHERE num_nonnulls({names}) > 0
    ),
    changed AS (
        INSERT INTO shuniu_tallychange (node_id, margin, key, day, {names})
        SELECT node_id, margin, key, day, {names} FROM summed
        ON CONFLICT (node_id, margin, day, key) DO UPDATE SET {to_change}
    ),
    by_month AS (
        SELECT t.node_id, t.margin, t.key, {month_of} AS month, {sums} FROM summed t GROUP BY 1, 2, 3, 4
    ),
    told AS (
        INSERT INTO shuniu_tallymonth (node_id, margin, key, month, {names})
        SELECT t.node_id, t.margin, t.key, {month_ends}, {sums}
        FROM by_month t JOIN shuniu_tallynode n ON n.node_id = t.node_id CROSS JOIN LATERAL {months}
        GROUP BY 1, 2, 3, 4
        ON CONFLICT (node_id, margin, month, key) DO UPDATE SET {to_month}
    )
    SELECT count(*) FROM taken
""").format(
    names=NAMES,
    sums=SUMS,
    month_of=MONTH_OF,
    months=MONTHS,
    month_ends=MONTH_ENDS,
    to_change=_added("shuniu_tallychange"),
    to_month=_added("shuniu_tallymonth"),
)
_NEXT_MONTH = sql.SQL("""
    INSERT INTO shuniu_tallymonth (node_id, margin, key, month, {names})
    SELECT t.node_id, t.margin, t.key, %(month)s::date, {sums} FROM (
        SELECT o.node_id, o.margin, o.key, {names} FROM shuniu_tallymonth o
        JOIN shuniu_tallynode n ON n.node_id = o.node_id AND n.until = o.month WHERE n.until = %(until)s
        UNION ALL
        SELECT c.node_id, c.margin, c.key, {names} FROM shuniu_tallychange c
        JOIN shuniu_tallynode n ON n.node_id = c.node_id AND c.day > n.until AND c.day <= %(month)s
        WHERE n.until = %(until)s
    ) AS t GROUP BY 1, 2, 3
""").format(names=NAMES, sums=SUMS)


def last_month_end(on: date) -> date:
    """The end of the month before the one of ``on``."""
    return max(on.replace(day=1) - timedelta(days=1), FIRST_MONTH)


def fold_tallies(on: date) -> int:
    """Fold what was put down, and tell the months that have ended by ``on``. Returns how many lines were folded.

    0 too when another is at work: what is not folded now stays where it is, and is counted there.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [FOLDING_LOCK])
            (alone,) = cursor.fetchone()
            if not alone:
                return 0
        _tell_months(last_month_end(on))
        with connection.cursor() as cursor:
            cursor.execute(FOLD)
            (count,) = cursor.fetchone()
            return int(count)


def hold_folding() -> None:
    """Nobody folds until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLDING_LOCK])


def _tell_months(last: date) -> None:
    """Month by month: mostly there is none to tell, once a month there is one."""
    while True:
        until = TallyNode.objects.filter(until__lt=last).order_by("until").values_list("until", flat=True).first()
        if until is None:
            return
        month = _month_after(until)
        with connection.cursor() as cursor:
            cursor.execute(_NEXT_MONTH, {"until": until, "month": month})
        TallyNode.objects.filter(until=until).update(until=month)


def _month_after(month_end: date) -> date:
    """The next month-end."""
    first = month_end + timedelta(days=1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

"""Bring the counted 交叉任职 in line with the facts: of the Party organizations that cover some units, or of all (Q01).

Counted are those who lead a Party organization, the members who manage what it covers, and who is both: numbers on
each stretch of days. Which posts make the management is the law's to say, of every position once (docs/decisions/0014).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection

from shuniu.commands.figures.gathering import FEW, as_array, asked
from shuniu.commands.figures.law import CONVENTIONS, days_of_texts
from shuniu.commands.figures.sweeping_sql import DONE, SETTINGS
from shuniu.commands.journal import Act
from shuniu.policy.leadership.crossing import Management, management
from shuniu.policy.members.secretary import MANAGERS
from shuniu.policy.packs import merged
from shuniu.policy.words import PartyPost
from shuniu.queries.facts.packs import FiguresThrough

# So many Party organizations at a time. Of more than a few the planner takes what is laid beside the facts for a few
# rows, and would go through all of it for each.
PORTION = 20_000
_EVERY = "SELECT DISTINCT party_organization_id FROM shuniu_coverage WHERE retracted_id IS NULL"
_LED = """
    SELECT DISTINCT party_organization_id FROM shuniu_post WHERE recorded_id = %(line)s OR retracted_id = %(line)s
"""
# What it takes to count them: since when each covers something; who of those above them, and of themselves, has laid
# something down that still counts; and which positions stand in the rolls of what they cover.
_AROUND = """
    SELECT 'first', c.party_organization_id, min(lower(c.period)), NULL
    FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_coverage c ON c.party_organization_id = asked.key AND c.retracted_id IS NULL GROUP BY 2
    UNION ALL
    SELECT DISTINCT 'office', l.ancestor_id, NULL::date, NULL
    FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_lineage l ON l.descendant_id = asked.key
    WHERE l.ancestor_id IN (
        SELECT party_organization_id FROM shuniu_packbinding WHERE retracted_id IS NULL
        UNION SELECT party_organization_id FROM shuniu_localfigure WHERE retracted_id IS NULL)
    UNION ALL
    SELECT DISTINCT 'position', NULL::bigint, NULL::date, e.position
    FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_coverage c ON c.party_organization_id = asked.key AND c.retracted_id IS NULL
    JOIN shuniu_employment e ON e.unit_id = c.unit_id AND e.retracted_id IS NULL AND e.position <> ''
"""
_GONE = "DELETE FROM shuniu_crossingstanding WHERE party_organization_id = any(%s::bigint[])"
# What covers, leads, manages and does both comes on its first day and goes on the day after its last; days on which
# nothing that is counted changes begin no stretch.
_COME = """
    INSERT INTO shuniu_crossingstanding (party_organization_id, valid_from, valid_to, leaders, managers, in_both)
    WITH covering AS MATERIALIZED (
        SELECT c.party_organization_id AS node, c.unit_id AS unit,
            range_agg(c.period * daterange(s.valid_from, s.valid_to)) AS days
        FROM unnest(%(keys)s::bigint[]) AS asked(key)
        JOIN shuniu_coverage c ON c.party_organization_id = asked.key AND c.retracted_id IS NULL
        JOIN shuniu_standing s ON s.unit_id = c.unit_id AND daterange(s.valid_from, s.valid_to) && c.period
        GROUP BY 1, 2
    ), body AS MATERIALIZED (
        SELECT node, range_agg(days) AS days FROM covering GROUP BY 1
    ), deciding AS MATERIALIZED (
        SELECT l.descendant_id AS node, l.ancestor_id AS office, l.depth, daterange(l.valid_from, l.valid_to) AS days
        FROM body b JOIN shuniu_lineage l ON l.descendant_id = b.node AND l.ancestor_id = any(%(offices)s::bigint[])
    ), nearest AS MATERIALIZED (
        SELECT d.node, d.office, datemultirange(d.days) - coalesce(range_agg(n.days), '{}') AS days
        FROM deciding d LEFT JOIN deciding n ON n.node = d.node AND n.depth < d.depth
        GROUP BY d.node, d.office, d.depth, d.days
    ), law AS MATERIALIZED (
        SELECT n.node, told.law, n.days * datemultirange(daterange(told.first, told.after)) AS days FROM nearest n
        JOIN unnest(%(law_offices)s::bigint[], %(laws)s::integer[], %(firsts)s::date[], %(afters)s::date[])
            AS told(office, law, first, after) ON told.office = n.office
    ), leads_on AS MATERIALIZED (
        SELECT b.node, p.person_id AS person, range_agg(p.period) * b.days AS days
        FROM body b JOIN shuniu_post p ON p.party_organization_id = b.node AND p.retracted_id IS NULL
            AND p.post = any(%(leading)s)
        GROUP BY b.node, p.person_id, b.days
    ), manages_on AS MATERIALIZED (
        SELECT c.node, e.person_id AS person,
            range_agg(datemultirange(e.period * m.period) * l.days * c.days) AS days
        FROM covering c
        JOIN shuniu_employment e ON e.unit_id = c.unit AND e.retracted_id IS NULL
        JOIN law l ON l.node = c.node AND l.days && e.period
        JOIN unnest(%(managing_laws)s::integer[], %(positions)s::text[]) AS manages(law, position)
            ON manages.law = l.law AND manages.position = e.position
        JOIN shuniu_membership m ON m.person_id = e.person_id AND m.retracted_id IS NULL AND m.period && e.period
        GROUP BY 1, 2
    ), told AS (
        SELECT node, unnest(days) AS days, 'body' AS what FROM body
        UNION ALL SELECT b.node, unnest(l.days * b.days), 'known' FROM body b JOIN law l USING (node)
        UNION ALL SELECT node, unnest(days), 'leads' FROM leads_on
        UNION ALL SELECT node, unnest(days), 'manages' FROM manages_on
        UNION ALL SELECT node, unnest(l.days * m.days), 'both' FROM leads_on l JOIN manages_on m USING (node, person)
    ), steps AS (
        SELECT t.node, step.day, coalesce(sum(sign) FILTER (WHERE what = 'body'), 0) AS body,
            coalesce(sum(sign) FILTER (WHERE what = 'known'), 0) AS known,
            coalesce(sum(sign) FILTER (WHERE what = 'leads'), 0) AS leads,
            coalesce(sum(sign) FILTER (WHERE what = 'manages'), 0) AS manages,
            coalesce(sum(sign) FILTER (WHERE what = 'both'), 0) AS in_both
        FROM told t CROSS JOIN LATERAL (VALUES (lower(t.days), 1), (upper(t.days), -1)) AS step(day, sign)
        WHERE step.day IS NOT NULL GROUP BY 1, 2
    )
    SELECT node, day, until, leads, CASE WHEN known > 0 THEN manages END, CASE WHEN known > 0 THEN in_both END FROM (
        SELECT node, day, lead(day) OVER by_day AS until, sum(body) OVER by_day AS standing,
            sum(known) OVER by_day AS known, sum(leads) OVER by_day AS leads,
            sum(manages) OVER by_day AS manages, sum(in_both) OVER by_day AS in_both
        FROM steps WHERE (body, known, leads, manages, in_both) <> (0, 0, 0, 0, 0)
        WINDOW by_day AS (PARTITION BY node ORDER BY day)
    ) AS stretches WHERE standing > 0 RETURNING party_organization_id
"""


def led_of(act: Act) -> set[int]:
    """The Party organizations in which the open act has given posts or taken some away."""
    return {row[0] for row in _rows(_LED, {"line": act.line.pk})}


def recount_crossings(nodes: Iterable[int] | None = None, texts: FiguresThrough | None = None) -> None:
    """Count the Party organizations anew, or all that cover anything; ``texts``: what was read of the law before.

    Whoever acts holds them: each of two at once would else count without what the other has written.
    """
    if nodes is None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM shuniu_crossingstanding")
        nodes = {row[0] for row in _rows(_EVERY, [])}
    wanted = sorted(nodes)
    for start in range(0, len(wanted), PORTION):
        _recount(wanted[start : start + PORTION], texts)


def _recount(nodes: Sequence[int], texts: FiguresThrough | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_GONE, [as_array(nodes)])
    first, offices, positions = _around(nodes)
    if not first:
        return
    laws, lines = _laws(offices, min(first.values()), texts)
    managing = [(law, one) for law, posts in enumerate(laws) for one in positions if posts.includes(one)]
    given: dict[str, Any] = {
        "offices": as_array(offices),
        "leading": [one.value for one in PartyPost if one.leads],
        "managing_laws": [law for law, _ in managing],
        "positions": [one for _, one in managing],
    }
    columns = zip(*lines, strict=True) if lines else ((), (), (), ())
    given |= dict(zip(("law_offices", "laws", "firsts", "afters"), map(list, columns), strict=True))
    if len(first) <= FEW:
        asked(_COME, sorted(first), **given)
        return
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(_COME, {"keys": as_array(first), **given})
        cursor.execute(DONE)


def _around(nodes: Sequence[int]) -> tuple[dict[int, date], list[int], list[str]]:
    """Since when each covers something, which offices have laid something down, and which positions there are."""
    first, offices, positions = {}, [], []
    for what, key, day, position in asked(_AROUND, nodes):
        if what == "first":
            first[key] = day
        elif what == "office":
            offices.append(key)
        else:
            positions.append(position)
    return first, offices, positions


def _laws(
    offices: Sequence[int], since: date, known: FiguresThrough | None
) -> tuple[list[Management], list[tuple[int, int, date, date | None]]]:
    """What makes the management as each office has it, and when: lines (office, number, first day, first day after).

    Where nobody says it there is no line. What holds at a Party organization is what holds at the nearest of them.
    ``known`` is asked where it tells, nothing is read twice.
    """
    texts = known if known is not None and known.tells(offices, since) else FiguresThrough(offices, since)
    days = sorted({since} | {day for day in (*days_of_texts(frozenset({MANAGERS})), *texts.days()) if day > since})
    found: dict[int, list[Management]] = defaultdict(list)
    for day in days:
        for office, figures in texts.at(day, offices).items():
            found[office].append(management(figures if figures is not None else merged(CONVENTIONS, day)))
    laws: list[Management] = []
    lines = []
    for office, said in found.items():
        for one, first, after in _through(said, days):
            if one not in laws:
                laws.append(one)
            lines.append((office, laws.index(one), first, after))
    return laws, lines


def _through(said: Sequence[Management], days: Sequence[date]) -> Iterator[tuple[Management, date, date | None]]:
    """Days on which the same is said are one stretch."""
    begun = [place for place, one in enumerate(said) if not place or one != said[place - 1]]
    for place, following in zip(begun, [*begun[1:], None], strict=True):
        if said[place].posts is not None:
            yield said[place], days[place], None if following is None else days[following]


def _rows(query: str, given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return cursor.fetchall()

"""The statements of sweeping: days laid over days. In temporary tables an open end is the day ``infinity``."""

from __future__ import annotations

from shuniu.commands.figures.gathering import EMPLOYED

# Tables written a moment ago have no statistics: one by one instead of all together would take hours.
SETTINGS = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '256MB'"
DONE = "SET LOCAL enable_nestloop = on"

LINEAGE = """
    INSERT INTO shuniu_lineage (ancestor_id, descendant_id, child_id, depth, valid_from, valid_to)
    WITH RECURSIVE place AS MATERIALIZED (
        SELECT party_organization_id AS node, parent_id AS parent, lower(period) AS first,
            coalesce(upper(period), 'infinity') AS after
        FROM shuniu_placement WHERE retracted_id IS NULL
    ),
    above AS (
        SELECT node AS ancestor, node AS descendant, node AS child, 0 AS depth, first, after, parent FROM place
        UNION ALL
        SELECT p.node, a.descendant, a.ancestor, a.depth + 1, greatest(a.first, p.first), least(a.after, p.after),
            p.parent
        FROM above a JOIN place p ON p.node = a.parent AND p.first < a.after AND p.after > a.first
    ),
    begun AS (
        SELECT *, after_before IS DISTINCT FROM first AS begins FROM (
            SELECT ancestor, descendant, child, depth, first, after, lag(after) OVER same AS after_before
            FROM above WINDOW same AS (PARTITION BY ancestor, descendant, child, depth ORDER BY first)
        ) AS t
    )
    SELECT ancestor, descendant, child, depth, min(first), nullif(max(after), 'infinity') FROM (
        SELECT *, count(*) FILTER (WHERE begins) OVER (
            PARTITION BY ancestor, descendant, child, depth ORDER BY first) AS stretch FROM begun
    ) AS t
    GROUP BY ancestor, descendant, child, depth, stretch
"""
DECIDING = """
    SELECT l.descendant_id, l.ancestor_id, l.valid_from, l.valid_to FROM shuniu_lineage l
    WHERE l.descendant_id = any(%s) AND l.ancestor_id IN (
        SELECT party_organization_id FROM shuniu_packbinding WHERE retracted_id IS NULL
        UNION SELECT party_organization_id FROM shuniu_localfigure WHERE retracted_id IS NULL)
    ORDER BY l.descendant_id, l.depth, l.valid_from, l.ancestor_id
"""
# Every head-count and number in rolls that may stand together: of the same unit, or one of them alone.
HEADS = """
    WITH head AS (SELECT unit_id AS unit, full_members, members FROM shuniu_headcount WHERE retracted_id IS NULL)
    SELECT true, full_members, members, 0 FROM head
    UNION SELECT false, NULL, NULL, named FROM employed
    UNION SELECT true, h.full_members, h.members, e.named FROM head h JOIN employed e ON e.unit = h.unit
"""
COUNTED = """
    SELECT array_agg(DISTINCT unit_id ORDER BY unit_id), min(lower(period)) FROM shuniu_registration
    WHERE retracted_id IS NULL
"""


_DAYS = {
    "registered": (
        "registration",
        "unit_id AS unit, status, type, region, field, mode, supervising_unit_id AS supervisor,"
        " CASE WHEN full_time_staff IS NULL AND part_time_staff IS NULL THEN NULL"
        " ELSE coalesce(full_time_staff, 0) + coalesce(part_time_staff, 0) END AS staff",
    ),
    "answered": ("jurisdiction", "unit_id AS unit, party_organization_id AS node"),
    "covers": ("coverage", "unit_id AS unit, party_organization_id AS node"),
    "reached_by": ("workcoverage", "unit_id AS unit, instrument"),
    "posted": ("posting", "unit_id AS unit"),
    "guides": ("guidance", "unit_id AS unit, party_organization_id AS node, hub_id AS hub"),
    "named": ("naming", "party_organization_id AS node, kind"),
    "formed": ("formation", "party_organization_id AS node, mode"),
    "element": ("hubelement", "unit_id AS hub, element"),
}
# Facts in force with their first day and the first day after.
VIEWS = tuple(
    f"CREATE TEMPORARY VIEW {name} AS SELECT {columns}, lower(period) AS first,"  # noqa: S608
    f" coalesce(upper(period), 'infinity') AS after FROM shuniu_{table} WHERE retracted_id IS NULL"
    for name, (table, columns) in _DAYS.items()
)

# What each covering Party organization is on which days: kind, mode of formation, and whether it covers one unit only.
BRANCHES = (
    """
    CREATE TEMPORARY TABLE branch ON COMMIT DROP AS
    WITH one AS (SELECT DISTINCT node FROM covers),
    cut AS (
        SELECT DISTINCT node, day FROM (
            SELECT node, first, after FROM covers UNION ALL SELECT node, first, after FROM named
            UNION ALL SELECT node, first, after FROM formed
        ) AS t CROSS JOIN LATERAL (VALUES (first), (after)) AS b(day) WHERE node IN (SELECT node FROM one)
    ),
    piece AS (
        SELECT node, day AS first, lead(day, 1, 'infinity') OVER (PARTITION BY node ORDER BY day) AS after FROM cut
    ),
    shared AS (
        SELECT node, day AS first, lead(day, 1, 'infinity') OVER (PARTITION BY node ORDER BY day) AS after,
            sum(change) OVER (PARTITION BY node ORDER BY day) AS covered
        FROM (SELECT node, day, sum(sign) AS change FROM covers CROSS JOIN LATERAL
            (VALUES (first, 1), (after, -1)) AS b(day, sign) GROUP BY node, day) AS t
    )
    SELECT p.node, p.first, p.after, n.kind, coalesce(f.mode, '') AS mode, s.covered = 1 AS alone
    FROM piece p JOIN named n ON n.node = p.node AND n.first <= p.first AND n.after > p.first
    JOIN shared s ON s.node = p.node AND s.first <= p.first AND s.after > p.first
    LEFT JOIN formed f ON f.node = p.node AND f.first <= p.first AND f.after > p.first
    WHERE p.first < p.after
    """,
    "CREATE INDEX ON branch (node)",
    "ANALYZE branch",
    "CREATE TEMPORARY TABLE gathering ON COMMIT DROP AS SELECT * FROM named WHERE kind = 'joint_committee'",
    """
    CREATE TEMPORARY TABLE whole_hub ON COMMIT DROP AS
    SELECT hub, first, after FROM (
        SELECT hub, day AS first, lead(day, 1, 'infinity') OVER (PARTITION BY hub ORDER BY day) AS after, (
            SELECT count(DISTINCT element) FROM element h WHERE h.hub = t.hub AND h.first <= day AND h.after > day
        ) AS there
        FROM (SELECT DISTINCT hub, day FROM element CROSS JOIN LATERAL (VALUES (first), (after)) AS b(day)) AS t
    ) AS t WHERE there = 4 AND first < after
    """,
)

# How many full members rolls name as working at a unit, on which days.
ROLLS = (
    f"""
    CREATE TEMPORARY TABLE employed ON COMMIT DROP AS
    SELECT unit_id AS unit, day AS first, lead(day, 1, 'infinity') OVER (PARTITION BY unit_id ORDER BY day) AS after,
        full_members AS named
    FROM ({EMPLOYED.format(units="e.unit_id IS NOT NULL")}) AS counted
    """,  # noqa: S608 - two statements of this room, laid into one another
    "CREATE INDEX ON employed (unit)",
    "ANALYZE employed",
)

PORTION_OF_UNITS = (
    """
    DROP TABLE IF EXISTS placed, base, covered, worked, headed, named_there, guided
    """,
    """
    CREATE TEMPORARY TABLE placed ON COMMIT DROP AS
    WITH answer AS MATERIALIZED (SELECT * FROM answered WHERE unit BETWEEN %(low)s AND %(high)s),
    home AS (SELECT id AS unit, registered_at_id AS home FROM shuniu_unit WHERE id BETWEEN %(low)s AND %(high)s),
    gap AS (
        SELECT unit, '-infinity'::date AS first, min(first) AS after FROM answer GROUP BY unit
        UNION ALL
        SELECT unit, after, lead(first, 1, 'infinity') OVER (PARTITION BY unit ORDER BY first) FROM answer
        UNION ALL
        SELECT unit, '-infinity', 'infinity' FROM home h WHERE NOT EXISTS (SELECT FROM answer a WHERE a.unit = h.unit)
    )
    SELECT unit, first, after, node, true AS attached FROM answer
    UNION ALL
    SELECT g.unit, greatest(g.first, k.first), least(g.after, coalesce(k.after, 'infinity')), k.node, false
    FROM gap g JOIN home h ON h.unit = g.unit JOIN kept k ON k.home = h.home
        AND k.first < g.after AND coalesce(k.after, 'infinity') > g.first
    WHERE g.first < g.after
    """,
    """
    CREATE TEMPORARY TABLE base ON COMMIT DROP AS
    WITH one AS MATERIALIZED (SELECT * FROM registered WHERE unit BETWEEN %(low)s AND %(high)s)
    SELECT row_number() OVER () AS id, r.unit, r.status, r.type, r.region, r.field, r.mode, r.supervisor, r.staff,
        p.node, p.attached, l.law, greatest(r.first, p.first, l.first) AS first,
        least(r.after, p.after, coalesce(l.after, 'infinity')) AS after
    FROM one r JOIN placed p ON p.unit = r.unit AND p.first < r.after AND p.after > r.first
    JOIN law_of_node l ON l.node = p.node AND l.first < least(r.after, p.after)
        AND coalesce(l.after, 'infinity') > greatest(r.first, p.first)
    JOIN law_says s ON s.law = l.law AND (s.statuses = '{}' OR r.status = any(s.statuses))
    """,
    """
    CREATE TEMPORARY TABLE covered ON COMMIT DROP AS
    WITH cover AS MATERIALIZED (SELECT * FROM covers WHERE unit BETWEEN %(low)s AND %(high)s)
    SELECT a.id, greatest(c.first, b.first, a.first) AS first, least(c.after, b.after, a.after) AS after,
        CASE WHEN b.mode = '' THEN b.alone ELSE b.mode = any(s.modes) END AS separate
    FROM cover c JOIN branch b ON b.node = c.node AND b.first < c.after AND b.after > c.first
    JOIN base a ON a.unit = c.unit AND a.first < least(c.after, b.after) AND a.after > greatest(c.first, b.first)
    JOIN law_says s ON s.law = a.law AND b.kind = any(s.kinds)
    """,
    """
    CREATE TEMPORARY TABLE worked ON COMMIT DROP AS
    WITH there AS (
        SELECT unit, instrument, first, after FROM reached_by WHERE unit BETWEEN %(low)s AND %(high)s
        UNION ALL SELECT unit, 'instructor', first, after FROM posted WHERE unit BETWEEN %(low)s AND %(high)s
        UNION ALL SELECT p.unit, 'joint_committee_attachment', greatest(p.first, g.first), least(p.after, g.after)
        FROM placed p JOIN gathering g ON g.node = p.node AND g.first < p.after AND g.after > p.first
        WHERE p.attached
        UNION ALL SELECT g.unit, 'hub_mechanism', greatest(g.first, h.first), least(g.after, h.after)
        FROM guides g JOIN whole_hub h ON h.hub = g.hub AND h.first < g.after AND h.after > g.first
        WHERE g.unit BETWEEN %(low)s AND %(high)s
    )
    SELECT a.id, greatest(t.first, a.first) AS first, least(t.after, a.after) AS after
    FROM there t JOIN base a ON a.unit = t.unit AND a.first < t.after AND a.after > t.first
    JOIN law_says s ON s.law = a.law AND t.instrument = any(s.instruments)
    """,
    """
    CREATE TEMPORARY TABLE headed ON COMMIT DROP AS
    SELECT a.id, greatest(h.first, a.first) AS first, least(h.after, a.after) AS after, h.full_members, h.members
    FROM (
        SELECT unit_id AS unit, full_members, members, as_of AS first,
            lead(as_of, 1, 'infinity') OVER (PARTITION BY unit_id ORDER BY as_of) AS after
        FROM shuniu_headcount WHERE retracted_id IS NULL AND unit_id BETWEEN %(low)s AND %(high)s
    ) AS h JOIN base a ON a.unit = h.unit AND a.first < h.after AND a.after > h.first
    """,
    """
    CREATE TEMPORARY TABLE named_there ON COMMIT DROP AS
    SELECT a.id, greatest(e.first, a.first) AS first, least(e.after, a.after) AS after, e.named
    FROM employed e JOIN base a ON a.unit = e.unit AND a.first < e.after AND a.after > e.first
    WHERE e.named > 0 AND e.unit BETWEEN %(low)s AND %(high)s
    """,
    """
    CREATE TEMPORARY TABLE guided ON COMMIT DROP AS
    SELECT a.id, g.node, greatest(g.first, a.first) AS first, least(g.after, a.after) AS after
    FROM guides g JOIN base a ON a.unit = g.unit AND a.first < g.after AND a.after > g.first
    WHERE g.node IS NOT NULL AND g.unit BETWEEN %(low)s AND %(high)s
    """,
)
STRETCHES = """
    INSERT INTO shuniu_standing (
        unit_id, node_id, attached, status, type, region, field, mode, supervisor_id, org_covered, work_covered,
        separate, eligible, base, full_members, roll_full_members, members, known, staff, guided_by, valid_from,
        valid_to)
    WITH cut AS (
        SELECT id, first AS day FROM base
        UNION SELECT id, day FROM (
            SELECT id, first, after FROM covered UNION ALL SELECT id, first, after FROM worked
            UNION ALL SELECT id, first, after FROM headed UNION ALL SELECT id, first, after FROM named_there
            UNION ALL SELECT id, first, after FROM guided
        ) AS t CROSS JOIN LATERAL (VALUES (first), (after)) AS b(day)
    ),
    piece AS MATERIALIZED (
        SELECT a.*, c.day AS since, lead(c.day, 1, a.after) OVER (PARTITION BY c.id ORDER BY c.day) AS until
        FROM cut c JOIN base a ON a.id = c.id AND c.day < a.after
    ),
    by_branch AS (
        SELECT p.id, p.since, bool_or(c.separate) AS separate FROM piece p
        JOIN covered c ON c.id = p.id AND c.first <= p.since AND c.after > p.since GROUP BY 1, 2
    ),
    by_work AS (
        SELECT DISTINCT p.id, p.since FROM piece p
        JOIN worked w ON w.id = p.id AND w.first <= p.since AND w.after > p.since
    ),
    by_guide AS (
        SELECT p.id, p.since, array_agg(DISTINCT g.node ORDER BY g.node) AS guides FROM piece p
        JOIN guided g ON g.id = p.id AND g.first <= p.since AND g.after > p.since GROUP BY 1, 2
    ),
    by_count AS (
        SELECT p.*, h.id IS NOT NULL AS counted, h.full_members, h.members, coalesce(e.named, 0) AS named FROM piece p
        LEFT JOIN headed h ON h.id = p.id AND h.first <= p.since AND h.after > p.since
        LEFT JOIN named_there e ON e.id = p.id AND e.first <= p.since AND e.after > p.since
    ),
    told AS (
        SELECT p.unit, p.since, p.until, ROW(
            p.node, p.attached, p.status, p.type, p.region, p.field, p.mode, p.supervisor, b.id IS NOT NULL,
            w.id IS NOT NULL, coalesce(b.separate, false), r.eligible, r.base, p.full_members, p.named, p.members,
            p.staff, coalesce(g.guides, '{}')) AS content,
            p.node, p.attached, p.status, p.type, p.region, p.field, p.mode, p.supervisor,
            b.id IS NOT NULL AS org_covered, w.id IS NOT NULL AS work_covered, coalesce(b.separate, false) AS separate,
            r.eligible, coalesce(r.base, 'none') AS count, p.full_members, p.named, p.members, p.staff,
            coalesce(g.guides, '{}') AS guides
        FROM by_count p LEFT JOIN by_branch b ON b.id = p.id AND b.since = p.since
        LEFT JOIN by_work w ON w.id = p.id AND w.since = p.since
        LEFT JOIN by_guide g ON g.id = p.id AND g.since = p.since
        LEFT JOIN reached r ON r.law = p.law AND r.counted = p.counted AND r.named = p.named
            AND coalesce(r.full_members, -1) = coalesce(p.full_members, -1)
            AND coalesce(r.members, -1) = coalesce(p.members, -1)
    ),
    begun AS (
        SELECT * FROM (
            SELECT *, lag(until) OVER one IS DISTINCT FROM since
                OR lag(content) OVER one IS DISTINCT FROM content AS begins
            FROM told WINDOW one AS (PARTITION BY unit ORDER BY since)
        ) AS t
    ),
    numbered AS (
        SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY unit ORDER BY since) AS stretch FROM begun
    ),
    ended AS (
        SELECT *, max(until) OVER (PARTITION BY unit, stretch) AS ends FROM numbered
    )
    SELECT unit, node, attached, status, type, region, field, mode, supervisor, org_covered, work_covered, separate,
        eligible, count, full_members, named, members, count <> 'none', staff, guides, since, nullif(ends, 'infinity')
    FROM ended WHERE begins
"""
DROPPED = (
    *(f"DROP VIEW {name}" for name in _DAYS),
    "DROP TABLE placed, base, covered, worked, headed, named_there, guided, branch, gathering, whole_hub, employed,"
    " kept, law_of_node, law_says, reached",
)

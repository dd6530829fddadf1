"""How many joint Party organizations are there, and how large are they, month by month (D23)?

The text wants large joint ones to become small, and joint ones separate. Joint is told by the fact that one covers
several social organizations on the day; how many make a large one no text says, so the general limit of the branch
regulations is the line. Bodies are counted, by the number of their full members in bands: persons never.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from psycopg import sql

from shuniu.access import Actor
from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures
from shuniu.statistics.counting import answer
from shuniu.statistics.law import law_at
from shuniu.statistics.reports.asked import asked
from shuniu.statistics.trends import month_ends

UNITS_MAX, MIN_MEMBERS, COMMITTEE = (
    "formation.joint_branch_units_max",
    "formation.min_full_members",
    "formation.committee_needed_members_min",
)
TRANSITIONS = "formation.transitions"
MONTHS = 12
# One row for each day and each managed Party organization below the node that covers organizations on that day.
_SIZES = sql.SQL("""
    SELECT d.day, c.units, coalesce(r.full_members, 0), r.party_organization_id IS NOT NULL, count(*)
    FROM unnest(%(days)s::date[]) AS d(day)
    JOIN shuniu_lineage l ON l.ancestor_id = any(%(nodes)s::bigint[])
        AND l.valid_from <= d.day AND (l.valid_to IS NULL OR l.valid_to > d.day)
    JOIN shuniu_partyorganization p ON p.id = l.descendant_id AND p.managed
    JOIN LATERAL (
        SELECT count(*) AS units FROM shuniu_coverage v
        JOIN shuniu_standing s ON s.unit_id = v.unit_id
            AND s.valid_from <= d.day AND (s.valid_to IS NULL OR s.valid_to > d.day)
        WHERE v.party_organization_id = p.id AND v.retracted_id IS NULL AND v.period @> d.day
    ) c ON c.units > 0
    LEFT JOIN shuniu_rollstanding r ON r.party_organization_id = p.id
        AND r.valid_from <= d.day AND (r.valid_to IS NULL OR r.valid_to > d.day)
    GROUP BY 1, 2, 3, 4
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPoint:
    """One day: joint ones by size, the organizations they cover together, and those that cover one alone.

    ``below``, ``between`` and ``above`` are joint ones by their full members, ``unknown`` those without a roll.
    """

    day: date
    joint: int = 0
    organizations: int = 0
    small: int = 0
    large: int = 0
    separate: int = 0
    below: int = 0
    between: int = 0
    above: int = 0
    unknown: int = 0

    @property
    def mean(self) -> float | None:
        return round(self.organizations / self.joint, 1) if self.joint else None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointOverTime:
    """``units_max``: the line between small and large; ``threshold`` and ``committee`` divide the bands of members.

    ``wanted``: what the texts want them to become, with the clause.
    """

    points: tuple[JointPoint, ...]
    units_max: int | None
    threshold: int | None
    committee: int | None
    wanted: tuple[tuple[str, Clause], ...] = ()


def joint_over_time(actor: Actor, node: int, on: date) -> JointOverTime:
    """The last days of the twelve months before the day, and the day itself."""
    asked(actor, node, on)
    figures = law_at([node], on)[node]
    days = month_ends(on, MONTHS)
    limits = {key: _whole(figures, key) for key in (UNITS_MAX, MIN_MEMBERS, COMMITTEE)}
    rows: dict[date, list[tuple[int, int, bool, int]]] = {day: [] for day in days}
    for day, units, full, rolled, bodies in answer(_SIZES, {"nodes": [node], "days": days}):
        rows[day].append((units, full, rolled, bodies))
    transitions = figures.stated(TRANSITIONS)
    return JointOverTime(
        points=tuple(_point(day, rows[day], limits) for day in days),
        units_max=limits[UNITS_MAX],
        threshold=limits[MIN_MEMBERS],
        committee=limits[COMMITTEE],
        wanted=tuple((row["label"], transitions.clause) for row in transitions.value) if transitions else (),
    )


def _whole(figures: Figures, key: str) -> int | None:
    figure = figures.stated(key)
    return None if figure is None else int(figure.value)


def _point(day: date, rows: list[tuple[int, int, bool, int]], limits: dict[str, int | None]) -> JointPoint:
    most, threshold, committee = limits[UNITS_MAX], limits[MIN_MEMBERS], limits[COMMITTEE]
    joint = [row for row in rows if row[0] > 1]
    rolled = [row for row in joint if row[2]]

    def bodies(chosen: list[tuple[int, int, bool, int]]) -> int:
        return sum(row[3] for row in chosen)

    below = [row for row in rolled if threshold is not None and row[1] < threshold]
    above = [row for row in rolled if committee is not None and row[1] >= committee]
    large = [row for row in joint if most is not None and row[0] > most]
    return JointPoint(
        day=day,
        joint=bodies(joint),
        organizations=sum(units * count for units, _, _, count in joint),
        small=bodies(joint) - bodies(large),
        large=bodies(large),
        separate=bodies([row for row in rows if row[0] == 1]),
        below=bodies(below),
        between=bodies(rolled) - bodies(below) - bodies(above),
        above=bodies(above),
        unknown=bodies(joint) - bodies(rolled),
    )

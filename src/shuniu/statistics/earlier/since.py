"""What was written about since a moment? Of a large node only that is counted afresh, out of the facts known then.

Whatever no act has touched since reads now as it was known then. Too much may be named here, never too little: what is
named is counted anew, and the sum does not depend on it.
"""

# ruff: noqa: S608 - names of tables and columns only, all written here
from __future__ import annotations

from collections.abc import Callable, Mapping

from shuniu.policy.measures import Subject

_DAY = "period @> %(day)s::date"
# A fact that was taken back since is named by that act: on the way from one to another those in force are enough.
_NOW = "retracted_id IS NULL"


def _by_act(table: str, column: str, condition: str = _DAY) -> str:
    """``column`` of what was recorded or taken back by one of ``acts``, each looked up: for the few there are."""
    ends = " UNION ALL ".join(
        f"SELECT {column} FROM shuniu_{table} WHERE {end}_id = a.id AND {condition}"
        for end in ("recorded", "retracted")
    )
    return f"SELECT f.{column} FROM acts a CROSS JOIN LATERAL ({ends}) AS f"


def _at_once(table: str, column: str, condition: str = _DAY) -> str:
    """The same of many acts. Where one import has written most of a table the planner takes every act to have done so,
    unless it is told the first of them."""
    ends = " UNION ALL ".join(
        f"SELECT {column} FROM shuniu_{table} WHERE {end}_id >= %(first)s AND {end}_id = ANY(%(acts)s::bigint[])"
        f" AND {condition}"
        for end in ("recorded", "retracted")
    )
    return f"SELECT f.{column} FROM ({ends}) AS f"


def _below(name: str, first: str) -> str:
    """Party organizations, with everything that ever stood below one of them."""
    return f"""{name}(id) AS (
        {first}
        UNION
        SELECT p.party_organization_id FROM {name} JOIN shuniu_placement p ON p.parent_id = {name}.id AND p.{_NOW}
    )"""


_ON = "f.retracted_id IS NULL AND f.period @> %(day)s::date"


def _steps(touched: Callable[..., str]) -> Mapping[Subject, tuple[str, ...]]:
    # Of a Party organization that has ended its places on any day say who keeps its register.
    moved = _below("moved", touched("placement", "party_organization_id", "true"))
    ruled = _below(
        "ruled",
        touched("packbinding", "party_organization_id")
        + " UNION "
        + touched("localfigure", "party_organization_id", _DAY + " AND key LIKE ANY(%(deciding)s::text[])"),
    )
    named = f"named(id) AS ({touched('naming', 'party_organization_id')} UNION SELECT id FROM moved)"
    # A branch that was named, formed or placed otherwise, or covered something else, speaks for all that it covers.
    branches = f"""branches(id) AS (
    SELECT id FROM named UNION SELECT id FROM ruled
    UNION {touched("formation", "party_organization_id")}
    UNION {touched("coverage", "party_organization_id")}
)"""
    own = " UNION ".join(
        touched(table, "unit_id")
        for table in ("registration", "jurisdiction", "coverage", "workcoverage", "posting", "guidance", "employment")
    )
    for_branches = " UNION ".join(
        f"SELECT f.unit_id FROM branches b JOIN shuniu_{table} f ON f.party_organization_id = b.id AND {_ON}"
        for table in ("coverage", "jurisdiction", "guidance")
    )
    units = f"""units(id) AS (
    {own}
    UNION {touched("headcount", "unit_id", "as_of <= %(day)s::date")}
    UNION {for_branches}
    UNION SELECT u.id FROM branches b JOIN shuniu_unit u ON u.registered_at_id = b.id
    UNION SELECT f.unit_id FROM ({touched("hubelement", "unit_id")}) AS h
        JOIN shuniu_guidance f ON f.hub_id = h.unit_id AND {_ON}
    UNION SELECT f.unit_id FROM ({touched("membership", "person_id")}) AS m
        JOIN shuniu_employment f ON f.person_id = m.person_id AND {_ON}
)"""
    rolls = f"rolls(id) AS (SELECT id FROM named UNION {touched('membership', 'party_organization_id')})"
    covering = f"""covering(id) AS (
    SELECT id FROM branches
    UNION {touched("post", "party_organization_id")}
    UNION SELECT f.party_organization_id FROM units u JOIN shuniu_coverage f ON f.unit_id = u.id AND {_ON}
)"""
    of_units = (moved, ruled, named, branches, units)
    return {
        Subject.UNIT: of_units,
        Subject.PARTY_ORGANIZATION: (moved, named),
        Subject.ROLL: (moved, named, rolls),
        Subject.CROSSING: (*of_units, covering),
    }


_ACTS = "SELECT id FROM shuniu_entry WHERE (at > %(at)s OR id = ANY(%(unfinished)s::bigint[]))"
_BY_ACT, _AT_ONCE = _steps(_by_act), _steps(_at_once)
# Of these it can be said; everything else of a node is few enough to be counted afresh as a whole.
ASKED_OF = frozenset(_AT_ONCE)
# The acts since; asks for ``at`` and ``unfinished``.
ACTS = f"{_ACTS} ORDER BY id"


def changed(subject: Subject) -> str:
    """What ``acts`` have touched, of which ``first`` is the first; asks for ``day`` and ``deciding`` beside them."""
    steps = _AT_ONCE[subject]
    return "WITH RECURSIVE " + ",\n".join((*steps, _last(steps))) + " SELECT id FROM changed"


def changed_since(subject: Subject) -> str:
    """The steps of a statement whose last is ``changed(id)``: what other acts than ``acts`` have touched since."""
    steps = _BY_ACT[subject]
    acts = f"acts AS MATERIALIZED ({_ACTS} AND NOT id = ANY(%(acts)s::bigint[]))"
    return "WITH RECURSIVE " + ",\n".join((acts, *steps, _last(steps)))


def _last(steps: tuple[str, ...]) -> str:
    last = steps[-1].split("(", 1)[0]
    return f"changed AS MATERIALIZED (SELECT DISTINCT id FROM {last} WHERE id IS NOT NULL)"

"""What was written about since a moment? Of a large node only that is counted afresh, out of the facts known then.

Whatever no act has touched since reads now as it was known then. Too much may be named here, never too little: what is
named is counted anew, and the sum does not depend on it.
"""

# ruff: noqa: S608 - names of tables and columns only, all written here
from __future__ import annotations

from collections.abc import Mapping

from shuniu.policy.measures import Subject

_DAY = "period @> %(day)s::date"
# A fact that was taken back since is named by that act: on the way from one to another those in force are enough.
_NOW = "retracted_id IS NULL"


def _touched(table: str, column: str, condition: str = _DAY) -> str:
    """``column`` of what was recorded or taken back since. Looked up by act: few of millions of facts are."""
    ends = " UNION ALL ".join(
        f"SELECT {column} FROM shuniu_{table} WHERE {end}_id = a.id AND {condition}"
        for end in ("recorded", "retracted")
    )
    return f"SELECT f.{column} FROM acts a CROSS JOIN LATERAL ({ends}) AS f"


def _below(name: str, first: str) -> str:
    """Party organizations, with everything that ever stood below one of them."""
    return f"""{name}(id) AS (
        {first}
        UNION
        SELECT p.party_organization_id FROM {name} JOIN shuniu_placement p ON p.parent_id = {name}.id AND p.{_NOW}
    )"""


_ACTS = "acts AS MATERIALIZED (SELECT id FROM shuniu_entry WHERE at > %(at)s OR id = any(%(unfinished)s::bigint[]))"
# Of a Party organization that has ended its places on any day say who keeps its register.
_MOVED = _below("moved", _touched("placement", "party_organization_id", "true"))
_RULED = _below(
    "ruled",
    _touched("packbinding", "party_organization_id")
    + " UNION "
    + _touched("localfigure", "party_organization_id", _DAY + " AND key LIKE ANY(%(deciding)s::text[])"),
)
_NAMED = f"named(id) AS ({_touched('naming', 'party_organization_id')} UNION SELECT id FROM moved)"
# A branch that was named, formed or placed otherwise, or covered something else, speaks for all that it covers.
_BRANCHES = f"""branches(id) AS (
    SELECT id FROM named UNION SELECT id FROM ruled
    UNION {_touched("formation", "party_organization_id")}
    UNION {_touched("coverage", "party_organization_id")}
)"""
_OWN = " UNION ".join(
    _touched(table, "unit_id")
    for table in ("registration", "jurisdiction", "coverage", "workcoverage", "posting", "guidance", "employment")
)
_ON = "f.retracted_id IS NULL AND f.period @> %(day)s::date"
_FOR_BRANCHES = " UNION ".join(
    f"SELECT f.unit_id FROM branches b JOIN shuniu_{table} f ON f.party_organization_id = b.id AND {_ON}"
    for table in ("coverage", "jurisdiction", "guidance")
)
_UNITS = f"""units(id) AS (
    {_OWN}
    UNION {_touched("headcount", "unit_id", "as_of <= %(day)s::date")}
    UNION {_FOR_BRANCHES}
    UNION SELECT u.id FROM branches b JOIN shuniu_unit u ON u.registered_at_id = b.id
    UNION SELECT f.unit_id FROM ({_touched("hubelement", "unit_id")}) AS h
        JOIN shuniu_guidance f ON f.hub_id = h.unit_id AND {_ON}
    UNION SELECT f.unit_id FROM ({_touched("membership", "person_id")}) AS m
        JOIN shuniu_employment f ON f.person_id = m.person_id AND {_ON}
)"""
_ROLLS = f"rolls(id) AS (SELECT id FROM named UNION {_touched('membership', 'party_organization_id')})"
_COVERING = f"""covering(id) AS (
    SELECT id FROM branches
    UNION {_touched("post", "party_organization_id")}
    UNION SELECT f.party_organization_id FROM units u JOIN shuniu_coverage f ON f.unit_id = u.id AND {_ON}
)"""
_OF_UNITS = (_MOVED, _RULED, _NAMED, _BRANCHES, _UNITS)
_STEPS: Mapping[Subject, tuple[str, ...]] = {
    Subject.UNIT: _OF_UNITS,
    Subject.PARTY_ORGANIZATION: (_MOVED, _NAMED),
    Subject.ROLL: (_MOVED, _NAMED, _ROLLS),
    Subject.CROSSING: (*_OF_UNITS, _COVERING),
}


def changed(subject: Subject) -> str:
    """The steps of a statement whose last is ``changed(id)``; it asks for ``at``, ``unfinished``, ``day`` and
    ``deciding``."""
    steps = _STEPS[subject]
    last = steps[-1].split("(", 1)[0]
    named = f"changed AS MATERIALIZED (SELECT DISTINCT id FROM {last} WHERE id IS NOT NULL)"
    return "WITH RECURSIVE " + ",\n".join((_ACTS, *steps, named))


# Of these it can be said; everything else of a node is few enough to be counted afresh as a whole.
ASKED_OF = frozenset(_STEPS)

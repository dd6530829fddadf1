"""Is a key one by which the rows of a measure can be narrowed, and if not, which are?

A key that is known but has no row counts nothing; one that nobody knows is a mistake, and the two must not look alike.
"""

from __future__ import annotations

from datetime import date

from psycopg import sql

from shuniu.policy.measures import Dimension, Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.policy.packs.open_lists import open_items
from shuniu.queries.naming import region_names
from shuniu.statistics.counting import answer, scope
from shuniu.statistics.dimensions import NO_SUPERVISOR, WORDS, Keys, column, dimensions, stands_for
from shuniu.statistics.law import law_at

_CHILDREN = sql.SQL(
    "SELECT p.code FROM shuniu_lineage l JOIN shuniu_partyorganization p ON p.id = l.child_id"
    " WHERE l.ancestor_id = any(%(nodes)s) AND l.depth <= 1 AND l.valid_from <= any(%(days)s)"
    " AND (l.valid_to IS NULL OR l.valid_to > any(%(days)s))"
)


def keys_instead(measure_key: str, node: int, on: date, name: str, key: str) -> list[str] | None:
    """None where ``key`` is known, else those that are: what rows under the node bear on the day, and what texts name.

    Raises UnknownMeasure, NotCountedSo.
    """
    measure = measure_of(measure_key)
    (dimension,) = dimensions(measure, [name])
    named = _named(dimension, node, on)
    found = [*named, *sorted(_borne(measure.subject, dimension, node, on) - set(named))]
    known = any(stands_for(dimension, key, one) for one in found) or (
        dimension is Dimension.REGION and key in region_names([key])
    )
    return None if known else found


def _named(dimension: Dimension, node: int, on: date) -> list[str]:
    """What there is without any row bearing it."""
    if dimension in WORDS:
        return [word.label for word in WORDS[dimension]]
    if dimension is Dimension.CHILD:
        return sorted({row[0] for row in answer(_CHILDREN, {"nodes": [node], "days": [on]})})
    if dimension is Dimension.FIELD:
        return list(open_items("organizations.fields", law_at([node], on)[node]).values())
    return [NO_SUPERVISOR] if dimension is Dimension.SUPERVISOR else []


def _borne(subject: Subject, dimension: Dimension, node: int, on: date) -> set[str]:
    query = sql.SQL("SELECT DISTINCT {} FROM {}").format(column(dimension), scope(subject))
    stored = [row[0] for row in answer(query, {"nodes": [node], "days": [on]})]
    keys = Keys({dimension: stored}, on)
    return {keys.key(dimension, value) for value in stored}

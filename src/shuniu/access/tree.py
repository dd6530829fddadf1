"""Where does the actor stand today: what is below, what ended there, and which tree is it all?

What was entered into the register of a node that has ended is kept by the nearest of those above it, on its last
day, that still stands. ``queries.facts.keeping`` tells the same for any day; the figures count there.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.expressions import RawSQL

from shuniu.access.actor import Actor
from shuniu.access.written import written
from shuniu.policy.words.accounts import Role

# What still stands, or will.
_STANDS = "(l.valid_to IS NULL OR l.valid_to > :today)"
_BELOW = """
    SELECT l.descendant_id FROM shuniu_lineage l
    WHERE l.ancestor_id = :node AND l.valid_from <= :today AND :stands
"""
_ABOVE = """
    SELECT l.ancestor_id FROM shuniu_lineage l
    WHERE l.descendant_id = :node AND l.valid_from <= :today AND :stands
"""
# ``e`` tells who stood above what has ended, on its last day.
_ENDED = """
    e.valid_to <= :today AND NOT EXISTS (
        SELECT FROM shuniu_lineage l WHERE l.descendant_id = e.descendant_id AND l.depth = 0
        AND (l.valid_to IS NULL OR l.valid_to > :today OR l.valid_to > e.valid_to)
    )
"""
_ENDED_BELOW = "SELECT e.descendant_id FROM shuniu_lineage e WHERE e.ancestor_id = :node AND :ended"
_BELOW_OR_ENDED = """
    SELECT e.descendant_id FROM shuniu_lineage e WHERE e.ancestor_id = :node AND (
        (e.valid_from <= :today AND (e.valid_to IS NULL OR e.valid_to > :today)) OR (:ended)
    )
"""
# It is kept by the nearest of those above it that still stands.
_KEPT = """
    :ended AND NOT EXISTS (
        SELECT FROM shuniu_lineage nearer
        JOIN shuniu_lineage l ON l.descendant_id = nearer.ancestor_id AND l.depth = 0 AND :stands
        WHERE nearer.descendant_id = e.descendant_id AND nearer.valid_to = e.valid_to AND nearer.depth < e.depth
    )
"""
_LEFT = "SELECT e.descendant_id FROM shuniu_lineage e WHERE e.ancestor_id IN (:keepers) AND :kept"
_LEFT_TO_WHOM = (
    "SELECT e.descendant_id, e.ancestor_id FROM shuniu_lineage e WHERE e.ancestor_id IN (:keepers) AND :kept"
)
_OFFICES_BELOW = """
    SELECT l.descendant_id FROM shuniu_lineage o
    JOIN shuniu_assignment a ON a.party_organization_id = o.descendant_id
        AND a.role IN (:roles) AND a.retracted_id IS NULL AND a.period @> :today
    JOIN shuniu_account c ON c.id = a.account_id AND c.is_active
    JOIN shuniu_lineage l ON l.ancestor_id = o.descendant_id AND l.valid_from <= :today AND :stands
    WHERE o.ancestor_id = :node AND o.depth > 0
    AND o.valid_from <= :today AND (o.valid_to IS NULL OR o.valid_to > :today)
"""
# Of a node named by an expression, or of the one that keeps it: below the actor, and at or below no office in which
# somebody works who does that. “OFFSET 0” keeps the planner from listing those offices for it.
_IS_OWN = """
    EXISTS (
        SELECT FROM (
            SELECT :what
            UNION ALL
            SELECT e.ancestor_id FROM shuniu_lineage e WHERE :keeping AND e.descendant_id = :what AND :kept
        ) own(id)
        JOIN shuniu_lineage h ON h.ancestor_id = :node AND h.descendant_id = own.id
            AND h.valid_from <= :today AND (h.valid_to IS NULL OR h.valid_to > :today)
        WHERE NOT EXISTS (
            SELECT FROM shuniu_lineage l
            JOIN shuniu_lineage o ON o.ancestor_id = :node AND o.descendant_id = l.ancestor_id AND o.depth > 0
                AND o.valid_from <= :today AND (o.valid_to IS NULL OR o.valid_to > :today)
            JOIN shuniu_assignment a ON a.party_organization_id = l.ancestor_id
                AND a.retracted_id IS NULL AND a.period @> :today
            JOIN shuniu_account c ON c.id = a.account_id AND c.is_active
            WHERE l.descendant_id = own.id AND l.valid_from <= :today AND :stands AND :does
            OFFSET 0
        )
    )
"""
# Whatever stands under anything above the node stands under its top.
_WHOLE_TREE = """
    SELECT t.descendant_id FROM shuniu_lineage a JOIN shuniu_lineage t ON t.ancestor_id = a.ancestor_id
    WHERE a.descendant_id = :node AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to > :today)
    AND t.valid_from <= :today AND (t.valid_to IS NULL OR t.valid_to > :today)
"""
_REGISTER = "WITH tree(id) AS MATERIALIZED (:tree) SELECT id FROM tree UNION ALL :left"


def _of(actor: Actor, text: str) -> RawSQL:
    # Nobody stands at “no node”: 0 is no key.
    return written(text, stands=_STANDS, ended=_ENDED, today=actor.today, node=actor.node or 0)


def below(actor: Actor) -> RawSQL:
    """Ids of the node of the actor and of everything that stands under it today, for ``__in``."""
    return _of(actor, _BELOW)


def above(actor: Actor) -> RawSQL:
    """Ids of the node of the actor and of everything above it today."""
    return _of(actor, _ABOVE)


def ended_below(actor: Actor) -> RawSQL:
    """Ids of what no longer exists and stood under the node of the actor on its last day.

    Its past stays readable to whom it belonged; nothing can be done to it any more.
    """
    return _of(actor, _ENDED_BELOW)


def below_or_ended(actor: Actor) -> RawSQL:
    """Ids of both."""
    return _of(actor, _BELOW_OR_ENDED)


def left_below(actor: Actor) -> RawSQL:
    """Ids of what no longer exists and whose register is kept today by the node of the actor or by one below it."""
    return left_to(actor, below(actor))


def left_to(actor: Actor, keepers: RawSQL | str) -> RawSQL:
    """What has ended and has one of ``keepers`` as the nearest above it that did not end."""
    return _left(actor, _LEFT, keepers)


def left_to_whom(actor: Actor, keepers: RawSQL | str) -> RawSQL:
    """The same, each with the one of them that keeps it."""
    return _left(actor, _LEFT_TO_WHOM, keepers)


def _left(actor: Actor, text: str, keepers: RawSQL | str) -> RawSQL:
    return written(text, kept=_KEPT, stands=_STANDS, ended=_ENDED, today=actor.today, keepers=keepers)


def offices_below(actor: Actor, roles: Iterable[str]) -> RawSQL:
    """Ids of everything at or under a node below the actor where somebody works today in one of the roles."""
    named = ", ".join(f"'{Role(role).value}'" for role in sorted(roles)) or "NULL"
    return written(_OFFICES_BELOW, today=actor.today, node=actor.node or 0, stands=_STANDS, roles=named)


def is_own(actor: Actor, what: str, keeping: str, does: str) -> RawSQL:
    """The node ``what``, or where ``keeping`` the one that keeps it, is the office's own: no nearer one is at work.

    ``does`` says of an assignment ``a`` whether whoever holds it would do what is asked.
    """
    parts = {"what": what, "keeping": keeping, "does": does, "kept": _KEPT, "stands": _STANDS, "ended": _ENDED}
    return written(_IS_OWN, today=actor.today, node=actor.node or 0, **parts)


def whole_tree(actor: Actor, node: int | None = None) -> RawSQL:
    """Ids of the whole tree in which ``node`` (else the actor) stands today, with what ended there: one register."""
    tree = written(_WHOLE_TREE, today=actor.today, node=node or actor.node or 0)
    return written(_REGISTER, tree=tree, left=left_to(actor, "SELECT id FROM tree"))

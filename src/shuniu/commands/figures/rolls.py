"""Bring the counted rolls in line with the memberships: of some Party organizations, or of all."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from shuniu.commands.journal import Act
from shuniu.models import Membership
from shuniu.policy.words import MembershipState

_GONE = "DELETE FROM shuniu_rollstanding WHERE %(nodes)s::bigint[] IS NULL OR party_organization_id = any(%(nodes)s)"
# Every membership comes on its first day and goes on the day after its last; days on which nothing that is counted
# changes begin no stretch.
_COME = """
    INSERT INTO shuniu_rollstanding (party_organization_id, valid_from, valid_to, members, full_members, probationary)
    SELECT node, day, until, members, full_members, probationary FROM (
        SELECT node, day, lead(day) OVER by_day AS until, sum(come) OVER by_day AS members,
            coalesce(sum(come_full) OVER by_day, 0) AS full_members,
            coalesce(sum(come_probationary) OVER by_day, 0) AS probationary
        FROM (
            SELECT m.party_organization_id AS node, step.day, sum(step.sign) AS come,
                sum(step.sign) FILTER (WHERE m.state = %(full)s) AS come_full,
                sum(step.sign) FILTER (WHERE m.state = %(probationary)s) AS come_probationary
            FROM shuniu_membership m
            CROSS JOIN LATERAL (VALUES (lower(m.period), 1), (upper(m.period), -1)) AS step(day, sign)
            WHERE m.retracted_id IS NULL AND step.day IS NOT NULL
                AND (%(nodes)s::bigint[] IS NULL OR m.party_organization_id = any(%(nodes)s))
            GROUP BY 1, 2
        ) AS steps
        WHERE (come, coalesce(come_full, 0), coalesce(come_probationary, 0)) <> (0, 0, 0)
        WINDOW by_day AS (PARTITION BY node ORDER BY day)
    ) AS stretches
    WHERE members > 0
"""


def recount_rolls_of(act: Act) -> None:
    """The rolls from which the open act took memberships or to which it gave some. Within its transaction."""
    recount_rolls(rolls_of(act))


def rolls_of(act: Act) -> list[int]:
    """The Party organizations whose roll the open act has written in."""
    touched = Membership.objects.filter(Q(recorded=act.line) | Q(retracted=act.line))
    return sorted(set(touched.values_list("party_organization_id", flat=True)))


def recount_rolls(nodes: Sequence[int] | None = None) -> None:
    """Count the rolls of the Party organizations anew, or all of them.

    Two acts on one roll wait for each other here: each would else count without what the other has written.
    """
    if nodes is not None and not nodes:
        return
    given = {
        "nodes": None if nodes is None else list(nodes),
        "full": MembershipState.FULL.value,
        "probationary": MembershipState.PROBATIONARY.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM shuniu_partyorganization WHERE id = any(%(nodes)s) ORDER BY id FOR NO KEY UPDATE", given
        )
        cursor.execute(_GONE, given)
        cursor.execute(_COME, given)

"""Which persons are held below the actor, or take part there?"""

from __future__ import annotations

from django.db.models import Q

from shuniu.access.actor import Actor
from shuniu.access.tree import below, left_below, left_to
from shuniu.access.written import OfRow, Part, among, written

# Members held at one of the nodes, today or, where that has ended, last; held nowhere, those who take part there.
_HELD = """
    m.retracted_id IS NULL AND (:held_here)
    AND (m.period @> :today OR NOT EXISTS (
        SELECT FROM shuniu_membership o WHERE o.person_id = m.person_id AND o.retracted_id IS NULL
        AND (o.period @> :today OR o.period > m.period)
    ))
"""
_TAKES_PART = "t.retracted_id IS NULL AND t.period @> :today AND (:takes_part_here)"
_NOWHERE_HELD = """
    NOT EXISTS (SELECT FROM shuniu_membership m WHERE m.person_id = :person AND m.retracted_id IS NULL)
"""
_PERSONS = """
    WITH below(id) AS MATERIALIZED (:below)
    SELECT m.person_id FROM shuniu_membership m WHERE :held
    UNION ALL
    SELECT t.person_id FROM shuniu_participation t WHERE :takes_part AND :bound
"""
_IS_PERSON = """
    EXISTS (SELECT FROM shuniu_membership m WHERE m.person_id = {0} AND :held)
    OR EXISTS (SELECT FROM shuniu_participation t WHERE t.person_id = {0} AND :takes_part AND :bound)
"""


def people(actor: Actor, *, bound: bool) -> Q:
    """Members held below the actor and those who take part there: ``bound`` to nobody else, or whoever holds them."""
    parts: dict[str, Part] = {
        "below": below(actor),
        "today": actor.today,
        "held": _HELD,
        "takes_part": _TAKES_PART,
        "bound": _NOWHERE_HELD if bound else "TRUE",
    }
    if actor.most:
        parts |= {
            "held_here": among("m.party_organization_id", below(actor), left_below(actor)),
            "takes_part_here": among("t.party_organization_id", below(actor)),
            "person": "{0}",
        }
        return Q(OfRow(written(_IS_PERSON, **parts), ["pk"]))
    nodes = "SELECT id FROM below"
    left = left_to(actor, nodes)
    parts |= {
        "held_here": written(
            "m.party_organization_id IN (:nodes) OR m.party_organization_id IN (:left)", nodes=nodes, left=left
        ),
        "takes_part_here": "t.party_organization_id IN (SELECT id FROM below)",
        "person": "t.person_id",
    }
    return Q(pk__in=written(_PERSONS, **parts))

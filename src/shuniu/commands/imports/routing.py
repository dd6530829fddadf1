"""Attach newly entered organizations to the Party organization that routing proposes, where the register holds it.

Where it does not, nobody is made responsible: the unit is listed as unattached and its card shows the proposal.
"""

from __future__ import annotations

from collections.abc import Sequence

from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import nodes_to_name
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.guide import Guiding, guide_units
from shuniu.models import Registration
from shuniu.policy.party.answering import ENDED
from shuniu.policy.words import Precision
from shuniu.queries.arrays import among
from shuniu.queries.days import during
from shuniu.queries.routing import Routing, routings


def attach(act: Act, units: Sequence[int]) -> list[int]:
    """Within an open act, for units it has entered itself. Returns those that have a responsible one now."""
    if not units:
        return []
    at_work = Registration.objects.filter(during(act.on), unit__in=among(units)).exclude(status__in=ENDED)
    found = routings(at_work.values_list("unit", flat=True), act.on)
    named = {one.target.key for one in found if one.target is not None}
    named |= {guide.key for one in found for guide, _ in one.guided_by}
    allowed = nodes_to_name(act.actor, named) if named else set()
    chosen = [one for one in found if one.target is not None and one.target.key in allowed and one.responsible is None]
    # Guidance first: once another tree is responsible the unit may be out of the actor's reach.
    guided = [guiding for one in chosen for guiding in _guides(one, allowed)]
    if guided:
        guide_units(act, guided, precision=Precision.OPENING)
    rows = [
        Answering(unit=one.unit, party_organization=one.target.key, clause=one.clause)
        for one in chosen
        if one.target is not None
    ]
    return take_jurisdiction(act, rows, precision=Precision.OPENING) if rows else []


def _guides(one: Routing, allowed: set[int]) -> list[Guiding]:
    return [
        Guiding(unit=one.unit, kind=kind, party_organization=guide.key, clause=one.clause)
        for guide, kind in one.guided_by
        if guide.key in allowed
    ]

"""Accept what routing proposes: the responsible Party organization with its clause, and who guides beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shuniu.commands.journal import Act, Seen, lock_units, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse, units_in_reach
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.guide import Guiding, guide_units
from shuniu.policy.words import Precision
from shuniu.queries.routing import Routing, routings


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """``attached`` units have the proposed one now; ``open`` are left as they were, with what to do for each."""

    attached: tuple[int, ...]
    open: tuple[Routing, ...]


def accept_proposals(
    act: Act,
    keys: Sequence[int],
    *,
    only_unattached: bool = True,
    precision: str = Precision.DAY,
    seen: Seen = None,
    seen_guides: Seen = None,
) -> Accepted:
    """For each unit the proposal of ``act.on``. Where none can be made the unit stays unattached and is returned.

    ``only_unattached``: whoever is responsible already stays responsible. ``seen`` are facts of who is responsible,
    ``seen_guides`` of who guides.
    """
    with open_act(act, "jurisdiction.accept", request=[sorted(keys), only_unattached]) as opened:
        lock_units(list(keys))
        reach = units_in_reach(act.actor, keys)
        refuse(out_of_reach("该单位", row, "unit") for row, key in enumerate(keys) if key not in reach)
        found = routings(keys, act.on)
        if opened.repeated:
            return Accepted(attached=tuple(opened.answer["units"]), open=_open(found))
        chosen = [one for one in found if one.target is not None and not (only_unattached and one.responsible)]
        # Guidance first: once another tree is responsible the unit may be out of the actor's reach.
        guide_units(
            opened.act,
            [
                Guiding(unit=one.unit, kind=kind, party_organization=guide.key, clause=one.clause, seen=seen_guides)
                for one in chosen
                for guide, kind in one.guided_by
            ],
            precision=precision,
        )
        rows = [
            Answering(unit=one.unit, party_organization=one.target.key, clause=one.clause, seen=seen)
            for one in chosen
            if one.target is not None
        ]
        taken = take_jurisdiction(opened.act, rows, precision=precision)
        opened.answer["units"] = taken
        return Accepted(attached=tuple(taken), open=_open(found))


def _open(found: Sequence[Routing]) -> tuple[Routing, ...]:
    return tuple(one for one in found if one.target is None and one.responsible is None)

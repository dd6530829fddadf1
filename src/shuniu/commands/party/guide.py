"""Put down who guides or contacts units beside the line of responsibility (指导、联系、指导督促)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Opened, Seen, change_from, lock_units, open_act
from shuniu.commands.journal.ending import Ending, Relation, end_relations
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach
from shuniu.commands.party.standing import nodes_named
from shuniu.kernel.decision import Objection
from shuniu.models import Guidance, Hub
from shuniu.policy.grants import Action
from shuniu.policy.party.guiding import GuidingFacts, may_guide
from shuniu.policy.words import GuidanceKind, Precision
from shuniu.queries.days import during
from shuniu.queries.facts.organizations import units

# Who guides, and the field that stays empty beside it.
SIDES = (("party_organization", "hub"), ("hub", "party_organization"))
KEY = ("unit", "kind")
GUIDING = {side: Relation(model=Guidance, key=(side, *KEY), what="该指导联系关系") for side, _ in SIDES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guiding:
    """``party_organization`` or ``hub`` guides ``unit``: a social organization, or an enterprise that is not
    subordinate (B31). ``clause`` is the text it stands on; ``seen`` as of ``Change``, of the side that guides;
    ``later_too`` is asked when it ends and begins anew later."""

    unit: int
    kind: GuidanceKind
    party_organization: int | None = None
    hub: int | None = None
    clause: str = ""
    seen: Seen = None
    later_too: bool = False


def guide_units(act: Act, rows: Sequence[Guiding], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on``; any number of guides for a unit. Returns the units that changed."""
    with open_act(act, "guidance.begin", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        refuse(_lawful(act, rows))
        nodes_named(act, [row.party_organization for row in rows])
        touched: set[tuple[Any, ...]] = set()
        for side, other in SIDES:
            changes = [
                Change(_key(side, row), {other: None, "clause": row.clause}, row.seen) for row in _of(side, rows)
            ]
            touched |= change_from(opened.act, Guidance, [side, *KEY], changes, precision=precision)
        return _counted(opened, touched)


def unguide_units(act: Act, rows: Sequence[Guiding]) -> list[int]:
    """The relation ends on ``act.on``. Returns the units that changed.

    The same guide in the same way from a later day on is the same relation: it ends too, once agreed to with
    ``later_too``. Guides of another kind, or another guide, are not touched.
    """
    with open_act(act, "guidance.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        touched: set[tuple[Any, ...]] = set()
        for side, _ in SIDES:
            endings = [Ending(key=_key(side, row), seen=row.seen, later_too=row.later_too) for row in _of(side, rows)]
            touched |= end_relations(opened.act, GUIDING[side], endings)
        return _counted(opened, touched)


def _prepare(act: Act, rows: Sequence[Guiding]) -> None:
    lock_units([row.unit for row in rows])
    keys = [(row.party_organization, row.hub, row.unit, row.kind) for row in rows]
    refuse([*named_twice(keys, "同一指导联系关系"), *_guarded(act, rows)])


def _of(side: str, rows: Sequence[Guiding]) -> list[Guiding]:
    return [row for row in rows if getattr(row, side) is not None]


def _key(side: str, row: Guiding) -> tuple[Any, ...]:
    return getattr(row, side), row.unit, str(row.kind)


def _counted(opened: Opened, touched: set[tuple[Any, ...]]) -> list[int]:
    changed = sorted({key[1] for key in touched})
    recount(opened.act, units=changed)
    opened.answer["units"] = changed
    return changed


def _guarded(act: Act, rows: Sequence[Guiding]) -> Iterator[Objection]:
    """Guidance lets the guide read the unit, so only who may write the unit may give it."""
    reach = units_in_reach(act.actor, {row.unit for row in rows})
    hubs = units_in_reach(act.actor, {row.hub for row in rows if row.hub is not None}, Action.READ_UNIT)
    for index, row in enumerate(rows):
        if row.unit not in reach:
            yield out_of_reach("该单位", index, "unit")
        if row.hub is not None and row.hub not in hubs:
            yield out_of_reach("该“枢纽型”社会组织", index, "hub")


def _lawful(act: Act, rows: Sequence[Guiding]) -> Iterator[Objection]:
    known = units({row.unit for row in rows}, act.on)
    named = [row.hub for row in rows if row.hub is not None]
    hubs = set(Hub.objects.filter(during(act.on), unit__in=named).values_list("unit", flat=True))
    for index, row in enumerate(rows):
        facts = GuidingFacts(
            unit=known[row.unit].label,
            unit_known=known[row.unit].known,
            on=act.on,
            kind=str(row.kind),
            sides=(row.party_organization is not None) + (row.hub is not None),
            hub_designated=None if row.hub is None else row.hub in hubs,
            itself=row.hub == row.unit,
        )
        yield from may_guide(facts, index).objections

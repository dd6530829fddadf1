"""Put down who guides or contacts units beside the line of responsibility (指导、联系、指导督促)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Opened, change_from, lock_units, open_act
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach
from shuniu.commands.party.standing import nodes_named
from shuniu.kernel.decision import Objection
from shuniu.models import Guidance, Hub
from shuniu.policy.grants import Action
from shuniu.policy.party.guiding import GuidingFacts, may_guide
from shuniu.policy.words import GuidanceKind, Precision
from shuniu.queries.days import during
from shuniu.queries.facts.organizations import units


@dataclass(frozen=True, slots=True, kw_only=True)
class Guiding:
    """``party_organization`` or ``hub`` guides ``unit``: a social organization, or an enterprise that is not
    subordinate (B31). ``clause`` is the text it stands on."""

    unit: int
    kind: GuidanceKind
    party_organization: int | None = None
    hub: int | None = None
    clause: str = ""


def guide_units(act: Act, rows: Sequence[Guiding], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on``; any number of guides for a unit. Returns the units that changed."""
    with open_act(act, "guidance.begin", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        refuse(_lawful(act, rows))
        nodes_named(act, [row.party_organization for row in rows])
        return _write(opened, rows, precision, ended=False)


def unguide_units(act: Act, rows: Sequence[Guiding]) -> list[int]:
    """The relation ends on ``act.on``. Returns the units that changed."""
    with open_act(act, "guidance.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        return _write(opened, rows, Precision.DAY, ended=True)


def _prepare(act: Act, rows: Sequence[Guiding]) -> None:
    lock_units([row.unit for row in rows])
    keys = [(row.party_organization, row.hub, row.unit, row.kind) for row in rows]
    refuse([*named_twice(keys, "同一指导联系关系"), *_guarded(act, rows)])


def _write(opened: Opened, rows: Sequence[Guiding], precision: str, *, ended: bool) -> list[int]:
    touched: set[int] = set()
    for side, other in (("party_organization", "hub"), ("hub", "party_organization")):
        changes = [
            Change(
                (getattr(row, side), row.unit, str(row.kind)), None if ended else {other: None, "clause": row.clause}
            )
            for row in rows
            if getattr(row, side) is not None
        ]
        written = change_from(opened.act, Guidance, [side, "unit", "kind"], changes, precision=precision)
        touched |= {key[1] for key in written}
    changed = sorted(touched)
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

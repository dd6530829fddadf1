"""Split a Party organization: new ones are set up beside it and take over what is named for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from shuniu.commands.cases.first_elections import open_first_elections
from shuniu.commands.journal import Act, Seen, open_act
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.models import Coverage
from shuniu.policy.words import CoverageRole
from shuniu.queries.days import during


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One new Party organization with what goes to it: subordinates, units it is responsible for, covered units."""

    new: NewPartyOrganization
    subordinates: tuple[int, ...] = ()
    responsible_for: tuple[int, ...] = ()
    covers: tuple[int, ...] = ()
    clause: str = field(default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The facts the office looked at: where subordinates stand, who is responsible, whom the source covers."""

    placements: Seen = None
    jurisdictions: Seen = None
    coverages: Seen = None


NOTHING_SHOWN = Shown()


def split_party_organization(
    act: Act,
    source: int,
    parts: Sequence[Part],
    *,
    dissolve: bool = False,
    shown: Shown = NOTHING_SHOWN,
    elects: bool = True,
) -> list[int]:
    """分设. From ``act.on``; ``dissolve``: the source ends, so everything it had must go to one of the parts. The first
    election of each part is left to its superior, unless the caller sees to that (``elects``).

    Returns the keys of the new ones, in order. Raises Refused, and then nothing has changed.
    """
    with open_act(
        act, "party_organization.split", request=[source, [asdict(part) for part in parts], dissolve]
    ) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        step = opened.act
        keys = establish_party_organizations(step, [part.new for part in parts])
        pairs = list(zip(keys, parts, strict=True))
        moves = [
            Move(party_organization=one, parent=key, seen=shown.placements)
            for key, part in pairs
            for one in part.subordinates
        ]
        answers = [
            Answering(unit=unit, party_organization=key, clause=part.clause, seen=shown.jurisdictions)
            for key, part in pairs
            for unit in part.responsible_for
        ]
        # Units are handed over before subordinates move, while the actor reaches both by the same tree.
        take_jurisdiction(step, answers)
        _cover(step, source, pairs, shown.coverages)
        move_party_organizations(step, moves)
        if dissolve:
            dissolve_party_organizations(step, [source])
        if elects:
            open_first_elections(step, keys)
        opened.answer["party_organizations"] = keys
        return keys


def _cover(act: Act, source: int, pairs: Sequence[tuple[int, Part]], seen: Seen) -> None:
    """What the source was to cover again later goes too: the part covers it from the day on without an end."""
    units = [unit for _, part in pairs for unit in part.covers]
    held = Coverage.objects.filter(during(act.on), party_organization=source, unit__in=units)
    roles = dict(held.values_list("unit", "role"))
    new = [
        Covering(party_organization=key, unit=unit, role=CoverageRole(roles.get(unit, CoverageRole.HOST)))
        for key, part in pairs
        for unit in part.covers
    ]
    uncover_units(act, [Covering(party_organization=source, unit=unit, seen=seen, later_too=True) for unit in roles])
    cover_units(act, new)

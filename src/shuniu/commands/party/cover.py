"""Put down that Party organizations cover units from a day on, or no longer do (组织覆盖)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Opened, change_from, lock_units, open_act
from shuniu.commands.journal.reaching import asked, named_twice, nodes_to_name, out_of_reach, refuse, units_in_reach
from shuniu.kernel.decision import Objection
from shuniu.models import Coverage
from shuniu.policy.party.answering import RelationFacts, may_cover
from shuniu.policy.words import CoverageRole, Precision
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.party import nodes

KEY = ["party_organization", "unit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """``party_organization`` covers ``unit``: as the unit that hosts it, or as one that shares it."""

    party_organization: int
    unit: int
    role: CoverageRole = CoverageRole.HOST


def cover_units(act: Act, rows: Sequence[Covering], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on`` the units are covered. It counts while both exist. Returns the units that changed."""
    with open_act(act, "coverage.begin", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        refuse(_lawful(act, rows))
        changes = [Change((row.party_organization, row.unit), {"role": row.role.value}) for row in rows]
        return _counted(opened, change_from(opened.act, Coverage, KEY, changes, precision=precision))


def uncover_units(act: Act, rows: Sequence[Covering]) -> list[int]:
    """From ``act.on`` the Party organizations no longer cover the units. Returns the units that changed."""
    with open_act(act, "coverage.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        changes = [Change((row.party_organization, row.unit), None) for row in rows]
        return _counted(opened, change_from(opened.act, Coverage, KEY, changes))


def _prepare(act: Act, rows: Sequence[Covering]) -> None:
    lock_units([row.unit for row in rows])
    pairs = [(row.party_organization, row.unit) for row in rows]
    refuse([*named_twice(pairs, "同一党组织对该单位的覆盖"), *_guarded(act, rows)])


def _counted(opened: Opened, touched: set[tuple[int, ...]]) -> list[int]:
    changed = sorted({key[1] for key in touched})
    # Separate or joint is told by how many units a Party organization covers: its other units count anew too.
    branches = {key[0] for key in touched}
    sharing = set(Coverage.objects.filter(party_organization__in=branches).values_list("unit", flat=True))
    recount(opened.act, units=sorted(sharing | set(changed)))
    opened.answer["units"] = changed
    return changed


def _guarded(act: Act, rows: Sequence[Covering]) -> Iterator[Objection]:
    reach = units_in_reach(act.actor, {row.unit for row in rows})
    named = nodes_to_name(act.actor, {row.party_organization for row in rows})
    for index, row in enumerate(rows):
        if row.unit not in reach:
            yield out_of_reach("该单位", index, "unit")
        if row.party_organization not in named:
            yield out_of_reach("该党组织", index, "party_organization")


def _lawful(act: Act, rows: Sequence[Covering]) -> Iterator[Objection]:
    known = units({row.unit for row in rows}, act.on)
    branches = nodes({row.party_organization for row in rows})
    for index, row in enumerate(rows):
        unit, branch = known[row.unit], branches[row.party_organization]
        facts = RelationFacts(
            node=branch.label,
            unit=unit.label,
            on=act.on,
            node_exists=branch.exists(act.on),
            unit_known=unit.known,
            status=unit.status,
        )
        yield from may_cover(facts, index).objections

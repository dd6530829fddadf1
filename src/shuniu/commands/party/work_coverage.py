"""Put down by which instruments Party work reaches organizations that have no Party organization (工作覆盖)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.commands.journal import Act, Change, Seen, open_act
from shuniu.commands.journal.ending import Ending, Relation, end_relations
from shuniu.commands.journal.reaching import asked, hold_units, refuse
from shuniu.commands.organizations.of_units import counted_units, write_of_units
from shuniu.commands.party.standing import nodes_named
from shuniu.kernel.decision import Objection
from shuniu.models import WorkCoverage
from shuniu.policy.organizations.reporting import may_reach_by_work
from shuniu.policy.words import Precision
from shuniu.queries.facts.keeping import homes
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.packs import figures_at

KEY = ("unit", "instrument")
REACHING = Relation(model=WorkCoverage, key=KEY, what="该方式的工作覆盖")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """``instrument`` is one that the texts of the place list; ``party_organization`` carries it, where one does.

    ``seen`` as of ``Change``; ``later_too`` is asked when it ends and begins anew later.
    """

    unit: int
    instrument: str
    party_organization: int | None = None
    note: str = ""
    seen: Seen = None
    later_too: bool = False


def begin_work_coverage(act: Act, rows: Sequence[Instrument], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on``. Returns the units that changed."""
    with open_act(act, "work_coverage.begin", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        hold_units(act, [row.unit for row in rows], [(row.unit, row.instrument) for row in rows])
        nodes_named(act, [row.party_organization for row in rows])
        refuse(_lawful(act, rows))
        changes = [
            Change(
                (row.unit, row.instrument),
                {"party_organization": row.party_organization, "note": row.note},
                row.seen,
            )
            for row in rows
        ]
        return write_of_units(opened, WorkCoverage, KEY, changes, precision)


def end_work_coverage(act: Act, rows: Sequence[Instrument]) -> list[int]:
    """The instruments end on ``act.on``. Returns the units that changed.

    By whichever Party organization: the same instrument from a later day on ends too, once agreed to with
    ``later_too``.
    """
    with open_act(act, "work_coverage.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        hold_units(act, [row.unit for row in rows], [(row.unit, row.instrument) for row in rows])
        endings = [Ending(key=(row.unit, row.instrument), seen=row.seen, later_too=row.later_too) for row in rows]
        return counted_units(opened, end_relations(opened.act, REACHING, endings))


def _lawful(act: Act, rows: Sequence[Instrument]) -> Iterator[Objection]:
    keys = [row.unit for row in rows]
    known, registers = units(keys, act.on), homes(keys, act.on)
    figures = figures_at(registers.values(), act.on)
    for index, row in enumerate(rows):
        unit = known[row.unit]
        texts = figures[registers[row.unit]]
        yield from may_reach_by_work(unit.label, row.instrument, unit.known, act.on, texts, index).objections

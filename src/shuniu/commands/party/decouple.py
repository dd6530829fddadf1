"""Decouple organizations from their supervising units: from one day another mode and another responsible body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Seen, change_from, lock_units, open_act
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.kernel.decision import Objection
from shuniu.models import Registration
from shuniu.policy.party.decoupling import DecouplingFacts, may_decouple
from shuniu.policy.words import RegistrationMode
from shuniu.queries.facts.keeping import homes
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.packs import figures_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoupling:
    """``unit`` is decoupled; ``party_organization`` leads its Party work from that day on (A06).

    ``seen`` are facts of the registration, ``seen_jurisdictions`` those of who was responsible.
    """

    unit: int
    party_organization: int | None
    clause: str = ""
    seen: Seen = None
    seen_jurisdictions: Seen = None


def decouple_organizations(act: Act, rows: Sequence[Decoupling]) -> list[int]:
    """脱钩 from ``act.on``: the mode changes, the supervising unit falls away, the responsible one takes over."""
    with open_act(act, "organization.decouple", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [row.unit for row in rows]
        lock_units(keys)
        reach = units_in_reach(act.actor, keys)
        refuse(named_twice(keys, "该社会组织"))
        refuse(out_of_reach("该社会组织", row, "unit") for row, key in enumerate(keys) if key not in reach)
        refuse(_lawful(act, rows))
        values = {"mode": RegistrationMode.DECOUPLED.value, "supervising_unit": None}
        changes = [Change((row.unit,), values, row.seen) for row in rows]
        change_from(opened.act, Registration, ["unit"], changes)
        take_jurisdiction(
            opened.act,
            [
                Answering(
                    unit=row.unit,
                    party_organization=row.party_organization,
                    clause=row.clause,
                    seen=row.seen_jurisdictions,
                )
                for row in rows
                if row.party_organization is not None
            ],
        )
        recount(opened.act, units=keys)
        opened.answer["units"] = keys
        return keys


def _lawful(act: Act, rows: Sequence[Decoupling]) -> Iterator[Objection]:
    keys = [row.unit for row in rows]
    known = units(keys, act.on)
    kept_at = homes(keys, act.on)
    figures = figures_at(kept_at.values(), act.on)
    for index, row in enumerate(rows):
        unit = known[row.unit]
        facts = DecouplingFacts(
            name=unit.label,
            known=unit.known,
            mode=unit.mode,
            has_target=row.party_organization is not None,
            figures=figures[kept_at[row.unit]],
        )
        yield from may_decouple(facts, index).objections

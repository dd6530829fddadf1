"""Put down which Party organization is responsible for units from a day on, or that none is any more (归口)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Opened, Seen, change_from, lock_units, open_act
from shuniu.commands.journal.ending import Ending, Relation, Row, end_relations
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach
from shuniu.commands.party.relating import unlawful, unreachable
from shuniu.kernel.decision import Objection
from shuniu.models import Jurisdiction
from shuniu.policy.party.answering import may_answer_for
from shuniu.policy.party.decoupling import may_release
from shuniu.policy.party.tiers import keeps_tiers, may_attach
from shuniu.policy.words import Precision
from shuniu.queries.facts.keeping import homes
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """``party_organization`` is responsible for ``unit``; ``clause`` is the one the routing proposal cites."""

    unit: int
    party_organization: int
    clause: str = ""
    seen: Seen = None


def take_jurisdiction(act: Act, rows: Sequence[Answering], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on`` each unit has the named responsible Party organization and no other. Returns changed units."""
    with open_act(act, "jurisdiction.take", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        lock_units([row.unit for row in rows])
        refuse([*named_twice([row.unit for row in rows], "该单位"), *unreachable(act, rows)])
        refuse([*unlawful(act, rows, may_answer_for), *_too_low(act, rows)])
        changes = [
            Change((row.unit,), {"party_organization": row.party_organization, "clause": row.clause}, row.seen)
            for row in rows
        ]
        touched = change_from(opened.act, Jurisdiction, ["unit"], changes, precision=precision)
        return _counted(opened, touched)


def release_jurisdiction(act: Act, keys: Sequence[int], *, seen: Seen = None, later_too: bool = False) -> list[int]:
    """From ``act.on`` nobody is responsible for the units: they are listed as unattached. Returns changed units.

    Another Party organization that takes over on a later day was put down by an act of its own: it stands against
    this one. The same one under another clause from a later day on ends too, with ``later_too``.
    """
    with open_act(act, "jurisdiction.release", request=[list(keys), later_too]) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        lock_units(list(keys))
        reach = units_in_reach(act.actor, keys)
        refuse(out_of_reach("该单位", index, "unit") for index, key in enumerate(keys) if key not in reach)
        refuse(_never_alone(act, keys))
        endings = [Ending(key=(key,), seen=seen, later_too=later_too) for key in dict.fromkeys(keys)]
        return _counted(opened, end_relations(opened.act, RESPONSIBILITY, endings))


def _responsible(rows: Sequence[Row]) -> Mapping[int, str]:
    known = nodes({row["party_organization_id"] for row in rows})
    return {row["id"]: known[row["party_organization_id"]].label for row in rows}


RESPONSIBILITY = Relation(
    model=Jurisdiction, key=("unit",), what="该单位的归口", same=("party_organization",), named=_responsible
)


def _never_alone(act: Act, keys: Sequence[int]) -> Iterator[Objection]:
    """脱钩不脱管: what is decoupled is never without somebody responsible (A07)."""
    known = units(keys, act.on)
    kept_at = homes(keys, act.on)
    figures = figures_at(kept_at.values(), act.on)
    for index, key in enumerate(keys):
        yield from may_release(known[key].label, known[key].mode, figures[kept_at[key]], index).objections


def _too_low(act: Act, rows: Sequence[Answering]) -> Iterator[Objection]:
    """Where three tiers are kept a social organization belongs to the second, never to the third."""
    figures = figures_at({row.party_organization for row in rows}, act.on)
    if not any(keeps_tiers(one) for one in figures.values()):
        return
    known, above = units({row.unit for row in rows}, act.on), nodes(figures)
    for index, row in enumerate(rows):
        unit, node = known[row.unit], above[row.party_organization]
        held = node.named(act.on)
        if held is not None and node.managed and unit.registered:
            law = figures[row.party_organization]
            yield from may_attach(held.name, held.kind, unit.label, law, index).objections


def _counted(opened: Opened, touched: set[tuple[int, ...]]) -> list[int]:
    changed = sorted(key[0] for key in touched)
    recount(opened.act, units=changed)
    opened.answer["units"] = changed
    return changed

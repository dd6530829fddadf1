"""Put down when organizations renew their own boards, and what their Party organizations say of the procedure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.commands.journal import Act, Change, Seen, change_from, lock_units, open_act
from shuniu.commands.journal.reaching import (
    asked,
    hold_units,
    named_twice,
    nodes_in_reach,
    out_of_reach,
    refuse,
    units_in_reach,
)
from shuniu.kernel.decision import Objection
from shuniu.models import Coverage, Jurisdiction, Renewal, RenewalOpinion
from shuniu.policy.grants import Action
from shuniu.policy.sync.renewing import OpinionFacts, RenewalDays, may_give_opinion, may_record_renewal
from shuniu.policy.words import Precision
from shuniu.queries.days import during
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import nodes

KEY = ["unit", "party_organization", "renewal_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalOf:
    """When the board of ``unit`` was renewed last, and when it is due next; what is not known stays None."""

    unit: int
    held_on: date | None = None
    due_on: date | None = None
    source: str
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionOn:
    """``party_organization`` says of the procedure of the renewal of ``renewal_on``; ``matters`` are what to mend."""

    unit: int
    party_organization: int
    renewal_on: date
    opinion: str
    matters: tuple[str, ...] = ()
    seen: Seen = None


def set_renewals(act: Act, rows: Sequence[RenewalOf], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on`` this is known. Returns the units for which something changed."""
    with open_act(act, "organization.set_renewal", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [row.unit for row in rows]
        hold_units(act, keys, keys, Action.WRITE_RENEWAL)
        refuse(objection for index, row in enumerate(rows) for objection in _lawful(act, row, index))
        changes = [
            Change((row.unit,), {"held_on": row.held_on, "due_on": row.due_on, "source": row.source.strip()}, row.seen)
            for row in rows
        ]
        touched = change_from(opened.act, Renewal, ["unit"], changes, precision=precision)
        opened.answer["units"] = sorted(key[0] for key in touched)
        return list(opened.answer["units"])


def _lawful(act: Act, row: RenewalOf, index: int) -> Iterator[Objection]:
    said = RenewalDays(held_on=row.held_on, due_on=row.due_on, source=row.source, today=act.actor.today)
    yield from may_record_renewal(said, index).objections


def give_opinions(act: Act, rows: Sequence[OpinionOn]) -> list[int]:
    """Given on ``act.on``; another one of the same renewal takes its place from then on. Returns the units."""
    with open_act(act, "renewal.give_opinion", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        lock_units([row.unit for row in rows])
        told = [(row.unit, row.party_organization, row.renewal_on) for row in rows]
        refuse([*named_twice(told, "对同一次换届的意见"), *_out_of_reach(act, rows)])
        refuse(_against(act, rows))
        changes = [
            Change(key, {"opinion": row.opinion, "matters": sorted(set(row.matters))}, row.seen)
            for key, row in zip(told, rows, strict=True)
        ]
        touched = change_from(opened.act, RenewalOpinion, KEY, changes)
        opened.answer["units"] = sorted({key[0] for key in touched})
        return list(opened.answer["units"])


def _out_of_reach(act: Act, rows: Sequence[OpinionOn]) -> Iterator[Objection]:
    mine = units_in_reach(act.actor, [row.unit for row in rows], Action.GIVE_OPINION)
    speaking = nodes_in_reach(act.actor, [row.party_organization for row in rows], Action.READ_PARTY_ORGANIZATION)
    for index, row in enumerate(rows):
        if row.unit not in mine:
            yield out_of_reach("该单位", index, "unit")
        if row.party_organization not in speaking:
            yield out_of_reach("该党组织", index, "party_organization")


def _against(act: Act, rows: Sequence[OpinionOn]) -> Iterator[Objection]:
    known = units([row.unit for row in rows], act.on)
    speaking = nodes([row.party_organization for row in rows])
    figures = figures_at(speaking, act.on)
    pairs = _standing(act.on, known, speaking)
    for index, row in enumerate(rows):
        facts = OpinionFacts(
            party_organization=speaking[row.party_organization].label,
            unit=known[row.unit].label,
            opinion=row.opinion,
            matters=row.matters,
            stands=(row.unit, row.party_organization) in pairs,
            figures=figures[row.party_organization],
        )
        yield from may_give_opinion(facts, index).objections


def _standing(on: date, keys: Iterable[int], speaking: Iterable[int]) -> set[tuple[int, int]]:
    """Which of the Party organizations cover or answer for which of the units that day."""
    found: set[tuple[int, int]] = set()
    for model in (Coverage, Jurisdiction):
        rows = model._default_manager.filter(during(on), unit__in=list(keys), party_organization__in=list(speaking))
        found |= set(rows.values_list("unit", "party_organization"))
    return found

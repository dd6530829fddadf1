"""Begin a case, keep what is filled in, and give it its number when it is first sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shuniu.commands.cases.days import due_of
from shuniu.commands.cases.moving import Move, record_step, state_of, unlocked_fields
from shuniu.commands.cases.numbers import next_number
from shuniu.commands.journal import Act, ChangedMeanwhile
from shuniu.commands.journal.reaching import refuse
from shuniu.models import Case, CaseUnit
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.words.cases import CaseKind, Verb
from shuniu.queries.facts.ending import against_beginning

# What other acts leave behind: a follow-up of a decision, a hand-over of a post that ends.
_FOLLOWING = frozenset({CaseKind.FOLLOW_UP, CaseKind.HANDOVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Whom it is about, who decides, and the office that began it (None: the unit itself did), from what it began and
    what the first step says of that."""

    public: UUID
    unit: int | None = None
    party_organization: int | None = None
    committee: int | None = None
    origin: int | None = None
    units: Iterable[int] = ()
    topic: str = ""
    begun_from: str = ""
    told: str = ""


def begin(act: Act, procedure: Procedure, about: Beginning, filed: Mapping[str, Any], *, silent: bool = False) -> Case:
    """A new case in the first state of its procedure. ``silent``: the caller records the first step itself.

    The caller has asked the guard, and holds the units. Nothing begins at what is to end, but for what follows from
    other acts. A second open case about the same is refused by constraint.
    """
    if procedure.kind not in _FOLLOWING:
        refuse_ending(act, [about.party_organization, filed.get("parent"), about.committee])
    row = Case.objects.create(
        uuid=about.public,
        kind=procedure.kind.value,
        topic=about.topic,
        begun_from=about.begun_from,
        state=procedure.first.value,
        holder=procedure.holders[procedure.first].value,
        at_id=about.origin,
        law_day=act.on,
        unit_id=about.unit,
        party_organization_id=about.party_organization,
        committee_id=about.committee,
        origin_id=about.origin,
        filed=dict(filed),
    )
    due = due_of(procedure, row, procedure.first, act.on)
    if due is not None:
        Case.objects.filter(pk=row.pk).update(due_on=due.day, due_provisional=due.provisional)
    name_units(row, about.units)
    if not silent:
        record_step(act, row, Move(verb=Verb.SUBMIT, reason=about.told))
    return row


def refuse_ending(act: Act, keys: Iterable[int | None]) -> None:
    """Raises Refused for each of the Party organizations whose end is put down for a later day."""
    refuse(against_beginning(keys, act.on))


def keep(procedure: Procedure, row: Case, wanted: Mapping[str, Any], asked: Collection[str] | None = None) -> None:
    """暂存: no step and no line in the journal; only what was remarked upon changes where it was returned."""
    refuse(procedure.may_fill_in(state_of(procedure, row)).objections)
    filed = to_file(procedure, row, wanted, asked)
    Case.objects.filter(pk=row.pk).update(filed=filed, version=row.version + 1)


def to_file(
    procedure: Procedure, row: Case, wanted: Mapping[str, Any], asked: Collection[str] | None = None
) -> dict[str, Any]:
    """What is filed now: of what is locked what was filed before, of the rest what was filled in. Raises Refused.

    ``asked`` are the fields that were filled in, also those now empty; without it, those of ``wanted``.
    """
    unlocked = unlocked_fields(procedure, row)
    if unlocked is None:
        return dict(wanted)
    changed = {name for name in (wanted if asked is None else asked) if wanted.get(name) != row.filed.get(name)}
    refuse(procedure.may_change(changed, unlocked).objections)
    locked = {name: value for name, value in row.filed.items() if name not in unlocked}
    return {**locked, **{name: value for name, value in wanted.items() if name in unlocked}}


def name_units(row: Case, units: Iterable[int]) -> None:
    """The further units that it is about, as they are now."""
    wanted = set(units) - {row.unit_id}
    CaseUnit.objects.filter(case=row).exclude(unit__in=wanted).delete()
    held = set(CaseUnit.objects.filter(case=row).values_list("unit", flat=True))
    CaseUnit.objects.bulk_create([CaseUnit(case=row, unit_id=unit) for unit in sorted(wanted - held)])


def numbered(row: Case, mark: str, year: int) -> str:
    """The number of the case; given once, by the committee that decides on it."""
    if row.number or row.committee_id is None:
        return row.number
    row.number = f"{mark}{year}-{next_number(row.committee_id, mark, year):04d}"
    Case.objects.filter(pk=row.pk).update(number=row.number)
    return row.number


def unchanged(row: Case | None, version: int) -> None:
    """The open case must be the one that the page showed; 0: there was none."""
    if (row.version if row else 0) != version:
        raise ChangedMeanwhile

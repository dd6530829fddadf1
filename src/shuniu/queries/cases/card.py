"""One case as a screen shows it: whom it is about, how far it is, with whom it lies, what was said so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor, cases_on_the_list, may, visible
from shuniu.models import Case, CaseUnit, Jurisdiction, Registration, Unit
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.grants import Action
from shuniu.policy.procedures import procedure_of
from shuniu.policy.words.cases import BegunFrom, CaseHolder, CaseState, Verb
from shuniu.policy.words.word import Word
from shuniu.queries.cases.drafts import opens
from shuniu.queries.cases.steps import StepLine, latest_remarks, sent, steps_of
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.card import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A unit that the case is about: the ids, and the name it bears on the day."""

    key: int
    uuid: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCard:
    """``filed`` as it is kept now, ``before`` as it was sent the time before, None where it was sent once at most.

    ``unlocked`` are the fields that may be changed, None where nothing is locked. ``verbs`` are what this actor may do
    now: the step stands in the procedure, and the right reaches the case. ``here``: it is on the actor's own list.
    ``applies``: the actor stands on the side of whoever applies.
    ``effective_on``: from when what was decided counts, once the reply is given.
    ``own``: this account has sent it, so it decides on nothing of it. ``at``: the office with which it lies, or which
    answers today for the unit with whose committee it lies.
    """

    key: int
    uuid: UUID
    number: str
    begun_from: BegunFrom | None
    state: Word
    holder: CaseHolder | None
    version: int
    law_day: date
    effective_on: date | None
    due_on: date | None
    due_provisional: bool
    due_planned: bool
    unit: Party | None
    others: list[Party]
    party_organization: tuple[int, str] | None
    committee: tuple[int, str] | None
    origin: tuple[int, str] | None
    at: tuple[int, str] | None
    filed: Mapping[str, Any]
    before: Mapping[str, Any] | None
    remarks: Mapping[str, str]
    unlocked: frozenset[str] | None
    verbs: frozenset[Verb]
    here: bool
    applies: bool
    own: bool
    steps: list[StepLine]

    @property
    def open(self) -> bool:
        return self.holder is not None

    def changed(self, name: str) -> bool:
        """Whether a field reads otherwise than when it was sent before."""
        return self.before is not None and self.before.get(name) != self.filed.get(name)


def case_card(actor: Actor, procedure: Procedure, public: UUID, on: date) -> CaseCard:
    """Raises NotFound out of reach, and for a draft that lies with somebody else: nobody looks over a shoulder."""
    mine = visible(Case.objects.filter(uuid=public, kind=procedure.kind.value), actor, Action.READ_CASE, named=True)
    row = mine.first()
    if row is None:
        raise NotFound
    state = type(procedure.first)(row.state)
    steps = steps_of(row.pk, type(procedure.first), actor)
    here = cases_on_the_list(actor, named=True).filter(pk=row.pk).exists()
    submitted = sent(steps)
    # Whoever has sent it in somebody's place takes it back, and goes on.
    applies = applies_here(actor, row, here=here) or (bool(submitted) and submitted[-1].actor == actor.account)
    # What is not sent but opened, as a follow-up, is nobody's draft.
    drafted = Verb.SUBMIT in procedure.verbs_of(procedure.first) and not submitted
    if drafted and not (here or applies or opens(actor, row.pk)):
        raise NotFound
    lies = row.at_id or _answering(row, actor.today)
    names = node_names([row.party_organization_id, row.committee_id, row.origin_id, lies], on)

    def node(key: int | None) -> tuple[int, str] | None:
        return None if key is None else (key, names.get(key, ""))

    parties = _parties(row, on)
    remarks = latest_remarks(steps)
    return CaseCard(
        key=row.pk,
        uuid=row.uuid,
        number=row.number,
        begun_from=BegunFrom(row.begun_from) if row.begun_from else None,
        state=state,
        holder=CaseHolder(row.holder) if row.holder else None,
        version=row.version,
        law_day=row.law_day,
        effective_on=row.effective_on,
        due_on=row.due_on,
        due_provisional=row.due_provisional,
        due_planned=row.due_planned,
        unit=next((one for one in parties if one.key == row.unit_id), None),
        others=[one for one in parties if one.key != row.unit_id],
        party_organization=node(row.party_organization_id),
        committee=node(row.committee_id),
        origin=node(row.origin_id),
        at=node(lies),
        filed=_filed(row, submitted, applies=applies),
        before=submitted[-2].filed if len(submitted) > 1 else None,
        remarks=remarks,
        unlocked=frozenset(remarks) if state in procedure.mending else None,
        verbs=_verbs(actor, procedure, row, state, applies=applies),
        here=here,
        applies=applies,
        own=actor.account in {one.actor for one in submitted},
        steps=steps,
    )


def card_of_any(actor: Actor, public: UUID, on: date) -> tuple[Procedure, CaseCard]:
    """The card of a case of whatever kind. Raises NotFound."""
    kind = Case.objects.filter(uuid=public).values_list("kind", flat=True).first()
    if kind is None:
        raise NotFound
    return procedure_of(kind), case_card(actor, procedure_of(kind), public, on)


def _answering(row: Case, today: date) -> int | None:
    """Whoever answers for the unit today, where the case lies with them."""
    if row.holder != CaseHolder.REVIEWER or row.unit_id is None:
        return None
    mine = Jurisdiction.objects.filter(unit=row.unit_id, retracted__isnull=True, period__contains=today)
    return mine.values_list("party_organization", flat=True).first()


def applies_here(actor: Actor, row: Case, *, here: bool) -> bool:
    """Does the actor stand on the side of whoever applies? Not everybody above who could file in their place."""
    if here and row.holder == CaseHolder.APPLICANT:
        return True
    mine = actor.unit is not None and actor.unit == row.unit_id and row.origin_id is None
    return mine or (actor.node is not None and actor.node == row.origin_id)


def _filed(row: Case, submitted: list[StepLine], *, applies: bool) -> Mapping[str, Any]:
    """Of what lapsed the other side reads what was sent: what was filled in after that is nobody's work any more."""
    left = row.state == CaseState.LAPSED.value and not applies
    return (submitted[-1].filed or {}) if left and submitted else row.filed


def _verbs(actor: Actor, procedure: Procedure, row: Case, state: Word, *, applies: bool) -> frozenset[Verb]:
    steps = [one for one in procedure.transitions if one.state is state]
    asked = {one.action for one in steps if applies or one.action is not Action.FILE_CASE}
    held = {action for action in asked if may(actor, action, row)}
    return frozenset(one.verb for one in steps if one.action in held)


def _parties(row: Case, on: date) -> list[Party]:
    keys = [key for key in [row.unit_id, *CaseUnit.objects.filter(case=row).values_list("unit", flat=True)] if key]
    names = dict(
        Registration.objects.filter(unit__in=keys, retracted__isnull=True, period__contains=on).values_list(
            "unit", "name"
        )
    )
    units = {one.pk: one for one in Unit.objects.filter(pk__in=keys)}
    return [
        Party(key=key, uuid=units[key].uuid, name=names.get(key) or units[key].code or "")
        for key in dict.fromkeys(keys)
    ]

"""Open and finish 后续工作: what is left to do after a decision, for the office or the organization that must do it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from shuniu.commands.cases.filling import Beginning, begin
from shuniu.commands.cases.moving import Move, case_to_move, move
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.kernel.decision import Clause, Decision
from shuniu.models import Case
from shuniu.policy.cases.due import Due
from shuniu.policy.cases.following import (
    CLAUSE,
    FOLLOW_UP,
    GRANT_AMOUNT,
    OF,
    PAID,
    PAID_ON,
    RULES,
    SHORT,
    TEXT,
    WHY_NOT,
    may_finish,
)
from shuniu.policy.cases.settling import GrantFacts, may_settle_grant, may_settle_transfers, may_settle_urging
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import FollowUpTopic, Verb
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.settling import applied_for, founded_on, transfers_to


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """``office`` is the Party organization that must do it; None: the organization itself, or who answers for it.

    It is about ``unit``, else about ``party_organization``. ``clause``: the rule that asks for it, or the keys of
    those that something was refused by; ``of`` is the case that it comes of.
    """

    topic: FollowUpTopic
    text: str
    clause: str | tuple[str, ...] = ""
    unit: int | None = None
    party_organization: int | None = None
    office: int | None = None
    committee: int | None = None
    of: UUID | None = None
    due: Due | None = None


def open_follow_ups(act: Act, rows: Iterable[FollowUp]) -> list[UUID]:
    """Within an open act whose guard was asked. One still open about the same says from now on what is to be done."""
    return [_open(act, row) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finishing:
    """办结 of one as it was looked at. ``paid`` and ``paid_on`` of a start-up grant, ``short``: why not everybody's
    relation came over; ``why_not``: why whoever was urged does not apply for now."""

    case: UUID
    version: int
    result: str
    paid: Decimal | None = None
    paid_on: date | None = None
    short: str = ""
    why_not: str = ""


def finish_follow_up(act: Act, row: Finishing) -> None:
    """办结, with what came of it. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "follow_up.finish", about=("case", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        held = case_to_move(opened.act, FOLLOW_UP, row.case, Action.FILE_CASE, row.version)
        refuse([*may_finish(row.result).objections, *_settled(opened.act, held, row).objections])
        told = _told(held, row)
        move(opened.act, FOLLOW_UP, held, Move(verb=Verb.FINISH, reason=row.result, filed=told))


def _settled(act: Act, held: Case, row: Finishing) -> Decision:
    """Whether the ledger shows it, where it can."""
    asked_by = held.filed.get(CLAUSE)
    clause = Clause(asked_by) if asked_by and isinstance(asked_by, str) else RULES
    if held.topic == FollowUpTopic.START_GRANT:
        payer = held.origin_id or held.committee_id or 0
        figures = figures_at([payer], act.actor.today)[payer]
        facts = GrantFacts(
            amount=row.paid,
            paid_on=row.paid_on,
            laid_down=figures.stated(GRANT_AMOUNT) if figures else None,
            founded_on=founded_on(held.filed),
            today=act.actor.today,
            clause=clause,
        )
        return may_settle_grant(facts)
    if held.topic == FollowUpTopic.TRANSFER:
        found = transfers_to(held.party_organization_id or 0, held.filed, act.actor.today)
        return may_settle_transfers(found, row.short, clause)
    if held.topic == FollowUpTopic.URGE and held.unit_id is not None:
        return may_settle_urging(row.why_not, clause, applied=applied_for(held.unit_id, act.actor.today))
    return Decision()


def _told(held: Case, row: Finishing) -> dict[str, Any] | None:
    """What is kept of it beside the result."""
    if held.topic == FollowUpTopic.START_GRANT:
        return {**held.filed, PAID: f"{row.paid:.2f}", PAID_ON: row.paid_on.isoformat() if row.paid_on else ""}
    if held.topic == FollowUpTopic.TRANSFER and row.short.strip():
        return {**held.filed, SHORT: row.short.strip()}
    if held.topic == FollowUpTopic.URGE and row.why_not.strip():
        return {**held.filed, WHY_NOT: row.why_not.strip()}
    return None


def end_follow_ups(act: Act, topic: FollowUpTopic, about: int | Sequence[int], result: str) -> None:
    """What was done elsewhere ends what is still open about a Party organization, or about units. Within an open act
    whose guard was asked."""
    rows = Case.objects.filter(kind=FOLLOW_UP.kind.value, topic=topic.value)
    rows = (
        rows.filter(unit__isnull=True, party_organization=about)
        if isinstance(about, int)
        else rows.filter(unit__in=about)
    )
    for row in rows.exclude(holder="").select_for_update(no_key=True):
        move(act, FOLLOW_UP, row, Move(verb=Verb.FINISH, reason=result))


def _open(act: Act, row: FollowUp) -> UUID:
    clause = row.clause if isinstance(row.clause, str) else list(row.clause)
    filed = {TEXT: row.text, CLAUSE: clause, OF: str(row.of) if row.of else ""}
    due: dict[str, object] = {}
    if row.due is not None:
        due = {"due_on": row.due.day, "due_provisional": row.due.provisional, "due_planned": False}
    held = open_about(row)
    if held is None:
        about = Beginning(
            public=uuid4(),
            unit=row.unit,
            party_organization=None if row.unit else row.party_organization,
            committee=row.committee,
            origin=row.office,
            topic=row.topic.value,
        )
        held = begin(act, FOLLOW_UP, about, filed)
        if due:
            Case.objects.filter(pk=held.pk).update(**due)
    else:
        if not due and not held.due_planned:  # the day of the decision before this one holds no more
            due = {"due_on": None, "due_provisional": False}
        since = min(held.law_day, act.on)
        Case.objects.filter(pk=held.pk).update(filed=filed, law_day=since, version=held.version + 1, **due)
    return held.uuid


def open_about(row: FollowUp) -> Case | None:
    """The one still open about the same, locked."""
    about = {"unit": row.unit} if row.unit else {"unit": None, "party_organization": row.party_organization}
    mine = Case.objects.filter(kind=FOLLOW_UP.kind.value, topic=row.topic.value, **about).exclude(holder="")
    return mine.select_for_update(no_key=True).first()

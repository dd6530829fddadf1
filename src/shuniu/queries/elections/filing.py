"""For which Party organization is an election or a postponement asked for, and what is known of it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor, may
from shuniu.models import Case
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.elections.steps import POSTPONEMENT
from shuniu.policy.grants import Action
from shuniu.queries.cases.card import CaseCard, case_card
from shuniu.queries.cases.steps import latest_remarks, steps_of
from shuniu.queries.facts.elections import BodyFacts, body_facts
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.tree import node_to_read


class NotFiled(Exception):
    """It may be read, and nothing is filed for it by this office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyToElect:
    """``topic`` tells an open by-election. ``version`` 0: no case is open. ``unlocked``: None where nothing is locked;
    ``fillable``: it lies with the body to fill in what is asked for."""

    facts: BodyFacts
    code: str
    uuid: Any
    topic: str
    version: int
    state: str
    filed: Mapping[str, Any]
    remarks: Mapping[str, str]
    unlocked: frozenset[str] | None
    fillable: bool


def body_to_elect(actor: Actor, procedure: Procedure, code: str, on: date) -> BodyToElect:
    """Raises NotFound for what may not be read, NotFiled for what may be read only."""
    node = node_to_read(actor, code)
    facts = body_facts(node.pk, on)
    if not facts.kind or not facts.managed:
        raise NotFound
    if not may(actor, Action.FILE_CASE, node):
        raise NotFiled
    rows = Case.objects.filter(kind=procedure.kind.value, party_organization=node, unit__isnull=True)
    row = rows.exclude(holder="").first()
    if row is None:
        return _none(facts, code)
    state = type(procedure.first)(row.state)
    steps = steps_of(row.pk, type(procedure.first))
    remarks = latest_remarks(steps) if state in procedure.mending else {}
    return BodyToElect(
        facts=facts,
        code=code,
        uuid=row.uuid,
        topic=row.topic,
        version=row.version,
        state=row.state,
        filed=row.filed,
        remarks=remarks,
        unlocked=frozenset(remarks) if state in procedure.mending else None,
        fillable=row.state in ("draft", "returned"),
    )


def _none(facts: BodyFacts, code: str) -> BodyToElect:
    return BodyToElect(
        facts=facts,
        code=code,
        uuid=None,
        topic="",
        version=0,
        state="",
        filed={},
        remarks={},
        unlocked=None,
        fillable=True,
    )


def postponement_card(actor: Actor, public: UUID, on: date) -> tuple[CaseCard, str]:
    """The case, and the code of the Party organization. Raises NotFound out of reach."""
    card = case_card(actor, POSTPONEMENT, public, on)
    codes = Case.objects.filter(pk=card.key).values_list("party_organization__code", flat=True)
    return card, codes[0] or ""

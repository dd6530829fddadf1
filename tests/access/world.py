"""A world said twice: once to the ledger, once to the oracle."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from psycopg.types.range import DateRange
from tests.access.oracle import Asking, Facts, Said

from shuniu.access import Actor
from shuniu.commands.figures.lineage import rebuild_lineage
from shuniu.models import (
    Account,
    Coverage,
    Entry,
    Guidance,
    Jurisdiction,
    PartyOrganization,
    Placement,
    Registration,
    Unit,
)
from shuniu.policy.words.accounts import Role

START = date(2017, 1, 1)
TODAY = date(2021, 3, 1)
NOW = datetime(2021, 3, 1, 4, 0, tzinfo=UTC)


@dataclass
class Told:
    """Ledger and oracle side by side. Every method tells both the same thing."""

    account: Account = field(init=False)
    entry: Entry = field(init=False)
    facts: Facts = field(default_factory=Facts)
    nodes: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.account = Account.objects.create(username=f"teller-{uuid4().hex[:8]}", title="讲述人", system=True)
        self.entry = Entry.objects.create(act="test.given", actor=self.account, on=START, at=NOW)

    def node(
        self, name: str, parent: str = "", start: date = START, end: date | None = None, managed: bool = True
    ) -> int:
        code = f"{name}-{uuid4().hex[:6]}"
        made = PartyOrganization.objects.create(code=code, managed=managed, recorded=self.entry)
        self.nodes[name] = made.pk
        if not managed:
            self.facts.outside.add(made.pk)
        self.placed(name, parent, start, end)
        return made.pk

    def placed(
        self, name: str, parent: str, start: date = START, end: date | None = None, withdrawn: bool = False
    ) -> None:
        above = self.nodes[parent] if parent else None
        said = Said(self.nodes[name], above or 0, start, end, withdrawn)
        self.facts.place.append(said)
        self._fact(Placement, said, party_organization_id=said.who, parent_id=above)

    def settle(self) -> None:
        """The closure is what the platform itself makes of the places."""
        rebuild_lineage(self.nodes.values())

    def unit(self, name: str, at: str) -> int:
        made = Unit.objects.create(kind="social_organization", registered_at_id=self.nodes[at], recorded=self.entry)
        self.units[name] = made.pk
        self.facts.entered_at[made.pk] = self.nodes[at]
        return made.pk

    def responsible(self, unit: str, node: str, **days: Any) -> None:
        said = Said(self.units[unit], self.nodes[node], **{"start": START} | days)
        self.facts.responsible.append(said)
        self._fact(Jurisdiction, said, unit_id=said.who, party_organization_id=said.what)

    def guided(self, unit: str, node: str, **days: Any) -> None:
        said = Said(self.units[unit], self.nodes[node], **{"start": START} | days)
        self.facts.guided.append(said)
        self._fact(Guidance, said, unit_id=said.who, party_organization_id=said.what, kind="guidance")

    def contacted_by_hub(self, unit: str, hub: str) -> None:
        """Not a relation of any Party organization; the oracle is told nothing."""
        period = DateRange(START, None)
        Guidance.objects.create(
            unit_id=self.units[unit], hub_id=self.units[hub], kind="contact", period=period, recorded=self.entry
        )

    def covered(self, unit: str, branch: str, **days: Any) -> None:
        said = Said(self.units[unit], self.nodes[branch], **{"start": START} | days)
        self.facts.covered.append(said)
        self._fact(Coverage, said, unit_id=said.who, party_organization_id=said.what, role="host")

    def registered(self, unit: str, supervisor: str = "", authority: str = "", **days: Any) -> None:
        who = self.units[unit]
        first = Said(who, self.units.get(supervisor, 0), **{"start": START} | days)
        second = replace(first, what=self.units.get(authority, 0))
        self.facts.supervised.append(first)
        self.facts.authority.append(second)
        words = {"name": unit, "sort_key": unit, "type": "t", "legal_status": "l", "status": "normal"}
        bodies = {"supervising_unit_id": first.what or None, "authority_id": second.what or None}
        self._fact(Registration, first, unit_id=who, **words, **bodies)

    def _fact(self, model: Any, said: Said, **values: Any) -> None:
        model.objects.create(
            period=DateRange(said.start, said.end),
            recorded=self.entry,
            retracted=self.entry if said.withdrawn else None,
            **values,
        )

    def actor(self, role: Role, node: int | None, unit: int | None, now: datetime = NOW) -> Actor:
        return Actor(
            account=self.account.pk,
            title="",
            assignment=0,
            assignment_uuid=uuid4(),
            role=role,
            node=node,
            unit=unit,
            now=now,
        )


def asking(actor: Actor) -> Asking:
    return Asking(actor.role, actor.node, actor.unit, actor.today)

"""Who acts in the tests of commands: a deployment with its founder, two committees and their clerks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from shuniu.access import Actor
from shuniu.commands.journal import Act, act_of
from shuniu.commands.journal.dated import FRAME
from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.kernel.decision import Objection, Refused
from shuniu.models import (
    Account,
    Assignment,
    Coverage,
    Entry,
    Formation,
    Guidance,
    Jurisdiction,
    Locality,
    Naming,
    PackBinding,
    PartyOrganization,
    Placement,
    Registration,
    Seat,
    Term,
    Unit,
    UnitName,
    record,
)
from shuniu.policy.words.accounts import Role

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()
START = date(2016, 12, 1)
TABLES = (
    Account,
    Assignment,
    Coverage,
    Entry,
    Formation,
    Guidance,
    Jurisdiction,
    Locality,
    Naming,
    PartyOrganization,
    Placement,
    Registration,
    Seat,
    Term,
    Unit,
    UnitName,
)


@dataclass
class World:
    """A small deployment. ``clerk`` acts for ``committee``, ``neighbour`` for another tree."""

    founder: Actor
    entry: Entry
    committee: int = 0
    north: int = 0
    south: int = 0
    neighbour_committee: int = 0
    clerk: Actor = field(init=False)
    neighbour: Actor = field(init=False)

    def act(self, on: date = TODAY, *, key: str = "", by: Actor | None = None) -> Act:
        return act_of(by or self.clerk, on, key)

    def actor(self, role: Role, node: int | None = None, unit: int | None = None) -> Actor:
        account = Account.objects.create(username=f"user-{uuid4().hex[:8]}", title=role.label, recorded=self.entry)
        names = ["uuid", "account", "role", "party_organization", "unit", "period"]
        known_by: UUID = uuid4()
        record.record(self.entry, Assignment, names, [(known_by, account.pk, role, node, unit, record.since(START))])
        held = Assignment.objects.get(uuid=known_by)
        return replace(
            self.founder,
            account=account.pk,
            assignment=held.pk,
            assignment_uuid=known_by,
            role=role,
            node=node,
            unit=unit,
        )

    def establish(self, *names: str, under: int, on: date = START, **more: Any) -> list[int]:
        rows = [
            NewPartyOrganization(**{"kind": "joint_committee", "name": name, "parent": under} | more) for name in names
        ]
        return establish_party_organizations(self.act(on, by=self.clerk), rows)

    def organization(self, name: str, *, at: int | None = None, on: date = START, **values: Any) -> int:
        """An organization in the register of ``at``, without anybody responsible for it."""
        (unit,) = record.numbers(Unit, 1)
        kind = "social_organization"
        record.record(
            self.entry,
            Unit,
            ["id", "uuid", "kind", "code", "registered_at"],
            [(unit, uuid4(), kind, None, at or self.committee)],
        )
        fields = [one for one in Registration._meta.concrete_fields if one.name not in FRAME | {"unit"}]
        cells = (
            {one.name: one.get_default() for one in fields}
            | {
                "name": name,
                "sort_key": name,
                "type": "social_association",
                "legal_status": "legal_person",
                "mode": "direct_registration",
                "status": "normal",
                "level": "province",
            }
            | values
        )
        line = (unit, *cells.values(), record.since(on), "day")
        record.record(self.entry, Registration, ["unit", *cells, "period", "precision"], [line])
        return unit

    def body(self, name: str, kind: str, *, at: int | None = None, on: date = START) -> int:
        """A body that is no social organization."""
        (unit,) = record.numbers(Unit, 1)
        record.record(
            self.entry,
            Unit,
            ["id", "uuid", "kind", "code", "registered_at"],
            [(unit, uuid4(), kind, None, at or self.committee)],
        )
        record.record(
            self.entry,
            UnitName,
            ["unit", "name", "sort_key", "abolished", "period", "precision"],
            [(unit, name, name, False, record.since(on), "day")],
        )
        return unit


def founded() -> World:
    """Two committees, the first with two joint committees under it, each with a clerk."""
    account = Account.objects.create(username="founder", title="系统", system=True)
    entry = Entry.objects.create(act="deployment.begin", actor=account, on=START, at=NOW)
    founder = Actor(
        account=account.pk,
        title="系统",
        assignment=0,
        assignment_uuid=uuid4(),
        role=Role.SYSTEM,
        node=None,
        unit=None,
        now=NOW,
    )
    world = World(founder, entry)
    tops = [
        NewPartyOrganization(
            name=name,
            kind="comprehensive_committee",
            code=code,
            known_from=START,
            terms=Terms(approver="上级组织部门", document_number="批复1号", document_on=START, established_on=START),
        )
        for name, code in (("甲市社会组织综合党委", "jia"), ("乙市社会组织综合党委", "yi"))
    ]
    world.committee, world.neighbour_committee = establish_party_organizations(world.act(START, by=founder), tops)
    bound = [(node, ["bj2020", "bj2016", "bj2015", "national"], record.since(START)) for node in (world.committee,)]
    record.record(entry, PackBinding, ["party_organization", "chain", "period"], bound)
    world.clerk = world.actor(Role.COMMITTEE_CLERK, world.committee)
    world.neighbour = world.actor(Role.COMMITTEE_CLERK, world.neighbour_committee)
    world.north, world.south = world.establish("北片联合党委", "南片联合党委", under=world.committee)
    return world


def _counted(model: type[Model]) -> str:
    dated = any(one.name == "retracted" for one in model._meta.fields)
    gone = "count(retracted_id)" if dated else "0"
    return f"SELECT '{model.__name__}', count(*), {gone} FROM {model._meta.db_table}"


_COUNTED = " UNION ALL ".join(map(_counted, TABLES))


def rows_everywhere() -> dict[str, tuple[int, int]]:
    """How many rows each table holds, and how many of them are taken back: what a refusal may not change."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED)
        return {name: (count, gone) for name, count, gone in cursor.fetchall()}


def refused(command: Callable[[], Any]) -> tuple[Objection, ...]:
    """The objections with which ``command`` is refused; that it changed nothing is asserted here."""
    before = rows_everywhere()
    with pytest.raises(Refused) as caught:
        command()
    assert rows_everywhere() == before
    return caught.value.decision.objections


def queries_of(command: Callable[[], Any]) -> int:
    """How many statements a command takes."""
    with CaptureQueriesContext(connection) as caught:
        command()
    return len(caught)

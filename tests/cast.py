"""The small cast every test may call on: two committees apart, and who works there.

    top            综合党委 (chain bj2020 → bj2016 → bj2015 → national), known from 2016-12-01
    ├── joint      联合党委
    │   └── branch 党支部
    └── other      another 联合党委
    stranger       a committee of another tree

The clerk works at the top, the secretary at the joint committee, the branch secretary at the branch, the outsider at
the stranger. Nothing here is recounted or guarded: it is the ground the acts of a test stand on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from psycopg.types.range import DateRange

from shuniu.access import Actor
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, act_of
from shuniu.models import Account, Assignment, Entry, Naming, PackBinding, PartyOrganization, Placement
from shuniu.policy.words.accounts import Role

NOW = datetime(2020, 7, 1, 9, 0, tzinfo=UTC)
BEGINNING = date(2016, 12, 1)
CHAIN = ["bj2020", "bj2016", "bj2015", "national"]


@dataclass(frozen=True)
class Cast:
    """Who and what stands ready. Nodes are keys of Party organizations."""

    top: int
    joint: int
    other: int
    branch: int
    stranger: int
    clerk: Actor
    secretary: Actor
    branch_secretary: Actor
    outsider: Actor
    system: Actor
    opening: Entry

    def act(self, on: date | None = None, actor: Actor | None = None, key: str = "") -> Act:
        """An act of the clerk, unless of somebody else, from today or a day."""
        return act_of(actor or self.clerk, on or NOW.date(), key)

    def actor_at(self, node: int | None, role: Role, unit: int | None = None) -> Actor:
        """One more account, acting in ``role``."""
        return actor(role, self.opening, node, unit)


def actor(role: Role, entry: Entry | None, node: int | None, unit: int | None = None, now: datetime = NOW) -> Actor:
    """An account with one assignment, as the guard sees it."""
    name = f"{role.value}-{uuid4().hex[:8]}"
    account = Account.objects.create(
        username=name, title=role.label, password="!", system=role is Role.SYSTEM, must_change_password=False
    )
    held = 0
    public = uuid4()
    if entry is not None:
        assignment = Assignment.objects.create(
            uuid=public,
            account=account,
            role=role.value,
            party_organization_id=node if unit is None else None,
            unit_id=unit,
            period=DateRange(BEGINNING, None),
            recorded=entry,
        )
        held = assignment.pk
    return Actor(
        account=account.pk,
        title=account.title,
        assignment=held,
        assignment_uuid=public,
        role=role,
        node=node,
        unit=unit,
        now=now,
    )


def open_journal(actor_of_line: Actor, on: date = BEGINNING) -> Entry:
    """A line for what a test takes as given."""
    return Entry.objects.create(act="test.given", actor_id=actor_of_line.account, on=on, at=NOW)


def node(entry: Entry, code: str, name: str, kind: str, parent: int | None, **more: Any) -> int:
    """A Party organization that has stood since the beginning."""
    made = PartyOrganization.objects.create(code=code, known_from=BEGINNING, recorded=entry)
    period = DateRange(more.pop("start", BEGINNING), more.pop("end", None))
    Naming.objects.create(
        party_organization=made, name=name, sort_key=code, kind=kind, period=period, recorded=entry, **more
    )
    Placement.objects.create(party_organization=made, parent_id=parent, period=period, recorded=entry)
    return made.pk


def build_cast() -> Cast:
    """Needs the database; called by the fixture ``cast``."""
    system = actor(Role.SYSTEM, None, None)
    entry = open_journal(system)
    top = node(entry, "top", "中共澄川市社会组织综合委员会", "comprehensive_committee", None)
    joint = node(entry, "joint", "中共澄川市科技领域社会团体联合委员会", "joint_committee", top)
    other = node(entry, "other", "中共澄川市教育领域联合委员会", "joint_committee", top)
    branch = node(entry, "branch", "中共澄川市澄笙学会支部委员会", "party_branch", joint)
    stranger = node(entry, "stranger", "中共砚溪市社会组织综合委员会", "comprehensive_committee", None)
    for committee in (top, stranger):
        PackBinding.objects.create(
            party_organization_id=committee, chain=CHAIN, period=DateRange(BEGINNING, None), recorded=entry
        )
    cast = Cast(
        top=top,
        joint=joint,
        other=other,
        branch=branch,
        stranger=stranger,
        clerk=actor(Role.COMMITTEE_CLERK, entry, top),
        secretary=actor(Role.JOINT_COMMITTEE_CLERK, entry, joint),
        branch_secretary=actor(Role.BRANCH_SECRETARY, entry, branch),
        outsider=actor(Role.COMMITTEE_CLERK, entry, stranger),
        system=system,
        opening=entry,
    )
    act = replace(act_of(system), entry=entry)
    recount(act, nodes=[top, joint, other, branch, stranger])
    return cast

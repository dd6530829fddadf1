"""The world the safety of pages is tested in: one tree with an office on every level, and a tree of strangers.

    summit 综合党委                                   stranger 综合党委
    ├── side 综合党委                                 └── far 联合党委
    └── top 综合党委        the committee's clerk          └── remote 党支部
        ├── other 联合党委
        └── joint 联合党委  the joint committee's clerk
            ├── sister 党总支
            └── general 党总支   the branch secretary
                └── cell 党支部

At every node stand one organization, one account, one line of the journal and one ledger waiting to be written. Every
free text is made by ``marked``: of the strangers' tree it is a canary, of the own tree a text that wants to be markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.test import Client
from django.utils.timezone import now
from tests.cast import actor
from tests.web.offices import sit_down

from shuniu.access import Actor
from shuniu.models import Account, Entry
from shuniu.policy.words.accounts import Role

TREE = (
    ("summit", "comprehensive_committee", ""),
    ("side", "comprehensive_committee", "summit"),
    ("top", "comprehensive_committee", "summit"),
    ("other", "joint_committee", "top"),
    ("joint", "joint_committee", "top"),
    ("sister", "general_branch", "joint"),
    ("general", "general_branch", "joint"),
    ("cell", "party_branch", "general"),
)
STRANGERS = (
    ("stranger", "comprehensive_committee", ""),
    ("far", "joint_committee", "stranger"),
    ("remote", "party_branch", "far"),
)
FOREIGN = frozenset(name for name, _, _ in STRANGERS)
CANARY = "CNRY-"
LURE = "诱饵"  # what every canary contains beside its mark: a word one may search for
PHONE = "13977770001"
CITIZEN = "000000197707070071"  # the number of whoever is a member of the strangers'


def marked(place: str, where: str) -> str:
    """The free text of one field. ``where`` names it."""
    if place in FOREIGN:
        return f"{LURE}{CANARY}{where}"
    return f"<script>x-{where}</script>\"'"


@dataclass
class World:
    """Keys and public ids by the name of the place they stand at."""

    entry: Entry
    nodes: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    public: dict[str, UUID] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    contacts: dict[str, UUID] = field(default_factory=dict)
    meetings: dict[str, UUID] = field(default_factory=dict)
    sittings: dict[str, UUID] = field(default_factory=dict)
    concluded: dict[str, UUID] = field(default_factory=dict)
    documents: dict[str, UUID] = field(default_factory=dict)  # that reply to a case
    numbered: dict[str, UUID] = field(default_factory=dict)  # that reply to none
    incoming: dict[str, UUID] = field(default_factory=dict)  # that came in and are not signed for
    arrived: dict[str, UUID] = field(default_factory=dict)  # that are
    accounts: dict[str, UUID] = field(default_factory=dict)
    held: dict[str, UUID] = field(default_factory=dict)
    entries: dict[str, UUID] = field(default_factory=dict)
    batches: dict[str, UUID] = field(default_factory=dict)
    submissions: dict[str, UUID] = field(default_factory=dict)
    elections: dict[str, UUID] = field(default_factory=dict)
    adjusted: dict[str, dict[str, UUID]] = field(default_factory=dict)  # by state of the case
    handovers: dict[str, UUID] = field(default_factory=dict)
    appointments: dict[str, UUID] = field(default_factory=dict)
    # Cases of 组建 that are looked through, approved, refused, with an outside body, begun; and what is left to do.
    formations: dict[str, UUID] = field(default_factory=dict)
    replying: dict[str, UUID] = field(default_factory=dict)
    answered: dict[str, UUID] = field(default_factory=dict)
    outside: dict[str, UUID] = field(default_factory=dict)
    begun: dict[str, UUID] = field(default_factory=dict)
    closed: dict[str, UUID] = field(default_factory=dict)
    follow_ups: dict[str, UUID] = field(default_factory=dict)
    postponements: dict[str, UUID] = field(default_factory=dict)
    letters: dict[str, UUID] = field(default_factory=dict)
    instructors: dict[str, UUID] = field(default_factory=dict)
    trainings: dict[str, UUID] = field(default_factory=dict)
    work_logs: dict[str, UUID] = field(default_factory=dict)
    runs: dict[str, UUID] = field(default_factory=dict)  # of the planner
    publications: dict[str, UUID] = field(default_factory=dict)
    campaigns: dict[str, UUID] = field(default_factory=dict)
    called: dict[str, UUID] = field(default_factory=dict)  # rows of the contacts of instructors
    reached: dict[str, UUID] = field(default_factory=dict)  # rows of the contacts of Party organizations
    # Rolls of members: the node that holds those of a place, its code, who is held there, what is asked about them.
    rolls: dict[str, int] = field(default_factory=dict)
    roll_codes: dict[str, str] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    members: dict[str, UUID] = field(default_factory=dict)
    answering: dict[str, UUID] = field(default_factory=dict)
    withdrawing: dict[str, UUID] = field(default_factory=dict)
    views: dict[str, UUID] = field(default_factory=dict)
    personas: dict[str, Actor] = field(default_factory=dict)
    seated: dict[str, Client] = field(default_factory=dict)

    def client(self, persona: str) -> Client:
        """The browser of a persona; ``nobody`` has not signed in."""
        if persona not in self.seated:
            self.seated[persona] = Client() if persona == "nobody" else sit_down(self.personas[persona])
        return self.seated[persona]

    def secrets(self) -> set[str]:
        """What no page may show to whoever has no business with the strangers: canaries, codes, ids, a telephone."""
        of_strangers: set[str] = {CANARY, PHONE, CITIZEN}
        for held in (
            self.codes,
            self.public,
            self.numbers,
            self.accounts,
            self.held,
            self.entries,
            self.batches,
            self.submissions,
            self.elections,
            self.handovers,
            self.appointments,
            self.formations,
            self.replying,
            self.answered,
            self.outside,
            self.begun,
            self.closed,
            self.follow_ups,
            self.postponements,
            self.letters,
            self.instructors,
            self.roll_codes,
            self.members,
            self.answering,
            self.withdrawing,
            self.trainings,
            self.work_logs,
            self.runs,
            self.views,
            self.publications,
            self.campaigns,
            self.meetings,
            self.sittings,
            self.concluded,
            self.documents,
            self.numbered,
            self.incoming,
            self.arrived,
        ):
            of_strangers |= {str(value) for name, value in held.items() if name in FOREIGN}
        of_strangers |= {str(one) for name, held in self.adjusted.items() if name in FOREIGN for one in held.values()}
        return of_strangers


def seat(world: World, role: Role, at: int | None, unit: int | None = None) -> Actor:
    """Somebody with a plain title: what is looked for must come from elsewhere."""
    made = actor(role, world.entry, at, unit, now())
    Account.objects.filter(pk=made.account).update(title=role.label)
    return made

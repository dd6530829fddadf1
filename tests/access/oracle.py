"""Who reaches what, judged by walking the facts by hand: no SQL, no closure, no table of grants.

Written apart from the guard, from the words of the design; the two are compared row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role

C, J, B = Role.COMMITTEE_CLERK, Role.JOINT_COMMITTEE_CLERK, Role.BRANCH_SECRETARY
I, S, R, O = Role.INSTRUCTOR, Role.SUPERVISING_UNIT_CLERK, Role.REGISTRY_CLERK, Role.ORGANIZATION_CLERK  # noqa: E741
SYSTEM_ADMIN, SECURITY, AUDIT = Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR

# Every role with every action, the empty ones included: what is written here is what the offices were promised.
NOTHING: frozenset[str] = frozenset()
TREE = frozenset({"tree"})
ITSELF = frozenset({"itself"})
OWN_UNIT = frozenset({"own_unit"})
PROMISED: Mapping[Role, Mapping[Action, frozenset[str]]] = {
    C: {
        Action.READ_UNIT: frozenset({"tree", "guided"}),
        Action.WRITE_UNIT: TREE,
        Action.READ_PARTY_ORGANIZATION: TREE,
        Action.WRITE_PARTY_ORGANIZATION: TREE,
        Action.READ_FIGURE: TREE,
        Action.SET_TARGET: TREE,
        Action.PUBLISH_FIGURE: TREE,
        Action.READ_CONTACT: TREE,
        Action.READ_MEMBER: TREE,
        Action.WRITE_MEMBER: TREE,
        Action.READ_NUMBER: TREE,
        Action.READ_WORK_LOG: TREE,
        Action.WRITE_WORK_LOG: TREE,
        Action.CORRECT_WORK_LOG: TREE,
        Action.IMPORT_LEDGER: TREE,
        Action.READ_BATCH: frozenset({"own"}),
        Action.DECIDE_FIGURE: TREE,
        Action.READ_ENTRY: TREE,
        Action.READ_LOOK: NOTHING,
        Action.READ_ACCOUNT: TREE,
        Action.WRITE_ACCOUNT: TREE,
        Action.KEEP_DATABASE: NOTHING,
        Action.RECOUNT: NOTHING,
        Action.WRITE_SUBMISSION: NOTHING,
        Action.REVIEW_SUBMISSION: TREE,
        Action.GIVE_OPINION: TREE,
        Action.WRITE_RENEWAL: TREE,
        Action.READ_CASE: TREE,
        Action.FILE_CASE: TREE,
        Action.REVIEW_CASE: TREE,
        Action.DECIDE_CASE: TREE,
        Action.ISSUE_DOCUMENT: TREE,
        Action.RECEIVE_DOCUMENT: ITSELF,
        Action.URGE_FORMATION: TREE,
        Action.BEGIN_FORMATION: NOTHING,
    },
    J: {
        Action.READ_UNIT: frozenset({"tree", "guided"}),
        Action.WRITE_UNIT: TREE,
        Action.READ_PARTY_ORGANIZATION: TREE,
        Action.WRITE_PARTY_ORGANIZATION: NOTHING,
        Action.READ_FIGURE: TREE,
        Action.SET_TARGET: NOTHING,
        Action.PUBLISH_FIGURE: NOTHING,
        Action.READ_CONTACT: TREE,
        Action.READ_MEMBER: TREE,
        Action.WRITE_MEMBER: TREE,
        Action.READ_NUMBER: TREE,
        Action.READ_WORK_LOG: TREE,
        Action.WRITE_WORK_LOG: TREE,
        Action.CORRECT_WORK_LOG: TREE,
        Action.IMPORT_LEDGER: TREE,
        Action.READ_BATCH: frozenset({"own"}),
        Action.DECIDE_FIGURE: NOTHING,
        Action.READ_ENTRY: TREE,
        Action.READ_LOOK: NOTHING,
        Action.READ_ACCOUNT: TREE,
        Action.WRITE_ACCOUNT: TREE,
        Action.KEEP_DATABASE: NOTHING,
        Action.RECOUNT: NOTHING,
        Action.WRITE_SUBMISSION: NOTHING,
        Action.REVIEW_SUBMISSION: TREE,
        Action.GIVE_OPINION: TREE,
        Action.WRITE_RENEWAL: TREE,
        Action.READ_CASE: TREE,
        Action.FILE_CASE: TREE,
        Action.REVIEW_CASE: TREE,
        Action.DECIDE_CASE: NOTHING,
        Action.ISSUE_DOCUMENT: TREE,
        Action.RECEIVE_DOCUMENT: ITSELF,
        Action.URGE_FORMATION: TREE,
        Action.BEGIN_FORMATION: NOTHING,
    },
    B: {
        Action.READ_UNIT: frozenset({"covered"}),
        Action.WRITE_UNIT: NOTHING,
        Action.READ_PARTY_ORGANIZATION: TREE,
        Action.WRITE_PARTY_ORGANIZATION: NOTHING,
        Action.READ_FIGURE: TREE,
        Action.SET_TARGET: NOTHING,
        Action.PUBLISH_FIGURE: NOTHING,
        Action.READ_CONTACT: TREE,
        Action.READ_MEMBER: TREE,
        Action.WRITE_MEMBER: TREE,
        Action.READ_NUMBER: TREE,
        Action.READ_WORK_LOG: NOTHING,
        Action.WRITE_WORK_LOG: NOTHING,
        Action.CORRECT_WORK_LOG: NOTHING,
        Action.IMPORT_LEDGER: NOTHING,
        Action.READ_BATCH: NOTHING,
        Action.DECIDE_FIGURE: NOTHING,
        Action.READ_ENTRY: NOTHING,
        Action.READ_LOOK: NOTHING,
        Action.READ_ACCOUNT: TREE,
        Action.WRITE_ACCOUNT: TREE,
        Action.KEEP_DATABASE: NOTHING,
        Action.RECOUNT: NOTHING,
        Action.WRITE_SUBMISSION: NOTHING,
        Action.REVIEW_SUBMISSION: NOTHING,
        Action.GIVE_OPINION: frozenset({"covered"}),
        Action.WRITE_RENEWAL: frozenset({"covered"}),
        Action.READ_CASE: TREE,
        Action.FILE_CASE: TREE,
        Action.REVIEW_CASE: NOTHING,
        Action.DECIDE_CASE: NOTHING,
        Action.ISSUE_DOCUMENT: NOTHING,
        Action.RECEIVE_DOCUMENT: ITSELF,
        Action.URGE_FORMATION: NOTHING,
        Action.BEGIN_FORMATION: NOTHING,
    },
    I: dict.fromkeys(Action, NOTHING)
    | dict.fromkeys((Action.READ_UNIT, Action.READ_CONTACT), frozenset({"own_unit"}))
    | dict.fromkeys((Action.READ_WORK_LOG, Action.WRITE_WORK_LOG, Action.BEGIN_FORMATION), frozenset({"own_unit"}))
    | {Action.CORRECT_WORK_LOG: frozenset({"own"})},
    S: dict.fromkeys(Action, NOTHING)
    | {Action.READ_UNIT: frozenset({"supervised"}), Action.RECEIVE_DOCUMENT: OWN_UNIT},
    R: dict.fromkeys(Action, NOTHING)
    | {Action.RECEIVE_DOCUMENT: OWN_UNIT}
    | dict.fromkeys((Action.READ_UNIT, Action.URGE_FORMATION), frozenset({"registered"})),
    O: dict.fromkeys(Action, NOTHING)
    | {Action.RECEIVE_DOCUMENT: OWN_UNIT}
    | dict.fromkeys(
        (Action.READ_UNIT, Action.READ_CONTACT, Action.WRITE_SUBMISSION, Action.READ_CASE, Action.FILE_CASE),
        frozenset({"own_unit"}),
    )
    | {Action.WRITE_RENEWAL: OWN_UNIT},
    SYSTEM_ADMIN: dict.fromkeys(Action, NOTHING)
    | {Action.KEEP_DATABASE: frozenset({"all"}), Action.RECOUNT: frozenset({"all"})},
    SECURITY: dict.fromkeys(Action, NOTHING)
    | {Action.READ_ACCOUNT: frozenset({"all"}), Action.WRITE_ACCOUNT: frozenset({"all"})},
    AUDIT: dict.fromkeys(Action, NOTHING)
    | {Action.READ_ENTRY: frozenset({"all"}), Action.READ_LOOK: frozenset({"all"})},
    Role.SYSTEM: dict.fromkeys(Action, NOTHING)
    | {Action.RECOUNT: frozenset({"all"}), Action.KEEP_DATABASE: frozenset({"all"})},
}


@dataclass(frozen=True)
class Said:
    """One dated statement: ``what`` about ``who``, true from ``start`` until the day before ``end``."""

    who: int
    what: int
    start: date
    end: date | None = None
    withdrawn: bool = False

    def holds(self, on: date) -> bool:
        return not self.withdrawn and self.start <= on and (self.end is None or on < self.end)


@dataclass
class Facts:
    """Everything that was said about a world. ``place`` maps a node to its parent, 0 for the top of a tree."""

    place: list[Said] = field(default_factory=list)
    responsible: list[Said] = field(default_factory=list)  # unit → node
    guided: list[Said] = field(default_factory=list)  # unit → node
    covered: list[Said] = field(default_factory=list)  # unit → branch
    supervised: list[Said] = field(default_factory=list)  # unit → supervising unit
    authority: list[Said] = field(default_factory=list)  # unit → registration authority
    held: list[Said] = field(default_factory=list)  # member → node
    shares: list[Said] = field(default_factory=list)  # member → node whose life the member shares
    entered_at: dict[int, int] = field(default_factory=dict)  # unit → node
    outside: set[int] = field(default_factory=set)  # nodes of other offices, not run on this platform

    def parent(self, node: int, on: date) -> int | None:
        """0 at a top; None when the node stands nowhere that day."""
        return next((said.what for said in self.place if said.who == node and said.holds(on)), None)

    def under(self, node: int | None, top: int | None, on: date) -> bool:
        """Is ``node`` the top or below it on the day? Walked upwards, step by step."""
        if not node or not top:
            return False
        while node:
            parent = self.parent(node, on)
            if parent is None:
                return False
            if node == top:
                return True
            node = parent
        return False

    def latest_day(self, node: int, today: date) -> date | None:
        """The last day of a node that has ended by today; None while it stands or is yet to come."""
        ends = [said.end for said in self.place if said.who == node and not said.withdrawn]
        if not ends or any(end is None or end > today for end in ends):
            return None
        return max(end for end in ends if end is not None) - timedelta(days=1)

    def keeper(self, node: int | None, today: date) -> int | None:
        """Who keeps the register of a node: itself, or the nearest above it on its last day that has not ended."""
        latest = self.latest_day(node, today) if node else None
        while node and latest and self.latest_day(node, today) is not None:
            node = self.parent(node, latest)
        return node

    def said(self, about: Iterable[Said], who: int, on: date) -> list[int]:
        return [said.what for said in about if said.who == who and said.holds(on)]


@dataclass(frozen=True)
class Asking:
    """Who asks: the role, where it is held, and today."""

    role: Role
    node: int | None
    unit: int | None
    today: date


def reaches_unit(facts: Facts, who: Asking, action: Action, unit: int) -> bool:
    return any(_unit_by(facts, who, way, unit) for way in PROMISED[who.role][action])


def _unit_by(facts: Facts, who: Asking, way: str, unit: int) -> bool:
    on = who.today
    if way == "tree":
        answering = facts.said(facts.responsible, unit, on)
        if any(facts.under(node, who.node, on) for node in answering):
            return True
        kept_at = facts.keeper(facts.entered_at.get(unit), on)
        return set(answering) <= facts.outside and facts.under(kept_at, who.node, on)
    if way == "guided":
        return bool(who.node) and who.node in facts.said(facts.guided, unit, on)
    if way == "covered":
        return any(facts.under(branch, who.node, on) for branch in facts.said(facts.covered, unit, on))
    if way == "own_unit":
        return bool(who.unit) and unit == who.unit
    if way == "supervised":
        return bool(who.unit) and who.unit in facts.said(facts.supervised, unit, on)
    if way == "registered":
        return bool(who.unit) and who.unit in facts.said(facts.authority, unit, on)
    return way == "all"


PAST_IS_READ = {Action.READ_PARTY_ORGANIZATION, Action.READ_FIGURE}


def reaches_node(facts: Facts, who: Asking, action: Action, node: int) -> bool:
    ways = PROMISED[who.role][action]
    if "all" in ways:
        return True
    if "itself" in ways:
        return node == who.node
    latest = facts.latest_day(node, who.today)
    if latest is not None and action in PAST_IS_READ:
        return "tree" in ways and facts.under(node, who.node, latest)
    return "tree" in ways and facts.under(node, who.node, who.today)


def reaches_person(facts: Facts, who: Asking, action: Action, person: int) -> bool:
    """Whoever keeps the roll that holds the member, or held him last; a member held nowhere belongs to whose life he
    shares. Who shares a life and is held elsewhere is read there, and nothing more.
    """
    if not PROMISED[who.role][action]:
        return False
    on = who.today
    sharing = any(facts.under(node, who.node, on) for node in facts.said(facts.shares, person, on))
    if action is Action.READ_MEMBER and sharing:
        return True
    held = [said for said in facts.held if said.who == person and not said.withdrawn]
    if not held:
        return sharing
    deciding = [said for said in held if said.holds(on)] or [max(held, key=lambda said: said.start)]
    return any(facts.under(facts.keeper(said.what, on), who.node, on) for said in deciding)

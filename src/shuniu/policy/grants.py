"""Who may do what, how far? Three columns: role, action, reach. Nothing that is not written here is allowed.

``docs/permissions.md`` is printed from this table.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from shuniu.policy.words.accounts import Role


class Reach(StrEnum):
    """How far a grant goes, from the place where the assignment is held."""

    # The node and everything under it; units they are responsible for; those they entered that no managed one has.
    BELOW = "below"
    GUIDED = "guided"  # units the node guides or contacts
    COVERED = "covered"  # units the Party organization covers
    OWN_UNIT = "own_unit"  # the one unit of the assignment
    SUPERVISED = "supervised"  # units whose supervising unit is the unit of the assignment
    REGISTERED = "registered"  # units whose registration authority is the unit of the assignment
    OWN = "own"  # what this account itself has made
    SELF_NODE = "self_node"  # the node itself, nothing under it
    EVERYWHERE = "everywhere"  # the whole deployment


class Action(StrEnum):
    """What can be done, named subject.verb."""

    READ_UNIT = "unit.read"
    WRITE_UNIT = "unit.write"
    READ_PARTY_ORGANIZATION = "party_organization.read"
    WRITE_PARTY_ORGANIZATION = "party_organization.write"
    READ_FIGURE = "figure.read"
    SET_TARGET = "figure.set"
    PUBLISH_FIGURE = "figure.publish"
    READ_CONTACT = "contact.read"
    READ_MEMBER = "member.read"
    WRITE_MEMBER = "member.write"
    READ_NUMBER = "member.read_number"
    IMPORT_LEDGER = "ledger.import"
    READ_BATCH = "batch.read"
    DECIDE_FIGURE = "pack.decide"
    READ_ENTRY = "journal.read"
    READ_LOOK = "look.read"
    READ_ACCOUNT = "account.read"
    WRITE_ACCOUNT = "account.write"
    KEEP_DATABASE = "database.keep"
    RECOUNT = "figure.recount"
    READ_WORK_LOG = "work_log.read"
    WRITE_WORK_LOG = "work_log.write"
    CORRECT_WORK_LOG = "work_log.correct"
    WRITE_SUBMISSION = "submission.write"
    REVIEW_SUBMISSION = "submission.review"
    GIVE_OPINION = "renewal.give_opinion"
    WRITE_RENEWAL = "renewal.write"
    READ_CASE = "case.read"
    FILE_CASE = "case.file"
    REVIEW_CASE = "case.review"
    DECIDE_CASE = "case.decide"
    ISSUE_DOCUMENT = "document.issue"
    RECEIVE_DOCUMENT = "document.receive"
    URGE_FORMATION = "formation.urge"
    BEGIN_FORMATION = "formation.begin"


class Grant(NamedTuple):
    role: Role
    action: Action
    reach: Reach


def _grants(role: Role, reach: Reach, *actions: Action) -> list[Grant]:
    return [Grant(role, action, reach) for action in actions]


# The work log of instructors in the hands of a committee: a log on paper is entered and mended by its clerk.
_WORK_LOG = (Action.READ_WORK_LOG, Action.WRITE_WORK_LOG, Action.CORRECT_WORK_LOG)

GRANTS: tuple[Grant, ...] = (
    # The committee runs its whole tree.
    *_grants(
        Role.COMMITTEE_CLERK,
        Reach.BELOW,
        Action.READ_UNIT,
        Action.WRITE_UNIT,
        Action.READ_PARTY_ORGANIZATION,
        Action.WRITE_PARTY_ORGANIZATION,
        Action.READ_FIGURE,
        Action.SET_TARGET,
        Action.PUBLISH_FIGURE,
        Action.READ_CONTACT,
        Action.READ_MEMBER,
        Action.WRITE_MEMBER,
        Action.READ_NUMBER,
        Action.IMPORT_LEDGER,
        Action.DECIDE_FIGURE,
        Action.READ_ENTRY,
        Action.READ_ACCOUNT,
        Action.WRITE_ACCOUNT,
        *_WORK_LOG,
    ),
    *_grants(Role.COMMITTEE_CLERK, Reach.BELOW, Action.REVIEW_SUBMISSION, Action.GIVE_OPINION, Action.WRITE_RENEWAL),
    # It decides on procedures, in its meetings, and numbers what goes out.
    *_grants(
        Role.COMMITTEE_CLERK,
        Reach.BELOW,
        Action.READ_CASE,
        Action.FILE_CASE,
        Action.REVIEW_CASE,
        Action.DECIDE_CASE,
        Action.ISSUE_DOCUMENT,
    ),
    *_grants(Role.COMMITTEE_CLERK, Reach.BELOW, Action.URGE_FORMATION),
    *_grants(Role.COMMITTEE_CLERK, Reach.GUIDED, Action.READ_UNIT),
    *_grants(Role.COMMITTEE_CLERK, Reach.OWN, Action.READ_BATCH),
    # The joint committee keeps the register of what it is responsible for; it does not change the tree.
    *_grants(
        Role.JOINT_COMMITTEE_CLERK,
        Reach.BELOW,
        Action.READ_UNIT,
        Action.WRITE_UNIT,
        Action.READ_PARTY_ORGANIZATION,
        Action.READ_FIGURE,
        Action.READ_CONTACT,
        Action.READ_MEMBER,
        Action.WRITE_MEMBER,
        Action.READ_NUMBER,
        Action.IMPORT_LEDGER,
        Action.READ_ENTRY,
        Action.READ_ACCOUNT,
        Action.WRITE_ACCOUNT,
        *_WORK_LOG,
    ),
    *_grants(
        Role.JOINT_COMMITTEE_CLERK, Reach.BELOW, Action.REVIEW_SUBMISSION, Action.GIVE_OPINION, Action.WRITE_RENEWAL
    ),
    *_grants(Role.JOINT_COMMITTEE_CLERK, Reach.BELOW, Action.READ_CASE, Action.FILE_CASE, Action.REVIEW_CASE),
    # What it approves and reminds of goes out under numbers of its own.
    *_grants(Role.JOINT_COMMITTEE_CLERK, Reach.BELOW, Action.ISSUE_DOCUMENT),
    *_grants(Role.JOINT_COMMITTEE_CLERK, Reach.BELOW, Action.URGE_FORMATION),
    *_grants(Role.JOINT_COMMITTEE_CLERK, Reach.GUIDED, Action.READ_UNIT),
    *_grants(Role.JOINT_COMMITTEE_CLERK, Reach.OWN, Action.READ_BATCH),
    # A branch secretary sees the branch and whom it covers.
    *_grants(
        Role.BRANCH_SECRETARY,
        Reach.BELOW,
        Action.READ_PARTY_ORGANIZATION,
        Action.READ_FIGURE,
        Action.READ_CONTACT,
        Action.READ_MEMBER,
        Action.WRITE_MEMBER,
        Action.READ_NUMBER,
        Action.READ_ACCOUNT,
        Action.WRITE_ACCOUNT,
    ),
    # When the board of whom it covers is renewed it puts down as the organization itself does: it is to go together.
    *_grants(Role.BRANCH_SECRETARY, Reach.COVERED, Action.READ_UNIT, Action.GIVE_OPINION, Action.WRITE_RENEWAL),
    *_grants(Role.BRANCH_SECRETARY, Reach.BELOW, Action.READ_CASE, Action.FILE_CASE),
    # An instructor keeps the work log of the organization, and corrects what this account has written.
    *_grants(
        Role.INSTRUCTOR,
        Reach.OWN_UNIT,
        Action.READ_UNIT,
        Action.READ_CONTACT,
        Action.READ_WORK_LOG,
        Action.WRITE_WORK_LOG,
    ),
    *_grants(Role.INSTRUCTOR, Reach.OWN, Action.CORRECT_WORK_LOG),
    # From the plan for it a Party organization may be begun, which the office that answers for it goes on with (G13).
    *_grants(Role.INSTRUCTOR, Reach.OWN_UNIT, Action.BEGIN_FORMATION),
    # Supervising units and registration authorities see organizations, never persons.
    *_grants(Role.SUPERVISING_UNIT_CLERK, Reach.SUPERVISED, Action.READ_UNIT),
    *_grants(Role.REGISTRY_CLERK, Reach.REGISTERED, Action.READ_UNIT),
    # 登记和审批机关应督促推动其同步建立党组织.
    *_grants(Role.REGISTRY_CLERK, Reach.REGISTERED, Action.URGE_FORMATION),
    *_grants(Role.ORGANIZATION_CLERK, Reach.OWN_UNIT, Action.READ_UNIT, Action.READ_CONTACT, Action.WRITE_SUBMISSION),
    *_grants(Role.ORGANIZATION_CLERK, Reach.OWN_UNIT, Action.WRITE_RENEWAL),
    # It applies for a Party organization of its own, and reads what becomes of it.
    *_grants(Role.ORGANIZATION_CLERK, Reach.OWN_UNIT, Action.READ_CASE, Action.FILE_CASE),
    # What is written to a body is opened there, not above it.
    *(
        Grant(role, Action.RECEIVE_DOCUMENT, Reach.SELF_NODE)
        for role in (Role.COMMITTEE_CLERK, Role.JOINT_COMMITTEE_CLERK, Role.BRANCH_SECRETARY)
    ),
    *(
        Grant(role, Action.RECEIVE_DOCUMENT, Reach.OWN_UNIT)
        for role in (Role.ORGANIZATION_CLERK, Role.SUPERVISING_UNIT_CLERK, Role.REGISTRY_CLERK)
    ),
    # Three administrators, kept apart: one runs the machine, one hands out rights, one reads what was done.
    *_grants(Role.SYSTEM_ADMINISTRATOR, Reach.EVERYWHERE, Action.KEEP_DATABASE, Action.RECOUNT),
    *_grants(Role.SECURITY_ADMINISTRATOR, Reach.EVERYWHERE, Action.READ_ACCOUNT, Action.WRITE_ACCOUNT),
    *_grants(Role.AUDIT_ADMINISTRATOR, Reach.EVERYWHERE, Action.READ_ENTRY, Action.READ_LOOK),
    # Jobs act under a named account with its own grants.
    *_grants(Role.SYSTEM, Reach.EVERYWHERE, Action.RECOUNT, Action.KEEP_DATABASE),
)

# Which roles an account of a role may hand out, within its own reach: each level creates the next.
HANDS_OUT: dict[Role, frozenset[Role]] = {
    Role.COMMITTEE_CLERK: frozenset(
        {
            Role.COMMITTEE_CLERK,
            Role.JOINT_COMMITTEE_CLERK,
            Role.BRANCH_SECRETARY,
            Role.INSTRUCTOR,
            Role.SUPERVISING_UNIT_CLERK,
            Role.REGISTRY_CLERK,
            Role.ORGANIZATION_CLERK,
        }
    ),
    Role.JOINT_COMMITTEE_CLERK: frozenset({Role.BRANCH_SECRETARY, Role.ORGANIZATION_CLERK}),
    Role.BRANCH_SECRETARY: frozenset({Role.ORGANIZATION_CLERK}),
    Role.SECURITY_ADMINISTRATOR: frozenset(Role) - {Role.SYSTEM},
}


@cache
def roles_with(action: Action) -> frozenset[Role]:
    """The roles that the table gives the action at all."""
    return frozenset(grant.role for grant in GRANTS if grant.action is action)


@cache
def reaches(role: Role, action: Action) -> frozenset[Reach]:
    """Every reach that the table gives ``role`` for ``action``; empty when it gives none."""
    return frozenset(grant.reach for grant in GRANTS if grant.role is role and grant.action is action)

"""Who signs in to the demonstration, and as what? One account for each role; passwords are for one use, told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.commands.accounts import NewAccount, NewAssignment, OpenedAccount, create_accounts
from shuniu.commands.journal import act_of
from shuniu.jobs.demonstration.entering.known import HELPER, SECRETARY, Known
from shuniu.jobs.demonstration.plan import Branch, World
from shuniu.policy.words.accounts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One account of the cast: where it acts, and the password for its first sign-in."""

    username: str
    title: str
    place: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Empty when the demonstration stood already: nothing is told twice."""

    members: tuple[Member, ...] = ()

    def lines(self) -> Iterator[str]:
        """As printed: account, one-time password, office."""
        width = max((len(one.username) for one in self.members), default=0)
        for one in self.members:
            yield f"{one.username:<{width}}  {one.password}  {one.title}（{one.place}）"


def members_of(world: World, accounts: Sequence[OpenedAccount]) -> list[Member]:
    """Those that were opened with the committee itself."""
    return [_member(account, world.short_name) for account in accounts]


def open_offices(known: Known, world: World) -> list[Member]:
    """The offices around the home committee, each with an account of its own."""
    offices = list(_offices(known, world))
    act = act_of(known.clerk, known.clerk.today)
    _, opened = create_accounts(act, [account for account, _ in offices])
    return [_member(account, place) for account, (_, place) in zip(opened, offices, strict=True)]


def _member(account: OpenedAccount, place: str) -> Member:
    return Member(username=account.username, title=account.title, place=place, password=account.password)


def shown_branch(world: World) -> Branch:
    """The branch around which the cast works."""
    return next(one for one in world.branches if one.kind == "party_branch" and one.ended_on is None and one.covers)


def _offices(known: Known, world: World) -> Iterator[tuple[NewAccount, str]]:
    branch = shown_branch(world)
    committee = next(one for one in world.committees if one.key == branch.parent)
    posted = world.guides[0].postings[0][1]
    supervisor = next(one for one in world.bodies if one.key == "trade")
    authority = next(one for one in world.bodies if one.key == "authority")
    organization = world.organizations[branch.organizations[0]]
    visited = world.organizations[posted]
    yield _office("lianhe", Role.JOINT_COMMITTEE_CLERK, node=known.nodes[committee.key]), committee.name
    yield _office(SECRETARY, Role.BRANCH_SECRETARY, node=known.nodes[branch.key]), branch.name
    beside = next((one for one in world.branches if one.renewed_on and one.key != branch.key), None)
    if beside is not None:
        yield _office(HELPER, Role.BRANCH_SECRETARY, node=known.nodes[beside.key]), f"{beside.name}等"
    yield _office("zhidaoyuan", Role.INSTRUCTOR, unit=known.units[posted]), str(visited.values["name"])
    yield _office("zhuguan", Role.SUPERVISING_UNIT_CLERK, unit=known.bodies[supervisor.key]), supervisor.names[-1][1]
    yield _office("dengji", Role.REGISTRY_CLERK, unit=known.bodies[authority.key]), authority.names[-1][1]
    own = known.units[organization.key]
    yield _office("shetuan", Role.ORGANIZATION_CLERK, unit=own), str(organization.values["name"])


def _office(username: str, role: Role, *, node: int | None = None, unit: int | None = None) -> NewAccount:
    return NewAccount(username=username, title=role.label, assignment=NewAssignment(role=role, node=node, unit=unit))

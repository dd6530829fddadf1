"""Load an invented province or nation: facts by COPY, one journal line for each group, then everything derived at once.

For benches and for seeing how pages hold out: nothing here went through the ordinary commands, nothing was judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial

from django.db import connections, transaction

from shuniu.commands.accounts import Founded, Founding, NewAccount, NewAssignment, create_accounts, found_deployment
from shuniu.commands.figures.recount import rebuild
from shuniu.commands.imports.laying import lay_down, lay_down_members, new_keys
from shuniu.commands.journal import act_of
from shuniu.jobs.demonstration.cast import Cast, Member
from shuniu.jobs.demonstration.large.people import SITTINGS, Rolls
from shuniu.jobs.demonstration.large.rows import Plan
from shuniu.jobs.demonstration.large.shape import NATION, PROVINCE, SIZES, Shape, Size
from shuniu.jobs.installation import founded, gather_statistics
from shuniu.policy.words.accounts import Role
from shuniu.queries.accounts import account_named, actor_for, system_actor

__all__ = ["NATION", "PROVINCE", "SIZES", "Size", "load_large"]

NAMES = {"province": "澜岫省社会组织综合党委", "nation": "全国社会组织综合党委（虚构）"}
CHAIN = ("bj2016", "bj2015", "national")
Tell = Callable[[str], None]
AT_ONCE = 2


def load_large(size: Size, at: datetime, today: date, tell: Tell = lambda _: None) -> Cast:
    """Load into an empty, prepared database. Where a home committee stands already nothing is done or told.

    Each group is written wholly or not at all; a load that was broken off is begun anew in an empty folder.
    """
    if founded():
        return Cast()
    shape = Shape(size, today)
    founding = _founding(size, shape)
    tell("正在装入党组织和单位……")
    with transaction.atomic():
        opened = found_deployment(founding, at)
        act = act_of(system_actor(at), shape.opening)
        plan = Plan(
            shape, [opened.node, *new_keys("PartyOrganization", shape.nodes - 1)], new_keys("Unit", shape.units)
        )
        lay_down(act, opened.node, plan.party())
        lay_down(act, opened.node, plan.bodies())
    tell("正在装入登记、归口、覆盖和党员……")
    _side_by_side(_parts(plan, opened, at))
    # Statements over millions of rows need to know how many there are.
    gather_statistics()
    tell("正在建立统计……")
    rebuild(at)
    gather_statistics()
    return Cast(members=_accounts(plan, founding, opened, at))


def _parts(plan: Plan, opened: Founded, at: datetime) -> Iterator[Callable[[], object]]:
    """What hangs on bodies that stand already: each part is one act."""
    system = system_actor(at)
    act = act_of(system, plan.shape.opening)
    yield lambda: lay_down(act, opened.node, plan.register())
    rolls = Rolls(plan.shape, plan.nodes, plan.units)
    for number in range(SITTINGS):
        yield partial(lay_down_members, act_of(system, rolls.on(number)), opened.node, rolls.roll(number))
    yield lambda: lay_down(act, opened.node, plan.relations())


def _side_by_side(parts: Iterable[Callable[[], object]]) -> None:
    """Two at a time: while one row is made, another is written."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(_alone, part) for part in parts]:
            done.result()


def _alone(part: Callable[[], object]) -> None:
    try:
        part()
    finally:
        connections.close_all()


def _founding(size: Size, shape: Shape) -> Founding:
    return Founding(
        name=NAMES[size.key],
        kind="comprehensive_committee",
        code=size.key,
        chain=CHAIN,
        since=shape.opening,
        known_from=shape.opening,
        account=size.key,
        title="综合党委工作人员",
        administrators=True,
    )


def _accounts(plan: Plan, founding: Founding, opened: Founded, at: datetime) -> tuple[Member, ...]:
    """Those of the root, and a clerk of the last joint committee."""
    node = plan.shape.committees[-1]
    clerk = actor_for(account_named(founding.account), None, at)
    office = NewAccount(
        username="lianhe",
        title=Role.JOINT_COMMITTEE_CLERK.label,
        assignment=NewAssignment(role=Role.JOINT_COMMITTEE_CLERK, node=plan.nodes[node]),
    )
    _, accounts = create_accounts(act_of(clerk, clerk.today), [office])
    places = [*((one, founding.name) for one in opened.accounts), (accounts[0], plan.node_name(node))]
    return tuple(
        Member(username=one.username, title=one.title, place=place, password=one.password) for one, place in places
    )

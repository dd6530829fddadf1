"""Load the demonstration: three committees in one deployment, through the ordinary commands, the same every time."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from shuniu.commands.accounts import Founded, Founding, found_committee, found_deployment
from shuniu.commands.figures.recount import rebuild, recount_later
from shuniu.commands.journal import act_of
from shuniu.jobs.demonstration.anhui import anhui
from shuniu.jobs.demonstration.beijing import beijing
from shuniu.jobs.demonstration.beijing.branches import covering
from shuniu.jobs.demonstration.cast import Cast, Member, members_of, open_offices, shown_branch
from shuniu.jobs.demonstration.entering import enter
from shuniu.jobs.demonstration.entering.cases import Scene
from shuniu.jobs.demonstration.entering.known import Known
from shuniu.jobs.demonstration.entering.submissions import file_submissions
from shuniu.jobs.demonstration.plan import World
from shuniu.jobs.demonstration.xiaoyi import xiaoyi
from shuniu.jobs.installation import founded, gather_statistics
from shuniu.queries.accounts import account_named, actor_for, system_actor

__all__ = ["Cast", "Member", "load"]


def load(at: datetime, today: date) -> Cast:
    """Load the three worlds until ``today`` into an empty, prepared database: all of it or nothing.

    Where a home committee stands already nothing is done and nobody is told anything.
    """
    if founded():
        return Cast()
    with transaction.atomic(), recount_later():
        home = beijing(today)
        opened = found_deployment(_founding(home, administrators=True), at)
        members = members_of(home, opened.accounts)
        known = _enter(home, opened, at, today)
        members += open_offices(known, home)
        file_submissions(known, home, shown_branch(home).organizations[0])
        scene = Scene(known=known, world=home, shown=shown_branch(home), covered=covering(today, today))
        scene.act_in()
        for world in (anhui(today), xiaoyi(today)):
            beside = found_committee(act_of(system_actor(at), world.since), _founding(world, administrators=False))
            members += members_of(world, beside.accounts)
            _enter(world, beside, at, today)
        rebuild(at)
        scene.plan_ahead()
    gather_statistics()
    return Cast(members=tuple(members))


def _founding(world: World, *, administrators: bool) -> Founding:
    return Founding(
        name=world.name,
        kind="comprehensive_committee",
        code=world.code,
        chain=world.chain,
        since=world.since,
        known_from=world.since,
        short_name=world.short_name,
        account=world.code,
        title=f"{world.short_name}工作人员",
        administrators=administrators,
    )


def _enter(world: World, opened: Founded, at: datetime, today: date) -> Known:
    clerk = actor_for(account_named(world.code), None, at)
    known = Known(clerk=clerk, nodes={world.code: opened.node})
    enter(known, world, today)
    return known

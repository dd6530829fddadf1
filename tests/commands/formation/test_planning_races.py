"""Many decide on one proposal of the planner at once: it is accepted or refused, once; nothing is begun twice."""

from __future__ import annotations

from functools import partial

import pytest
from tests.commands.cast import World, founded
from tests.commands.formation.test_plans import NEXT, organizations
from tests.commands.racers import Racers
from tests.ground.sizes import sample

from shuniu.access import Actor
from shuniu.commands.formation.deciding import Deciding, accept_proposals, refuse_proposals
from shuniu.commands.formation.planning import ask_planning, carry_out
from shuniu.models import Case, FormationPlan, FormationProposal, PlanningRun
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.pipeline import Outcome

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, RACES = 16, sample(3, full=1000)


def proposed(world: World) -> list[FormationProposal]:
    """One for each race: every organization has members enough for a branch of its own."""
    organizations(world, *[3] * RACES)
    public = ask_planning(world.act(), world.committee)
    run = PlanningRun.objects.get(uuid=public)
    assert run.state == "done" or carry_out(public)
    found = list(FormationProposal.objects.filter(run=run).select_related("run").order_by("position"))
    assert [one.kind for one in found] == ["separate"] * RACES
    return found


@pytest.mark.req("D10", "E10")
def test_sixteen_decisions_on_one_proposal_give_one(at_once: Racers) -> None:
    world = founded()
    clerks = [world.actor(Role.COMMITTEE_CLERK, world.committee) for _ in range(THREADS)]
    accepted = 0
    for one in proposed(world):
        said = Deciding(run=one.run.uuid, proposals=(one.uuid,), planned_on=NEXT, reason="已另行安排")

        def decide(place: int, clerk: Actor) -> None:
            (accept_proposals, refuse_proposals)[place % 2](world.act(by=clerk), said)  # noqa: B023

        done = at_once(*(partial(decide, place, clerk) for place, clerk in enumerate(clerks)))
        assert done.count(True) == 1
        taken = done.index(True) % 2 == 0
        accepted += taken
        one.refresh_from_db()
        assert one.outcome == (Outcome.ACCEPTED if taken else Outcome.REFUSED)
        assert Case.objects.filter(unit__in=one.units).count() == taken == (one.case_id is not None)
        assert FormationPlan.objects.filter(unit__in=one.units).count() == taken
    assert Case.objects.count() == FormationPlan.objects.count() == accepted


def test_who_accept_overlapping_choices_at_once_wait_for_each_other(at_once: Racers) -> None:
    """Each names a proposal and its neighbours, in whatever order: none is decided twice, and nobody's act is given up
    for a deadlock."""
    world = founded()
    found = proposed(world)
    clerks = [world.actor(Role.COMMITTEE_CLERK, world.committee) for _ in range(THREADS)]
    for first in range(0, len(found), 8):
        window = found[first : first + 8]

        def accept(place: int, clerk: Actor) -> None:
            turned = [window[(place * 3 + step) % len(window)].uuid for step in range(2)]  # noqa: B023
            said = Deciding(run=found[0].run.uuid, proposals=tuple(turned), planned_on=NEXT)
            accept_proposals(world.act(by=clerk), said)

        done = at_once(*(partial(accept, place, clerk) for place, clerk in enumerate(clerks)))
        keys = [one.pk for one in window]
        taken = FormationProposal.objects.filter(pk__in=keys, outcome=Outcome.ACCEPTED)
        assert taken.count() == 2 * done.count(True) > 0
        assert Case.objects.filter(unit__in=[key for one in window for key in one.units]).count() == taken.count()

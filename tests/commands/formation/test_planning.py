"""组建规划 over a register: what is proposed is kept, decided once, and becomes a plan; nothing applies by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from tests.commands.cast import START, TODAY, World, refused
from tests.commands.formation.test_plans import organizations

from shuniu.commands.formation import planning
from shuniu.commands.formation.adjusting import begin_adjustment
from shuniu.commands.formation.adjusting_law import Adjusting
from shuniu.commands.formation.asking import Applied
from shuniu.commands.formation.deciding import Deciding, accept_proposals, refuse_proposals, take_back_proposals
from shuniu.commands.formation.filling import begin_formation
from shuniu.commands.formation.planning import ask_planning, carry_out
from shuniu.commands.formation.plans import Plan, set_plans
from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import Case, Entry, FormationPlan, FormationProposal, PlanningRun, Posting, Registration
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.pipeline import Outcome, RunState

NEXT = TODAY + timedelta(days=90)


@pytest.fixture
def run(world: World) -> PlanningRun:
    """One that reaches the standard, one and two full members in one field and street, one without any, one unknown."""
    organizations(world, 3, 1, 2, 0, None)
    public = ask_planning(world.act(), world.committee)
    return PlanningRun.objects.get(uuid=public)


@pytest.fixture(autouse=True)
def in_one_street(monkeypatch: pytest.MonkeyPatch) -> None:
    """The organizations of these tests stand in one street, in one field."""
    original = World.organization
    place = {"region": "110101", "street": "东街", "field": "科技"}
    monkeypatch.setattr(World, "organization", lambda self, name, **more: original(self, name, **(place | more)))


def proposals(run: PlanningRun) -> list[FormationProposal]:
    return list(FormationProposal.objects.filter(run=run).order_by("position"))


def deciding(run: PlanningRun, *positions: int, **more: object) -> Deciding:
    chosen = tuple(one.uuid for one in proposals(run) if one.position in positions)
    return Deciding(run=run.uuid, proposals=chosen, **({"planned_on": NEXT} | more))  # type: ignore[arg-type]


@pytest.mark.req("D07")
def test_a_small_register_is_answered_at_once(run: PlanningRun) -> None:
    assert run.state == RunState.DONE and run.solved
    assert [(one.kind, len(one.units), one.members) for one in proposals(run)] == [
        ("separate", 1, 3), ("joint", 2, 3), ("instructor", 1, 0)
    ]  # fmt: skip
    assert (run.summary["proposed"]["covered"], run.summary["proposed"]["reached"], run.summary["unknown"]) == (3, 1, 1)
    assert run.summary["baseline"]["covered"] <= 3
    assert not FormationPlan.objects.exists(), "nothing is applied by itself"


def test_a_large_one_is_left_to_the_worker_and_found_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    organizations(world, 1, 2)
    monkeypatch.setattr(planning, "AT_ONCE", 1)
    public = ask_planning(world.act(), world.committee)
    run = PlanningRun.objects.get(uuid=public)
    assert run.state == RunState.WAITING and not proposals(run)
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args->>'run' FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")
        assert cursor.fetchone() == (planning.TASK, str(public))
    assert carry_out(public) and not carry_out(public), "a second time nothing is computed"
    run.refresh_from_db()
    assert (run.state, len(proposals(run)), run.done) == (RunState.DONE, 1, run.total)


@pytest.mark.req("E10")
def test_what_is_accepted_becomes_a_plan(world: World, run: PlanningRun) -> None:
    assert accept_proposals(world.act(), deciding(run, 0, 1, 2)) == 3
    ways = dict(FormationPlan.objects.values_list("unit", "way"))
    separate, joint, instructor = proposals(run)
    assert ways == {
        separate.units[0]: "separate", joint.units[0]: "joint", joint.units[1]: "joint",
        instructor.units[0]: "instructor",
    }  # fmt: skip
    assert {plan.planned_on for plan in FormationPlan.objects.all()} == {NEXT}
    assert {one.outcome for one in proposals(run)} == {Outcome.ACCEPTED}
    assert len({one.decided_id for one in proposals(run)}) == 1
    begun = {case.unit_id: case for case in Case.objects.all()}
    assert set(begun) == {separate.units[0], joint.units[0]}
    case = begun[joint.units[0]]
    assert (case.state, case.filed["mode"], case.filed["units"]) == ("draft", "joint", joint.units[1:])
    assert case.filed["proximity"] == "同一街道" and proposals(run)[1].case_id == case.pk
    again = PlanningRun.objects.get(uuid=ask_planning(world.act(), world.committee))
    assert [one.kind for one in proposals(again)] == ["instructor"], "what is under way is not proposed again"


def test_nothing_is_decided_twice(world: World, run: PlanningRun) -> None:
    accept_proposals(world.act(), deciding(run, 1))
    with pytest.raises(ChangedMeanwhile):
        accept_proposals(world.act(), deciding(run, 1))
    with pytest.raises(ChangedMeanwhile):
        refuse_proposals(world.act(), deciding(run, 0, 1, reason="已另行安排"))
    assert [one.outcome for one in proposals(run)] == [Outcome.OPEN, Outcome.ACCEPTED, Outcome.OPEN]


def test_a_refusal_says_why(world: World, run: PlanningRun) -> None:
    assert [one.code for one in refused(lambda: refuse_proposals(world.act(), deciding(run, 1)))] == ["reason_missing"]
    assert refuse_proposals(world.act(), deciding(run, 1, reason="两家即将合并")) == 1
    assert [(one.outcome, one.reason) for one in proposals(run)][1] == (Outcome.REFUSED, "两家即将合并")
    assert not FormationPlan.objects.exists()


def test_what_has_been_covered_since_is_not_planned(world: World, run: PlanningRun) -> None:
    (branch,) = world.establish("第一支部", under=world.north, kind="party_branch")
    cover_units(world.act(), [Covering(party_organization=branch, unit=proposals(run)[0].units[0])])
    (told,) = refused(lambda: accept_proposals(world.act(), deciding(run, 0)))
    assert told.code == "covered" and told.fact.endswith("已有党组织覆盖")
    assert proposals(run)[0].outcome == Outcome.OPEN


def test_another_tree_asks_and_decides_nothing(world: World, run: PlanningRun) -> None:
    by = world.act(by=world.neighbour)
    assert [one.code for one in refused(lambda: ask_planning(by, world.committee))] == ["not_in_reach"]
    assert [one.code for one in refused(lambda: accept_proposals(by, deciding(run, 0)))] == ["not_in_reach"]
    unknown = Deciding(run=run.uuid, proposals=(UUID(int=0),), planned_on=NEXT)
    assert [one.code for one in refused(lambda: accept_proposals(world.act(), unknown))] == ["not_in_reach"]


def test_the_rows_are_those_of_the_day(world: World) -> None:
    organizations(world, 1, 2)
    assert set(Registration.objects.values_list("street", flat=True)) == {"东街"}
    public = ask_planning(world.act(TODAY), world.north)
    assert PlanningRun.objects.get(uuid=public).summary["proposed"]["joint"] == 1


@pytest.fixture
def joining(world: World) -> PlanningRun:
    """A joint branch of two organizations, and two organizations with one full member each that could join it."""
    (branch,) = world.establish("科技联合支部", under=world.north, kind="joint_branch")
    covered = organizations(world, 1, 2)
    cover_units(world.act(START), [Covering(party_organization=branch, unit=unit) for unit in covered])
    organizations(world, 1, None, first=10)
    public = ask_planning(world.act(), world.committee)
    run = PlanningRun.objects.get(uuid=public)
    assert [(one.kind, one.branch_id) for one in proposals(run)] == [("attach", branch)]
    return run


@pytest.mark.req("D07")
def test_who_joins_a_branch_becomes_the_draft_of_an_adjustment(world: World, joining: PlanningRun) -> None:
    (one,) = proposals(joining)
    told = joining.summary["proposed"]
    assert (told["covered"], told["combined"]) == (1, 1), "what joins counts before and after as well"
    accept_proposals(world.act(), deciding(joining, 0))
    (case,) = Case.objects.all()
    assert (case.kind, case.topic, case.state, case.party_organization_id) == (
        "adjustment", "take_in", "draft", one.branch_id,
    )  # fmt: skip
    assert case.filed == {"units": one.units, "grounds": "正式党员不足应建标准，与该党组织同一街道"}
    assert proposals(joining)[0].case_id == case.pk
    assert len({entry.pk for entry in Entry.objects.filter(act="planning_run.accept")}) == 1
    again = PlanningRun.objects.get(uuid=ask_planning(world.act(), world.committee))
    assert proposals(again) == [], "what is under way is not proposed again"


def test_a_branch_that_is_being_adjusted_is_named(world: World, joining: PlanningRun) -> None:
    (one,) = proposals(joining)
    row = Adjusting(party_organization=one.branch_id or 0, topic=AdjustmentTopic.RENAME, filed={"name": "新名支部"})
    begin_adjustment(world.act(), row)
    (told,) = refused(lambda: accept_proposals(world.act(), deciding(joining, 0)))
    assert (told.code, told.fact) == ("branch_adjusted", "“科技联合支部”正在办理：更名")
    assert not FormationPlan.objects.exists()


def test_an_application_made_meanwhile_is_named(world: World, run: PlanningRun) -> None:
    begin_formation(world.act(), Applied(unit=proposals(run)[1].units[1], filed={}))
    (told,) = refused(lambda: accept_proposals(world.act(), deciding(run, 0, 1)))
    assert told.code == "applied_for" and told.row == 1 and told.fact.endswith("已在办理组建或者增加覆盖单位")
    assert Case.objects.count() == 1, "of what was chosen together nothing is begun"


@pytest.mark.req("G11")
def test_an_instructor_is_planned_with_who_could_be_sent(world: World, run: PlanningRun) -> None:
    (instructor,) = enter_pool(
        world.act(START), [NewInstructor(party_organization=world.north, name="丁指导", source="retired")]
    )
    accept_proposals(world.act(), deciding(run, 2))
    plan = FormationPlan.objects.get()
    assert (plan.way, plan.instructor_id) == ("instructor", instructor)
    assert not Posting.objects.exists(), "nobody is sent by a plan"


def test_what_was_accepted_is_taken_back(world: World, run: PlanningRun) -> None:
    unit = proposals(run)[2].units[0]
    before = Plan(unit=unit, party_organization=world.north, way="joint", planned_on=NEXT, reason="等待合并")
    set_plans(world.act(TODAY - timedelta(days=30)), [before])
    accept_proposals(world.act(), deciding(run, 0, 1, 2))
    assert take_back_proposals(world.act(), deciding(run, 0, 1, 2)) == 3
    assert {one.outcome for one in proposals(run)} == {Outcome.OPEN}
    assert [(row.unit_id, row.way) for row in FormationPlan.objects.filter(retracted__isnull=True)] == [(unit, "joint")]
    assert {case.state for case in Case.objects.all()} == {"dropped"}
    assert accept_proposals(world.act(), deciding(run, 0, 1)) == 2, "it may be accepted again"


def test_a_plan_changed_from_an_earlier_day_keeps_the_proposal(world: World, run: PlanningRun) -> None:
    """It replaces only what the acceptance had left of the plan before; putting that back would lie over it."""
    unit = proposals(run)[2].units[0]
    before = Plan(unit=unit, party_organization=world.north, way="joint", planned_on=NEXT, reason="等待合并")
    set_plans(world.act(TODAY - timedelta(days=30)), [before])
    accept_proposals(world.act(), deciding(run, 2))
    set_plans(world.act(TODAY - timedelta(days=10)), [replace(before, reason="另有安排")])
    (told,) = refused(lambda: take_back_proposals(world.act(), deciding(run, 2)))
    assert told.code == "plan_changed"


def test_one_of_several_that_join_is_taken_back(world: World) -> None:
    (branch,) = world.establish("科技联合支部", under=world.north, kind="joint_branch")
    covered = organizations(world, 1, 2)
    cover_units(world.act(START), [Covering(party_organization=branch, unit=unit) for unit in covered])
    organizations(world, 1, first=10)
    other = organizations(world, 1, first=20)
    accepted = PlanningRun.objects.get(uuid=ask_planning(world.act(), world.committee))
    assert [one.kind for one in proposals(accepted)] == ["attach", "attach"]
    accept_proposals(world.act(), deciding(accepted, 0, 1))
    (case,) = Case.objects.all()
    first = next(one for one in proposals(accepted) if one.units != other)
    take_back_proposals(world.act(), deciding(accepted, first.position))
    case.refresh_from_db()
    assert (case.state, case.filed["units"]) == ("draft", other)


def test_nothing_is_taken_back_that_somebody_has_gone_on_with(world: World, run: PlanningRun) -> None:
    accept_proposals(world.act(), deciding(run, 0, 2))
    separate, _, instructor = proposals(run)
    Case.objects.filter(pk=separate.case_id).update(state="checking", holder="reviewer")
    changed = Plan(
        unit=instructor.units[0], party_organization=world.north, way="joint", planned_on=NEXT, reason="另有安排"
    )
    set_plans(world.act(), [changed])
    told = refused(lambda: take_back_proposals(world.act(), deciding(run, 0, 2)))
    assert [(one.row, one.code) for one in told] == [(0, "case_gone_on"), (1, "plan_changed")]
    assert "材料审查" in told[0].fact
    with pytest.raises(ChangedMeanwhile):
        take_back_proposals(world.act(), deciding(run, 1))

"""Open work does not outlive what it is about, nor does it stay with what is no more: whatever lay wherever.

The machine lays open cases of every kind and state at random and ends Party organizations; a small model beside says
what must have become of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.commands.formation.adjusting_desk import AdjustingDesk
from tests.commands.formation.desk import Desk, desk
from tests.commands.submissions import desk as submissions
from tests.ground.sizes import sample
from tests.web.offices import attach, enter

from shuniu.access import cases_on_the_list
from shuniu.commands.cases.filling import Beginning, begin
from shuniu.commands.cases.following import FollowUp, open_follow_ups
from shuniu.commands.cases.meetings import CaseNamed, PlannedMeeting, plan_meeting, schedule_cases
from shuniu.commands.journal import Act, open_act
from shuniu.commands.organizations.edit import mark_abnormal, restore, revoke, strike_off
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.commands.party.move import Move as Moving
from shuniu.commands.party.move import move_party_organizations
from shuniu.kernel.decision import Refused
from shuniu.models import AgendaItem, Case, Meeting, Step
from shuniu.policy.procedures import PROCEDURES
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.policy.words.cases import CaseHolder, CaseKind, CaseState, Fate, FollowUpTopic, Verb
from shuniu.queries.facts.ending import settled_with_nodes, settled_with_units

pytestmark = pytest.mark.django_db
TODAY, DUE = date(2020, 7, 1), date(2020, 8, 3)
EXAMPLES = sample(30, full=1_000)
KINDS = [kind for kind in PROCEDURES if kind is not CaseKind.INFORMATION]


@dataclass
class Tree:
    """Below each of two joint committees two branches; ``units`` are answered for by the other one."""

    cast: Cast
    nodes: list[int]
    units: list[int]


@pytest.fixture
def tree(cast: Cast) -> Tree:
    rows = [
        NewPartyOrganization(name=f"中共第{index}支部委员会", kind="party_branch", parent=parent)
        for index, parent in enumerate((cast.joint, cast.joint, cast.other, cast.other))
    ]
    made = establish_party_organizations(cast.act(), rows)
    units = enter(cast, *[f"澄川市第{index}学会" for index in range(3)])
    attach(cast, units, cast.top)
    return Tree(cast, [cast.joint, cast.other, *made], units)


# Which kind, which of its open states, about which node or unit, with whom it lies, who decides, who began it.
laid = st.tuples(*(st.integers(0, 40) for _ in range(6)))
# What ends: one branch, both branches with their committee, a committee or a branch into another one.
ENDS = ("branch", "committee", "merge_committee", "merge_branch")


def lay(tree: Tree, number: int, picks: tuple[int, ...]) -> Case:
    kind, state, about, at, committee, origin = picks
    procedure = PROCEDURES[KINDS[kind % len(KINDS)]]
    offices = [*tree.nodes, tree.cast.top]
    states = list(procedure.holders)
    held = states[state % len(states)]
    of_unit = procedure.kind is CaseKind.FORMATION
    decides, begun = offices[committee % len(offices)], offices[origin % len(offices)]
    holder = procedure.holders[held]
    lies = {CaseHolder.APPLICANT: begun, CaseHolder.COMMITTEE: decides}.get(holder, offices[at % len(offices)])
    return Case.objects.create(
        uuid=uuid4(), kind=procedure.kind.value, topic=f"t{number}", state=held.value, holder=holder.value,
        at_id=lies, law_day=TODAY, committee_id=decides, origin_id=begun,
        unit_id=tree.units[about % len(tree.units)] if of_unit else None,
        party_organization_id=None if of_unit else tree.nodes[about % len(tree.nodes)],
        filed={"parent": tree.nodes[at % len(tree.nodes)]} if of_unit else {}, due_on=DUE, due_provisional=True,
    )  # fmt: skip


def end(tree: Tree, how: str) -> tuple[list[int], int]:
    """Returns what has ended, and who takes on its work."""
    joint, other, one, two, *_ = tree.nodes
    act = tree.cast.act()
    if how == "branch":
        return dissolve_party_organizations(act, [one]), joint
    if how == "committee":
        gone = [joint, tree.cast.branch, one, two]
        return dissolve_party_organizations(act, gone), tree.cast.top
    gone, into = ([joint], other) if how == "merge_committee" else ([one], two)
    merge_party_organizations(act, gone, into=into)
    return gone, into


def expected(case: Case, ended: list[int], into: int, merging: bool) -> tuple[str, int | None, int | None, int | None]:
    """State, where it lies, who decides, who began it: said once more, without the law."""
    elected = case.kind == "election" and case.state == "to_archive"
    about = case.unit_id is None and case.party_organization_id in ended and not elected
    under = case.filed.get("parent") in ended and not merging
    if about or under:
        return "lapsed", into, case.committee_id, case.origin_id
    at, committee, origin = (into if key in ended else key for key in (case.at_id, case.committee_id, case.origin_id))
    met = case.state == "on_agenda" and case.committee_id in ended
    return "to_meet" if met else case.state, at, committee, origin


@pytest.mark.req("L21", "D10")
def test_after_any_end_no_open_case_lies_with_what_is_no_more(tree: Tree) -> None:
    seen: set[str] = set()

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(st.lists(laid, min_size=1, max_size=8), st.sampled_from(ENDS))
    def one(cases: list[tuple[int, ...]], how: str) -> None:
        with transaction.atomic():
            before = [lay(tree, number, picks) for number, picks in enumerate(cases)]
            ended, into = end(tree, how)
            for old in before:
                now = Case.objects.get(pk=old.pk)
                wanted = expected(old, ended, into, how.startswith("merge"))
                assert (now.state, now.at_id, now.committee_id, now.origin_id) == wanted, (old.kind, old.state, how)
                lapsed = wanted[0] == "lapsed"
                assert (now.holder, now.due_on, now.due_provisional) == (
                    ("", None, False) if lapsed else (old.holder, DUE, True)
                )
                assert now.filed.get("parent") not in ended or not now.holder
                changed = wanted != (old.state, old.at_id, old.committee_id, old.origin_id) or now.filed != old.filed
                assert (now.version - old.version, Step.objects.filter(case=old).count()) == (int(changed),) * 2
                seen.add("lapsed" if lapsed else "passed" if changed else "left")
                if now.holder:
                    assert now.party_organization_id not in ended or now.state == "to_archive"
                    read = [who for who in (tree.cast.clerk, tree.cast.secretary) if now in cases_on_the_list(who)]
                    assert len(read) == 1
            transaction.set_rollback(True)

    one()
    assert seen == {"lapsed", "passed", "left"}


def steps_of(case: Case) -> list[tuple[str, str]]:
    return list(Step.objects.filter(case=case).order_by("pk").values_list("verb", "state"))


def opened(act: Act, kind: CaseKind, **about: Any) -> Case:
    with open_act(act, "test.given") as line:
        return begin(line.act, PROCEDURES[kind], Beginning(public=uuid4(), **about), {})


@pytest.mark.req("L21")
def test_nothing_begins_at_what_is_to_end_but_what_follows_from_other_acts(cast: Cast) -> None:
    """The end is put down for a later day: what is open then is settled at once, so nothing more may come."""
    dissolve_party_organizations(cast.act(date(2020, 9, 1)), [cast.branch])
    for kind in (CaseKind.ELECTION, CaseKind.POSTPONEMENT, CaseKind.APPOINTMENT, CaseKind.ADJUSTMENT):
        with pytest.raises(Refused) as told:
            opened(cast.act(), kind, party_organization=cast.branch)
        (one,) = told.value.decision.objections
        assert (str(one.clause.key), one.code) == ("platform#未办结事项", "party_organization_ending")
        assert one.fact.endswith("自2020-09-01起撤销") and one.remedy and one.who
    with pytest.raises(Refused), open_act(cast.act(), "test.given") as line:
        about = Beginning(public=uuid4(), committee=cast.top)
        begin(line.act, PROCEDURES[CaseKind.FORMATION], about, {"parent": cast.branch})
    assert not Case.objects.exists()
    opened(cast.act(), CaseKind.HANDOVER, party_organization=cast.branch)
    opened(cast.act(), CaseKind.ELECTION, party_organization=cast.joint)


@pytest.mark.req("L21")
@pytest.mark.parametrize("begun_by", ["branch", "joint"])
def test_of_an_election_that_was_replied_to_the_papers_are_put_away_by_whoever_is_left(
    cast: Cast, begun_by: str
) -> None:
    """What the level above has begun lies with it already: nothing is passed on, and nothing says so."""
    case = opened(cast.act(), CaseKind.ELECTION, party_organization=cast.branch, origin=getattr(cast, begun_by))
    Case.objects.filter(pk=case.pk).update(state="to_archive")
    dissolve_party_organizations(cast.act(), [cast.branch])
    case.refresh_from_db()
    assert (case.state, case.at_id, case.origin_id) == ("to_archive", cast.joint, cast.joint)
    assert [verb for verb, _ in steps_of(case)] == ["submit", *(["pass_on"] if begun_by == "branch" else [])]


@pytest.mark.req("L21")
def test_merged_by_a_case_the_case_comes_to_its_end_and_the_rest_is_told_in_the_same_line(cast: Cast) -> None:
    (other,) = establish_party_organizations(
        cast.act(), [NewPartyOrganization(name="中共联合支部委员会", kind="joint_branch", parent=cast.joint)]
    )
    election = opened(cast.act(), CaseKind.ELECTION, party_organization=cast.branch, committee=cast.joint)
    merging = AdjustingDesk(cast, Topic.MERGE)
    merging.submit(cast.secretary, into=other)
    merging.check(cast.actor_at(cast.joint, cast.secretary.role))
    merging.review()
    merging.meet(Verb.SCHEDULE, Verb.APPROVE)
    (one,) = settled_with_nodes([cast.branch], {cast.branch: other}, merged=True, leaving=merging.row.pk)
    assert (one.case, one.fate, one.to) == (election, Fate.LAPSES, other)
    merging.reply()
    assert merging.row.state == "done"
    latest = Step.objects.filter(case=election).latest("pk")
    assert (latest.verb, latest.state) == ("lapse", "lapsed")
    assert latest.reason.startswith("“中共澄川市澄笙学会支部委员会”自2020-07-01起并入“中共联合支部委员会”")
    assert latest.recorded == Step.objects.filter(case=merging.row).latest("pk").recorded


@pytest.mark.req("L21", "D10")
def test_a_committee_that_ends_leaves_its_agenda_and_its_applications_to_another_one(cast: Cast) -> None:
    """The joint committee decides on what its branch asks for; it is merged the day before it meets."""
    case = opened(cast.act(), CaseKind.APPOINTMENT, party_organization=cast.branch, committee=cast.joint)
    Case.objects.filter(pk=case.pk).update(state="to_meet", holder="committee", at=cast.joint)
    secretary = cast.actor_at(cast.top, cast.clerk.role)
    meeting = plan_meeting(cast.act(actor=secretary), PlannedMeeting(party_organization=cast.joint, held_on=TODAY))
    schedule_cases(cast.act(), meeting, [CaseNamed(case=case.uuid, version=1)])
    merge_party_organizations(cast.act(), [cast.joint], into=cast.other)
    case.refresh_from_db()
    assert (case.state, case.at_id, case.committee_id) == ("to_meet", cast.other, cast.other)
    assert not AgendaItem.objects.exists()
    assert Meeting.objects.get().state == "cancelled"
    elsewhere = plan_meeting(cast.act(), PlannedMeeting(party_organization=cast.other, held_on=TODAY))
    schedule_cases(cast.act(), elsewhere, [CaseNamed(case=case.uuid, version=case.version)])
    assert [verb for verb, _ in steps_of(case)][-2:] == ["pass_on", "schedule"]


@pytest.mark.req("L21")
def test_an_application_to_stand_under_it_goes_on_under_whom_it_was_merged_into(cast: Cast) -> None:
    one: Desk = desk(cast)
    one.submit()
    assert one.row.filed["parent"] == cast.joint
    merge_party_organizations(cast.act(), [cast.joint], into=cast.other)
    assert one.row.filed["parent"] == cast.other
    one.check(cast.actor_at(cast.other, cast.secretary.role))
    one.review()
    assert one.row.state == "to_meet"


@pytest.mark.req("A10", "D14")
@pytest.mark.parametrize("ending", [strike_off, revoke])
def test_with_an_organization_its_own_open_work_ends(cast: Cast, ending: Any) -> None:
    one = desk(cast)
    submissions.Desk(cast, one.unit, one.clerk).submit(address=submissions.ADDRESS, members=0)
    one.submit()
    with open_act(cast.act(), "test.given") as line:
        open_follow_ups(line.act, [FollowUp(topic=FollowUpTopic.URGE, text="督促", unit=one.unit, office=cast.joint)])
    mine = Case.objects.filter(unit=one.unit)
    mark_abnormal(cast.act(), [one.unit])
    assert mine.exclude(holder="").count() == 3
    assert {found.fate for found in settled_with_units([one.unit])} == {Fate.LAPSES}
    ending(cast.act(), [one.unit])
    assert list(mine.values_list("state", "holder").distinct()) == [("lapsed", "")]
    word = {strike_off: "注销", revoke: "撤销"}[ending]
    assert {step.reason.partition("，")[0] for step in Step.objects.filter(verb="lapse")} == {
        f"“澄川市阿岚学会”自2020-07-01起{word}"
    }
    restore(cast.act(), [one.unit])
    assert not mine.exclude(holder="").exists()
    one.submit()
    assert one.row.state == CaseState.CHECKING


@pytest.mark.req("D11")
def test_a_joint_application_goes_on_where_one_of_those_named_beside_is_struck_off(cast: Cast) -> None:
    (beside,) = enter(cast, "澄川市白榆学会", start=1)
    attach(cast, [beside], cast.joint)
    one = desk(cast)
    one.others = (beside,)
    one.keep()
    (found,) = settled_with_units([beside])
    assert found.fate is Fate.STAYS
    strike_off(cast.act(), [beside])
    assert one.row.state == "draft"


@pytest.mark.req("A10")
def test_as_many_statements_for_one_as_for_many(cast: Cast) -> None:
    units = enter(cast, *[f"澄川市第{index}学会" for index in range(31)])
    attach(cast, units, cast.joint)
    for unit in units:
        opened(cast.act(), CaseKind.FORMATION, unit=unit, committee=cast.top)
    counts = []
    for few in (units[:1], units[1:]):
        with CaptureQueriesContext(connection) as asked:
            strike_off(cast.act(), few)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.req("L21")
@pytest.mark.parametrize(
    "kind, on, lies, decides",
    [
        pytest.param(CaseKind.ELECTION, TODAY, "other", "other", id="the new superior approves of its election"),
        pytest.param(CaseKind.ADJUSTMENT, TODAY, "other", "joint", id="who decides on an adjustment stays"),
        pytest.param(CaseKind.ELECTION, date(2020, 9, 1), "joint", "joint", id="not before it has moved"),
    ],
)
def test_what_the_old_superior_had_in_hand_the_new_one_has(
    cast: Cast, kind: CaseKind, on: date, lies: str, decides: str
) -> None:
    case = opened(cast.act(), kind, party_organization=cast.branch, committee=cast.joint, origin=cast.branch)
    Case.objects.filter(pk=case.pk).update(state="checking", holder="reviewer", at=cast.joint)
    mine = opened(cast.act(), CaseKind.FOLLOW_UP, party_organization=cast.branch, origin=cast.joint)
    move_party_organizations(cast.act(on), [Moving(party_organization=cast.branch, parent=cast.other)])
    case.refresh_from_db()
    assert (case.at_id, case.committee_id, case.origin_id) == (getattr(cast, lies), getattr(cast, decides), cast.branch)
    mine.refresh_from_db()
    assert (mine.at_id, mine.origin_id) == (getattr(cast, lies),) * 2
    assert [verb for verb, _ in steps_of(case)] == ["submit", *(["pass_on"] if lies == "other" else [])]

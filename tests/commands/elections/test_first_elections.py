"""A branch that was set up elects its first secretary: the reply leaves it to do, its result ends that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
from tests.cast import Cast
from tests.commands.cast import World, refused
from tests.commands.elections.bench import DAY, Bench
from tests.commands.formation.desk import Desk, desk
from tests.commands.members.roll import ADMITTED, row

from shuniu.access import Actor, cases_on_the_list
from shuniu.commands.cases.following import Finishing, finish_follow_up
from shuniu.commands.elections.requesting import ElectionRequest, submit_election
from shuniu.commands.journal import Act
from shuniu.commands.leadership.registering import register_leaders
from shuniu.commands.members.enter import enter_members
from shuniu.commands.members.posts import PostHeld
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.rename import ChangeOfKind, change_kinds
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.models import Case, Document, Post, Term
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.words import AppointmentMode, PartyPost
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb
from shuniu.queries.elections.doors import proposed_secretary
from shuniu.queries.facts.elections import body_facts

pytestmark = pytest.mark.django_db
# The rules of elections are in force since the middle of July.
TODAY = date(2020, 8, 3)
NOW = datetime(2020, 8, 3, 9, 0, tzinfo=UTC)


def acted(held: Cast, on: date = TODAY, by: Actor | None = None) -> Act:
    return held.act(on, actor=replace(by or held.clerk, now=NOW))


@dataclass
class NewBranch(Bench):
    """The bench of an election, on the cast and the day of the desk of applications."""

    def act(self, by: Actor | None = None) -> Act:
        return acted(cast("Cast", self.world), by=by or self.secretary)

    @property
    def cases(self) -> Any:
        return Case.objects.filter(party_organization=self.body, kind="election")

    @property
    def task(self) -> Case:
        return Case.objects.get(party_organization=self.body, kind="follow_up", topic="first_election")


@pytest.fixture
def one(cast: Cast) -> Desk:
    today = {name: replace(getattr(cast, name), now=NOW) for name in ("clerk", "secretary")}
    found = desk(replace(cast, **today))
    return replace(found, day=TODAY, clerk=replace(found.clerk, now=NOW))


def set_up(one: Desk, **more: Any) -> NewBranch:
    one.submit(**more)
    one.check()
    one.review()
    one.meet(Verb.SCHEDULE, Verb.APPROVE)
    body = one.reply()
    world = cast("World", one.cast)
    marks = DecidedFigure(party_organization=one.cast.joint, key=MARK, value=["澄科联"], decision="公文管理办法")
    decide_figures(acted(one.cast, date(2020, 7, 20)), [marks])
    people = enter_members(
        acted(one.cast), [row(body, f"党员{name}", membership=ADMITTED) for name in "甲乙丙"]
    ).persons
    held = [key for key in people if key is not None]
    secretary = one.cast.actor_at(body, Role.BRANCH_SECRETARY)
    return NewBranch(world, body, held, secretary, one.cast.secretary)


def elect(branch: NewBranch) -> None:
    branch.request(seats=0, planned_on=TODAY, version=0)
    branch.move(Verb.APPROVE, branch.joint)
    branch.nominate([], 0)
    branch.move(Verb.ACCEPT, branch.joint)
    branch.vote({0: 3}, held_on=TODAY)
    branch.report()
    branch.reply(TODAY)


@pytest.mark.req("D01")
def test_the_reply_leaves_the_first_election_to_the_superior_and_begins_no_term(one: Desk) -> None:
    branch = set_up(one)
    task = branch.task
    assert (task.at_id, task.committee_id, task.due_on, task.filed["clause"]) == (
        one.cast.joint, one.cast.top, None, "national#支部条例6",
    )  # fmt: skip
    assert task in cases_on_the_list(one.cast.secretary)
    assert not Term.objects.filter(party_organization=branch.body).exists()
    assert body_facts(branch.body, TODAY).first


@pytest.mark.req("D01")
def test_the_first_election_begins_the_term_and_ends_what_was_left_to_do(one: Desk) -> None:
    branch = set_up(one)
    elect(branch)
    assert branch.posts(TODAY) == {0: ("secretary", "elected")}
    assert branch.terms() == [(TODAY, date(2023, 8, 3))]
    assert (branch.task.state, branch.task.holder) == ("done", "")
    assert not body_facts(branch.body, TODAY).first
    # It is called what it is in the 批复, and never opens a hand-over.
    assert Document.objects.filter(title__endswith="首次选举的批复").count() == 1
    assert not Case.objects.filter(kind="handover").exists()


def test_whoever_was_proposed_is_not_elected_by_it(one: Desk) -> None:
    """The application names a member; the register has no secretary until the members have voted."""
    branch = set_up(one, secretary_source="party_member_head")
    assert proposed_secretary(branch.body) == {"secretary_source": "party_member_head"}
    assert not Post.objects.filter(party_organization=branch.body).exists()


def test_a_body_never_led_has_nothing_to_fill_up(one: Desk) -> None:
    """补选 is refused with the way that is open."""
    branch = set_up(one)
    wanted = ElectionRequest(
        body=branch.body, form="general_meeting", seats=0, deputies=0, planned_on=TODAY, grounds="出缺",
        topic="by_election", secretary=True,
    )  # fmt: skip
    found = refused(lambda: submit_election(branch.act(), wanted))
    assert [(one.code, one.remedy) for one in found] == [("never_elected", "办理首次选举")]


def test_a_term_that_was_put_down_for_it_is_no_bar(one: Desk) -> None:
    """As older replies did: three years from the reply, and nobody elected yet."""
    branch = set_up(one)
    term = TermOfCommittee(party_organization=branch.body, begins_on=TODAY, ends_on=date(2023, 8, 3))
    record_terms(acted(one.cast), [term])
    elect(branch)
    assert branch.terms() == [(TODAY, date(2023, 8, 3))]
    assert branch.task.state == "done"


def test_an_office_may_set_the_time_that_no_text_sets(one: Desk) -> None:
    said = DecidedFigure(party_organization=one.cast.top, key="election.first_within_months", value=2, decision="决定")
    decide_figures(acted(one.cast, date(2019, 1, 1)), [said])
    assert set_up(one).task.due_on == date(2020, 10, 3)


def test_a_temporary_branch_ends_with_its_task_and_elects_nobody(one: Desk) -> None:
    ends_on = TODAY + 60 * DAY
    one.wanted = {
        "name": "中共澄川市阿岚学会临时支部委员会",
        "kind": "temporary_branch",
        "task": "防汛救灾",
        "task_ends_on": ends_on.isoformat(),
    }
    branch = set_up(one)
    assert branch.terms() == [(TODAY, ends_on)]
    assert not Case.objects.filter(topic="first_election").exists()


def test_it_is_finished_by_hand_too_where_leaders_were_designated(one: Desk) -> None:
    branch = set_up(one)
    done = Finishing(case=branch.task.uuid, version=branch.task.version, result="上级指派书记")
    finish_follow_up(acted(one.cast, by=one.cast.secretary), done)
    assert branch.task.state == "done"
    elect(branch)
    assert branch.posts(TODAY) == {0: ("secretary", "elected")}


@pytest.mark.req("D01", "J03")
@pytest.mark.parametrize(
    ("how", "post", "left"),
    [
        (AppointmentMode.ELECTED, PartyPost.SECRETARY, False),
        (AppointmentMode.DESIGNATED, PartyPost.SECRETARY, True),
        (AppointmentMode.ELECTED, PartyPost.GROUP_LEADER, True),
    ],
)
def test_who_was_elected_on_paper_ends_what_was_left_to_do(
    one: Desk, how: AppointmentMode, post: PartyPost, left: bool
) -> None:
    """The next election is then one at the end of a term, with its limits; nobody designated was elected."""
    branch = set_up(one)
    held = PostHeld(
        person=branch.people[0], party_organization=branch.body, post=post, begins_on=TODAY, how=how,
        document_number="澄科联〔2020〕8号",
    )  # fmt: skip
    register_leaders(acted(one.cast), [held])
    assert (branch.task.holder != "") is left
    assert body_facts(branch.body, TODAY).first is left


@pytest.mark.req("L21")
def test_an_election_before_the_day_it_is_raised_leaves_that_one_to_do(one: Desk) -> None:
    branch = set_up(one)
    done = Finishing(case=branch.task.uuid, version=branch.task.version, result="上级指派书记")
    finish_follow_up(acted(one.cast, by=one.cast.secretary), done)
    later = ChangeOfKind(party_organization=branch.body, kind="general_branch", name="中共澄川市阿岚学会总支部委员会")
    change_kinds(acted(one.cast, TODAY + 400 * DAY), [later])
    elect(branch)
    tasks = Case.objects.filter(party_organization=branch.body, topic="first_election").order_by("pk")
    assert [task.state for task in tasks] == ["done", "to_do"]

"""Every open submission stands on exactly one office's list, whatever is done to it and whoever becomes responsible.

A small machine: two organizations, random acts, and beside them a model of ten lines that knows where each must be.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import strategies as st
from psycopg.types.range import DateRange
from tests.cast import NOW, Cast
from tests.commands.cases.machines import Held, Lists, run
from tests.commands.submissions.desk import Desk, desk
from tests.ground.sizes import sample

from shuniu.access import Actor, submissions_on_the_list
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.kernel.decision import Refused
from shuniu.models import Account, Assignment, Case, Jurisdiction
from shuniu.policy.words.accounts import Role

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = sample(8, full=640), sample(40, full=30_000)
SHORTEST, LONGEST = sample(6, full=50), sample(14, full=60)
WAITING = {"submitted", "resubmitted"}
# What follows on what; written out here and not taken from the policy.
NEXT = {
    ("keep", ""): "draft", ("keep", "draft"): "draft", ("keep", "returned"): "returned", ("keep", "accepted"): "draft",
    ("submit", ""): "submitted", ("submit", "draft"): "submitted", ("submit", "returned"): "resubmitted",
    ("submit", "accepted"): "submitted",
    ("withdraw", "submitted"): "draft", ("withdraw", "resubmitted"): "returned",
    ("send_back", "submitted"): "returned", ("send_back", "resubmitted"): "returned",
    ("accept", "submitted"): "accepted", ("accept", "resubmitted"): "accepted",
}  # fmt: skip
ACTS = ("keep", "submit", "withdraw", "send_back", "accept")
PLACES = ("joint", "other", "branch", "nobody")
moves = st.one_of(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 1)),
    st.tuples(st.sampled_from(PLACES), st.integers(0, 1)),
    st.tuples(st.sampled_from(("desk_closes", "desk_opens")), st.just(0)),
)
scripts = st.lists(moves, min_size=SHORTEST, max_size=LONGEST)
Script = list[tuple[str, int]]


@dataclass
class Model:
    """Where each of the two stands; whether the other joint committee has a clerk at work."""

    state: list[str]
    place: list[str]
    staffed: bool = True

    def office(self, which: int) -> str:
        """On whose list it stands: nobody's once it is closed."""
        state = self.state[which]
        if state in ("", "accepted"):
            return ""
        if state not in WAITING:
            return f"organization {which}"
        if self.place[which] in ("joint", "branch"):  # nobody at a branch may decide: the one above
            return "joint"
        return "other" if self.place[which] == "other" and self.staffed else "top"


class Offices:
    def __init__(self, cast: Cast, desks: list[Desk]) -> None:
        self.cast, self.desks = cast, desks
        self.actors: dict[str, Actor] = {
            "top": cast.clerk, "joint": cast.secretary, "other": cast.actor_at(cast.other, Role.JOINT_COMMITTEE_CLERK),
            "branch": cast.branch_secretary, "stranger": cast.outsider,
            "organization 0": desks[0].clerk, "organization 1": desks[1].clerk,
        }  # fmt: skip

    def act(self, what: str, which: int) -> bool:
        """Whether it was done. Whatever the clerk of the top may decide as well is done by that clerk."""
        one = self.desks[which]
        try:
            if what in ("keep", "submit"):
                unlocked = {"members": 4} if one.version else {"members": 3, "street": "砚溪街道"}
                getattr(one, what)(**unlocked)
            elif what == "send_back":
                one.send_back(by=self.cast.clerk, members="请核对")
            elif what == "accept":
                one.accept(by=self.cast.clerk)
            else:
                one.withdraw()
        except (Refused, ChangedMeanwhile, Case.DoesNotExist):
            return False
        return True

    def place(self, where: str, which: int) -> None:
        unit = self.desks[which].unit
        held = Jurisdiction.objects.filter(unit=unit, retracted__isnull=True)
        held.update(retracted=self.cast.opening)
        if where != "nobody":
            node = getattr(self.cast, where)
            days = DateRange(NOW.date(), None)
            Jurisdiction.objects.create(
                unit_id=unit, party_organization_id=node, period=days, recorded=self.cast.opening
            )


@pytest.fixture
def offices(cast: Cast) -> Offices:
    return Offices(cast, [desk(cast), desk(cast, "澄川市白榆学会", start=5)])


@pytest.mark.req("P01")
def test_every_open_submission_is_on_exactly_one_list(offices: Offices, capsys: pytest.CaptureFixture[str]) -> None:
    lists = Lists(offices.actors)
    run(scripts, lambda script: follow(offices, lists, script), EXAMPLES, STEPS, capsys)


@pytest.mark.parametrize(
    "script",
    [
        [("submit", 0), ("other", 0), ("desk_closes", 0), ("branch", 0), ("nobody", 0)],
        [("submit", 0), ("send_back", 0), ("submit", 0), ("withdraw", 0), ("keep", 0), ("submit", 0), ("accept", 0)],
    ],
    ids=["it wanders", "it comes back"],
)
def test_a_submission_is_on_one_list_however_it_goes(offices: Offices, script: Script) -> None:
    follow(offices, Lists(offices.actors), script)


def follow(offices: Offices, lists: Lists, script: Script) -> int:
    model = Model(["", ""], ["joint", "joint"])
    for what, which in script:
        if what in ACTS:
            before = model.state[which]
            assert offices.act(what, which) is ((what, before) in NEXT), (what, before)
            model.state[which] = NEXT.get((what, before), before)
        elif what in PLACES:
            offices.place(what, which)
            model.place[which] = what
        else:
            model.staffed = what == "desk_opens"
            Account.objects.filter(pk=offices.actors["other"].account).update(is_active=model.staffed)
        _compared(offices, lists.now(), model)
    assert lists.agree()
    return len(script)


def _compared(offices: Offices, held: list[Held], model: Model) -> None:
    for which, one in enumerate(offices.desks):
        mine = [case for case in held if case.unit == one.unit]
        expected = model.office(which)
        # A list without anybody at the desk is read by nobody.
        read = [name for name in mine[-1].on if name != "other" or model.staffed] if mine else []
        assert read == ([expected] if expected else []), which
        assert not any(case.holder for case in mine[:-1])


def test_whose_assignment_has_ended_has_no_list_any_more(cast: Cast) -> None:
    one = desk(cast)
    one.submit(members=4)
    assert submissions_on_the_list(cast.secretary).count() == 1
    assert submissions_on_the_list(cast.clerk).count() == 0
    Assignment.objects.filter(pk=cast.secretary.assignment).update(retracted=cast.opening)
    assert submissions_on_the_list(cast.clerk).count() == 1

"""Every open application stands on exactly one list, whatever is done to it and whoever answers for its organization.

A small machine: one organization that applies by itself, one for which the joint committee does, and beside them a
model of thirty lines that knows where each must be.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import strategies as st
from psycopg.types.range import DateRange
from tests.cast import NOW, Cast
from tests.commands.cases.machines import Held, Lists, run
from tests.commands.formation.desk import Desk, bound, desk
from tests.ground.sizes import sample
from tests.web.offices import attach, enter

from shuniu.access import Actor
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.kernel.decision import Refused
from shuniu.models import Case, Jurisdiction
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = sample(4, full=540), sample(30, full=25_000)
SHORTEST, LONGEST = sample(8, full=50), sample(14, full=60)
# What follows on what; written out here and not taken from the policy.
_FILL = {"": "draft", "draft": "draft", "returned": "returned", "deferred": "deferred"}
_BEGIN = ("", "refused", "dropped")
NEXT = {
    **{("keep", state): becomes for state, becomes in _FILL.items()},
    **{("keep", state): "draft" for state in _BEGIN},
    **{("submit", state): "checking" for state in (*_FILL, *_BEGIN)},
    **{("drop", state): "dropped" for state in ("draft", "returned", "deferred")},
    **{("send_back", state): "returned" for state in ("checking", "reviewing", "to_meet")},
    ("check", "checking"): "reviewing", ("review", "reviewing"): "to_meet",
    ("schedule", "to_meet"): "on_agenda", ("unschedule", "on_agenda"): "to_meet",
    ("approve", "on_agenda"): "to_reply", ("refuse", "on_agenda"): "to_answer", ("defer", "on_agenda"): "to_put_off",
    ("reply", "to_reply"): "done", ("answer", "to_answer"): "refused", ("answer", "to_put_off"): "deferred",
    **{("reconsider", state): "to_meet" for state in ("to_reply", "to_answer", "to_put_off")},
}  # fmt: skip
FILLING = ("keep", "submit")
ACTS = sorted({act for act, _ in NEXT} | {"withdraw"})
PLACES = ("joint", "other", "branch", "nobody")
APPLICANT = ("draft", "returned", "deferred")
CLOSED = ("", "done", "refused", "dropped")
moves = st.one_of(
    st.tuples(st.just("on"), st.integers(0, 20), st.integers(0, 1)),
    st.tuples(st.just("on"), st.integers(0, 20), st.integers(0, 1)),
    st.tuples(st.just("any"), st.integers(0, len(ACTS) - 1), st.integers(0, 1)),
    st.tuples(st.just("place"), st.integers(0, 3), st.integers(0, 1)),
)
scripts = st.lists(moves, min_size=SHORTEST, max_size=LONGEST)
Script = list[tuple[str, int, int]]


@dataclass
class Model:
    """Where each of the two stands, where it lay before it was sent, and who answers for its organization."""

    state: list[str]
    before: list[str]
    place: list[str]

    def becomes(self, act: str, which: int) -> str | None:
        state = self.state[which]
        if act == "withdraw":
            return self.before[which] if state == "checking" else None
        if act in FILLING and which == 1 and self.place[1] not in ("joint", "branch"):
            return None  # the office that began it answers for the organization no more
        return NEXT.get((act, state))

    def done(self, act: str, which: int) -> None:
        state, becomes = self.state[which], self.becomes(act, which)
        if becomes is None:
            return
        if act == "submit":
            self.before[which] = state if state in APPLICANT[1:] else "draft"
        self.state[which] = becomes

    def legal(self, which: int) -> list[str]:
        return [act for act in ACTS if self.becomes(act, which) is not None]

    def office(self, which: int) -> str:
        state = self.state[which]
        if state in CLOSED:
            return ""
        if state in APPLICANT:
            return "joint" if which else "organization"
        if state != "checking":
            return "top"
        place = self.place[which]
        return {"joint": "joint", "branch": "joint", "other": "other"}.get(place, "top")


class Offices:
    def __init__(self, cast: Cast, desks: list[Desk]) -> None:
        self.cast, self.desks = cast, desks
        self.actors: dict[str, Actor] = {
            "top": cast.clerk, "joint": cast.secretary, "other": cast.actor_at(cast.other, Role.JOINT_COMMITTEE_CLERK),
            "branch": cast.branch_secretary, "stranger": cast.outsider, "organization": desks[0].clerk,
        }  # fmt: skip

    def act(self, what: str, which: int) -> bool:
        """Whether it was done: applicants apply, everything else the clerk of the top does."""
        one, top = self.desks[which], self.cast.clerk
        try:
            if what == "send_back":
                one.send_back(top, probationary="请核对")
            elif what in ("check", "review"):
                getattr(one, what)(top)
            elif what in ("schedule", "unschedule", "approve", "refuse", "defer"):
                said = {"reason": "待核", "next_steps": "补报"} if what in ("refuse", "defer") else {}
                one.meet(Verb(what), **said)
            else:
                getattr(one, what)()
        except (Refused, ChangedMeanwhile, Case.DoesNotExist):
            return False
        return True

    def place(self, where: str, which: int) -> None:
        unit = self.desks[which].unit
        Jurisdiction.objects.filter(unit=unit, retracted__isnull=True).update(retracted=self.cast.opening)
        if where != "nobody":
            Jurisdiction.objects.create(
                unit_id=unit,
                party_organization_id=getattr(self.cast, where),
                period=DateRange(NOW.date(), None),
                recorded=self.cast.opening,
            )


@pytest.fixture
def offices(cast: Cast) -> Offices:
    by_office = desk(cast, "澄川市白榆学会", start=5)
    by_office.clerk = cast.secretary
    return Offices(cast, [desk(cast), by_office])


@pytest.mark.req("D10", "D12")
def test_every_open_application_is_on_exactly_one_list(offices: Offices, capsys: pytest.CaptureFixture[str]) -> None:
    lists = Lists(offices.actors)
    run(scripts, lambda script: follow(offices, lists, script), EXAMPLES, STEPS, capsys)


def test_two_that_are_begun_stay_on_one_list_whoever_answers_for_their_organizations(offices: Offices) -> None:
    wandering: Script = [("on", 99, 0)] * 2 + [("place", number, 0) for number in range(4)]
    follow(offices, Lists(offices.actors), wandering)


def follow(offices: Offices, lists: Lists, script: Script) -> int:
    model = Model(["", ""], ["draft", "draft"], ["joint", "joint"])
    for how, number, which in script:
        if how == "place":
            model.place[which] = PLACES[number]
            offices.place(PLACES[number], which)
        else:
            legal = model.legal(which)
            act = legal[number % len(legal)] if how == "on" and legal else ACTS[number % len(ACTS)]
            allowed = model.becomes(act, which) is not None
            assert offices.act(act, which) is allowed, (act, model.state[which], model.place[which])
            model.done(act, which)
        _compared(offices, lists.now(), model)
    assert lists.agree()
    return len(script)


def _compared(offices: Offices, held: list[Held], model: Model) -> None:
    for which, one in enumerate(offices.desks):
        mine = [case for case in held if case.kind == "formation" and case.unit == one.unit]
        latest = mine[-1] if mine else None
        assert (latest.state if latest else "") == model.state[which]
        expected = model.office(which)
        assert (latest.on if latest else []) == ([expected] if expected else []), model
        assert not any(case.holder for case in mine[:-1])
    assert all(len(case.on) == 1 for case in held if case.kind == "follow_up" and case.holder)


# Of what an outside body decides: the same before it, and no meeting.
_HERE = {key: becomes for key, becomes in NEXT.items() if key[0] in ("keep", "submit", "drop", "check", "answer")}
NEXT_OUTSIDE = {
    **_HERE,
    ("review", "reviewing"): "outside",
    **{("send_back", state): "returned" for state in ("checking", "reviewing", "outside")},
    ("take_back", "outside"): "reviewing", ("refuse_outside", "outside"): "to_answer", ("reply", "outside"): "done",
    ("defer_outside", "outside"): "to_put_off",
    **{("reconsider", state): "outside" for state in ("to_answer", "to_put_off")},
}  # fmt: skip
ACTS_OUTSIDE = sorted({act for act, _ in NEXT_OUTSIDE} | {"withdraw", "schedule"})


@pytest.fixture
def outside(cast: Cast) -> Offices:
    """What the street committee approves by the text."""
    bound(cast, "ah2017", "national")
    (beside,) = enter(cast, "澄川市乙协会", start=7, street="砚溪街道")
    attach(cast, [beside], cast.joint)
    one = desk(cast, start=6, street="砚溪街道")
    one.others, one.wanted = (beside,), {"mode": "street_joint", "relations_in": 0}
    offices = Offices(cast, [one])
    # The office applies for them, so that nobody is asked.
    one.clerk = cast.secretary
    return offices


def _outside_becomes(state: str, act: str, before: str) -> str | None:
    if act == "withdraw":
        return before if state == "checking" else None
    return NEXT_OUTSIDE.get((act, state))


def _chosen(one: tuple[bool, int], state: str, before: str) -> str:
    """One that may be done, or any."""
    legal = [act for act in ACTS_OUTSIDE if _outside_becomes(state, act, before) is not None]
    acts = legal if one[0] and legal else ACTS_OUTSIDE
    return acts[one[1] % len(acts)]


@pytest.mark.req("D12", "D19")
def test_what_an_outside_body_decides_is_on_exactly_one_list(
    outside: Offices, capsys: pytest.CaptureFixture[str]
) -> None:
    lists = Lists(outside.actors)
    scripts = st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=SHORTEST, max_size=LONGEST)
    examples, steps = sample(2, full=110), sample(20, full=5_000)
    run(scripts, lambda script: follow_outside(outside, lists, script), examples, steps, capsys)


def follow_outside(outside: Offices, lists: Lists, script: list[tuple[bool, int]]) -> int:
    state, before = "", "draft"
    for one in ["submit", "check", "review", *script]:
        act = one if isinstance(one, str) else _chosen(one, state, before)
        becomes = _outside_becomes(state, act, before)
        assert outside.act(act, 0) is (becomes is not None), (act, state)
        if becomes is not None:
            before = (state if state in APPLICANT else "draft") if act == "submit" else before
            state = becomes
        mine = [case for case in lists.now() if case.kind == "formation" and case.unit == outside.desks[0].unit]
        assert (mine[-1].state if mine else "") == state
        expected = "joint" if state in (*APPLICANT, "checking") else "top"
        assert (mine[-1].on if mine else []) == ([] if state in CLOSED else [expected])
    assert lists.agree()
    return len(script) + 3

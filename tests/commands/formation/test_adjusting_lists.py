"""Every open adjustment stands on exactly one list, whatever is done to it and whoever is at work.

Two branches get another name, and another one again: the secretary of one reports it, for the other the joint
committee does.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import strategies as st
from tests.cast import Cast
from tests.commands.cases.machines import Held, Lists, run
from tests.commands.formation.adjusting_desk import AdjustingDesk
from tests.commands.formation.test_lists import ACTS, NEXT
from tests.ground.sizes import sample

from shuniu.access import Actor
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.kernel.decision import Refused
from shuniu.models import Account, Case, Document, Naming
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = sample(4, full=440), sample(30, full=20_000)
SHORTEST, LONGEST = sample(8, full=50), sample(14, full=60)
APPLICANT = ("draft", "returned", "deferred")
DESKS = ("branch", "joint")
# Each gets the one of these two that it does not bear: what is done may be done again.
NAMES = (
    ("中共澄川市澄笙科技学会支部委员会", "中共澄川市澄笙科普学会支部委员会"),
    ("中共澄川市白榆科技学会支部委员会", "中共澄川市白榆科普学会支部委员会"),
)
AGAIN = {("keep", "done"): "draft", ("submit", "done"): "checking"}
moves = st.one_of(
    st.tuples(st.just("on"), st.integers(0, 20), st.integers(0, 1)),
    st.tuples(st.just("on"), st.integers(0, 20), st.integers(0, 1)),
    st.tuples(st.just("any"), st.integers(0, len(ACTS) - 1), st.integers(0, 1)),
    st.tuples(st.just("desk"), st.integers(0, 1), st.integers(0, 1)),
)
scripts = st.lists(moves, min_size=SHORTEST, max_size=LONGEST)
Script = list[tuple[str, int, int]]


@dataclass
class Model:
    """Where each stands, where it lay before it was sent, and at which desks somebody works."""

    state: list[str] = field(default_factory=lambda: ["", ""])
    before: list[str] = field(default_factory=lambda: ["draft", "draft"])
    staffed: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(DESKS, True))

    def becomes(self, act: str, which: int) -> str | None:
        state = self.state[which]
        if act == "withdraw":
            return self.before[which] if state == "checking" else None
        return AGAIN.get((act, state)) or NEXT.get((act, state))

    def done(self, act: str, which: int) -> None:
        becomes = self.becomes(act, which)
        if becomes is not None:
            if act == "submit":
                self.before[which] = self.state[which] if self.state[which] in APPLICANT[1:] else "draft"
            self.state[which] = becomes

    def legal(self, which: int) -> list[str]:
        return [act for act in ACTS if self.becomes(act, which) is not None]

    def office(self, which: int) -> str:
        """The nearest desk at work from where it lies upwards."""
        state = self.state[which]
        if state in ("", "done", "refused", "dropped"):
            return ""
        if state in APPLICANT and which == 0 and self.staffed["branch"]:
            return "branch"
        if state in (*APPLICANT, "checking") and self.staffed["joint"]:
            return "joint"
        return "top"


class Offices:
    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        said = NewPartyOrganization(name="中共澄川市白榆学会支部委员会", kind="party_branch", parent=cast.joint)
        (second,) = establish_party_organizations(cast.act(), [said])
        self.desks = [AdjustingDesk(cast, Topic.RENAME), AdjustingDesk(cast, Topic.RENAME, second)]
        self.applicants = [cast.branch_secretary, cast.secretary]
        self.actors: dict[str, Actor] = {
            "top": cast.clerk, "joint": cast.secretary, "branch": cast.branch_secretary, "stranger": cast.outsider,
        }  # fmt: skip

    def act(self, what: str, which: int) -> bool:
        """Whether it was done: whoever applies applies, everything else the clerk of the top does."""
        one, by = self.desks[which], self.applicants[which]
        try:
            if what in ("keep", "submit"):
                getattr(one, what)(by, name=self.another_name(which))
            elif what in ("withdraw", "drop"):
                getattr(one, what)(by)
            elif what == "send_back":
                one.send_back(self.cast.clerk, name="请核对")
            elif what in ("check", "review"):
                getattr(one, what)(self.cast.clerk)
            elif what in ("schedule", "unschedule", "approve", "refuse", "defer"):
                said = {"reason": "待核", "next_steps": "补报"} if what in ("refuse", "defer") else {}
                one.meet(Verb(what), **said)
            elif what == "reply":
                one.reply(number=f"澄社党〔2020〕{Document.objects.count() + 1}号")
            else:
                getattr(one, what)()
        except (Refused, ChangedMeanwhile, Case.DoesNotExist):
            return False
        return True

    def another_name(self, which: int) -> str:
        """While a case is open its name stays the same: only what was replied to changes what it bears."""
        borne = Naming.objects.filter(
            party_organization=self.desks[which].node, retracted__isnull=True, period__endswith=None
        )
        return next(name for name in NAMES[which] if name not in borne.values_list("name", flat=True))

    def staff(self, desk: str, at_work: bool) -> None:
        Account.objects.filter(pk=self.actors[desk].account).update(is_active=at_work)


@pytest.fixture
def offices(cast: Cast) -> Offices:
    return Offices(cast)


@pytest.mark.req("L21", "D12")
def test_every_open_adjustment_is_on_exactly_one_list(offices: Offices, capsys: pytest.CaptureFixture[str]) -> None:
    lists = Lists(offices.actors)
    run(scripts, lambda script: follow(offices, lists, script), EXAMPLES, STEPS, capsys)


def follow(offices: Offices, lists: Lists, script: Script) -> int:
    model = Model()
    for how, number, which in script:
        if how == "desk":
            desk = DESKS[number]
            model.staffed[desk] = not model.staffed[desk]
            offices.staff(desk, model.staffed[desk])
        else:
            legal = model.legal(which)
            act = legal[number % len(legal)] if how == "on" and legal else ACTS[number % len(ACTS)]
            allowed = model.becomes(act, which) is not None
            assert offices.act(act, which) is allowed, (act, model.state[which])
            model.done(act, which)
        _compared(offices, lists.now(), model)
    assert lists.agree()
    return len(script)


def _compared(offices: Offices, held: list[Held], model: Model) -> None:
    for which, one in enumerate(offices.desks):
        mine = [case for case in held if case.kind == "adjustment" and case.node == one.node]
        latest = mine[-1] if mine else None
        assert (latest.state if latest else "") == model.state[which]
        expected = model.office(which)
        read = latest.on if latest else []
        # A list without anybody at the desk is read by nobody.
        assert [name for name in read if model.staffed.get(name, True)] == ([expected] if expected else []), model
        assert not any(case.holder for case in mine[:-1])

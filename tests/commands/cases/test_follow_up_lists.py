"""Whatever is done to follow-up work, while it is open it stands on exactly one list; a small model knows on whose.

Two kinds beside each other: what the joint committee must do about a branch, and what an organization must do itself,
which lies with whoever answers for it until somebody signs in for the organization.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import strategies as st
from psycopg.types.range import DateRange
from tests.cast import BEGINNING, NOW, Cast
from tests.commands.cases.machines import Lists, run
from tests.ground.sizes import sample
from tests.web.offices import attach, enter

from shuniu.access import Actor
from shuniu.commands.cases.following import Finishing, FollowUp, finish_follow_up, open_follow_ups
from shuniu.commands.cases.moving import Move, case_to_move, move
from shuniu.commands.cases.planned import plan_case
from shuniu.commands.journal import ChangedMeanwhile, open_act
from shuniu.kernel.decision import Refused
from shuniu.models import Assignment, Case
from shuniu.policy.cases.following import FOLLOW_UP
from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import FollowUpTopic, Verb

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = sample(3, full=300), sample(20, full=8_000)
SHORTEST, LONGEST = sample(8, full=30), sample(14, full=40)
TOPICS = {"branch": FollowUpTopic.DISPATCH, "organization": FollowUpTopic.NEXT_STEPS}
# act → state → what it becomes; everything else is refused. What is opened twice says what is to be done now.
NEXT = {
    "open": dict.fromkeys(["", "to_do", "done", "waived"], "to_do"),
    "finish": {"to_do": "done"},
    "waive": {"to_do": "waived"},
    "plan": {"to_do": "to_do"},
}
ACTS = [(what, about) for what in NEXT for about in TOPICS]


@dataclass
class Work:
    """``unit`` is answered for by the joint committee; ``clerk`` signs in for it, at times."""

    cast: Cast
    unit: int
    clerk: Actor
    said: int = 0

    def row(self, about: str) -> Case | None:
        return Case.objects.filter(kind="follow_up", topic=TOPICS[about].value).order_by("-pk").first()

    def _about(self, about: str) -> FollowUp:
        self.said += 1
        more: dict[str, int] = (
            {"unit": self.unit} if about == "organization"
            else {"party_organization": self.cast.branch, "office": self.cast.joint}
        )  # fmt: skip
        text = f"第{self.said}次要办的事"
        return FollowUp(topic=TOPICS[about], text=text, committee=self.cast.top, **more)

    def act(self, what: str, about: str, by: Actor) -> bool:
        row = self.row(about)
        if row is None and what != "open":
            return False
        works: dict[str, Callable[[], object]] = {"open": lambda: self._open(about)}
        if row is not None:
            finishing = Finishing(case=row.uuid, version=row.version, result="已办")
            works |= {
                "finish": lambda: finish_follow_up(self.cast.act(actor=by), finishing),
                "waive": lambda: self._waive(row),
                "plan": lambda: plan_case(self.cast.act(actor=by), row.uuid, row.version, NOW.date()),
            }
        try:
            works[what]()
        except (Refused, ChangedMeanwhile):
            return False
        return True

    def _open(self, about: str) -> None:
        with open_act(self.cast.act(), "follow_up.finish") as opened:
            open_follow_ups(opened.act, [self._about(about)])

    def _waive(self, row: Case) -> None:
        with open_act(self.cast.act(), "urging.waive") as opened:
            held = case_to_move(opened.act, FOLLOW_UP, row.uuid, Action.REVIEW_CASE, row.version)
            move(opened.act, FOLLOW_UP, held, Move(verb=Verb.WAIVE, reason="暂不办理"))


@dataclass
class Model:
    states: dict[str, str] = field(default_factory=lambda: dict.fromkeys(TOPICS, ""))
    planned: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(TOPICS, False))
    clerk: bool = True

    def act(self, what: str, about: str) -> bool:
        before = self.states[about]
        becomes = NEXT[what].get(before)
        if becomes is not None:
            self.planned[about] = what == "plan" or (self.planned[about] and what == "open" and before == "to_do")
            self.states[about] = becomes
        return becomes is not None

    def office(self, about: str) -> list[str]:
        if self.states[about] != "to_do":
            return []
        return ["organization"] if about == "organization" and self.clerk else ["joint"]


scripts = st.lists(st.tuples(st.booleans(), st.integers(0, len(ACTS))), min_size=SHORTEST, max_size=LONGEST)


def test_open_follow_up_work_is_on_exactly_one_list(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    (unit,) = enter(cast, "澄川市阿岚学会", start=0)
    attach(cast, [unit], cast.joint)
    clerk = cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)
    lists = Lists({"organization": clerk, "joint": cast.secretary, "top": cast.clerk, "stranger": cast.outsider})
    run(scripts, lambda script: follow(Work(cast, unit, clerk), lists, script), EXAMPLES, STEPS, capsys)


def follow(work: Work, lists: Lists, script: list[tuple[bool, int]]) -> int:
    model = Model()
    for lead, which in script:
        if which == len(ACTS):
            model.clerk = not model.clerk
            _sign_in(work, model.clerk)
            continue
        what, about = ACTS[which]
        onward = [one for one in NEXT if model.states[about] in NEXT[one]]
        what = onward[which % len(onward)] if lead else what
        by = work.clerk if model.office(about) == ["organization"] else work.cast.secretary
        assert work.act(what, about, by) == model.act(what, about), (what, about, model)
        held = [case for case in lists.now() if case.kind == "follow_up"]
        for each in TOPICS:
            row = work.row(each)
            assert (row.state if row else "") == model.states[each], (what, about)
            assert (row is not None and row.due_planned) == model.planned[each], (what, about)
            on = next((case.on for case in held if row is not None and case.key == row.pk), [])
            # Who no longer signs in reads it as the organization's still; then it is nobody's there.
            mine = [one for one in on if one != "organization" or model.clerk]
            assert mine == model.office(each), (what, about, model)
        assert sum(bool(case.holder) for case in held) == sum(one == "to_do" for one in model.states.values())
    return len(script)


def _sign_in(work: Work, held: bool) -> None:
    """Whether anybody signs in for the organization."""
    mine = Assignment.objects.filter(account=work.clerk.account, retracted__isnull=True)
    mine.update(retracted=work.cast.opening)
    if held:
        Assignment.objects.create(
            account_id=work.clerk.account, role=work.clerk.role.value, unit_id=work.unit,
            period=DateRange(BEGINNING, None), recorded=work.cast.opening,
        )  # fmt: skip

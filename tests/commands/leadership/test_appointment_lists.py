"""Whatever is done to an appointment, while it is open it stands on exactly one list; a small model knows on whose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import strategies as st
from tests.cast import Cast
from tests.commands.cases.machines import Lists, run
from tests.commands.leadership.test_appointing import TODAY, Desk
from tests.ground.sizes import sample

from shuniu.commands.cases.moving import Move, case_to_move, move
from shuniu.commands.cases.planned import plan_case
from shuniu.commands.cases.reconsidering import reconsider_case
from shuniu.commands.journal import ChangedMeanwhile, open_act
from shuniu.commands.leadership.appointing import return_appointment
from shuniu.commands.leadership.proposing import drop_appointment, keep_appointment, withdraw_appointment
from shuniu.kernel.decision import Refused
from shuniu.models import Case
from shuniu.policy.grants import Action
from shuniu.policy.leadership.appointment import APPOINTMENT
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = sample(3, full=300), sample(20, full=8_000)
SHORTEST, LONGEST = sample(8, full=30), sample(12, full=40)
JOINT = {"draft", "returned", "deferred"}
ABOVE = {"reviewing", "to_meet", "on_agenda", "to_reply", "to_answer", "to_put_off"}
CLOSED = ("", "dropped", "refused", "done")
# act → state → what it becomes; everything else is refused.
NEXT = {
    "keep": dict.fromkeys(CLOSED, "draft") | {state: state for state in JOINT},
    "submit": dict.fromkeys([*CLOSED, *JOINT], "reviewing"),
    "withdraw": {"reviewing": "draft"},
    "drop": dict.fromkeys(JOINT, "dropped"),
    "send_back": {"reviewing": "returned", "to_meet": "returned"},
    "accept": {"reviewing": "to_meet"},
    "schedule": {"to_meet": "on_agenda"},
    "unschedule": {"on_agenda": "to_meet"},
    "approve": {"on_agenda": "to_reply"},
    "refuse": {"on_agenda": "to_answer"},
    "defer": {"on_agenda": "to_put_off"},
    "reconsider": dict.fromkeys(("to_reply", "to_answer", "to_put_off"), "to_meet"),
    "reply": {"to_reply": "done"},
    "answer": {"to_answer": "refused", "to_put_off": "deferred"},
    "plan": {state: state for state in JOINT | ABOVE},
}
WHY: dict[str, Any] = {
    "reason": "人选还不成熟", "clauses": ("bj2020#B09",), "next_steps": "另行物色后再报",
}  # fmt: skip
IN_MEETING = {
    "schedule": Move(verb=Verb.SCHEDULE),
    "unschedule": Move(verb=Verb.UNSCHEDULE),
    "approve": Move(verb=Verb.APPROVE),
    "refuse": Move(verb=Verb.REFUSE, **WHY),
    "defer": Move(verb=Verb.DEFER, due_on=TODAY, **WHY),
}


@dataclass
class Model:
    """The state, and to which it falls back where it is taken back: as it lay with the joint committee last.

    ``until``: the meeting has said until when what it put off is to be sent again; then nothing is planned.
    """

    state: str = ""
    before: str = ""
    until: bool = False

    def act(self, what: str) -> bool:
        becomes = NEXT[what].get(self.state)
        if becomes is None or (what == "plan" and self.until):
            return False
        self.until = what != "withdraw" and becomes == "deferred" and (what != "keep" or self.until)
        if what == "submit":
            self.before = self.state if self.state in JOINT else "draft"
        self.state = self.before if what == "withdraw" else becomes
        return True

    @property
    def office(self) -> list[str]:
        return ["joint"] if self.state in JOINT else ["above"] if self.state in ABOVE else []


def act(desk: Desk, what: str) -> bool:
    row = Case.objects.filter(kind="appointment").order_by("-pk").first()
    if row is None and what not in ("keep", "submit"):
        return False
    opened = row.version if row is not None and row.holder else 0
    joint, above = desk.cast.act(actor=desk.cast.secretary), desk.cast.act()

    def in_meeting() -> None:
        with open_act(above, "meeting.decide") as entered:
            held = case_to_move(entered.act, APPOINTMENT, desk.case.uuid, Action.DECIDE_CASE, desk.case.version)
            move(entered.act, APPOINTMENT, held, IN_MEETING[what])

    works = {
        "keep": lambda: keep_appointment(joint, desk.proposal(opened)),
        "submit": lambda: desk.submit(opened),
        "withdraw": lambda: withdraw_appointment(joint, desk.case.uuid, desk.case.version),
        "drop": lambda: drop_appointment(joint, desk.case.uuid, desk.case.version),
        "send_back": lambda: return_appointment(above, desk.case.uuid, desk.case.version, {"source": "请核对来源"}),
        "accept": desk.accept,
        **dict.fromkeys(IN_MEETING, in_meeting),
        "reconsider": lambda: reconsider_case(above, desk.case.uuid, desk.case.version, "职务有误"),
        "reply": desk.reply,
        "answer": desk.answer,
        "plan": lambda: plan_case(
            joint if desk.case.state in JOINT else above, desk.case.uuid, desk.case.version, TODAY
        ),
    }
    try:
        works[what]()
    except (Refused, ChangedMeanwhile):
        return False
    return True


scripts = st.lists(st.tuples(st.booleans(), st.integers(0, len(NEXT) - 1)), min_size=SHORTEST, max_size=LONGEST)
BACK = ("withdraw", "drop", "send_back", "keep", "plan", "unschedule", "reconsider")


@pytest.mark.req("B09")
def test_an_open_appointment_is_on_exactly_one_list(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(cast)
    lists = Lists({"joint": cast.secretary, "above": cast.clerk, "stranger": cast.outsider})
    run(scripts, lambda script: follow(desk, lists, script), EXAMPLES, STEPS, capsys)


def follow(desk: Desk, lists: Lists, script: list[tuple[bool, int]]) -> int:
    model = Model()
    for lead, which in script:
        # Half of the acts lead on, or few would get to the end.
        onward = [what for what in NEXT if model.state in NEXT[what] and what not in BACK]
        what = onward[which % len(onward)] if lead and onward else list(NEXT)[which]
        assert act(desk, what) == model.act(what), (what, model)
        held = [case for case in lists.now() if case.kind == "appointment"]
        latest = held[-1] if held else None
        assert (latest.state if latest else "") == model.state, what
        assert (latest.on if latest else []) == model.office, (what, model)
        assert not any(case.holder for case in held[:-1])
    assert lists.agree()
    return len(script)

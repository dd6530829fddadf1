"""Whatever is done to an election, while it is open it stands on exactly one list; a small model knows on whose.

Random acts by random offices beside a model written out here and not taken from the policy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from tests.commands.cases.machines import Lists, run
from tests.commands.elections.bench import Bench
from tests.ground.sizes import sample

from shuniu.commands.journal import ChangedMeanwhile
from shuniu.kernel.decision import Refused
from shuniu.models import Case
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = sample(3, full=540), sample(30, full=25_000)
SHORTEST, LONGEST = sample(10, full=50), sample(14, full=60)
BODY = {
    "draft", "returned", "nominating", "nomination_returned", "voting", "first_meeting", "to_report",
    "report_returned", "to_archive",
}  # fmt: skip
# act → state → what it becomes; everything else is refused. After one is done the new term has only begun: so early
# nobody may ask for another.
NEXT = {
    "request": dict.fromkeys(["", "draft", "returned", "dropped"], "requested"),
    "withdraw": {"requested": "draft", "nominated": "nominating", "reported": "to_report"},
    "drop": {"draft": "dropped", "returned": "dropped"},
    "end": dict.fromkeys(
        [
            # What is not approved yet whoever stands above ends as the body does, for which it may file.
            "draft", "returned", "nominating", "nominated", "nomination_returned", "voting", "first_meeting",
            "to_report", "reported", "report_returned",
        ],
        "dropped",
    ),
    "send_back": {"requested": "returned", "nominated": "nomination_returned", "reported": "report_returned"},
    "approve": {"requested": "nominating"},
    "nominate": {"nominating": "nominated", "nomination_returned": "nominated"},
    "accept": {"nominated": "voting"},
    # Nobody is elected before the vote; after it there is a committee.
    "renominate": {"voting": "nominating"},
    "vote": {"voting": "first_meeting", "first_meeting": "to_report"},
    "report": {"to_report": "reported", "report_returned": "reported"},
    "resume": {"report_returned": "voting"},
    "reply": {"reported": "to_archive"},
    "archive": {"to_archive": "done"},
}  # fmt: skip
REMARKED = {"requested": "seats", "nominated": "candidates", "reported": "minutes"}


@dataclass
class Model:
    """The state, and to which it falls back where what was sent is withdrawn."""

    table: ClassVar[Mapping[str, Mapping[str, str]]] = NEXT
    state: str = ""
    before: str = ""

    def act(self, what: str) -> bool:
        becomes = self.table[what].get(self.state)
        if becomes is None:
            return False
        if what == "withdraw":
            # What was returned once lies there as returned again.
            becomes = self.before or becomes
        elif what in ("request", "nominate", "report"):
            self.before = self.state if self.state.endswith("returned") else ""
        self.state = becomes
        return True

    def office(self) -> str:
        return "" if self.state in ("", "done", "dropped") else "body" if self.state in BODY else "above"


Works = dict[str, Callable[[], object]]


def works_of(one: Bench, state: str) -> Works:
    """How each act of an election is done in the state it is in."""
    return {
        "request": one.request,
        "withdraw": lambda: one.move(Verb.WITHDRAW),
        "drop": lambda: one.move(Verb.DROP),
        "end": one.end,
        "send_back": lambda: one.move(Verb.RETURN, one.joint, **{REMARKED.get(state, "seats"): "请核对"}),
        "approve": lambda: one.move(Verb.APPROVE, one.joint),
        "nominate": lambda: one.nominate(range(4), 0),
        "accept": lambda: one.move(Verb.ACCEPT, one.joint),
        "renominate": one.renominate,
        "vote": lambda: (
            one.vote({0: 3}, present=3, voters=3) if state == "first_meeting" else one.vote({0: 10, 1: 9, 2: 8, 3: 1})
        ),
        "report": one.report,
        "resume": lambda: one.move(Verb.RESUME),
        "reply": one.reply,
        "archive": lambda: one.move(Verb.ARCHIVE),
    }


def was_done(work: Callable[[], object]) -> bool:
    try:
        work()
    except (Refused, ChangedMeanwhile, Case.DoesNotExist):
        return False
    return True


def act(one: Bench, what: str) -> bool:
    state = one.row.state if Case.objects.exists() else ""
    return was_done(works_of(one, state)[what])


# Half of the acts lead on, or few would get to the end: (leads on, which).
acts = st.tuples(st.booleans(), st.integers(0, len(NEXT) - 1))


def chosen(model: Model, lead: bool, which: int) -> str:
    back = ("withdraw", "send_back", "drop", "end", "renominate")
    onward = [what for what in NEXT if model.state in NEXT[what] and what not in back]
    return onward[which % len(onward)] if lead and onward else list(NEXT)[which]


scripts = st.lists(acts, min_size=SHORTEST, max_size=LONGEST)


def test_an_open_election_is_on_exactly_one_list(one: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    actors = {"body": one.secretary, "above": one.joint, "top": one.world.clerk, "stranger": one.world.neighbour}
    lists = Lists(actors)
    run(scripts, lambda script: follow(one, lists, script), EXAMPLES, STEPS, capsys)


def follow(one: Bench, lists: Lists, script: list[tuple[bool, int]]) -> int:
    model = Model()
    for lead, which in script:
        what = chosen(model, lead, which)
        assert act(one, what) == model.act(what), (what, model)
        held = [case for case in lists.now() if case.kind == "election"]
        latest = held[-1] if held else None
        assert (latest.state if latest else "") == model.state, what
        assert (latest.on if latest else []) == ([model.office()] if model.office() else [])
        assert not any(case.holder for case in held[:-1])
    assert lists.agree()
    return len(script)

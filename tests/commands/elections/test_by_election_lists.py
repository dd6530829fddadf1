"""Whatever is done to a by-election, while it is open it stands on exactly one list; a small model knows on whose.

The secretary's place alone is vacant: the committee that sits elects, and the members are not called together.
"""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from tests.commands.cases.machines import Lists, run
from tests.commands.cast import World
from tests.commands.elections.bench import MEMBER, SECRETARY, Bench, bench
from tests.commands.elections.test_by_elections import ask, leave, name, seat
from tests.commands.elections.test_lists import Model, was_done, works_of
from tests.ground.sizes import sample

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = sample(3, full=300), sample(20, full=8_000)
SHORTEST, LONGEST = sample(9, full=30), sample(12, full=40)
LIVE = ["nominating", "nominated", "nomination_returned", "first_meeting", "to_report", "reported", "report_returned"]
# act → state → what it becomes; everything else is refused. Once it is done nothing is vacant any more.
NEXT = {
    "request": dict.fromkeys(["", "draft", "returned", "dropped"], "requested"),
    "withdraw": {"requested": "draft", "nominated": "nominating", "reported": "to_report"},
    "drop": {"draft": "dropped", "returned": "dropped"},
    "end": dict.fromkeys(LIVE, "dropped"),
    "send_back": {"requested": "returned", "nominated": "nomination_returned", "reported": "report_returned"},
    "approve": {"requested": "nominating"},
    "nominate": {"nominating": "nominated", "nomination_returned": "nominated"},
    "accept": {"nominated": "first_meeting"},
    "vote": {"first_meeting": "to_report"},
    "report": {"to_report": "reported", "report_returned": "reported"},
    "resume": {"report_returned": "first_meeting"},
    "reply": {"reported": "to_archive"},
    "archive": {"to_archive": "done"},
}


class Vacant(Model):
    """As an election, by its own table."""

    table = NEXT


def act(one: Bench, what: str) -> bool:
    rows = one.cases.order_by("-pk")
    state = one.row.state if rows.exists() else ""
    held = rows.exclude(holder="").first()
    works = works_of(one, state) | {
        "request": lambda: ask(one, version=held.version if held else 0),
        "nominate": lambda: name(one, [], 1),
        "vote": lambda: one.vote({1: 2}, present=2, voters=2),
    }
    return was_done(works[what])


scripts = st.lists(st.tuples(st.booleans(), st.integers(0, len(NEXT) - 1)), min_size=SHORTEST, max_size=LONGEST)


def test_an_open_by_election_is_on_exactly_one_list(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    one = bench(world)
    seat(one, {0: SECRETARY, 1: MEMBER, 2: MEMBER})
    leave(one, 0)
    lists = Lists({"body": one.secretary, "above": one.joint, "top": world.clerk, "stranger": world.neighbour})
    run(scripts, lambda script: follow(one, lists, script), EXAMPLES, STEPS, capsys)


def follow(one: Bench, lists: Lists, script: list[tuple[bool, int]]) -> int:
    model = Vacant()
    for lead, which in script:
        back = ("withdraw", "drop", "end", "send_back", "resume")
        onward = [what for what in NEXT if model.state in NEXT[what] and what not in back]
        what = onward[which % len(onward)] if lead and onward else list(NEXT)[which]
        assert act(one, what) == model.act(what), (what, model)
        held = [case for case in lists.now() if case.kind == "election"]
        latest = held[-1] if held else None
        assert (latest.state if latest else "") == model.state, what
        assert (latest.on if latest else []) == ([model.office()] if model.office() else [])
        assert not any(case.holder for case in held[:-1])
    assert lists.agree()
    return len(script)

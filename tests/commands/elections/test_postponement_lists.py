"""Whatever is done to a postponement, while it is open it stands on exactly one list; a small model knows on whose."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import strategies as st
from tests.commands.cases.machines import Lists, run
from tests.commands.elections.bench import DAY, END, Bench
from tests.ground.sizes import sample

from shuniu.commands.elections.postponing import (
    PostponementMoved,
    PostponementRequest,
    move_postponement,
    submit_postponement,
)
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.kernel.decision import Refused
from shuniu.models import Case
from shuniu.policy.cases.reasoning import Reasons
from shuniu.policy.words.cases import Verb

REFUSED = Reasons(reason="理由不足", clauses=("national#选举条例3",), next_steps="按期换届")
pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = sample(3, full=300), sample(20, full=8_000)
SHORTEST, LONGEST = sample(8, full=30), sample(12, full=40)
# act → state → what it becomes; everything else is refused. A second one may be asked for until the year is used up,
# so each asks for one day more.
NEXT = {
    "ask": dict.fromkeys(["", "draft", "returned", "dropped", "refused", "done"], "requested"),
    "withdraw": {"requested": "draft"},
    "drop": {"draft": "dropped", "returned": "dropped"},
    "send_back": {"requested": "returned"},
    "refuse": {"requested": "refused"},
    "approve": {"requested": "done"},
}
BODY, ABOVE = {"draft", "returned"}, {"requested"}


def act(one: Bench, what: str, until: date) -> bool:
    mine = Case.objects.filter(kind="postponement", party_organization=one.body)
    row = mine.order_by("-pk").first()
    opened = mine.exclude(holder="").first()

    def move(verb: Verb, **said: object) -> None:
        assert row is not None
        by = one.secretary if verb in (Verb.WITHDRAW, Verb.DROP) else one.joint
        move_postponement(one.act(by), PostponementMoved(case=row.uuid, version=row.version, verb=verb, **said))  # type: ignore[arg-type]

    works = {
        "ask": lambda: submit_postponement(
            one.act(),
            PostponementRequest(
                body=one.body, until=until, grounds="等待转接", version=opened.version if opened else 0
            ),
        ),
        "withdraw": lambda: move(Verb.WITHDRAW),
        "drop": lambda: move(Verb.DROP),
        "send_back": lambda: move(Verb.RETURN, remarks={"until": "请核对", "grounds": "请核对"}),
        "refuse": lambda: move(Verb.REFUSE, said=REFUSED),
        "approve": lambda: move(Verb.APPROVE),
    }
    if row is None and what != "ask":
        return False
    try:
        works[what]()
    except (Refused, ChangedMeanwhile):
        return False
    return True


scripts = st.lists(st.tuples(st.booleans(), st.integers(0, len(NEXT) - 1)), min_size=SHORTEST, max_size=LONGEST)


def test_an_open_postponement_is_on_exactly_one_list(one: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    actors = {"body": one.secretary, "above": one.joint, "top": one.world.clerk, "stranger": one.world.neighbour}
    lists = Lists(actors)
    run(scripts, lambda script: follow(one, lists, script), EXAMPLES, STEPS, capsys)


def follow(one: Bench, lists: Lists, script: list[tuple[bool, int]]) -> int:
    state, before = "", ""
    for place, (lead, which) in enumerate(script):
        onward = [what for what in NEXT if state in NEXT[what]]
        what = onward[which % len(onward)] if lead and onward else list(NEXT)[which]
        becomes = NEXT[what].get(state)
        if what == "withdraw" and becomes and before:
            becomes = before  # what was returned once lies there as returned again
        assert act(one, what, END + (place + 1) * DAY) == (becomes is not None), (what, state)
        if becomes is not None:
            before = (state if state == "returned" else "") if what == "ask" else before
            state = becomes
        held = [case for case in lists.now() if case.kind == "postponement"]
        latest = held[-1] if held else None
        assert (latest.state if latest else "") == state, what
        assert (latest.on if latest else []) == (["body"] if state in BODY else ["above"] if state in ABOVE else [])
        assert not any(case.holder for case in held[:-1])
    assert lists.agree()
    return len(script)

"""Whatever is done to a hand-over, while it is open it stands on exactly one list; a small model knows on whose.

With the first change of secretary nobody signs in for the branch any more, until a successor is given the post.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import uuid4

import pytest
from hypothesis import strategies as st
from tests.commands.cases.machines import Lists, run
from tests.commands.cast import TODAY, World
from tests.commands.leadership.test_handing import ITEMS, NAMES
from tests.commands.members.roll import branch
from tests.ground.sizes import sample

from shuniu.access import Actor
from shuniu.commands.cases.planned import plan_case
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.leadership.handing import (
    HandedOver,
    TakenOver,
    begin_handover,
    end_untaken,
    hand_over,
    leave_untaken,
    return_handover,
    take_over,
)
from shuniu.kernel.decision import Refused
from shuniu.models import Assignment, Case, record
from shuniu.policy.words.accounts import Role

pytestmark = pytest.mark.django_db
EXAMPLES, STEPS = sample(3, full=300), sample(20, full=8_000)
SHORTEST, LONGEST = sample(8, full=30), sample(12, full=40)
OPEN = ("handing", "taking", "untaken")
# act → state → what it becomes; everything else is refused.
NEXT = {
    "begin": dict.fromkeys(["", "done", "waived"], "handing"),
    "hand": {"handing": "taking", "untaken": "taking"},
    "send_back": {"taking": "handing"},
    "take": {"taking": "done"},
    "leave": {"handing": "untaken", "taking": "untaken"},
    "end": {"untaken": "waived"},
    "plan": {state: state for state in OPEN},
}
WHAT = (*NEXT, "grant")


@dataclass
class Place:
    """A branch whose secretary signs in with ``old``; ``ender`` is another clerk of the level above."""

    world: World
    node: int
    old: Actor
    successor: Actor
    ender: Actor

    def grant(self) -> None:
        names = ["uuid", "account", "role", "party_organization", "unit", "period"]
        role = Role.BRANCH_SECRETARY.value
        cells = (uuid4(), self.successor.account, role, self.node, None, record.since(TODAY))
        record.record(self.world.entry, Assignment, names, [cells])

    def act(self, what: str, by: Actor) -> bool:
        row = Case.objects.filter(kind="handover").order_by("-pk").first()
        if what != "begin" and row is None:
            return False
        case, version = (row.uuid, row.version) if row else (uuid4(), 0)
        act = self.world.act(by=self.ender if what == "end" else by)
        works = {
            "begin": lambda: begin_handover(act, self.node, TODAY),
            "hand": lambda: hand_over(act, HandedOver(case=case, version=version, items=ITEMS)),
            "send_back": lambda: return_handover(act, case, version, {"venue": "钥匙没有移交"}),
            "take": lambda: take_over(act, TakenOver(case=case, version=version, received=NAMES)),
            "leave": lambda: leave_untaken(act, case, version, "钥匙不在"),
            "end": lambda: end_untaken(act, case, version, "另配钥匙"),
            "plan": lambda: plan_case(act, case, version, TODAY),
        }
        try:
            works[what]()
        except (Refused, ChangedMeanwhile):
            return False
        return True


@dataclass
class Model:
    """Whoever signed in before the first change does so no more; a successor given the post does, whatever comes.

    ``listed``: the accounts that said what was handed over, or that it was not taken: they return nothing of it.
    """

    state: str = ""
    listed: set[int] = field(default_factory=set)
    old: bool = True
    granted: bool = False

    def act(self, what: str, by: int) -> bool:
        becomes = NEXT[what].get(self.state)
        if what == "send_back" and by in self.listed:
            return False
        if becomes is not None:
            self.listed = set() if what == "begin" else self.listed | ({by} if what in ("hand", "leave") else set())
            self.old = self.old and what != "begin"
            self.state = becomes
        return becomes is not None

    @property
    def office(self) -> str:
        return "branch" if self.old or self.granted else "above"


scripts = st.lists(st.tuples(st.booleans(), st.integers(0, len(WHAT) - 1)), min_size=SHORTEST, max_size=LONGEST)


@pytest.mark.req("B12")
def test_an_open_handover_is_on_exactly_one_list(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    node = branch(world)
    old = world.actor(Role.BRANCH_SECRETARY, node)
    successor = replace(old, account=world.actor(Role.BRANCH_SECRETARY, world.south).account)
    ender = world.actor(Role.COMMITTEE_CLERK, world.committee)
    place = Place(world, node, old, successor, ender)
    lists = Lists({"branch": successor, "above": world.clerk, "stranger": world.neighbour})
    run(scripts, lambda script: follow(place, lists, script), EXAMPLES, STEPS, capsys)


def follow(place: Place, lists: Lists, script: list[tuple[bool, int]]) -> int:
    model = Model()
    for lead, which in script:
        onward = [what for what in NEXT if model.state in NEXT[what] and what != "plan"]
        what = onward[which % len(onward)] if lead else WHAT[which]
        if what == "grant":
            if not model.granted:
                place.grant()
            model.granted = True
            continue
        by = place.successor if model.granted else place.world.clerk
        assert place.act(what, by) == model.act(what, by.account), (what, model)
        held = [case for case in lists.now() if case.kind == "handover"]
        latest = held[-1] if held else None
        assert (latest.state if latest else "") == model.state, what
        # What lies at the branch reads as its own there, whether anybody signs in or not: only then it is somebody's.
        on = [] if latest is None else [who for who in latest.on if who != "branch" or model.office == "branch"]
        assert on == ([model.office] if model.state in OPEN else []), (what, model)
        assert not any(case.holder for case in held[:-1])
        signed_in = {one.account_id for one in Assignment.objects.filter(
            party_organization=place.node, retracted__isnull=True, period__contains=TODAY)}  # fmt: skip
        assert signed_in == {
            *([place.old.account] if model.old else []), *([place.successor.account] if model.granted else []),
        }  # fmt: skip
    return len(script)

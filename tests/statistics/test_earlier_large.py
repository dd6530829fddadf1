"""Of a large node only what was touched since is counted afresh; it says what the whole count from the facts says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.cast import BEGINNING, NOW, Cast
from tests.ground.sizes import FULL, sample
from tests.statistics.acts import Acts
from tests.statistics.ground import DAY, Ground

from shuniu.policy.measures import MEASURES, Dimension, Measure, Subject
from shuniu.policy.words import Line
from shuniu.statistics.check import check
from shuniu.statistics.earlier import figures, lasting, ledger
from shuniu.statistics.earlier.differences import Differences, differences_for
from shuniu.statistics.earlier.figures import Asking
from shuniu.statistics.earlier.moment import Moment, Then, known_at
from shuniu.statistics.earlier.since import ASKED_OF

pytestmark = pytest.mark.django_db

KINDS = [
    "register", "answer", "cover", "work", "heads", "work_there", "restate", "move", "call", "decide", "send", "guide",
    "leave",
]  # fmt: skip
# What is told of one thing and changes others.
HANGING_ON = ["move", "call", "decide", "leave"]
DAYS = st.dates(BEGINNING, date(2022, 3, 1))
ACT = st.tuples(st.sampled_from(KINDS), st.integers(0, 23), DAYS, st.none() | st.integers(1, 700))


def said(node: int, on: date, moment: Moment, *, large: bool, brief: bool = False) -> dict[Any, Any]:
    """Every measure on every line, whole and by one thing, with the digest of what it counts."""
    found: dict[Any, Any] = {}
    for by in (None, *([] if brief else Dimension if FULL else [Dimension.CHILD])):
        asked = {key: [by.value] if by else [] for key, one in MEASURES.items() if by is None or by in one.dimensions}
        for line in (None, Line.GUIDED, *([] if brief else [Line.BOTH])) if by is None else (None,):
            asking = Asking(node, on, moment, {"type": "基金会"} if line is Line.BOTH else None)
            asking.large = large
            keys = {key: own for key, own in asked.items() if line is None or MEASURES[key].subject is Subject.UNIT}
            if line is Line.BOTH:
                keys = {key: own for key, own in keys.items() if Dimension.TYPE in MEASURES[key].dimensions}
            for key, (told, public) in asking.figures(keys, line).items():
                found[key, by, line] = told, sorted(public)
    return found


def agree(nodes: list[int], on: date, at: int) -> None:
    moment = known_at(NOW + timedelta(hours=at, minutes=30))
    for node in nodes:
        assert said(node, on, moment, large=True) == said(node, on, moment, large=False), (node, on, at)


@settings(
    max_examples=sample(1, full=200),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example is a world: shrinking one takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    acts=st.lists(ACT, min_size=2, max_size=9),
    asked=st.lists(st.tuples(DAYS, st.integers(-1, 9)), min_size=1, max_size=2 if FULL else 1),
)
def test_a_large_node_says_of_any_moment_what_the_whole_count_says(
    cast: Cast, acts: list[Any], asked: list[tuple[date, int]]
) -> None:
    with transaction.atomic():
        ground = Acts(Ground(cast))
        for which in range(4):
            ground.register(which, BEGINNING, None)
            ground.cover(which, BEGINNING, None)
        for hour, (kind, which, start, length) in enumerate(acts, 1):
            ground.stamp(hour)
            getattr(ground, kind)(which, start, None if length is None else start + timedelta(days=length))
        ground.settle()
        assert list(check()) == []
        for on, at in asked:
            agree([cast.top, cast.joint] if FULL else [cast.top], on, at)
        transaction.set_rollback(True)


class TestEveryKindOfAct:
    """One after another, one an hour; then of any hour the same is said both ways."""

    @pytest.fixture
    def put(self, cast: Cast) -> Acts:
        found = Acts(Ground(cast))
        for which in range(4):
            found.register(which, BEGINNING, None)
            found.cover(which, BEGINNING, None)
        for hour, kind in enumerate(KINDS, 1):
            found.stamp(hour)
            getattr(found, kind)(hour, date(2018, hour % 12 + 1, 3), None)
        found.settle()
        return found

    def test_an_act_of_any_kind_alone_is_noticed(self, put: Acts) -> None:
        """Before it, something else was said than after it, and both ways."""
        for kind in KINDS if FULL else HANGING_ON:
            with transaction.atomic():
                put.stamp(50)
                getattr(put, kind)(1, DAY - timedelta(days=40), None)
                put.settle()
                before, after = (known_at(NOW + timedelta(hours=hours)) for hours in (49, 51))
                told = said(put.cast.top, DAY, before, large=True, brief=True)
                assert told == said(put.cast.top, DAY, before, large=False, brief=True), kind
                assert told != said(put.cast.top, DAY, after, large=True, brief=True), kind
                transaction.set_rollback(True)

    def test_what_is_said_to_differ_since_is_the_same_both_ways(
        self, put: Acts, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def found(large: bool) -> list[Differences]:
            monkeypatch.setattr(Asking, "lasts", _lasts if large else lambda self, measure: False)
            then = Then(node=put.cast.top, on=DAY, at=NOW + timedelta(minutes=30))
            told = (differences_for(put.cast.clerk, key, then) for key in DIFFERING)
            return [one for one in told if isinstance(one, Differences)]

        both = found(True), found(False)
        assert both[0] == both[1]
        assert any(one.units for one in both[0])
        for one in both[0]:
            assert one.numbers[1] - one.numbers[0] == sum(unit.added for unit in one.units)

    def test_what_is_finished_meanwhile_is_noticed_by_the_great_question_itself(
        self, put: Acts, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def before_all(measure: Measure, given: dict[str, Any]) -> list[int]:
            given["acts"] = []
            return []

        told = said(put.cast.top, DAY, known_at(NOW + timedelta(minutes=30)), large=False, brief=True)
        monkeypatch.setattr(lasting, "_changed", before_all)
        assert said(put.cast.top, DAY, known_at(NOW + timedelta(minutes=30)), large=True, brief=True) == told

    def test_only_what_was_touched_is_read_and_too_much_of_it_is_refused_with_its_number(
        self, put: Acts, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read: list[int] = []
        of_some = ledger.Ledger._read

        def noting(self: ledger.Ledger, units: set[int]) -> None:
            read.extend(units)
            of_some(self, units)

        monkeypatch.setattr(ledger.Ledger, "_read", noting)
        monkeypatch.setattr(Asking, "lasts", _lasts)
        keys = ["social_organizations", "organization_coverage"]

        def ask(at: int) -> None:
            read.clear()
            figures.Asking(put.cast.top, DAY, known_at(NOW + timedelta(hours=at, minutes=30))).figures(
                dict.fromkeys(keys, ())
            )

        ask(99)
        assert read == []
        ask(0)
        assert read
        monkeypatch.setattr(figures, "MOST_ADDED", 1)
        ask(99)
        with pytest.raises(ledger.TooMany, match=r"更正过的有\d+家（个），超过一次能逐家重新计算的1家"):
            ask(0)

    def test_it_costs_as_many_statements_for_many_as_for_few(self, put: Acts, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Asking, "lasts", _lasts)
        then = Then(node=put.cast.top, on=DAY, at=NOW + timedelta(minutes=30))

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                figures.figures_known_for(put.cast.clerk, ["organization_coverage"], then, ("child",))
            return len(asked)

        few = cost()
        put.stamp(20)
        for which in range(12):
            put.register(which, BEGINNING, None)
        assert cost() == few


DIFFERING = ["organization_coverage", "separate_formation", "reported_members"]


def _lasts(self: Asking, measure: Measure) -> bool:
    return measure.subject in ASKED_OF

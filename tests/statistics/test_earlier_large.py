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
from shuniu.statistics.earlier.since import ACTS, ASKED_OF

pytestmark = pytest.mark.django_db

KINDS = [
    "register", "answer", "cover", "work", "heads", "work_there", "restate", "move", "call", "decide", "send", "guide",
    "leave",
]  # fmt: skip
DAYS = st.dates(BEGINNING, date(2022, 3, 1))
ACT = st.tuples(st.sampled_from(KINDS), st.integers(0, 23), DAYS, st.none() | st.integers(1, 700))


def test_acts_since_a_moment_are_found_without_reading_the_journal() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute(f"EXPLAIN {ACTS}", {"at": NOW, "unfinished": [1, 2]})
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "Bitmap Index Scan on acts_by_moment" in plan and "Seq Scan" not in plan


def said(node: int, on: date, moment: Moment, *, large: bool, by: Dimension | None = None) -> dict[Any, Any]:
    """Every measure on every line, whole and by one thing, with whom it counts."""
    ways: list[tuple[Dimension | None, Line | None]] = [(None, None), (None, Line.GUIDED)]
    if by is not None:
        ways += [(None, Line.BOTH), (by, None)]
    found: dict[Any, Any] = {}
    for way in ways:
        each, line = way
        asking = Asking(node, on, moment, {"type": "基金会"} if line is Line.BOTH else None)
        asking.large = large
        found |= {(key, *way): told for key, told in asking.figures(_asked(each, line), line).items()}
    return found


def _asked(by: Dimension | None, line: Line | None) -> dict[str, list[str]]:
    needed = {Dimension.TYPE} if line is Line.BOTH else {by} - {None}
    return {
        key: [by.value] if by else []
        for key, one in MEASURES.items()
        if needed <= set(one.dimensions) and (line is None or one.subject is Subject.UNIT)
    }


def agree(nodes: list[int], on: date, at: int, by: Dimension) -> None:
    moment = known_at(NOW + timedelta(hours=at, minutes=30))
    for node in nodes:
        told = said(node, on, moment, large=True, by=by)
        assert told == said(node, on, moment, large=False, by=by), (node, on, at, by)


@settings(
    # A world takes two seconds on a quiet machine, ten beside other programs: these end within the quarter of an hour.
    max_examples=sample(1, full=80),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example is a world: shrinking one takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    acts=st.lists(ACT, min_size=2, max_size=9),
    asked=st.tuples(DAYS, st.integers(-1, 9), st.sampled_from(Dimension)),
)
def test_a_large_node_says_of_any_moment_what_the_whole_count_says(
    cast: Cast, acts: list[Any], asked: tuple[date, int, Dimension]
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
        agree([cast.top, cast.joint] if FULL else [cast.top], *asked)
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

        told = said(put.cast.top, DAY, known_at(NOW + timedelta(minutes=30)), large=False)
        monkeypatch.setattr(lasting, "_changed", before_all)
        assert said(put.cast.top, DAY, known_at(NOW + timedelta(minutes=30)), large=True) == told

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

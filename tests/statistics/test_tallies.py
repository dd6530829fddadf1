"""Tallies of large nodes and the count row by row always give the same number, on every day, whatever was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.cast import BEGINNING, NOW, Cast
from tests.ground.sizes import sample
from tests.statistics.acts import Acts
from tests.statistics.ground import DAY, Ground

from shuniu.commands.figures.building import build_tallies
from shuniu.commands.figures.folding import fold_tallies
from shuniu.commands.figures.recount import rebuild, recount
from shuniu.models import (
    Coverage,
    Jurisdiction,
    Naming,
    Placement,
    Registration,
    TallyChange,
    TallyMonth,
    TallyNode,
    TallyPending,
)
from shuniu.policy.measures import MEASURES, Dimension, Subject
from shuniu.policy.measures.additive import ADDITIVE
from shuniu.policy.words import Line
from shuniu.statistics.check import check
from shuniu.statistics.conditions import counting
from shuniu.statistics.figures import figure
from shuniu.statistics.law import law_at
from shuniu.statistics.numbers import cells, numbers
from shuniu.statistics.trends import trends

pytestmark = pytest.mark.django_db

OF_UNITS = [one for one in MEASURES.values() if one.subject is Subject.UNIT]
BY = [Dimension.TYPE, Dimension.FIELD, Dimension.MODE, Dimension.CHILD]
LARGE = 5


@pytest.fixture(autouse=True)
def small_is_large(settings: Any) -> None:
    settings.TALLY_UNITS = LARGE


def agree(nodes: list[int], on: date) -> None:
    """Every measure, each broken down by something, both ways."""
    keeping = set(TallyNode.objects.values_list("pk", flat=True))
    for node in nodes:
        law = law_at([node], on)[node]
        countings = [counting(one, law) for one in OF_UNITS]
        assert numbers(countings, [node], [on], keeping=keeping) == numbers(countings, [node], [on]), on
        if node not in keeping:
            continue
        for index, one in enumerate(countings):
            by = (BY[(index + on.toordinal()) % len(BY)],)
            by_tallies, row_by_row = (
                cells(one, node, on, by, Line.RESPONSIBLE, keeps=keeps) for keeps in (True, False)
            )
            assert sorted(by_tallies) == sorted(row_by_row), (one.measure.key, by, on)


def by_hand(node: int, on: date) -> tuple[int, int]:
    """How many organizations there are below a node on a day and how many of them are covered, from facts alone."""

    def held(model: Any) -> Any:
        return model.objects.filter(retracted__isnull=True, period__contains=on)

    law = law_at([node], on)[node]
    parents = {one.party_organization_id: one.parent_id for one in held(Placement)}
    answering = {one.unit_id: one.party_organization_id for one in held(Jurisdiction)}
    kinds = law.words("coverage.counted_kinds")
    branches = {one.party_organization_id for one in held(Naming) if one.kind in kinds}
    covered = {one.unit_id for one in held(Coverage) if one.party_organization_id in branches}

    def below(one: int | None) -> bool:
        return one is not None and one in parents and (one == node or below(parents[one]))

    listed = held(Registration).filter(status__in=law.words("coverage.counted_statuses")).select_related("unit")
    units = {one.unit_id for one in listed if below(answering.get(one.unit_id, one.unit.registered_at_id))}
    return len(units), len(units & covered)


DAYS = st.dates(BEGINNING, date(2022, 3, 1))
KINDS = ["register", "answer", "cover", "work", "heads", "work_there", "restate", "move", "fold", "build"]
ACT = st.tuples(st.sampled_from(KINDS), st.integers(0, 23), DAYS, st.none() | st.integers(1, 700))


@settings(
    max_examples=sample(8, full=300),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example is a world: shrinking one takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACT, min_size=3, max_size=14), days=st.lists(DAYS, min_size=2, max_size=4))
def test_tallies_and_rows_agree_after_any_acts(cast: Cast, acts: list[Any], days: list[date]) -> None:
    with transaction.atomic():
        ground = Acts(Ground(cast))
        for which in range(LARGE + 1):
            ground.register(which, BEGINNING, None)
        assert cast.top in build_tallies(NOW)
        for kind, which, start, length in acts:
            getattr(ground, kind)(which, start, None if length is None else start + timedelta(days=length))
        for on in [*days, *(act[2] for act in acts[:2]), date(1950, 1, 1), date.max]:
            agree(ground.nodes, on)
        for on in days:
            told = figure("organization_coverage", cast.top, on, with_digest=False)
            assert (told.denominator, told.numerator) == by_hand(cast.top, on)
        assert list(check()) == []
        transaction.set_rollback(True)


@pytest.fixture
def large(ground_of_facts: Ground) -> Ground:
    """Seven units under the top, five of them under the joint committee; the two keep tallies."""
    put, cast = ground_of_facts, ground_of_facts.cast
    for number in range(7):
        unit = put.unit(f"第{number}会", at=cast.joint if number < LARGE else None, start=date(2017, 1 + number, 3))
        put.heads(unit, number, number + 1, date(2018, 1, 31))
    put.settle()
    assert build_tallies(NOW) == sorted([cast.top, cast.joint])
    return put


def test_a_node_keeps_tallies_once_it_was_large_and_when_it_is_small_again(large: Ground) -> None:
    cast = large.cast
    Registration.objects.exclude(unit=large.units[0]).update(retracted=cast.opening)
    large.settle()
    assert build_tallies(NOW) == []
    assert set(TallyNode.objects.values_list("pk", flat=True)) == {cast.top, cast.joint}
    assert figure("social_organizations", cast.top, DAY).numerator == 1
    assert list(check()) == []


def test_large_is_who_had_so_many_at_a_time(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    for number in range(8):  # eight in all, four at a time
        put.unit(
            f"第{number}会", at=cast.joint, start=date(2017 + number // 4, 1, 1), end=date(2018 + number // 4, 1, 1)
        )
    put.settle()
    assert build_tallies(NOW) == []
    put.unit("第九会", at=cast.joint, start=date(2018, 12, 31), end=date(2019, 1, 1))
    put.settle()
    assert build_tallies(NOW) == sorted([cast.top, cast.joint])


def test_a_figure_of_a_large_node_reads_no_stretches(large: Ground) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        figure("organization_coverage", large.cast.top, DAY, ["type"], with_digest=False)
        trends(["organization_coverage", "members"], large.cast.top, DAY, 36)
    assert not [one for one in asked.captured_queries if "shuniu_standing" in one["sql"]]
    with CaptureQueriesContext(connection) as asked:
        figure("organization_coverage", large.cast.top, DAY, ["region"], with_digest=False)
        figure("organization_coverage", large.cast.top, DAY, line=Line.GUIDED, with_digest=False)
    assert len([one for one in asked.captured_queries if "shuniu_standing" in one["sql"]]) == 2


def test_one_node_on_one_day_is_one_prepared_statement_whatever_node_and_day(large: Ground) -> None:
    """Planned anew each time, cells of a large node took more than twice as long as the rows they are added up of."""
    from django.db import connection

    def prepared() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%tallymonth%'")
            return [row[0] for row in cursor.fetchall() if "'type'" in row[0]]

    for node in (large.cast.top, large.cast.joint):
        for day in (DAY, date(2019, 2, 28), date(2019, 3, 1)):
            figure("work_coverage", node, day, ["type"], with_digest=False)
    assert len(prepared()) == 1
    figure("work_coverage", large.cast.top, DAY, ["mode"], with_digest=False)
    assert len(prepared()) == 1


def test_a_trend_from_month_ends_is_the_figure_of_each_of_them(large: Ground) -> None:
    keys = [one.key for one in OF_UNITS]
    fold_tallies(date(2019, 4, 15))
    large.unit("后来会", at=large.cast.joint, start=date(2018, 11, 11), end=date(2020, 2, 29))
    large.settle()
    told = trends(keys, large.cast.joint, DAY, 36)
    for key, points in told.items():
        assert len(points) == 37
        for point in points:
            there = figure(key, large.cast.joint, point.on, with_digest=False)
            assert (point.pair is None) == (not there.known)
            assert point.pair is None or point.pair.numerator == there.numerator
    assert told["social_organizations"][-1].pair.numerator == LARGE
    agree([large.cast.joint, large.cast.top], date(2019, 12, 31))


def test_folding_leaves_every_number_as_it_was_and_nothing_waiting(large: Ground) -> None:
    large.unit("新会", at=large.cast.joint, start=date(2018, 6, 6))
    large.unit("旧会", at=large.cast.joint, start=date(1952, 6, 6), end=date(1999, 1, 1))
    large.unit("将来会", at=large.cast.joint, start=date(2071, 6, 6))
    large.settle()
    assert TallyPending.objects.exists()
    days = [date(1951, 1, 1), date(1990, 2, 1), date(1998, 12, 31), DAY, date(2071, 6, 5), date(2071, 6, 6)]
    for on in days:
        agree([large.cast.top, large.cast.joint], on)
    assert fold_tallies(date(2026, 3, 3)) > 0
    assert not TallyPending.objects.exists()
    assert set(TallyNode.objects.values_list("until", flat=True)) == {date(2026, 2, 28)}
    for on in days:
        agree([large.cast.top, large.cast.joint], on)
    assert list(check()) == []
    assert fold_tallies(date(2026, 3, 4)) == 0


def test_rebuilding_gives_the_same_tallies(large: Ground) -> None:
    large.unit("新会", at=large.cast.joint, start=date(2018, 6, 6))
    large.settle()
    fold_tallies(NOW.date())
    names = ["node", "margin", "key", *ADDITIVE]

    def everything(model: Any, day: str) -> set[Any]:
        rows = model.objects.filter(units__isnull=False).values_list(*names, day)
        return set(rows)

    before = everything(TallyChange, "day"), everything(TallyMonth, "month")
    rebuild(NOW)
    assert (everything(TallyChange, "day"), everything(TallyMonth, "month")) == before
    assert list(check()) == []


def test_what_changes_nothing_is_not_put_down(large: Ground) -> None:
    large.settle()
    recount(None, nodes=[large.cast.joint])
    assert not TallyPending.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda: TallyChange.objects.filter(margin="field", units=1).delete(), "变动累计（领域科技）"),
        (
            lambda: TallyMonth.objects.filter(margin="total", month=date(2018, 3, 31)).update(known=1),
            "月末累计（合计）",
        ),
        (lambda: TallyMonth.objects.filter(margin="type", month=date(2018, 3, 31)).delete(), "月末累计（类型"),
        (lambda: TallyNode.objects.update(until=date(2021, 1, 31)), "在2020-07-31的月末累计"),
    ],
)
def test_the_check_names_a_tally_that_is_wrong(large: Ground, spoil: Callable[[], Any], said: str) -> None:
    fold_tallies(NOW.date())
    assert list(check()) == []
    spoil()
    found = list(check())
    assert any(said in one for one in found)

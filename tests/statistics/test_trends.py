"""A trend reads every row once and says on each day what the figure of that day says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import NOW
from tests.cast import node as established
from tests.statistics.ground import DAY, Ground

from shuniu.commands.figures.building import build_tallies
from shuniu.commands.figures.recount import recount
from shuniu.models import Naming, Placement, Post, TallyNode
from shuniu.policy.measures import MEASURES, Subject
from shuniu.statistics.answers import Pair
from shuniu.statistics.conditions import counting
from shuniu.statistics.counting import nothing
from shuniu.statistics.figures import by_scope
from shuniu.statistics.law import law_at
from shuniu.statistics.numbers import numbers, pairs_through
from shuniu.statistics.trends import month_ends, trends

pytestmark = pytest.mark.django_db
COUNTED = [one for one in MEASURES.values() if one.subject is not Subject.REPORTED]
DAY_LONG = timedelta(days=1)
LEFT, NAMED, MOVED, ENDED = date(2019, 8, 10), date(2019, 10, 31), date(2020, 1, 31), date(2020, 4, 1)


def agree_through(nodes: Sequence[int], days: Sequence[date]) -> dict[int, dict[str, list[Pair]]]:
    """Every counted measure at every node: all days at once and each by itself. Returns what they say."""
    said: dict[int, dict[str, list[Pair]]] = {node: {} for node in nodes}
    keeping = set(TallyNode.objects.values_list("pk", flat=True))
    for node in nodes:
        law = law_at([node], days[0])[node]
        for (_, line), alike in by_scope(COUNTED).items():
            countings = [counting(one, law) for one in alike]
            told = pairs_through(countings, node, days, line, keeps=node in keeping)
            assert list(told) == list(days)
            for on in days:
                found = numbers(countings, [node], [on], line, keeping=keeping).get((on, node))
                expected = [pair for pair, _ in found or map(nothing, countings)]
                assert told[on] == expected, (node, on, [one.key for one in alike])
            said[node] |= {one.key: [told[on][place] for on in days] for place, one in enumerate(alike)}
    return said


@pytest.fixture
def changing(ground_of_facts: Ground) -> Ground:
    """Within the year a member leaves, a branch gets another kind, a committee moves, a branch and a unit end."""
    put, cast = ground_of_facts, ground_of_facts.cast
    unit, other = put.unit("甲会", at=cast.joint), put.unit("乙会", at=cast.other, start=LEFT, end=ENDED)
    put.cover(unit, cast.branch, start=NAMED)
    put.cover(other, cast.branch, end=MOVED)
    put.post("I-1", unit, end=MOVED)
    put.post("I-2", other, start=NAMED)
    put.works(unit, end=LEFT, held=(None, LEFT))
    put.works(unit, start=NAMED, held=(NAMED, None), state="probationary")
    last = established(cast.opening, "last", "中共青笠学会支部委员会", "party_branch", cast.other, end=ENDED)
    put.works(other, party_organization_id=last, held=(None, ENDED))
    Naming.objects.filter(party_organization=cast.branch).update(retracted=cast.opening)
    kinds = (("party_branch", None, NAMED), ("general_branch", NAMED, MOVED), ("primary_committee", MOVED, None))
    for kind, first, after in kinds:
        put.fact(Naming, first, after, party_organization_id=cast.branch, name=kind, sort_key=kind, kind=kind)
    leads = {"person_id": put.works(unit), "party_organization_id": cast.branch}
    put.fact(Post, NAMED, MOVED, post="secretary", **leads)
    Placement.objects.filter(party_organization=cast.joint).update(retracted=cast.opening)
    put.fact(Placement, None, MOVED, party_organization_id=cast.joint, parent_id=cast.top)
    put.fact(Placement, MOVED, None, party_organization_id=cast.joint, parent_id=cast.other)
    recount(None, units=put.units, nodes=[cast.joint, last])
    return put


def test_every_day_of_a_trend_is_the_figure_of_that_day(changing: Ground) -> None:
    cast = changing.cast
    turning = [day + step * DAY_LONG for day in (LEFT, NAMED, MOVED, ENDED) for step in (-1, 0)]
    days = sorted({*month_ends(DAY, 12), *turning})
    found = agree_through([cast.top, cast.joint, cast.other, cast.branch], days)
    # What is compared differs from day to day, so that a stretch too long or too short is seen.
    told = {key for key, numbers in found[cast.top].items() if len(set(map(repr, numbers))) > 1}
    assert told >= {"social_organizations", "organization_coverage", "members", "probationary_members", "instructors"}
    assert {key for key, numbers in found[cast.other].items() if len(set(map(repr, numbers))) > 1} >= {"party_branches"}


def test_a_node_with_tallies_says_the_same(changing: Ground, settings: Any) -> None:
    settings.TALLY_UNITS = 1
    assert build_tallies(NOW)
    agree_through([changing.cast.top, changing.cast.other], month_ends(DAY, 12))


def test_all_days_of_a_subject_are_one_statement(changing: Ground, django_assert_num_queries: Any) -> None:
    cast = changing.cast
    for months in (1, 36):
        for keys in (["members"], ["members", "full_members", "probationary_members"]):
            with django_assert_num_queries(6):
                trends(keys, cast.top, DAY, months)
    with django_assert_num_queries(9):
        trends(["members", "party_branches", "social_organizations"], cast.top, DAY, 36)

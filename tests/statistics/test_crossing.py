"""双向进入、交叉任职 (Q01) on any day and by child: numbers to be counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg.types.range import DateRange
from tests.cast import node
from tests.statistics.ground import DAY, Ground

from shuniu.commands.figures.recount import recount
from shuniu.models import Employment, LocalFigure, Membership, Person, Post
from shuniu.policy.leadership.crossing import Crossing
from shuniu.statistics import NotYours
from shuniu.statistics.answers import NoFigures, RowPage, Table, Wanted
from shuniu.statistics.earlier.moment import Then
from shuniu.statistics.earlier.rows import rows_known_for
from shuniu.statistics.figures import figure, figures, figures_beside
from shuniu.statistics.reports import CrossAppointments, cross_appointments
from shuniu.statistics.rows import rows
from shuniu.statistics.trends import trends

pytestmark = pytest.mark.django_db
POSTS = [{"key": "president", "label": "会长"}, {"key": "secretary_general", "label": "秘书长"}]


def decided(put: Ground) -> None:
    """The committee has said which posts make the management."""
    LocalFigure.objects.create(
        party_organization_id=put.cast.top, key="formation.managerial_posts", value=POSTS, decision="会议纪要",
        period=DateRange(date(2000, 1, 1)), recorded=put.cast.opening,
    )  # fmt: skip
    recount(None, nodes=[put.cast.top])


def works(put: Ground, unit: int, position: str, start: date | None = None) -> int:
    person = Person.objects.create(recorded=put.cast.opening).pk
    put.fact(Employment, start, None, person_id=person, unit_id=unit, position=position)
    put.fact(Membership, None, None, person_id=person, party_organization_id=put.cast.branch, state="full")
    return int(person)


def leads(put: Ground, person: int, node: int, post: str = "secretary", start: date | None = None) -> None:
    put.fact(Post, start, None, person_id=person, party_organization_id=node, post=post)


def numbers(found: CrossAppointments) -> dict[str, Crossing]:
    return {one.code: one.numbers for one in found.lines}


@pytest.fixture
def put(ground_of_facts: Ground) -> Ground:
    """Two branches cover three organizations. A leads and manages from March on; B leads, and manages elsewhere; C
    manages; D is deputy in a Party group, which does not lead; E leads the joint committee, which covers nothing."""
    put, cast = ground_of_facts, ground_of_facts.cast
    second = node(cast.opening, "second", "第二支部", "party_branch", cast.joint)
    recount(None, nodes=[second])
    own, beside, far = (put.unit(f"第{index}会", at=cast.joint) for index in range(3))
    for unit, branch in ((own, cast.branch), (beside, cast.branch), (far, second)):
        put.cover(unit, branch)
    a = works(put, own, "会长兼法定代表人", date(2020, 3, 1))
    b, c = works(put, far, "秘书长"), works(put, beside, "秘书长")
    d, e = works(put, own, "文员"), works(put, far, "会长")
    leads(put, a, cast.branch)
    leads(put, b, cast.branch, "committee_member")
    leads(put, d, cast.branch, "group_leader")
    leads(put, e, cast.joint)
    assert c
    put.settle()
    return put


@pytest.mark.req("Q01")
def test_counted_for_organizations_by_child_and_day(put: Ground) -> None:
    cast = put.cast
    decided(put)
    found = cross_appointments(cast.clerk, cast.joint, DAY)
    first, second = numbers(found)["branch"], numbers(found)["second"]
    assert first == Crossing(bodies=1, crossed=1, leaders=2, managers=2, both=1)
    assert second == Crossing(bodies=1, leaders=0, managers=2, both=0)
    assert all(one.itself for one in found.lines)
    assert found.total == Crossing(bodies=2, crossed=1, leaders=2, managers=4, both=1)
    # One level higher the joint committee stands for both; before March nobody managed what he leads.
    (above,) = cross_appointments(cast.clerk, cast.top, DAY).lines
    assert (above.code, above.itself, above.numbers) == ("joint", False, found.total)
    before = cross_appointments(cast.clerk, cast.joint, date(2020, 2, 29))
    assert numbers(before)["branch"] == Crossing(bodies=1, leaders=2, managers=1, both=0)
    (itself,) = cross_appointments(cast.branch_secretary, cast.branch, DAY).lines
    assert (itself.code, itself.numbers) == ("branch", first)


@pytest.mark.req("Q01")
def test_where_no_text_lists_the_posts_only_leaders_are_counted(put: Ground) -> None:
    found = cross_appointments(put.cast.clerk, put.cast.joint, DAY)
    assert found.posts.posts is None
    assert found.total == Crossing(bodies=2, leaders=2)


def test_only_who_may_read_the_node_and_in_as_many_queries_for_one_as_for_many(put: Ground) -> None:
    cast = put.cast
    decided(put)
    with pytest.raises(NotYours):
        cross_appointments(cast.secretary, cast.other, DAY)
    with CaptureQueriesContext(connection) as few:
        cross_appointments(cast.clerk, cast.branch, DAY)
    with CaptureQueriesContext(connection) as many:
        cross_appointments(cast.clerk, cast.top, DAY)
    assert len(many) <= len(few)


SHARES = ("cross_appointed_organizations", "leaders_in_management", "managers_in_leadership")


def pairs(node: int, on: date) -> list[tuple[object, object]]:
    found = [figure(key, node, on, ["child"]) for key in SHARES]
    return [(one.numerator, one.denominator) for one in found if isinstance(one, Table)]


@pytest.mark.req("Q01")
def test_the_measures_say_what_the_table_says_on_every_day_and_open_their_rows(put: Ground) -> None:
    cast = put.cast
    decided(put)
    assert pairs(cast.top, DAY) == [(1, 2), (1, 2), (1, 4)]
    assert pairs(cast.branch, date(2020, 2, 29)) == [(0, 1), (0, 2), (0, 1)]
    told = figure("leaders_in_management", cast.top, DAY, ["child"])
    assert isinstance(told, Table) and told.clause.key == "bj2016#8"
    assert [(cell.cell, cell.numerator, cell.denominator) for cell in told.by] == [({"child": "joint"}, 1, 2)]
    page = rows("leaders_in_management", cast.joint, DAY)
    assert isinstance(page, RowPage)
    assert [(row.code, row.attributes) for row in page.rows] == [
        ("branch", {"班子成员": 2, "党员管理人员": 2, "两边都任职": 1})
    ]
    whole = rows("managers_in_leadership", cast.joint, DAY, wanted=Wanted(part="denominator"))
    assert isinstance(whole, RowPage)
    assert sum(row.attributes["党员管理人员"] for row in whole.rows) == 4
    points = trends(SHARES, cast.joint, DAY, 36)
    assert [len(found) for found in points.values()] == [37, 37, 37]
    values = [point.pair and (point.pair.numerator, point.pair.denominator) for point in points[SHARES[2]]]
    assert values[-6:] == [(0, 3), (1, 4), (1, 4), (1, 4), (1, 4), (1, 4)]
    then = Then(node=cast.joint, on=DAY, at=cast.opening.at)
    (known,) = rows_known_for(cast.clerk, SHARES[1], then).rows  # type: ignore[union-attr]
    assert known.attributes == page.rows[0].attributes


@pytest.mark.req("Q01")
def test_where_nobody_says_who_manages_there_is_no_figure_and_no_zero(put: Ground) -> None:
    cast = put.cast
    assert all(isinstance(figure(key, cast.top, DAY), NoFigures) for key in SHARES)
    assert isinstance(rows(SHARES[0], cast.top, DAY), NoFigures)
    assert {point.pair for point in trends(SHARES[:1], cast.top, DAY)[SHARES[0]]} == {None}
    (silent,) = figures(SHARES[:1], cast.top, DAY)
    assert isinstance(silent, NoFigures) and "计入管理人员的职务原文未明示" in silent.sentence
    assert figures_beside([cast.top], DAY, SHARES)[cast.top] == dict.fromkeys(SHARES)

"""班子缺额 of a whole tree: what each leadership lacks, told as its own page tells it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast, node
from tests.statistics.ground import DAY, Ground
from tests.web.offices import sit_down

from shuniu.commands.figures.recount import recount
from shuniu.models import Membership, PartyAffairsWorker, Person, Post, Seat
from shuniu.policy.leadership.findings import is_short
from shuniu.queries.leadership.board import board
from shuniu.statistics import NotYours
from shuniu.statistics.reports import shortfalls

pytestmark = pytest.mark.django_db


def member(put: Ground, at: int, *posts: str) -> int:
    person = int(Person.objects.create(recorded=put.cast.opening).pk)
    put.fact(Membership, None, None, person_id=person, party_organization_id=at, state="full")
    for post in posts:
        put.fact(Post, None, None, person_id=person, party_organization_id=at, post=post)
    return person


def told(cast: Cast, on: date = DAY) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in shortfalls(cast.clerk, cast.top, on).lines:
        found.setdefault(one.code, []).append(one.finding.code)
    return found


@pytest.fixture
def put(ground_of_facts: Ground) -> Ground:
    """The branch has a secretary and six further members; a second one has a secretary alone."""
    put, cast = ground_of_facts, ground_of_facts.cast
    second = node(cast.opening, "second", "第二支部", "party_branch", cast.joint)
    recount(None, nodes=[second])
    member(put, cast.branch, "secretary")
    member(put, second, "secretary")
    for _ in range(6):
        member(put, cast.branch)
    return put


@pytest.mark.req("B10", "B11", "J10")
def test_each_body_below_stands_with_what_its_own_page_says_it_lacks(put: Ground) -> None:
    cast = put.cast
    found = told(cast)
    assert found["branch"] == ["seats_few", "commissaries"] and "second" not in found
    assert {"no_secretary", "secretary_unit_missing"} <= set(found["joint"])
    for code in ("top", "joint", "branch", "second"):
        own = [one.code for one in board(cast.clerk, code, DAY).findings if is_short(one)]
        assert found.get(code, []) == own
    counted = shortfalls(cast.clerk, cast.top, DAY)
    assert sum(counted.short.values()) == len(found)
    # Committees come first.
    order = [one.kind.is_committee for one in counted.lines]
    assert order == sorted(order, reverse=True)


@pytest.mark.req("B11")
def test_what_was_filled_is_lacking_no_more_from_that_day_on(put: Ground) -> None:
    cast, unit = put.cast, put.unit("澄川市阿岚学会")
    since = date(2020, 3, 1)
    put.fact(Seat, since, None, party_organization_id=cast.joint, unit_id=unit, role="secretary_unit")
    worker = {"person_id": member(put, cast.branch), "full_time": True, "unit_id": unit}
    put.fact(PartyAffairsWorker, since, None, party_organization_id=cast.joint, **worker)
    before, after = (told(cast, on)["joint"] for on in (date(2020, 2, 29), since))
    assert set(before) - set(after) == {"secretary_unit_missing", "party_affairs_worker_missing"}


def test_only_who_may_read_the_node_and_in_as_many_queries_for_one_as_for_many(put: Ground) -> None:
    cast = put.cast
    with pytest.raises(NotYours):
        shortfalls(cast.secretary, cast.other, DAY)
    with CaptureQueriesContext(connection) as few:
        shortfalls(cast.clerk, cast.branch, DAY)
    with CaptureQueriesContext(connection) as many:
        shortfalls(cast.clerk, cast.top, DAY)
    assert len(many) <= len(few)


def test_the_table_names_bodies_opens_them_and_shows_one_kind_alone(put: Ground) -> None:
    client = sit_down(put.cast.clerk)
    here = "/figures/reports/?node=top&report=shortfalls"
    page = client.get(here).content.decode()
    assert "当日没有书记" in page and reverse("leadership", args=["joint"]) in page
    one = client.get(f"{here}&kind=party_branch").content.decode()
    assert "还缺组织委员" in one and "当日没有书记" not in one
    assert b"".join(client.get("/figures/reports/export/?node=top&report=shortfalls&kind=party_branch"))[:2] == b"PK"

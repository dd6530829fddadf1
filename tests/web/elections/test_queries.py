"""How often do the pages of elections ask the database? As often for many as for one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.web.elections.test_pages import SOURCE, enrol, hexes, marked, push, term
from tests.web.offices import sent, sit_down

from shuniu.models import Case

pytestmark = pytest.mark.django_db
LIST, CARD = 8, 24


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_terms(cast: Cast, many: int, django_assert_num_queries: Any) -> None:
    today, above = localdate(), sit_down(cast.clerk)
    for node in [cast.branch, cast.other, cast.joint][:many]:
        term(cast, today + timedelta(days=20), node)
    above.get("/elections/")
    with django_assert_num_queries(LIST):
        assert above.get("/elections/").content.count("个月内届满".encode()) == many


@pytest.mark.parametrize("seats", [3, 5])
def test_the_card_of_an_election_with_its_votes(cast: Cast, seats: int, django_assert_num_queries: Any) -> None:
    people, today = enrol(cast), localdate()
    term(cast, today + timedelta(days=40))
    marked(cast)
    branch, above = sit_down(cast.branch_secretary), sit_down(cast.secretary)
    sent(branch, "/elections/of/branch/", seats=str(seats), deputies="0", planned_on=str(today))
    here = f"/elections/{Case.objects.get().uuid}/"
    sent(above, f"{here}approve/")
    standing = people[: -(-seats * 6 // 5)]
    sent(
        branch,
        f"{here}candidates/",
        members=[str(one.uuid) for one in standing],
        secretary=str(people[0].uuid),
        **SOURCE,
    )
    push(above, here, "accept")
    numbers = dict.fromkeys(("voters", "present", "issued", "returned", "valid"), "8")
    votes: dict[str, Any] = {}
    for place, key in enumerate(hexes(standing)):
        yes = 8 if place < seats else 0
        votes |= {f"yes_{key}": str(yes), f"no_{key}": str(8 - yes)}
    assert sent(branch, f"{here}vote/", held_on=str(today), **numbers, **votes).status_code == 302
    branch.get(here)
    with django_assert_num_queries(CARD):
        assert "第 1 次投票" in branch.get(here).content.decode()

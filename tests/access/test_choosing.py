"""Whoever has most of a register below is offered the committees near, looked up by their keys, and what is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.cast import Cast, node

from shuniu.access import Actor
from shuniu.queries.party import choosing
from shuniu.queries.party.choosing import Choice, committees_to_name, committees_to_read

pytestmark = pytest.mark.django_db
ON = date(2020, 7, 1)
Offer = Callable[[Actor, date, str], list[Choice]]


@pytest.mark.parametrize("offer", [committees_to_name, committees_to_read])
def test_with_room_for_all_it_is_what_everybody_else_is_offered(cast: Cast, offer: Offer) -> None:
    clerk = replace(cast.clerk, wide=True)
    assert [one.code for one in offer(clerk, ON, "")] == ["top", "joint", "other"]
    assert offer(clerk, ON, "other") == offer(cast.clerk, ON, "other")
    assert offer(clerk, ON, "stranger") == offer(cast.clerk, ON, "")


@pytest.mark.parametrize("offer", [committees_to_name, committees_to_read])
def test_without_room_it_is_the_nearest_and_what_is_chosen(
    cast: Cast, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    node(cast.opening, "deep", "中共澄川市深处联合委员会", "joint_committee", cast.joint)
    monkeypatch.setattr(choosing, "MOST_TO_FILTER", 1)
    clerk = replace(cast.clerk, wide=True)
    assert [one.code for one in offer(clerk, ON, "")] == ["top"]
    assert [one.code for one in offer(clerk, ON, "joint")] == ["top", "joint"]
    assert [one.code for one in offer(clerk, ON, "stranger")] == ["top"]

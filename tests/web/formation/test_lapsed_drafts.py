"""A draft that lapsed unsent stays with whoever began it, and with whoever took on the work; nobody else reads it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.commands.formation.desk import Desk, desk
from tests.web.offices import attach, public, sit_down

from shuniu.access import Actor
from shuniu.commands.organizations.edit import restore, strike_off
from shuniu.commands.party.dissolve import dissolve_party_organizations

pytestmark = pytest.mark.django_db
INSIDE, BEFORE = "领导班子另有考虑", "以前的申请"


def struck_off_and_restored(cast: Cast, one: Desk) -> None:
    strike_off(cast.act(), [one.unit])
    restore(cast.act(), [one.unit])


def form(client: Client, one: Desk) -> str:
    answer = client.get(f"/cases/formations/for/{public(one.unit)}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def opened(client: Client, one: Desk) -> int:
    return client.get(reverse("formation", args=[one.row.uuid])).status_code


def case(actor: Actor, one: Desk) -> str:
    return str(sit_down(actor).get(reverse("formation", args=[one.row.uuid])).content.decode())


@pytest.mark.req("D14")
@pytest.mark.parametrize("begun_by_the_office", [True, False])
def test_it_is_filled_in_again_only_for_the_side_that_began_it(cast: Cast, begun_by_the_office: bool) -> None:
    one = desk(cast)
    sides: list[Actor] = [cast.secretary, one.clerk]
    own, other = sides if begun_by_the_office else sides[::-1]
    one.keep(by=own, grounds=INSIDE)
    struck_off_and_restored(cast, one)
    mine, theirs = sit_down(own), sit_down(other)
    assert INSIDE in form(mine, one) and BEFORE in form(mine, one) and opened(mine, one) == 200
    assert INSIDE not in form(theirs, one) and BEFORE not in form(theirs, one) and opened(theirs, one) == 404
    assert opened(sit_down(cast.clerk), one) == 404


@pytest.mark.req("D14")
def test_of_what_was_sent_the_other_side_goes_on_with_what_was_sent(cast: Cast) -> None:
    one = desk(cast)
    one.submit(by=cast.secretary, grounds="正式党员已满三名")
    one.withdraw(by=cast.secretary)
    one.keep(by=cast.secretary, grounds=INSIDE)
    struck_off_and_restored(cast, one)
    mine, theirs = form(sit_down(cast.secretary), one), form(sit_down(one.clerk), one)
    assert INSIDE in mine and INSIDE in case(cast.secretary, one) and INSIDE not in case(one.clerk, one)
    assert INSIDE not in theirs and "正式党员已满三名" in theirs and BEFORE in theirs


@pytest.mark.req("L21")
def test_whoever_took_on_the_work_reads_it(cast: Cast) -> None:
    """The level above the committee under which it would have stood."""
    one = desk(cast)
    one.keep(parent=cast.joint)
    attach(cast, [one.unit], cast.other, on=cast.act().on)
    above = sit_down(cast.clerk)
    assert opened(above, one) == 404
    dissolve_party_organizations(cast.act(), [cast.joint, cast.branch])
    assert (one.row.state, one.row.at_id) == ("lapsed", cast.top)
    assert opened(above, one) == opened(sit_down(one.clerk), one) == 200
    assert opened(sit_down(cast.outsider), one) == 404

"""补登任职 and what is still lacking, on the page: the branch is led to the election, the level above writes."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from psycopg.types.range import DateRange
from tests.cast import Cast
from tests.commands.members.roll import row
from tests.web.leadership.test_pages import JOINED, PAPER, Branch
from tests.web.offices import attach, enter, sent, sit_down

from shuniu.commands.members.enter import enter_members
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import LocalFigure, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast) -> Branch:
    return Branch(cast)


@pytest.mark.req("J03")
def test_the_branch_is_led_to_the_election_and_the_level_above_puts_down_what_was_approved(office: Branch) -> None:
    address, end = reverse("leadership_set", args=["branch"]), reverse("leadership_end", args=["branch"])
    board = office.page(office.old)
    assert "登记党小组组长" in board and "补登任职" not in board and end not in board
    assert reverse("by_election_new", args=["branch"]) in board
    form = office.old.get(address).content.decode()
    assert 'value="secretary"' not in form and "由“中共澄川市科技领域社会团体联合委员会”批准后登记" in form
    mine = sent(office.old, address, person=office.public(1), post="secretary", **PAPER)
    assert mine.status_code == 422 and Post.objects.count() == 1
    ended = sent(office.old, end, person=office.public(0), way="end")
    assert ended.status_code == 422 and Post.objects.filter(retracted__isnull=True).count() == 1
    above = sit_down(office.cast.secretary)
    bare = sent(above, address, person=office.public(1), post="secretary", way="new")
    assert bare.status_code == 422
    assert "请选择怎样产生。" in bare.content.decode() and "文件的文号。" in bare.content.decode()
    assert sent(above, address, person=office.public(1), post="secretary", **PAPER).status_code == 302
    # Elected now: only an election takes the place of this one.
    again = sent(above, address, person=office.public(0), post="secretary", **PAPER)
    said = again.content.decode()
    assert again.status_code == 422 and "补登不能代替换届选举或者补选。" in said
    assert reverse("election_new", args=["branch"]) in said
    wrong = {"person": office.public(1), "post": "deputy_secretary", "since": "2019-06-01"}
    assert sent(above, address, **{**wrong, **PAPER, "way": "never"}).status_code == 302
    held = Post.objects.get(retracted__isnull=True, person=office.people[1])
    assert (held.post, held.period.lower) == ("deputy_secretary", date(2019, 6, 1))
    assert sent(above, end, person=office.public(1), way="never").status_code == 302
    assert not Post.objects.filter(retracted__isnull=True, person=office.people[1]).exists()


@pytest.mark.req("Q01")
def test_what_a_ledger_says_is_told_to_be_from_the_ledger(cast: Cast) -> None:
    enter_members(cast.act(JOINED), [row(cast.branch, "甲党员", post="secretary")], precision="opening")
    shown = sit_down(cast.branch_secretary).get(reverse("leadership", args=["branch"])).content.decode()
    assert "照台账登记，未载明" in shown and "台账未载" in shown


@pytest.mark.req("J10")
def test_a_full_time_deputy_is_asked_for_where_the_organization_is_large_and_the_members_are_many(
    office: Branch,
) -> None:
    cast = office.cast
    large = enter(cast, "澄川市阿岚学会", start=0, full_time_staff=80, part_time_staff=30)
    small = enter(cast, "澄川市碧川学会", start=1, full_time_staff=3)
    attach(cast, [*large, *small], cast.joint)
    for unit in small:
        cover_units(cast.act(), [Covering(party_organization=cast.branch, unit=unit)])
    shown = office.page()
    assert "应配专职副书记的党员数原文未明示。" in shown
    assert "应配专职副书记的社会组织规模（工作人员）原文未明示。" in shown
    for key, value in (("threshold", 2), ("size", 110)):
        LocalFigure.objects.create(
            party_organization_id=cast.top, key=f"secretary.full_time_deputy_{key}", value=value,
            decision="会议纪要3号", period=DateRange(JOINED), recorded=cast.opening,
        )  # fmt: skip
    assert "应配备专职副书记" not in office.page()
    cover_units(cast.act(), [Covering(party_organization=cast.branch, unit=large[0])])
    shown = office.page()
    assert "社会组织工作人员 110 人以上、党员 2 名以上的，应配备专职副书记。" in shown
    assert "党员 2 名，所覆盖的最大的社会组织工作人员 110 人，没有登记专职副书记" in shown

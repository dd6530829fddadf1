"""The roll on a day: who stands in it, in which order, for whom, and how it leaves the platform."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from tests.cast import Cast
from tests.commands.members.roll import ADMITTED, number
from tests.web.members.people import LIST, MOBILE, at, enrolled, foreign_branch, second_branch
from tests.web.offices import SINCE, enter, sit_down

from shuniu.commands.members.move import Departure, Relocation, let_go, move_members
from shuniu.commands.members.participate import Part, begin_participation
from shuniu.models import Look
from shuniu.policy.words import Leaving
from shuniu.policy.words.accounts import Role
from shuniu.queries.members.roll import roll

QUESTIONS, COUNTED = 14, "共 <strong>{}</strong> 名"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def shown(client: Client, address: str = LIST, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.req("I01")
def test_says_who_is_held_where_and_what_is_known(cast: Cast, client: Client) -> None:
    enrolled(cast, "张党员", start=1, post="secretary", position="秘书长")
    page = shown(client)
    assert COUNTED.format(1) in page
    for words in (
        "张党员",
        "男",
        "正式党员",
        "中共澄川市澄笙学会支部委员会",
        "书记",
        "2010-07-01",
        "大学本科毕业",
        "秘书长",
    ):
        assert words in page
    assert number(1) not in page and MOBILE not in page and number(1)[6:14] not in page


def test_days_are_shown_as_exactly_as_they_are_known_and_what_is_not_said_is_not_invented(
    cast: Cast, client: Client
) -> None:
    untold = ADMITTED | {"state": "", "admitted_on": date(2010, 7, 1), "admitted_precision": "month"}
    enrolled(cast, "张党员", membership=untold)
    page = shown(client)
    assert "2010-07<" in page and "2010-07-01" not in page and "未写明" in page


def test_stands_in_the_order_of_pinyin(cast: Cast, client: Client) -> None:
    enrolled(cast, "赵党员", "钱党员", "白党员")
    page = shown(client)
    assert page.index("白党员") < page.index("钱党员") < page.index("赵党员")
    turned = shown(client, down="1")
    assert turned.index("赵党员") < turned.index("钱党员") < turned.index("白党员")


def test_filters(cast: Cast, client: Client) -> None:
    second = second_branch(cast)
    probationary = {"state": "probationary", "status": "normal"}
    enrolled(cast, "甲党员")
    enrolled(cast, "乙党员", at=second, membership=probationary)
    enrolled(cast, "丙党员", membership=ADMITTED | {"state": "", "status": "suspended"})
    enrolled(cast, "丁党员", membership=ADMITTED | {"lost_contact": True})
    enrolled(cast, "戊党员", membership=ADMITTED | {"mobile_member": True})
    enrolled(cast, "己党员", membership={}, takes_part=True)
    assert COUNTED.format(6) in shown(client)
    for query, name in (
        ({"q": "甲"}, "甲党员"),
        ({"state": "probationary"}, "乙党员"),
        ({"state": "untold"}, "丙党员"),
        ({"status": "suspended"}, "丙党员"),
        ({"condition": "lost_contact"}, "丁党员"),
        ({"condition": "mobile_member"}, "戊党员"),
        ({"condition": "takes_part"}, "己党员"),
        ({"node": "other"}, "乙党员"),
        ({"node": "second"}, "乙党员"),
        ({"branch": "阿岚"}, "乙党员"),
    ):
        page = shown(client, **query)
        assert COUNTED.format(1) in page and name in page, query
    assert COUNTED.format(5) in shown(client, node="branch")


def test_a_past_day_selects_facts_and_the_present_decides_who_sees_them(cast: Cast, client: Client) -> None:
    second = second_branch(cast)
    (person,) = enrolled(cast, "甲党员")
    move_members(cast.act(date(2020, 1, 1)), [Relocation(person=person, party_organization=second)])
    assert "中共澄川市澄笙学会支部委员会" in shown(client, on="2019-12-31")
    assert "中共澄川市阿岚学会支部委员会" in shown(client, on="2020-01-01")
    former, now = sit_down(cast.branch_secretary), sit_down(cast.actor_at(second, Role.BRANCH_SECRETARY))
    assert COUNTED.format(0) in shown(former, on="2019-12-31")
    assert COUNTED.format(1) in shown(now) and COUNTED.format(0) in shown(now, on="2019-12-31")


def test_who_left_is_gone_from_that_day(cast: Cast, client: Client) -> None:
    (person,) = enrolled(cast, "甲党员")
    let_go(cast.act(date(2020, 1, 1)), [Departure(person=person, why=Leaving.MOVED_OUT)])
    assert COUNTED.format(1) in shown(client, on="2019-12-31") and COUNTED.format(0) in shown(client)


@pytest.mark.req("I13")
def test_who_takes_part_stands_in_both_rolls_and_counts_at_home(cast: Cast, client: Client) -> None:
    second = second_branch(cast)
    (person,) = enrolled(cast, "甲党员")
    begin_participation(cast.act(SINCE), [Part(person=person, party_organization=second)])
    host = sit_down(cast.actor_at(second, Role.BRANCH_SECRETARY))
    page = shown(host)
    assert "甲党员" in page and "管辖范围以外的党组织" in page and "澄笙学会" not in page
    assert "党员名册 0 人" in shown(client, "/party/of/second/")
    assert "党员名册 1 人" in shown(client, "/party/of/branch/")


def test_foreign_members_are_not_there_and_offices_of_units_have_no_such_page(cast: Cast, client: Client) -> None:
    enrolled(cast, "外人", at=foreign_branch(cast), by=cast.outsider)
    assert COUNTED.format(0) in shown(client) and COUNTED.format(0) in shown(client, node="foreign")
    assert COUNTED.format(1) in shown(sit_down(cast.outsider))
    (unit,) = enter(cast, "澄川市阿岚学会")
    for role in (Role.ORGANIZATION_CLERK, Role.INSTRUCTOR, Role.SUPERVISING_UNIT_CLERK, Role.REGISTRY_CLERK):
        office = sit_down(cast.actor_at(None, role, unit))
        assert office.get(LIST).status_code == 403
        assert ">党员</a>" not in office.get("/").content.decode()
    assert ">党员</a>" in client.get("/").content.decode()


def test_one_and_many_ask_the_same_number_of_questions(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    second = second_branch(cast)
    (unit,) = enter(cast, "澄川市阿岚学会")
    more = {"unit": unit, "position": "干事", "post": "committee_member"}
    (first,) = enrolled(cast, "甲党员", **more)
    begin_participation(cast.act(SINCE), [Part(person=first, party_organization=second)])
    client.get(LIST)
    for names in ((), ("乙", "丙"), tuple(f"党员{place}" for place in range(40))):
        enrolled(cast, *names, **more)
        with django_assert_num_queries(QUESTIONS):
            client.get(LIST)


def test_the_next_page_goes_on_where_this_one_ends(cast: Cast, client: Client) -> None:
    enrolled(cast, *(f"党员{place:03d}" for place in range(60)))
    first = shown(client)
    assert "党员049" in first and "党员050" not in first
    address = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = shown(client, address)
    assert "党员050" in second and "党员059" in second and "党员049" not in second


class TestTakingOut:
    """Who took which roll out of the platform, and why, is kept; numbers are never in it."""

    EXPORT = LIST + "export/"

    def test_leaves_as_a_workbook_with_what_the_list_shows(self, cast: Cast, client: Client) -> None:
        enrolled(cast, "甲党员", "乙党员", start=1, position="=1+1")
        assert "用途" in shown(client, self.EXPORT)
        answer: Any = client.post(self.EXPORT + "?q=甲", {"way": "workbook", "purpose": "支部换届核对名册"})
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        held = [[str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
        cells = [cell for row in held for cell in row]
        assert "甲党员" in cells and "乙党员" not in cells and "=1+1" in cells
        assert not any(secret in cell for cell in cells for secret in (number(1), number(2), MOBILE))
        assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
        look = Look.objects.get(subject_kind="roll")
        assert (look.field, look.purpose, look.actor_id) == ("workbook", "支部换届核对名册", cast.clerk.account)

    def test_leaves_on_paper(self, cast: Cast) -> None:
        enrolled(cast, "甲党员", start=1)
        secretary = sit_down(cast.branch_secretary)
        answer = secretary.post(self.EXPORT, {"way": "print", "purpose": "支部大会点名"})
        page = answer.content.decode()
        assert "甲党员" in page and "中共澄川市澄笙学会支部委员会" in page and number(1) not in page
        assert answer["Cache-Control"] == "no-store"
        assert Look.objects.get(subject_kind="roll").field == "print"

    @pytest.mark.parametrize("way", ["workbook", "print"])
    def test_nothing_leaves_without_a_purpose(self, cast: Cast, client: Client, way: str) -> None:
        enrolled(cast, "甲党员")
        answer = client.post(self.EXPORT, {"way": way, "purpose": " "})
        assert answer.status_code == 422 and "甲党员" not in answer.content.decode()
        assert not Look.objects.exists()

    def test_a_roll_out_of_reach_is_not_named(self, cast: Cast, client: Client) -> None:
        enrolled(cast, "外人", at=foreign_branch(cast), by=cast.outsider)
        page = shown(client, self.EXPORT, node="foreign")
        assert "砚溪" not in page


def test_the_card_of_who_is_listed_opens(cast: Cast, client: Client) -> None:
    (person,) = enrolled(cast, "甲党员")
    assert f'href="{at(person)}"' in shown(client)


def test_a_page_of_the_roll_follows_an_index_and_sorts_nothing(cast: Cast) -> None:
    """Kept from every other way the database still knows one without sorting the whole roll."""
    enrolled(cast, "张党员", start=1)
    rows = roll(cast.clerk, cast.clerk.today).order_by("sort_key", "person_id").values("person_id")[:51]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    plan = rows.explain()
    assert "particulars_by_name" in plan and "Sort" not in plan, plan

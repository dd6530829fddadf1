"""党务工作者人才库 (J09): who works for Party affairs where and how on a day, for whoever reads their roll."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.web.members.people import at, enrolled, foreign_branch, second_branch
from tests.web.offices import SINCE, sit_down

from shuniu.commands.members.posts import PostHeld, set_posts
from shuniu.commands.members.workers import AffairsWorker, end_workers, set_workers
from shuniu.models import Look, PartyOrganization
from shuniu.policy.words import PartyPost

pytestmark = pytest.mark.django_db
LIST = "/members/workers/"
EXPORT = LIST + "export/"
LATER = date(2020, 3, 1)


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.fixture
def pool(cast: Cast) -> list[int]:
    """A works full-time and is deputy secretary; B beside other work, trained before, until March, at another branch;
    C is a member and works for nobody; a stranger works at the strangers'."""
    far = foreign_branch(cast)
    a, c = enrolled(cast, "甲党员", "丙党员")
    second = second_branch(cast)
    (b,) = enrolled(cast, "乙党员", at=second)
    (stranger,) = enrolled(cast, "外人", at=far, by=cast.outsider)
    post = PostHeld(person=a, party_organization=cast.branch, post=PartyPost.DEPUTY_SECRETARY, begins_on=SINCE)
    set_posts(cast.act(), [post])
    set_workers(cast.act(SINCE), [AffairsWorker(person=a, party_organization=cast.branch, full_time=True)])
    part_time = AffairsWorker(person=b, party_organization=second, trained_on=date(2016, 5, 4))
    set_workers(cast.act(SINCE), [part_time])
    end_workers(cast.act(LATER), [AffairsWorker(person=b, party_organization=second)])
    set_workers(cast.act(SINCE, cast.outsider), [AffairsWorker(person=stranger, party_organization=far)])
    return [a, b, c, stranger]


def shown(client: Client, **query: str) -> str:
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.req("J07", "J09")
def test_says_who_works_where_how_long_and_with_which_post(pool: list[int], client: Client) -> None:
    page = shown(client)
    assert "甲党员" in page and f'href="{at(pool[0])}"' in page
    for words in ("专职", "副书记", SINCE.isoformat(), "未登记"):
        assert words in page
    # He works no longer; on a day before he did, with the training before it.
    assert "乙党员" not in page and "丙党员" not in page and "外人" not in page
    before = shown(client, on="2020-02-29")
    for words in ("乙党员", "兼职", LATER.isoformat(), "2016-05-04", "中共澄川市阿岚学会支部委员会"):
        assert words in before


@pytest.mark.req("J09")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"way": "full"}, {"甲党员"}), ({"way": "part"}, {"乙党员"}),
        ({"post": "held"}, {"甲党员"}), ({"post": "none"}, {"乙党员"}),
        ({"trained": "trained"}, {"乙党员"}), ({"trained": "untold"}, {"甲党员"}),
        ({"node": "joint"}, {"甲党员"}), ({"node": "other"}, {"乙党员"}), ({"node": "second"}, {"乙党员"}),
        ({"q": "甲"}, {"甲党员"}), ({"q": "丙"}, set()), ({"node": "foreign"}, {"甲党员", "乙党员"}),
        ({"way": "full", "trained": "trained"}, set()),
    ],
)  # fmt: skip
def test_is_narrowed(pool: list[int], client: Client, query: dict[str, str], found: set[str]) -> None:
    page = shown(client, on="2020-02-29", **query)
    assert {name for name in ("甲党员", "乙党员", "丙党员", "外人") if name in page} == found


@pytest.mark.req("J09")
def test_each_office_sees_those_of_the_rolls_it_reads(pool: list[int], cast: Cast) -> None:
    assert "甲党员" in shown(sit_down(cast.branch_secretary))
    joint = shown(sit_down(cast.secretary), on="2020-02-29")
    assert "甲党员" in joint and "乙党员" not in joint
    strangers = shown(sit_down(cast.outsider))
    assert "外人" in strangers and "甲党员" not in strangers


def test_leaves_for_a_purpose_that_is_kept(pool: list[int], cast: Cast, client: Client) -> None:
    assert client.post(EXPORT, {"purpose": " "}).status_code == 422 and not Look.objects.exists()
    answer: Any = client.post(EXPORT + "?on=2020-02-29&way=part", {"purpose": "核对人才库"})
    held = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True)
    cells = [str(cell) for row in held for cell in row]
    assert "乙党员" in cells and "甲党员" not in cells
    look = Look.objects.get(subject_kind="roll")
    assert (look.field, look.purpose) == ("workers", "核对人才库")


def test_narrowed_to_one_committee_the_look_is_kept_there(pool: list[int], cast: Cast, client: Client) -> None:
    address = EXPORT + "?on=2020-02-29&node=joint"
    assert "及其下级" in client.get(address).content.decode()
    answer: Any = client.post(address, {"purpose": "核对人才库"})
    held = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True)
    cells = [str(cell) for row in held for cell in row]
    assert "甲党员" in cells and "乙党员" not in cells
    assert Look.objects.get(subject_kind="roll").subject == PartyOrganization.objects.get(pk=cast.joint).uuid


def test_many_take_as_many_questions_as_one(pool: list[int], cast: Cast, client: Client) -> None:
    with CaptureQueriesContext(connection) as one:
        shown(client)
    more = enrolled(cast, "丁党员", "戊党员", "己党员")
    set_workers(cast.act(SINCE), [AffairsWorker(person=key, party_organization=cast.branch) for key in more])
    with CaptureQueriesContext(connection) as several:
        assert "己党员" in shown(client)
    assert len(several) == len(one)

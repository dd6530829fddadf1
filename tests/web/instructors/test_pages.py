"""Pages of instructors: the pool by number, who is where since when, and what is done about it."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import SINCE, attach, code_number, enter, public, sent, sit_down

from shuniu.commands.instructors.pool import NewInstructor, PoolChange, change_pools, enter_pool, leave_pool
from shuniu.commands.instructors.posting import Sending, post_instructors
from shuniu.commands.looks.reveal import reveal_contact
from shuniu.kernel.decision import Refused
from shuniu.models import Entry, Instructor, InstructorPool, Look, OfficeContact, Posting
from shuniu.policy.words.accounts import Role

PHONE = "100" + "0000" + "0001"
LIST = "/party/instructors/"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.fixture
def units(cast: Cast) -> list[int]:
    units = enter(cast, "澄川市阿岚学会", "澄川市白榆学会")
    attach(cast, units, cast.joint)
    return units


def pooled(cast: Cast, *names: str, **more: Any) -> list[int]:
    rows = [
        NewInstructor(party_organization=cast.top, name=name, source="retired", full_time=True, phone=PHONE, **more)
        for name in names
    ]
    return enter_pool(cast.act(SINCE), rows)


def at(instructor: int, act: str = "") -> str:
    uuid = Instructor.objects.values_list("uuid", flat=True).get(pk=instructor)
    return f"{LIST}{uuid}/{act}/" if act else f"{LIST}{uuid}/"


def latest_act() -> str:
    return str(Entry.objects.order_by("-id").values_list("act", flat=True)[0])


class TestFormerPool:
    """Whoever once had an instructor in the pool and has no longer reads nothing of them (G06)."""

    @pytest.fixture
    def moved(self, cast: Cast, units: list[int]) -> int:
        """In the pool of the joint committee until the clerk of the top took them to the other one."""
        row = NewInstructor(party_organization=cast.joint, name="甲某", source="retired", full_time=True, phone=PHONE)
        (key,) = enter_pool(cast.act(SINCE), [row])
        post_instructors(cast.act(date(2019, 4, 1)), [Sending(instructor=key, unit=units[0])])
        change_pools(cast.act(date(2020, 1, 1)), [PoolChange(instructor=key, party_organization=cast.other)])
        return key

    @pytest.mark.parametrize("day", ["", "?on=2019-06-01"])
    def test_reads_neither_name_nor_postings(self, cast: Cast, moved: int, day: str) -> None:
        former, now = sit_down(cast.secretary), sit_down(cast.actor_at(cast.other, Role.JOINT_COMMITTEE_CLERK))
        assert former.get(at(moved) + day).status_code == 404
        assert "甲某" not in former.get(LIST + day).content.decode()
        assert now.get(at(moved) + day).status_code == 200
        assert "甲某" in now.get(LIST + day).content.decode()

    def test_reveals_no_telephone(self, cast: Cast, moved: int) -> None:
        row = OfficeContact.objects.values_list("row", flat=True).get(instructor=moved)
        with pytest.raises(Refused):
            reveal_contact(cast.act(actor=cast.secretary), row, "商定派驻时间")
        now = cast.actor_at(cast.other, Role.JOINT_COMMITTEE_CLERK)
        assert reveal_contact(cast.act(actor=now), row, "商定派驻时间") == PHONE

    def test_the_last_pool_reads_who_left_but_no_telephone_any_more(self, cast: Cast, client: Client) -> None:
        (key,) = pooled(cast, "甲某")
        row = OfficeContact.objects.values_list("row", flat=True).get(instructor=key)
        assert "查看电话" in client.get(at(key)).content.decode()
        leave_pool(cast.act(date(2020, 6, 1)), [key])
        page = client.get(at(key)).content.decode()
        assert "甲某" in page and "查看电话" not in page
        with pytest.raises(Refused):
            reveal_contact(cast.act(), row, "商定派驻时间")


class TestList:
    @pytest.mark.req("G06", "G07")
    def test_says_who_is_where_since_when(self, cast: Cast, client: Client, units: list[int]) -> None:
        first, _ = pooled(cast, "甲某", "乙某")
        post_instructors(cast.act(date(2019, 4, 1)), [Sending(instructor=first, unit=unit) for unit in units])
        page = client.get(LIST).content.decode()
        assert "共 <strong>2</strong> 名" in page
        assert "澄川市阿岚学会（2019-04-01 起）；澄川市白榆学会（2019-04-01 起）" in page
        assert PHONE not in page
        before = client.get(LIST + "?on=2019-03-31").content.decode()
        assert "甲某" in before and "澄川市阿岚学会" not in before

    def test_filters(self, cast: Cast, client: Client, units: list[int]) -> None:
        first, _ = pooled(cast, "甲某", "乙某")
        pooled(cast, "丙某", available=False)
        post_instructors(cast.act(SINCE), [Sending(instructor=first, unit=units[0])])
        for query, name in (
            ({"state": "posted"}, "甲某"),
            ({"state": "free"}, "乙某"),
            ({"state": "unavailable"}, "丙某"),
            ({"q": "乙"}, "乙某"),
        ):
            page = client.get(LIST, query).content.decode()
            assert "共 <strong>1</strong> 名" in page and name in page
        assert "共 <strong>3</strong> 名" in client.get(LIST, {"source": "retired"}).content.decode()

    def test_foreign_ones_are_not_there_and_others_have_no_such_page(self, cast: Cast, units: list[int]) -> None:
        pooled(cast, "甲某")
        page = sit_down(cast.outsider).get(LIST).content.decode()
        assert "共 <strong>0</strong> 名" in page and "甲某" not in page
        assert sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, units[0])).get(LIST).status_code == 403

    def test_leaves_as_a_workbook(self, cast: Cast, client: Client) -> None:
        pooled(cast, "甲某", "乙某")
        answer: Any = client.get(LIST + "export/?q=甲某")
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        held = [[str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
        assert ["姓名", "编号"] in [row[:2] for row in held]
        assert [row[0] for row in held if row[0] in ("甲某", "乙某")] == ["甲某"]
        assert not any(PHONE in cell for row in held for cell in row)

    def test_one_and_many_ask_the_same_number_of_questions(
        self, cast: Cast, client: Client, units: list[int], django_assert_num_queries: Any
    ) -> None:
        (first,) = pooled(cast, "甲某")
        post_instructors(cast.act(SINCE), [Sending(instructor=first, unit=units[0])])
        client.get(LIST)
        with django_assert_num_queries(QUESTIONS):
            client.get(LIST)
        more = pooled(cast, "乙某", "丙某", "丁某")
        post_instructors(cast.act(SINCE), [Sending(instructor=key, unit=unit) for key in more for unit in units])
        with django_assert_num_queries(QUESTIONS):
            client.get(LIST)


QUESTIONS = 9


class TestCard:
    def test_tells_pool_postings_and_past(self, cast: Cast, client: Client, units: list[int]) -> None:
        (key,) = pooled(cast, "甲某", home_unit="市属某单位")
        row = Sending(instructor=key, unit=units[0], document_number="澄社党〔2019〕1号")
        post_instructors(cast.act(date(2019, 4, 1)), [row])
        page = client.get(at(key)).content.decode()
        assert "甲某" in page and "派驻 1 家" in page and "市属某单位" in page and "澄社党〔2019〕1号" in page
        assert f'href="/organizations/{public(units[0])}/"' in page and PHONE not in page

    def test_the_telephone_is_shown_once_for_a_purpose(self, cast: Cast, client: Client) -> None:
        (key,) = pooled(cast, "甲某")
        row = str(OfficeContact.objects.get(instructor=key).row)
        answer = client.post(at(key, "contact"), {"row": row, "purpose": ""})
        assert answer.status_code == 422 and PHONE not in answer.content.decode()
        answer = client.post(at(key, "contact"), {"row": row, "purpose": "商定派驻时间"})
        assert PHONE in answer.content.decode() and Look.objects.get().purpose == "商定派驻时间"
        assert sit_down(cast.outsider).post(at(key, "contact"), {"row": row, "purpose": "看看"}).status_code == 404

    def test_the_organization_tells_who_is_there(self, cast: Cast, client: Client, units: list[int]) -> None:
        (key,) = pooled(cast, "甲某", code="Z900001")
        post_instructors(cast.act(date(2019, 4, 1)), [Sending(instructor=key, unit=units[0])])
        address = f"/organizations/{public(units[0])}/"
        assert "派驻党建工作指导员：甲某" in client.get(address).content.decode()
        # Guidance lets a committee read the organization, not its contacts: there the instructor is a number.
        told = "派驻党建工作指导员：指导员Z900001"
        supervisor = cast.actor_at(None, Role.ORGANIZATION_CLERK, units[0])
        assert "甲某" in sit_down(supervisor).get(address).content.decode()
        sent(client, address + "guide/", kind="contact", party_organization=str(cast.other), since="2019-01-01")
        guide = sit_down(cast.actor_at(cast.other, Role.JOINT_COMMITTEE_CLERK))
        page = guide.get(address).content.decode()
        assert told in page and "甲某" not in page


class TestPool:
    @pytest.mark.req("G03", "G06")
    def test_enters_with_a_sealed_telephone(self, cast: Cast, client: Client) -> None:
        answer = sent(
            client, LIST + "new/", name="甲某", phone=PHONE, source="retired", full_time="1", since="2019-01-01"
        )
        assert answer.status_code == 302
        row = InstructorPool.objects.get()
        assert (row.party_organization_id, row.source, row.full_time, row.period.lower) == (
            cast.top,
            "retired",
            True,
            date(2019, 1, 1),
        )
        assert PHONE.encode() not in bytes(OfficeContact.objects.get().phone)
        assert latest_act() == "instructor.enter_pool"

    def test_a_number_that_is_taken_is_refused(self, cast: Cast, client: Client) -> None:
        pooled(cast, "乙某", code="Z900001")
        before = Entry.objects.count()
        answer = sent(client, LIST + "new/", name="甲某", source="retired", full_time="1", code="Z900001")
        page = answer.content.decode()
        assert answer.status_code == 422 and "还不能办理" in page and 'value="甲某"' in page
        assert (Instructor.objects.count(), Entry.objects.count()) == (1, before)

    def test_is_changed_from_a_day_on(self, cast: Cast, client: Client) -> None:
        (key,) = pooled(cast, "甲某")
        assert sent(client, at(key, "change"), available="0", since="2019-06-01").status_code == 302
        rows = InstructorPool.objects.filter(retracted__isnull=True).order_by("period")
        assert [row.available for row in rows] == [True, False]
        assert "不可派驻" in client.get(at(key)).content.decode()

    def test_leaves_only_when_sent_nowhere(self, cast: Cast, client: Client, units: list[int]) -> None:
        (key,) = pooled(cast, "甲某")
        post_instructors(cast.act(SINCE), [Sending(instructor=key, unit=units[0])])
        answer = sent(client, at(key, "leave"), sure="on", since="2020-01-01")
        assert answer.status_code == 422 and "请先结束这些派驻" in answer.content.decode()
        assert InstructorPool.objects.get().period.upper is None
        assert sent(client, at(key, "end"), unit=str(units[0]), since="2020-01-01").status_code == 302
        assert sent(client, at(key, "leave"), sure="on", since="2020-01-01").status_code == 302
        assert InstructorPool.objects.get(retracted__isnull=True).period.upper == date(2020, 1, 1)
        assert "这一天不在人才库" in client.get(at(key)).content.decode()
        assert client.get(at(key, "change")).status_code == 403


def test_the_list_says_by_which_column_it_is_ordered(cast: Cast, client: Client) -> None:
    """By number: names are not what it is sorted by, and no arrow stands there."""
    pooled(cast, "乙某")
    pooled(cast, "甲某")
    for down, order in (("", "ascending"), ("1", "descending")):
        head = client.get(LIST, {"down": down}).content.decode().partition("<thead>")[2].partition("</thead>")[0]
        assert re.findall(r'aria-sort="(\w+)"[^>]*>\s*<a [^>]*>(\w+)', head) == [(order, "编号")]


class TestPosting:
    @pytest.mark.req("G07")
    def test_one_goes_to_several(self, cast: Cast, client: Client, units: list[int]) -> None:
        (key,) = pooled(cast, "甲某")
        uuid = Instructor.objects.get().uuid
        for number in (0, 1):
            answer = sent(
                client, f"{LIST}post/?instructor={uuid}", unit=code_number(number), document_number="澄社党〔2019〕1号",
                since="2019-04-01",
            )  # fmt: skip
            assert answer.status_code == 302
        assert sorted(Posting.objects.values_list("unit", flat=True)) == sorted(units)
        assert latest_act() == "instructor.post"
        assert "澄川市阿岚学会" in client.get(at(key)).content.decode()

    def test_from_the_card_of_the_organization_the_unit_is_filled_in(self, client: Client, units: list[int]) -> None:
        acts = client.get(f"/organizations/{public(units[0])}/", {"tab": "acts"}).content.decode()
        address = f"{LIST}post/?unit={public(units[0])}"
        assert address in acts and f'value="{code_number(0)}"' in client.get(address).content.decode()

    def test_not_everybody_is_offered_at_once_and_whoever_is_not_is_found(
        self, cast: Cast, client: Client, units: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keys = [pooled(cast, name)[0] for name in ("甲某", "乙某", "丙某")]
        page = client.get(LIST + "post/").content.decode()
        assert "查找指导员" not in page and all(f'value="{key}"' in page for key in keys)
        monkeypatch.setattr("shuniu.queries.instructors.pool.OFFERED", 2)
        page = client.get(LIST + "post/").content.decode()
        assert "查找指导员" in page and f'value="{keys[2]}"' not in page
        address = LIST + "post/?q=丙"
        assert f'value="{keys[2]}"' in client.get(address).content.decode()
        assert (
            sent(client, address, instructor=str(keys[2]), unit=code_number(0), since="2019-04-01").status_code == 302
        )
        assert Posting.objects.get().instructor_id == keys[2]
        # Whoever one comes for is offered in any case.
        uuid = Instructor.objects.values_list("uuid", flat=True).get(pk=keys[2])
        assert f'value="{keys[2]}" selected' in client.get(f"{LIST}post/?instructor={uuid}").content.decode()
        assert client.get(LIST + "post/?q=%&instructor=x&unit=y").status_code == 200

    def test_who_is_not_available_is_refused(self, cast: Cast, client: Client, units: list[int]) -> None:
        (key,) = pooled(cast, "甲某", available=False)
        answer = sent(client, LIST + "post/", instructor=str(key), unit=code_number(0))
        page = answer.content.decode()
        assert answer.status_code == 422 and "目前不可派驻" in page and "请先改为可派驻，或另选指导员" in page
        assert f'value="{code_number(0)}"' in page and not Posting.objects.exists()

    def test_ends_on_its_day(self, cast: Cast, client: Client, units: list[int]) -> None:
        (key,) = pooled(cast, "甲某")
        post_instructors(cast.act(SINCE), [Sending(instructor=key, unit=units[0])])
        assert sent(client, at(key, "end"), unit=str(units[0]), since="2020-01-01").status_code == 302
        assert Posting.objects.get(retracted__isnull=True).period.upper == date(2020, 1, 1)
        assert latest_act() == "instructor.end_posting"


@pytest.mark.parametrize("act", ["", "change", "leave", "end"])
def test_who_may_not(cast: Cast, client: Client, units: list[int], act: str) -> None:
    (key,) = pooled(cast, "甲某")
    assert sit_down(cast.outsider).get(at(key, act)).status_code == 404
    assert sit_down(cast.branch_secretary).get(at(key, act)).status_code == 404
    assert sit_down(cast.branch_secretary).get(LIST + "new/").status_code == 403
    assert sit_down(cast.branch_secretary).get(LIST + "post/").status_code == 403
    before = Entry.objects.count()
    if act:
        assert client.post(at(key, act) + "?on=2019-01-01").status_code == 409
    assert Entry.objects.count() == before

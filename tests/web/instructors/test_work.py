"""Pages of the work log: on the card of the organization, as a list, one entry with its past, and what is done."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.web.offices import SINCE, attach, enter, public, sent, sit_down

from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.instructors.posting import Sending, end_postings, post_instructors
from shuniu.commands.instructors.work import WorkDone, write_work_logs
from shuniu.models import Entry, WorkLog
from shuniu.policy.words.accounts import Role

LIST = "/party/instructors/log/"
SENT, ENDED = date(2019, 4, 1), date(2020, 5, 1)
DAY = timedelta(days=1)


class Placed:
    """Two organizations of the joint committee; 甲某 was at the first until April 2020, 乙某 is at the second."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.units = enter(cast, "澄川市阿岚学会", "澄川市白榆学会")
        attach(cast, self.units, cast.joint)
        rows = [NewInstructor(party_organization=cast.top, name=name, source="retired") for name in ("甲某", "乙某")]
        self.first, self.second = enter_pool(cast.act(SINCE), rows)
        post_instructors(
            cast.act(SENT),
            [Sending(instructor=self.first, unit=self.units[0]), Sending(instructor=self.second, unit=self.units[1])],
        )
        end_postings(cast.act(ENDED), [Sending(instructor=self.first, unit=self.units[0])])
        self.writer = cast.actor_at(None, Role.INSTRUCTOR, self.units[0])

    @property
    def new(self) -> str:
        return reverse("work_log_new", args=[public(self.units[0])])

    @property
    def card(self) -> str:
        return f"/organizations/{public(self.units[0])}/?tab=work"

    def log(self, done: str = "商定党建工作方案", on: date = SENT, *, at: int = 0, by: Any = None, **more: Any) -> str:
        who = (self.first, self.second)[at]
        row = {"instructor": who, "unit": self.units[at], "done_on": on, "duty": "contact_and_serve", "done": done}
        (key,) = write_work_logs(self.cast.act(actor=by), [WorkDone(**{**row, **more})])
        return f"{LIST}{key}/"


@pytest.fixture
def placed(cast: Cast) -> Placed:
    return Placed(cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


class TestWriting:
    @pytest.mark.req("G02")
    def test_the_instructor_writes_on_the_card_of_the_organization(self, placed: Placed) -> None:
        browser = sit_down(placed.writer)
        page = browser.get(placed.card).content.decode()
        assert "还没有工作日志" in page and f'href="{placed.new}"' in page
        form = browser.get(placed.new).content.decode()
        assert "不写个人情况" in form and "组织宣传" in form and "联系服务" in form and "协调指导" in form
        answer = sent(browser, placed.new, done_on="2019-05-06", duty="organize_and_publicize", done=" 宣讲  章程 ")
        assert answer.status_code == 302 and answer["Location"] == placed.card
        log = WorkLog.objects.get()
        assert (log.instructor_id, log.duty, log.done) == (placed.first, "organize_and_publicize", "宣讲 章程")
        assert (log.recorded.actor_id, log.period.lower) == (placed.writer.account, date(2019, 5, 6))
        page = browser.get(placed.card).content.decode()
        assert "宣讲 章程" in page and "甲某" in page and "2019-05-06" in page

    @pytest.mark.req("G02")
    @pytest.mark.parametrize("day", [SENT - DAY, ENDED, date(2100, 1, 1)])
    def test_a_day_outside_of_the_posting_is_refused_with_its_clause(self, placed: Placed, day: date) -> None:
        answer = sent(
            sit_down(placed.writer), placed.new, done_on=day.isoformat(), duty="contact_and_serve", done="走访"
        )
        page = answer.content.decode()
        assert (
            answer.status_code == 422
            and "壮大党务工作者队伍（京办发〔2016〕27号第15条）" in page
            and not WorkLog.objects.exists()
        )

    def test_a_telephone_is_refused_and_the_form_keeps_what_was_written(self, placed: Placed, client: Client) -> None:
        text = "秘书长电话" + "139" + "0000" + "0000"
        answer = sent(client, placed.new, done_on="2019-05-06", duty="contact_and_serve", done=text)
        page = answer.content.decode()
        assert answer.status_code == 422 and "不写个人情况" in page and text in page

    @pytest.mark.req("G02")
    def test_who_may_not(self, cast: Cast, placed: Placed) -> None:
        own = placed.log()
        elsewhere = cast.actor_at(None, Role.INSTRUCTOR, placed.units[1])
        inside = cast.actor_at(None, Role.ORGANIZATION_CLERK, placed.units[0])
        for actor, status in ((elsewhere, 404), (cast.outsider, 404), (inside, 403), (cast.branch_secretary, 403)):
            browser = sit_down(actor)
            for address in (placed.new, own, own + "correct/"):
                assert browser.get(address).status_code == status, (actor.role, address)
        # The log of an organization is not on its card for whoever has no business with it.
        page = sit_down(inside).get(placed.card).content.decode()
        assert "商定党建工作方案" not in page and "工作日志" not in page
        assert sit_down(cast.clerk).get(placed.new + "?on=2019-05-01").status_code == 409


class TestCorrecting:
    @pytest.mark.req("G02")
    def test_the_writer_corrects_and_the_past_stays_visible(self, placed: Placed) -> None:
        address, browser = placed.log("商定方案", by=placed.writer), sit_down(placed.writer)
        answer = sent(browser, address + "correct/", done="商定并报送方案", done_on="2019-04-02")
        assert answer.status_code == 302 and answer["Location"] == address
        page = browser.get(address).content.decode()
        assert "商定并报送方案" in page and "商定方案" in page and "2019-04-02" in page
        colleague = sit_down(placed.cast.actor_at(None, Role.INSTRUCTOR, placed.units[0]))
        assert colleague.get(address).status_code == 200
        assert colleague.get(address + "correct/").status_code == 403
        assert sit_down(placed.cast.clerk).get(address + "correct/").status_code == 200

    def test_one_that_should_not_be_there_is_withdrawn(self, placed: Placed, client: Client) -> None:
        address = placed.log()
        answer = sent(client, address + "correct/", way="withdraw")
        assert answer.status_code == 302 and answer["Location"] == placed.card
        assert client.get(address).status_code == 404
        assert "商定党建工作方案" not in client.get(placed.card).content.decode()
        assert Entry.objects.order_by("-id").values_list("act", flat=True)[0] == "work_log.correct"

    def test_what_another_changed_meanwhile_is_not_written_over(self, placed: Placed, client: Client) -> None:
        address = placed.log("商定方案")
        seen = WorkLog.objects.get().pk
        sent(client, address + "correct/", done="走访")
        answer = sent(client, address + "correct/", done="座谈", seen=str(seen))
        assert answer.status_code == 409 and "刚刚被别人改过" in answer.content.decode()
        assert WorkLog.objects.get(retracted__isnull=True).done == "走访"


class TestList:
    def test_filters_by_organization_duty_and_days_and_never_by_a_person(self, placed: Placed, client: Client) -> None:
        placed.log("走访座谈", date(2019, 5, 6))
        placed.log("宣讲", date(2019, 6, 3), at=1, duty="organize_and_publicize")
        page = client.get(LIST).content.decode()
        assert page.index("宣讲") < page.index("走访座谈") and 'name="instructor"' not in page
        for query, there, gone in (
            ({"unit": public(placed.units[0])}, "走访座谈", "宣讲"),
            ({"duty": "organize_and_publicize"}, "宣讲", "走访座谈"),
            ({"since": "2019-06-01"}, "宣讲", "走访座谈"),
            ({"until": "2019-05-06"}, "走访座谈", "宣讲"),
            ({"on": "2019-05-31"}, "走访座谈", "宣讲"),
        ):
            page = client.get(LIST, query).content.decode()
            assert there in page and gone not in page, query
        assert "共 <strong>0</strong> 条" in client.get(LIST, {"node": "other"}).content.decode()
        assert "共 <strong>2</strong> 条" in client.get(LIST, {"node": "joint", "unit": "x"}).content.decode()

    @pytest.mark.req("G02")
    def test_shows_only_what_is_within_reach(self, cast: Cast, placed: Placed) -> None:
        placed.log("走访座谈")
        placed.log("宣讲", at=1)
        assert "共 <strong>2</strong> 条" in sit_down(cast.secretary).get(LIST).content.decode()
        page = sit_down(placed.writer).get(LIST).content.decode()
        assert "走访座谈" in page and "宣讲" not in page
        assert "共 <strong>0</strong> 条" in sit_down(cast.outsider).get(LIST).content.decode()
        assert sit_down(cast.branch_secretary).get(LIST).status_code == 403

    def test_leaves_as_a_workbook(self, placed: Placed, client: Client) -> None:
        placed.log("走访座谈")
        answer: Any = client.get(LIST + "export/")
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        held = [[str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
        assert ["2019-04-01", "澄川市阿岚学会", "联系服务", "走访座谈", "甲某"] in [row[:5] for row in held]

    def test_one_and_many_ask_the_same_number_of_questions(
        self, placed: Placed, client: Client, django_assert_num_queries: Any
    ) -> None:
        placed.log()
        client.get(LIST)
        for address, questions in ((LIST, QUESTIONS), (placed.card, CARD_QUESTIONS)):
            with django_assert_num_queries(questions):
                client.get(address)
        for number in range(12):
            placed.log(on=SENT + number * DAY)
        for address, questions in ((LIST, QUESTIONS), (placed.card, CARD_QUESTIONS)):
            with django_assert_num_queries(questions):
                client.get(address)


QUESTIONS, CARD_QUESTIONS = 6, 57


SUPERVISION = "/party/instructors/work/"


class TestSupervision:
    @pytest.mark.req("G02")
    def test_organizations_without_a_record_come_first_and_numbers_open_their_rows(
        self, placed: Placed, client: Client
    ) -> None:
        for day, duty in ((6, "contact_and_serve"), (7, "contact_and_serve"), (8, "coordinate_and_guide")):
            placed.log("走访座谈", date(2020, 4, day), duty=duty)
        placed.log("早前的走访", date(2020, 3, 6))
        page = client.get(SUPERVISION, {"month": "2020-04"}).content.decode()
        assert page.index("澄川市白榆学会") < page.index("澄川市阿岚学会") and "本期无记录" in page
        narrowed = "duty=contact_and_serve&amp;since=2020-04-01&amp;until=2020-04-30"
        rows = f"{LIST}?unit={public(placed.units[0])}&amp;{narrowed}"
        assert f'href="{rows}">2</a>' in page
        assert "共 <strong>2</strong> 条" in client.get(rows.replace("&amp;", "&")).content.decode()
        assert "2020-04-01 至 2020-04-30" in page and "甲某" not in page and "乙某" not in page
        only = client.get(SUPERVISION, {"month": "2020-04", "state": "silent"}).content.decode()
        assert "澄川市白榆学会" in only and "澄川市阿岚学会" not in only

    @pytest.mark.req("G02")
    def test_counts_who_was_in_place_in_the_period(self, placed: Placed, client: Client) -> None:
        """甲某 left on 1 May 2020: the organization belongs to April, and no longer to May."""
        for query, there in (({"since": "2020-04-30", "until": "2020-05-31"}, True), ({"month": "2020-05"}, False)):
            page = client.get(SUPERVISION, query).content.decode()
            assert ("澄川市阿岚学会" in page) is there and "澄川市白榆学会" in page
        assert "这一期没有派驻指导员的单位" in client.get(SUPERVISION, {"month": "2019-03"}).content.decode()
        usual = client.get(SUPERVISION).content.decode()
        assert "澄川市白榆学会" in usual
        assert client.get(SUPERVISION, {"until": "9999-12-31", "month": "9999-99"}).status_code == 200

    def test_narrows_to_a_node_and_shows_only_what_is_within_reach(self, cast: Cast, placed: Placed) -> None:
        client = sit_down(cast.clerk)
        assert "澄川市白榆学会" in client.get(SUPERVISION, {"node": "joint"}).content.decode()
        assert "澄川市白榆学会" not in client.get(SUPERVISION, {"node": "other"}).content.decode()
        assert "澄川市白榆学会" in sit_down(cast.secretary).get(SUPERVISION).content.decode()
        assert "澄川市白榆学会" not in sit_down(cast.outsider).get(SUPERVISION).content.decode()
        assert sit_down(placed.writer).get(SUPERVISION).status_code == 403
        assert sit_down(cast.branch_secretary).get(SUPERVISION).status_code == 403

    def test_leaves_as_a_workbook_with_its_period(self, placed: Placed, client: Client) -> None:
        placed.log("走访座谈", date(2020, 4, 6))
        answer: Any = client.get(SUPERVISION + "export/?month=2020-04")
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        held = [["" if cell is None else str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
        rows = {row[0]: row for row in held}
        assert rows["澄川市白榆学会"][1:6] == ["本期无记录", "0", "0", "0", "0"]
        assert rows["澄川市阿岚学会"][1:6] == ["2020-04-06", "0", "1", "0", "1"]
        assert any("2020-04-01" in cell and "2020-04-30" in cell for row in held for cell in row)

    def test_one_and_many_ask_the_same_number_of_questions(
        self, cast: Cast, placed: Placed, client: Client, django_assert_num_queries: Any
    ) -> None:
        placed.log()
        client.get(SUPERVISION)
        with django_assert_num_queries(SUPERVISING):
            client.get(SUPERVISION)
        more = enter(cast, "澄川市丙学会", "澄川市丁学会", "澄川市戊学会", start=5)
        attach(cast, more, cast.other)
        post_instructors(cast.act(SENT), [Sending(instructor=placed.second, unit=unit) for unit in more])
        with django_assert_num_queries(SUPERVISING):
            client.get(SUPERVISION)


SUPERVISING = 11


def test_the_way_leads_from_the_instructor_to_the_log(placed: Placed, client: Client) -> None:
    card = client.get(reverse("instructors"), {"q": "乙某"}).content.decode()
    assert "工作情况" in card and "培训" in card
    page = client.get(f"/organizations/{public(placed.units[1])}/").content.decode()
    assert "?tab=work" in page

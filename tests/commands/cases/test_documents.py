"""The register of outgoing documents: numbers one after the other, each office under its own mark."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.commands.cases.meeting import MEETING_DAY, Table
from tests.commands.cast import refused

from shuniu.commands.cases.documents import IssuedDocument, issue_document, record_document, withdraw_document
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.journal import open_act
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Case, Document, Entry, Series
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.words.meetings import DocumentKind

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 30)


def marked(cast: Cast, *marks: str, node: int | None = None) -> None:
    """The office decides under which marks it sends out documents."""
    row = DecidedFigure(party_organization=node or cast.top, key=MARK, value=list(marks), decision="公文管理办法")
    decide_figures(cast.act(date(2020, 1, 1)), [row])


def notice(cast: Cast, **more: Any) -> OutgoingDocument:
    told: dict[str, Any] = {
        "party_organization": cast.top, "kind": DocumentKind.NOTICE, "title": "关于开展专项行动的通知",
        "addressee": "各联合党委", "issued_on": DAY,
    }  # fmt: skip
    return OutgoingDocument(**(told | more))


def issued(cast: Cast, **more: Any) -> IssuedDocument:
    return issue_document(cast.act(), notice(cast, **more))


def codes(found: object) -> list[str]:
    return [one.code for one in found]  # type: ignore[attr-defined]


@pytest.mark.req("P11")
def test_numbers_follow_each_other_by_office_mark_and_year(cast: Cast) -> None:
    marked(cast, "澄社党", "澄社党函")
    marked(cast, "澄科党", node=cast.joint)
    assert issued(cast).number == "澄社党〔2020〕1号"
    assert issued(cast).number == "澄社党〔2020〕2号"
    assert issued(cast, mark="澄社党函").number == "澄社党函〔2020〕1号"
    assert issued(cast, issued_on=date(2019, 12, 31)).number == "澄社党〔2019〕1号"
    assert issued(cast, party_organization=cast.joint).number == "澄科党〔2020〕1号"
    assert issued(cast).number == "澄社党〔2020〕3号"
    row = Document.objects.get(mark="澄社党", year=2020, number=3)
    assert (row.title, row.addressee, row.issued_on, row.on_paper) == (
        "关于开展专项行动的通知", "各联合党委", DAY, False,
    )  # fmt: skip
    assert row.recorded.act == "document.issue" and row.recorded.subject == row.uuid


@pytest.mark.req("P11")
def test_an_office_without_a_mark_is_told_where_to_decide_it_and_borrows_none(cast: Cast) -> None:
    marked(cast, "澄社党")
    found = refused(lambda: issued(cast, party_organization=cast.joint))
    assert codes(found) == ["mark_missing"]
    assert "发文机关代字" in found[0].remedy
    assert not Series.objects.exists()


@pytest.mark.req("P11")
def test_what_fails_takes_no_number_with_it(cast: Cast) -> None:
    marked(cast, "澄社党")
    issued(cast)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        issued(cast)
        raise ZeroDivisionError
    refused(lambda: issued(cast, title=""))
    assert issued(cast).number == "澄社党〔2020〕2号"


def test_within_an_open_act_it_belongs_to_that(cast: Cast, round_table: Table) -> None:
    marked(cast, "澄社党")
    case = round_table.file()
    with open_act(cast.act(), "case.reply") as opened:
        made = issue_document(opened.act, notice(cast, kind=DocumentKind.REPLY, case=case.pk))
    row = Document.objects.get(pk=made.key)
    assert (row.recorded.act, row.case_id, made.uuid) == ("case.reply", case.pk, row.uuid)
    assert codes(refused(lambda: withdraw_document(cast.act(), made.uuid, "有误"))) == ["of_a_case"]


def test_no_office_replies_in_the_place_of_another(cast: Cast, round_table: Table) -> None:
    marked(cast, "澄科党", node=cast.joint)
    case = round_table.file()
    round_table.plan()
    for more in ({"case": case.pk}, {"meeting": round_table.row().pk}):
        assert codes(refused(lambda: issued(cast, party_organization=cast.joint, **more))) == ["other_office"]  # noqa: B023


@pytest.mark.parametrize("who", ["outsider", "secretary", "branch_secretary"])
def test_who_issues_nothing_here_is_refused(cast: Cast, who: str) -> None:
    marked(cast, "澄社党")
    made = issued(cast)
    act = cast.act(actor=getattr(cast, who))
    for attempt in (
        lambda: issue_document(act, notice(cast)),
        lambda: record_document(act, notice(cast), 7),
        lambda: withdraw_document(act, made.uuid, "有误"),
        lambda: withdraw_document(act, uuid4(), "有误"),
    ):
        assert codes(refused(attempt)) == ["not_in_reach"]


@pytest.mark.req("P11")
def test_what_went_out_on_paper_is_put_down_with_its_number_and_the_next_follows(cast: Cast) -> None:
    marked(cast, "皖民管函")
    paper = notice(cast, issued_on=date(2017, 3, 20))
    made = record_document(cast.act(), paper, 138)
    assert made.number == "皖民管函〔2017〕138号"
    assert record_document(cast.act(), paper, 12).number == "皖民管函〔2017〕12号"
    assert issued(cast, issued_on=date(2017, 4, 1)).number == "皖民管函〔2017〕139号"
    assert codes(refused(lambda: record_document(cast.act(), paper, 138))) == ["number_taken"]
    assert codes(refused(lambda: record_document(cast.act(), paper, 150))) == ["number_ahead"]
    assert record_document(cast.act(), paper, 100).number == "皖民管函〔2017〕100号"
    assert list(Document.objects.order_by("number").values_list("number", "on_paper")) == [
        (12, True), (100, True), (138, True), (139, False),
    ]  # fmt: skip


def test_a_document_declared_void_keeps_its_number(cast: Cast) -> None:
    marked(cast, "澄社党")
    made = issued(cast)
    assert codes(refused(lambda: withdraw_document(cast.act(), made.uuid, " "))) == ["reason_length"]
    withdraw_document(cast.act(), made.uuid, "标题有误，另行发文")
    assert codes(refused(lambda: withdraw_document(cast.act(), made.uuid, "再次"))) == ["already_withdrawn"]
    row = Document.objects.get(pk=made.key)
    assert row.withdrawal.reason == "标题有误，另行发文"
    assert issued(cast).number == "澄社党〔2020〕2号"


@pytest.mark.parametrize("kind", [DocumentKind.REQUEST, DocumentKind.REPORT])
def test_what_asks_or_reports_about_a_case_may_be_void_and_is_written_anew(
    cast: Cast, round_table: Table, kind: DocumentKind
) -> None:
    """It decides on nothing; while it holds, nothing else asks about the same case."""
    marked(cast, "澄社党")
    case = round_table.file()
    Case.objects.filter(pk=case.pk).update(origin=cast.top)
    made = issued(cast, kind=kind, case=case.pk)
    if kind is DocumentKind.REQUEST:
        assert codes(refused(lambda: issued(cast, kind=kind, case=case.pk))) == ["asked_already"]
    withdraw_document(cast.act(), made.uuid, "标题有误")
    assert issued(cast, kind=kind, case=case.pk).number == "澄社党〔2020〕2号"


def test_minutes_belong_to_their_meeting(cast: Cast, round_table: Table) -> None:
    marked(cast, "澄社党纪要")
    round_table.plan()
    made = issued(cast, kind=DocumentKind.MINUTES, addressee="", meeting=round_table.row().pk, issued_on=MEETING_DAY)
    assert Document.objects.get(pk=made.key).meeting_id == round_table.row().pk


def test_one_key_gives_one_number(cast: Cast) -> None:
    marked(cast, "澄社党")
    keyed = cast.act(key="once")
    first, again = issue_document(keyed, notice(cast)), issue_document(keyed, notice(cast))
    assert first == again and Document.objects.count() == 1
    assert Entry.objects.filter(act="document.issue").count() == 1

"""One line of the journal: its facts by table with whom they are about, corrections as such, and what undid it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg.types.range import DateRange
from tests.cast import Cast
from tests.web.offices import attach, enter, public, sent, sit_down

from shuniu.commands.organizations.outside import OutsideUnit, UnitRenaming, register_outside_units, rename_units
from shuniu.models import Entry, Grade, HeadCount
from shuniu.models.facts import Fact
from shuniu.policy.words import UnitKind
from shuniu.policy.words.accounts import Role
from shuniu.queries.entries.telling import TABLES

NAME = "澄川市阿岚学会"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def latest() -> Entry:
    found = Entry.objects.order_by("-pk").first()
    assert found is not None
    return found


def page_of(client: Client, line: Entry) -> str:
    return str(client.get(f"/settings/journal/{line.uuid}/").content.decode())


def rows(page: str, heading: str) -> list[str]:
    """The lines under a heading, without markup but for what is struck through."""
    part = page.partition(f"<h2>{heading}</h2>")[2].partition("</section>")[0]
    return [re.sub(r"<(?!/?s>)[^>]+>", " ", row) for row in re.findall(r"<tr>(?!<th)(.*?)</tr>", part, re.DOTALL)]


def test_every_table_of_facts_can_be_told() -> None:
    facts = {model for model in apps.get_app_config("shuniu").get_models() if issubclass(model, Fact)}
    assert facts | {HeadCount} == set(TABLES)


def test_facts_stand_by_table_and_lead_to_whom_they_are_about(cast: Cast, client: Client) -> None:
    unit = enter(cast, NAME)[0]
    page = page_of(client, Entry.objects.get(act="organization.register"))
    (row,) = rows(page, "登记事项")
    assert NAME in row and "社会团体" in row and "正常" in row and "2018-01-01 起" in row and "新记" in row
    assert f'href="/organizations/{public(unit)}/"' in page
    assert "联系人" in page and "13800000001" not in page


def test_a_change_ends_one_fact_and_begins_another(cast: Cast, client: Client) -> None:
    unit = enter(cast, NAME)[0]
    sent(client, f"/organizations/{public(unit)}/change/", name="澄川市阿岚研究会", since="2019-07-01")
    page = page_of(client, latest())
    closed, new = sorted(rows(page, "登记事项"), key=lambda row: "新记" in row)
    assert NAME in closed and "2018-01-01 至 2019-06-30" in closed and "到此为止" in closed
    assert "澄川市阿岚研究会" in new and "2019-07-01 起" in new
    assert "<s>" not in page and "写入 2 条，改动原有 1 条" in page
    first = page_of(client, Entry.objects.get(act="organization.register"))
    assert "其后又有改动" in first and str(latest().uuid) in first


def test_a_correction_is_visible_as_one(cast: Cast, client: Client) -> None:
    unit = enter(cast, NAME)[0]
    sent(client, f"/organizations/{public(unit)}/correct/", name="澄川市阿兰学会")
    page = page_of(client, latest())
    wrong, right = sorted(rows(page, "登记事项"), key=lambda row: "<s>" not in row)
    assert f"<s>{NAME}" in wrong and "更正：不再作数" in wrong
    assert "澄川市阿兰学会" in right and "新记" in right and "<s>" not in right


def test_bodies_texts_and_decisions_lead_to_their_pages(cast: Cast, client: Client) -> None:
    (body,) = register_outside_units(
        cast.act(date(2018, 1, 1)), [OutsideUnit(name="澄川市文化局", kind=UnitKind.SUPERVISING_UNIT)], cast.top
    )
    rename_units(cast.act(date(2019, 1, 1)), [UnitRenaming(unit=body, name="澄川市文化和旅游局")])
    page = page_of(client, latest())
    assert f'href="/settings/bodies/{public(body)}/"' in page and "2018-01-01 至 2018-12-31" in page
    key = "formation.headcount_base"
    sent(client, f"/settings/texts/{key}/decide/", way="proposed", decision="澄组〔2020〕3号", since="2020-01-01")
    page = page_of(client, latest())
    (row,) = rows(page, "本级决定")
    assert "正式党员计数范围：填报的正式党员，决定：澄组〔2020〕3号" in row
    assert 'href="/party/' in page and key not in row


def test_what_was_undone_says_by_whom_and_leads_there(cast: Cast, client: Client) -> None:
    unit = enter(cast, NAME)[0]
    given = {"actor_id": cast.clerk.account, "node_id": cast.top, "on": date(2020, 7, 1), "at": cast.clerk.now}
    done = Entry.objects.create(act="ledger.apply", **given)
    undo = Entry.objects.create(act="ledger.undo", undoes=done, **given)
    Grade.objects.create(
        unit_id=unit, grade="4a", period=DateRange(date(2020, 1, 1), None), recorded=done, retracted=undo
    )
    page = page_of(client, done)
    assert "这一笔已由综合党委工作人员于 2020-07-01 17:00 撤销。" in page and str(undo.uuid) in page
    assert "其后又有改动" in rows(page, "评估等级")[0]
    page = page_of(client, undo)
    assert "撤销的是" in page and str(done.uuid) in page
    assert "<s>4A</s>" in page and "撤销：不再作数" in page


def test_what_is_out_of_reach_is_counted_not_shown(cast: Cast, client: Client) -> None:
    unit = enter(cast, NAME, "澄川市白榆学会")
    attach(cast, unit[:1], cast.joint)
    line = Entry.objects.get(act="organization.register")
    auditor = sit_down(cast.actor_at(cast.top, Role.AUDIT_ADMINISTRATOR))
    page = page_of(auditor, line)
    assert NAME not in page and "写入 2 条" in page and "另有 2 条的对象不在当前岗位的查阅范围内。" in page
    assert NAME in page_of(client, line) and "另有" not in page_of(client, line)
    assert sit_down(cast.secretary).get(f"/settings/journal/{line.uuid}/").status_code == 404, "done above"


def test_a_line_of_many_rows_asks_as_much_as_one_of_few(cast: Cast, client: Client) -> None:
    counts, shown = [], []
    for many, start in ((1, 0), (120, 1)):
        enter(cast, *(f"澄川市第{start + number}学会" for number in range(many)), start=start)
        line = latest()
        page_of(client, line)
        with CaptureQueriesContext(connection) as caught:
            page = page_of(client, line)
        counts.append(len(caught))
        shown.append(len(rows(page, "登记事项")))
    assert counts[0] == counts[1]
    assert shown == [1, 50] and "写入 120 条" in page and "各列前 50 条" in page

"""A publication from the form to its withdrawal: what is said stays as it was said."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.utils.timezone import now
from tests.cast import Cast
from tests.web.offices import four_in_the_register, sit_down

from shuniu.access import Actor
from shuniu.commands.journal import act_of
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import Publication, PublishedFigure


@pytest.fixture
def units(cast: Cast) -> list[int]:
    return four_in_the_register(cast)


@pytest.fixture
def client(cast: Cast, units: list[int]) -> Client:
    return sit_down(cast.clerk)


def acting(cast: Cast) -> Actor:
    """The clerk at this moment: later than what the browser has done."""
    return replace(cast.clerk, now=now())


def publish(client: Client, **given: Any) -> Any:
    values = {
        "key": str(uuid4()), "title": "工作简报第1期", "document_number": "某社党[2026]1号", "on": "2020-06-01",
        "measures": ["social_organizations", "organization_coverage", "law_firms_covered"], "by": "child",
    } | given  # fmt: skip
    return client.post("/figures/publications/new/", values)


def page_of(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_numbers_definition_digest_and_by_whom(client: Client) -> None:
    where = publish(client)["Location"]
    page = page_of(client, where)
    for words in (
        "工作简报第1期",
        "某社党〔2026〕1号",
        "4 家",
        "25.0%（1/4）",
        "无数据",
        "社会组织（已发布）",
        "当日有在册党组织覆盖",
    ):
        assert words in page, words
    assert Publication.objects.get().digest[:16] in page
    assert "按登记数据计算" in page and "填报数" in page
    listed = page_of(client, "/figures/publications/")
    assert "工作简报第1期" in listed and "有效" in listed


def test_it_is_counted_again_and_says_that_it_agrees(client: Client, cast: Cast, units: list[int]) -> None:
    where = publish(client)["Location"]
    page = page_of(client, f"{where}again/")
    assert "相符：数字和明细与发布时一致。" in page and "个数字与发布时不同" not in page


def test_what_would_be_said_now_stands_beside_and_opens_what_was_learned(
    client: Client, cast: Cast, units: list[int]
) -> None:
    where = publish(client)["Location"]
    cover_units(act_of(acting(cast), date(2019, 1, 1)), [Covering(party_organization=cast.branch, unit=units[1])])
    page = page_of(client, f"{where}again/")
    assert "相符：数字和明细与发布时一致。" in page
    assert "按现在所知，有 1 个数字与发布时不同" in page
    (told,) = re.findall(r'<a href="([^"]+)">50.0%（2/4）</a>', page)
    learned = page_of(client, unescape(told))
    assert "澄川市第2学会" in learned and "补录" in learned and "澄川市第1学会" not in learned


def test_a_publication_of_one_type_tells_the_number_of_now_without_a_way_in(
    client: Client, cast: Cast, units: list[int]
) -> None:
    where = publish(client, type="社会团体", measures=["organization_coverage"], by="")["Location"]
    cover_units(act_of(acting(cast), date(2019, 1, 1)), [Covering(party_organization=cast.branch, unit=units[1])])
    page = page_of(client, f"{where}again/")
    assert "50.0%（2/4）" in page and "organization_coverage/earlier/" not in page


def test_the_latest_stand_first_and_the_heading_says_so(client: Client) -> None:
    publish(client)
    publish(client, title="工作简报第2期")
    page = page_of(client, "/figures/publications/")
    assert page.index("工作简报第2期") < page.index("工作简报第1期")
    assert re.search(r'aria-sort="descending"><a href="[^"]+">发布时间', page)
    turned = page_of(client, "/figures/publications/?down=1")
    assert turned.index("工作简报第1期") < turned.index("工作简报第2期")
    assert re.search(r'aria-sort="ascending"><a href="[^"]+">发布时间', turned)


def test_a_number_that_does_not_agree_is_said_with_its_rows(client: Client) -> None:
    where = publish(client)["Location"]
    row = PublishedFigure.objects.get(measure="social_organizations")
    held = Publication.objects.get()
    second = Publication.objects.create(
        party_organization_id=held.party_organization_id, on=held.on, by="child", title="另一份",
        known_at=held.known_at, snapshot=held.snapshot, digest=held.digest, recorded=held.recorded,
    )  # fmt: skip
    row.pk, row.publication, row.counted, row.numerator = None, second, row.counted[:3], 3
    row.save(force_insert=True)
    page = page_of(client, f"{where.rsplit('/', 2)[0]}/{second.uuid}/again/")
    assert "不符：有数字或明细与发布时不一致。" in page
    assert page.count("重新核算有，已发布没有") == 1


def test_it_leaves_as_a_workbook_under_its_own_label(client: Client) -> None:
    where = publish(client)["Location"]
    answer: Any = client.get(f"{where}export/")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(index for index, row in enumerate(cells) if row[:3] == ["指标", "分项", "数字"])
    assert cells[head + 1][0] == "社会组织（已发布）"
    assert all("（已发布）" in str(row[0]) for row in cells[head + 1 : head + 6])


def test_it_is_withdrawn_with_a_reason(client: Client) -> None:
    where = publish(client)["Location"]
    sent = client.post(f"{where}withdraw/", {"key": str(uuid4()), "reason": "口径有误"})
    assert sent.status_code == 302
    page = page_of(client, where)
    assert "这份数字已经撤回。" in page and "口径有误" in page and "25.0%（1/4）" in page
    assert client.post(f"{where}withdraw/", {"key": str(uuid4()), "reason": "再次"}).status_code == 422


def test_what_cannot_be_counted_so_is_said_at_its_field(client: Client) -> None:
    answer = publish(client, type="基金会")
    assert answer.status_code == 422
    assert "不按类型筛选" in answer.content.decode()
    assert publish(client, type="基金会", measures=["social_organizations"]).status_code == 302
    assert publish(client, on="2999-01-01").status_code == 422
    assert publish(client, title="").status_code == 422
    assert Publication.objects.count() == 1


def test_on_another_day_nothing_is_published(client: Client) -> None:
    assert "publications/new/" not in page_of(client, "/figures/publications/?on=2019-01-01")
    assert client.get("/figures/publications/new/?on=2019-01-01").status_code in (403, 409)

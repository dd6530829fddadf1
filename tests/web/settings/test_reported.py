"""Reported figures: under their own name, with their source; never where a counted one stands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.cast import Cast
from tests.web.offices import sent, sit_down

from shuniu.models import Entry, ReportedFigure
from shuniu.policy.measures import MEASURES
from shuniu.policy.words import FigureSource

LIST, NEW = "/settings/reported/", "/settings/reported/new/"


@pytest.mark.req("B29", "B30", "B32", "D27")
def test_each_is_listed_with_its_own_number_and_source(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    given = [
        ("law_firms_covered", {"percent": "68.6"}, "68.6%"),
        (
            "accounting_firms_formed",
            {"percent": "61.3", "numerator": "130", "denominator": "212"},
            "61.3%（130 / 212）",
        ),
        ("taxi_companies_synchronized", {"percent": "92"}, "92%"),
        ("businesses_work_covered", {"numerator": "55"}, "55 户"),
    ]
    for key, numbers, _ in given:
        answer = sent(client, NEW, figure=key, source=f"{key}的报告", since="2019-01-01", **numbers)
        assert answer.status_code == 302 and answer["Location"] == LIST
    page = client.get(LIST).content.decode()
    for key, _, said in given:
        assert MEASURES[key].name in page and said in page and f"{key}的报告" in page
    assert ReportedFigure.objects.get(key="law_firms_covered").share == Decimal("0.686")
    assert "没有填报数" in client.get(LIST + "?on=2018-01-01").content.decode()


@pytest.mark.req("B31")
def test_a_later_report_follows_and_the_earlier_stays(cast: Cast) -> None:
    client, key = sit_down(cast.clerk), "internet_companies_guided"
    sent(client, NEW, figure=key, numerator="30", source="甲报告", since="2019-01-01")
    sent(client, NEW, figure=key, numerator="42", source="乙报告", since="2020-01-01")
    now, _, past = client.get(LIST).content.decode().partition("<h2>填报的经过</h2>")
    assert "42 家" in now and "30 家" not in now
    assert "30 家，来源：甲报告" in past and "2019-01-01 至 2019-12-31" in past


def test_no_counted_name_is_offered_or_taken(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    page = client.get(NEW).content.decode()
    counted = [one for one in MEASURES.values() if one.source is FigureSource.COUNTED]
    assert all(f'value="{one.key}"' not in page for one in counted)
    answer = sent(client, NEW, figure="organization_coverage", percent="99", source="估计")
    assert answer.status_code == 422 and not ReportedFigure.objects.exists()
    names = {one.name for one in MEASURES.values() if one.source is FigureSource.REPORTED}
    assert names.isdisjoint(one.name for one in counted)


def test_every_fault_is_told_and_nothing_is_written(cast: Cast) -> None:
    client, before = sit_down(cast.clerk), Entry.objects.count()
    answer = sent(client, NEW, figure="law_firms_covered", numerator="9", denominator="5", percent="180", source="表")
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("比率应在0至1之间。", "分母应大于0，分子不应超过分母。", 'value="180"'):
        assert words in page
    assert "请填写。" in sent(client, NEW, figure="law_firms_covered", percent="9", source="").content.decode()
    answer = sent(client, NEW, figure="law_firms_covered", source="报告")
    assert "请填写数值或比率。" in answer.content.decode()
    assert (ReportedFigure.objects.count(), Entry.objects.count()) == (0, before)


def test_only_who_may_and_only_within_reach(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    sent(client, NEW + "?node=joint", figure="residents", numerator="120000", source="公报")
    assert "120,000 人" in sit_down(cast.secretary).get(LIST).content.decode()
    assert sit_down(cast.secretary).get(NEW).status_code == 403
    assert "公报" not in sit_down(cast.outsider).get(LIST).content.decode()
    assert client.get(LIST + "?node=stranger").status_code == 404
    assert client.get(NEW + "?on=2019-01-01").status_code == 409

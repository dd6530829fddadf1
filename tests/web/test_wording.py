"""Are days, numbers, shares and words written as the house writes them?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from shuniu.kernel.period import Period
from shuniu.policy.words import OrganizationType
from shuniu.web import wording
from shuniu.web.parts import Chart, Link, Series, Status


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (wording.day(date(2026, 11, 2)), "2026-11-02"),
        (wording.full_day(date(2026, 11, 2)), "2026年11月2日"),
        (wording.moment(datetime(2026, 11, 2, 20, 5, tzinfo=UTC)), "2026-11-03 04:05"),
        (wording.number(2973), "2,973"),
        (wording.percent(0.8237), "82.4%"),
        (wording.percent(None), "—"),
        (wording.points(-0.026), "2.6 个百分点"),
        (wording.share(2449, 2973), "2,449 / 2,973"),
        (wording.plain(0), "0"),
        (wording.plain(False), "否"),
        (wording.plain(None), "—"),
        (wording.stretch(Period(date(2024, 3, 18))), "2024-03-18 起"),
        (wording.stretch(Period(date(2021, 12, 1), date(2026, 12, 1))), "2021-12-01 至 2026-11-30"),
        (wording.stretch(Period(date(2016, 1, 1)), "year"), "2016 年起"),
        (wording.stretch(Period(date(2026, 1, 1)), "opening"), "2026-01-01 账上已有"),
        (wording.word("foundation", OrganizationType), "基金会"),
        (wording.word("unheard_of", OrganizationType), "unheard_of"),
        (wording.word(None, OrganizationType), "—"),
    ],
)
def test_values_are_written_one_way(written: str, wanted: str) -> None:
    assert written == wanted


def test_cell_escapes_what_clerks_typed() -> None:
    hostile = '<img src=x onerror="alert(1)">'
    for value in (hostile, Status(hostile), Link(hostile, "/x"), Link(hostile, "")):
        assert "<img" not in wording.cell(value)
    assert wording.cell(Link("看", '/x"onfocus="y')) == Markup('<a href="/x&#34;onfocus=&#34;y">看</a>')


def test_a_data_block_cannot_be_left_and_reads_back_the_same() -> None:
    import json

    hostile = "</script><script>alert(1)</script>&\u2028"
    chart = Chart(key="k", title="t", kind="bar", labels=[hostile], series=[Series("s", [1])], on=date(2026, 1, 1))
    block = wording.chart_values(chart)
    assert "<" not in block and "\u2028" not in block
    assert json.loads(block)["labels"] == [hostile]

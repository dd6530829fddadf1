"""What industry committees and chambers report leaves with its source, apart from everything counted."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from tests.cast import Cast
from tests.web.offices import sit_down

from shuniu.commands.packs.figures import Reported, report_figures

SAID = (
    ("law_firms_covered", {"share": Decimal("0.686")}, "0.686"),
    ("accounting_firms_formed", {"share": Decimal("0.613")}, "0.613"),
    ("taxi_companies_synchronized", {"share": Decimal("0.92")}, "0.92"),
    ("internet_companies_guided", {"numerator": Decimal(3)}, "3"),
    ("businesses_work_covered", {"numerator": Decimal(55)}, "55"),
)


@pytest.mark.req("B29", "B30", "B31", "B32", "D27")
def test_each_leaves_with_its_source_and_under_its_own_name(cast: Cast) -> None:
    rows = [Reported(party_organization=cast.top, key=key, source="年度报告", **more) for key, more, _ in SAID]  # type: ignore[arg-type]
    report_figures(cast.act(date(2019, 1, 1)), rows)
    client = sit_down(cast.clerk)
    answer: Any = client.get("/figures/reports/export/", {"report": "reported", "on": "2020-01-01"})
    assert answer.status_code == 200
    sheet: Any = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    cells = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    lines = [row for row in cells if "年度报告" in row]
    assert len(lines) == len(SAID)
    assert all("（填报）" in " ".join(row) for row in lines)
    for _, _, value in SAID:
        percent = f"{Decimal(value) * 100:.1f}".rstrip("0").rstrip(".")
        assert any(value in " ".join(row) or percent in " ".join(row) for row in lines), value
    page = client.get("/settings/reported/", {"on": "2020-01-01"}).content.decode()
    assert "68.6%" in page and "61.3%" in page and "92%" in page and "55 户" in page


@pytest.mark.req("E09")
def test_coverage_by_activities_is_told_as_reported_and_as_no_information(cast: Cast) -> None:
    row = Reported(party_organization=cast.top, key="reported_activity_coverage", source="经验材料", share=Decimal(1))
    report_figures(cast.act(date(2019, 1, 1)), [row])
    client = sit_down(cast.clerk)
    page = client.get("/figures/", {"on": "2020-01-01"}).content.decode()
    part = page.split('id="figure-activity_coverage"', 1)[1].split("</section>", 1)[0]
    assert "无数据" in part and "0.0%" not in part
    reported = page.split('id="figure-reported_activity_coverage"', 1)[1].split("</section>", 1)[0]
    assert "100" in reported and "经验材料" in reported

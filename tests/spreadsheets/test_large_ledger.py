"""Does a large ledger stay within the time and memory its rows deserve?"""

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from shuniu.kernel.identifier import citizen_check_digit, organization_code_check_digit, uscc_check_digit
from shuniu.spreadsheets.imports import confinement
from shuniu.spreadsheets.imports.confinement import read_in_child

HEADINGS = (
    "序号",
    "所属区",
    "社会组织名称",
    "类型",
    "统一社会信用代码",
    "登记管理机关",
    "业务主管单位",
    "成立登记日期",
)
MORE = ("登记状态", "评估等级", "注册资金（万元）", "专职人数", "兼职人数", "住所", "所在街道", "联系电话", "备注")


def large_ledger(rows: int) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": True})
    page = book.add_worksheet("台账")
    page.write_row(0, 0, HEADINGS + MORE)
    for number in range(1, rows + 1):
        inner = f"{number:08d}"
        first = f"52110101{inner}{organization_code_check_digit(inner)}"
        page.write_row(
            number,
            0,
            [number, f"{number % 16}区", f"第{number}号服务中心", "民办非企业单位", first + uscc_check_digit(first)]
            + [
                f"{number % 16}区民政局",
                "某教育局",
                f"{1990 + number % 30}-0{number % 9 + 1}-1{number % 10}",
                "正常",
                "3A",
            ]
            + [10, number % 50, 3, f"某市某路{number}号", f"第{number % 200}街道", f"154{number:08d}", ""],
        )
    book.close()
    return out.getvalue()


ROLL = (
    "序号 姓名 所在党支部 公民身份号码 性别 民族 出生日期 学历 人员类别 入党时间 转正时间 手机号 党籍状态 是否流动党员"
)


def large_roll(rows: int) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": True})
    page = book.add_worksheet("名册")
    page.write_row(0, 0, ROLL.split())
    for number in range(1, rows + 1):
        born = date(1950, 1, 1) + timedelta(days=number % 18_000)
        first = f"{110101 + number // 18_000}{born:%Y%m%d}{number % 1_000:03d}"
        joined = born.replace(year=born.year + 25, day=1)
        page.write_row(
            number,
            0,
            [number, f"某{number}", f"中共第{number % 3_000}支部", first + citizen_check_digit(first)]
            + ["男" if number % 2 else "女", "汉族", f"{born.year}.{born.month}.{born.day}", "大学本科毕业", "正式党员"]
            + [joined.isoformat(), f"{joined.year + 1}年{joined.month}月1日", f"154{number:08d}", "正常", "否"],
        )
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("rows", [5_000, pytest.param(50_000, marks=pytest.mark.proof)])
@pytest.mark.parametrize(("ledger", "fields"), [(large_ledger, 16), (large_roll, 13)], ids=["register", "roll"])
def test_cost_grows_no_faster_than_allowed(
    ledger: Callable[[int], bytes], fields: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds: list[float] = []
    run = confinement._run

    def measured(asked: bytes) -> tuple[bytes, int, float]:
        found = run(asked)
        seconds.append(found[2])
        return found

    monkeypatch.setattr(confinement, "_run", measured)
    reading = read_in_child(ledger(rows), "大台账.xlsx")
    assert reading.counts == {"accept": rows, "reject": 0, "ignore": 1}
    assert seconds[0] <= 2 + rows / 10_000
    assert sum(1 for row in reading.accepted() if row.record and len(row.record) == fields) == rows


def test_records_are_put_together_only_when_asked_for() -> None:
    """Fifty thousand dictionaries would cost the reader more than the rows themselves."""
    path = next((Path(__file__).parents[1] / "ledgers").glob("01*.xlsx"))
    row = next(read_in_child(path.read_bytes(), path.name).accepted())
    assert row.record is not row.record and row.record == row.record
    assert not hasattr(row, "__dict__")


def test_thousands_of_bad_codes_are_refused_one_by_one() -> None:
    """Guessing what was meant is slow: the first bad codes get a hint, the rest their reason."""
    lines = "\n".join(f"第{number}号中心,5211010199{number:07d}" for number in range(10_000))
    reading = read_in_child(f"社会组织名称,统一社会信用代码\n{lines}\n".encode(), "台账.csv")
    assert reading.counts["reject"] == 10_000
    assert {row.problems[0].code for row in reading.rows if row.problems} == {"uscc_length"}


def test_a_large_ledger_of_party_organizations() -> None:
    heading = "党组织名称,党组织书记,组织类别,成立时间,上级党组织,单位名称,统一社会信用代码"
    lines = "\n".join(
        f"中共第{number}号支部,某某,联合党支部,2019-05,中共某委,某中心,52110101997970358K\n,,,,,某会,51110101YY2774115G"
        for number in range(5_000)
    )
    reading = read_in_child(f"{heading}\n{lines}\n".encode(), "台账.csv")
    assert reading.counts == {"accept": 5_000, "reject": 0, "ignore": 1}
    assert len((next(reading.accepted()).record or {})["units"]) == 2

"""With a real browser: a messy ledger becomes figures, and is taken back."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.cast import Cast
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.offices import attach, enter

from shuniu.models import Registration

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]
LEDGER = Path(__file__).parents[1] / "ledgers" / "01_社会组织基本信息台账.xlsx"
TRUTH = json.loads(Path(f"{LEDGER}.truth.json").read_text(encoding="utf-8"))
GOOD = [one for one in TRUTH["accept"] if one["sheet"] == "社会组织台账"]
TWIN = next(one for one in GOOD if one["record"]["status"] == "正常")
ADDRESS = TWIN["record"]["address"]
COUNTED = ("正常", "异常")
ON = date(2020, 6, 1)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The messy ledger of organizations, its column of addresses under a heading nobody knows; and how many of its
    organizations count once the cell L5 is mended (row 5 is one at work, which its status says in other words)."""
    book = openpyxl.load_workbook(io.BytesIO(LEDGER.read_bytes()))
    sheet = book["社会组织台账"]
    for cell in sheet["N"]:  # the heading is pasted again further down
        if cell.value == "住所":
            cell.value = "落脚之处"
    file = tmp_path_factory.mktemp("ledger") / "社会组织台账.xlsx"
    book.save(file)
    return file, sum(one["record"]["status"] in COUNTED for one in GOOD) + 1


def read(page: Any, file: Path) -> str:
    """Bring the ledger; the address of its import."""
    page.goto("/imports/")
    page.get_by_label("台账文件").set_input_files(file)
    page.get_by_label("台账的日期").fill(ON.isoformat())
    page.get_by_role("button", name="读入").click()
    page.get_by_role("heading", name="逐行结果").wait_for()
    return str(page.url)


def state(page: Any, name: str) -> int:
    """Open the rows of one state; how many there are."""
    link = page.locator(".states a", has_text=name)
    link.click()
    page.locator(".states a[aria-current]", has_text=name).wait_for()
    return int(page.locator(".states a[aria-current] .count").inner_text().replace(",", ""))


def organizations(page: Any) -> int:
    """The key figure on the home page."""
    page.goto("/")
    said = page.get_by_role("link", name="社会组织，查看明细", exact=True).inner_text()
    return int(re.sub(r"\D", "", said))


def write(page: Any, rows: int) -> None:
    page.get_by_role("button", name=f"写入 {rows} 行", exact=True).click()
    page.get_by_text(f"已写入 {rows} 行").wait_for()


def map_the_address(page: Any) -> None:
    chosen = page.get_by_label(re.compile("落脚之处 对应$"))
    assert chosen.input_value() == ""
    chosen.select_option(label="住所")
    page.get_by_role("button", name="按此重新读取").click()
    page.locator(".columns summary", has_text="2 列不写入").wait_for()


def test_a_messy_ledger_becomes_figures_and_is_taken_back(page: Any, cast: Cast, ledger: tuple[Path, int]) -> None:
    file, counted = ledger
    twin = enter(cast, TWIN["record"]["name"], start=90)
    attach(cast, twin, cast.joint)
    before = organizations(page)
    page.goto("/imports/")
    page.get_by_text("还没有导入过台账。").wait_for()
    looked_at(page)

    address = read(page, file)
    assert state(page, "有问题") == TRUTH["counts"]["reject"]
    looked_at(page)
    map_the_address(page)
    looked_at(page)

    row = page.locator("article", has_text="社会组织台账 第 5 行")
    assert row.get_by_label("L5 改为").input_value() == "若干"
    row.get_by_label("L5 改为").fill("6")
    row.get_by_role("button", name="改正").click()
    page.get_by_role("button", name=f"写入 {len(GOOD) + 1} 行", exact=True).wait_for()
    assert state(page, "有问题") == TRUTH["counts"]["reject"] - 1

    # Left, and found again among what is to be settled.
    page.goto("/")
    page.get_by_role("link", name="已读入、尚未写入的台账：1 份").click()
    page.get_by_role("link", name=file.name).click()
    assert page.url.startswith(address.partition("?")[0])

    state(page, "有提示")
    row = page.locator("article", has=page.get_by_label("同名 选择"))
    assert row.count() == 1
    looked_at(page)
    row.get_by_label("同名 选择").select_option(index=1)
    row.get_by_role("button", name="选定").click()
    page.locator(".states a", has_text=re.compile("变更1")).wait_for()
    assert state(page, "变更") == 1
    assert page.locator(".changes", has_text=TWIN["record"]["uscc"]).count() == 1
    looked_at(page)

    write(page, len(GOOD) + 1)
    looked_at(page)
    assert organizations(page) == counted
    page.get_by_role("link", name="社会组织，查看明细", exact=True).click()
    page.locator(".list-count", has_text=f"共 {counted} 家").wait_for()
    held = Registration.objects.get(unit=twin[0], retracted__isnull=True, period__endswith__isnull=True)
    assert held.address == ADDRESS

    read(page, file)
    map_the_address(page)
    assert (state(page, "新增"), state(page, "变更"), state(page, "相同")) == (0, 0, len(GOOD))
    assert page.get_by_role("button", name="写入 0 行", exact=True).is_disabled()
    looked_at(page)

    page.goto(address)
    page.get_by_role("button", name="撤销本次导入").click()
    page.get_by_text("已撤销本次导入，登记恢复到写入以前。").wait_for()
    looked_at(page)
    assert organizations(page) == before


def test_an_import_that_was_built_on_stays_and_says_why(page: Any, cast: Cast, ledger: tuple[Path, int]) -> None:
    file, _ = ledger
    address = read(page, file)
    write(page, len(GOOD))
    written = organizations(page)
    attach(cast, [Registration.objects.values_list("unit_id", flat=True)[0]], cast.joint, ON)
    page.goto(address)
    page.get_by_role("button", name="撤销本次导入").click()
    page.get_by_role("heading", name="还不能撤销，登记没有改动").wait_for()
    assert page.locator(".objection", has_text="归口").count() == 1
    looked_at(page)
    assert organizations(page) == written
    page.goto(address)
    page.get_by_role("button", name="撤销本次导入").wait_for()
    assert page.get_by_role("heading", name="还不能撤销").count() == 0


def test_a_hostile_file_is_refused_with_a_sentence_and_nothing_is_kept(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "坏文件.xlsx"
    file.write_bytes(b"PK\x03\x04" + b"\0" * 300)
    page.goto("/imports/")
    page.get_by_label("台账文件").set_input_files(file)
    page.get_by_role("button", name="读入").click()
    page.get_by_text("请重新保存后再上传").wait_for()
    page.get_by_text("还没有导入过台账。").wait_for()
    looked_at(page)

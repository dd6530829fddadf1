"""The import wizard: shown first, mended and mapped, written once, taken back; each import its maker's own."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import openpyxl
import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.web.offices import attach, code_number, sit_down

from shuniu.models import Batch, Entry, Registration, WrappedKey
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.acts import act_words
from shuniu.statistics import figure_for

HEAD = ["序号", "社会组织名称", "统一社会信用代码", "类型", "登记状态", "成立日期", "专职人数", "联系人QQ"]
QUERIES = {"reject": 11, "new": 11, "changed": 11}


def workbook(rows: list[list[Any]], head: list[str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["澄川市社会组织基本信息台账"])
    sheet.append(head or HEAD)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def merged(content: bytes, columns: str) -> bytes:
    """The two rows below the heading as one record: its cells in ``columns`` are merged."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for letter in columns:
        book.active.merge_cells(f"{letter}3:{letter}4")  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def good(number: int, name: str, staff: int = 5) -> list[Any]:
    return [number, name, code_number(number), "社会团体", "正常", "2015-03-02", staff, "12345"]


def upload(client: Client, content: bytes, **more: str) -> Any:
    file = SimpleUploadedFile("台账.xlsx", content)
    return client.post(
        "/imports/", {"key": str(uuid4()), "file": file, "node": "top", "kind": "", "since": "2020-06-01", **more}
    )


def write(client: Client, address: str, **more: str) -> Any:
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'name="(shown|version)" value="([^"]*)"', page))
    return client.post(f"{address}apply/", {**hidden, **more}, follow=True)


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def total(cast: Cast) -> Any:
    return figure_for(cast.clerk, "social_organizations", cast.top, cast.clerk.today).numerator  # type: ignore[union-attr]


@pytest.mark.django_db
def test_shown_then_written_then_the_same_again_then_undone(cast: Cast, client: Client) -> None:
    content = workbook([good(1, "澄川市阿岚学会"), good(2, "澄川市白榆学会"), ["合计", "", "", "", "", "", 10, ""]])
    address = upload(client, content)["Location"]
    page = client.get(address).content.decode()
    assert "写入 2 行" in page
    assert Registration.objects.count() == 0
    assert "已写入 2 行" in write(client, address).content.decode()
    assert total(cast) == 2
    batch = Batch.objects.get()
    assert (batch.state, batch.content, batch.staged) == ("applied", None, None)
    assert not WrappedKey.objects.filter(purpose="import").exists()
    again = upload(client, content)["Location"]
    assert "写入 0 行" in client.get(again).content.decode()
    lines = Entry.objects.count()
    told = write(client, again).content.decode()
    assert "没有写入任何一行：2 行与登记相同。登记没有改动，文件已销毁。" in told and "notice-done" not in told
    assert "没有写入，登记没有改动" in told and "撤销本次导入" not in told
    assert Entry.objects.count() == lines
    assert "登记恢复到写入以前" in client.post(f"{address}undo/", follow=True).content.decode()
    assert total(cast) == 0


@pytest.mark.django_db
def test_a_mended_cell_makes_its_row_good(cast: Cast, client: Client) -> None:
    row = good(1, "澄川市阿岚学会")
    row[2] = row[2][:-1]
    address = upload(client, workbook([row, good(2, "澄川市白榆学会")]))["Location"]
    page = client.get(address).content.decode()
    assert "写入 1 行" in page
    mend = re.search(r'action="([^"]*/mend/[^"]*)"', page)
    assert mend is not None
    answer = client.post(mend.group(1).replace("&amp;", "&"), {"cell-C3": code_number(1)}, follow=True)
    assert "写入 2 行" in answer.content.decode()
    # The same answer from a page that is no longer the newest changes nothing.
    stale = client.post(mend.group(1).replace("&amp;", "&"), {"cell-C3": "x"}, follow=True)
    assert "刚刚被别人改过" in stale.content.decode()


@pytest.mark.parametrize("odd", ["²", "5" * 5_000, ""])
@pytest.mark.django_db
def test_what_is_no_number_mends_and_writes_nothing(cast: Cast, client: Client, odd: str) -> None:
    address = upload(client, workbook([good(1, "澄川市阿岚学会")]))["Location"]
    query = urlencode({"sheet": "Sheet", "row": odd, "version": odd})
    client.post(f"{address}mend/?{query}", {"cell-C3": "x", f"cell-C{odd}": "x"})
    write(client, address, version=odd)
    assert (Registration.objects.count(), Batch.objects.get().state) == (0, "shown")
    assert client.get(address, {"page": "5" * 5_000}).content.count("澄川市阿岚学会".encode()) == 1


@pytest.mark.django_db
def test_the_process_that_serves_everyone_never_opens_the_file(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(python_calamine, "load_workbook", lambda file: pytest.fail("opened here"))
    row = good(1, "澄川市阿岚学会")
    row[2] = row[2][:-1]
    address = upload(client, workbook([row]))["Location"]
    page = client.get(address).content.decode()
    assert f'value="{row[2]}"' in page, "the cell as the file has it"
    mend = re.search(r'action="([^"]*/mend/[^"]*)"', page)
    assert mend is not None
    answer = client.post(mend.group(1).replace("&amp;", "&"), {"cell-C3": code_number(1)}, follow=True)
    assert "写入 1 行" in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_column_is_mapped_by_the_clerk(cast: Cast, client: Client) -> None:
    head = [*HEAD[:-1], "落脚之处"]
    row = [*good(1, "澄川市阿岚学会")[:-1], "澄川市砚溪路1号"]
    address = upload(client, workbook([row], head))["Location"]
    page = client.get(address).content.decode()
    found = re.search(r'name="(column-0-8)"', page)
    assert found is not None
    mapping = re.search(r'action="([^"]*/mapping/[^"]*)"', page)
    assert mapping is not None
    client.post(mapping.group(1).replace("&amp;", "&"), {found.group(1): "address"})
    write(client, address)
    assert Registration.objects.get().address == "澄川市砚溪路1号"


@pytest.mark.django_db
def test_a_look_alike_is_chosen_and_a_change_can_be_a_correction(cast: Cast, client: Client) -> None:
    write(client, upload(client, workbook([good(1, "澄川市阿岚学会")]), since="2019-01-01")["Location"])
    row = good(1, "澄川市阿岚学会", staff=9)
    address = upload(client, workbook([row]), since="2020-03-01")["Location"]
    page = client.get(address).content.decode()
    assert "专职人员" in page
    mend = re.search(r'action="([^"]*/mend/[^"]*)"', page)
    assert mend is not None
    client.post(mend.group(1).replace("&amp;", "&"), {"corrected": "1"})
    write(client, address)
    held = Registration.objects.get(retracted__isnull=True)
    assert (held.full_time_staff, held.period.lower) == (9, date(2019, 1, 1))


@pytest.mark.django_db
def test_what_changed_since_it_was_looked_at_is_not_written(cast: Cast, client: Client) -> None:
    content = workbook([good(1, "澄川市阿岚学会")])
    first, second = (upload(client, content)["Location"] for _ in range(2))
    page = client.get(second).content.decode()
    hidden = dict(re.findall(r'name="(shown|version)" value="([^"]*)"', page))
    write(client, first)
    answer = client.post(f"{second}apply/", hidden, follow=True)
    assert "本次没有写入" in answer.content.decode()
    assert Batch.objects.filter(state="shown").count() == 1


@pytest.mark.django_db
def test_a_file_that_is_no_ledger_is_refused_with_a_sentence(cast: Cast, client: Client) -> None:
    answer = upload(client, b"this is not a workbook")
    assert answer.status_code == 422
    assert "请" in answer.content.decode()
    assert Batch.objects.count() == 0


@pytest.mark.django_db
def test_an_import_is_its_makers_own(cast: Cast, client: Client) -> None:
    address = upload(client, workbook([good(1, "澄川市阿岚学会")]))["Location"]
    for other in (cast.outsider, cast.secretary, cast.actor_at(cast.top, Role.COMMITTEE_CLERK)):
        stranger = sit_down(other)
        assert stranger.get(address).status_code == 404
        for act in ("apply", "mend", "mapping", "let-go"):
            assert stranger.post(f"{address}{act}/").status_code == 404, act
    assert sit_down(cast.branch_secretary).get("/imports/").status_code == 403
    assert Batch.objects.get().state == "shown"


@pytest.mark.django_db
def test_the_marked_copy_and_letting_go(cast: Cast, client: Client) -> None:
    row = good(1, "澄川市阿岚学会")
    row[2] = "1234"
    address = upload(client, workbook([row]))["Location"]
    copy = client.get(f"{address}marked/")
    book = openpyxl.load_workbook(io.BytesIO(copy.content))
    assert "问题清单" in book.sheetnames
    client.post(f"{address}let-go/")
    batch = Batch.objects.get()
    assert (batch.state, batch.content, batch.key) == ("let_go", None, None)
    assert client.get(f"{address}marked/").status_code == 404


@pytest.mark.django_db
def test_a_refused_row_shows_its_name_and_what_stands_in_its_cell(cast: Cast, client: Client) -> None:
    bad = good(1, "澄川市阿岚学会", staff=0)
    bad[6] = "若干"
    address = upload(client, workbook([bad, good(2, "澄川市白榆学会")]))["Location"]
    page = client.get(f"{address}?state=reject").content.decode()
    assert "第 3 行</span>澄川市阿岚学会" in page
    assert re.search(r'name="cell-G3" value="若干"', page)
    mend = re.search(r'action="([^"]*/mend/[^"]*)"', page)
    assert mend is not None
    # Another wrong answer is shown as it was given.
    client.post(mend.group(1).replace("&amp;", "&"), {"cell-G3": "不清楚"})
    assert re.search(r'name="cell-G3" value="不清楚"', client.get(f"{address}?state=reject").content.decode())


@pytest.mark.django_db
def test_a_cell_is_mended_where_it_stands_also_below_the_first_line_of_its_row(cast: Cast, client: Client) -> None:
    head = [
        "序号",
        "党组织名称",
        "党组织书记",
        "组织类别",
        "批准成立日期",
        "党组织所在单位情况",
        "单位名称",
        "法人单位统一社会信用代码",
    ]
    joint = "联合党支部"
    first = [1, "中共澄川市阿岚联合支部委员会", "李某", joint, "2016-05-01", joint, "澄川市阿岚学会", code_number(1)]
    second = ["", "", "", "", "", "", "澄川市白榆学会", "正在办理"]
    address = upload(client, merged(workbook([first, second], head), "ABCDEF"))["Location"]
    page = client.get(f"{address}?state=reject").content.decode()
    assert "第 3 行</span>中共澄川市阿岚联合支部委员会" in page
    assert re.search(r'name="cell-H4" value="正在办理"', page)
    mend = re.search(r'action="([^"]*/mend/[^"]*)"', page)
    assert mend is not None
    client.post(mend.group(1).replace("&amp;", "&"), {"cell-H4": code_number(2)})
    assert "没有这种状态的行" in client.get(f"{address}?state=reject").content.decode()


@pytest.mark.django_db
def test_a_refused_undo_says_what_was_built_on_the_import(cast: Cast, client: Client) -> None:
    address = upload(client, workbook([good(1, "澄川市阿岚学会")]))["Location"]
    write(client, address)
    attach(cast, [Registration.objects.get().unit_id], cast.joint, cast.clerk.today)
    before = total(cast)
    page = client.post(f"{address}undo/", follow=True).content.decode()
    assert "还不能撤销，登记没有改动" in page
    assert act_words(Entry.objects.latest("pk").act) in page
    assert total(cast) == before
    # Told once; afterwards the import stands there as it is.
    assert "还不能撤销" not in client.get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("state", QUERIES)
def test_the_preview_asks_the_same_number_of_questions_for_any_number_of_rows(
    cast: Cast, client: Client, state: str
) -> None:
    asked = []
    for number in (1, 3, 60):
        rows = [good(1000 + place, f"澄川市第{place}学会") for place in range(number)]
        rows += [[*good(2000 + place, f"澄川市另{place}学会")[:2], "1234", "社会团体"] for place in range(number)]
        if state == "changed":
            held = [good(1000 + place, f"澄川市第{place}学会", staff=3) for place in range(number)]
            write(client, upload(client, workbook(held), since="2019-01-01")["Location"])
        address = upload(client, workbook(rows))["Location"]
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{address}?state={state}").status_code == 200
        asked.append(len(queries))
    assert asked == [QUERIES[state]] * 3


@pytest.mark.parametrize("act", ["apply", "mend", "mapping", "let-go"])
@pytest.mark.django_db
def test_an_import_laid_out_by_another_version_answers_calmly_and_is_destroyed(
    cast: Cast, client: Client, act: str
) -> None:
    """Its rows can be read by nobody: the page says what to do, and the first act on it destroys it."""
    address = upload(client, workbook([good(1, "澄川市阿岚学会")]))["Location"]
    batch = Batch.objects.get()
    forgotten = WrappedKey.objects.filter(purpose="import")
    Batch.objects.update(layout=batch.layout - 1)
    page = client.get(address)
    assert (page.status_code, forgotten.count()) == (200, 1)
    assert "本次导入由平台旧版本保存，请重新选择文件" in page.content.decode()
    assert client.get(f"{address}marked/")["Location"] == address
    answer = client.post(f"{address}{act}/", {"version": batch.version}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert "本次导入由平台旧版本保存，请重新选择文件" in answer.content.decode()
    batch.refresh_from_db()
    assert (batch.state, batch.content, batch.staged, forgotten.count()) == ("outdated", None, None, 0)
    assert "由平台旧版本保存，不能写入" in client.get("/imports/").content.decode()
    assert not Registration.objects.exists()

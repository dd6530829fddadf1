"""With a real browser: the register of what went out, with numbers from paper; a template changed in Word, and back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium

from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import DocumentTemplate
from shuniu.policy.cases.issuing import MARK
from shuniu.web.word_files import WORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_chromium]
OURS = "澄社党"
WRONG, RIGHT = "关于开展“两覆盖”专项行动的通知", "关于开展“两个覆盖”专项行动的通知"
SENTENCE = "（联系人：综合党委办公室）"
UNKNOWN = "{{ 领导签名 }}"


@pytest.fixture(autouse=True)
def mark(cast: Cast) -> None:
    row = DecidedFigure(party_organization=cast.top, key=MARK, value=[OURS], decision="公文管理办法")
    decide_figures(cast.act(date(2020, 1, 1)), [row])


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def downloaded(page: Any, name: str) -> bytes:
    with page.expect_download() as coming:
        follow(page, name)
    return Path(coming.value.path()).read_bytes()


def register(page: Any) -> list[list[str]]:
    """Number, title and state of each, as the list shows them."""
    page.goto("/cases/documents/")
    rows = page.locator("tbody tr").all()
    labels = ("发文字号", "情况")
    return [[*(one.locator(f'[data-label="{label}"]').inner_text() for label in labels)] for one in rows]


@pytest.mark.req("P11")
def test_a_number_from_paper_and_a_void_one_stay_in_the_register(page: Any) -> None:
    year = localdate().year
    page.goto("/cases/documents/")
    follow(page, "补录")
    page.get_by_label("发文代字").fill(OURS)
    page.get_by_label("顺序号").fill("12")
    page.get_by_label("文种").select_option("通知")
    page.get_by_label("标题").fill("关于报送党组织基本情况的通知")
    page.get_by_label("主送机关").fill("各联合党委")
    page.get_by_label("成文日期").fill(localdate().isoformat())
    looked_at(page, "papers-from-paper")
    press(page, "补录")
    page.get_by_text(f"已补录：{OURS}〔{year}〕12号。").wait_for()
    looked_at(page, "papers-recorded")
    assert page.get_by_role("link", name="下载 Word").count() == 0  # what it says stands on paper only

    for number, title in ((13, WRONG), (14, RIGHT)):
        numbered(page, title, f"{OURS}〔{year}〕{number}号")
        if title == WRONG:
            voided(page)
    assert register(page) == [
        [f"{OURS}〔{year}〕14号", "已编号"],
        [f"{OURS}〔{year}〕13号", "已作废"],
        [f"{OURS}〔{year}〕12号", "补录"],
    ]
    looked_at(page, "papers-register")
    sheet = openpyxl.load_workbook(io.BytesIO(downloaded(page, "导出 Excel"))).active
    assert sheet is not None
    told = [[str(cell) for cell in row if cell] for row in sheet.iter_rows(values_only=True)]
    for number, state in ((14, "已编号"), (13, "已作废"), (12, "补录")):
        (line,) = [row for row in told if f"{OURS}〔{year}〕{number}号" in row]
        assert state in line


def numbered(page: Any, title: str, number: str) -> None:
    """Each gets the number after the one that went out on paper."""
    page.goto("/cases/documents/new/")
    page.get_by_label("文种").select_option("通知")
    page.get_by_label("标题").fill(title)
    page.get_by_label("主送机关").fill("各联合党委")
    page.get_by_label("正文").fill("现将有关事项通知如下，请贯彻落实。")
    press(page, "编号")
    page.get_by_text(f"已编号：{number}。").wait_for()


def voided(page: Any) -> None:
    follow(page, "作废")
    page.get_by_label("作废的原因").fill("标题写错，另行编号")
    looked_at(page, "papers-voiding")
    press(page, "登记作废")
    page.get_by_text("已登记作废。").wait_for()
    page.get_by_text("这份文件已经作废。").wait_for()
    page.get_by_text("标题写错，另行编号").first.wait_for()
    looked_at(page, "papers-void")
    assert page.get_by_role("link", name="作废", exact=True).count() == 0
    with page.expect_download() as coming:
        follow(page, "下载 Word")
    assert coming.value.suggested_filename == f"（已作废）{WRONG}.docx"


def in_word(content: bytes, change: Callable[[Any], None]) -> bytes:
    """What the office does with it in Word."""
    document = docx.Document(io.BytesIO(content))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def said_in(content: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)


def brought(page: Any, content: bytes) -> None:
    page.locator("[name=file]").set_input_files({"name": "通知模板.docx", "mimeType": WORD, "buffer": content})
    press(page, "检查并采用")


@pytest.mark.req("P11")
def test_a_sentence_changed_in_word_stands_in_the_document_until_the_office_returns(page: Any) -> None:
    numbered(page, RIGHT, f"{OURS}〔{localdate().year}〕1号")
    document = str(page.url)
    shipped = said_in(downloaded(page, "下载 Word"))
    assert RIGHT in shipped and SENTENCE not in shipped
    page.goto("/settings/templates/")
    follow(page, "通知")
    template = str(page.url)
    own = downloaded(page, "下载模板")
    brought(page, in_word(own, lambda file: file.add_paragraph(SENTENCE)))
    page.get_by_text("“通知”的模板已更换。请下载样例看一遍。").wait_for()
    page.get_by_text("本机关的模板").first.wait_for()
    looked_at(page, "papers-template")
    page.goto(document)
    assert said_in(downloaded(page, "下载 Word")) == f"{shipped}\n{SENTENCE}"

    page.goto(template)
    _refused(page, own)
    page.goto(document)
    assert said_in(downloaded(page, "下载 Word")) == f"{shipped}\n{SENTENCE}"

    page.goto(template)
    follow(page, "恢复")
    looked_at(page, "papers-return")
    press(page, "恢复")
    page.get_by_text("“通知”的模板已恢复。").wait_for()
    page.get_by_text("通用模板").first.wait_for()
    page.goto(document)
    assert said_in(downloaded(page, "下载 Word")) == shipped


def _refused(page: Any, own: bytes) -> None:
    """With the place and the remedy; what holds goes on to hold."""
    kept = DocumentTemplate.objects.count()
    broken = in_word(own, lambda file: file.add_paragraph(f"签发：{UNKNOWN}"))
    for content, told in ((broken, "不认识占位符“领导签名”。"), (b"%PDF-1.7 \n", "不是 .docx")):
        brought(page, content)
        page.get_by_role("heading", name="还不能办理").wait_for()
        page.get_by_text(re.compile(re.escape(told))).first.wait_for()
        looked_at(page, "papers-refused-" + ("field" if content is broken else "kind"))
        page.get_by_text("本机关的模板").first.wait_for()
    assert DocumentTemplate.objects.count() == kept

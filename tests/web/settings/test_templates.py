"""Templates of an office: the list, the file taken home and brought back, what is refused in words, the return."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.documents.templates import changed, template
from tests.web.offices import sent, sit_down

from shuniu.documents.writing import ours
from shuniu.models import DocumentTemplate
from shuniu.policy.words.templates import TemplateKind
from shuniu.web.documents.word import PDF, WORD
from shuniu.web.settings import templates as pages

LIST = "/settings/templates/"
NOTICE = f"{LIST}notice/"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def brought(client: Client, content: bytes, *, seen: str = "0", at: str = NOTICE) -> Any:
    file = SimpleUploadedFile("模板.docx", content)
    return client.post(at, {"key": str(uuid4()), "seen": seen, "file": file})


def latest() -> int:
    return DocumentTemplate.objects.latest("pk").pk


@pytest.mark.django_db
def test_the_list_says_from_where_each_template_comes(cast: Cast, client: Client) -> None:
    page = client.get(LIST).content.decode()
    for kind in TemplateKind:
        assert kind.label in page and f"{LIST}{kind.value}/" in page
    assert page.count("通用模板") == len(TemplateKind)
    assert brought(client, template("{{ 标题 }}")).status_code == 302
    assert client.get(LIST).content.decode().count("本机关的模板") == 1
    assert "文书模板" in client.get("/settings/").content.decode()
    assert client.get(f"{LIST}nothing/").status_code == 404


@pytest.mark.django_db
def test_a_template_goes_home_is_changed_and_writes_from_then_on(cast: Cast, client: Client) -> None:
    answer = client.get(f"{NOTICE}file/")
    assert answer["Content-Type"] == WORD
    assert "filename*=utf-8''%E9%80%9A%E7%9F%A5%E6%A8%A1%E6%9D%BF.docx" in answer["Content-Disposition"]
    assert answer.content == ours(TemplateKind.NOTICE)
    mended = changed(answer.content, also=("word/document.xml", "附件：1.".encode(), "所附：1.".encode()))
    page = brought(client, mended)
    assert page.status_code == 302 and page["Location"] == NOTICE
    assert "模板已更换" in client.get(NOTICE).content.decode()
    assert client.get(f"{NOTICE}file/").content == mended
    assert client.get(f"{NOTICE}file/?ours=1").content == ours(TemplateKind.NOTICE)
    sample = docx.Document(io.BytesIO(client.get(f"{NOTICE}sample/").content))
    assert any(one.text.startswith("所附：") for one in sample.paragraphs)


@pytest.mark.django_db
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_kept(cast: Cast, client: Client) -> None:
    answer = brought(client, template("关于{{ 事由 }}的通知"))
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("不认识占位符“事由”。", "正文第1段“关于{{ 事由 }}的通知”", "可用的占位符"):
        assert words in page
    danger = brought(client, changed(add={"word/vbaProject.bin": b"x"}))
    assert danger.status_code == 422 and "宏程序" in danger.content.decode()
    assert client.post(NOTICE, {"key": str(uuid4()), "seen": "0"}).status_code == 422
    assert DocumentTemplate.objects.count() == 0


@pytest.mark.django_db
def test_two_clerks_do_not_write_over_each_other(cast: Cast, client: Client) -> None:
    assert brought(client, template("{{ 标题 }}")).status_code == 302
    late = brought(client, template("{{ 主送机关 }}"))
    assert late.status_code == 409
    assert DocumentTemplate.objects.count() == 1
    assert brought(client, template("{{ 主送机关 }}"), seen=str(latest())).status_code == 302


@pytest.mark.django_db
def test_the_office_returns_to_the_general_template(cast: Cast, client: Client) -> None:
    assert client.get(f"{NOTICE}return/").status_code == 404
    brought(client, template("{{ 标题 }}"))
    assert "恢复模板：通知" in client.get(f"{NOTICE}return/").content.decode()
    answer = sent(client, f"{NOTICE}return/", seen=str(latest()))
    assert answer.status_code == 302 and answer["Location"] == NOTICE
    assert client.get(f"{NOTICE}file/").content == ours(TemplateKind.NOTICE)
    assert client.get(f"{NOTICE}return/").status_code == 404


@pytest.mark.django_db
def test_on_another_day_nothing_is_taken(cast: Cast, client: Client) -> None:
    page = client.get(f"{NOTICE}?on=2018-06-01").content.decode()
    assert "检查并采用" not in page
    assert brought(client, template("{{ 标题 }}"), at=f"{NOTICE}?on=2018-06-01").status_code != 302
    assert DocumentTemplate.objects.count() == 0


@pytest.mark.django_db
def test_a_sample_is_printed_or_it_is_said_why_not(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "as_pdf", lambda content: b"%PDF-1.7")
    answer = client.get(f"{NOTICE}sample/?form=pdf")
    assert (answer["Content-Type"], answer.content) == (PDF, b"%PDF-1.7")
    monkeypatch.undo()
    monkeypatch.setattr("shuniu.documents.pdf.converter", lambda: None)
    answer = client.get(f"{NOTICE}sample/?form=pdf")
    assert answer.status_code == 302
    assert "没有安装 LibreOffice" in client.get(NOTICE).content.decode()


@pytest.mark.django_db
def test_missing_fonts_are_named(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shuniu.web.documents.word.converter", lambda: "soffice")
    monkeypatch.setattr("shuniu.documents.fonts._installed", lambda: frozenset({"Noto Serif CJK SC", "黑体"}))
    page = client.get(LIST).content.decode()
    assert "仿宋_GB2312（正文）以 Noto Serif CJK SC 代替" in page
    assert "黑体（" not in page
    monkeypatch.setattr("shuniu.web.documents.word.converter", lambda: None)
    assert "没有安装 LibreOffice" in client.get(LIST).content.decode()


@pytest.mark.django_db
def test_the_pages_cost_the_same_whatever_is_kept(cast: Cast, client: Client) -> None:
    brought(client, template("甲"), at=f"{LIST}request/")
    client.get(LIST)
    with CaptureQueriesContext(connection) as before:
        client.get(LIST)
    for kind in ("notice", "ballot", "reply"):
        brought(client, template("甲"), at=f"{LIST}{kind}/")
    client.get(LIST)
    with CaptureQueriesContext(connection) as after:
        client.get(LIST)
    assert len(after) == len(before) == 6

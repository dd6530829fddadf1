"""Templates of an office: the list, the file taken home and brought back, what is refused in words, the return."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import docx
import docx.shared
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.documents.templates import changed, template
from tests.web.offices import sent, sit_down

from shuniu.documents.specimens import SPECIMENS
from shuniu.documents.writing import ours, write
from shuniu.models import DocumentTemplate
from shuniu.policy.words.templates import TemplateKind
from shuniu.web.settings import templates as pages
from shuniu.web.word_files import PDF, WORD

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
    monkeypatch.setattr("shuniu.web.word_files.converter", lambda: "soffice")
    monkeypatch.setattr("shuniu.documents.fonts._installed", lambda: frozenset({"Noto Serif CJK SC", "黑体"}))
    page = client.get(LIST).content.decode()
    assert "仿宋_GB2312（正文）以 Noto Serif CJK SC 代替" in page
    assert "黑体（" not in page
    monkeypatch.setattr("shuniu.web.word_files.converter", lambda: None)
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
    assert len(after) == len(before) == 5


def edited(content: bytes, *, drop: str = "") -> bytes:
    """As somebody changes it in Word: a sentence more, another letter, a placeholder in pieces, and where asked a
    paragraph gone."""
    file = docx.Document(io.BytesIO(content))
    line = next((one for one in file.paragraphs if "{{" in one.text and "{%" not in one.text), None)
    if line is not None:
        text, style = line.text, line.style
        line.clear()
        for piece in (text[:3], text[3:5], text[5:]):
            line.add_run(piece)
        line.style = style
    for one in [one for one in file.paragraphs if drop and drop in one.text]:
        one._element.getparent().remove(one._element)
    file.add_paragraph("（此件公开发布）")
    for style in file.styles:
        if style.name.startswith(("公文正文", "选票标题")):
            style.font.name = "Courier New"
            style.font.size = docx.shared.Pt(15)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.req("P11")
@pytest.mark.parametrize("kind", list(TemplateKind))
def test_what_is_changed_in_word_is_kept_of_every_kind(cast: Cast, client: Client, kind: TemplateKind) -> None:
    here = f"{LIST}{kind.value}/"
    answer = brought(client, edited(client.get(f"{here}file/").content), at=here)
    assert answer.status_code == 302, answer.content.decode()
    assert "现在用的模板没有这些占位符" not in client.get(here).content.decode()
    before = docx.Document(io.BytesIO(write(kind, SPECIMENS[kind])))
    sample = docx.Document(io.BytesIO(client.get(f"{here}sample/").content))
    assert [one.text for one in sample.paragraphs if one.text] == [
        *(one.text for one in before.paragraphs if one.text), "（此件公开发布）",
    ]  # fmt: skip
    style = sample.styles["选票标题" if kind is TemplateKind.BALLOT else "公文正文"]
    assert (style.font.name, style.font.size) == ("Courier New", docx.shared.Pt(15))


@pytest.mark.django_db
def test_what_was_deleted_is_told_where_the_template_is_looked_at(cast: Cast, client: Client) -> None:
    torn = ours(TemplateKind.NOTICE)
    for gone in ("{{ 发文字号 }}", "{{ 主送机关 }}", "成文日期"):
        torn = edited(torn, drop=gone)
    assert brought(client, torn).status_code == 302
    page = client.get(NOTICE).content.decode()
    # That there is a condition on 主送机关 still writes it nowhere.
    assert "现在用的模板没有这些占位符：发文字号、主送机关、成文日期。" in page and "从通用模板中照抄后再上传" in page


@pytest.mark.django_db
def test_a_reply_that_cannot_say_that_it_puts_off_is_told_in_the_list(cast: Cast, client: Client) -> None:
    assert "暂不同意" not in client.get(LIST).content.decode()
    old = edited(ours(TemplateKind.REPLY), drop="{{ 答复意见 }}")
    assert brought(client, old, at=f"{LIST}reply/").status_code == 302
    for here in (LIST, f"{LIST}reply/"):
        page = client.get(here).content.decode()
        assert "暂缓的答复也会写成“暂不同意”。" in page and f"{LIST}reply/file/?ours=1" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 \n", "不是 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "不是 .docx"),
        (b"{\\rtf1 }", "不是 .docx"),
        ("通知".encode(), "不是 .docx"),
    ],
)
def test_other_kinds_of_files_are_refused_in_words(cast: Cast, client: Client, content: bytes, told: str) -> None:
    answer = brought(client, content)
    assert answer.status_code == 422 and told in answer.content.decode(), answer.content.decode()[:20_000]
    assert not DocumentTemplate.objects.exists()

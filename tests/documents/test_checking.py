"""Is a template an office brings safe, and does it ask for what there is? Everything wrong is said at once."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.documents.templates import changed, template

from shuniu.documents.checking import check_template, names_of
from shuniu.documents.opening import MOST_BYTES
from shuniu.documents.specimens import SPARSE, SPECIMENS
from shuniu.documents.writing import ours, write
from shuniu.policy.words.templates import TemplateKind

NOTICE = TemplateKind.NOTICE
_RELATIONS = "word/_rels/document.xml.rels"
_END = b"</Relationships>"
_BODY, _SECTION = "word/document.xml", b"<w:sectPr"


def codes(content: bytes, kind: TemplateKind = NOTICE) -> list[str]:
    return [one.code for one in check_template(kind, content).objections]


def related(target: str, kind: str = "hyperlink", mode: str = ' TargetMode="External"') -> bytes:
    said = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}" Target="{target}"{mode}/></Relationships>'
    )
    return changed(also=(_RELATIONS, _END, said.encode()))


def in_body(markup: str) -> bytes:
    return changed(also=(_BODY, _SECTION, markup.encode() + _SECTION))


@pytest.mark.parametrize("kind", list(TemplateKind))
def test_our_own_templates_are_taken(kind: TemplateKind) -> None:
    assert check_template(kind, ours(kind)).objections == ()


@pytest.mark.parametrize("kind", list(TemplateKind))
def test_ours_write_the_fullest_and_the_sparsest_document(kind: TemplateKind) -> None:
    for content in (SPECIMENS[kind], SPARSE[kind]):
        assert write(kind, content).startswith(b"PK")


WIDE = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
CUT_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDE</w:instrText></w:r>'
    '<w:r><w:instrText>TEXT "/etc/passwd"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
HOSTILE: dict[str, tuple[bytes, str]] = {
    "no zip": (b"not a zip", "no_word_file"),
    "empty": (b"", "no_word_file"),
    "cut off": (ours(NOTICE)[:5000], "no_word_file"),
    "too large": (b"PK" + b"0" * MOST_BYTES, "too_large"),
    "a workbook": (changed(drop="word/document.xml", add={"xl/workbook.xml": b"<a/>"}), "no_word_file"),
    "macros": (changed(add={"word/vbaProject.bin": b"x"}), "macros"),
    "macros by kind": (
        changed(also=("[Content_Types].xml", b".document.main+xml", b".document.macroEnabled.main+xml")),
        "macros",
    ),
    "an object": (changed(add={"word/embeddings/oleObject1.bin": b"x"}), "objects"),
    "a control": (changed(add={"word/activeX/activeX1.xml": b"<a/>"}), "objects"),
    "a strange part": (changed(add={"word/payload.exe": b"MZ"}), "odd_parts"),
    "a path": (changed(add={"../../etc/cron.xml": b"<a/>"}), "odd_parts"),
    "a link": (related("http://example.invalid/x"), "external"),
    "a remote template": (related("http://example.invalid/x.dotm", "attachedTemplate"), "external"),
    "a remote picture": (related("file:///etc/passwd", "image"), "external"),
    "a chunk": (related("chunk.html", "aFChunk", ""), "objects"),
    "entities": (
        changed(add={"word/styles.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}),
        "entities",
    ),
    "laughs": (
        changed(
            add={
                "word/styles.xml": b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
            }
        ),
        "entities",
    ),
    "entities in another alphabet": (changed(add={"word/styles.xml": WIDE.encode("utf-16")}), "entities"),
    "broken": (changed(add={"word/styles.xml": b"<a><b></a>"}), "broken"),
    "a bomb": (changed(add={"word/media/image1.png": b"\0" * (12 * 1024 * 1024)}), "swells"),
    "a field that reads": (in_body(CUT_FIELD), "fields"),
    "a simple field that asks": (in_body('<w:p><w:fldSimple w:instr="DDEAUTO c:\\x"/></w:p>'), "fields"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_plain_word_file_is_refused(name: str) -> None:
    content, code = HOSTILE[name]
    assert code in codes(content)


def test_several_dangers_are_told_at_once() -> None:
    content = changed(related("http://example.invalid/x"), add={"word/vbaProject.bin": b"x"})
    assert set(codes(content)) == {"macros", "external"}


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(ours(NOTICE))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as package:
        package.writestr("word/document.xml", b"<a/>")
    assert codes(out.getvalue()) == ["odd_parts"]


def test_an_unknown_placeholder_is_named_with_its_place() -> None:
    decision = check_template(NOTICE, template("甲", "发文：{{ 文号 }}，{{ 标题 }}", "{{ 请示标题 }}"))
    assert [one.missing for one in decision.objections] == ["不认识占位符“文号”。", "不认识占位符“请示标题”。"]
    assert decision.objections[0].fact.startswith("正文第2段“发文：{{ 文号 }}")
    assert decision.objections[0].field == "file"


@pytest.mark.parametrize("name", [name for name in names_of(NOTICE)])
def test_every_known_placeholder_may_be_asked_for(name: str) -> None:
    assert codes(template(f"{{{{ {name} }}}}")) == []


@pytest.mark.parametrize(
    ("paragraphs", "code"),
    [
        (["{{ 标题"], "unfinished"),
        (["{{ 标", "题 }}"], "unfinished"),
        (["标题 }}"], "unfinished"),
        (["{%p if 附件 %}", "甲"], "syntax"),
        (["{%p endif %}"], "syntax"),
        (["{{ 标题 标题 }}"], "syntax"),
        (["{{ 标题.字 }}"], "no_such_item"),
        (["{%p for 段 in 正文 %}", "{{ 段.字 }}", "{%p endfor %}"], "no_such_item"),
        (["{{ 附件[9] }}"], "no_such_item"),
        (["{{ 标题|upper }}"], "not_allowed"),
        (["{{ 标题|safe }}"], "not_allowed"),
        (["{{ range(9) }}"], "not_allowed"),
        (["{{ 标题.__class__ }}"], "not_allowed"),
        (["{{ 标题 ~ 标题 }}"], "not_allowed"),
        (["{{ 9 ** 9 }}"], "not_allowed"),
        (["{% set x = 1 %}"], "not_allowed"),
        (["{% include 'x' %}"], "not_allowed"),
        (["{% autoescape false %}{{ 标题 }}{% endautoescape %}"], "not_allowed"),
        (["{% for a in '一二三' %}{{ a }}{% endfor %}"], "not_allowed"),
        (
            ["{% for a in 抄送 %}{% for b in 抄送 %}{% for c in 抄送 %}{% endfor %}{% endfor %}{% endfor %}"],
            "not_allowed",
        ),
    ],
)
def test_what_a_template_may_not_say_is_refused(paragraphs: list[str], code: str) -> None:
    assert set(codes(template(*paragraphs))) == {code}


@pytest.mark.parametrize(
    "paragraphs",
    [
        [
            "{%p for 段 in 正文 %}",
            "{%p if 段.层次 == 1 and not loop.first %}",
            "{{ 段.文 }}",
            "{%p endif %}",
            "{%p endfor %}",
        ],
        ["{% if 附件 %}{{ 附件[0] }}{% else %}无{% endif %}"],
        ["{{ 抄送|join('、') }}（共{{ 抄送|length }}个）"],
        ["{{ 抄送|join(‘、’) }}"],
        ["{{ 标题 if 附件 else 发文字号 }}"],
        ["{# 说明 #}"],
        ["没有占位符，只有 {单个} 括号"],
    ],
)
def test_what_offices_need_is_taken(paragraphs: list[str]) -> None:
    assert codes(template(*paragraphs)) == []


def test_a_placeholder_in_the_header_counts_too() -> None:
    content = changed(
        ours(TemplateKind.REMINDER), also=("word/header1.xml", "{{ 发文机关 }}".encode(), "{{ 机关 }}".encode())
    )
    (one,) = check_template(TemplateKind.REMINDER, content).objections
    assert one.code == "unknown" and one.fact.startswith("页眉")


def test_a_placeholder_out_of_sight_is_refused() -> None:
    content = in_body('<w:p><w:bookmarkStart w:id="1" w:name="{{ 标题 }}"/></w:p>')
    assert codes(content) == ["hidden"]


def test_a_long_hostile_paragraph_is_judged_quickly() -> None:
    assert codes(template("{%" * 100_000)) == ["unfinished"]
    assert codes(template("{" * 200_000)) == ["unfinished"]

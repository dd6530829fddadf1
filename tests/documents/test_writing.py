"""Does a document say what its content says, whatever is in it, and nothing a template was not meant to ask for?"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from jinja2 import TemplateError, UndefinedError
from jinja2.sandbox import SecurityError
from scripts.official_form.forms import FORMS
from scripts.official_form.package import packed
from tests.documents.samples import BALLOT, BRANCH, ISSUER, MINUTES, NOTICE, REFUSAL, REMINDER, REPLY, REQUEST, SAMPLES
from tests.documents.templates import template

from shuniu.documents.content import Line, lines
from shuniu.documents.titles import LONGEST, title_lines
from shuniu.documents.writing import ours, write
from shuniu.policy.words.templates import TemplateKind


def text_of(word: bytes) -> str:
    document = docx.Document(io.BytesIO(word))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def styles_of(word: bytes) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in docx.Document(io.BytesIO(word)).paragraphs if one.style]


@pytest.mark.req("D12")
def test_a_reply_says_what_was_asked_decided_and_agreed_to() -> None:
    said = text_of(write(TemplateKind.REPLY, REPLY))
    assert (
        f"你单位《关于成立{BRANCH}的请示》（示物协〔2026〕1号）收悉。经2026年11月20日党委会研究，"
        f"同意成立{BRANCH}，隶属第一联合党委。" in said
    )
    assert "此复。" in said
    assert said.index("示综党〔2026〕3号") < said.index("收悉") < said.index("此复。") < said.index("2026年11月27日")
    assert "暂不同意" not in said


@pytest.mark.req("D12")
@pytest.mark.parametrize("kind", [TemplateKind.REPLY, TemplateKind.REPLY_LETTER])
def test_a_refusal_bears_its_reasons_and_next_steps(kind: TemplateKind) -> None:
    said = text_of(write(kind, REFUSAL))
    assert f"党委会研究，暂不同意成立{BRANCH}。" in said
    assert said.index("一、理由") < said.index("正式党员2名，不足3名。") < said.index("二、下一步工作")
    assert "与邻近的社会组织联合组建" in said and "1. " not in said  # what stands alone bears no number
    said = text_of(write(kind, replace(REFUSAL, reasons=("正式党员2名，不足3名。", "没有活动场所。"))))
    assert said.index("1. 正式党员2名，不足3名。") < said.index("2. 没有活动场所。") < said.index("二、下一步工作")


@pytest.mark.req("D12")
@pytest.mark.parametrize("lacking", [{"reasons": ()}, {"next_steps": ()}])
def test_a_refusal_without_them_cannot_be_written(lacking: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match="says why"):
        replace(REFUSAL, **lacking)  # type: ignore[arg-type]


def test_a_reply_that_no_meeting_decided_on_names_no_meeting_day() -> None:
    assert "收悉。经研究，同意" in text_of(write(TemplateKind.REPLY, replace(REPLY, decided_by="")))


def test_a_reply_to_a_request_without_a_number_leaves_no_empty_brackets() -> None:
    said = text_of(write(TemplateKind.REPLY, replace(REPLY, request_number="")))
    assert f"《关于成立{BRANCH}的请示》收悉。" in said


@pytest.mark.req("P11")
@pytest.mark.parametrize("kind", [TemplateKind.NOTICE, TemplateKind.CIRCULAR])
def test_a_notice_bears_number_title_addressee_and_date(kind: TemplateKind) -> None:
    found = styles_of(write(kind, NOTICE))
    assert ("公文字号", "示综党〔2026〕5号") in found
    assert ("公文主送机关", "各联合党委，各直属党支部：") in found
    assert ("公文成文日期", "2026年11月27日") in found
    assert [text.replace("\n", "") for style, text in found if style == "公文标题"] == [NOTICE.title]
    assert ("公文一级标题", "一、主要任务") in found
    assert ("公文二级标题", "（一）摸清底数") in found


def test_a_request_names_its_signer_and_its_contact() -> None:
    found = styles_of(write(TemplateKind.REQUEST, REQUEST))
    assert ("上行文字号", "示综党〔2026〕4号\t签发人：张　三") in found
    assert ("公文附注", "（联系人：办公室）") in found
    without = styles_of(write(TemplateKind.REQUEST, replace(REQUEST, signer="", contact="")))
    assert ("上行文字号", "示综党〔2026〕4号\t") in without
    assert "公文附注" not in {style for style, _ in without}


def test_minutes_tell_each_item_with_votes_reasons_and_next_steps() -> None:
    said = text_of(write(TemplateKind.MINUTES, MINUTES))
    assert "应到9人，实到8人。" in said
    assert "会议决定：同意组建。（赞成8票，反对0票，弃权0票）" in said
    assert "理由：正式党员不足3名。" in said
    assert "下一步：由第二联合党委提出联合组建方案。" in said
    for line in ("出席：书记，副书记，组织委员", "请假：统战委员", "列席：组织科负责人"):
        assert line in said


def test_a_ballot_keeps_the_order_of_names_and_leaves_lines_for_others() -> None:
    document = docx.Document(io.BytesIO(write(TemplateKind.BALLOT, BALLOT)))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == ["姓　名", *BALLOT.candidates, "另选他人姓名", "", ""]
    assert rows[0][1:] == ["赞成", "不赞成", "弃权"]
    assert all(row[1:] == ["", "", ""] for row in rows[1:5])
    closed = docx.Document(io.BytesIO(write(TemplateKind.BALLOT, replace(BALLOT, others=0))))
    assert len(closed.tables[0].rows) == 1 + len(BALLOT.candidates)


@pytest.mark.parametrize(
    ("others", "told"),
    [
        (2, ["1. 在候选人姓名后", "2. 不赞成某候选人的，可以另选他人", "3. 赞成的人数（含另选他人）等于"]),
        (0, ["1. 在候选人姓名后", "2. 赞成的人数等于"]),
    ],
)
def test_a_ballot_tells_of_others_only_where_there_is_a_place_for_them(others: int, told: list[str]) -> None:
    said = text_of(write(TemplateKind.BALLOT, replace(BALLOT, others=others)))
    assert [line for line in said.splitlines() if line[:2] in ("1.", "2.", "3.")] == [
        line for line in said.splitlines() if line.startswith(tuple(told))
    ]
    assert len([line for line in said.splitlines() if line.startswith(tuple(told))]) == len(told)


def test_a_long_name_on_a_ballot_breaks_between_words() -> None:
    name = "中共示例市教育培训领域社会服务机构第一联合支部委员会"
    said = text_of(write(TemplateKind.BALLOT, replace(BALLOT, party_organization=name)))
    assert said.startswith("中共示例市教育培训领域社会服务机构第一\n联合支部委员会\n")


@pytest.mark.parametrize("months", [6, 4, 1])
def test_a_reminder_says_when_the_term_ends_and_how_many_months_are_left(months: int) -> None:
    said = text_of(write(TemplateKind.REMINDER, replace(REMINDER, months=months)))
    assert f"{BRANCH}本届任期将于2027年5月20日届满，距届满不足{months}个月。" in said


def test_a_reminder_of_a_term_that_is_over_says_so() -> None:
    said = text_of(write(TemplateKind.REMINDER, replace(REMINDER, months=0)))
    assert f"{BRANCH}本届任期已于2027年5月20日届满，尚未换届。" in said and "个月" not in said


@pytest.mark.parametrize("kind", list(TemplateKind))
@pytest.mark.parametrize(
    "hostile",
    [
        "a & b < c > d \" e ' f",
        "</w:t></w:r></w:p><w:p>",
        "{{ 标题 }}{% for x in y %}{# z #}",
        "{_{ 标题 }_} {_% raw %_}",
        "&amp;&#65;&lt;",
        "]]><!-- -->",
    ],
)
def test_text_stays_text(kind: TemplateKind, hostile: str) -> None:
    kept = dict.fromkeys((TemplateKind.ELECTION_MINUTES, TemplateKind.ARCHIVE), "title")
    name = {TemplateKind.BALLOT: "party_organization", **kept}.get(kind, "issuer")
    word = write(kind, replace(SAMPLES[kind], **{name: hostile}))
    headers = docx.Document(io.BytesIO(word)).sections[0].first_page_header.paragraphs
    # A long name breaks into lines like a title.
    assert hostile in "".join([text_of(word), *(one.text for one in headers)]).replace("\n", "")


def test_control_characters_and_broken_text_become_spaces() -> None:
    said = text_of(write(TemplateKind.REPLY, replace(REPLY, decision="甲\x00乙\x07丙\x0c丁\ud800戊\n己")))
    assert "同意甲 乙 丙 丁 戊 己。" in said


def test_a_name_nobody_knows_is_an_error_and_never_an_empty_place() -> None:
    with pytest.raises(UndefinedError, match="文号"):
        write(TemplateKind.NOTICE, NOTICE, template("{{ 文号 }}"))


@pytest.mark.parametrize(
    "escape",
    ["{{ 标题.__class__.__mro__ }}", "{{ ''.__class__ }}", "{{ 正文.append.__globals__ }}", "{{ cycler.__init__ }}"],
)
def test_a_template_cannot_leave_its_sandbox(escape: str) -> None:
    with pytest.raises((SecurityError, TemplateError)):
        write(TemplateKind.NOTICE, NOTICE, template(escape))


def test_the_templates_are_those_the_script_makes() -> None:
    assert set(FORMS) == {kind.value for kind in TemplateKind}
    for kind in TemplateKind:
        assert parts_of(packed(FORMS[kind.value]())) == parts_of(ours(kind)), "run: python -m scripts.templates"


def parts_of(word: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于成立第三联合党委的请示", ["关于成立第三联合党委的请示"]),
        (f"关于同意成立{BRANCH}的批复", ["关于同意成立中共示例市物业管理协会", "支部委员会的批复"]),
        ("关于开展社会组织党建工作“两覆盖”专项行动的通知", ["关于开展社会组织党建工作“两覆盖”", "专项行动的通知"]),
        ("字" * 20, ["字" * 20]),
        ("字" * 21, ["字" * 20, "字"]),
        (
            "关于不同意中共澄川市科技领域社会团体联合委员会班子任职的批复",
            ["关于不同意中共澄川市科技领域社会团体", "联合委员会班子任职的批复"],
        ),
    ],
)
def test_a_long_title_breaks_between_words(title: str, expected: list[str]) -> None:
    assert list(title_lines(title)) == expected


@pytest.mark.parametrize("title", [NOTICE.title * 3, ISSUER * 5, "字" * 90, "《" * 50, "。" * 50])
def test_no_line_of_a_title_is_too_long_and_nothing_is_lost(title: str) -> None:
    found = title_lines(title)
    assert "".join(found) == title
    assert all(0 < len(one) <= LONGEST for one in found)


def test_headings_are_told_by_how_they_begin() -> None:
    found = lines(
        ["一、主要任务\n（一）摸清底数\n（一）摸清底数，逐家核对。\n1. 逐家核对", "  \n十二、附则", "一般情况"]
    )
    assert found == (
        Line(text="一、主要任务", level=1),
        Line(text="（一）摸清底数", level=2),
        Line(text="（一）摸清底数，逐家核对。"),
        Line(text="1. 逐家核对"),
        Line(text="十二、附则", level=1),
        Line(text="一般情况"),
    )

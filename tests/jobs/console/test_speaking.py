"""The console program speaks Chinese, in one sentence, and never prints a traceback."""

from __future__ import annotations

import re

import pytest

from shuniu.jobs.console import main
from shuniu.jobs.console.program import parser
from shuniu.jobs.console.speaking import table


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "缺少 子命令。"),
        (["figure"], "缺少 指标。"),
        (["fgure"], "子命令 不能写“fgure”"),
        (["figure", "members", "--by", "colour"], "不能写“colour”"),
        (["figure", "members", "--on", "2020-13-01"], "日期应写成 2026-11-22，不能写“2020-13-01”"),
        (["figure", "members", "--on"], "--on 后面要写一个值"),
        (["figure", "members", "--odd"], "不认识 --odd"),
        (["account", "create", "x", "--role", "r", "--at", "a", "--unit", "u"], "--unit 与 --at 不能同时写"),
        (["account", "end", "not-a-uuid"], "授权编号 不能写“not-a-uuid”"),
        (["rows", "members", "--where", "colour=red"], "--where 应写成 分项=值"),
        (["figure", "members", "--data", "/nonexistent/data"], "里还没有数据库，请先执行 shuniu init"),
        (["restore", "/nonexistent/file"], "没有找到备份文件 /nonexistent/file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_speaking_a_mistake_is_one_chinese_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(words) != 0
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_speaking_every_subcommand_explains_itself_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    top = parser()
    names = re.findall(r"^    (\w+) ", top.format_help(), re.MULTILINE)
    assert names == ["init", "up", "import", "figure", "rows", "check", "backup", "restore", "account"]
    for name in names:
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        told = capsys.readouterr().out
        assert told.startswith(f"用法：shuniu {name}")
        assert not re.search(r"usage|options|positional|show this|error", told)


def test_speaking_a_table_lines_up_chinese_characters() -> None:
    assert table(["代码", "名称"], [("a", "甲"), ("abcdef", "乙")]).splitlines() == [
        "代码    名称",
        "a       甲  ",
        "abcdef  乙  ",
    ]

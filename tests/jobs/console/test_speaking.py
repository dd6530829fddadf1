"""The console program speaks Chinese, in one sentence, and never prints a traceback."""

from __future__ import annotations

import errno
import os
import re

import pytest

from shuniu.jobs.console import main, up
from shuniu.jobs.console.program import parser
from shuniu.jobs.console.speaking import table
from shuniu.jobs.engine import reason


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
        (["backup", "/nonexistent/file"], "文件夹 /nonexistent 不能读写：没有这个文件夹"),
        (["init"], "缺少 --name、--code、--chain。"),
        (["up", "--port", "99999"], "端口应是 1 至 65535 的整数，不能写“99999”"),
        (["account", "odd"], "可选 list、create、"),
        (["init", "--name", "a", "--code", "b", "--chain", "c", "--data", "/dev/null/x"], "这不是文件夹"),
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


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EISDIR, errno.EACCES, errno.ENOSPC, errno.EPIPE])
def test_speaking_what_the_system_refused_is_said_in_chinese(number: int) -> None:
    said = reason(OSError(number, os.strerror(number)))
    assert re.search("[一-鿿]", said) and not re.search("[A-Za-z]", said)
    assert reason(FileExistsError(errno.EEXIST, "备份不覆盖旧文件")) == "备份不覆盖旧文件"


def test_speaking_a_port_below_1024_is_not_called_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(port: int) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(up, "port_is_free", refuse)
    assert main(["up", "--port", "80"]) == 1
    assert capsys.readouterr().err == "当前用户不能使用端口 80，请用 --port 换一个 1024 以上的。\n"


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

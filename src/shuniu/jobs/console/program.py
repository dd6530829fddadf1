"""Take the words of the command line, open what they need, and turn every error into one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from types import ModuleType

from shuniu.jobs.console import accounts, checking, figures, founding, importing, keeping, up
from shuniu.jobs.console.speaking import Parser, Told, complain
from shuniu.jobs.engine import reason

# In the order in which one comes to need them. Each module adds its parsers and sets ``run``.
SUBCOMMANDS: tuple[ModuleType, ...] = (founding, up, importing, figures, checking, keeping, accounts)
DESCRIPTION = """\
枢纽 Shuniu：社会组织党建工作平台的控制台程序。

与浏览器里用的是同一套办理、口径和授权；各子命令的写法见“shuniu 子命令 --help”，例子见 docs/cli.md。"""
INTERRUPTED = 130
_ADVICE = {
    "OperationalError": "多半是连不上数据库：请确认它在运行，地址、角色和口令正确后重试。",
    "MigrationSchemaMissing": "应用角色不能建表：请用环境变量 SHUNIU_OWNER_URL 指明属主角色。",
}


def parser() -> Parser:
    top = Parser(prog="shuniu", description=DESCRIPTION)
    commands = top.add_subparsers(title="子命令", metavar="子命令", required=True, parser_class=Parser)
    for module in SUBCOMMANDS:
        module.add(commands)
    return top


def main(words: Sequence[str] | None = None) -> int:
    """The entry point. Never a traceback, unless SHUNIU_DEBUG=1 asks for one."""
    try:
        options = parser().parse_args(words)
        return int(options.run(options) or 0)
    except Told as told:
        complain(told.sentence)
        return told.code
    except KeyboardInterrupt:
        complain("已中断。")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as problem:
        if os.environ.get("SHUNIU_DEBUG") == "1":
            raise
        complain(_sentence(problem))
        return 1


def _sentence(problem: Exception) -> str:
    """Errors of this house say what to do; others are named by their kind, without the values they carry."""
    module = type(problem).__module__
    if module.startswith("shuniu."):
        return str(problem)
    if module.startswith(("psycopg", "django.db")):
        kind = type(problem).__name__
        advice = _ADVICE.get(kind, "请确认数据库在运行、且版本一致后重试。")
        return f"数据库没有完成这次操作（{kind}），没有写入任何内容。{advice}"
    if isinstance(problem, OSError):
        place = f" {problem.filename}" if problem.filename else ""
        return f"文件{place} 不能读写：{reason(problem)}。"
    return f"程序内部出错（{type(problem).__name__}），没有写入任何内容。请用 SHUNIU_DEBUG=1 重试并把结果交给维护人员。"

"""How does the console program ask and answer? Chinese help; one clear sentence for every error; JSON when wanted."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

WRONG_USE = 2
REFUSED = 1

# What argparse says, in Chinese; the last pattern takes whatever is left.
_MISTAKES = (
    (r"the following arguments are required: (.+)", "缺少 {0}"),
    (r"unrecognized arguments: (.+)", "不认识 {0}"),
    (r"argument (.+): expected one argument", "{0} 后面要写一个值"),
    (r"argument (.+): expected at least one argument", "{0} 后面至少要写一个值"),
    (r"argument (.+): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{0} 不能写“{1}”，可选 {2}"),
    (r"argument (.+): invalid \w+ value: '?(.*?)'?", "{0} 不能写“{1}”"),
    (r"argument (.+): not allowed with argument (.+)", "{0} 与 {1} 不能同时写"),
    (r"argument (.+?): (.+)", "{0}：{1}"),
    (r"(.+)", "{0}"),
)


class Told(Exception):
    """What the program cannot do, in one sentence; ``code`` is its exit status."""

    def __init__(self, sentence: str, code: int = REFUSED) -> None:
        super().__init__(sentence)
        self.sentence, self.code = sentence, code


class _Layout(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese and never prints a page of usage for a mistyped word."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _Layout, "add_help": False, "allow_abbrev": False, **settings})
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _MISTAKES:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                parts = [part.replace("'", "").replace(", ", "、") for part in found.groups()]
                raise Told(f"{sentence.format(*parts)}。写法见 {self.prog} --help。", WRONG_USE)
        raise AssertionError("the last pattern matches anything")


def day(text: str) -> date:
    """A day of an option; argparse tells what is wrong with it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期应写成 2026-11-22，不能写“{text}”") from None


def moment(text: str) -> datetime:
    """A moment of an option, in the time of the office; a day alone means until its end."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"时间应写成 2026-11-22 或 2026-11-22T17:40，不能写“{text}”") from None
    if found.tzinfo is None:
        found = found.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return found + timedelta(days=1, microseconds=-1) if len(text) == len("2026-11-22") else found


def say(text: str) -> None:
    print(text, flush=True)


def say_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str))


def complain(sentence: str) -> None:
    """One sentence on stderr, whatever line breaks were in it."""
    print(" ".join(sentence.split()), file=sys.stderr)


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Columns under their heads; Chinese characters count as two."""
    cells = [[str(cell) for cell in row] for row in [heads, *rows]]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(heads))]
    return "\n".join("  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)) for row in cells)


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))

"""docs/cli.md and the program say the same: each subcommand, option, measure and office, none too many."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from shuniu.jobs.console.program import parser
from shuniu.policy.measures import MEASURES
from shuniu.policy.words.accounts import Role

MANUAL = (Path(__file__).parents[3] / "docs" / "cli.md").read_text("utf-8")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
COMMON = "共同的约定"


def sections(manual: str) -> dict[str, str]:
    """The text under each subcommand; what all share stands under COMMON."""
    parts = re.split(r"^## (.+)\n", manual, flags=re.MULTILINE)
    return {head.partition("：")[0]: text for head, text in zip(parts[1::2], parts[2::2], strict=True)}


def subcommands(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    (found,) = (one for one in top._actions if isinstance(one, argparse._SubParsersAction))
    return dict(found.choices)


def options(one: argparse.ArgumentParser) -> Iterator[str]:
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from options(inner)
        yield from (word for word in action.option_strings if word.startswith("--"))


def missing_and_odd(manual: str) -> set[str]:
    """Options the manual lacks, and options it names where the program has none."""
    told, known = sections(manual), subcommands(parser())
    common = set(OPTION.findall(told[COMMON]))
    found = set()
    for name, one in known.items():
        here, real = set(OPTION.findall(told.get(name, ""))), set(options(one))
        borrowed = set(OPTION.findall(told["figure"])) if name == "rows" else set()
        found |= {f"{name} {word}" for word in real - here - common - borrowed}
        found |= {f"{name} {word}" for word in here - real - {"--by"}}
    return found | {f"{COMMON} {word}" for word in common - {w for one in known.values() for w in options(one)}}


def test_manual_has_every_subcommand_with_an_example() -> None:
    told = sections(MANUAL)
    assert set(told) == {COMMON, *subcommands(parser())}
    for name in subcommands(parser()):
        assert f"$ shuniu {name} " in told[name] or f"$ shuniu {name}\n" in told[name], name


def test_manual_has_every_option_and_none_that_is_not_there() -> None:
    assert missing_and_odd(MANUAL) == set()


def test_manual_a_lacking_and_an_invented_option_are_found_out() -> None:
    lacking = MANUAL.replace("--create-missing", "")
    invented = MANUAL.replace("## check：核对\n", "## check：核对\n\n用 `--repair` 修复。\n")
    assert missing_and_odd(lacking) == {"import --create-missing"}
    assert missing_and_odd(invented) == {"check --repair"}


def test_manual_has_every_act_on_accounts_every_measure_and_every_office() -> None:
    acts = subcommands(subcommands(parser())["account"])
    assert set(re.findall(r"^\| `account (\w+)", MANUAL, re.MULTILINE)) == set(acts)
    stated = MANUAL.partition("### 指标")[2].partition("\n## ")[0]
    measures = re.findall(r"^\| `(\w+)` \| (.+?) \| (\S+) \|$", stated, re.MULTILINE)
    assert measures == [(one.key, one.name, one.unit) for one in MEASURES.values()]
    offices = re.findall(r"`(\w+)`（(\w+)）", MANUAL.rpartition("岗位代码：")[2])
    assert offices == [(one.value, one.label) for one in Role if one is not Role.SYSTEM]

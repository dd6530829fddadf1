"""Do rooms keep to what only they may do (the clock, going out), and do classes stay simple?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import Source, planted, sources

DOORS = ("web", "jobs", "config")
MOST_BASES = 2
CLOCK = re.compile(
    r"(^|\.)(now|today|utcnow|localdate|localtime|time_ns)$|^time\.(time|localtime|gmtime)$|^(Now|TransactionNow)$"
)
OUTGOING = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "smtplib", "ftplib"}


def reads_clock(source: Source) -> Iterator[str]:
    for line, name in source.calls():
        if CLOCK.search(name):
            yield f"{source.name}:{line} {name}"


def imports(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def goes_out(source: Source) -> list[str]:
    return [f"{source.name}:{line} {name}" for line, name in imports(source) if name in OUTGOING]


def overrides(source: Source) -> Iterator[str]:
    """Signals and `save` overrides: writing that nobody sees where it is called."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}:
            yield f"{source.name}:{node.lineno} def {node.name}"
    for line, name in imports(source):
        if name == "django.contrib.admin" or name.endswith(("db.models.signals", "contenttypes.fields")):
            yield f"{source.name}:{line} {name}"


def crowded_classes(source: Source) -> list[str]:
    classes = [node for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef)]
    return [f"{source.name} {node.name}" for node in classes if len(node.bases) > MOST_BASES]


def test_only_doors_read_the_clock() -> None:
    assert [line for source in sources() if source.room not in DOORS for line in reads_clock(source)] == []


def test_nothing_goes_out() -> None:
    assert [line for source in sources() for line in goes_out(source)] == []


def test_no_signals_overrides_admin_or_generic_relations() -> None:
    assert [line for source in sources() for line in overrides(source)] == []


def test_no_class_has_too_many_bases() -> None:
    assert [line for source in sources() for line in crowded_classes(source)] == []


def test_planted_defects_are_found(tmp_path: Path) -> None:
    text = (
        "import requests\nfrom django.db.models.signals import post_save\n"
        "day = date.today()\nat = timezone.now()\n"
        "class Unit(A, B, C):\n    def save(self): ...\n"
    )
    source = planted(tmp_path, text)
    assert [line.split()[0] for line in reads_clock(source)] == ["planted.py:3", "planted.py:4"]
    assert goes_out(source) == ["planted.py:1 requests"]
    assert sorted(line.split()[0] for line in overrides(source)) == ["planted.py:2", "planted.py:6"]
    assert crowded_classes(source) == ["planted.py Unit"]

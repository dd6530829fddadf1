"""A clause of a text is named by its key alone, and the text says its title; only the platform's own bring one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import shuniu
from shuniu.policy.packs import load_packs

SOURCE = Path(shuniu.__file__).parent


def named_in(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Key of each clause that is written out, and whether a title is written beside it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Clause" and node.args:
            key = node.args[0]
            if isinstance(key, ast.Constant):
                yield str(key.value), len(node.args) + len(node.keywords) > 1


def wrong(named: Iterator[tuple[str, bool]]) -> list[str]:
    packs = load_packs()
    found = []
    for key, titled in named:
        pack, _, place = key.partition("#")
        told = titled if pack == "platform" else not titled and pack in packs and place in packs[pack].clauses
        found += [] if told else [key]
    return found


def test_each_clause_is_named_in_one_way() -> None:
    files = sorted(SOURCE.rglob("*.py"))
    found = {str(file): wrong(named_in(ast.parse(file.read_text()))) for file in files}
    assert len(files) > 900 and not {file: keys for file, keys in found.items() if keys}


def test_what_is_named_otherwise_is_found() -> None:
    for written in ('Clause("national#党章8", "党员编入")', 'Clause("national#none")', 'Clause("platform#会议")'):
        assert len(wrong(named_in(ast.parse(written)))) == 1
    assert not wrong(named_in(ast.parse('Clause("national#党章8"), Clause("platform#会议", "逐项表决")')))

"""Do tests claim only items that exist?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def known() -> set[str]:
    lines = (ROOT / "docs" / "requirements-ids.txt").read_text("utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def claims(tree: ast.AST) -> Iterator[object]:
    """The arguments of each `pytest.mark.req(…)`; an argument that is not a plain string is a claim of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.req"):
            for argument in node.args:
                yield argument.value if isinstance(argument, ast.Constant) else ast.unparse(argument)


def test_there_are_322_items() -> None:
    assert len(known()) == 322


def test_marks_name_only_known_items() -> None:
    wrong = {}
    for path in sorted((ROOT / "tests").rglob("*.py")):
        unknown = [claim for claim in claims(ast.parse(path.read_text("utf-8"))) if claim not in known()]
        if unknown:
            wrong[str(path.relative_to(ROOT))] = unknown
    assert not wrong


def test_a_wrong_claim_would_be_found() -> None:
    planted = ast.parse("@pytest.mark.req('A01', 'Z99', *ITEMS)\ndef test_it(): ...")
    assert [claim for claim in claims(planted) if claim not in known()] == ["Z99", "*ITEMS"]

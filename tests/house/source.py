"""The source as the house rules read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "shuniu"


@dataclass(frozen=True)
class Source:
    path: Path

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT)) if self.path.is_relative_to(ROOT) else self.path.name

    @property
    def room(self) -> str:
        parts = self.path.relative_to(HOUSE).parts
        return parts[0] if len(parts) > 1 else ""

    @cached_property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def calls(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of whatever is called."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node.lineno, ast.unparse(node.func)


def sources() -> list[Source]:
    found = sorted(HOUSE.rglob("*.py"))
    return [Source(path) for path in found if "migrations" not in path.parts and "vendor" not in path.parts]


def planted(folder: Path, text: str) -> Source:
    """A defect to be found, in a file of its own."""
    path = folder / "planted.py"
    path.write_text(text, "utf-8")
    return Source(path)

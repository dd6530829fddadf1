"""Which requirement items are proved, and by which tests? Prints a line for each, and their number."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "requirements-ids.txt"


def known_items() -> list[str]:
    lines = LIST.read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


class Marks:
    """Collects the marks; a test that is always skipped or expected to fail proves nothing."""

    def __init__(self) -> None:
        self.proved: dict[str, list[str]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if any(mark.name in {"skip", "xfail"} for mark in item.iter_markers()):
                continue
            for mark in item.iter_markers("req"):
                for requirement in mark.args:
                    tests = self.proved.setdefault(requirement, [])
                    name = item.nodeid.split("[")[0]  # one line for all cases of a table
                    if name not in tests:
                        tests.append(name)


def collect() -> dict[str, list[str]]:
    marks = Marks()
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", str(ROOT / "tests")], plugins=[marks])
    if code != pytest.ExitCode.OK:
        sys.exit(said.getvalue())
    return marks.proved


def main() -> None:
    items = known_items()
    proved = collect()
    if unknown := sorted(set(proved) - set(items)):
        sys.exit(f"unknown requirement items: {', '.join(unknown)}")
    for item in items:
        for test in proved.get(item, []):
            print(item, test)
    print(f"{sum(item in proved for item in items)} of {len(items)} items proved")


if __name__ == "__main__":
    main()

"""Run the console program as a process of its own, as a clerk does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[3] / "src"
PROGRAM = [sys.executable, "-c", "import sys; from shuniu.jobs.console import main; sys.exit(main())"]


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(state: Path, given: Mapping[str, str] | None = None) -> dict[str, str]:
    found = {**os.environ, **(given or {}), "SHUNIU_STATE": str(state), "PYTHONPATH": str(SOURCE)}
    for name in ("SHUNIU_KEY_FILE", "SHUNIU_SECRET_FILE", "SHUNIU_DEBUG"):
        found.pop(name, None)
    return found


def run(around: Mapping[str, str], *words: str | Path) -> Answer:
    ended = subprocess.run(
        [*PROGRAM, *map(str, words)], env=dict(around), capture_output=True, text=True, timeout=300, check=False
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    return Answer(ended.returncode, ended.stdout, ended.stderr)

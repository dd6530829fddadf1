"""A console program that has read its modules: each call is a process of its own, forked from it.

A clerk's call reads them each time, which takes ten times as long as most of what it is asked for. ``test_up`` and
``test_killed_imports`` start programs as a clerk does.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import subprocess
import sys
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from tests.jobs.console.running import Answer

ROOT = Path(__file__).resolve().parents[3]
READ = ("commands", "queries", "statistics")


class Forking:
    """One for each environment: the settings are read once."""

    def __init__(self, around: Mapping[str, str], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.out, self.err = folder / "out", folder / "err"
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.console.forking", str(self.out), str(self.err)],
            env={**around, "PYTHONPATH": f"{around['PYTHONPATH']}{os.pathsep}{ROOT}"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __call__(self, *words: str) -> Answer:
        assert self.program.stdin is not None and self.program.stdout is not None
        self.program.stdin.write(json.dumps(words) + "\n")
        self.program.stdin.flush()
        code = int(self.program.stdout.readline())
        return Answer(code, self.out.read_text(), self.err.read_text())

    def end(self) -> None:
        self.program.communicate(timeout=60)


def serve(out: str, err: str) -> None:
    import django

    django.setup()
    from shuniu.jobs.console import main

    for room in READ:
        package = import_module(f"shuniu.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            for stream, place in ((1, out), (2, err)):
                os.dup2(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), stream)
            os._exit(called(main, json.loads(line)))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def called(main: object, words: list[str]) -> int:
    try:
        code = main(words)  # type: ignore[operator]
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    return int(code or 0)


if __name__ == "__main__":
    serve(*sys.argv[1:])

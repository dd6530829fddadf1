"""shuniu up with the database of its own: served, stopped whole, and back after a hard end."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.jobs.console.running import PROGRAM, environment, run

LIMIT = 120.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(port: int, path: str = "/") -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()


class Up:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.around = {name: value for name, value in environment(data).items() if "SHUNIU_STATE" not in name}
        self.around.pop("DATABASE_URL", None)
        self.begun: list[subprocess.Popen[str]] = []

    def begin(self, port: int) -> subprocess.Popen[str]:
        """Returns once the address has been printed."""
        words = [*PROGRAM, "up", "--data", str(self.data), "--port", str(port)]
        program = subprocess.Popen(words, env=self.around, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.begun.append(program)
        assert program.stdout is not None
        until = time.monotonic() + LIMIT
        said = []
        while time.monotonic() < until:
            line = program.stdout.readline()
            said.append(line)
            if f"http://127.0.0.1:{port}" in line:
                return program
            if not line and program.poll() is not None:
                break
        program.kill()
        raise AssertionError("".join(said))

    def end(self) -> None:
        """Also after a failed test nothing is left running."""
        for program in self.begun:
            if program.poll() is None:
                program.send_signal(signal.SIGINT)
                program.wait(60)
            assert program.stdout is not None
            program.stdout.close()

    def programs(self) -> list[str]:
        """What still runs for this data folder or from it."""
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                around = (place / "environ").read_bytes().decode(errors="replace")
                words = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if str(self.data) in around and "pytest" not in words and words:
                found.append(words)
        return found


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    found = Up(tmp_path_factory.mktemp("up") / "data")
    founded = run(
        found.around,
        *("init", "--name", "某市社会组织综合党委", "--code", "home", "--chain", "national", "--data", found.data),
    )
    assert founded.code == 0, founded.err
    yield found
    found.end()
    pointer = found.data / "engine-state"
    if pointer.exists():
        shutil.rmtree(pointer.read_text().strip(), ignore_errors=True)


def within(holds: Callable[[], bool], seconds: float = 30.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.2)
    return False


def gone(up: Up) -> bool:
    return within(lambda: not up.programs())


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at running programs through /proc")
def test_up_serves_and_ctrl_c_stops_everything_it_started(up: Up) -> None:
    port = free_port()
    program = up.begin(port)
    assert status(port) == (302, "/sign-in/?next=/")
    assert status(port, "/sign-in/")[0] == 200
    assert status(port, "/static/shuniu/theme.css")[0] == 200
    # The first worker answers while the others are still being started.
    assert within(lambda: len(up.programs()) >= 4)
    busy = run(up.around, "up", "--data", up.data, "--port", str(port))
    assert (busy.code, "已被占用" in busy.err) == (1, True)
    second = run(up.around, "up", "--data", up.data, "--port", str(free_port()))
    assert (second.code, "正由另一个运行中的枢纽使用" in second.err) == (1, True)
    # The console works beside it and leaves it running.
    assert run(up.around, "account", "list", "--data", up.data).code == 0
    assert status(port, "/sign-in/")[0] == 200
    program.send_signal(signal.SIGINT)
    assert program.wait(60) == 0
    assert gone(up)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at running programs through /proc")
def test_up_killed_hard_takes_its_programs_along_and_comes_back(up: Up) -> None:
    port = free_port()
    program = up.begin(port)
    made = run(up.around, "account", "create", "acknowledged", "--role", "branch_secretary", "--data", up.data)
    assert made.code == 0, made.err
    os.kill(program.pid, signal.SIGKILL)
    program.wait(10)
    until = time.monotonic() + 30
    while time.monotonic() < until and any("gunicorn" in words or "jobs.worker" in words for words in up.programs()):
        time.sleep(0.2)
    assert not [words for words in up.programs() if "gunicorn" in words or "jobs.worker" in words]
    again = up.begin(port)
    listed = run(up.around, "account", "list", "--data", up.data)
    assert "acknowledged" in listed.out
    again.send_signal(signal.SIGTERM)
    assert again.wait(60) == 0
    assert gone(up)

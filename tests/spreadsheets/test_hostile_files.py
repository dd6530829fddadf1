"""Is every hostile file refused in bounded time and memory, with a sentence, and the asker none the worse?"""

import random
import subprocess
import threading
import time
from typing import Any

import pytest
from tests.spreadsheets import hostile

from shuniu.spreadsheets.imports import confinement
from shuniu.spreadsheets.imports.confinement import read_in_child
from shuniu.spreadsheets.imports.findings import NotRead

_CPU_SECONDS = 2.0
_MEGABYTES = 200.0


class Watched:
    """What the children of one test cost: CPU as the kernel counted it, memory as it stood at its highest.

    The kernel's own figure of a child's greatest size begins with its parent's, so the child is watched instead.
    """

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.megabytes: list[float] = []

    def watch(self, pid: int) -> None:
        highest = 0.0
        while True:
            try:
                with open(f"/proc/{pid}/status", encoding="ascii") as status:
                    written = status.read()
                with open(f"/proc/{pid}/cmdline", encoding="utf-8") as line:
                    begun = "imports.child" in line.read()
            except OSError:
                break
            if "VmHWM" not in written:
                break
            if begun:
                highest = max(highest, int(written.split("VmHWM:")[1].split()[0]) / 1024)
            time.sleep(0.002)
        self.megabytes.append(highest)


@pytest.fixture
def cost(monkeypatch: pytest.MonkeyPatch) -> Watched:
    watched = Watched()
    run, start = confinement._run, subprocess.Popen

    def measured(asked: bytes) -> tuple[bytes, int, float]:
        found = run(asked)
        watched.seconds.append(found[2])
        return found

    def started(*arguments: Any, **more: Any) -> Any:
        child = start(*arguments, **more)
        threading.Thread(target=watched.watch, args=(child.pid,), daemon=True).start()
        return child

    monkeypatch.setattr(confinement, "_run", measured)
    monkeypatch.setattr(confinement.subprocess, "Popen", started)
    return watched


@pytest.mark.parametrize("name", hostile.CORPUS)
def test_hostile_file_is_refused_within_its_limits(name: str, cost: Watched) -> None:
    make, codes = hostile.CORPUS[name]
    with pytest.raises(NotRead) as refusal:
        read_in_child(make(), "台账.xlsx")
    assert refusal.value.code in codes, refusal.value.message
    assert refusal.value.message.endswith("。") and "请" in refusal.value.message
    assert cost.seconds[0] <= _CPU_SECONDS, cost.seconds
    assert max(cost.megabytes, default=0) <= _MEGABYTES, cost.megabytes


def test_the_workbook_the_traps_are_made_from_is_good() -> None:
    """Otherwise the corpus would prove nothing: without its trap each file is read."""
    reading = read_in_child(hostile.pack(hostile.parts()), "台账.xlsx")
    assert [(row.row, row.state) for row in reading.rows] == [(1, "ignore"), (2, "accept")]


def test_ordinary_formulas_are_read_by_their_value() -> None:
    reading = read_in_child(hostile.running_formula("A2&amp;B2"), "台账.xlsx")
    assert next(reading.accepted()).record["supervising_unit"] == "x"  # type: ignore[index]


def test_formatted_but_empty_cells_far_out_are_harmless() -> None:
    """Clerks format whole rows; only content far out is a trap."""
    rows = hostile.HEAD + hostile.GOOD + '<row r="3"><c r="XFD3" s="0"/></row>'
    assert read_in_child(hostile.pack(hostile.parts(rows=rows)), "台账.xlsx").counts["accept"] == 1


def test_broken_files_never_raise_anything_else(cost: Watched) -> None:
    """Cut and scribbled copies of a good workbook: a Reading or NotRead, whatever the bytes."""
    good = hostile.pack(hostile.parts())
    chance = random.Random(7)
    for _ in range(20):
        body = bytearray(good[: chance.randrange(1, len(good))] if chance.random() < 0.4 else good)
        for _ in range(chance.randrange(0, 40)):
            body[chance.randrange(len(body))] = chance.randrange(256)
        try:
            read_in_child(bytes(body), "台账.xlsx")
        except NotRead as refusal:
            assert refusal.message
    assert max(cost.seconds) <= _CPU_SECONDS


def test_the_child_knows_nothing_of_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No secret of the serving process reaches the one that opens strangers' files."""
    seen = {}
    real = confinement.subprocess.Popen

    def spy(*arguments: object, **more: object) -> object:
        seen.update(more["env"])  # type: ignore[call-overload]
        return real(*arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setattr(confinement.subprocess, "Popen", spy)
    read_in_child(hostile.pack(hostile.parts()), "台账.xlsx")
    assert set(seen) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LANG"}


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "_LONGEST_WAIT", 0.01)
    begun = time.monotonic()
    with pytest.raises(NotRead) as refusal:
        read_in_child(hostile.pack(hostile.parts()), "台账.xlsx")
    assert refusal.value.code == "hostile" and time.monotonic() - begun < 10

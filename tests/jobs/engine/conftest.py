"""An engine of its own for each test, whichever binaries it runs on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.ground.own import roomy_place

from shuniu.jobs.engine import Engine

# Not the place of a deployment but, where there is one, a file system in memory: the programs are copied each time.
SYSTEM = roomy_place() / "shuniu-engine-tests"
DEBIAN = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture(scope="session", autouse=True)
def keys_of_tests() -> None:
    """These tests run without Django."""


@pytest.fixture
def engine_at() -> Iterator[Callable[..., Engine]]:
    made: list[Engine] = []

    def make(data: Path, binaries: Path | None = None, system: Path = SYSTEM) -> Engine:
        made.append(Engine(data, binaries, system=system))
        return made[-1]

    yield make
    for engine in made:
        if not engine.data.exists():
            continue
        engine.keeper.release()
        engine.halt()
        folders = engine.folders()
        state = folders.state
        shutil.rmtree(state, ignore_errors=True)
        for aside in state.parent.glob(f"{state.name}.aside-*"):
            shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(folders.socket, ignore_errors=True)


@pytest.fixture
def engine(engine_at: Callable[..., Engine], tmp_path: Path) -> Engine:
    return engine_at(tmp_path / "data")


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="NOT RUN: only root can act as other system users")
needs_debian = pytest.mark.skipif(not DEBIAN.is_dir(), reason="NOT RUN: PostgreSQL 15 of Debian is not installed")

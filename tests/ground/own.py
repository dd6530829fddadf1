"""In which folder does this checkout's server stand, and what have checkouts left that are gone?

A checkout keeps its folder from run to run: starting takes a moment, not seconds. The folder says whose it is, and
whoever comes sweeps away those whose checkout is gone: half a gigabyte, mostly of memory, stands in each.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from shuniu.jobs.engine.folders import POINTER, make, write_now
from shuniu.jobs.engine.locks import FileLock
from shuniu.jobs.engine.remains import postmaster_of

ROOT = Path(__file__).resolve().parents[2]
MEMORY = Path("/dev/shm")
ENOUGH = 4 * 1024**3
CHECKOUT = "checkout"  # says whose a folder is; one without it is of an older state of the tests, and stays
STATE = "state"  # where servers started by root stand
TURN_LIMIT = 300.0


def own_folder(binaries: Path | None, beside: str) -> Path:
    """Outside the working tree, and the same from run to run."""
    temporary = Path(tempfile.gettempdir())
    for place in {named(MEMORY), named(temporary)}:
        if place.is_dir():
            sweep(place)
    return claim(named(roomy_place()), ROOT, f"{binaries}|{beside}")


def named(place: Path) -> Path:
    return place / f"shuniu-tests-{os.geteuid() if hasattr(os, 'geteuid') else 'user'}"


def roomy_place() -> Path:
    """Memory where there is enough of it: making the files of a clone is what a test waits for."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        return MEMORY
    return Path(tempfile.gettempdir())


def claim(place: Path, checkout: Path, purpose: str) -> Path:
    """The folder is there and says whose it is before anything stands in it. Never while somebody sweeps."""
    folder = place / hashlib.sha256(f"{checkout}|{purpose}".encode()).hexdigest()[:10]
    make(place, 0o755)
    with turn(place).held(TURN_LIMIT):
        make(folder, 0o700)
        write_now(folder / CHECKOUT, str(checkout))
    return folder


def sweep(place: Path) -> None:
    """What checkouts left that are gone, unless their server runs or somebody is at work in it."""
    with turn(place).held(TURN_LIMIT):
        for folder in place.iterdir():
            if is_abandoned(folder) and is_quiet(folder):
                shutil.rmtree(folder, ignore_errors=True)
        for state in (place / STATE).glob("*"):
            owner = said(state / "belongs-to")
            if owner and not Path(owner).exists() and postmaster_of(state / "cluster") is None:
                shutil.rmtree(state, ignore_errors=True)


def turn(place: Path) -> FileLock:
    return FileLock(place / "turn.lock")


def is_abandoned(folder: Path) -> bool:
    checkout = said(folder / CHECKOUT)
    return bool(checkout) and not (Path(checkout) / "tests/ground").is_dir()


def is_quiet(folder: Path) -> bool:
    users = FileLock(folder / "users.lock")
    alone = users.take()
    users.release()
    return alone and postmaster_of(Path(said(folder / POINTER) or folder) / "cluster") is None


def said(file: Path) -> str:
    return file.read_text("utf-8").strip() if file.is_file() else ""

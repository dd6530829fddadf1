"""Is the server alive, and what has a killed one left behind?"""

import os
import signal
import sys
import time
from pathlib import Path

from shuniu.jobs.engine.failure import EngineFailed

PATIENCE = 5.0  # seconds in which orphans usually notice that their postmaster is gone
LIMIT = 30.0


def postmaster_of(cluster: Path) -> int | None:
    """The number of the living postmaster; a number that another process took over does not count."""
    lines = pid_file(cluster)
    if not lines or not lines[0].strip().lstrip("-").isdigit():
        return None
    number = abs(int(lines[0]))
    if sys.platform == "linux":
        return number if number in processes_in(cluster) else None
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return number


def is_ready(cluster: Path) -> bool:
    """The eighth line of postmaster.pid is the server's own word that it accepts connections."""
    lines = pid_file(cluster)
    return len(lines) >= 8 and lines[7].strip() == "ready" and postmaster_of(cluster) is not None


def pid_file(cluster: Path) -> list[str]:
    try:
        return (cluster / "postmaster.pid").read_text("utf-8").splitlines()
    except (FileNotFoundError, PermissionError):
        return []


def processes_in(cluster: Path) -> list[int]:
    """Server processes stand in their cluster's folder: so those of this one are told from others."""
    place = os.fsencode(cluster.resolve())
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                if os.fsencode(os.readlink(f"/proc/{entry}/cwd")) == place and is_server(entry):
                    found.append(int(entry))
            except OSError:  # gone meanwhile, or somebody else's
                continue
    return found


def is_server(entry: str) -> bool:
    # A console standing in the folder is not one of them.
    return Path("/proc", entry, "comm").read_text("utf-8", "replace").strip() in {"postgres", "postmaster"}


def clear_remains(cluster: Path, socket: Path) -> None:
    """After a kill -9: waits for the orphans, which hold the shared memory, and removes the lock files.

    The server would take a number in a lock file for a living server when another process has it by now, or
    when nobody has collected the dead one.
    """
    if sys.platform == "linux":
        wait_for_orphans(cluster)
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    for left in socket.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)


def wait_for_orphans(cluster: Path) -> None:
    began = time.monotonic()
    while orphans := processes_in(cluster):
        waited = time.monotonic() - began
        if waited > LIMIT:
            raise EngineFailed("上一次运行的数据库进程仍未结束，请稍后再试。")
        if waited > PATIENCE:
            # One deep in a long query does not look up; nobody waits for what it would still do.
            for number in orphans:
                quit_now(number)
        time.sleep(0.05)


def quit_now(number: int) -> None:
    try:
        os.kill(number, signal.SIGQUIT)
    except ProcessLookupError:
        return

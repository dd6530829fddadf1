"""Who holds the data folder: locks that end with the process that took them, however it ends."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from shuniu.jobs.engine.failure import EngineFailed, reason


class FileLock:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.file: IO[str] | None = None

    def take(self, *, shared: bool = False) -> bool:
        """False when another process holds it."""
        opened = self.file
        try:
            opened = opened or self.path.open("a+", encoding="utf-8")
        except OSError as problem:
            raise EngineFailed(f"不能使用数据文件夹 {self.path.parent}：{reason(problem)}。") from problem
        if not lock(opened, shared):
            if self.file is None:
                opened.close()
            return False
        self.file = opened
        return True

    def release(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None

    @contextmanager
    def held(self, seconds: float) -> Iterator[None]:
        """Waits for its turn."""
        until = time.monotonic() + seconds
        while not self.take():
            if time.monotonic() > until:
                raise EngineFailed(f"数据文件夹 {self.path.parent} 的数据库一直在启动或停止，请稍后再试。")
            time.sleep(0.05)
        try:
            yield
        finally:
            self.release()


def lock(opened: IO[str], shared: bool) -> bool:
    if sys.platform == "win32":  # untested; knows no shared locks
        import msvcrt

        try:
            opened.seek(0)
            shared or msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(opened, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

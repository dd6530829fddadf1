"""How is a file from outside read without risking the process that serves everyone?

A fresh process with an empty environment reads it under limits of time and memory and answers with plain values.
Whatever happens to it, the asker gets a Reading or NotRead.
"""

import marshal
import os
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

from shuniu.spreadsheets.imports.findings import NotRead
from shuniu.spreadsheets.imports.reading import Corrections, Mapped
from shuniu.spreadsheets.imports.results import Reading

_LONGEST_WAIT = 60.0
_PACKAGES = str(Path(__file__).parents[3])
_TIME, _MEMORY = "处理时间", "占用内存"


def read_in_child(
    content: bytes,
    file_name: str,
    kind: str | None = None,
    mapping: Mapped | None = None,
    corrections: Corrections | None = None,
    on: date | None = None,
) -> Reading:
    """As `read_ledger`, in a process of its own."""
    asked = (content, file_name, kind, dict(mapping or {}), dict(corrections or {}), on.isoformat() if on else None)
    answer, status, _ = _run(marshal.dumps(asked))
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0 and answer[:4] in (b"READ", b"NOT "):
        told: Any = marshal.loads(memoryview(answer)[4:])  # not copied: it may be large
        if answer[:4] == b"READ":
            return Reading.unpack(told)
        raise NotRead(*told)
    raise _broke_its_limits(status)


def _run(asked: bytes) -> tuple[bytes, int, float]:
    """The child's answer, how it ended, and the seconds of CPU it took."""
    child = subprocess.Popen(
        [sys.executable, "-m", "shuniu.spreadsheets.imports.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PYTHONPATH": _PACKAGES, "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"},
        close_fds=True,
    )
    assert child.stdin is not None and child.stdout is not None
    alarm = threading.Timer(_LONGEST_WAIT, child.kill)
    alarm.start()
    writer = threading.Thread(target=_write, args=(child.stdin, asked), daemon=True)
    writer.start()
    try:
        answer = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
    finally:
        alarm.cancel()
        child.stdout.close()
        writer.join(timeout=1)
    child.returncode = os.waitstatus_to_exitcode(status)
    return answer, status, used.ru_utime + used.ru_stime


def _write(pipe: Any, asked: bytes) -> None:
    try:
        pipe.write(asked)
        pipe.close()
    except BrokenPipeError:
        pass  # it died before it had read everything: its status tells why


def _broke_its_limits(status: int) -> NotRead:
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    what = _TIME if ended in (signal.SIGPROF, signal.SIGXCPU, signal.SIGKILL) else _MEMORY
    return NotRead(
        "hostile",
        f"文件未读取：{what}远超正常台账，已停止。请把需要的内容复制到新建的工作簿中，另存为 .xlsx 后再上传。",
    )

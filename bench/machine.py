"""On what machine does a bench run, and how busy is it with other things?"""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any


def machine() -> dict[str, Any]:
    """Asked while Django works in a database. ``load``: programs that want a core, over the last minute."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    return {
        "cpu": _stated("/proc/cpuinfo", "model name"),
        "cores": os.cpu_count(),
        "memory": _stated("/proc/meminfo", "MemTotal"),
        "python": platform.python_version(),
        "postgresql": version,
        "load": round(os.getloadavg()[0], 1),
    }


def peak_megabytes() -> float:
    """The most this process ever held. (``getrusage`` would count what its parent held when it was started.)"""
    return int(_stated("/proc/self/status", "VmHWM").split()[0]) / 1024


def forget_peak() -> None:
    """From here on ``peak_megabytes`` is the most held since (Linux); without it, what was before hides what grows."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _stated(file: str, name: str) -> str:
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")

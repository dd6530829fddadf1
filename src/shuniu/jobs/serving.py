"""Serve: web and background work as two programs beside this one; both end with it, however it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HOST = "127.0.0.1"
READY_LIMIT = 60.0
STOP_LIMIT = 20.0
WORKERS, THREADS = 2, 4


class ServingFailed(Exception):
    """The platform could not be served; the sentence says why."""


def port_is_free(port: int) -> bool:
    """Raises PermissionError where this user may not listen at all (ports below 1024)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise
        except OSError:
            return False
    return True


class Serving:
    """Both programs. ``stop`` ends what ``start`` started and waits for it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.programs: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Returns when pages are answered. Raises ServingFailed; then nothing is left running."""
        self.programs = [_begun(_web(self.port)), _begun([sys.executable, "-m", "shuniu.jobs.worker"])]
        until = time.monotonic() + READY_LIMIT
        while not _answers(self.port):
            if self.ended() or time.monotonic() > until:
                self.stop()
                raise ServingFailed(f"网页服务没有在端口 {self.port} 上启动成功，请查看上面的输出。")
            time.sleep(0.1)

    def ended(self) -> bool:
        """One of them ended by itself."""
        return any(program.poll() is not None for program in self.programs)

    def wait(self, stopped: Callable[[], bool]) -> None:
        """Until one of them ends by itself or ``stopped`` says so."""
        while not self.ended() and not stopped():
            time.sleep(0.2)

    def stop(self) -> None:
        for program in self.programs:
            if program.poll() is None:
                program.send_signal(signal.SIGTERM)
        for program in self.programs:
            try:
                program.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()


def _web(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "shuniu.config.wsgi:application"),
        *("--bind", f"{HOST}:{port}", "--workers", str(WORKERS), "--worker-class", "gthread"),
        *("--threads", str(THREADS), "--timeout", "120", "--graceful-timeout", "10", "--log-level", "warning"),
        *("--max-requests", "20000", "--max-requests-jitter", "2000", "--no-control-socket"),
        "--preload",
    ]


def _begun(program: list[str]) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C reaches this program, which then ends the others in order."""
    environment = {**os.environ, "PYTHONPATH": _path()}
    return subprocess.Popen(program, env=environment, start_new_session=True, preexec_fn=_end_with_parent)


def _path() -> str:
    """The programs find this very package, installed or not."""
    here = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(dict.fromkeys([here, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]))


def _end_with_parent() -> None:
    """Linux: the kernel ends the child when its parent is gone, also after kill -9."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _answers(port: int) -> bool:
    """Does the sign-in page come? Asked by hand over loopback: no room holds a client that could call elsewhere."""
    asked = f"GET /sign-in/ HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n".encode()
    try:
        with socket.create_connection((HOST, port), timeout=5) as line:
            line.sendall(asked)
            status = line.recv(64).split(b" ")
    except OSError:
        return False
    return len(status) > 1 and status[1].isdigit() and int(status[1]) < 500

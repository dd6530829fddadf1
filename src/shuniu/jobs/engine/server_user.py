"""Under which system user the server runs, and how a program is run as that user."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shuniu.jobs.engine.failure import EngineFailed, reason
from shuniu.jobs.engine.folders import runs_as_root

NAME = "shuniu-pg"


@dataclass(frozen=True, kw_only=True)
class ServerUser:
    """`uid` and `gid` are None when the server runs as whoever started the platform."""

    uid: int | None = None
    gid: int | None = None


def server_user() -> ServerUser:
    if not runs_as_root():
        return ServerUser()
    import pwd

    try:
        found = pwd.getpwnam(NAME)
    except KeyError:
        create_system_user()
        found = pwd.getpwnam(NAME)
    if found.pw_uid == 0:
        raise EngineFailed(f"系统用户 {NAME} 具有管理员权限，不能用来运行数据库。")
    return ServerUser(uid=found.pw_uid, gid=found.pw_gid)


def create_system_user() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        made = subprocess.run(
            [*command, "--shell", "/usr/sbin/nologin", NAME], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise EngineFailed(f"没有 useradd 程序，请先建立系统用户 {NAME} 或改用普通用户运行。") from None
    if made.returncode not in {0, 9}:  # 9: another start made it in the meantime
        raise EngineFailed(f"不能建立运行数据库的系统用户 {NAME}：{made.stderr.strip()}")


def client_name() -> str:
    """The system user who may connect: the one the platform runs as."""
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise EngineFailed(
            f"系统中没有编号为 {os.geteuid()} 的用户名，数据库无法核对身份，请用有名称的用户运行。"
        ) from None


def run_as(
    user: ServerUser, command: Sequence[str | Path], folder: Path, lines: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs one program to its end, in a session of its own: Ctrl-C is not meant for the server."""
    # A file, not a pipe: the server inherits it, and a pipe would be waited for as long as the server lives.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        try:
            ended = subprocess.run(
                [str(part) for part in command],
                input=lines if lines is not None else "",
                stdout=said,
                stderr=subprocess.STDOUT,
                text=True,
                cwd=folder,
                env=environment(),
                start_new_session=True,
                check=False,
                user=user.uid,
                group=user.gid,
                extra_groups=None if user.uid is None else [],
                umask=-1 if sys.platform == "win32" else 0o077,
            )
        except OSError as problem:
            raise EngineFailed(f"不能运行数据库程序 {command[0]}：{reason(problem)}。") from problem
        said.seek(0)
        return subprocess.CompletedProcess(ended.args, ended.returncode, said.read(), "")


def environment() -> dict[str, str]:
    """Only what the programs need: no PG* variable of the console reaches them."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    if sys.platform != "win32":
        kept |= {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
    return kept

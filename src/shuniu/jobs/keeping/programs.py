"""pg_dump and pg_restore: which ones fit the server, and how they are called."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from django.db import connections

from shuniu.jobs.engine import EngineFailed, find_binaries
from shuniu.jobs.installation import owner_alias


class ProgramFailed(Exception):
    """A database program did not do its work; the sentence carries what it said last."""


def server_version() -> int:
    """The major version of the server in use."""
    with connections[owner_alias()].cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def program(name: str, server: int) -> Path:
    """The oldest ``name`` that is not older than the server: a newer one writes what an older server cannot read."""
    found = [(version, place) for place in _places(name) if (version := _version(place)) >= server]
    if not found:
        raise ProgramFailed(
            f"没有找到 {server} 版或更新的数据库程序 {name}，请安装它，或用环境变量 SHUNIU_PG_BIN 指明。"
        )
    return min(found)[1]


def _places(name: str) -> Iterator[Path]:
    file = f"{name}.exe" if sys.platform == "win32" else name
    with suppress(EngineFailed):
        yield find_binaries() / file
    yield from Path("/usr/lib/postgresql").glob(f"*/bin/{file}")
    if on_path := shutil.which(file):
        yield Path(on_path)


def _version(place: Path) -> int:
    try:
        said = subprocess.run([place, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    number = re.search(r"(\d+)(?:\.\d+)*", said)
    return int(number[1]) if number else 0


def run(place: Path, arguments: Sequence[str | Path]) -> None:
    """Messages of the programs may carry values of rows; only their last line is passed on."""
    environment = {**os.environ, **_password(), "LC_ALL": "C.UTF-8"}
    ended = subprocess.run([place, *arguments], capture_output=True, text=True, env=environment, check=False)
    if ended.returncode != 0:
        said = [line for line in ended.stderr.splitlines() if line.strip()]
        raise ProgramFailed(f"数据库程序 {place.name} 没有成功：{said[0] if said else ended.returncode}")


def address() -> list[str]:
    """Where the database is, as its owner; the password goes through the environment, never over the command line."""
    settings = connections[owner_alias()].settings_dict
    found = ["--dbname", settings["NAME"], "--no-password"]
    for flag, key in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        if settings.get(key):
            found += [flag, str(settings[key])]
    return found


def _password() -> dict[str, str]:
    password = connections[owner_alias()].settings_dict.get("PASSWORD")
    return {"PGPASSWORD": str(password)} if password else {}

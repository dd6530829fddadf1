"""What does the environment say? Readers that refuse nonsense with a clear sentence."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import environ

_env = environ.Env()


class EnvironmentWrong(Exception):
    """A setting in the environment cannot be used; the sentence says which and why."""


def flag(name: str, default: bool = False) -> bool:
    raw = os.environ.get(name)
    if raw is None or raw == "":
        return default
    if raw in {"1", "true", "True"}:
        return True
    if raw in {"0", "false", "False"}:
        return False
    raise EnvironmentWrong(f"环境变量 {name} 只能写 1 或 0，现在是“{raw}”。")


def number(name: str, default: int) -> int:
    raw = os.environ.get(name, "")
    if not raw:
        return default
    if not raw.isdigit():
        raise EnvironmentWrong(f"环境变量 {name} 应是整数，现在是“{raw}”。")
    return int(raw)


def words(name: str, default: list[str]) -> list[str]:
    raw = os.environ.get(name, "")
    return [word.strip() for word in raw.split(",") if word.strip()] or default


def database(name: str) -> dict[str, object] | None:
    """A PostgreSQL database from a URL like ``postgresql://role@/name?host=/socket/folder``; None when unset."""
    url = os.environ.get(name, "")
    if not url:
        return None
    if not url.startswith(("postgres://", "postgresql://")):
        raise EnvironmentWrong(f"环境变量 {name} 应是 postgresql:// 开头的地址；本平台只用 PostgreSQL。")
    found = dict(_env.db_url_config(url))
    options = dict(found.get("OPTIONS") or {})
    if "host" in options:  # the socket folder travels in the query part of the address
        found["HOST"] = options.pop("host")
    # What was asked so many times on a connection is prepared there (queries/prepared.py); a pooler that hands one
    # connection to many programs cannot keep that.
    found["OPTIONS"] = {"prepare_threshold": 2 if flag("SHUNIU_PREPARED", default=True) else None, **options}
    return found


def secret_file(path: Path, length: int = 64) -> bytes:
    """The bytes of a secret kept in a 0600 file; made on first use, refused when others can read it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as target:
            target.write(os.urandom(length))
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise EnvironmentWrong(f"密钥文件 {path} 的权限过宽，请执行 chmod 600 后再启动。")
    content = path.read_bytes()
    if len(content) < length or len(set(content)) < 16:
        raise EnvironmentWrong(f"密钥文件 {path} 不完整，请从备份恢复密钥后再启动。")
    return content

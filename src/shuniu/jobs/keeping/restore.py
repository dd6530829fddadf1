"""Restore a backup into an empty database, and prove that it is all there.

First the files are checked whole, then tables and rows, then the keys, then what binds them; at the end the rows are
counted against the manifest and the journal's chain is walked.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connections

from shuniu.commands.journal.sealing import seal_entries
from shuniu.jobs.installation import owner_alias, prepare_database
from shuniu.jobs.keeping import container
from shuniu.jobs.keeping.backup import counts
from shuniu.jobs.keeping.programs import address, program, run, server_version
from shuniu.queries.seals import Anchor, verify


class NotEmpty(Exception):
    """There is something in the database already; a restore never mixes or replaces."""

    def __init__(self) -> None:
        super().__init__("数据库里已有内容，没有恢复。请恢复到空的数据库：换一个数据文件夹（--data），或另建数据库。")


class RestoreFailed(Exception):
    """What stands in the database now is not what the backup says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    rows: int
    lines: int
    at: str
    keys: bool


def restore(file: Path, keys: Path | None, at: datetime) -> Restored:
    """Without ``keys`` what stood under them stays unreadable for good: imports under way are let go.

    Raises BackupDamaged, NotEmpty, ProgramFailed, RestoreFailed.
    """
    manifest = _checked(file, "main")
    if keys is not None and _checked(keys, "keys")["at"] != manifest["at"]:
        raise container.BackupDamaged(f"{keys} 与 {file} 不是同一次备份，没有恢复任何内容。")
    if manifest["server"] > server_version():
        raise container.BackupDamaged(
            f"备份出自 {manifest['server']} 版数据库，现有的是 {server_version()} 版，请换用同版或更新的数据库。"
        )
    if not _empty():
        raise NotEmpty
    _write(file, keys)
    _compare(manifest, keys is not None)
    prepare_database()
    seal_entries(at, settled=True)
    lines = _prove(manifest)
    return Restored(rows=sum(manifest["rows"].values()), lines=lines, at=manifest["at"], keys=keys is not None)


def _checked(file: Path, part: str) -> dict[str, Any]:
    manifest = container.manifest_of(file)
    if manifest.get("part") != part:
        raise container.BackupDamaged(f"{file} 不是备份的{'主文件' if part == 'main' else '密钥部分'}。")
    container.check_seal(file, manifest)
    return manifest


def _empty() -> bool:
    with connections[owner_alias()].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'keys')")
        return int(cursor.fetchone()[0]) == 0


def _write(file: Path, keys: Path | None) -> None:
    tool = program("pg_restore", server_version())
    ordinary = [*address(), "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments"]
    with tempfile.TemporaryDirectory() as folder:
        dump, wrapped = Path(folder, "main"), Path(folder, "keys")
        container.extract(file, dump)
        run(tool, [*ordinary, "--section=pre-data", "--section=data", dump])
        if keys is not None:
            container.extract(keys, wrapped)
            run(tool, [*ordinary, "--section=data", wrapped])
        else:
            _let_go()
        run(tool, [*ordinary, "--section=post-data", dump])


def _let_go() -> None:
    """Nothing may point to a key that is gone."""
    with connections[owner_alias()].cursor() as cursor:
        cursor.execute(
            "UPDATE shuniu_batch SET key_id = NULL, content = NULL, staged = NULL, choices = NULL"
            " WHERE key_id IS NOT NULL"
        )


def _compare(manifest: dict[str, Any], with_keys: bool) -> None:
    found = counts(owner_alias())
    wanted = {table: rows for table, rows in manifest["rows"].items() if with_keys or not table.startswith("keys.")}
    for table, rows in wanted.items():
        if found.get(table) != rows:
            raise RestoreFailed(
                f"恢复后 {table} 有 {found.get(table, 0)} 行，备份时是 {rows} 行。请换一份备份，恢复到空的数据库。"
            )


def _prove(manifest: dict[str, Any]) -> int:
    anchor = Anchor(**manifest["anchor"]) if manifest["anchor"] else None
    verified = verify(anchor)
    if not verified.whole:
        raise RestoreFailed(f"恢复后的账未通过核验：{verified.problem}请换一份备份，恢复到空的数据库。")
    return verified.lines

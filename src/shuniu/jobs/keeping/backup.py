"""Back up: seal the journal, then write one file with everything but keys and one with the keys, of one moment."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from shuniu.commands.journal.sealing import present_anchor, seal_entries
from shuniu.jobs.installation import owner_alias
from shuniu.jobs.keeping import container
from shuniu.jobs.keeping.programs import address, program, run, server_version
from shuniu.queries.seals import Anchor
from shuniu.queries.secrecy import key_fingerprint

# Rows of the day that must not come back to life: sessions, locks.
LEFT_OUT = ("public.django_session", "public.axes_*")
KEYS = "keys.*"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    file: Path
    keys: Path
    digest: str
    rows: int
    lines: int


def keys_file(file: Path) -> Path:
    """The keys stand beside, in a file with its own retention."""
    return file.with_name(f"{file.name}.keys")


def back_up(file: Path, at: datetime) -> BackedUp:
    """Overwrites nothing. Raises FileExistsError, ProgramFailed."""
    for target in (file, keys_file(file)):
        if target.exists():
            raise FileExistsError(17, "文件已存在，备份不覆盖旧文件", str(target))
    seal_entries(at)
    dump = program("pg_dump", server_version())
    alias = owner_alias()
    # Before the snapshot: what is anchored is surely in it.
    anchor = present_anchor()
    with tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder, transaction.atomic(using=alias):
        snapshot = _snapshot(alias)
        manifest = _manifest(alias, at, anchor)
        main, keys = Path(folder, "main"), Path(folder, "keys")
        ordinary = ["--format=custom", f"--snapshot={snapshot}", "--no-owner", "--no-privileges", "--no-comments"]
        left_out = [f"--exclude-table-data={name}" for name in (*LEFT_OUT, KEYS)]
        run(dump, [*address(), *ordinary, *left_out, f"--file={main}"])
        run(dump, [*address(), *ordinary, "--data-only", f"--table={KEYS}", f"--file={keys}"])
        container.write(keys_file(file), {**manifest, "part": "keys"}, keys)
        digest = container.write(file, {**manifest, "part": "main"}, main)
    lines = manifest["anchor"]["lines"] if manifest["anchor"] else 0
    rows = sum(manifest["rows"].values())
    return BackedUp(file=file, keys=keys_file(file), digest=digest, rows=rows, lines=lines)


def _snapshot(alias: str) -> str:
    """Both dumps and the counts are of this one moment, whoever writes meanwhile."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        return str(cursor.fetchone()[0])


def _manifest(alias: str, at: datetime, anchor: Anchor | None) -> dict[str, Any]:
    return {
        "at": at.isoformat(),
        "server": server_version(),
        "rows": counts(alias),
        "anchor": asdict(anchor) if anchor else None,
        "key_file": key_fingerprint(),
    }


def counts(alias: str) -> dict[str, int]:
    """Rows of every table that a backup carries, keys included."""
    found = {}
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('public', 'keys')"
            " AND tablename <> 'django_session' AND tablename NOT LIKE 'axes%' ORDER BY 1"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name the server itself has quoted
            found[table] = int(cursor.fetchone()[0])
    return found

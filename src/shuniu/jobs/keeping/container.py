"""One backup file: a line that says what it is, a manifest, the dump, and a digest and a keyed seal over all of it.

Read whole before anything is restored from it: one flipped byte or a cut at any place and it is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from shuniu.jobs.engine import reason

MAGIC = b"SHUNIU-BACKUP-1\n"
LENGTH = 8
DIGEST = 32
PIECE = 1024 * 1024


class BackupDamaged(Exception):
    """The file is no backup, cut, changed, or sealed under other keys."""


def seal_of(digest: bytes) -> bytes:
    from shuniu.queries.secrecy import mac

    return mac(b"backup" + digest)


def write(target: Path, manifest: dict[str, Any], dump: Path) -> str:
    """Whole or not at all, readable by its owner only. Returns the digest in hex."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    described = json.dumps(manifest, ensure_ascii=False, sort_keys=True, default=str).encode()
    digest = hashlib.sha256()
    opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "wb") as file:
            for piece in (MAGIC, len(described).to_bytes(LENGTH), described, *_pieces(dump)):
                digest.update(piece)
                file.write(piece)
            file.write(digest.digest() + seal_of(digest.digest()))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return digest.hexdigest()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def manifest_of(source: Path) -> dict[str, Any]:
    """Checks the digest of the whole file first. Raises BackupDamaged."""
    with _opened(source) as file:
        size = file.seek(0, os.SEEK_END)
        if size < len(MAGIC) + LENGTH + 2 * DIGEST:
            raise BackupDamaged(f"备份文件 {source} 不完整，没有恢复任何内容。请换一份备份。")
        file.seek(0)
        digest, left = hashlib.sha256(), size - 2 * DIGEST
        while left:
            piece = file.read(min(PIECE, left))
            digest.update(piece)
            left -= len(piece)
        kept, seal = file.read(DIGEST), file.read(DIGEST)
        if kept != digest.digest():
            raise BackupDamaged(f"备份文件 {source} 已损坏或被改动，没有恢复任何内容。请换一份备份。")
        file.seek(0)
        manifest = _manifest(file, source)
    manifest["seal"], manifest["digest"] = seal.hex(), kept.hex()
    return manifest


def check_seal(source: Path, manifest: dict[str, Any]) -> None:
    """Under the keys in place. Raises BackupDamaged."""
    from shuniu.queries.secrecy import key_fingerprint

    if key_fingerprint() != manifest["key_file"]:
        raise BackupDamaged(f"备份文件 {source} 用的是另一份密钥文件，请用 --key-file 指明当时保管的那一份。")
    if seal_of(bytes.fromhex(manifest["digest"])).hex() != manifest["seal"]:
        raise BackupDamaged(f"备份文件 {source} 的封记不是用本平台的密钥所封，没有恢复任何内容。")


def _manifest(file: IO[bytes], source: Path) -> dict[str, Any]:
    if file.read(len(MAGIC)) != MAGIC:
        raise BackupDamaged(f"{source} 不是本平台的备份文件。")
    found: dict[str, Any] = json.loads(file.read(int.from_bytes(file.read(LENGTH))))
    return found


def extract(source: Path, target: Path) -> None:
    """The dump alone, for pg_restore; after the file was checked."""
    with _opened(source) as file, target.open("wb") as out:
        left = file.seek(0, os.SEEK_END) - 2 * DIGEST
        file.seek(0)
        _manifest(file, source)
        left -= file.tell()
        while left:
            piece = file.read(min(PIECE, left))
            out.write(piece)
            left -= len(piece)


@contextmanager
def _opened(source: Path) -> Iterator[IO[bytes]]:
    try:
        file = source.open("rb")
    except OSError as problem:
        raise BackupDamaged(f"备份文件 {source} 打不开：{reason(problem)}。") from problem
    with file:
        yield file

"""Which keys does this deployment hold? One 0600 file outside the database: master keys by number, index and seal keys.

The keys of separate uses are separate: a master key never seals a journal, the index key never encrypts. A new file
is made only while the database holds nothing that older keys would be needed for.
"""

from __future__ import annotations

import base64
import json
import os
import stat
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LENGTH = 32


class KeysUnusable(Exception):
    """The key file is missing, open to others or damaged; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """``field`` and ``wrap`` are ciphers by the number of their master key; ``current`` encrypts, all decrypt."""

    current: int
    field: dict[int, AESGCM]
    wrap: dict[int, AESGCM]
    index: bytes
    seal: bytes
    fingerprint: str


def keyring() -> Keyring:
    """The keys of this deployment; made on first use of an empty deployment. Raises KeysUnusable."""
    return _held(str(settings.KEY_FILE))


@lru_cache(maxsize=8)
def _held(path: str) -> Keyring:
    place = Path(path)
    if not place.exists():
        if _needs_older_keys():
            raise KeysUnusable(
                f"找不到密钥文件 {place}，而数据库里已有用它加密的内容。请把保管的密钥文件放回原处再启动。"
            )
        make_key_file(place)
    return _opened(_content(place), place)


def _needs_older_keys() -> bool:
    from shuniu.models import OfficeContact, Seal, WrappedKey

    return (
        Seal.objects.exists()
        or WrappedKey.objects.exists()
        or OfficeContact.objects.filter(phone__isnull=False).exists()
    )


def make_key_file(place: Path) -> None:
    """Fresh keys, written whole or not at all; a file that somebody made meanwhile stays."""
    fresh = {
        "version": 1,
        "current": 1,
        "master": {"1": _written(os.urandom(LENGTH))},
        "index": _written(os.urandom(LENGTH)),
        "seal": _written(os.urandom(LENGTH)),
    }
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = place.with_name(f"{place.name}.{os.getpid()}.new")
    opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w", encoding="ascii") as target:
        json.dump(fresh, target, indent=1)
        target.flush()
        os.fsync(target.fileno())
    try:
        os.link(unfinished, place)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


def _content(place: Path) -> dict[str, Any]:
    if os.name == "posix" and stat.S_IMODE(place.stat().st_mode) & 0o077:
        raise KeysUnusable(f"密钥文件 {place} 的权限过宽，请执行 chmod 600 后再启动。")
    try:
        found = json.loads(place.read_text("ascii"))
    except (OSError, ValueError) as problem:
        raise _damaged(place) from problem
    if not isinstance(found, dict) or found.get("version") != 1:
        raise _damaged(place)
    return found


def _opened(content: dict[str, Any], place: Path) -> Keyring:
    try:
        masters = {int(number): _read(key) for number, key in content["master"].items()}
        index, seal, current = _read(content["index"]), _read(content["seal"]), int(content["current"])
    except (KeyError, ValueError, TypeError, AttributeError) as problem:
        raise _damaged(place) from problem
    secrets = [*masters.values(), index, seal]
    # Sample keys (all the same byte, the same key twice) are refused like damaged ones.
    weak = any(len(key) != LENGTH or len(set(key)) < 12 for key in secrets) or len(set(secrets)) < len(secrets)
    if weak or current not in masters:
        raise _damaged(place)
    return Keyring(
        current=current,
        field={number: AESGCM(_derived(key, b"shuniu field")) for number, key in masters.items()},
        wrap={number: AESGCM(_derived(key, b"shuniu wrap")) for number, key in masters.items()},
        index=index,
        seal=seal,
        fingerprint=_derived(masters[current] + index + seal, b"shuniu fingerprint").hex()[:16],
    )


def _damaged(place: Path) -> KeysUnusable:
    return KeysUnusable(f"密钥文件 {place} 不完整或已损坏，请换回保管的密钥文件后再启动。")


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=LENGTH, salt=None, info=purpose).derive(key)


def _written(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _read(text: str) -> bytes:
    return base64.b64decode(text, validate=True)

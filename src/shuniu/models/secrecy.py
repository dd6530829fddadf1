"""How is what concerns a person kept secret? Encrypted fields, keys that can be destroyed, indexes without clear text.

An encrypted value is ``kind · key number · nonce · ciphertext and tag`` and bound to its place (table, row, field):
moved to another row or field it opens no more. What shall be forgotten one day (a file on its way in, a person) is
encrypted under a key of its own, which stands wrapped in schema ``keys``; destroying the key destroys every copy.
Writing keys is for commands only.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shuniu.models.imports import WrappedKey
from shuniu.models.keyring import Keyring, KeysUnusable, keyring

__all__ = [
    "DataKey",
    "KeysUnusable",
    "Unreadable",
    "blind_index",
    "decrypt",
    "decrypt_many",
    "destroy_keys",
    "encrypt",
    "encrypt_many",
    "fresh_keys",
    "key_fingerprint",
    "mac",
    "new_wrapped_key",
    "with_key",
    "with_keys",
]

_UNDER_MASTER, _UNDER_WRAPPED = b"\x01", b"\x02"
_NONCE, _NUMBER, _KEY = 12, 8, 32
_HEAD = 1 + _NUMBER
_SHORTEST = _HEAD + _NONCE + 16


class Unreadable(Exception):
    """The value does not open: damaged, moved from another place, or its key is gone."""

    def __init__(self) -> None:
        super().__init__("这项加密内容无法打开：内容或密钥已改变。请核对密钥文件，必要时从备份恢复。")


def _place(table: str, row: UUID, field: str) -> bytes:
    return f"{table}:{row}:{field}".encode()


def encrypt(text: str, *, table: str, row: UUID, field: str) -> bytes:
    """One value for one place."""
    return encrypt_many([(text, row)], table=table, field=field)[0]


def encrypt_many(values: Sequence[tuple[str, UUID]], *, table: str, field: str) -> list[bytes]:
    """Values with their rows, in order, for one field of one table."""
    ring = keyring()
    seal, head = ring.field[ring.current].encrypt, _UNDER_MASTER + ring.current.to_bytes(_NUMBER)
    start, end = f"{table}:", f":{field}"
    nonces = os.urandom(_NONCE * len(values))
    sealed = []
    for number, (text, row) in enumerate(values):
        nonce = nonces[number * _NONCE : (number + 1) * _NONCE]
        sealed.append(head + nonce + seal(nonce, text.encode(), f"{start}{row}{end}".encode()))
    return sealed


def decrypt(value: bytes | memoryview, *, table: str, row: UUID, field: str) -> str:
    """The clear text; raises Unreadable."""
    return decrypt_many([(value, row)], table=table, field=field)[0]


def decrypt_many(values: Iterable[tuple[bytes | memoryview, UUID]], *, table: str, field: str) -> list[str]:
    """Clear texts in order; one that does not open raises Unreadable for all."""
    ring = keyring()
    return [_opened(ring, bytes(value), _place(table, row, field)) for value, row in values]


def _opened(ring: Keyring, value: bytes, place: bytes) -> str:
    cipher = ring.field.get(int.from_bytes(value[1:_HEAD]))
    return _open(cipher, value, place, _UNDER_MASTER).decode()


def _open(cipher: AESGCM | None, value: bytes, place: bytes, kind: bytes) -> bytes:
    if cipher is None or len(value) < _SHORTEST or value[:1] != kind:
        raise Unreadable
    try:
        return cipher.decrypt(value[_HEAD : _HEAD + _NONCE], value[_HEAD + _NONCE :], place)
    except InvalidTag as problem:
        raise Unreadable from problem


@dataclass(frozen=True, slots=True)
class DataKey:
    """A key in hand: encrypts and opens what stands under one wrapped key."""

    number: int
    _cipher: AESGCM

    def encrypt(self, content: bytes, *, table: str, row: UUID, field: str) -> bytes:
        nonce = os.urandom(_NONCE)
        head = _UNDER_WRAPPED + self.number.to_bytes(_NUMBER)
        return head + nonce + self._cipher.encrypt(nonce, content, _place(table, row, field))

    def decrypt(self, value: bytes | memoryview, *, table: str, row: UUID, field: str) -> bytes:
        content = bytes(value)
        if int.from_bytes(content[1:_HEAD]) != self.number:
            raise Unreadable
        return _open(self._cipher, content, _place(table, row, field), _UNDER_WRAPPED)


def new_wrapped_key(purpose: str) -> WrappedKey:
    """A fresh key for one import, kept only under the master key."""
    _, [(_, public, _, wrapped)] = fresh_keys([0], purpose)
    return WrappedKey.objects.create(uuid=public, purpose=purpose, wrapped=wrapped)


def fresh_keys(numbers: Sequence[int], purpose: str) -> tuple[list[DataKey], list[tuple[int, UUID, str, bytes]]]:
    """A key for each number, in hand, and its line for the table of wrapped keys: (id, uuid, purpose, wrapped)."""
    ring, keys, lines = keyring(), [], []
    seal, head = ring.wrap[ring.current].encrypt, _UNDER_MASTER + ring.current.to_bytes(_NUMBER)
    # Asked of the system once for all of them.
    chance, size = os.urandom((_NONCE + _KEY) * len(numbers)), _NONCE + _KEY
    for place, number in enumerate(numbers):
        drawn = chance[place * size : (place + 1) * size]
        public, nonce, key = uuid4(), drawn[:_NONCE], drawn[_NONCE:]
        keys.append(DataKey(number, AESGCM(key)))
        lines.append((number, public, purpose, head + nonce + seal(nonce, key, _place("keys", public, purpose))))
    return keys, lines


def with_key(key: WrappedKey) -> DataKey:
    """The key itself, unwrapped; raises Unreadable when it stands under another master key."""
    wrapped = bytes(key.wrapped)
    cipher = keyring().wrap.get(int.from_bytes(wrapped[1:_HEAD]))
    return DataKey(key.pk, AESGCM(_open(cipher, wrapped, _place("keys", key.uuid, key.purpose), _UNDER_MASTER)))


def with_keys(numbers: Iterable[int]) -> dict[int, DataKey]:
    """The keys that still exist, unwrapped, by their numbers."""
    return {key.pk: with_key(key) for key in WrappedKey.objects.filter(pk__in=list(numbers))}


def destroy_keys(numbers: Iterable[int]) -> int:
    """Forget: nothing encrypted under these keys can be read any more, in no copy. Returns how many."""
    return WrappedKey.objects.filter(pk__in=list(numbers)).delete()[0]


def blind_index(text: str, purpose: str = "citizen_number") -> bytes:
    """32 bytes by which an encrypted value is found again; without the index key they say nothing."""
    return hmac.digest(keyring().index, f"{purpose}:{text}".encode(), hashlib.sha256)


def mac(content: bytes) -> bytes:
    """The keyed seal of a journal block or a backup."""
    return hmac.digest(keyring().seal, content, hashlib.sha256)


def key_fingerprint() -> str:
    """Which key file is this? Says nothing about the keys; stands in a backup so that the right file is asked for."""
    return keyring().fingerprint
